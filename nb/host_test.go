package nb

import (
	"context"
	"errors"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"
)

// sent is one output that a fake notebook got.
type sent struct {
	bundle map[string]interface{}
	id     string
	update bool
}

// fakeHost attaches a notebook that records its outputs, until the test ends.
func fakeHost(t *testing.T) func() []sent {
	t.Helper()
	var mu sync.Mutex
	var outputs []sent
	Attach(Host{Display: func(bundle, metadata map[string]interface{}, id string, update bool) error {
		mu.Lock()
		defer mu.Unlock()
		if metadata == nil {
			t.Error("metadata = nil, want a map: the protocol has an object there")
		}
		outputs = append(outputs, sent{bundle, id, update})
		return nil
	}})
	t.Cleanup(func() { host.Store(nil) })
	return func() []sent {
		mu.Lock()
		defer mu.Unlock()
		return append([]sent(nil), outputs...)
	}
}

func TestContextIsTheCells(t *testing.T) {
	if Context() != context.Background() {
		t.Error("Context() without a host, want Background")
	}
	cell, interrupt := context.WithCancel(context.Background())
	Attach(Host{Context: func() context.Context { return cell }})
	defer host.Store(nil)
	if err := Context().Err(); err != nil {
		t.Errorf("before the interrupt: %v, want nil", err)
	}
	interrupt()
	if err := Context().Err(); !errors.Is(err, context.Canceled) {
		t.Errorf("after the interrupt: %v, want context canceled", err)
	}
	Attach(Host{})
	if Context() != context.Background() {
		t.Error("Context() of a host without contexts, want Background")
	}
}

func TestShow(t *testing.T) {
	if err := Show(staircase); err == nil || !strings.Contains(err.Error(), "without a notebook") {
		t.Errorf("Show without a notebook: %v, want an error that says so", err)
	}
	outputs := fakeHost(t)
	lines := Lines{Title: "A", Series: []Line{{Y: []float64{1, 2}}}}
	figure, err := lines.Figure()
	if err != nil {
		t.Fatal(err)
	}
	if err := Show(figure, lines, staircase, 42); err != nil {
		t.Fatal(err)
	}
	got := outputs()
	if len(got) != 4 {
		t.Fatalf("%d outputs, want 4", len(got))
	}
	for i, key := range []string{"image/svg+xml", "image/svg+xml", "text/html", "text/plain"} {
		if got[i].bundle[key] == nil || got[i].id != "" || got[i].update {
			t.Errorf("output %d = %v, want a new one without a name, with %s", i, got[i], key)
		}
	}
	if got[3].bundle["text/plain"] != "42" {
		t.Errorf("a number shows as %v, want 42", got[3].bundle["text/plain"])
	}
	if err := Show(Lines{}); err == nil || len(outputs()) != 4 {
		t.Errorf("Show of a figure that cannot be drawn: %v, want an error and no output", err)
	}
	Attach(Host{Display: func(_, _ map[string]interface{}, _ string, _ bool) error { return errors.New("gone") }})
	if err := Show(1); err == nil || !strings.Contains(err.Error(), "gone") {
		t.Errorf("Show = %v, want what the host says", err)
	}
}

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
	const running = "training: 2,490 of 4,391 (56 %), 0.2 s, about 0.2 s left"
	if !got[1].update || got[1].id != got[0].id || got[1].bundle["text/plain"] != running {
		t.Errorf("second output = %v, want %q in place of the first", got[1], running)
	}
	if page := got[1].bundle["text/html"].(string); !strings.Contains(page, `<progress value="2490" max="4391"`) {
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

func TestProgressWithoutATotal(t *testing.T) {
	outputs := fakeHost(t)
	c := &clock{time.Unix(1000, 0)}
	bar := newProgress("reading <a>", 0, c.now)
	bar.Add(3)
	c.t = c.t.Add(65 * time.Second)
	bar.Add(1500)
	bar.Done()
	got := outputs()
	if len(got) != 3 || got[1].bundle["text/plain"] != "reading <a>: 1,503, 1 min 05 s" {
		t.Fatalf("outputs = %v, want the count and the time", got)
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
