#!/usr/bin/env python3
"""Executes notebooks in a real Jupyter with the project's kernel.

usage: execute.py [--html DIR] [--update] NOTEBOOK...

  --html DIR  leave each executed notebook as a page in DIR, and print its summary
  --update    keep the outputs in the notebook itself, for committing, and the
              pictures of cells tagged "picture" in docs/
"""
import argparse
import asyncio
import os
import re
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

KERNEL = "gohtm"
MEMORY = 1 << 30  # bytes that Binder grants a notebook for sure
CELL_TIMEOUT = 600  # seconds; a cell that hangs is an error, not a wait for ever


class Peak:
    """Follows how much memory a kernel has needed at most, where the system tells."""

    bytes = 0

    def __call__(self, pid):
        try:
            with open(f"/proc/{pid}/status") as status:
                self.bytes = max([self.bytes] + [int(line.split()[1]) << 10 for line in status if line.startswith("VmHWM:")])
        except OSError:
            pass


def execute(path, data=None, kernel=KERNEL, watch=None):
    """Returns the notebook at path with fresh outputs; a failing cell raises CellExecutionError.

    watch is called after each cell with the number of the kernel's process.
    """
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    folder = os.path.dirname(os.path.abspath(path))
    client = NotebookClient(notebook, timeout=CELL_TIMEOUT, kernel_name=kernel, resources={"metadata": {"path": folder}},
                            record_timing=False)
    if watch:
        client.on_cell_executed = lambda **_: watch(client.km.provisioner.pid)
    environment = dict(os.environ)
    if data is not None:
        environment["GOHTM_DATA"] = data
    client.execute(env=environment)
    return tidy(notebook)


def tidy(notebook):
    """Takes out of the outputs what differs from run to run without meaning anything."""
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = merge_streams(cell.outputs)
            for output in cell.outputs:
                output.pop("transient", None)
    return notebook


def merge_streams(outputs):
    """Joins neighbouring pieces of one stream: how a text is cut into messages is chance."""
    merged = []
    for output in outputs:
        if merged and output.output_type == "stream" == merged[-1].output_type and output.name == merged[-1].name:
            merged[-1].text += output.text
        else:
            merged.append(output)
    return merged


def summary(notebook):
    """The text that cells tagged "summary" printed."""
    return "".join(
        output.text
        for cell in notebook.cells
        if cell.cell_type == "code" and "summary" in cell.metadata.get("tags", [])
        for output in cell.outputs
        if output.output_type == "stream"
    )


def picture(notebook):
    """The SVG of the first cell tagged "picture", or None."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and "picture" in cell.metadata.get("tags", []):
            for output in cell.outputs:
                if "image/svg+xml" in output.get("data", {}):
                    return output.data["image/svg+xml"]
    return None


def picture_path(path):
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.path.join(os.path.dirname(os.path.abspath(path)), "..", "docs", stem + ".svg")


def to_html(notebook, path):
    from nbconvert import HTMLExporter

    exporter = HTMLExporter()
    # nbconvert 6.5 strips every SVG of its shapes; what we have just run ourselves needs no cleaning.
    exporter.register_filter("clean_html", lambda html: html)
    exporter.require_js_url = exporter.mathjax_url = ""  # the page needs neither, and is whole without a network
    body, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": title(notebook)}})
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "w", encoding="utf-8") as page:
        page.write(body)


def title(notebook):
    for cell in notebook.cells:
        found = re.match(r"#\s+(.+)", cell.source) if cell.cell_type == "markdown" else None
        if found:
            return found.group(1)
    return "gohtm"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--html", metavar="DIR")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("notebooks", nargs="+")
    arguments = parser.parse_args()
    failed = 0
    for path in arguments.notebooks:
        start = time.monotonic()
        print(f"{path}: executing ...", flush=True)
        try:
            notebook = execute(path)
        except CellExecutionError as error:
            failed += 1
            print(f"{path}: a cell failed\n{error}", file=sys.stderr)
            continue
        print(f"{path}: executed in {time.monotonic() - start:.0f} s")
        if arguments.update:
            nbformat.write(notebook, path)
            if picture(notebook):
                with open(picture_path(path), "w", encoding="utf-8") as file:
                    file.write(picture(notebook))
        if arguments.html:
            name = os.path.splitext(os.path.basename(path))[0] + ".html"
            page = os.path.join(arguments.html, name)
            to_html(notebook, page)
            print(f"\n{summary(notebook)}\nThe page, with all pictures: {page}")
            print("To open and change the notebooks: make notebook")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    sys.exit(main())
