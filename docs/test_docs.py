#!/usr/bin/env python3
"""Does what the documents tell their readers to do.

- Blocks of Go are cells: those of a document are run, one after the other, in the kernel in build/.
- Commands, set in by four blanks or in backticks, are carried out; of those that are
  tests of their own or take long (see COMMANDS) it is checked that there is such a thing.
- Links lead somewhere. What the table of rooms says of imports is so.
"""
import glob
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
KERNEL = os.path.join(ROOT, 'build', 'gohtm-kernel')
sys.path.insert(0, os.path.join(ROOT, 'notebooks'))

import nbformat  # noqa: E402

import execute  # noqa: E402

DOCUMENTS = sorted(glob.glob(os.path.join(ROOT, '*.md')) + glob.glob(os.path.join(ROOT, '*', '*.md')))
DOCUMENTS = [path for path in DOCUMENTS if not path.startswith(os.path.join(ROOT, 'build'))]


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def cells(text):
    return re.findall(r'^```go\n(.*?)^```', text, re.M | re.S)


def prose(text):
    """A document without its blocks of code."""
    return re.sub(r'^```.*?^```', '', text, flags=re.M | re.S)


def commands(text):
    """The commands that a document tells: lines set in, and words in backticks that begin with a program."""
    text = prose(text)
    found = re.findall(r'^    (\S.*)$', text, re.M) + re.findall(r'`([^`\n]+)`', text)
    return [c for c in (re.sub(r'\s+#.*', '', c).strip() for c in found) if c.split()[0] in COMMANDS and ' ' in c]


def run(*words):
    done = subprocess.run(words, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise AssertionError('%s\n%s' % (shlex.join(words), (done.stdout + done.stderr)[-2000:]))
    return done.stdout


def check_make(words):
    """That there is such a target: even make -n carries out what calls make again."""
    rules = read(os.path.join(ROOT, 'Makefile')) + read(os.path.join(ROOT, 'kernel', 'kernel.mk'))
    for target in words[1:]:
        assert '=' in target or re.search(r'^%s:.*##' % re.escape(target), rules, re.M), 'make has no %s' % target


def check_go(words):
    """go run and go doc are carried out; of go test, that the packages have the tests or fuzz targets named."""
    words = [w for w in words if w != '...']
    if words[1] == 'run' and any(slow in words for slow in ('./htm/internal/bench', './reproduce', './kernel/release')) and '-list' not in words:
        run('go', 'build', '-o', os.devnull, words[2])
    elif words[1] in ('run', 'doc'):
        run(*words)
    elif words[1] == 'test':
        packages = [w for w in words if w.startswith('./')]
        listed = run('go', 'test', '-list', '.', *packages)
        for option in ('-fuzz', '-run'):
            if option in words:
                name = words[words.index(option) + 1]
                assert re.search(name, listed, re.M), '%s: there is no %s' % (shlex.join(words), name)
    else:
        raise AssertionError('%s: not known to this test' % shlex.join(words))


def check_python(words):
    assert os.path.exists(os.path.join(ROOT, words[1])), '%s does not exist' % words[1]


def check_kernel(words):
    """The kernel's commands are in its usage; kernel/test_kernel.py carries them out."""
    usage = run(KERNEL, 'help')
    for word in words[1:2] + [w for w in words if w.startswith('--')]:
        assert word in usage, '%s: the usage has no %s' % (shlex.join(words), word)


COMMANDS = {
    'make': check_make,
    'go': check_go,
    'python3': check_python,
    'gohtm-kernel': check_kernel,
    'build/gohtm-kernel': check_kernel,
    'docker': lambda words: None,  # tools/try-dockerfile does what they do
    'jupyter': lambda words: run('jupyter', *words[1:], '--help') if words[1] == 'kernelspec' else None,
}


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory(prefix='gohtm-docs-')
        os.environ['JUPYTER_DATA_DIR'] = cls.home.name
        subprocess.run([KERNEL, 'install'], check=True, stdout=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()

    def run_cells(self, sources):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
        path = os.path.join(self.home.name, 'document.ipynb')
        nbformat.write(notebook, path)
        return str([cell.outputs for cell in execute.execute(path).cells])

    def test_go_blocks_run(self):
        known = {  # what a document's cells have to show
            'README.md': ['predicted for the next step: 40 of 2048'],
            'from-nupic-and-htm.core.md': ['anomaly 1', 'anomaly 0', 'true false', '11'],
            'from-other-notebooks.md': ['42', '4391 rows' if os.environ.get('GOHTM_DATA') else 'rows', 'image/svg+xml'],
            'adding.md': ['complaints about the rule: <nil>', 'complaints about the encoder: <nil>'],
        }
        for path in DOCUMENTS:
            found = cells(read(path))
            if not found:
                continue
            with self.subTest(os.path.relpath(path, ROOT)):
                outputs = self.run_cells(found)
                for text in known.pop(os.path.basename(path) if 'kernel' not in path else path, []):
                    self.assertIn(text, outputs)
                if path == os.path.join(ROOT, 'README.md'):
                    self.assertEqual(outputs.count('image/svg+xml'), 2, 'each figure shows itself')
        self.assertEqual(known, {}, 'documents without cells')

    def test_commands(self):
        done = set()
        for path in DOCUMENTS:
            if os.path.basename(path) == 'CHANGELOG.md':
                continue
            for command in commands(read(path)):
                words = shlex.split(command)
                if command in done or any(w.isupper() and w not in ('-list',) for w in words[1:] if w.isalpha()):
                    continue  # NOTEBOOK and the like stand for what the reader has
                done.add(command)
                with self.subTest(command, document=os.path.relpath(path, ROOT)):
                    COMMANDS[words[0]](words)
        self.assertGreater(len(done), 20)

    def test_links_lead_somewhere(self):
        for path in DOCUMENTS:
            for link in re.findall(r'\]\(([^)\s]+)\)', prose(read(path))):
                if re.match(r'[a-z]+:', link):
                    continue
                target, _, anchor = link.partition('#')
                file = os.path.normpath(os.path.join(os.path.dirname(path), target)) if target else path
                with self.subTest(link, document=os.path.relpath(path, ROOT)):
                    self.assertTrue(os.path.exists(file), 'no such file')
                    if anchor and file.endswith('.md'):
                        text = read(file)
                        headings = [re.sub(r'[^\w\- ]', '', h).strip().lower().replace(' ', '-') for h in re.findall(r'^#+ (.*)$', text, re.M)]
                        self.assertTrue(anchor in headings or 'id="%s"' % anchor in text or 'name="%s"' % anchor in text, 'no such heading')

    def test_every_tutorial_is_listed_with_its_picture(self):
        listed = read(os.path.join(ROOT, 'notebooks', 'README.md'))
        tutorials = sorted(glob.glob(os.path.join(ROOT, 'notebooks', '[0-9]*.ipynb')))
        self.assertGreater(len(tutorials), 12)
        for path in tutorials:
            with self.subTest(os.path.basename(path)):
                name = os.path.basename(path)
                title = nbformat.read(path, 4).cells[0].source.split('\n')[0].lstrip('# ')
                picture = '../docs/' + name.replace('.ipynb', '.svg')
                self.assertIn('| <img src="%s" width="180" alt=""> | [%s](%s) |' % (picture, title, name), listed)
                self.assertTrue(os.path.exists(os.path.join(ROOT, 'notebooks', picture)))

    def test_binder_badges(self):
        """tools/binder-badges, on a copy: one badge each, in its place, however often."""
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(os.path.join(folder, 'notebooks'))
            shutil.copy(os.path.join(ROOT, 'README.md'), folder)
            tutorials = sorted(glob.glob(os.path.join(ROOT, 'notebooks', '0*.ipynb')))
            for path in tutorials:
                shutil.copy(path, os.path.join(folder, 'notebooks'))
            for repository in ('first/one', 'first/one', 'ada/gohtm'):
                run(sys.executable, 'tools/binder-badges', repository, folder)
            readme = read(os.path.join(folder, 'README.md'))
            self.assertEqual((readme.count('badge_logo'), readme.count('gh/ada/gohtm/HEAD?labpath=notebooks%2F00-')), (1, 1))
            self.assertEqual(re.sub(r'\n*\[!\[Binder.*\n*', '\n\n', readme), re.sub(r'\A(.*)\n+', r'\1\n\n', read(os.path.join(ROOT, 'README.md'))))
            for path in tutorials:
                before, after = nbformat.read(path, 4), nbformat.read(os.path.join(folder, 'notebooks', os.path.basename(path)), 4)
                lines = after.cells[0].source.split('\n')
                self.assertIn('gh/ada/gohtm/HEAD?labpath=notebooks%2F' + os.path.basename(path), lines[2])
                self.assertEqual(lines[0], before.cells[0].source.split('\n')[0])
                self.assertEqual(before.cells[1:], after.cells[1:])

    def test_imports_point_downwards(self):
        allowed = {
            'gohtm/nb': ['gohtm/htm/sdr'], 'gohtm/datasets': ['gohtm/htm/'], 'gohtm/experiment': ['gohtm/htm/', 'gohtm/datasets'],
            'gohtm/htm': ['gohtm/htm/'],
        }
        out = run('go', 'list', '-f', '{{.ImportPath}} {{join .Imports " "}}', './nb', './datasets', './experiment', './htm/...')
        lines = [line.split() for line in out.splitlines()]
        self.assertGreater(len(lines), 15)
        for package, *imports in lines:
            room = next(r for r in sorted(allowed, key=len, reverse=True) if package == r or package.startswith(r + '/'))
            for imported in imports:
                if imported.startswith('gohtm/') and not imported.startswith(room + '/') and '/htm/internal/' not in package:
                    self.assertTrue(any(imported.startswith(a) for a in allowed[room]), '%s imports %s' % (package, imported))


if __name__ == '__main__':
    unittest.main(verbosity=2)
