#!/usr/bin/env python3
"""Runs every notebook in a real Jupyter with the kernel in build/, from a clean kernel.

A notebook's last cell checks its claim. Where the real data is at hand, the
outputs in the tree must also be what a fresh run gives.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import nbformat  # noqa: E402

import execute  # noqa: E402
import glossary  # noqa: E402

NOTEBOOKS = sorted(glob.glob(os.path.join(HERE, "[0-9][0-9]-*.ipynb"))) + [os.path.join(HERE, "gallery.ipynb")]
KERNEL = os.path.join(HERE, "..", "build", "gohtm-kernel")
REAL_DATA = os.environ.get("GOHTM_DATA")


def has_stand_in(path):
    """Whether a notebook uses real data, for which generated ones can stand in; others need none."""
    with open(path, encoding="utf-8") as file:
        return "OrLike(" in file.read()


def execute_with_solutions(path, watch=None):
    """Runs a notebook, and behind it the folded solutions of its exercises, which use its names."""
    notebook = nbformat.read(path, as_version=4)
    folded = "".join(c.source for c in notebook.cells if c.cell_type == "markdown" and "<details>" in c.source)
    notebook.cells += [nbformat.v4.new_code_cell(code) for code in re.findall(r"^```go\n(.*?)^```", folded, re.M | re.S)]
    with tempfile.NamedTemporaryFile("w", suffix=".ipynb", dir=HERE) as file:
        nbformat.write(notebook, file)
        file.flush()
        return execute.execute(file.name, watch=watch)


class Notebooks(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory(prefix="gohtm-test-")
        os.environ["JUPYTER_DATA_DIR"] = cls.home.name
        subprocess.run([KERNEL, "install"], check=True, stdout=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()

    def test_there_are_notebooks(self):
        self.assertTrue(NOTEBOOKS, "no notebooks found")

    def test_each_follows_the_conventions(self):
        for path in NOTEBOOKS:
            with self.subTest(os.path.basename(path)):
                notebook = nbformat.read(path, as_version=4)
                nbformat.validate(notebook)
                self.assertEqual(notebook.metadata.kernelspec.name, execute.KERNEL)
                self.assertLess(os.path.getsize(path), 1_000_000, "a notebook stays under 1 MB")
                for number, cell in enumerate(notebook.cells):
                    if cell.cell_type == "code":
                        lines = cell.source.count("\n") + 1
                        self.assertLessEqual(lines, 20, f"cell {number} has {lines} lines, want at most 20")
                outputs = str([c.outputs for c in notebook.cells if c.cell_type == "code"])
                self.assertIn("image/svg+xml", outputs, "the committed outputs have no picture")
                if execute.picture(notebook):
                    with open(execute.picture_path(path), encoding="utf-8") as file:
                        self.assertEqual(file.read(), execute.picture(notebook), "docs/ has another picture: make notebooks")
                self.assertIsNone(re.search(r"/(home|root|tmp|work)/", outputs), "the committed outputs hold a path of a machine")

    def test_every_link_leads_somewhere(self):
        for path in NOTEBOOKS:
            text = "\n".join(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown")
            for _, target in glossary.LINK.findall(text):
                if re.match(r"https?:", target):
                    continue
                with self.subTest(os.path.basename(path), target=target):
                    page, _, where = target.partition("#")
                    page = os.path.join(HERE, page)
                    self.assertTrue(os.path.exists(page), "there is no such file")
                    if where:
                        with open(page, encoding="utf-8") as file:
                            self.assertIn(where, glossary.anchors(file.read()), "the page has no such anchor")

    def test_first_uses_of_terms_link_to_the_glossary(self):
        for path in NOTEBOOKS:
            notebook = nbformat.read(path, as_version=4)
            if glossary.TARGET in str([c.source for c in notebook.cells]):
                with self.subTest(os.path.basename(path)):
                    self.assertEqual(glossary.link_terms(notebook), [], "python3 notebooks/glossary.py --update does it")

    def test_each_runs_and_its_claim_holds(self):
        for path in NOTEBOOKS:
            with self.subTest(os.path.basename(path)):
                committed = nbformat.read(path, as_version=4)
                begin = time.monotonic()
                peak = execute.Peak()
                fresh = execute_with_solutions(path, peak)
                print(f"{os.path.basename(path)}: {time.monotonic() - begin:.0f} s, {peak.bytes >> 20} MB", file=sys.stderr)
                self.assertLess(peak.bytes, execute.MEMORY, "a tutorial has to do with the memory that Binder grants")
                if REAL_DATA:
                    self.compare(committed, fresh)

    def test_each_runs_without_the_real_data(self):
        with tempfile.TemporaryDirectory() as empty:
            # No data folder, no cache, no way out: the look-alike has to do.
            environment = {"XDG_CACHE_HOME": empty, "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
            with unittest.mock.patch.dict(os.environ, environment):
                os.environ.pop("GOHTM_DATA", None)
                for path in filter(has_stand_in, NOTEBOOKS):
                    with self.subTest(os.path.basename(path)):
                        text = str(execute.execute(path))
                        self.assertIn("look-alike", text, "figures of synthetic data must say so")

    def compare(self, committed, fresh):
        for number, (old, new) in enumerate(zip(committed.cells, fresh.cells)):
            if new.cell_type == "code":
                self.assertEqual(old.outputs, new.outputs, f"cell {number} gives another output than the tree has: make notebooks")


if __name__ == "__main__":
    unittest.main(verbosity=2)
