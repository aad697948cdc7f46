package nb

import (
	"context"
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
	"time"
)

// Progress is a bar in the cell's output that says how far a long run is, how fast it
// goes and when it will be done. It is redrawn a few times a second at most, may be used
// from several goroutines, and does nothing without a notebook. Nest puts bars for the
// parts of a step below it, Metric adds a number to watch.
//
// When the run is done it leaves the count, the metrics and no time, so that a saved
// notebook is the same after every run. When its cell is interrupted it stays as it is,
// "stopped".
type Progress struct {
	name    string
	total   int
	root    *Progress   // itself, unless it is nested
	output  *liveOutput // the root's; its lock guards all that follows
	nested  []*Progress // whose share counts towards the step that is not done yet
	metrics []metric

	done     int
	finished bool
	stopped  bool
	start    time.Time
}

// metric is a number to watch.
type metric struct {
	name  string
	value float64
}

// NewProgress shows a bar for total steps; total <= 0 means that nobody knows how
// many there will be.
func NewProgress(name string, total int) *Progress { return newProgress(name, total, time.Now) }

func newProgress(name string, total int, now func() time.Time) *Progress {
	p := &Progress{name: name, total: total, output: newLiveOutput(now), start: now()}
	p.root = p
	p.output.Lock()
	defer p.output.Unlock()
	p.show()
	context.AfterFunc(Context(), func() { // of the cell, when it is interrupted
		p.output.Lock()
		defer p.output.Unlock()
		if !p.finished {
			p.stop()
			p.show()
		}
	})
	return p
}

// Nest shows a bar below this one, for the parts of one of its steps: the epochs of a
// seed, the rows of an epoch. As far as it is, so far this bar is into its next step; it
// goes when it is done and this bar moves on, or the next is nested.
func (p *Progress) Nest(name string, total int) *Progress {
	p.output.Lock()
	defer p.output.Unlock()
	inner := &Progress{name: name, total: total, root: p.root, output: p.output, start: p.output.now(), finished: p.finished || p.root.finished}
	if !inner.finished {
		p.tidy()
		p.nested = append(p.nested, inner)
		p.root.showIfDue()
	}
	return inner
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

// Metric says what a number to watch is by now, such as an error; it stands behind the
// count, and each name has one value.
func (p *Progress) Metric(name string, value float64) {
	p.output.Lock()
	defer p.output.Unlock()
	if p.finished || p.root.finished {
		return
	}
	for i := range p.metrics {
		if p.metrics[i].name == name {
			p.metrics[i].value = value
			p.root.showIfDue()
			return
		}
	}
	p.metrics = append(p.metrics, metric{name, value})
	p.root.showIfDue()
}

// Done leaves the bar as it is: "training: 4,391 of 4,391". What comes later
// changes nothing.
func (p *Progress) Done() {
	p.output.Lock()
	defer p.output.Unlock()
	p.finish()
}

func (p *Progress) move(change func()) {
	p.output.Lock()
	defer p.output.Unlock()
	if p.finished || p.root.finished {
		return
	}
	change()
	p.tidy()
	if p.total > 0 && p.done >= p.total {
		p.finish()
		return
	}
	p.root.showIfDue()
}

// tidy removes nested bars that are done.
func (p *Progress) tidy() {
	kept := p.nested[:0]
	for _, inner := range p.nested {
		if !inner.finished {
			kept = append(kept, inner)
		}
	}
	p.nested = kept
}

func (p *Progress) finish() {
	switch {
	case p.finished || p.root.finished:
	case p == p.root:
		p.finished, p.nested = true, nil
		p.show()
	default:
		p.finished = true
		p.root.showIfDue()
	}
}

// stop ends the bar and all in it that are not done.
func (p *Progress) stop() {
	p.tidy()
	p.finished, p.stopped = true, true
	for _, inner := range p.nested {
		inner.stop()
	}
}

func (p *Progress) showIfDue() {
	if p.output.due(0) {
		p.show()
	}
}

func (p *Progress) show() { p.output.show(p.bundle()) }

func (p *Progress) bundle() map[string]interface{} {
	return map[string]interface{}{"text/plain": p.text(""), "text/html": p.html()}
}

// text is the bar with those in it, each a line.
func (p *Progress) text(indent string) string {
	text := indent + p.line()
	for _, inner := range p.nested {
		text += "\n" + inner.text(indent+"  ")
	}
	return text
}

func (p *Progress) html() string {
	var b strings.Builder
	b.WriteString("<div>")
	if !p.finished {
		value := ""
		if p.total > 0 {
			value = fmt.Sprintf(` value="%s" max="%d"`, strconv.FormatFloat(math.Round(1e3*p.steps())/1e3, 'f', -1, 64), p.total)
		}
		fmt.Fprintf(&b, `<progress%s aria-label="%s" style="width:16em;vertical-align:middle"></progress> `, value, html.EscapeString(p.name))
	}
	b.WriteString(html.EscapeString(p.line()))
	for _, inner := range p.nested {
		b.WriteString(`<div style="padding-left:2em">` + inner.html() + "</div>")
	}
	b.WriteString("</div>")
	return b.String()
}

// steps are those that are done, with what nested bars say of the one that is not.
func (p *Progress) steps() float64 {
	steps := float64(p.done)
	for _, inner := range p.nested {
		if inner.total > 0 {
			steps += math.Min(1, inner.steps()/float64(inner.total))
		}
	}
	if p.total > 0 {
		steps = math.Min(steps, float64(p.total))
	}
	return steps
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
	if !p.finished {
		b.WriteString(p.times())
	}
	for _, m := range p.metrics {
		fmt.Fprintf(&b, ", %s %s", m.name, shortNumber(m.value))
	}
	return b.String()
}

// times are how far the bar is, how long it took and will take, and how fast it goes.
func (p *Progress) times() string {
	var b strings.Builder
	steps, took := p.steps(), p.output.now().Sub(p.start)
	if p.total > 0 {
		fmt.Fprintf(&b, " (%d %%)", int(100*steps/float64(p.total)))
	}
	if took < redraw {
		return b.String()
	}
	fmt.Fprintf(&b, ", %s", seconds(took))
	if left := float64(took) * (float64(p.total)/steps - 1); p.total > 0 && steps > 0 && left < math.MaxInt64 {
		fmt.Fprintf(&b, ", about %s left", seconds(time.Duration(left)))
	}
	if p.done > 0 {
		b.WriteString(", " + rate(float64(p.done)/took.Seconds()))
	}
	return b.String()
}

// rate is how many steps a second as a person says it: "12,300/s", "4.2/s", "31 s each".
func rate(each float64) string {
	switch {
	case each < 1:
		return seconds(time.Duration(float64(time.Second)/each)) + " each"
	case each < 9.95:
		return fmt.Sprintf("%.1f/s", each)
	}
	if size := math.Pow10(int(math.Log10(each)) - 2); size > 1 { // three digits mean something
		each = math.Round(each/size) * size
	}
	return Thousands(int(math.Round(each))) + "/s"
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
