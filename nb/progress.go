package nb

import (
	"context"
	"fmt"
	"html"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Progress is a bar in the cell's output that says how far a long run is. It is
// redrawn a few times a second at most, may be used from several goroutines, and
// does nothing without a notebook.
//
// When the run is done it leaves the count and no time, so that a saved notebook
// is the same after every run. When its cell is interrupted it stays as it is,
// "stopped".
type Progress struct {
	name  string
	total int
	id    string
	now   func() time.Time

	mu       sync.Mutex
	done     int
	finished bool
	stopped  bool
	start    time.Time
	shown    time.Time
}

// redraw is the shortest time between two pictures of a bar.
const redraw = 250 * time.Millisecond

var bars atomic.Int64

// NewProgress shows a bar for total steps; total <= 0 means that nobody knows how
// many there will be.
func NewProgress(name string, total int) *Progress { return newProgress(name, total, time.Now) }

func newProgress(name string, total int, now func() time.Time) *Progress {
	p := &Progress{name: name, total: total, now: now, start: now()}
	// Unique over restarts too: a front end replaces every output of that name.
	p.id = fmt.Sprintf("nb-progress-%x-%d", time.Now().UnixNano(), bars.Add(1))
	p.mu.Lock()
	defer p.mu.Unlock()
	p.show(false)
	context.AfterFunc(Context(), func() { // of the cell, when it is interrupted
		p.mu.Lock()
		defer p.mu.Unlock()
		p.stopped = true
		p.finish()
	})
	return p
}

// Set says that so many steps are done; at the total the bar is done.
func (p *Progress) Set(done int) { p.move(func() { p.done = done }) }

// Add says that n more steps are done.
func (p *Progress) Add(n int) { p.move(func() { p.done += n }) }

// Func returns the bar as the progress callback of a long run: done of total
// steps.
func (p *Progress) Func() func(done, total int) {
	return func(done, total int) { p.move(func() { p.done, p.total = done, total }) }
}

// Done leaves the bar as it is: "training: 4,391 of 4,391". What comes later
// changes nothing.
func (p *Progress) Done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finish()
}

func (p *Progress) move(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.finished {
		return
	}
	change()
	switch {
	case p.total > 0 && p.done >= p.total:
		p.finish()
	case p.now().Sub(p.shown) >= redraw:
		p.show(true)
	}
}

func (p *Progress) finish() {
	if !p.finished {
		p.finished = true
		p.show(true)
	}
}

// show sends the bar as it stands; what a front end does not take is lost, and the
// run goes on.
func (p *Progress) show(update bool) {
	p.shown = p.now()
	if h := host.Load(); h != nil && h.Display != nil {
		_ = h.Display(p.bundle(), map[string]interface{}{}, p.id, update)
	}
}

func (p *Progress) bundle() map[string]interface{} {
	text := p.line()
	bar := ""
	if !p.finished {
		value := ""
		if p.total > 0 {
			value = fmt.Sprintf(` value="%d" max="%d"`, p.done, p.total)
		}
		bar = fmt.Sprintf(`<progress%s style="width:16em;vertical-align:middle"></progress> `, value)
	}
	return map[string]interface{}{
		"text/plain": text,
		"text/html":  "<div>" + bar + html.EscapeString(text) + "</div>",
	}
}

// line is the bar in words.
func (p *Progress) line() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", p.name, Thousands(p.done))
	if p.total > 0 {
		fmt.Fprintf(&b, " of %s", Thousands(p.total))
	}
	if p.stopped {
		b.WriteString(", stopped")
	}
	if p.finished {
		return b.String()
	}
	took := p.now().Sub(p.start)
	if p.total > 0 {
		fmt.Fprintf(&b, " (%d %%)", int(100*float64(p.done)/float64(p.total)))
	}
	if took >= redraw {
		fmt.Fprintf(&b, ", %s", seconds(took))
		if p.total > 0 && p.done > 0 {
			fmt.Fprintf(&b, ", about %s left", seconds(time.Duration(float64(took)*(float64(p.total)/float64(p.done)-1))))
		}
	}
	return b.String()
}

// seconds is a duration as a person says it: "0.8 s", "41 s", "3 min 05 s".
func seconds(d time.Duration) string {
	switch s := d.Seconds(); {
	case s < 9.95:
		return fmt.Sprintf("%.1f s", s)
	case s < 59.5:
		return fmt.Sprintf("%.0f s", s)
	default:
		whole := int(math.Round(s))
		return fmt.Sprintf("%d min %02d s", whole/60, whole%60)
	}
}
