package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gohtm/datasets"
	"gohtm/nb"
)

// bench is a module of two claims: slow has three seeds, quick none. runs counts what ran.
type bench struct {
	project
	mutex sync.Mutex
	ran   []string
	fail  func(name string, seed uint64) error // may be nil
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{project: project{root: t.TempDir()}}
	text := `package main
		var slow = claim{name: "slow", run: func() {}}
		var quick = claim{name: "quick", run: func() { _ = 1 }}`
	if err := replace(filepath.Join(b.root, "reproduce", "two.go"), []byte(text)); err != nil {
		t.Fatal(err)
	}
	run := func(name string) func(context.Context, uint64, func(done, total int)) (result, error) {
		return func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
			progress(1, 2)
			b.mutex.Lock()
			b.ran = append(b.ran, fmt.Sprint(name, seed))
			b.mutex.Unlock()
			var r result
			r.number("x", float64(seed)/10)
			r.curve("way", []float64{1, 2}, []float64{float64(seed), 3})
			if b.fail != nil {
				return r, b.fail(name, seed)
			}
			return r, nil
		}
	}
	rows := []row{{what: "a number", key: "x", published: about(.2), band: between(.1, .3), why: "who knows"},
		{what: "the same", key: "x", published: words("more"), band: atLeast(.2), why: "who knows"}, {what: "again", key: "x", format: "%.1f", published: value(.3), band: within(.3, .11), why: "I do"}}
	figure := func(f findings) (*nb.Figure, error) {
		return nb.Lines{Title: "ways", YLabel: "y", Spread: f.spread(), Series: []nb.Line{f.line("way", "gohtm", nil)}}.Figure()
	}
	b.claims = []claim{
		{name: "quick", title: "Quick", source: `A & B (2000), "Title", doi`, about: "About.", cost: 1, run: run("quick"), rows: rows},
		{name: "slow", title: "Slow", source: `C (2001), "Other", doi`, about: "About.", seeds: 3, cost: 2, run: run("slow"), rows: rows, figure: figure},
	}
	return b
}

// does runs the command and returns what ran, in order of the alphabet, and what it printed.
func (b *bench) does(t *testing.T, args ...string) (ran, out, log string, err error) {
	t.Helper()
	b.ran = nil
	var o, l bytes.Buffer
	err = command(context.Background(), append([]string{"-root", b.root}, args...), b.claims, &o, &l)
	slices.Sort(b.ran)
	return strings.Join(b.ran, " "), o.String(), l.String(), err
}

func (b *bench) page(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(b.root, "REPRODUCTION.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWhatIsKeptIsNotRunAgain(t *testing.T) {
	b := newBench(t)
	const all = "quick0 slow1 slow2 slow3"
	ran, out, log, err := b.does(t)
	if err != nil || ran != all || out != "" || !strings.Contains(log, "4 runs, 0 of them kept") || !strings.Contains(log, "slow, seed 3: done in") {
		t.Fatalf("ran %s, error %v, printed %q, log:\n%s", ran, err, out, log)
	}
	page := b.page(t)
	if !strings.Contains(page, "| a number | about 0.200 | 0.200 (0.100 to 0.300) | 0.1 to 0.3 | agrees |") ||
		!strings.Contains(page, "| again | 0.3 | 0.0 | 0.19 to 0.41 | **differs** |\n\n- **a number; the same** differ: who knows\n- **again** differs: I do\n\n") {
		t.Errorf("page:\n%s", page)
	}
	if figure, err := os.ReadFile(filepath.Join(b.root, "docs/reproduction/slow.svg")); err != nil || !strings.HasPrefix(string(figure), "<svg") {
		t.Errorf("figure %.20s, error %v", figure, err)
	}
	if ran, _, log, err := b.does(t); err != nil || ran != "" || b.page(t) != page || !strings.Contains(log, "4 runs, 4 of them kept") {
		t.Errorf("again: ran %q, error %v, log %s", ran, err, log)
	}
	if ran, _, _, err := b.does(t, "-again"); err != nil || ran != all {
		t.Errorf("-again: ran %q, error %v", ran, err)
	}

	// One file is cut, one changed, one lost, one from elsewhere: these are run again.
	jobs, err := b.jobs(regexp.MustCompile(""), 0)
	if err != nil || len(jobs) != 4 {
		t.Fatal(jobs, err)
	}
	for i, spoil := range []func(text []byte) []byte{
		func(text []byte) []byte { return text[:len(text)/2] },
		func(text []byte) []byte { return bytes.Replace(text, []byte("0.1"), []byte("0.2"), 1) },
		func([]byte) []byte { return nil },
		func([]byte) []byte {
			other, _ := os.ReadFile(b.keptFile(jobs[0].key))
			return other
		},
	} {
		file := b.keptFile(jobs[i].key)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, spoil(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if ran, _, _, err := b.does(t); err != nil || ran != strings.Fields(all)[i] || b.page(t) != page {
			t.Errorf("%v spoiled: ran %q, error %v", jobs[i], ran, err)
		}
	}

	// What the claims can reach has changed: only that one is run again.
	code := filepath.Join(b.root, "reproduce", "two.go")
	text, _ := os.ReadFile(code)
	if err := os.WriteFile(code, bytes.Replace(text, []byte("_ = 1"), []byte("_ = 2"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if ran, _, _, err := b.does(t); err != nil || ran != "quick0" {
		t.Errorf("a changed run: ran %q, error %v", ran, err)
	}
	if left, _ := filepath.Glob(filepath.Join(b.root, "build/reproduce/.new-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestOnlySomeClaimsOrSeeds(t *testing.T) {
	b := newBench(t)
	if ran, _, _, err := b.does(t, "-run", "qu"); err != nil || ran != "quick0" || !strings.Contains(b.page(t), "| Slow | C (2001) | not run yet |") {
		t.Errorf("-run: ran %q, error %v, page:\n%s", ran, err, b.page(t))
	}
	ran, out, _, err := b.does(t, "-run", "slow", "-seeds", "2")
	if err != nil || ran != "slow1 slow2" || !strings.Contains(out, "| 0.150 (0.100 to 0.200) |") || !strings.Contains(out, "slow.svg") {
		t.Errorf("-seeds 2: ran %q, error %v, printed\n%s", ran, err, out)
	}
	if !strings.Contains(b.page(t), "1 of 3 numbers agree, of 2 of 3 seeds") {
		t.Errorf("-seeds 2 is not on the page:\n%s", b.page(t))
	}
	if ran, out, _, err := b.does(t, "-list"); err != nil || ran != "" ||
		out != "quick             1 of  1 runs kept   Quick\nslow              2 of  3 runs kept   Slow\nto run: about 2 minutes of a processor\n" {
		t.Errorf("-list: ran %q, error %v, printed\n%s", ran, err, out)
	}
	if ran, _, _, err := b.does(t, "-seeds", "9"); err != nil || ran != "slow3" {
		t.Errorf("the rest, of fewer seeds than asked for: ran %q, error %v", ran, err)
	}
	if ran, _, _, err := b.does(t); err != nil || ran != "" {
		t.Errorf("nothing more: ran %q, error %v", ran, err)
	}
	whole := b.page(t)
	if _, out, _, err := b.does(t, "-seeds", "1"); err != nil || b.page(t) != whole || !strings.Contains(out, "| a number | about 0.200 | 0.100 |") {
		t.Errorf("-seeds 1: error %v, or a page with more seeds has changed; printed\n%s", err, out)
	}
	for _, file := range []string{"REPRODUCTION.md", "docs/reproduction/slow.svg"} {
		if err := os.Remove(filepath.Join(b.root, file)); err != nil {
			t.Fatal(err)
		}
	}
	if ran, _, _, err := b.does(t, "-draw"); err != nil || ran != "" || b.page(t) != whole {
		t.Errorf("-draw: ran %q, error %v", ran, err)
	}
	one := findings{claim: claim{rows: []row{{key: "x", band: between(0, 1)}}}, results: []result{{Numbers: map[string]decimal{"x": .5}}}}
	if got := one.summary(); got != "its number agrees" {
		t.Errorf("of one number: %q", got)
	}
	if !strings.Contains(whole, "| [Slow](#slow) | C (2001) | all 3 numbers agree |") || !strings.Contains(whole, "| [Quick](#quick) | A & B (2000) | 0 of 3 numbers agree |") {
		t.Errorf("page:\n%s", whole)
	}
	for _, tt := range []struct{ args, want string }{
		{"-run (", `-run "(" -seeds 0`}, {"-seeds -1", "-seeds -1"}, {"words", `["words"]`}, {"-run words", `no claim is called "words"`}, {"-x", "flag provided but not defined"},
	} {
		if _, _, _, err := b.does(t, strings.Fields(tt.args)...); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %s", tt.args, err, tt.want)
		}
	}
}

func TestAnInterruptedCommandGoesOnWhereItWas(t *testing.T) {
	b := newBench(t)
	ctx, stop := context.WithCancel(context.Background())
	b.fail = func(name string, seed uint64) error {
		if seed == 2 {
			stop()
		}
		return ctx.Err() // as a run does that is told to stop
	}
	err := command(ctx, []string{"-root", b.root, "-run", "slow"}, b.claims, &bytes.Buffer{}, &bytes.Buffer{})
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "goes on from there") {
		t.Fatalf("error %v, want canceled, and what to do", err)
	}
	if _, err := os.Stat(filepath.Join(b.root, "REPRODUCTION.md")); !os.IsNotExist(err) {
		t.Errorf("a page of half the runs: %v", err)
	}
	jobs, _ := b.jobs(regexp.MustCompile("slow"), 0)
	kept := 0
	for _, j := range jobs {
		if r, ok := b.recall(j); ok && r.Numbers["x"] == decimal(float64(j.seed)/10) {
			kept++
		}
	}
	if _, ok := b.recall(jobs[1]); ok || kept > 2 {
		t.Errorf("%d kept, the interrupted one %v; want it not to be", kept, ok)
	}
	b.fail = nil
	ran, _, _, err := b.does(t, "-run", "slow")
	if err != nil || len(strings.Fields(ran)) != 3-kept || !strings.Contains(ran, "slow2") {
		t.Errorf("went on with %q after %d, error %v", ran, kept, err)
	}
}

func TestRunsThatFail(t *testing.T) {
	b := newBench(t)
	b.fail = func(name string, seed uint64) error {
		if seed == 2 {
			panic("a bad index")
		}
		return nil
	}
	if _, _, _, err := b.does(t); err == nil || err.Error() != "slow, seed 2: panic: a bad index" {
		t.Errorf("error %v", err)
	}
	b.fail = func(name string, seed uint64) error {
		if name == "quick" {
			return errors.New("no luck")
		}
		return nil
	}
	if _, _, _, err := b.does(t, "-again"); err == nil || err.Error() != "quick: no luck" {
		t.Errorf("error %v", err)
	}
	// Data that are not there cost this claim only, and what was found before stays.
	b = newBench(t)
	if _, _, _, err := b.does(t); err != nil {
		t.Fatal(err)
	}
	page := b.page(t)
	b.fail = func(name string, seed uint64) error {
		if seed == 3 {
			return fmt.Errorf("taxis: %w\nget them so", datasets.ErrUnavailable)
		}
		return nil
	}
	_, _, log, err := b.does(t, "-again")
	if err != nil || !strings.Contains(log, "left out: slow, seed 3: taxis: not available") || strings.Contains(log, "get them") || b.page(t) != page {
		t.Errorf("error %v, log\n%s", err, log)
	}
}

func TestWhatTakesLongBeginsFirst(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one worker
	b := newBench(t)
	jobs, err := b.jobs(regexp.MustCompile(""), 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.work(context.Background(), jobs, false, &bytes.Buffer{}); err != nil || !slices.Equal(b.ran, []string{"slow1", "slow2", "slow3", "quick0"}) {
		t.Errorf("ran %v, error %v", b.ran, err)
	}
}

// Worked by hand: of 2 + 2 + 1 minutes one and a half run is done after 6 minutes, which
// is a minute of 5 in 2; the rest takes 4 minutes.
func TestHowLongItStillTakes(t *testing.T) {
	long, short := job{claim: claim{name: "long", cost: 2}, seed: 1, key: "a"}, job{claim: claim{name: "short", cost: 1}, key: "c"}
	second := long
	second.seed, second.key = 2, "b"
	var log bytes.Buffer
	c := newClock([]job{long, second, short}, &log)
	c.progress(second, 0, 0) // how many steps it has is not known
	if got := c.left(time.Minute); got != "" {
		t.Errorf("before anything is done: %q", got)
	}
	c.finished(long, 90*time.Second)
	c.progress(second, 1, 2)
	if got := c.left(6 * time.Minute); got != ", about 4m0s left" {
		t.Errorf("left %q", got)
	}
	c.progress(second, 1, 1)
	c.progress(short, 1, 1)
	if got := c.left(time.Minute); got != "" {
		t.Errorf("when all is done: %q", got)
	}
	if !strings.HasPrefix(log.String(), "[1/3] long, seed 1: done in 1m30s, about ") {
		t.Errorf("log %q", log.String())
	}
}

// Files in the way are errors that name them, and stay.
func TestFilesThatAreInTheWay(t *testing.T) {
	for file, arg := range map[string]string{"build": "-run=slow", "docs": "-run=slow", "REPRODUCTION.md/x": "-run=slow", "reproduce/results/slow.json": "-draw"} {
		b := newBench(t)
		path := filepath.Join(b.root, file)
		if err := replace(path, []byte("no results")); err != nil {
			t.Fatal(err)
		}
		_, _, _, err := b.does(t, arg)
		if err == nil || !strings.Contains(err.Error(), strings.TrimSuffix(file, "/x")) {
			t.Errorf("%s: error %v", file, err)
		}
		if text, err := os.ReadFile(path); err != nil || string(text) != "no results" {
			t.Errorf("%s is now %q, %v", file, text, err)
		}
	}
	// Results that cannot be read are replaced by those of a run.
	b := newBench(t)
	if err := replace(b.resultsFile("slow"), []byte("no results")); err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := b.does(t, "-run", "slow", "-seeds", "1"); err != nil || !strings.Contains(b.page(t), "of 1 of 3 seeds") {
		t.Errorf("error %v, page\n%s", err, b.page(t))
	}
}
