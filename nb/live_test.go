package nb

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// In a notebook the picture stands in one place; here it is told in words.
func ExampleLive() {
	Attach(Terminal(os.Stdout))
	defer Attach(Host{})
	var errors []float64
	live := NewLive(func() (*Figure, error) {
		return Lines{Title: fmt.Sprintf("Error after %d rows: %.2f kW", len(errors), errors[len(errors)-1]), Series: []Line{{Y: errors}}}.Figure()
	})
	for i := 1; i <= 1000; i++ {
		errors = append(errors, 10/float64(i))
		live.Update()
	}
	live.Done()
	// Output:
	// Line chart: Error after 1 rows: 10.00 kW.
	// Line chart: Error after 1000 rows: 0.01 kW.
}

func ExampleTerminal() {
	Attach(Terminal(os.Stdout))
	defer Attach(Host{})
	Show("a text", Table{Header: []string{"model", "error"}, Rows: [][]interface{}{{"HTM", 3.65}}})
	// Output:
	// a text
	// model  error
	// ------------
	// HTM     3.65
}

// liveLine is a figure of what was counted, which takes so long to draw.
func liveLine(c *clock, count *int, cost time.Duration) func() (*Figure, error) {
	return func() (*Figure, error) {
		c.t = c.t.Add(cost)
		return Lines{Title: fmt.Sprint(*count), Series: []Line{{Y: []float64{1, 2}}}}.Figure()
	}
}

func TestLiveIsDrawnInOnePlaceAndNotTooOften(t *testing.T) {
	for _, tt := range []struct {
		name string
		cost time.Duration
		want []int // the hundredths of a second at which it is drawn, and the end
	}{
		{"a quick one four times a second", 0, []int{1, 26, 51, 76, 100}},
		{"a slow one for a tenth of the time", 40 * time.Millisecond, []int{1, 41, 81, 100}},
	} {
		outputs := fakeHost(t)
		c := &clock{time.Unix(1000, 0)}
		count := 0
		live := newLive(liveLine(c, &count, tt.cost), c.now)
		if len(outputs()) != 0 {
			t.Errorf("%s: drawn before there is anything", tt.name)
		}
		for count = 1; count < 100; count++ {
			c.t = c.t.Add(10 * time.Millisecond)
			live.Update()
		}
		if err := live.Done(); err != nil {
			t.Error(err)
		}
		live.Update()
		c.t = c.t.Add(time.Hour)
		live.Update()
		if err := live.Done(); err != nil {
			t.Error(err)
		}
		var got []int
		for i, o := range outputs() {
			var n int
			fmt.Sscanf(o.bundle["text/plain"].(string), "Line chart: %d.", &n)
			got = append(got, n)
			if o.update != (i > 0) || o.id == "" || o.id != outputs()[0].id || !strings.Contains(o.bundle["image/svg+xml"].(string), "<svg") {
				t.Errorf("%s: output %d is %q, update %v, want one picture in one place", tt.name, i, o.id, o.update)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s: drawn at %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestLiveSaysWhyThereIsNoFigure(t *testing.T) {
	outputs := fakeHost(t)
	c := &clock{time.Unix(1000, 0)}
	failure := errors.New("too <early>")
	ok, _ := Lines{Series: []Line{{Y: []float64{1}}}}.Figure()
	live := newLive(func() (*Figure, error) { return ok, failure }, c.now)
	live.Update()
	if o := outputs()[0]; o.bundle["text/plain"] != "too <early>" || o.bundle["text/html"] != "<div>too &lt;early&gt;</div>" {
		t.Errorf("%v, want the error", o.bundle)
	}
	failure = nil
	c.t = c.t.Add(time.Second)
	live.Update()
	if o := outputs()[1]; o.bundle["image/svg+xml"] == nil || !o.update {
		t.Errorf("%v, want the figure in its place", o.bundle)
	}
	ok = nil
	c.t = c.t.Add(time.Second)
	live.Update()
	if o := outputs()[2]; o.bundle["text/plain"] != "nb: Live: draw returns no figure, want one or an error" {
		t.Errorf("%v, want what is wrong", o.bundle)
	}
	failure = errors.New("broken")
	if err := live.Done(); !errors.Is(err, failure) {
		t.Errorf("%v, want what the figure said at the end", err)
	}
}

func TestLiveWithoutANotebookIsNotDrawn(t *testing.T) {
	live := NewLive(func() (*Figure, error) { panic("drawn") })
	live.Update()
	if err := live.Done(); err != nil {
		t.Error(err)
	}
}

func TestLiveIsACallbackThatMovesBars(t *testing.T) {
	outputs := fakeHost(t)
	live := NewLive(func() (*Figure, error) { return Lines{Title: "A", Series: []Line{{Y: []float64{1}}}}.Figure() })
	bar := NewProgress("rows", 0)
	step := live.Func(bar)
	step(1, 2)
	step(2, 2)
	var texts []string
	for _, o := range outputs() {
		texts = append(texts, o.bundle["text/plain"].(string))
	}
	if got, want := strings.Join(texts, "; "), "rows: 0; Line chart: A.; rows: 2 of 2"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// screen is what a terminal shows of what was written to it: letters, ends of lines, and
// the two commands to go up and to clear what is below.
type screen struct {
	lines []string
	row   int
}

func (s *screen) Write(p []byte) (int, error) {
	for text := string(p); text != ""; {
		var n int
		switch {
		case strings.HasPrefix(text, "\x1b[J"):
			s.lines, text = s.lines[:s.row], text[3:]
		case strings.HasPrefix(text, "\x1b["):
			fmt.Sscanf(text, "\x1b[%dA\r", &n)
			s.row -= n
			text = text[strings.Index(text, "\r")+1:]
		default:
			line, rest, _ := strings.Cut(text, "\n")
			s.lines = append(s.lines[:s.row], line)
			s.row++
			text = rest
		}
	}
	return len(p), nil
}

func TestTerminalKeepsBarsBelow(t *testing.T) {
	s := &screen{}
	term := &terminal{w: s, moves: true}
	say := func(text, id string, update bool) {
		if err := term.display(map[string]interface{}{"text/plain": text}, nil, id, update); err != nil {
			t.Fatal(err)
		}
	}
	say("first", "", false)
	say("a: 0", "a", false)
	say("b: 0\n  in b: 1", "b", false)
	say("second", "", false)
	say("a: 1", "a", true)
	say("b: 2", "b", true)
	if got, want := strings.Join(s.lines, "|"), "first|second|a: 1|b: 2"; got != want {
		t.Errorf("the screen shows %q, want %q", got, want)
	}
	if err := term.display(map[string]interface{}{"image/png": []byte{1}}, nil, "", false); err != nil || len(s.lines) != 4 {
		t.Errorf("%q, %v, want nothing for a picture without words", s.lines, err)
	}
	say(strings.Repeat("é", 200), "long", false)
	if got := s.lines[4]; got != strings.Repeat("é", 78)+"…" {
		t.Errorf("a long line is %q, want one that fits", got)
	}
	for i := 0; i < 10; i++ {
		say(fmt.Sprint("bar ", i), fmt.Sprint(i), false)
	}
	say("a: done", "a", true)
	want := "first|second|a: 1|b: 2|" + strings.Repeat("é", 200) + "|bar 0|bar 1|bar 2|bar 3|bar 4|bar 5|bar 6|bar 7|bar 8|bar 9|a: done"
	if got := strings.Join(s.lines, "|"); got != want {
		t.Errorf("the screen shows %q, want %q", got, want)
	}
}

func TestTerminalWritesLinesToALog(t *testing.T) {
	var log strings.Builder
	h := Terminal(&log)
	if h.Every != 10*time.Second {
		t.Errorf("every %v, want ten seconds", h.Every)
	}
	Attach(h)
	defer host.Store(nil)
	c := &clock{time.Unix(1000, 0)}
	bar := newProgress("rows", 100, c.now)
	for i := 0; i < 25; i++ {
		c.t = c.t.Add(time.Second)
		bar.Add(1)
	}
	bar.Done()
	want := "rows: 0 of 100 (0 %)\nrows: 10 of 100 (10 %), 10 s, about 1 min 30 s left, 1.0/s\nrows: 20 of 100 (20 %), 20 s, about 1 min 20 s left, 1.0/s\nrows: 25 of 100\n"
	if log.String() != want {
		t.Errorf("%q, want %q", log.String(), want)
	}
	if null, err := os.Open(os.DevNull); err == nil { // a device for letters, as a terminal is
		defer null.Close()
		t.Setenv("TERM", "xterm")
		if h := Terminal(null); h.Every != redraw {
			t.Errorf("a terminal every %v, want %v", h.Every, redraw)
		}
		t.Setenv("TERM", "dumb")
		if h := Terminal(null); h.Every != 10*time.Second {
			t.Errorf("a dumb terminal every %v, want ten seconds", h.Every)
		}
	}
}
