package nb

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
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
