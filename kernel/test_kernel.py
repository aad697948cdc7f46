"""The kernel, driven through jupyter_client as a front end drives it.

    python3 kernel/test_kernel.py [-v] [Test.name]

Tests the program build/gohtm-kernel ($GOHTM_KERNEL names another one) without
touching what is installed for the user. Waits are generous, for busy machines;
only where a second is what is claimed, it is measured.
"""
import base64
import glob
import json
import os
import re
import shutil
import socket
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get('GOHTM_KERNEL') or os.path.join(HERE, os.pardir, 'build', 'gohtm-kernel')
PATIENCE = 60  # seconds for what should take milliseconds

# A place of our own for everything that Jupyter reads and writes. Its name has a
# space in it, as a user's home may.
ROOT = tempfile.mkdtemp(prefix='gohtm kernel ')
for name in ('JUPYTER_DATA_DIR', 'JUPYTER_CONFIG_DIR', 'JUPYTER_RUNTIME_DIR'):
    os.environ[name] = os.path.join(ROOT, name.lower())
    os.makedirs(os.environ[name], mode=0o700)
os.environ.pop('JUPYTER_PATH', None)

import zmq  # noqa: E402  (the environment comes first)
from jupyter_client.blocking import BlockingKernelClient  # noqa: E402
from jupyter_client.kernelspec import KernelSpecManager  # noqa: E402
from jupyter_client.manager import KernelManager  # noqa: E402


def setUpModule():
    subprocess.run([PROGRAM, 'install'], check=True, stdout=subprocess.DEVNULL)


def tearDownModule():
    shutil.rmtree(ROOT, ignore_errors=True)


def plain(lines):
    """Text without colours."""
    return [re.sub('\x1b\\[[0-9;]*m', '', line) for line in lines]


class Reply:
    """What came back for one cell."""

    def __init__(self, reply, messages):
        self.content = reply['content']
        self.status = self.content['status']
        self.messages = messages  # of iopub, without status

    def of(self, msg_type):
        return [m['content'] for m in self.messages if m['msg_type'] == msg_type]

    def stream(self, name):
        return ''.join(c['text'] for c in self.of('stream') if c['name'] == name)

    @property
    def stdout(self):
        return self.stream('stdout')

    @property
    def stderr(self):
        return self.stream('stderr')

    @property
    def result(self):
        """The text of the result, None if there is none."""
        results = self.of('execute_result')
        assert len(results) < 2, results
        return results[0]['data']['text/plain'] if results else None

    @property
    def error(self):
        errors = self.of('error')
        assert len(errors) < 2, errors
        return errors[0]['ename'] + ': ' + errors[0]['evalue'] if errors else None


class Kernel:
    """A running kernel with one client."""

    def __init__(self, env=None, name='gohtm'):
        self.log = tempfile.TemporaryFile()
        self.manager = KernelManager(kernel_name=name)
        environment = dict(os.environ)
        environment.update(env or {})
        self.manager.start_kernel(env=environment, stderr=self.log, stdout=self.log)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    def close(self):
        self.client.stop_channels()
        if self.manager.is_alive():
            self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()
        self.log.close()

    def logged(self):
        self.log.seek(0)
        return self.log.read().decode()

    def send(self, code, **options):
        return self.client.execute(code, **options)

    def reply_to(self, msg_id, channel='shell'):
        """The reply to a request; earlier ones that nobody waited for are dropped."""
        get = getattr(self.client, 'get_%s_msg' % channel)
        end = time.monotonic() + PATIENCE
        while True:
            message = get(timeout=max(0.1, end - time.monotonic()))
            if message['parent_header'].get('msg_id') == msg_id:
                return message

    def output_of(self, msg_id):
        """The iopub messages for a request, from busy to idle."""
        messages, states = [], []
        end = time.monotonic() + PATIENCE
        while states[-1:] != ['idle']:
            message = self.client.get_iopub_msg(timeout=max(0.1, end - time.monotonic()))
            if message['parent_header'].get('msg_id') != msg_id:
                continue
            if message['msg_type'] == 'status':
                states.append(message['content']['execution_state'])
            else:
                assert states == ['busy'], (states, message)
                messages.append(message)
        assert states == ['busy', 'idle'], states
        return messages

    def wait(self, msg_id):
        messages = self.output_of(msg_id)
        return Reply(self.reply_to(msg_id), messages)

    def run(self, code, **options):
        return self.wait(self.send(code, **options))

    def until(self, msg_id, text):
        """Waits until the cell has printed the text."""
        seen = ''
        while text not in seen:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message['parent_header'].get('msg_id') == msg_id and message['msg_type'] == 'stream':
                seen += message['content']['text']

    def request(self, msg_type, content, channel='shell'):
        """Any request; returns the content of its reply."""
        message = self.client.session.msg(msg_type, content)
        getattr(self.client, channel + '_channel').send(message)
        reply = self.reply_to(message['header']['msg_id'], channel)
        assert reply['msg_type'] == msg_type.replace('_request', '_reply'), reply
        return reply['content']


class KernelTest(unittest.TestCase):
    """Tests that share a kernel, in whatever state it is."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()
        cls.addClassCleanup(cls.kernel.close)

    def ok(self, code, **options):
        reply = self.kernel.run(code, **options)
        self.assertEqual(reply.status, 'ok', reply.content)
        return reply

    def fails(self, code, error, **options):
        """Runs a cell whose error begins with the given text."""
        reply = self.kernel.run(code, **options)
        self.assertEqual(reply.status, 'error')
        self.assertIn(error, reply.error)
        for content in reply.of('error') + [reply.content]:
            self.assertIsInstance(content['traceback'], list)
            self.assertTrue(content['traceback'])
            for line in content['traceback']:
                self.assertIsInstance(line, str)
        return reply

    def shows(self, code, result):
        self.assertEqual(self.ok(code).result, result, code)


class Cells(KernelTest):
    def test_an_expression_is_the_result(self):
        reply = self.ok('1+1')
        self.assertEqual(reply.result, '2')
        self.assertEqual([m['msg_type'] for m in reply.messages], ['execute_input', 'execute_result'])
        count = reply.content['execution_count']
        self.assertEqual(reply.of('execute_input'), [{'code': '1+1', 'execution_count': count}])
        self.assertEqual(reply.of('execute_result')[0]['execution_count'], count)
        self.assertEqual(reply.content['user_expressions'], {})
        self.assertEqual(reply.content['payload'], [])

    def test_a_struct_shows_the_names_of_its_fields(self):
        self.shows('import "gohtm/htm/encode"\nencode.Window{Active: 21, Radius: 3}', '{Active:21 Radius:3}')
        self.shows('type point struct{ X, Y int }\npoint{1, 2}', '{X:1 Y:2}')
        self.shows('[]point{{1, 2}}', '[{X:1 Y:2}]')
        self.shows('type hidden struct{ x, Y int }\nhidden{1, 2}', '{x:1 Y:2}')

    def test_statements_and_nil_show_nothing(self):
        for code in ('a := 1', 'a = 2', 'var b = 3', 'func f() int { return 1 }', 'type T struct{}', 'import "math"',
                     'for i := 0; i < 2; i++ { }', '// a comment', '', '\n\n', 'nil', 'var p *T\np',
                     'var e error\ne', 'var g func()\ng'):
            self.assertEqual([m['msg_type'] for m in self.ok(code).messages], ['execute_input'], code)

    def test_counts(self):
        def count(**options):
            return self.ok('1', **options).content['execution_count']

        first = count()
        self.assertEqual(count(), first + 1)
        self.assertEqual(count(store_history=False), first + 1)
        self.assertEqual(count(silent=True), first + 1)
        self.assertEqual(count(), first + 2)
        self.assertEqual(self.fails('none', '').content['execution_count'], first + 3)
        self.assertEqual(count(), first + 4)

    def test_silent_cells_show_no_result(self):
        reply = self.ok('silently := 5; silently', silent=True)
        self.assertEqual(reply.messages, [])
        self.shows('silently', '5')

    def test_user_expressions(self):
        reply = self.ok('u := 20', user_expressions={'good': 'u + 1', 'bad': 'none'})
        values = reply.content['user_expressions']
        self.assertEqual(values['good']['status'], 'ok')
        self.assertEqual(values['good']['data']['text/plain'], '21')
        self.assertEqual(values['bad']['status'], 'error')

    def test_declarations_can_be_run_again(self):
        for code, result in (('v := 1\nv', '1'), ('v := "two"\nv', 'two'), ('var v = []int{3}\nv', '[3]'),
                             ('import "fmt"\nimport "fmt"\nfmt.Sprint(1)', '1'),
                             ('type P struct { X int }\nfunc (p P) Twice() int { return 2 * p.X }\nP{4}.Twice()', '8'),
                             ('func (p *P) Set(x int) {\n\tp.X = x\n}\nq := &P{}\nq.Set(5)\nq.Twice()', '10')):
            for _ in range(2):
                reply = self.ok(code)
                self.assertEqual(reply.result, result)
                self.assertEqual(reply.stdout + reply.stderr, '')

    def test_declarations_in_any_order_over_several_lines(self):
        self.shows('func odd(n int) bool {\n\tif n == 0 {\n\t\treturn false\n\t}\n\treturn even(n - 1)\n}\n'
                   'func even(n int) bool {\n\tif n == 0 {\n\t\treturn true\n\t}\n\treturn odd(n - 1)\n}\nodd(7)', 'true')

    def test_shell_and_special_lines(self):
        self.assertEqual(self.ok('$echo from a program').stdout, 'from a program\n')
        self.ok('%cd /')
        self.assertEqual(self.ok('$pwd').stdout, '/\n')
        self.assertIn('%cd', self.ok('%help').stdout)
        self.shows('%cd /\n6 * 7', '42')
        self.fails('$false', 'exit status 1')
        self.fails('%nonsense', '%nonsense is not a command')

    def test_results_with_an_error(self):
        self.shows('import "strconv"\nstrconv.Atoi("12")', '12')
        self.shows('strconv.Atoi("x")', 'error: strconv.Atoi: parsing "x": invalid syntax')
        self.shows('import "errors"\nerrors.New("alone")', 'error: alone')
        self.shows('type mine struct{}\nfunc (m mine) Error() string { return "my own" }\n'
                   'func give() error { return mine{} }\ngive()', 'error: my own')


class Modern(KernelTest):
    """What Go has learned since the interpreter was written."""

    def test_min_max_and_clear(self):
        for code, want in (('min(3, 1, 2)', '1'), ('max(1, 2.5)', '2.5'), ('x := 4\nmax(x, 7)', '7'), ('f := 0.5\nmin(f, 1)', '0.5'),
                           ('max("a", "b")', 'b'), ('import "math"\nmin(math.NaN(), 1.0)', 'NaN'), ('max(1.0, math.NaN(), 2)', 'NaN'), ('min(uint8(3), 4)', '3'),
                           ('m := map[string]int{"a": 1}\nclear(m)\nlen(m)', '0'), ('s := []int{1, 2}\nclear(s)\ns', '[0 0]'),
                           ('func twice(min int) int { return 2 * min }\ntwice(3)', '6'), ('max := 5\nmax', '5')):
            self.shows(code, want)
        kernel = Kernel()
        self.addCleanup(kernel.close)
        self.assertIn('min: y is of type float64, want int as the others', kernel.run('x, y := 1, 2.5\nmin(x, y)').error)
        self.assertIn('have no order', kernel.run('min([]int{1})').error)
        self.assertIn('want a map or a slice', kernel.run('clear(3)').error)

    def test_range_over_a_number(self):
        self.shows('sum := 0\nfor i := range 5 { sum += i }\nfor range 3 { sum++ }\nsum', '13')
        self.shows('n := 4\nfunc triangle(n int) (t int) { for i := range n { t += i }; return t }\ntriangle(n + 1)', '10')
        self.shows('count := 0\nfor range n { for i, c := range "ab" { _, _ = i, c; count++ } }\nfor k := range map[int]bool{7: true} { count += k }\nfor range -3 { count = 99 }\ncount', '15')
        self.fails('for i := range 2.5 { _ = i }', 'cannot range over')

    def test_generics_say_what_to_write_instead(self):
        for code in ('func F[T any](x T) T { return x }', 'type Pair[T any] struct { A T }'):
            self.assertIn('The interpreter has no type parameters', '\n'.join(self.fails(code, '').content['traceback']))

    def test_slices_and_maps(self):
        self.shows('import ("maps"; "slices")\nx := []float64{3, 1, 2}\nslices.Sort(x)\nslices.Reverse(x)\nx', '[3 2 1]')
        self.shows('slices.Contains(x, 2) && slices.Index([]string{"a", "b"}, "b") == 1 && slices.Equal(x, []float64{3, 2, 1})', 'true')
        self.shows('maps.StringKeys(map[string]int{"b": 1, "a": 2})', '[a b]')
        self.shows('maps.IntKeys(map[int]bool{9: true, -1: true})', '[-1 9]')
        self.fails('slices.Sort([]bool{true, false})', 'want numbers or strings')
        self.fails('slices.Sort(3)', 'want a slice')


class Streams(KernelTest):
    def test_a_print_that_ends_a_cell_shows_its_text_alone(self):
        self.ok('import ("fmt"; "os")')
        for code, text in (('fmt.Println("Hello,", 5)', 'Hello, 5\n'), ('fmt.Printf("%d!", 6)', '6!'), ('fmt.Print("x")', 'x'),
                           ('fmt.Fprintln(os.Stdout, "to a file")', 'to a file\n')):
            reply = self.ok(code)
            self.assertEqual(reply.stdout, text)
            self.assertEqual([m['msg_type'] for m in reply.messages], ['execute_input', 'stream'])

    def test_both_streams(self):
        reply = self.ok('import ("fmt"; "os")\nfmt.Println("one"); fmt.Fprintln(os.Stderr, "two"); fmt.Println("three")\nprintln("four")')
        self.assertEqual(reply.stdout, 'one\nthree\n')
        self.assertEqual(reply.stderr, 'two\nfour\n')

    def test_a_hundred_megabytes_are_cut_with_a_note(self):
        reply = self.ok('import ("fmt"; "strings"; "os")\nline := strings.Repeat("x", 99999)\nfor i := 0; i < 1000; i++ {\n\tfmt.Println(line)\n}\nfmt.Fprintln(os.Stderr, "end")')
        self.assertEqual(len(reply.stdout), 10 << 20)
        self.assertEqual(reply.stderr, '\nThis cell has printed 10 MB of text: what else it prints is not shown.\n')
        self.assertEqual(self.ok('fmt.Print("next")').stdout, 'next')

    def test_the_two_streams_keep_their_order(self):
        reply = self.ok('import ("fmt"; "log"; "os")\nlog.SetFlags(0)\nfor i := 0; i < 30; i++ {\n'
                        '\tfmt.Println("out", i)\n\tfmt.Fprintln(os.Stderr, "err", i)\n\tlog.Print("log ", i)\n}')
        self.assertEqual(''.join(c['text'] for c in reply.of('stream')), ''.join('out %d\nerr %d\nlog %d\n' % (i, i, i) for i in range(30)))

    def test_ten_thousand_lines_in_order_and_before_the_reply(self):
        reply = self.ok('import "fmt"\nfor i := 0; i < 10000; i++ { fmt.Println("line", i) }\n"end"')
        self.assertEqual(reply.stdout, ''.join('line %d\n' % i for i in range(10000)))
        self.assertEqual(reply.messages[-1]['msg_type'], 'execute_result')

    def test_no_output_is_late(self):
        self.ok('import ("fmt"; "strings")\nlong := strings.Repeat("x", 60000)')
        for i in range(100):
            reply = self.ok('fmt.Print(long)\n%d' % i)
            self.assertEqual((len(reply.stdout), reply.result), (60000, str(i)))
            self.assertEqual([m['msg_type'] for m in reply.messages][-1], 'execute_result')

    def test_characters_stay_whole(self):
        reply = self.ok('import "fmt"\nfor i := 0; i < 50000; i++ { fmt.Print("世界ä😀") }')
        self.assertEqual(reply.stdout, '世界ä😀' * 50000)

    def test_many_small_prints_are_few_messages(self):
        # A notebook server drops output beyond a thousand messages a second.
        for _ in range(2):
            reply = self.ok('import "fmt"\nfor i := 0; i < 20000; i++ { fmt.Print("x") }')
            self.assertEqual(len(reply.stdout), 20000)
            self.assertLess(len(reply.of('stream')), 200)

    def test_output_of_a_failing_cell_comes_first(self):
        reply = self.fails('import "fmt"\nfmt.Print("before")\npanic("after")', 'panic: after')
        self.assertEqual([m['msg_type'] for m in reply.messages], ['execute_input', 'stream', 'error'])

    def test_output_of_compiled_code_and_of_programs(self):
        reply = self.ok('import ("log"; "os/exec"; "os"; "testing")\nlog.SetFlags(0)\nlog.Print("logged")\n'
                        'c := exec.Command("sh", "-c", "echo out; echo err >&2")\nc.Stdout, c.Stderr = os.Stdout, os.Stderr\nc.Run()')
        self.assertEqual(reply.stdout, 'out\n')
        self.assertEqual(reply.stderr, 'logged\nerr\n')

    def test_a_goroutine_prints_into_its_own_cell(self):
        first = self.kernel.send('import ("fmt"; "log"; "os"; "time")\nlog.SetFlags(0)\ngate := make(chan int)\nfunc speak() { fmt.Fprintln(os.Stderr, "deep"); gate <- 2 }\n'
                                 'go func() { <-gate; fmt.Println("late"); log.Print("logged"); go speak() }()')
        self.kernel.wait(first)
        second = self.ok('gate <- 1\n<-gate\nfmt.Println("mine")')
        self.assertEqual((second.stdout, second.stderr), ('mine\n', ''))
        third = self.kernel.send('go func() { time.Sleep(100 * time.Millisecond); fmt.Print("after") }()')
        self.kernel.wait(third)
        message = self.kernel.client.get_iopub_msg(timeout=PATIENCE)
        self.assertEqual((message['content'].get('text'), message['parent_header']['msg_id']), ('after', third))

    def test_output_of_a_goroutine(self):
        reply = self.ok('import ("fmt"; "sync")\nvar wg sync.WaitGroup\nfor i := 0; i < 20; i++ {\n\twg.Add(1)\n'
                        '\tgo func(i int) {\n\t\tdefer wg.Done()\n\t\tfmt.Println(i)\n\t}(i)\n}\nwg.Wait()')
        self.assertEqual(sorted(map(int, reply.stdout.split())), list(range(20)))


class Errors(KernelTest):
    def test_compile_errors_name_line_and_column(self):
        count = self.ok('1').content['execution_count']
        self.fails('x := 1\n\n\t y(x)', 'CompileError: cell[%d]:3:3: undefined identifier: y' % (count + 1))
        self.fails('func f( {', 'CompileError: cell[%d]:1:' % (count + 2))
        self.fails('\nvar z int = "text"', 'CompileError: cell[%d]:2:' % (count + 3))

    def test_compile_errors_show_the_line_and_the_place(self):
        lines = plain(self.fails('x := 1\n\t"ä"; y(x)', 'undefined identifier: y').content['traceback'])
        self.assertEqual(lines[1:3], ['2 | \t"ä"; y(x)', '  | \t     ^'])

    def test_tracebacks_have_colours(self):
        traceback = self.fails('panic("boo")', 'panic: boo').content['traceback']
        self.assertTrue(traceback[0].startswith('\x1b[1;31mpanic:\x1b[0m boo'), traceback)
        self.assertTrue(traceback[-1].startswith('\x1b[34m    at cell'), traceback)

    def test_panics_name_the_lines(self):
        def places(code):
            return [line.strip().split(': ', 1) for line in plain(self.fails(code, '').content['traceback']) if line.startswith('    at ')]

        cell = 'at cell[%d]' % (self.ok('0').content['execution_count'] + 1)
        self.assertEqual(places('func pick(s []int) int {\n\tdefer func() { }()\n\treturn s[7]\n}\n\npick(nil)'),
                         [[cell + ':3', 'return s[7]'], [cell + ':6', 'pick(nil)']])
        self.assertEqual([text for _, text in places('pick([]int{1})')], ['return s[7]', 'pick([]int{1})'])
        cell = 'at cell[%d]' % (self.ok('0').content['execution_count'] + 1)
        self.assertEqual(places('%cd .\nzero := 0\n1 / zero'), [[cell + ':3', '1 / zero']])

    def test_errors_say_what_to_do(self):
        for code, hint in (('filepath.Base("/")', 'import "path/filepath"'),
                           ('import "strings"\nstrings := 1\nstrings.ToUpper("x")', 'import the package again')):
            self.assertIn(hint, '\n'.join(self.fails(code, '').content['traceback']))

    def test_too_much_memory_does_not_end_the_kernel(self):
        self.fails('much := make([]byte, 1<<55)', 'no memory for')
        self.shows('2 * 21', '42')

    def test_a_cell_that_does_not_compile_changes_nothing(self):
        self.ok('kept := 5')
        self.fails('kept := "other"\nnone(kept)', 'undefined identifier: none')
        self.shows('kept', '5')

    def test_panics_are_the_cells_error(self):
        for code, error in (('panic("boo")', 'panic: boo'),
                            ('var m map[string]int\nm["a"] = 1', 'assignment to entry in nil map'),
                            ('s := []int{1}\nn := 5\ns[n]', 'index out of range'),
                            ('d := 0\n1 / d', 'integer divide by zero'),
                            ('var p *struct{ X int }\np.X', 'nil pointer'),
                            ('var e error\ne.Error()', 'nil'),
                            ('import "fmt"\npanic(fmt.Errorf("wrapped %d", 1))', 'wrapped 1'),
                            ('import "os"\nos.Exit(1)', 'a cell does not end the kernel'),
                            ('import "log"\nlog.Fatal("no")', 'log.Fatal: no')):
            self.fails(code, error)
            self.shows('2 * 21', '42')

    def test_a_panic_in_compiled_code_names_the_function(self):
        reply = self.fails('import "gonum.org/v1/gonum/floats"\nfloats.Add([]float64{1}, []float64{1, 2})', 'floats: ')
        self.assertIn('gonum.org/v1/gonum/floats.Add', '\n'.join(reply.content['traceback']))
        self.fails('import "gohtm/htm/sdr"\nsdr.SDR{Size: 3}.Require("spatial", 400)', 'panic: spatial: ')

    def test_variables_survive_a_panic(self):
        self.fails('survivor := 7\npanic("x")', 'panic: x')
        self.shows('survivor', '7')

    def test_a_panic_in_a_goroutine_is_shown(self):
        for code in ('go func() { panic("lost") }()', 'func lose(s string) { panic(s) }\ngo lose("lost")', 'go panic("lost")'):
            reply = self.ok(code + '\nimport "time"\ntime.Sleep(300 * time.Millisecond)')
            self.assertIn('a goroutine ended: panic: lost', reply.stderr)
        self.shows('6 * 7', '42')

    def test_stop_on_error_aborts_the_cells_that_wait(self):
        ids = [self.kernel.send(code) for code in ('panic("first")', 'aborted := 1', '"also aborted"')]
        statuses = [self.kernel.wait(i).status for i in ids]
        self.assertEqual(statuses, ['error', 'aborted', 'aborted'])
        self.fails('aborted', 'undefined identifier')

    def test_without_stop_on_error_they_run(self):
        ids = [self.kernel.send(code, stop_on_error=False) for code in ('panic("first")', '6 * 7')]
        replies = [self.kernel.wait(i) for i in ids]
        self.assertEqual([r.status for r in replies], ['error', 'ok'])
        self.assertEqual(replies[1].result, '42')

    def test_the_cell_after_a_failed_one_runs(self):
        for _ in range(5):
            self.fails('none', 'undefined')
            self.shows('1', '1')


class Imports(KernelTest):
    def test_everything_at_once_quickly_and_silently(self):
        with open(os.path.join(HERE, 'packages.txt')) as file:
            paths = [line.split()[0] for line in file if line.strip() and line[0] != '#']
        self.assertGreater(len(paths), 30)
        paths += ['gohtm/htm/sdr', 'gohtm/nb', 'gohtm/datasets', 'net/http', 'encoding/json', 'math/big', 'text/template']
        begin = time.monotonic()
        reply = self.ok('import (\n%s)' % ''.join('\t_ "%s"\n' % p for p in paths))
        self.assertLess(time.monotonic() - begin, 5)
        self.assertEqual([m['msg_type'] for m in reply.messages], ['execute_input'])

    def test_every_package_of_the_module_is_there(self):
        for package in glob.glob(os.path.join(HERE, os.pardir, 'htm', '**', ''), recursive=True):
            path = 'gohtm/' + os.path.relpath(package, os.path.join(HERE, os.pardir))
            sources = [f for f in glob.glob(os.path.join(package, '*.go')) if not f.endswith('_test.go')]
            if sources and '/internal' not in path and 'testdata' not in path:
                self.ok('import _ "%s"' % path)

    def test_the_standard_library_is_that_of_today(self):
        self.shows('import ("os"; "io/fs"; "strings"; "math"; "sync/atomic"; "math/rand/v2")\n'
                   'var count atomic.Int64\ncount.Add(3)\n_, after, _ := strings.Cut("a=b", "=")\nrand.IntN(1) + int(count.Load()) + len(after)', '4')
        self.shows('_, err := os.ReadFile("/none/at/all")\n_, same := err.(*fs.PathError)\nsame', 'true')

    def test_an_unknown_package_is_an_error_at_once(self):
        begin = time.monotonic()
        reply = self.fails('import "github.com/nobody/stats"', 'package "github.com/nobody/stats" is not compiled into this kernel')
        self.assertLess(time.monotonic() - begin, 5)
        self.assertIn('gonum.org/v1/gonum/stat\n', '\n'.join(reply.content['traceback']))
        self.assertNotIn('gomacro', '\n'.join(reply.content['traceback']))

    def test_values_of_our_packages(self):
        self.shows('import "gohtm/htm/sdr"\ns := sdr.SDR{Size: 10, Bits: []int{1, 2}}\ns.Size + s.Bits[1]', '12')
        self.ok('import "gohtm/htm/encode"\ne, err := encode.NewScalar(encode.ScalarParams{Max: 100, Size: 400, Active: 21})\nf := e.Encode')
        self.shows('b, err := f(50)\nlen(b.Bits)', '21')
        self.assertIn('error: encode: ', self.ok('f(500)').result)
        self.shows('import "gonum.org/v1/gonum/stat"\nstat.Mean([]float64{1, 2, 6}, nil)', '3')
        self.shows('import "gonum.org/v1/plot/vg"\n2 * vg.Inch', '144')
        self.shows('import "math"\nmath.MaxInt64', '9223372036854775807')
        self.shows('import ("github.com/go-gota/gota/dataframe"; "github.com/go-gota/gota/series")\n'
                   'dataframe.New(series.New([]int{1, 2}, series.Int, "n")).Nrow()', '2')

    def test_a_type_of_a_cell_stands_for_a_compiled_interface(self):
        self.shows('import "sort"\ntype byLength []string\nfunc (b byLength) Len() int { return len(b) }\n'
                   'func (b byLength) Less(i, j int) bool { return len(b[i]) < len(b[j]) }\n'
                   'func (b byLength) Swap(i, j int) { b[i], b[j] = b[j], b[i] }\nw := byLength{"ccc", "a", "bb"}\nsort.Sort(w)\nw', '[a bb ccc]')
        self.shows('import "gonum.org/v1/plot/plotter"\ntype points struct{ n int }\nfunc (p points) Len() int { return p.n }\n'
                   'func (p points) XY(i int) (x, y float64) { return float64(i), float64(i * i) }\n'
                   'xys, err := plotter.CopyXYs(points{3})\nxys', '[{X:0 Y:0} {X:1 Y:1} {X:2 Y:4}]')

    def test_an_encoder_of_a_cell_is_checked_from_several_goroutines(self):
        self.ok('import ("gohtm/htm/htmtest"; "gohtm/htm/sdr"; "fmt")\ninputs := []interface{}{}\nfor i := 0; i < 20; i++ { inputs = append(inputs, float64(i)) }\n'
                'thermometer := func(x float64) (s sdr.SDR, err error) {\n\tdefer func() {\n\t\tif r := recover(); r != nil {\n\t\t\terr = fmt.Errorf("%v", r)\n\t\t}\n\t}()\n'
                '\tif x > 20 {\n\t\tpanic("out of range")\n\t}\n\tn := int(x)\n\treturn sdr.SDR{Size: 30, Bits: []int{n, n + 1, n + 2}}, nil\n}')
        case = ('htmtest.Encoder(htmtest.EncoderCase{Name: "mine", Size: %d, Active: 3, Inputs: inputs, Bad: []interface{}{99.0},\n'
                'New: func() (htmtest.EncodeFunc, error) { return func(x interface{}) (sdr.SDR, error) { return thermometer(x.(float64)) }, nil }})')
        for _ in range(3):
            self.shows(case % 30, None)
            self.assertIn('mine', self.ok(case % 31).result)

    def test_an_encoder_of_a_cell_is_part_of_another(self):
        self.shows('import ("gohtm/htm/encode"; "gohtm/htm/sdr")\ntype tens struct{ size int }\nfunc (e tens) Size() int { return e.size }\n'
                   'func (e tens) Encode(x float64) (sdr.SDR, error) { return sdr.New(e.size, 5+int(x)/10) }\n'
                   'change, _ := encode.NewDelta(tens{11}, nil)\nchange.Step(70, true)\nchange.Step(40, true)', '1 of 11: 2')

    def test_a_panic_of_a_closure_in_another_goroutine_is_the_cells_error(self):
        self.ok('import ("gohtm/htm/model"; "gohtm/htm/sdr"; "context")\nfunc odd() (err error) { defer func() { }(); panic("in a field") }\n'
                'bad := model.Plain()\nbad.SetFields(model.Field{Name: "bad", Size: 100, Encode: func(now model.Moment) (sdr.SDR, error) { return sdr.SDR{}, odd() }})')
        for _ in range(3):
            self.fails('model.RunEach(context.Background(), model.Jobs([]model.Params{bad, bad, bad}, make([]model.Input, 5)), nil)', 'panic: in a field')
        self.shows('func calm() (r interface{}) { defer func() { r = recover() }(); return 7 }\n'
                   'seven := make(chan interface{}, 20)\nfor i := 0; i < 20; i++ { go func() { seven <- calm() }() }\n'
                   'nils := 0\nfor i := 0; i < 20; i++ { if r := <-seven; r == nil { nils++ } }\nnils', '20')

    def test_a_closure_is_called_from_compiled_code(self):
        self.shows('import "sort"\nsort.Search(100, func(i int) bool { return i*i >= 50 })', '8')


class Input(KernelTest):
    def ask(self, code, *answers, **options):
        """Runs a cell and answers its questions; returns the reply and what was printed before each."""
        kernel = self.kernel
        request = kernel.send(code, allow_stdin=True, **options)
        for answer in answers:
            question = kernel.client.get_stdin_msg(timeout=PATIENCE)
            self.assertEqual(question['msg_type'], 'input_request')
            self.assertEqual(question['parent_header']['msg_id'], request)
            kernel.client.input(answer)
        return kernel.wait(request)

    def test_functions_that_read_standard_input(self):
        reply = self.ask('import ("bufio"; "fmt"; "os")\nvar name string\nvar age int\nfmt.Print("who? ")\nfmt.Scanln(&name, &age)\nfmt.Println(name, age)', 'Ärger 7')
        self.assertEqual(reply.stdout, 'who? Ärger 7\n')
        self.assertEqual(self.ask('s := bufio.NewScanner(os.Stdin)\ns.Scan()\na := s.Text()\ns.Scan()\na + "|" + s.Text()', 'one', 'two words').result, 'one|two words')
        self.assertEqual(self.ask('line, err := bufio.NewReader(os.Stdin).ReadString(10)\nlen(line)', '').result, '1')
        self.assertEqual(self.ask('var x, y int\nfmt.Fscan(os.Stdin, &x, &y)\nx + y', '3', '4').result, '7')

    def test_what_is_left_of_a_line_is_forgotten(self):
        self.ask('import "fmt"\nvar first string\nfmt.Scan(&first)', 'one two')
        self.assertEqual(self.ask('fmt.Scan(&first)\nfirst', 'three').result, 'three')

    def test_a_front_end_without_input_is_an_error(self):
        self.assertIn('takes no input', self.ok('import "fmt"\nvar s string\n_, err := fmt.Scanln(&s)\nerr.Error()', allow_stdin=False).result)

    def test_an_interrupt_ends_the_wait(self):
        request = self.kernel.send('import "fmt"\nvar t string\nfmt.Scanln(&t)', allow_stdin=True)
        old = self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        self.kernel.request('interrupt_request', {}, channel='control')
        self.assertEqual(self.kernel.wait(request).content['ename'], 'Interrupted')
        request = self.kernel.send('fmt.Scanln(&t)\nt', allow_stdin=True)
        new = self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        for line, question in ('too late', old), ('new', new):
            self.answer(line, question)
        self.assertEqual(self.kernel.wait(request).result, 'new')

    def answer(self, line, question):
        """Answers as JupyterLab does, which says what it answers; client.input does not."""
        channel = self.kernel.client.stdin_channel
        channel.send(self.kernel.client.session.msg('input_reply', {'value': line, 'status': 'ok'}, parent=question['header']))


class Commands(KernelTest):
    def test_time(self):
        reply = self.ok('%time\nimport "time"\ntime.Sleep(30 * time.Millisecond)\n6 * 7')
        self.assertEqual(reply.result, '42')
        self.assertRegex(reply.stdout, r'^time: (3\d|[4-9]\d|\d{3})(\.\d+)?ms\n$')

    def test_timeit(self):
        reply = self.ok('%timeit\nsum := 0\nfor i := 0; i < 100; i++ { sum += i }\nsum')
        self.assertIsNone(reply.result)
        self.assertRegex(reply.stdout, r'^[0-9.]+[µm]s a run, at best [0-9.]+[µm]s \(mean [0-9.]+[µm]s ± [0-9.]+[nµm]s of 7 batches of \d+\)\n$')
        self.fails('%timeit\npanic("x")', 'panic: x')

    def test_who_and_reset(self):
        kernel = Kernel()
        self.addCleanup(kernel.close)
        self.assertEqual(kernel.run('%who').stdout, 'nothing is declared\n')
        kernel.run('import "fmt"\ntype T struct{ A int }\nconst most = 3\nfunc Twice(x int) int { return 2*x }\nvalues := []T{{1}}\nstop := make(chan int)\ngo func() { <-stop }()')
        lines = [line.split() for line in kernel.run('%who').stdout.splitlines()]
        self.assertEqual(lines, [['type', 'T', 'struct'], ['func', 'Twice', 'func(int)', 'int'], ['import', 'fmt', '"fmt"'], ['const', 'most'],
                                 ['var', 'stop', 'chan', 'int'], ['var', 'values', '[]T'], ['1', 'goroutines', 'of', 'cells', 'run']])
        kernel.run('close(stop)')
        kernel.run('%reset')
        self.assertEqual(kernel.run('%who').stdout, 'nothing is declared\n')
        self.assertIn('undefined identifier: values', kernel.run('values').error)
        self.assertEqual(kernel.run('Display(display.HTML("still here"))').of('display_data')[0]['data']['text/plain'], 'still here')
        self.assertEqual(kernel.run('values := 5\nvalues').result, '5')

    def test_bash(self):
        self.assertEqual(self.ok('%%bash\nfor i in 1 2; do\n  echo "line $i"\ndone').stdout, 'line 1\nline 2\n')
        self.fails('%%bash\nexit 3', 'CommandError: bash: exit status 3')
        request = self.kernel.send('%%bash\necho begin; sleep 100')
        self.kernel.until(request, 'begin')
        self.kernel.request('interrupt_request', {}, channel='control')
        self.assertEqual(self.kernel.reply_to(request)['content']['status'], 'error')

    def test_load(self):
        with tempfile.NamedTemporaryFile('w', suffix='.go') as file:
            file.write('// Package of mine.\npackage main\n\nimport "fmt"\n\nfunc Loaded() string { return fmt.Sprint("from a file") }\n')
            file.flush()
            self.assertEqual(self.ok('%%load %s\nLoaded()' % file.name).result, 'from a file')
        self.fails('%load /none/at.go', 'no such file')
        self.fails('%load', 'want the name of a file')

    def test_help_and_what_is_unknown(self):
        self.assertIn('%timeit', self.ok('%help').stdout)
        self.fails('%nonsense', '%nonsense is not a command of this kernel')


class Display(KernelTest):
    def test_a_value_with_a_bundle_shows_itself(self):
        png = b'\x89PNG\r\n\x1a\n'
        self.ok('type figure struct{ title string }\nfunc (f figure) MIMEBundle() map[string]interface{} {\n'
                '\treturn map[string]interface{}{"image/svg+xml": []byte("<svg/>"), "image/png": []byte("\\x89PNG\\r\\n\\x1a\\n"), "text/plain": f.title}\n}\n'
                'func draw(bad bool) (figure, error) {\n\tif bad {\n\t\treturn figure{}, errors.New("nothing to draw")\n\t}\n\treturn figure{"a figure"}, nil\n}\n'
                'import "errors"')
        for code in ('figure{"a figure"}', 'draw(false)'):
            data = self.ok(code).of('execute_result')[0]['data']
            self.assertEqual(data['text/plain'], 'a figure')
            self.assertEqual(data['image/svg+xml'], '<svg/>')
            self.assertEqual(base64.b64decode(data['image/png']), png)
        self.shows('draw(true)', 'error: nothing to draw')

    def test_a_figure_of_nb(self):
        data = self.ok('import "gohtm/nb"\n' + NB_FIGURE).of('execute_result')[0]['data']
        self.assertTrue(data['image/svg+xml'].lstrip().startswith('<'), data['image/svg+xml'][:80])
        self.assertTrue(data['text/plain'])
        self.assertEqual(len(self.ok(NB_FIGURE + '\n_ = 0').of('execute_result')), 0)

    def test_the_text_of_a_value_is_fit_to_read(self):
        def text(code):
            return self.ok(code).of('execute_result')[0]['data']['text/plain']

        self.assertEqual(text('import "image"\npixels := image.NewRGBA(image.Rect(0, 0, 20, 30))\npixels'), 'image of 20 by 30 pixels')
        self.assertEqual(text('display.Image(pixels)'), 'image/png')
        self.assertEqual(text('import "gonum.org/v1/gonum/mat"\nmat.NewDense(2, 2, []float64{1, 2.5, 3, 4})'), '⎡1  2.5⎤\n⎣3    4⎦')
        self.assertLess(len(text('mat.NewDense(500, 500, nil)')), 2000)
        self.assertEqual(text('[]float64{1, 2}'), '[1 2]')
        self.assertEqual(text('func both() (string, int, []string) { return "a", 5, []string{"x y"} }\nboth()'), 'a 5 [x y]')
        self.assertEqual(text('import "gohtm/htm/synapse"\nsynapse.New(synapse.DefaultParams(5, 5))'), '*synapse.Store')
        self.assertEqual(text('type mine struct { a, b int }\n&mine{1, 2}'), '&{a:1 b:2}')
        long = text('make([]int, 1000000)')
        self.assertLess(len(long), 110000)
        self.assertTrue(long.endswith('more bytes; fmt.Println shows all)'))

    def test_records_and_the_like_are_tables(self):
        def data(code):
            return self.ok(code).of('execute_result')[0]['data']

        self.ok('import (\n"gohtm/datasets"\n"gohtm/htm/spatial"\n)\ngym := datasets.HotGymLike(1)\np, err := spatial.New(spatial.DefaultParams(60, 100))')
        for code, text, cells in (
                ('gym.Frame()', '[4391x2] DataFrame', ('4,391 rows', '>2010-07-02 01:00<', 'data-v="22.3"', '4,371 of 4,391 rows not shown')),
                ('gym.Rows[:2]', '[{Time:', ('>Value<', 'data-v="22.3"')),
                ('p.Params()', '{Inputs:60 Columns:100 ', ('>BoostStrength<', '>GlobalInhibition<', '>true<')),
                ('p', 'spatial pooler of 60 inputs', ('>Iteration<', '>Active<', '>0 of 100 on<')),
                ('type mine struct { A, b int }\n[]mine{{1, 2}}', '[{A:1 b:2}]', ('>A<', 'data-v="1"'))):
            shown = data(code)
            self.assertTrue(shown['text/plain'].startswith(text), shown['text/plain'][:80])
            for cell in cells:
                self.assertIn(cell, shown['text/html'].replace('<span aria-hidden="true"> ↕</span>', ''), code)
        self.assertNotIn('data-v="2"', shown['text/html'], 'a field that is not exported')
        for code in ('3', '[]int{1, 2}', 'p.Active()', '&mine{1, 2}'):
            self.assertEqual(list(data(code)), ['text/plain'], code)

    def test_a_plot_of_gonum_is_drawn(self):
        data = self.ok('import "gonum.org/v1/plot"\np := plot.New()\np.Title.Text = "A plot"\np').of('execute_result')[0]['data']
        self.assertTrue(base64.b64decode(data['image/png']).startswith(b'\x89PNG'))

    def test_display_shows_and_updates(self):
        reply = self.ok('import "fmt"\nfmt.Print("first")\n'
                        'Display(display.Data{Data: display.MIMEMap{"text/plain": "one"}, Transient: display.MIMEMap{"display_id": "here"}})\n'
                        'fmt.Print("last")')
        self.assertEqual([m['msg_type'] for m in reply.messages], ['execute_input', 'stream', 'display_data', 'stream'])
        self.assertEqual(reply.of('display_data')[0], {'data': {'text/plain': 'one'}, 'metadata': {}, 'transient': {'display_id': 'here'}})
        reply = self.ok('UpdateDisplay(display.Data{Data: display.MIMEMap{"text/plain": "two"}, Transient: display.MIMEMap{"display_id": "here"}})')
        self.assertEqual(reply.of('update_display_data')[0]['data'], {'text/plain': 'two'})
        self.assertEqual(reply.of('update_display_data')[0]['transient'], {'display_id': 'here'})

    def test_what_cannot_be_sent_is_an_error(self):
        self.fails('import "math"\ndisplay.JSON(map[string]interface{}{"a": math.NaN()})', 'DisplayError: ')

    def test_progress_of_nb_updates_one_output(self):
        reply = self.ok('import "gohtm/nb"\n' + NB_PROGRESS)
        self.assertEqual(len(reply.of('display_data')), 1)
        name = reply.of('display_data')[0]['transient']['display_id']
        self.assertTrue(reply.of('update_display_data'))
        for content in reply.of('update_display_data'):
            self.assertEqual(content['transient']['display_id'], name)

    def test_clear_output(self):
        reply = self.ok('import "fmt"\nfmt.Print("gone")\nClearOutput(true)\nfmt.Print("there")')
        self.assertEqual([m['msg_type'] for m in reply.messages], ['execute_input', 'stream', 'clear_output', 'stream'])
        self.assertEqual(reply.of('clear_output'), [{'wait': True}])

    def test_the_ways_of_gophernotes(self):
        def data(code):
            return self.ok(code).of('execute_result')[0]['data']

        self.assertEqual(data('display.HTML("<b>x</b>")')['text/html'], '<b>x</b>')
        self.assertEqual(data('display.Markdown("*x*")')['text/markdown'], '*x*')
        self.assertEqual(data('display.SVG("<svg/>")')['image/svg+xml'], '<svg/>')
        self.assertEqual(data('type H struct{}\nfunc (h H) HTML() string { return "<i>h</i>" }\nH{}')['text/html'], '<i>h</i>')
        self.assertEqual(data('type J struct{}\nfunc (j J) JSON() map[string]interface{} { return map[string]interface{}{"a": 1} }\nJ{}')['application/json'], {'a': 1})
        self.assertEqual(data('type R struct{}\nfunc (r R) SimpleRender() display.MIMEMap { return display.MIMEMap{"text/latex": "$x$"} }\nR{}')['text/latex'], '$x$')
        picture = data('import "image"\nimage.NewRGBA(image.Rect(0, 0, 3, 2))')['image/png']
        self.assertTrue(base64.b64decode(picture).startswith(b'\x89PNG'))


NB_FIGURE = 'nb.Bars{Names: []string{"a", "b"}, Series: []nb.Bar{{Y: []float64{1, 2}}}}.Figure()'
NB_PROGRESS = 'p := nb.NewProgress("training", 10)\nfor i := 0; i < 10; i++ { p.Add(1) }\np.Done()'


class Interrupt(KernelTest):
    def interrupt(self, code, ready='running'):
        """Interrupts a cell that prints that it is ready, within a second."""
        msg_id = self.kernel.send(code)
        self.kernel.until(msg_id, ready)
        time.sleep(0.2)
        begin = time.monotonic()
        self.kernel.manager.interrupt_kernel()
        reply = self.kernel.reply_to(msg_id)
        self.assertLess(time.monotonic() - begin, 1, code)
        self.assertEqual(reply['content']['status'], 'error')
        self.assertEqual(reply['content']['ename'], 'Interrupted')

    def setUp(self):
        self.ok('import ("fmt"; "time"; "gohtm/nb")\nbefore := 1')

    def after(self, sum='3'):
        self.shows('before + within', sum)

    def test_loops(self):
        for loop in ('for { }', 'for { within = 2 }', 'for { time.Sleep(20 * time.Millisecond) }', 'time.Sleep(time.Hour)',
                     'func spin() { for { } }\nspin()', 'c := make(chan int)\n<-c', 'select { }',
                     'for { func(n int) int { return n }(1) }'):
            self.interrupt('within := 2\nfmt.Println("running")\n' + loop)
            self.after()

    def test_compiled_code_that_looks_at_the_context(self):
        self.interrupt('within := 2\nimport "os/exec"\nfmt.Println("running")\n'
                       'err := exec.CommandContext(nb.Context(), "sleep", "3600").Run()')
        self.after()
        self.shows('err', 'error: signal: killed')
        self.shows('before > 0', 'true')
        self.ok('ctx := nb.Context()')
        self.shows('nb.Context().Err() == nil', 'true')

    def test_a_program_that_a_cell_runs(self):
        msg_id = self.kernel.send('$sleep 3600')
        time.sleep(1)
        begin = time.monotonic()
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.kernel.reply_to(msg_id)['content']['status'], 'error')
        self.assertLess(time.monotonic() - begin, 1)

    def test_a_call_that_cannot_be_stopped_says_so(self):
        msg_id = self.kernel.send('import "sync"\nvar gate sync.WaitGroup\ngate.Add(1)\n'
                                  'go func() { time.Sleep(2500 * time.Millisecond); gate.Done() }()\nfmt.Println("running")\ngate.Wait()')
        self.kernel.until(msg_id, 'running')
        self.kernel.manager.interrupt_kernel()
        self.kernel.until(msg_id, 'Go cannot stop from outside')
        self.assertEqual(self.kernel.reply_to(msg_id)['content']['ename'], 'Interrupted')
        self.shows('before', '1')

    def test_a_recursion_without_end_is_stopped(self):
        self.fails('func deep(n int) int { return deep(n + 1) }\ndeep(0)', 'does the recursion end?')
        self.shows('before', '1')

    def test_while_idle_it_does_nothing(self):
        self.kernel.manager.interrupt_kernel()
        time.sleep(0.2)
        self.shows('n := 0\nfor i := 0; i < 1000; i++ { n++ }\nn', '1000')

    def test_by_signal(self):
        msg_id = self.kernel.send('within := 2\nfmt.Println("running")\nfor { }')
        self.kernel.until(msg_id, 'running')
        begin = time.monotonic()
        self.kernel.manager.signal_kernel(signal.SIGINT)
        self.assertEqual(self.kernel.reply_to(msg_id)['content']['ename'], 'Interrupted')
        self.assertLess(time.monotonic() - begin, 1)
        self.after()
        self.kernel.manager.signal_kernel(signal.SIGINT)
        time.sleep(0.2)
        self.shows('before', '1')

    def test_waiting_cells_are_aborted(self):
        ids = [self.kernel.send('fmt.Println("running")\nfor { }'), self.kernel.send('"not run"')]
        self.kernel.until(ids[0], 'running')
        self.kernel.manager.interrupt_kernel()
        self.assertEqual([self.kernel.reply_to(i)['content']['status'] for i in ids], ['error', 'aborted'])


class Requests(KernelTest):
    def test_kernel_info(self):
        info = self.kernel.request('kernel_info_request', {})
        self.assertEqual(info['status'], 'ok')
        self.assertEqual(info['protocol_version'], '5.3')
        language = info['language_info']
        self.assertEqual([language[k] for k in ('name', 'mimetype', 'file_extension', 'pygments_lexer', 'codemirror_mode')],
                         ['go', 'text/x-go', '.go', 'go', 'text/x-go'])

    def test_control_answers_while_a_cell_runs(self):
        msg_id = self.kernel.send('import ("fmt"; "time")\nfmt.Println("running")\ntime.Sleep(4 * time.Second)\n"slept"')
        self.kernel.until(msg_id, 'running')
        begin = time.monotonic()
        self.assertEqual(self.kernel.request('kernel_info_request', {}, 'control')['status'], 'ok')
        self.assertEqual(self.kernel.request('comm_info_request', {}, 'control')['comms'], {})
        self.assertLess(time.monotonic() - begin, 2)
        self.assertEqual(self.kernel.reply_to(msg_id)['content']['status'], 'ok')

    def test_heartbeat(self):
        self.assertTrue(self.kernel.client.hb_channel.is_alive())
        socket = zmq.Context.instance().socket(zmq.REQ)
        socket.connect('tcp://127.0.0.1:%d' % self.kernel.manager.hb_port)
        for beat in (b'one', b'two'):
            socket.send(beat)
            self.assertTrue(socket.poll(PATIENCE * 1000))
            self.assertEqual(socket.recv(), beat)
        socket.close(0)

    def complete(self, code, cursor=None):
        return self.kernel.request('complete_request', {'code': code, 'cursor_pos': len(code) if cursor is None else cursor})

    def test_completion(self):
        self.ok('import "fmt"\nlongName := 1\ntype pair struct { First, Second int }\nvar both pair')
        for code, match, start in (('fmt.Printl', 'Println', 4), ('s := "äöü世😀"; fmt.Printl', 'Println', 18), ('longN', 'longName', 0),
                                   ('both.Fi', 'First', 5), ('x := longN', 'longName', 5), ('// 世\nlongN', 'longName', 5)):
            reply = self.complete(code)
            self.assertEqual(reply['status'], 'ok')
            self.assertIn(match, reply['matches'])
            self.assertEqual((reply['cursor_start'], reply['cursor_end']), (start, len(code)), code)
        reply = self.complete('longN + fmt', 5)
        self.assertEqual((reply['matches'], reply['cursor_start'], reply['cursor_end']), (['longName'], 0, 5))

    def test_completion_of_members_paths_and_fields(self):
        self.ok('import ("fmt"; "gohtm/htm/spatial")\nq, _ := spatial.New(spatial.DefaultParams(10, 10))\n'
                'type Inner struct{ Deep int }\ntype Outer struct { Inner; list []Inner }\nvar outer Outer\nfunc (o *Outer) Method() Inner { return o.Inner }')
        for code, want, start in (('q.Active().Si', ['Size'], 11), ('x := spatial.Params{Pot', ['PotentialFraction', 'PotentialRadius'], 20),
                                  ('spatial.Params{Inputs: 3,\n\tBoostI', ['BoostInference'], 27), ('outer.list[0].D', ['Deep'], 14),
                                  ('outer.Method().', ['Deep'], 15), ('outer.', ['Deep', 'Inner', 'Method', 'list'], 6), ('Outer{', ['Inner', 'list'], 6),
                                  ('import "gohtm/htm/sy', ['gohtm/htm/synapse'], 8), ('import (\n\t"gonum.org/v1/gonum/floats', ['gonum.org/v1/gonum/floats', 'gonum.org/v1/gonum/floats/scalar'], 11),
                                  ('"ä"; fmt.Printl', ['Println'], 9), ('nothing.at().al', [], 13)):
            reply = self.kernel.request('complete_request', {'code': code, 'cursor_pos': len(code)})
            self.assertEqual((reply['status'], reply['matches'], reply['cursor_start'], reply['cursor_end']), ('ok', want, start, len(code)), code)

    def test_completion_without_a_match_is_empty(self):
        for code in ('nothingLikeThis', '', 'fmt.nothing', '世'):
            reply = self.complete(code)
            self.assertEqual((reply['status'], reply['matches']), ('ok', []), code)

    def test_inspection(self):
        self.ok('import ("fmt"; "strings"; "gohtm/htm/sdr"; "gohtm/htm/spatial"; "gonum.org/v1/gonum/stat")\n'
                '// Twice doubles\n// a number.\nfunc Twice(x int) int { return 2*x }\n'
                '// Rule is one.\ntype Rule struct { Rate int }\nvar rule Rule\nconst most = 17\n'
                'pooler, _ := spatial.New(spatial.DefaultParams(100, 100))\nmany := make([]int, 1000000)')
        self.ok('// On learns.\nfunc (r Rule) On(p float64) float64 { return p }')
        for code, declaration, said in (
                ('sdr.SDR.Overlap', 'func (s SDR) Overlap(t SDR) int', 'both'),
                ('pooler.Step(x, |)', 'func (p *Pooler) Step(input sdr.SDR, learn bool)', 'learn'),
                ('pooler.Active().Size', 'field Size int', ''),
                ('x := spatial.Params{|}', 'type Params struct', 'DefaultParams'),
                ('"ä"; stat.Mean(', 'func Mean(x, weights []float64) float64', 'weighted mean'),
                ('fmt', 'package fmt', 'formatted I/O'),
                ('len', 'func len(v Type) int', 'length'),
                ('strings.Builder', 'type Builder struct', 'efficiently'),
                ('Twice(', 'func Twice(x int) int', 'Twice doubles a number.'),
                ('rule', 'var rule Rule = {Rate:0}', ''),
                ('rule.Rate', 'field Rate int', ''),
                ('rule.On(', 'func (r Rule) On(p float64) float64', 'On learns.'),
                ('Rule', 'type Rule struct { Rate int }', 'Rule is one.'),
                ('most', 'const most = 17', ''),
                ('many', 'var many []int', ''),
                ('pooler', 'var pooler *spatial.Pooler', 'spatial pooler'),
        ):
            cursor = code.find('|') if '|' in code else len(code)
            reply = self.kernel.request('inspect_request', {'code': code.replace('|', ''), 'cursor_pos': cursor, 'detail_level': 0})
            self.assertTrue(reply['found'], code)
            text = ' '.join(reply['data']['text/plain'].split())
            self.assertTrue(text.startswith(declaration), (code, text[:200]))
            self.assertIn(said, text, code)
            self.assertLess(len(text), 20000)
            self.assertIn('```go', reply['data']['text/markdown'])
        for code in ('nothing', 'rule.None', '1 + ', '', '"', 'fmt.None', 'f(x).y.z', 'many.x'):
            reply = self.kernel.request('inspect_request', {'code': code, 'cursor_pos': len(code), 'detail_level': 0})
            self.assertEqual((reply['status'], reply['found']), ('ok', False), code)

    def test_a_question_opens_the_pager(self):
        self.ok('import "fmt"')
        reply = self.ok('fmt.Sprintf?')
        self.assertEqual(reply.content['payload'][0]['source'], 'page')
        self.assertIn('formats according to', reply.content['payload'][0]['data']['text/plain'])
        self.assertIn('nothing is known', self.ok('nobody?').content['payload'][0]['data']['text/plain'])

    def test_history_over_sessions(self):
        with tempfile.TemporaryDirectory() as directory:
            for text in ('first', 'second'):
                kernel = Kernel({'GOHTM_HISTORY': directory})
                try:
                    kernel.run('1 // ' + text)
                    kernel.run('2 // silent', silent=True)
                    kernel.run('3 // not stored', store_history=False)
                    tail = kernel.request('history_request', {'hist_access_type': 'tail', 'n': 5, 'output': True, 'raw': True})
                    bad = kernel.request('history_request', {'hist_access_type': 'all', 'output': True, 'raw': True})
                    kernel.request('shutdown_request', {'restart': False}, channel='control')
                    kernel.manager.provisioner.process.wait(PATIENCE)
                finally:
                    kernel.close()
            self.assertEqual(tail['history'], [[1, 1, ['1 // first', '1']], [2, 1, ['1 // second', '1']]])
            self.assertEqual(bad['status'], 'error')
            self.assertIn('want tail, range or search', bad['evalue'])
            kernel = Kernel({'GOHTM_HISTORY': 'off'})
            try:
                kernel.run('4')
                self.assertEqual(kernel.request('history_request', {'hist_access_type': 'tail', 'n': 5, 'output': False, 'raw': True})['history'], [[0, 1, '4']])
            finally:
                kernel.close()

    def test_is_complete(self):
        for code, status in (('1+1', 'complete'), ('func f() {', 'incomplete'), ('x := `raw', 'incomplete'), ('f())', 'invalid')):
            self.assertEqual(self.kernel.request('is_complete_request', {'code': code})['status'], status, code)

    def comm(self, msg_type, content):
        """Sends a message of a comm; returns what the kernel sends for it."""
        message = self.kernel.client.session.msg(msg_type, content)
        self.kernel.client.shell_channel.send(message)
        return [(m['msg_type'], m['content']) for m in self.kernel.output_of(message['header']['msg_id'])]

    def test_comms(self):
        self.ok('import ("fmt"; "gohtm/nb")\nnb.Listen("slider", func(c *nb.Comm, data map[string]interface{}) {\n'
                '\tc.OnMessage = func(data map[string]interface{}) {\n\t\tfor data["spin"] != nil {}\n\t\tfmt.Println("moved to", data["value"])\n'
                '\t\tif data["value"] == nil { panic("no value") }\n'
                '\t\tc.Send(map[string]interface{}{"twice": 2 * data["value"].(float64)})\n\t}\n})')
        self.assertEqual(self.comm('comm_open', {'comm_id': 'none', 'target_name': 'nobody', 'data': {}}), [('comm_close', {'comm_id': 'none', 'data': {}})])
        self.assertEqual(self.comm('comm_open', {'comm_id': 'a', 'target_name': 'slider', 'data': {}}), [])
        self.assertEqual(self.kernel.request('comm_info_request', {}), {'status': 'ok', 'comms': {'a': {'target_name': 'slider'}}})
        self.assertEqual(self.kernel.request('comm_info_request', {'target_name': 'other'})['comms'], {})
        sent = self.comm('comm_msg', {'comm_id': 'a', 'data': {'value': 4}})
        self.assertEqual(sorted(kind for kind, _ in sent), ['comm_msg', 'stream'])
        self.assertIn(('comm_msg', {'comm_id': 'a', 'data': {'twice': 8}}), sent)
        [(kind, content)] = [m for m in self.comm('comm_msg', {'comm_id': 'a', 'data': {}}) if m[1].get('name') == 'stderr']
        self.assertIn('panic: no value', content['text'])
        threading.Timer(0.5, os.kill, (self.kernel.manager.provisioner.pid, signal.SIGINT)).start()
        [(kind, content)] = self.comm('comm_msg', {'comm_id': 'a', 'data': {'spin': True}})
        self.assertIn('Interrupted', content['text'])
        self.comm('comm_close', {'comm_id': 'a', 'data': {}})
        self.assertEqual(self.kernel.request('comm_info_request', {})['comms'], {})
        opened = self.ok('c, err := nb.OpenComm("picture", map[string]interface{}{"n": 1})\nc.Send(nil)\nc.Close()')
        self.assertEqual([m['msg_type'] for m in opened.messages[1:]], ['comm_open', 'comm_msg', 'comm_close'])

    def test_unknown_requests_and_wrong_content_are_answered(self):
        self.assertEqual(self.kernel.request('nonsense_request', {})['status'], 'error')
        self.assertEqual(self.kernel.request('execute_request', {'code': 5})['status'], 'error')
        self.assertEqual(self.kernel.request('complete_request', {'code': [], 'cursor_pos': 'x'})['status'], 'error')
        self.shows('6 * 7', '42')

    def test_bad_signatures_and_malformed_messages_are_dropped(self):
        socket = zmq.Context.instance().socket(zmq.DEALER)
        socket.connect('tcp://127.0.0.1:%d' % self.kernel.manager.shell_port)
        session = self.kernel.client.session
        good = session.serialize(session.msg('execute_request', {
            'code': 'forged := 1', 'silent': False, 'store_history': True, 'user_expressions': {}, 'allow_stdin': False, 'stop_on_error': True}))
        forged = list(good)
        forged[1] = b'0' * 64
        socket.send_multipart(forged)
        unsigned = list(good)
        unsigned[1] = b''
        socket.send_multipart(unsigned)

        def sign(*parts):
            return [b'<IDS|MSG>', session.sign(list(parts)), *parts]

        for frames in ([b''], [b'<IDS|MSG>'], [b'<IDS|MSG>', b'', b'{}'], [b'x', b'y', b'z'], good[:4], sign(b'not json', b'{}', b'{}', b'{}'),
                       sign(b'{}', b'{}', b'{}', b'{}'), sign(b'[]', b'{}', b'{}', b'{}'), sign(b'{"msg_type": 5}', b'{}', b'{}', b'{}'),
                       sign(b'{"msg_type": "execute_request"}', b'{}', b'{}', b'null'), sign(b'\xff\xfe', b'{}', b'{}', b'{}')):
            socket.send_multipart(frames)
        # A good message on the same connection comes behind them.
        socket.send_multipart(session.serialize(session.msg('kernel_info_request', {})))
        self.assertTrue(socket.poll(PATIENCE * 1000))
        self.assertIn(b'kernel_info_reply', b''.join(socket.recv_multipart()))
        socket.close(0)
        self.fails('forged', 'undefined identifier')
        self.assertIn('bad signature', self.kernel.logged())


class Life(unittest.TestCase):
    """What needs a kernel of its own."""

    def start(self, **options):
        kernel = Kernel(**options)
        self.addCleanup(kernel.close)
        return kernel

    def ends(self, kernel):
        end = time.monotonic() + PATIENCE
        while kernel.manager.is_alive():
            self.assertLess(time.monotonic(), end, 'the kernel goes on')
            time.sleep(0.05)

    def test_shutdown_on_either_socket(self):
        for channel in ('shell', 'control'):
            kernel = self.start()
            self.assertEqual(kernel.request('shutdown_request', {'restart': False}, channel), {'status': 'ok', 'restart': False})
            self.ends(kernel)

    def test_shutdown_while_a_cell_runs(self):
        for code in ('for { }', 'var wg sync.WaitGroup\nwg.Add(1)\nwg.Wait()'):
            kernel = self.start()
            msg_id = kernel.send('import ("fmt"; "sync")\nfmt.Println("running")\n' + code)
            kernel.until(msg_id, 'running')
            kernel.request('shutdown_request', {'restart': False}, 'control')
            self.ends(kernel)

    def test_restart_forgets(self):
        kernel = self.start()
        kernel.run('x := 1')
        kernel.manager.restart_kernel()
        kernel.client.wait_for_ready(timeout=PATIENCE)
        reply = kernel.run('x')
        self.assertIn('undefined identifier', reply.error)

    def test_two_clients(self):
        kernel = self.start()
        other = BlockingKernelClient(connection_file=kernel.manager.connection_file)
        other.load_connection_file()
        other.start_channels()
        self.addCleanup(other.stop_channels)
        other.wait_for_ready(timeout=PATIENCE)
        self.assertEqual(kernel.run('shared := 5\nshared').result, '5')
        msg_id = other.execute('shared + 1')
        while True:
            message = other.get_iopub_msg(timeout=PATIENCE)
            if message['parent_header'].get('msg_id') == msg_id and message['msg_type'] == 'execute_result':
                break
        self.assertEqual(message['content']['data']['text/plain'], '6')

    def test_a_client_that_says_nothing_keeps_nobody_out(self):
        kernel = Kernel()
        self.addCleanup(kernel.close)
        for name in ('shell', 'iopub', 'stdin', 'control', 'hb'):
            silent = socket.create_connection(('127.0.0.1', getattr(kernel.manager, name + '_port')))
            self.addCleanup(silent.close)
        time.sleep(0.2)
        second = kernel.manager.client()
        second.start_channels()
        self.addCleanup(second.stop_channels)
        begin = time.monotonic()
        second.wait_for_ready(timeout=PATIENCE)
        self.assertLess(time.monotonic() - begin, 5)

    def test_with_and_without_go_on_the_path(self):
        go = shutil.which('go')
        paths = {'without': '/usr/bin:/bin'}
        if go:
            paths['with'] = os.path.dirname(go) + ':/usr/bin:/bin'
            goroot = subprocess.run([go, 'env', 'GOROOT'], check=True, capture_output=True, text=True).stdout.strip()
        shown = {}
        for name, path in paths.items():
            env = {'PATH': path}
            if name == 'with':
                env['GOROOT'] = goroot
            kernel = self.start(env=env)
            begin = time.monotonic()
            reply = kernel.run('import ("fmt"; "sort"; "slices"; "bytes"; "gonum.org/v1/plot"; "gonum.org/v1/gonum/stat"; "gohtm/htm/sdr")')
            shown[name] = [(m['msg_type'], m['content'].get('evalue')) for m in reply.messages]
            reply = kernel.run('import ("fmt"; "gonum.org/v1/plot"; "gonum.org/v1/gonum/stat"; "gohtm/htm/sdr")\nvar b sdr.SDR\nstat.Mean([]float64{1, 3}, nil)')
            self.assertEqual((reply.result, reply.stdout, reply.stderr), ('2', '', ''), name)
            self.assertLess(time.monotonic() - begin, 10)
            self.assertEqual(kernel.logged(), '', name)
        if go:
            self.assertEqual(shown['with'], shown['without'])

    def test_a_panic_in_compiled_goroutines_is_in_the_log(self):
        kernel = self.start()
        kernel.send('import "time"\ntime.AfterFunc(0, func() { panic("beyond help") })\ntime.Sleep(time.Second)')
        self.ends(kernel)
        self.assertIn('beyond help', kernel.logged())


class Examples(unittest.TestCase):
    """gophernotes' own notebooks: who comes from there loses nothing."""

    def test_they_run_unmodified(self):
        go = shutil.which('go')
        if not go:
            self.skipTest('no go on PATH, which knows where gophernotes lies')
        found = subprocess.run([go, 'list', '-m', '-f', '{{.Dir}}', 'github.com/gopherdata/gophernotes'],
                               cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()
        for name in ('Matrix_Operations', 'Worker_Pools'):  # the others want a network
            kernel = Kernel()
            self.addCleanup(kernel.close)
            with open(os.path.join(found, 'examples', name + '.ipynb'), encoding='utf-8') as file:
                cells = [''.join(c['source']) for c in json.load(file)['cells'] if c['cell_type'] == 'code']
            self.assertGreater(len(cells), 3)
            for code in cells:
                self.assertIsNone(kernel.run(code).error, name)


class Costs(unittest.TestCase):
    def test_size_memory_and_time(self):
        self.assertLess(os.path.getsize(PROGRAM), 80e6)
        begin = time.monotonic()
        kernel = Kernel()
        ready = time.monotonic() - begin
        self.addCleanup(kernel.close)
        status = '/proc/%d/statm' % kernel.manager.provisioner.pid
        if os.path.exists(status):
            with open(status) as file:
                self.assertLess(int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE'), 60e6)
        kernel.run('1')
        trips = []
        for n in range(50):
            begin = time.monotonic()
            kernel.run(str(n))
            trips.append(time.monotonic() - begin)
        python = self.trips_of_ipykernel()
        print('\nready after %.0f ms, a trivial cell takes %.1f ms%s' % (1000 * ready, 1000 * sorted(trips)[25], python and
              ', %.2f times ipykernel' % (sorted(trips)[25] / python)), file=sys.stderr)

    def trips_of_ipykernel(self):
        """The middle time of a trivial cell, '' if there is no ipykernel."""
        if subprocess.run([sys.executable, '-c', 'import ipykernel'], capture_output=True).returncode:
            return ''
        kernel = Kernel(name='python3')
        self.addCleanup(kernel.close)
        trips = []
        for n in range(50):
            begin = time.monotonic()
            kernel.run(str(n))
            trips.append(time.monotonic() - begin)
        return sorted(trips)[25]


class Soak(unittest.TestCase):
    def test_ten_thousand_cells_leave_nothing_behind(self):
        kernel = Kernel()
        self.addCleanup(kernel.close)
        status = '/proc/%d/statm' % kernel.manager.provisioner.pid

        def many(count):
            for start in range(0, count, 100):
                last = [kernel.send('x := %d\nfunc f() int { return x }\nf()' % n) for n in range(start, start + 100)][-1]
                self.assertEqual(kernel.wait(last).result, str(start + 99))
            kernel.run('import "runtime/debug"\ndebug.FreeOSMemory()')
            if os.path.exists(status):
                with open(status) as file:
                    return int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')
            return 0

        before = many(2000)
        self.assertLess(many(10000) - before, 24 << 20)


class Installation(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix='gohtm install ')
        self.addCleanup(shutil.rmtree, self.root)
        self.env = dict(os.environ, JUPYTER_DATA_DIR=self.root)

    def run_program(self, *arguments, program=PROGRAM, env=None, check=True):
        return subprocess.run([program, *arguments], check=check, env=env or self.env, capture_output=True, text=True)

    def check_spec(self, data):
        directory = os.path.join(data, 'kernels', 'gohtm')
        self.assertEqual(sorted(os.listdir(directory)),
                         ['gohtm-kernel', 'kernel.json', 'logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg'])
        with open(os.path.join(directory, 'kernel.json')) as file:
            spec = json.load(file)
        self.assertEqual(spec['argv'], [os.path.join(directory, 'gohtm-kernel'), '{connection_file}'])
        self.assertTrue(os.access(spec['argv'][0], os.X_OK))
        self.assertEqual((spec['display_name'], spec['language']), ('Go (HTM)', 'go'))
        self.assertIn(spec['interrupt_mode'], ('message', 'signal'))
        return directory

    def test_twice_and_from_the_installed_copy(self):
        for _ in range(2):
            self.run_program('install')
            directory = self.check_spec(self.root)
        self.run_program('install', program=os.path.join(directory, 'gohtm-kernel'))
        self.check_spec(self.root)
        for _ in range(2):
            self.run_program('uninstall')
            self.assertFalse(os.path.exists(directory))

    def test_jupyter_finds_it(self):
        found = KernelSpecManager().find_kernel_specs()
        self.assertEqual(found['gohtm'], os.path.join(os.environ['JUPYTER_DATA_DIR'], 'kernels', 'gohtm'))

    def test_directories(self):
        env = dict(self.env, XDG_DATA_HOME=os.path.join(self.root, 'xdg'), HOME=os.path.join(self.root, 'home'))
        if sys.platform.startswith('linux'):
            del env['JUPYTER_DATA_DIR']
            self.run_program('install', '--user', env=env)
            self.check_spec(os.path.join(self.root, 'xdg', 'jupyter'))
            del env['XDG_DATA_HOME']
            self.run_program('install', env=env)
            self.check_spec(os.path.join(self.root, 'home', '.local', 'share', 'jupyter'))
        self.run_program('install', '--prefix', os.path.join(self.root, 'prefix'))
        self.check_spec(os.path.join(self.root, 'prefix', 'share', 'jupyter'))
        self.run_program('install', '--sys-prefix', env=dict(self.env, VIRTUAL_ENV=os.path.join(self.root, 'venv')))
        self.check_spec(os.path.join(self.root, 'venv', 'share', 'jupyter'))

    def test_while_the_kernel_runs(self):
        kernel = Kernel()
        self.addCleanup(kernel.close)
        kernel.run('x := 5')
        subprocess.run([PROGRAM, 'install'], check=True, stdout=subprocess.DEVNULL)
        self.assertEqual(kernel.run('x').result, '5')

    def test_command_line(self):
        self.assertIn('usage', self.run_program('help').stdout)
        self.assertIn('gohtm-kernel', self.run_program('version').stdout)
        self.assertIn('usage', self.run_program(check=False).stderr)
        for arguments in ((), ('/none.json',), ('install', '--nonsense'), ('install', 'x')):
            self.assertNotEqual(self.run_program(*arguments, check=False).returncode, 0, arguments)


try:
    import jupyter_kernel_test
except ImportError:
    print('jupyter_kernel_test is not installed: its tests are left out', file=sys.stderr)
else:
    class Conformance(jupyter_kernel_test.KernelTests):
        """What the Jupyter project's own suite asks of a kernel."""

        kernel_name = 'gohtm'
        language_name = 'go'
        file_extension = '.go'
        code_hello_world = 'import "fmt"\nfmt.Println("hello, world")'
        code_stderr = 'import ("fmt"; "os")\nfmt.Fprintln(os.Stderr, "oops")'
        completion_samples = [{'text': 'display.Make', 'matches': {'MakeData', 'MakeData3'}}]
        complete_code_samples = ['1', 'fmt.Println("x")', 'for {\n}']
        incomplete_code_samples = ['func f() {', 'x := `a', 'f(1,']
        invalid_code_samples = ['f())', 'x := "a\n']
        code_generate_error = 'panic("x")'
        code_execute_result = [{'code': '6*7', 'result': '42'}]
        code_display_data = [{'code': 'Display(display.HTML("<b>b</b>"))', 'mime': 'text/html'}]
        code_clear_output = 'ClearOutput(false)'
        code_inspect_sample = 'display.HTML'
        code_page_something = 'display.HTML?'
        code_history_pattern = '6?7'
        supported_history_operations = ('tail', 'range', 'search')


if __name__ == '__main__':
    unittest.main()
