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
	Dropped        int            `json:"dropped"` // steps at the end that had no room
	Lists          []string       `json:"lists"`   // of presynaptic cells, by segments below
	Steps          []recordedStep `json:"steps"`
}

type recordedStep struct {
	Label    string `json:"l"`
	Reset    int    `json:"r,omitempty"`
	Active   string `json:"a"`
	Winners  string `json:"w"`
	Next     string `json:"p"`
	Segments int    `json:"g"`
	Synapses int    `json:"y"`
	// Of the cells whose segments are not as they were when last recorded: cell;
	// list, permanences; list, permanences ...
	Changed []string `json:"s"`
}

// Viewer makes the recording something to explore: a slider over the steps, cells
// by their state, and a chosen cell's segments with their synapses. What does not
// fit into 2 MB is left out from the end, and it says so. Steps of different sizes, or
// none, are an error.
func (r Recording) Viewer() (*Viewer, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	data := recorded{
		Title: r.Title, Columns: r.Steps[0].Active.Size / r.CellsPerColumn, CellsPerColumn: r.CellsPerColumn, Threshold: r.ActivationThreshold,
	}
	lists, last := map[string]int{}, map[int]string{}
	var size counter
	packer := newPacker(&size)
	for i, step := range r.Steps {
		s := recordedStep{
			Label: step.Label, Active: bitRuns(step.Active), Winners: bitRuns(step.Winners), Next: bitRuns(step.Predictive), Segments: step.Segments, Synapses: step.Synapses,
			Changed: []string{},
		}
		if step.Reset {
			s.Reset = 1
		}
		known := len(data.Lists)
		for _, cell := range step.cellsWithSegments() {
			text := base36(cell)
			for _, segment := range step.Distal[cell] {
				text += " " + base36(data.list(lists, segment.Cells)) + " " + r.permanences(segment)
			}
			if was, before := last[cell]; was != text && (before || len(step.Distal[cell]) > 0) {
				s.Changed, last[cell] = append(s.Changed, text), text
			}
		}
		if err := json.NewEncoder(packer).Encode([]interface{}{s, data.Lists[known:]}); err != nil {
			return nil, err
		}
		if size > mostRecorded && i > 0 {
			data.Dropped, data.Lists = len(r.Steps)-i, data.Lists[:known]
			break
		}
		data.Steps = append(data.Steps, s)
	}
	still, err := r.still(len(data.Steps))
	if err != nil {
		return nil, err
	}
	return newViewer(still, memoryScript, data)
}

// Figure draws the last step, under how many minicolumns were predicted over time.
func (r Recording) Figure() (*Figure, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	return r.still(len(r.Steps))
}

func (r Recording) still(steps int) (*Figure, error) {
	var share []float64
	for i := range r.Steps {
		share = append(share, r.burst(i))
	}
	last := len(r.Steps) - 1
	label := ""
	if r.Steps[last].Label != "" {
		label = ": " + r.Steps[last].Label
	}
	over := Lines{Title: r.Title, XLabel: "step", YLabel: "bursting (share)", Height: 110, YRange: [2]float64{0, 1}, Series: []Line{{Name: "minicolumns that were not predicted", Y: share}}}
	if last == 0 {
		over.Series[0].X, over.Series[0].Loose = []float64{0}, true
	}
	f, err := Rows(over, Cells{
		Title: fmt.Sprintf("The last of %s steps%s", Thousands(len(r.Steps)), label), CellsPerColumn: r.CellsPerColumn,
		Active: r.Steps[last].Active, Predicted: r.predicted(last), Winners: r.Steps[last].Winners,
	})
	if err == nil && steps <= last {
		f.text += fmt.Sprintf(" The viewer has room for the first %s steps.", Thousands(steps))
	}
	return f, err
}

// burst is the share of the active minicolumns without a predicted cell.
func (r Recording) burst(i int) float64 {
	set := func(s sdr.SDR) map[int]bool {
		m := map[int]bool{}
		for _, cell := range s.Bits {
			m[cell] = true
		}
		return m
	}
	all, foreseen := Cells{CellsPerColumn: r.CellsPerColumn}.count(set(r.Steps[i].Active), set(r.predicted(i)))
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

// list is the number of a list of presynaptic cells, which most steps share.
func (d *recorded) list(known map[string]int, cells []int) int {
	var b strings.Builder
	for i, cell := range cells {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(base36(cell))
	}
	k, has := known[b.String()]
	if !has {
		k = len(d.Lists)
		known[b.String()] = k
		d.Lists = append(d.Lists, b.String())
	}
	return k
}

// digits64 are those of permanences: two for twice the thousandths, and one more if
// the synapse is connected.
const digits64 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"

func (r Recording) permanences(s Segment) string {
	var b strings.Builder
	for _, v := range s.Permanences {
		k := 2 * int(math.Round(v*1000))
		if v >= r.Connected {
			k++
		}
		b.WriteByte(digits64[k/64])
		b.WriteByte(digits64[k%64])
	}
	return b.String()
}

func base36(n int) string { return strconv.FormatInt(int64(n), 36) }

// bitRuns are the bits that are on: how far each run of them is from the end of the
// one before, and how long it is where that is more than one.
func bitRuns(s sdr.SDR) string {
	var b strings.Builder
	end := 0
	for i := 0; i < len(s.Bits); {
		k := i + 1
		for k < len(s.Bits) && s.Bits[k] == s.Bits[k-1]+1 {
			k++
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(base36(s.Bits[i] - end))
		if k-i > 1 {
			b.WriteString("+" + base36(k-i))
		}
		end, i = s.Bits[k-1]+1, k
	}
	return b.String()
}
