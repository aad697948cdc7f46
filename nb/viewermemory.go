package nb

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"gohtm/htm/sdr"
)

// playerScript goes before the scripts of viewers that have steps, and marksScript before
// those that read runs of bits.
var (
	//go:embed assets/player.js
	playerScript string
	//go:embed assets/marks.js
	marksScript string
)

//go:embed assets/memory.js
var memoryScript string

// mostRecorded is how many bytes the packed steps of a viewer take; as letters they
// are 4/3 of that, and script and pictures come on top.
const mostRecorded = 1_350_000

// recorded is what assets/memory.js reads.
type recorded struct {
	Title          string         `json:"title"`
	Columns        int            `json:"columns"`
	CellsPerColumn int            `json:"cells"`
	Threshold      int            `json:"threshold"`
	MinThreshold   int            `json:"least"`
	Dropped        int            `json:"dropped"`  // steps at the end that had no room
	Detailed       int            `json:"detailed"` // steps with their segments; those of the others had no room
	Lists          []string       `json:"lists"`    // of presynaptic cells, by segments below
	Segments       []string       `json:"segments"` // each a list and permanences, by steps below
	Steps          []recordedStep `json:"steps"`
}

type recordedStep struct {
	Label            string `json:"l"`
	Reset            int    `json:"r,omitempty"`
	Active           string `json:"a"`
	Winners          string `json:"w"`
	Next             string `json:"p"`
	Close            string `json:"m,omitempty"` // cells with a matching segment that are not predicted
	Segments         int    `json:"g"`
	Synapses         int    `json:"y"`
	ActiveSegments   int    `json:"x"`
	MatchingSegments int    `json:"z"`
	Whole            int    `json:"k,omitempty"` // every segment that there is is known by now
	// Of the cells whose segments are not as they were when last recorded: cell,
	// segment, segment ...
	Changed []string `json:"s,omitempty"`
}

// Viewer makes the recording something to explore: a slider over the steps, cells
// by their state, and a chosen cell's segments with their synapses. What does not
// fit into 2 MB is left out from the end, segments first, and it says so. A recording without steps is
// an error.
func (r Recording) Viewer() (*Viewer, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	data := recorded{
		Title: r.Title, Columns: len(r.latest) / r.CellsPerColumn, CellsPerColumn: r.CellsPerColumn, Threshold: r.ActivationThreshold, MinThreshold: r.MinThreshold,
		Lists: []string{}, Segments: []string{},
	}
	w := memoryWriter{r: r, data: &data, lists: map[string]int{}, segments: map[uint32]int{}}
	var size counter
	packer := newPacker(&size)
	for i := range r.steps {
		s := w.step(i)
		if err := json.NewEncoder(packer).Encode(s); err != nil {
			return nil, err
		}
		if size > mostRecorded*7/10 && i > 0 {
			data.Dropped = len(r.steps) - i
			break
		}
		data.Steps = append(data.Steps, s)
	}
	for i := range data.Steps {
		lists, segments := len(data.Lists), len(data.Segments)
		changed := w.changed(i)
		if err := json.NewEncoder(packer).Encode([][]string{changed, data.Lists[lists:], data.Segments[segments:]}); err != nil {
			return nil, err
		}
		if size > mostRecorded && i > 0 {
			data.Lists, data.Segments = data.Lists[:lists], data.Segments[:segments]
			break
		}
		data.Steps[i].Changed = changed
		data.Detailed++
	}
	still, err := r.still(len(data.Steps), data.Detailed)
	if err != nil {
		return nil, err
	}
	return newViewer(still, playerScript+marksScript+memoryScript, data)
}

// memoryWriter writes the steps of a recording for the script.
type memoryWriter struct {
	r        Recording
	data     *recorded
	lists    map[string]int // numbers in data.Lists
	segments map[uint32]int // numbers in data.Segments
}

func (w memoryWriter) step(i int) recordedStep {
	step, runs := w.r.steps[i], func(cells []int) string { return bitRuns(w.r.code(cells)) }
	return recordedStep{
		Label: step.label, Reset: bit(step.reset), Active: runs(step.active), Winners: runs(step.winners), Next: runs(step.predictive),
		Close: runs(without(step.matching, step.predictive)), Segments: step.segments, Synapses: step.synapses,
		ActiveSegments: step.activeSegments, MatchingSegments: step.matchingSegments, Whole: bit(step.whole),
	}
}

// changed are the cells whose segments step i changed.
func (w memoryWriter) changed(i int) []string {
	all := []string{}
	w.r.readingsOf(i, func(cell int, numbers []uint32) {
		text := base36(cell)
		for _, number := range numbers {
			text += " " + base36(w.segment(number))
		}
		all = append(all, text)
	})
	return all
}

func (w memoryWriter) segment(number uint32) int {
	k, has := w.segments[number]
	if !has {
		k = len(w.data.Segments)
		w.segments[number] = k
		s := item(w.r.segments, number)
		w.data.Segments = append(w.data.Segments, base36(w.list(at(w.r.presynaptic, s.presynaptic)))+" "+w.r.written(at(w.r.permanences, s.permanences)))
	}
	return k
}

// list is the number of a list of presynaptic cells, which most steps share.
func (w memoryWriter) list(cells []uint32) int {
	var b strings.Builder
	for i, cell := range cells {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(base36(int(cell)))
	}
	k, has := w.lists[b.String()]
	if !has {
		k = len(w.data.Lists)
		w.lists[b.String()] = k
		w.data.Lists = append(w.data.Lists, b.String())
	}
	return k
}

// Figure draws the last step, under how many minicolumns were predicted over time.
func (r Recording) Figure() (*Figure, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	return r.still(len(r.steps), len(r.steps))
}

func (r Recording) still(steps, detailed int) (*Figure, error) {
	var share []float64
	for i := range r.steps {
		share = append(share, r.burst(i))
	}
	last := len(r.steps) - 1
	label := ""
	if r.steps[last].label != "" {
		label = ": " + r.steps[last].label
	}
	over := Lines{Title: r.Title, XLabel: "step", YLabel: "bursting (share)", Height: 110, YRange: [2]float64{0, 1}, Series: []Line{{Name: "minicolumns that were not predicted", Y: share}}}
	if last == 0 {
		over.Series[0].X, over.Series[0].Loose = []float64{0}, true
	}
	f, err := Rows(over, Cells{
		Title: fmt.Sprintf("The last of %s steps%s", Thousands(len(r.steps)), label), CellsPerColumn: r.CellsPerColumn,
		Active: r.code(r.steps[last].active), Predicted: r.code(r.predicted(last)), Winners: r.code(r.steps[last].winners),
	})
	if err == nil && steps <= last {
		f.text += fmt.Sprintf(" The viewer has room for the first %s steps.", Thousands(steps))
	}
	if err == nil && detailed < steps {
		f.text += fmt.Sprintf(" It has the segments of the first %s steps.", Thousands(detailed))
	}
	return f, err
}

// burst is the share of the active minicolumns without a predicted cell.
func (r Recording) burst(i int) float64 {
	set := func(cells []int) map[int]bool {
		m := map[int]bool{}
		for _, cell := range cells {
			m[cell] = true
		}
		return m
	}
	all, foreseen := Cells{CellsPerColumn: r.CellsPerColumn}.count(set(r.steps[i].active), set(r.predicted(i)))
	if all == 0 {
		return 0
	}
	return 1 - float64(foreseen)/float64(all)
}

// counter counts the bytes written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// digits64 are those of permanences: two for twice the thousandths, and one more if
// the synapse is connected.
const digits64 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"

func (r Recording) written(permanences []float32) string {
	var b strings.Builder
	for _, v := range permanences {
		k := 2 * int(math.Round(float64(v)*1000))
		if v >= float32(r.Connected) {
			k++
		}
		b.WriteByte(digits64[k/64])
		b.WriteByte(digits64[k%64])
	}
	return b.String()
}

// without returns the sorted numbers of all that are not among others, sorted as well.
func without(all, others []int) (rest []int) {
	for _, n := range all {
		for len(others) > 0 && others[0] < n {
			others = others[1:]
		}
		if len(others) == 0 || others[0] != n {
			rest = append(rest, n)
		}
	}
	return rest
}

func bit(is bool) int {
	if is {
		return 1
	}
	return 0
}

func base36(n int) string { return strconv.FormatInt(int64(n), 36) }

// bitRuns are the bits that are on: how far each run of them is from the end of the
// one before, and how long it is where that is more than one.
func bitRuns(s sdr.SDR) string {
	bits := s.Bits
	var b strings.Builder
	end := 0
	for i := 0; i < len(bits); {
		k := i + 1
		for k < len(bits) && bits[k] == bits[k-1]+1 {
			k++
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(base36(bits[i] - end))
		if k-i > 1 {
			b.WriteString("+" + base36(k-i))
		}
		end, i = bits[k-1]+1, k
	}
	return b.String()
}
