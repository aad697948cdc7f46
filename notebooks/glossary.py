#!/usr/bin/env python3
"""Links the first use of each term of docs/glossary.md in a notebook to its entry.

usage: glossary.py [--update] NOTEBOOK...

Without --update it lists what would be linked. Headings, code and folded solutions are left alone.
"""
import argparse
import os
import re
import sys

import nbformat

HERE = os.path.dirname(os.path.abspath(__file__))
GLOSSARY = os.path.join(HERE, "..", "docs", "glossary.md")
TARGET = "../docs/glossary.md"
# What is no prose: folded solutions, blocks of code, headings, spans of code, links.
MASKED = re.compile(r"<details>.*?</details>|^```.*?^```|^    .*?$|^#+ .*?$|`[^`\n]*`|\[[^\]]*\]\([^)]*\)|<[^>]*>|https?://\S+", re.M | re.S)
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")


def anchor(heading):
    """The anchor that code hosts give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(markdown):
    """All anchors of a Markdown document."""
    text = re.sub(r"^```.*?^```", "", markdown, flags=re.M | re.S)
    return {anchor(h) for h in re.findall(r"^#+ (.*)$", text, re.M)} | set(re.findall(r'<a (?:id|name)="([^"]+)"', text))


def terms():
    """The names of each entry, by its anchor."""
    with open(GLOSSARY, encoding="utf-8") as file:
        entries = re.findall(r"^### (.*)\n(?:<!-- also: (.*) -->)?", file.read(), re.M)
    return {anchor(name): [name] + [n for n in also.split(", ") if n] for name, also in entries}


def pattern(names):
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:%s)s?(?![\w-])" % "|".join(map(re.escape, longest)), re.I)


def link_terms(notebook):
    """Links first uses in place; returns what was linked."""
    entries, linked = terms(), []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(lambda m: redirect(m, entries), cell.source)
    seen = {}  # anchor: whether a use came before
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            cell.source = link_cell(cell.source, entries, seen, lambda name: linked.append((number, name)))
    return linked


def redirect(match, entries):
    """A link to the glossary in Go's documentation goes to the entry of the page."""
    text, target = match.groups()
    if target != "../htm/doc.go":
        return match.group()
    found = [a for a, names in entries.items() if pattern(names).fullmatch(text.strip("*"))]
    return "[%s](%s%s)" % (text, TARGET, "#" + found[0] if found else "")


def link_cell(text, entries, seen, tell):
    for match in LINK.finditer(text):
        page, _, where = match.group(2).partition("#")
        if page == TARGET and where:
            seen.setdefault(where, match.start())
    masked = MASKED.sub(lambda m: "\0" * len(m.group()), text)
    uses = []
    for where, names in entries.items():
        use = pattern(names).search(masked)
        if use and where not in seen:
            uses.append((use.start(), -len(use.group()), use.group(), where))
    end = 0
    pieces = []
    for start, length, name, where in sorted(uses):
        if start < end:
            continue  # inside a longer term; a later cell may have it alone
        pieces += [text[end:start], "[%s](%s#%s)" % (name, TARGET, where)]
        end = start - length
        seen[where] = start
        tell(name)
    return "".join(pieces) + text[end:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("notebooks", nargs="+")
    arguments = parser.parse_args()
    for path in arguments.notebooks:
        notebook = nbformat.read(path, as_version=4)
        for number, name in link_terms(notebook):
            print(f"{os.path.basename(path)}, cell {number}: {name}")
        if arguments.update:
            nbformat.write(notebook, path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
