package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gohtm/datasets"
	"gohtm/htm/internal/conventions"
	"gohtm/htm/internal/parity/work"
)

const root = "../../.."

// The page and the figures in the tree are what the measured numbers give.
func TestThePageIsMadeFromTheResults(t *testing.T) {
	results, err := read(filepath.Join(root, measured))
	if err != nil {
		t.Fatal(err)
	}
	made := t.TempDir()
	if err := os.Mkdir(filepath.Join(made, "docs"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := publish(made, results); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(made, "docs", "*"))
	if err != nil || len(files) != len(figures) {
		t.Fatalf("%d figures, error %v; want %d", len(files), err, len(figures))
	}
	for _, file := range append(files, filepath.Join(made, "BENCHMARKS.md")) {
		name, _ := filepath.Rel(made, file)
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if want, err := os.ReadFile(filepath.Join(root, name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what %s gives, error %v: go run ./htm/internal/bench -draw", name, measured, err)
		}
	}
}

// Everything that is measured stands in the file and on the page, and nothing else;
// the page has no time, nor a gap where a name is wrong.
func TestThePageHasEveryWork(t *testing.T) {
	results, err := read(filepath.Join(root, measured))
	if err != nil {
		t.Fatal(err)
	}
	page, err := document(results)
	if err != nil {
		t.Fatal(err)
	}
	of, names := byName(results), map[string]bool{}
	for _, task := range tasks(1) {
		if names[task.name] {
			t.Errorf("two works are called %s", task.name)
		}
		names[task.name] = true
		if _, ok := of[task.name]; !ok && !strings.Contains(task.name, "processors: 2") { // of a machine that has them
			t.Errorf("%s has no result", task.name)
		}
	}
	for _, r := range results {
		if !names[r.Name] {
			t.Errorf("%s has a result and is no work", r.Name)
		}
		_, name, _ := strings.Cut(r.Name, ": ")
		if r.Curve == "" && !strings.HasPrefix(r.Name, "8 models") && !strings.Contains(page, "| "+name) {
			t.Errorf("the page has no line for %s", r.Name)
		}
	}
	for _, p := range phases() {
		if math.IsNaN(p.cost(of)) {
			t.Errorf("%s: no result of %q or %q", p.name, p.work, p.less)
		}
	}
	if bad := regexp.MustCompile(`µs|\bms\b|seconds|NaN|Inf|costs +times|take +times|%!`).FindString(page); bad != "" {
		t.Errorf("%q on the page", bad)
	}
}

// HTM's rule learns the same in every form, in a pooler and in a memory, which differ.
func TestFormsOfARuleLearnTheSame(t *testing.T) {
	results, err := read(filepath.Join(root, measured))
	if err != nil {
		t.Fatal(err)
	}
	of, hashes := byName(results), map[conventions.Hash]string{}
	for _, part := range []string{"pooler", "memory"} {
		want := of["rules: "+part+", built in"].Hash
		hashes[want] = part
		for _, f := range forms(.1, .1) {
			if got := of["rules: "+part+", "+f.name].Hash; got != want || got == conventions.NewHash() {
				t.Errorf("%s, %s: hash %x, want %x", part, f.name, uint64(got), uint64(want))
			}
		}
	}
	if len(hashes) != 2 {
		t.Error("pooler and memory have one hash, want two")
	}
}

func TestEveryPublishedWorkIsMeasuredAndComparedWithHtmCore(t *testing.T) {
	published := map[string]conventions.Hash{}
	for _, p := range work.All() {
		published[p.Name] = p.Hash
		if htmCore[p.Name] == 0 {
			t.Errorf("%s has no time of htm.core", p.Name)
		}
	}
	if len(published) != len(htmCore) {
		t.Errorf("%d works, %d times of htm.core", len(published), len(htmCore))
	}
	found := 0
	for _, task := range append(poolers(), memories()...) {
		_, name, _ := strings.Cut(task.name, ": ")
		if hash, ok := published[name]; ok {
			found++
			if task.hash != hash || task.published != htmCore[name] {
				t.Errorf("%s: hash %x, time %v; want %x, %v", name, uint64(task.hash), task.published, uint64(hash), htmCore[name])
			}
		}
	}
	if found != len(published) {
		t.Errorf("%d of %d published works are measured", found, len(published))
	}
}

// Worked by hand: 205 inputs on x 2048 minicolumns, of which half have a synapse
// there; 40 winners x 1024 synapses; 1280 cells, of 65,536 with 392,000 synapses.
func TestTouches(t *testing.T) {
	for _, tt := range []struct {
		name      string
		got, want float64
	}{
		{"overlap", overlapTouches(205, 2048, 1024, 2048), 209920},
		{"learning", learnTouches(40, 1024), 40960},
		{"heard in a burst", heardTouches(1280, 392000, 65536), 7656.25},
		{"heard by one cell", heardTouches(1, 100, 50), 2},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, tt.got, tt.want)
		}
	}
	of := map[string]result{"a": {Cost: 7}, "b": {Cost: 3}}
	for _, tt := range []struct {
		p    phase
		want float64
	}{{phase{work: "a"}, 7}, {phase{work: "a", less: "b"}, 4}, {phase{work: "c"}, math.NaN()}, {phase{work: "a", less: "c"}, math.NaN()}} {
		if got := tt.p.cost(of); got != tt.want && !(math.IsNaN(got) && math.IsNaN(tt.want)) {
			t.Errorf("%+v costs %v, want %v", tt.p, got, tt.want)
		}
	}
}

var two = []result{
	{Name: "one", Micros: 2.5, Cost: 10, Reference: 33.333, HtmCore: 1.5, Bytes: 6.5, Allocs: 0.13, Synapses: 7, Hash: 0xabc},
	{Name: "two: 512", Curve: "two", X: 512, Cost: 1234.5, Hash: conventions.NewHash()},
}

func TestRows(t *testing.T) {
	for i, want := range []string{
		"one\t\t-\t10\t33.33\t1.5\t6.5\t0.13\t7\t0000000000000abc",
		"two: 512\ttwo\t512\t1234\t-\t-\t-\t0\t0\t-",
	} {
		if got := two[i].row(); got != want {
			t.Errorf("row %q, want %q", got, want)
		}
	}
	if got, want := two[0].String(), "one\t2.5\t33.33\t1.5\t6.5\t0.13\t0000000000000abc"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
	if a, b := strings.Count(two[0].String(), "\t"), strings.Count(printed, "\t"); a != b {
		t.Errorf("%d tabs in a line, %d in the head", a, b)
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "results")
	if err := write(path, two); err != nil {
		t.Fatal(err)
	}
	got, err := read(path)
	if err != nil || len(got) != 2 {
		t.Fatalf("%v, error %v", got, err)
	}
	for i, want := range two {
		want.Micros = 0 // belongs to one machine
		want.Cost, want.Reference = math.Trunc(want.Cost), math.Round(want.Reference*100)/100
		if got[i] != want {
			t.Errorf("read %+v, want %+v", got[i], want)
		}
	}
}

func TestReadNamesEveryLineThatIsWrong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "results")
	for _, tt := range []struct{ text, want string }{
		{"work\n", `the first line is "work", want "work\tcurve`},
		{header + "\n" + two[0].row() + "\none\n" + strings.Replace(two[1].row(), "1234", "much", 1) + "\n", `:3: 1 fields, want 10` + "\n" + path + `:4: strconv.ParseFloat: parsing "much"`},
		{header + "\n" + strings.Replace(two[0].row(), "abc", "xyz", 1), `:2: strconv.ParseUint`},
		{header + "\n" + strings.Replace(two[0].row(), "\t7\t", "\t\t", 1), `:2: strconv.Atoi`},
	} {
		if err := os.WriteFile(path, []byte(tt.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := read(path); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("error %v, want %s", err, tt.want)
		}
	}
	if _, err := read(path + "?"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func TestMerge(t *testing.T) {
	works := []task{{name: "c"}, {name: "a"}, {name: "b"}}
	got := merge(works, []result{{Name: "a", Cost: 1}, {Name: "gone", Cost: 1}, {Name: "b", Cost: 1}}, []result{{Name: "b", Cost: 2}, {Name: "c", Cost: 2}})
	if fmt.Sprint(got) != fmt.Sprint([]result{{Name: "c", Cost: 2}, {Name: "a", Cost: 1}, {Name: "b", Cost: 2}}) {
		t.Errorf("merged %+v", got)
	}
}

func TestNumbersOnThePage(t *testing.T) {
	for _, tt := range []struct {
		x    float64
		want string
	}{{0, ""}, {math.NaN(), ""}, {math.Inf(1), ""}, {0.123, "0.12"}, {9.94, "9.9"}, {12.6, "13"}, {99.4, "99"}, {1234, "1,200"}, {123456, "120,000"}} {
		if got := ratio(tt.x); got != tt.want {
			t.Errorf("ratio(%v) = %q, want %q", tt.x, got, tt.want)
		}
	}
	for x, want := range map[float64]string{0: "0", 0.13: "0.13", 10: "10", 0.1: "0.1", 23.04: "23.04"} {
		if got := allocs(x); got != want {
			t.Errorf("allocs(%v) = %q, want %q", x, got, want)
		}
	}
}

// counted is a work whose step makes two allocations and whose synapses, 1,000 of
// 64 bytes, are all the memory that it has. It is active in what step it is.
func counted(change func(*task, *trial)) task {
	w := task{name: "counted", published: 1e6}
	w.make = func(begin func()) (*trial, error) {
		begin()
		var synapses [][]byte
		for range 1000 {
			synapses = append(synapses, make([]byte, 64))
		}
		at := 0
		tr := &trial{warm: 3, steps: 250, synapses: func() int { return len(synapses) }}
		tr.step = func(i int) { at = i; sink = make([]byte, 100); sink = append(sink, make([]byte, 1000)...) }
		tr.bits = func(dst []int) []int { return append(dst, at) }
		change(&w, tr)
		return tr, nil
	}
	return w
}

var sink []byte

func hashOf(from, to int) conventions.Hash {
	h := conventions.NewHash()
	for i := from; i < to; i++ {
		h.Add([]int{i})
	}
	return h
}

func TestMeasure(t *testing.T) {
	r := &runs{task: counted(func(*task, *trial) {})}
	for range 3 {
		if err := r.run(5); err != nil {
			t.Fatal(err)
		}
	}
	done := r.finish(0.5)
	if done.Hash != hashOf(3, 253) || done.Synapses != 1000 {
		t.Errorf("hash %x, %d synapses; want %x, 1000", uint64(done.Hash), done.Synapses, uint64(hashOf(3, 253)))
	}
	if done.Bytes < 64 || done.Bytes > 110 || done.Allocs < 2 || done.Allocs > 2.5 {
		t.Errorf("%v bytes a synapse, %v allocations a step; want 64 and its slice, 2", done.Bytes, done.Allocs)
	}
	if done.Micros <= 0 || done.Cost != done.Micros/0.5 || done.HtmCore != 1e6/done.Micros || done.Reference != 0 {
		t.Errorf("%+v", done)
	}
}

func TestTheReferenceIsComparedOverTheSameSteps(t *testing.T) {
	compared := func(steps int) error {
		r := &runs{task: counted(func(_ *task, tr *trial) {
			tr.warm, tr.plainSteps = 0, 120
			tr.plain = func(n int) (time.Duration, conventions.Hash, error) { return time.Hour, hashOf(0, n+steps), nil }
		})}
		err := r.run(1)
		if done := r.finish(1); err == nil && (done.Reference < 1000 || done.Hash != hashOf(0, 250)) {
			t.Errorf("%v times the reference, hash %x", done.Reference, uint64(done.Hash))
		}
		return err
	}
	if err := compared(0); err != nil {
		t.Error(err)
	}
	if err := compared(1); err == nil || !strings.Contains(err.Error(), "counted: the reference does other work: hash ") {
		t.Errorf("error %v", err)
	}
}

func TestOtherWorkIsAnError(t *testing.T) {
	failed := errors.New("failed")
	for want, change := range map[string]func(w *task, tr *trial){
		"":                nil,
		"counted: failed": func(_ *task, tr *trial) { tr.check = func() error { return failed } },
		"counted: the reference: failed": func(_ *task, tr *trial) {
			tr.plainSteps, tr.plain = 1, func(int) (time.Duration, conventions.Hash, error) { return 0, 0, failed }
		},
	} {
		r := &runs{task: counted(func(w *task, tr *trial) {
			if change != nil {
				change(w, tr)
			}
		})}
		if change == nil {
			r.task.hash = 1
			want = fmt.Sprintf("counted: hash = %016x, want 0000000000000001 as published", uint64(hashOf(3, 253)))
		}
		if err := r.run(1); err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	other := 0
	r := &runs{task: counted(func(_ *task, tr *trial) { other++; tr.warm = other })}
	if err := r.run(1); err != nil {
		t.Fatal(err)
	}
	if err := r.run(1); err == nil || !strings.Contains(err.Error(), "as in the first run") {
		t.Errorf("error %v of another run", err)
	}
}

// Steady work is made once and timed again and again; what is done once is.
func TestSteadyAndOnce(t *testing.T) {
	for _, tt := range []struct {
		steady, once bool
		made, steps  int
	}{{false, false, 3, 3 * (3 + 250)}, {true, false, 1, 3 + 4*250}, {false, true, 1, 3 + 250}} {
		made, steps := 0, 0
		w := counted(func(_ *task, tr *trial) {
			made++
			tr.step = func(int) { steps++ }
		})
		w.steady, w.once = tt.steady, tt.once
		r := &runs{task: w}
		for range 3 {
			if err := r.run(4); err != nil {
				t.Fatal(err)
			}
		}
		if tt.steps += 100; made != tt.made || steps != tt.steps { // and those for the allocations
			t.Errorf("%+v: made %d times, %d steps", tt, made, steps)
		}
	}
}

func TestTheSoakSeesGrowth(t *testing.T) {
	of := soak(200)
	grow := task{name: of.name, make: func(begin func()) (*trial, error) {
		tr, err := of.make(begin)
		tr.warm = 1000 // when nothing has settled yet
		return tr, err
	}}
	if err := (&runs{task: grow}).run(1); err == nil || !strings.Contains(err.Error(), "segments") {
		t.Errorf("error %v, want one that says what grew", err)
	}
}

func TestWorksAreChosenByName(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{"-run", "^hello: likelihood$", "-n", "1"}, &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if len(lines) != 3 || lines[0] != printed || !strings.HasPrefix(lines[1], "hello: likelihood\t") {
		t.Errorf("printed\n%s", &out)
	}
	absent := []task{{name: "digits", make: func(func()) (*trial, error) { return nil, datasets.ErrUnavailable }}}
	out.Reset()
	if results, err := measure(absent, 2, &out); err != nil || len(results) != 0 || !strings.HasPrefix(out.String(), "# run 1 of 2\n# left out: digits: ") || strings.Count(out.String(), "left out") != 1 {
		t.Errorf("%v, error %v, printed %q", results, err, &out)
	}
	for _, args := range [][]string{{"-run", "("}, {"-n", "0"}, {"-soak", "0"}, {"extra"}, {"-fast"}, {"-draw", "-root", t.TempDir()}} {
		if err := run(args, io.Discard); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}

func TestUpdate(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"docs", filepath.Dir(measured)} {
		if err := os.MkdirAll(filepath.Join(folder, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	old, err := read(filepath.Join(root, measured))
	if err != nil {
		t.Fatal(err)
	}
	const name, stale = "hello: likelihood", 9e9
	for i := range old {
		if old[i].Name == name {
			old[i].Cost = stale
		}
	}
	if err := write(filepath.Join(folder, measured), old); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{"-root", folder, "-update", "-n", "1", "-run", "^" + name + "$"}, io.Discard); err != nil {
		t.Fatal(err)
	}
	results, err := read(filepath.Join(folder, measured))
	if err != nil || len(results) != len(old) {
		t.Fatalf("%d results, error %v; want %d", len(results), err, len(old))
	}
	for i, r := range results {
		if r.Name == name && (r.Cost == stale || r.Hash != old[i].Hash) || r.Name != name && r != old[i] {
			t.Errorf("%s: %+v, before %+v", r.Name, r, old[i])
		}
	}
	page, err := os.ReadFile(filepath.Join(folder, "BENCHMARKS.md"))
	if want, _ := document(results); err != nil || string(page) != want {
		t.Errorf("the page is not what the results give, error %v", err)
	}
}

// The beginning of every work, and of the smallest one of every curve: it repeats
// bit for bit, does something, and is what the reference does.
func TestEveryWorkBegins(t *testing.T) {
	if testing.Short() {
		t.Skip("makes every work: left out by -short")
	}
	curves := map[string]bool{}
	for _, w := range tasks(20) {
		if w.curve != "" && curves[w.curve] || strings.HasPrefix(w.name, "digits") {
			continue
		}
		curves[w.curve] = true
		whole := w.make
		w.hash, w.once, w.steady = 0, false, false
		w.make = func(begin func()) (*trial, error) {
			tr, err := whole(begin)
			if err != nil {
				return nil, err
			}
			tr.warm, tr.steps, tr.check = 0, min(tr.steps, 20), nil
			tr.plainSteps = min(tr.plainSteps, 3)
			return tr, nil
		}
		r := &runs{task: w}
		for range 2 {
			if err := r.run(1); err != nil {
				t.Error(err)
				break
			}
		}
		done := r.finish(1)
		if done.Hash == conventions.NewHash() && !strings.Contains(w.name, "construction") || done.Micros <= 0 {
			t.Errorf("%s does nothing: %+v", w.name, done)
		}
		if compared := done.Reference > 0; compared != comparable(w.name) {
			t.Errorf("%s is compared with the reference: %t", w.name, compared)
		}
	}
}

// comparable tells which works the reference does too.
func comparable(name string) bool {
	return !strings.Contains(name, "construction") && !strings.Contains(name, "T1, ") &&
		regexp.MustCompile("^(pooler|memory): |^hello: likelihood|^quick start: (likelihood|classifier)").MatchString(name)
}

func TestDigitsHaveToBeRight(t *testing.T) {
	whole := mnist()
	few := task{name: "digits", make: func(begin func()) (*trial, error) {
		tr, err := whole.make(begin)
		if err == nil {
			tr.steps = 200
		}
		return tr, err
	}}
	err := (&runs{task: few}).run(1)
	if errors.Is(err, datasets.ErrUnavailable) {
		t.Skipf("needs MNIST: %v", err)
	}
	if err == nil || !strings.Contains(err.Error(), " of the test digits are right, want at least 0.95") {
		t.Errorf("error %v after 200 digits, want one that says how few are right", err)
	}
}

func TestADrawingWithoutPointsIsAnError(t *testing.T) {
	for name, draw := range figures {
		if _, err := draw(nil); err == nil {
			t.Errorf("%s of nothing: no error", name)
		}
	}
}
