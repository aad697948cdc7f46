package nb

import (
	"context"
	"fmt"
	"maps"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// clock is a time that a test moves.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

func TestProgress(t *testing.T) {
	outputs := fakeHost(t)
	c := &clock{time.Unix(1000, 0)}
	bar := newProgress("training", 4391, c.now)
	for i := 0; i < 4000; i++ { // ten a millisecond: 0.4 s
		if i%10 == 0 {
			c.t = c.t.Add(time.Millisecond)
		}
		bar.Set(i)
	}
	got := outputs()
	if len(got) != 2 {
		t.Fatalf("%d outputs in 0.4 s, want the first and one redrawn", len(got))
	}
	if got[0].update || got[0].id == "" || got[0].bundle["text/plain"] != "training: 0 of 4,391 (0 %)" {
		t.Errorf("first output = %v, want a new one, named, with nothing done", got[0])
	}
	const running = "training: 2,490 of 4,391 (56 %), 0.2 s, about 0.2 s left, 9,960/s"
	if !got[1].update || got[1].id != got[0].id || got[1].bundle["text/plain"] != running {
		t.Errorf("second output = %v, want %q in place of the first", got[1], running)
	}
	if page := got[1].bundle["text/html"].(string); !strings.Contains(page, `<progress value="2490" max="4391" aria-label="training"`) {
		t.Errorf("html = %s, want a progress element", page)
	}
	c.t = c.t.Add(time.Hour)
	bar.Set(4391)
	bar.Done()
	c.t = c.t.Add(time.Hour)
	bar.Set(7)
	got = outputs()
	if len(got) != 3 {
		t.Fatalf("%d outputs, want one more at the end and none after", len(got))
	}
	if want := "training: 4,391 of 4,391"; got[2].bundle["text/plain"] != want || got[2].bundle["text/html"] != "<div>"+want+"</div>" {
		t.Errorf("final output = %v, want %q without times", got[2].bundle, want)
	}
}

// What is left is not said where it would be longer than a duration can be, or of less than nothing.
func TestProgressSaysNoTimeThatNobodyCanTell(t *testing.T) {
	outputs := fakeHost(t)
	c := &clock{time.Unix(1000, 0)}
	bar := newProgress("seeds", 1e9, c.now)
	rows := bar.Nest("rows", 1e9)
	c.t = c.t.Add(time.Hour)
	rows.Set(1)
	if want := "seeds: 0 of 1,000,000,000 (0 %), 60 min 00 s\n"; !strings.HasPrefix(last(outputs()), want) {
		t.Errorf("%q, want %q", last(outputs()), want)
	}
	c.t = c.t.Add(time.Hour)
	bar.Set(-1)
	if want := "seeds: -1 of 1,000,000,000 (0 %), 120 min 00 s\n"; !strings.HasPrefix(last(outputs()), want) {
		t.Errorf("%q, want %q", last(outputs()), want)
	}
}

func TestProgressWithoutATotal(t *testing.T) {
	outputs := fakeHost(t)
	c := &clock{time.Unix(1000, 0)}
	bar := newProgress("reading <a>", 0, c.now)
	bar.Add(3)
	c.t = c.t.Add(65 * time.Second)
	bar.Add(1500)
	bar.Done()
	got := outputs()
	if len(got) != 3 || got[1].bundle["text/plain"] != "reading <a>: 1,503, 1 min 05 s, 23/s" {
		t.Fatalf("outputs = %v, want the count, the time and the rate", got)
	}
	if want := "<div>reading &lt;a&gt;: 1,503</div>"; got[2].bundle["text/html"] != want {
		t.Errorf("final html = %v, want %s", got[2].bundle["text/html"], want)
	}
}

func TestAnInterruptStopsProgress(t *testing.T) {
	outputs := fakeHost(t)
	cell, interrupt := context.WithCancel(context.Background())
	h := *host.Load()
	h.Context = func() context.Context { return cell }
	Attach(h)
	running, complete := NewProgress("learning", 10), NewProgress("loading", 2)
	running.Add(4)
	complete.Add(2)
	interrupt()
	for end := time.Now().Add(10 * time.Second); len(outputs()) < 4 && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	running.Add(1)
	got := outputs()
	if len(got) != 4 {
		t.Fatalf("%d outputs, want two bars, one done, one stopped: %v", len(got), got)
	}
	want := map[string]interface{}{"text/plain": "learning: 4 of 10, stopped", "text/html": "<div>learning: 4 of 10, stopped</div>"}
	if last := got[3]; !last.update || last.id != got[0].id || !maps.Equal(last.bundle, want) {
		t.Errorf("last output %v, want an update of the first to %v", last, want)
	}
}

func TestProgressOfACallback(t *testing.T) {
	outputs := fakeHost(t)
	step := NewProgress("run", 5).Func()
	step(1, 8)
	step(8, 8)
	got := outputs()
	if last := got[len(got)-1].bundle["text/plain"]; last != "run: 8 of 8" {
		t.Errorf("last output = %v, want the callback's total", last)
	}
}

func TestTwoBarsHaveTwoNames(t *testing.T) {
	outputs := fakeHost(t)
	NewProgress("a", 1)
	NewProgress("b", 1)
	if got := outputs(); got[0].id == got[1].id {
		t.Errorf("both are named %s, want two names", got[0].id)
	}
}

func TestProgressFromSeveralGoroutines(t *testing.T) {
	outputs := fakeHost(t)
	bar := NewProgress("shared", 4000)
	var all sync.WaitGroup
	for g := 0; g < 4; g++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for i := 0; i < 1000; i++ {
				bar.Add(1)
			}
		}()
	}
	all.Wait()
	got := outputs()
	if last := got[len(got)-1].bundle["text/plain"]; last != "shared: 4,000 of 4,000" {
		t.Errorf("last output = %v, want all 4,000", last)
	}
}

func TestProgressWithoutANotebookIsSilent(t *testing.T) {
	bar := NewProgress("alone", 2)
	bar.Set(1)
	bar.Done()
	if bar.line() != "alone: 1 of 2" {
		t.Errorf("line = %q, want the count", bar.line())
	}
}

// Two seeds of two epochs each; in a notebook the lines are bars, and stand in one place.
func ExampleProgress_Nest() {
	Attach(Terminal(os.Stdout))
	defer Attach(Host{})
	seeds := NewProgress("seeds", 2)
	for seed := 1; seed <= 2; seed++ {
		epochs := seeds.Nest(fmt.Sprint("seed ", seed), 2)
		for epoch := 1; epoch <= 2; epoch++ {
			epochs.Metric("error", 1/float64(seed*epoch))
			epochs.Add(1)
		}
		seeds.Metric("last error", 1/float64(2*seed))
		seeds.Add(1)
	}
	// Output:
	// seeds: 0 of 2 (0 %)
	// seeds: 2 of 2, last error 0.25
}

func ExampleProgress_Metric() {
	Attach(Terminal(os.Stdout))
	defer Attach(Host{})
	bar := NewProgress("learning", 100)
	for i := 0; i < 100; i++ {
		bar.Metric("error (kW)", 400/float64(i+1))
		bar.Add(1)
	}
	// Output:
	// learning: 0 of 100 (0 %)
	// learning: 100 of 100, error (kW) 4
}

// last is the latest output, as text.
func last(outputs []sent) string {
	text, _ := outputs[len(outputs)-1].bundle["text/plain"].(string)
	return text
}

func TestMetricsStandBehindTheCountAndStay(t *testing.T) {
	outputs := fakeHost(t)
	c := &clock{time.Unix(1000, 0)}
	bar := newProgress("run", 10, c.now)
	bar.Metric("error", 5)
	bar.Metric("b", 0.99991)
	bar.Metric("error", 4.126)
	if got := len(outputs()); got != 1 {
		t.Errorf("%d outputs in no time, want the first alone", got)
	}
	c.t = c.t.Add(redraw)
	bar.Metric("error", 4.127)
	if want := "run: 0 of 10 (0 %), 0.2 s, error 4.13, b 0.9999"; last(outputs()) != want {
		t.Errorf("%q, want %q", last(outputs()), want)
	}
	bar.Set(10)
	bar.Metric("error", 0)
	if want := "run: 10 of 10, error 4.13, b 0.9999"; last(outputs()) != want || len(outputs()) != 3 {
		t.Errorf("%q, want %q and nothing after", last(outputs()), want)
	}
}

// A bar of four, in whose steps are bars of ten, in one of whose steps is one of 100.
func TestNestedBarsCountTowardsTheirStep(t *testing.T) {
	outputs := fakeHost(t)
	c := &clock{time.Unix(1000, 0)}
	tick := func() { c.t = c.t.Add(time.Second) }
	outer := newProgress("seeds", 4, c.now)
	outer.Add(1)
	middle := outer.Nest("epochs", 10)
	middle.Add(4)
	inner := middle.Nest("rows <a>", 100)
	tick()
	inner.Add(50)
	want := "seeds: 1 of 4 (36 %), 1.0 s, about 1.8 s left, 1.0/s\n" + // 1 + (4 + 1/2)/10 of 4
		"  epochs: 4 of 10 (45 %), 1.0 s, about 1.2 s left, 4.0/s\n" +
		"    rows <a>: 50 of 100 (50 %), 1.0 s, about 1.0 s left, 50/s"
	if last(outputs()) != want {
		t.Errorf("%q, want %q", last(outputs()), want)
	}
	page := outputs()[len(outputs())-1].bundle["text/html"].(string)
	for _, part := range []string{`value="1.45" max="4" aria-label="seeds"`, `value="4.5" max="10"`, `value="50" max="100" aria-label="rows &lt;a&gt;"`} {
		if !strings.Contains(page, part) {
			t.Errorf("no %s in %s", part, page)
		}
	}
	if ids := map[string]bool{}; true {
		for _, o := range outputs() {
			ids[o.id] = true
		}
		if len(ids) != 1 {
			t.Errorf("%d outputs, want one for all bars", len(ids))
		}
	}

	// Done, it counts as the step it was until the bar around it moves on.
	inner.Add(50)
	tick()
	middle.Metric("error", 2)
	if want := "seeds: 1 of 4 (37 %), 2.0 s, about 3.3 s left, 2.0 s each\n  epochs: 4 of 10 (50 %), 2.0 s, about 2.0 s left, 2.0/s, error 2\n    rows <a>: 100 of 100"; last(outputs()) != want {
		t.Errorf("%q, want %q", last(outputs()), want)
	}
	tick()
	middle.Add(1)
	if want := "  epochs: 5 of 10 (50 %), 3.0 s, about 3.0 s left, 1.7/s, error 2"; !strings.HasSuffix(last(outputs()), want) {
		t.Errorf("%q, want it to end with %q", last(outputs()), want)
	}
	tick()
	middle.Done()
	next := outer.Nest("more", 0)
	if strings.Contains(last(outputs()), "more") {
		t.Errorf("%q, want no picture so soon", last(outputs()))
	}
	tick()
	next.Add(3)
	if want := "seeds: 1 of 4 (25 %), 5.0 s, about 15 s left, 5.0 s each\n  more: 3, 1.0 s, 3.0/s"; last(outputs()) != want {
		t.Errorf("%q, want %q", last(outputs()), want)
	}

	// The outer one's end is the end of all.
	outer.Done()
	before := len(outputs())
	tick()
	next.Add(1)
	next.Done()
	next.Metric("error", 1)
	outer.Nest("late", 5).Add(5)
	if last(outputs()) != "seeds: 1 of 4" || len(outputs()) != before {
		t.Errorf("%q and %d outputs more, want the outer one's count and nothing after", last(outputs()), len(outputs())-before)
	}
}

// Ten goroutines with a bar each: nobody's step is counted twice.
func TestNestedBarsOfSeveralGoroutines(t *testing.T) {
	outputs := fakeHost(t)
	outer := NewProgress("runs", 10)
	var all sync.WaitGroup
	for g := 0; g < 10; g++ {
		all.Add(1)
		go func() {
			defer all.Done()
			inner := outer.Nest("run", 200)
			for i := 0; i < 200; i++ {
				inner.Add(1)
			}
			outer.Add(1)
		}()
	}
	all.Wait()
	if last(outputs()) != "runs: 10 of 10" {
		t.Errorf("%q, want all ten", last(outputs()))
	}
	if len(outer.nested) != 0 {
		t.Errorf("%d bars are left in it, want none", len(outer.nested))
	}
}

func TestAnInterruptStopsNestedBars(t *testing.T) {
	outputs := fakeHost(t)
	cell, interrupt := context.WithCancel(context.Background())
	h := *host.Load()
	h.Context = func() context.Context { return cell }
	Attach(h)
	outer := NewProgress("seeds", 3)
	outer.Nest("rows", 10).Add(4)
	interrupt()
	const want = "seeds: 0 of 3, stopped\n  rows: 4 of 10, stopped"
	for end := time.Now().Add(10 * time.Second); last(outputs()) != want && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	if last(outputs()) != want {
		t.Errorf("%q, want %q", last(outputs()), want)
	}
}

func TestRateIsSaidAsAPersonSaysIt(t *testing.T) {
	for each, want := range map[float64]string{
		12345: "12,300/s", 999.6: "1,000/s", 123.4: "123/s", 10: "10/s", 9.94: "9.9/s", 1: "1.0/s", 0.5: "2.0 s each", 1. / 31: "31 s each", 1. / 65: "1 min 05 s each", 1234567: "1,230,000/s",
	} {
		if got := rate(each); got != want {
			t.Errorf("%v a second: %q, want %q", each, got, want)
		}
	}
}
