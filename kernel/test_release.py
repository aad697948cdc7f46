#!/usr/bin/env python3
"""Builds the archives that are given out, and uses those that this machine can run.

usage: kernel/test_release.py [os/architecture ...]     (make test-release)

The native one goes through Jupyter. One for another architecture is asked for
its version if qemu's user emulation is here, one for Windows if wine runs it.
"""
import glob
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ALL = ['linux/amd64', 'linux/arm64', 'darwin/arm64', 'windows/amd64']
TARGETS = sys.argv[1:] or ALL
VERSION = 'v0.0.0-test'
HEADERS = {  # how a program for the target begins: format, and where it names the processor
    'linux/amd64': (b'\x7fELF\x02', 18, b'\x3e\x00'), 'linux/arm64': (b'\x7fELF\x02', 18, b'\xb7\x00'),
    'darwin/arm64': (b'\xcf\xfa\xed\xfe', 4, b'\x0c\x00\x00\x01'), 'windows/amd64': (b'MZ', 0, b'MZ'),
}


class Release(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix='gohtm release ')
        cls.folder = os.path.join(cls.temporary.name, 'out')
        subprocess.run(['go', 'run', './kernel/release', '-version', VERSION, '-o', cls.folder, *TARGETS], cwd=os.path.dirname(HERE), check=True)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def unpacked(self, target):
        """The folder of a target's archive, and the program's name in it."""
        to = os.path.join(self.temporary.name, target.replace('/', '-'))
        (path,) = glob.glob(os.path.join(self.folder, 'gohtm-kernel-%s-%s.*' % (VERSION, target.replace('/', '-'))))
        if not os.path.exists(to):
            if path.endswith('.zip'):
                with zipfile.ZipFile(path) as archive:
                    archive.extractall(to)
            else:
                with tarfile.open(path) as archive:
                    archive.extractall(to)
        return os.path.join(to, 'gohtm'), 'gohtm-kernel' + ('.exe' if target.startswith('windows') else '')

    def test_sums(self):
        with open(os.path.join(self.folder, 'SHA256SUMS')) as file:
            sums = [line.split() for line in file]
        self.assertEqual(len(sums), len(TARGETS))
        self.assertEqual(sorted(name for _, name in sums) + ['SHA256SUMS'], sorted(set(os.listdir(self.folder)) - {'SHA256SUMS'}) + ['SHA256SUMS'])
        for want, name in sums:
            with open(os.path.join(self.folder, name), 'rb') as file:
                self.assertEqual(hashlib.sha256(file.read()).hexdigest(), want)

    def test_each_holds_a_kernelspec_and_the_notices(self):
        for target in TARGETS:
            with self.subTest(target):
                folder, program = self.unpacked(target)
                self.assertEqual(set(os.listdir(folder)), {program, 'kernel.json', 'logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg', 'NOTICES.txt'})
                with open(os.path.join(folder, 'kernel.json')) as file:
                    self.assertEqual(json.load(file)['argv'], ['{resource_dir}/' + program, '{connection_file}'])
                path = os.path.join(folder, program)
                self.assertLess(os.path.getsize(path), 80e6)
                with open(path, 'rb') as file:
                    begin = file.read(64)
                start, at, processor = HEADERS[target]
                self.assertTrue(begin.startswith(start) and begin[at:at + len(processor)] == processor, begin)
                with open(os.path.join(folder, 'NOTICES.txt')) as file:
                    notices = file.read()
                for part, terms in (('github.com/gopherdata/gophernotes v', 'MIT'), ('github.com/cosmos72/gomacro v', 'Mozilla Public License'),
                                    ('gonum.org/v1/gonum v', 'Redistribution and use in source and binary forms'), ('github.com/go-gota/gota v', 'Apache License'),
                                    ('github.com/golang/freetype v', 'The FreeType Project LICENSE'), ('codeberg.org/go-fonts/liberation v', 'SIL OPEN FONT LICENSE'),
                                    ("Go's standard library go", 'The Go Authors')):
                    self.assertIn('\n' + part, notices)
                    self.assertIn(terms.lower(), notices[notices.index('\n' + part):].split('=' * 100)[0].lower(), part)

    def test_the_native_one_in_jupyter(self):
        machine = {'x86_64': 'amd64', 'aarch64': 'arm64'}.get(platform.machine())
        target = '%s/%s' % (sys.platform.rstrip('0123456789'), machine)
        if target not in TARGETS:
            self.skipTest('none is for ' + target)
        folder, program = self.unpacked(target)
        self.assertEqual(subprocess.run([os.path.join(folder, program), 'version'], check=True, capture_output=True, text=True).stdout.split()[1], VERSION)
        data = os.path.join(self.temporary.name, 'data')
        os.makedirs(os.path.join(data, 'kernels'))
        shutil.copytree(folder, os.path.join(data, 'kernels', 'gohtm'))  # what jupyter kernelspec install does
        os.environ['JUPYTER_DATA_DIR'] = data
        os.environ['PATH'] = ':'.join(p for p in os.environ['PATH'].split(':') if not os.path.exists(os.path.join(p, 'go')))
        from jupyter_client.manager import start_new_kernel
        manager, client = start_new_kernel(kernel_name='gohtm')
        try:
            self.assertTrue(manager.kernel_spec.argv[0].startswith('{resource_dir}'))
            texts = []
            client.execute_interactive('import "gohtm/htm/sdr"\nsdr.New(8, 1, 5)', timeout=60, output_hook=lambda m: texts.append(str(m['content'])))
            self.assertIn('2 of 8: 1 5', ''.join(texts))
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def check_emulated(self, target, emulator):
        if target not in TARGETS or not shutil.which(emulator):
            self.skipTest('%s: not asked for, or no %s here' % (target, emulator))
        folder, program = self.unpacked(target)
        run = subprocess.run([emulator, os.path.join(folder, program), 'version'], capture_output=True, text=True, timeout=300)
        if emulator == 'wine' and 'bcryptprimitives.dll not found' in run.stderr:
            self.skipTest('this wine is too old for Go')
        self.assertEqual((run.returncode, run.stdout.split()[:2]), (0, ['gohtm-kernel', VERSION]), run.stderr[-2000:])

    def test_the_one_for_arm64(self):
        self.check_emulated('linux/arm64', 'qemu-aarch64-static')

    def test_the_one_for_windows(self):
        self.check_emulated('windows/amd64', 'wine')


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
