package nb

import (
	"errors"
	"html"
	"time"
)

// Live is a figure in the cell's output that is drawn again while a run goes on:
//
//	live := nb.NewLive(func() (*nb.Figure, error) {
//		return nb.Lines{Title: "Error", YLabel: "error (kW)", Series: []nb.Line{{Y: errors}}}.Figure()
//	})
//	for _, row := range rows {
//		errors = append(errors, step(row))
//		live.Update()
//	}
//	live.Done()
//
// It is drawn a few times a second at most, and so seldom that drawing takes a tenth of
// the time or less. The picture that Done leaves is the one that the notebook keeps.
// Without a notebook it does nothing; in a terminal it says in words what the figure
// shows, so that what is worth reading there belongs in the figure's title.
type Live struct {
	draw   func() (*Figure, error)
	output *liveOutput
	cost   time.Duration // of the last drawing
	done   bool
}

// drawingShare is how many times as long as a drawing the run goes on undisturbed.
const drawingShare = 10

// NewLive returns a figure that draw draws. It is called by Update and Done, in the
// goroutine that calls these.
func NewLive(draw func() (*Figure, error)) *Live { return newLive(draw, time.Now) }

func newLive(draw func() (*Figure, error), now func() time.Time) *Live {
	return &Live{draw: draw, output: newLiveOutput(now)}
}

// Update draws the figure if it is time; else it costs next to nothing. Where there is
// no figure yet it shows draw's error in its place.
func (l *Live) Update() {
	l.output.Lock()
	defer l.output.Unlock()
	if !l.done && attached() && l.output.due(drawingShare*l.cost) {
		_ = l.show() // shown in the figure's place
	}
}

// Func returns the figure as the progress callback of a long run, which draws it and
// moves on the bars that are given.
func (l *Live) Func(bars ...*Progress) func(done, total int) {
	return func(done, total int) {
		for _, bar := range bars {
			bar.Func()(done, total)
		}
		l.Update()
	}
}

// Done draws the figure once more and leaves it: what comes later changes nothing. The
// error is draw's.
func (l *Live) Done() error {
	l.output.Lock()
	defer l.output.Unlock()
	if l.done || !attached() {
		return nil
	}
	l.done = true
	return l.show()
}

// attached tells whether there is a notebook.
func attached() bool {
	h := host.Load()
	return h != nil && h.Display != nil
}

func (l *Live) show() error {
	start := l.output.now()
	f, err := l.draw()
	if err == nil && f == nil {
		err = errors.New("nb: Live: draw returns no figure, want one or an error")
	}
	var bundle map[string]interface{}
	if err == nil {
		bundle = f.MIMEBundle()
	} else {
		bundle = map[string]interface{}{"text/plain": err.Error(), "text/html": "<div>" + html.EscapeString(err.Error()) + "</div>"}
	}
	l.cost = l.output.now().Sub(start)
	l.output.show(bundle)
	return err
}
