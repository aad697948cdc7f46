package nb

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strings"

	"gohtm/htm/sdr"
)

//go:embed assets/pooler.js
var poolerScript string

// recordedPooler is what assets/pooler.js reads.
type recordedPooler struct {
	Title       string                        `json:"title"`
	Inputs      int                           `json:"inputs"`
	Width       int                           `json:"width"`  // inputs in a row of the picture
	Folded      bool                          `json:"folded"` // they are a line
	Columns     int                           `json:"columns"`
	Wide        int                           `json:"wide"`      // minicolumns in a row of the map
	Connected   float64                       `json:"connected"` // permanence
	Began       bool                          `json:"began"`     // what was before the first step is known
	Bin         int                           `json:"bin"`       // overlaps in a bin of Histogram below
	Largest     int                           `json:"largest"`   // overlap
	Dropped     int                           `json:"dropped"`   // steps at the end that had no room
	Steps       []recordedPoolerStep          `json:"steps"`
	Shades      map[string]string             `json:"shades"` // by minicolumn, its overlap in every step, from 0 to 8 for the largest
	Minicolumns map[string]recordedMinicolumn `json:"minicolumns"`
}

type recordedPoolerStep struct {
	Label     string `json:"l"`
	Input     string `json:"i"`
	Winners   string `json:"w"`
	Overlaps  string `json:"o"` // of the winners
	Histogram string `json:"h"` // of the overlaps of all: minicolumns in each bin
}

// recordedMinicolumn is what there was room for of one: its pool, permanences at the
// beginning, two letters each, what the steps changed, and its overlaps.
type recordedMinicolumn struct {
	Pool     string    `json:"p"`
	Begin    string    `json:"v"`
	Changes  []string  `json:"c"` // each a step, on and off, and the rest: see poolerChange
	Overlaps string    `json:"o"`
	Series   [3]string `json:"s"` // boost factor, active and overlap duty cycle: value, step, value, step, value ...
}

// Viewer makes the recording something to explore: a slider over the steps, the input,
// winners and overlaps, and a chosen minicolumn's potential pool with its permanences
// before and after learning, its boost factor and its duty cycles. What does not fit into
// 2 MB is left out: the synapses of the minicolumns that win least, their overlaps, steps
// at the end; and it says so. A recording without steps is an error.
func (r PoolerRecording) Viewer() (*Viewer, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	data := recordedPooler{
		Title: r.Title, Inputs: r.inputs, Columns: len(r.pools), Connected: math.Round(r.Connected*1e4) / 1e4, Began: r.began,
		Largest: r.largest(), Shades: map[string]string{}, Minicolumns: map[string]recordedMinicolumn{},
	}
	data.Bin = data.Largest/40 + 1
	data.Width, data.Folded = r.width()
	data.Wide = rowOf(r.columnShape, data.Columns)
	w := poolerWriter{r: r, data: &data}
	w.packer = newPacker(&w.size)
	for i := range r.steps {
		s := w.step(i)
		if err := w.pack(s); err != nil {
			return nil, err
		}
		if w.size > mostRecorded/2 && i > 0 {
			data.Dropped = len(r.steps) - i
			break
		}
		data.Steps = append(data.Steps, s)
	}
	if err := w.minicolumns(); err != nil {
		return nil, err
	}
	still, err := r.still(&data)
	if err != nil {
		return nil, err
	}
	return newViewer(still, playerScript+marksScript+poolerScript, data)
}

// width is how many inputs stand in a row.
func (r PoolerRecording) width() (width int, folded bool) {
	if r.Width > 0 {
		return r.Width, false
	}
	return rowOf(r.inputShape, r.inputs), len(r.inputShape) < 2
}

// rowOf is the length of the last dimension, or for a line that of rows about twice as
// many as there are of them, in whole eights.
func rowOf(shape []int, n int) int {
	if len(shape) >= 2 {
		return shape[len(shape)-1]
	}
	if n <= 16 {
		return max(1, n)
	}
	return 8 * int(math.Ceil(math.Sqrt(2*float64(n))/8))
}

func (r PoolerRecording) largest() (largest int) {
	for i := range r.steps {
		for _, overlap := range at(r.overlaps, r.steps[i].overlaps) {
			largest = max(largest, int(overlap))
		}
	}
	return largest
}

// poolerWriter writes a recording for the script, and counts the bytes.
type poolerWriter struct {
	r      PoolerRecording
	data   *recordedPooler
	size   counter
	packer interface{ Write([]byte) (int, error) }
}

func (w *poolerWriter) pack(value interface{}) error { return json.NewEncoder(w.packer).Encode(value) }

func (w *poolerWriter) step(i int) recordedPoolerStep {
	s, overlaps := w.r.steps[i], at(w.r.overlaps, w.r.steps[i].overlaps)
	bins := make([]int, w.data.Largest/w.data.Bin+1)
	for _, overlap := range overlaps {
		bins[int(overlap)/w.data.Bin]++
	}
	var won []int
	for _, column := range s.winners {
		won = append(won, int(overlaps[column]))
	}
	return recordedPoolerStep{
		Label: s.label, Input: bitRuns(sdr.SDR{Bits: s.input}), Winners: bitRuns(sdr.SDR{Bits: s.winners}), Overlaps: numbers36(won), Histogram: numbers36(bins),
	}
}

const shades = 8

// minicolumns writes the shades of as many as there is room for, and then the synapses.
func (w *poolerWriter) minicolumns() error {
	order, most := w.r.order(len(w.data.Steps)), max(1, w.data.Largest)
	for _, column := range order {
		text := make([]byte, len(w.data.Steps))
		for i := range text {
			text[i] = digits64[(w.overlap(i, column)*shades+most-1)/most]
		}
		if err := w.pack(string(text)); err != nil {
			return err
		}
		if w.size > mostRecorded*3/4 {
			break
		}
		w.data.Shades[base36(column)] = string(text)
	}
	changes, points := w.r.byColumn(len(w.data.Steps))
	for _, column := range order {
		m := w.minicolumn(column, changes[column], [3][]point{points[0][column], points[1][column], points[2][column]})
		if err := w.pack(m); err != nil {
			return err
		}
		if w.size > mostRecorded {
			break
		}
		w.data.Minicolumns[base36(column)] = m
	}
	return nil
}

func (w *poolerWriter) overlap(step, column int) int {
	return int(at(w.r.overlaps, w.r.steps[step].overlaps)[column])
}

func (w *poolerWriter) minicolumn(column int, changes []poolerChange, points [3][]point) recordedMinicolumn {
	m := recordedMinicolumn{Changes: []string{}}
	var pool []int
	for _, input := range at(w.r.pool, w.r.pools[column]) {
		pool = append(pool, int(input))
	}
	m.Pool = bitRuns(sdr.SDR{Bits: pool})
	var begin strings.Builder
	for _, k := range w.r.begin[column] {
		begin.WriteByte(digits64[k/64])
		begin.WriteByte(digits64[k%64])
	}
	m.Begin = begin.String()
	for _, c := range changes {
		m.Changes = append(m.Changes, fmt.Sprintf("%s %s %s %s", base36(int(c.step)), base36(int(c.on)), base36(int(c.off)), deltaRuns(at(w.r.rest, c.rest))))
	}
	overlaps := make([]int, len(w.data.Steps))
	for i := range overlaps {
		overlaps[i] = w.overlap(i, column)
	}
	m.Overlaps = numbers36(overlaps)
	for k := range points {
		text := base36(int(w.r.series[k].begin[column]))
		for _, p := range points[k] {
			text += " " + base36(int(p.step)) + " " + base36(int(p.value))
		}
		m.Series[k] = text
	}
	return m
}

// order is all minicolumns, those first whose synapses are kept first.
func (r PoolerRecording) order(steps int) []int {
	wins := make([]int, len(r.pools))
	for _, step := range r.steps[:steps] {
		for _, column := range step.winners {
			wins[column]++
		}
	}
	for i, column := range r.Follow {
		wins[column] = len(r.steps) + len(r.Follow) - i
	}
	order := make([]int, len(r.pools))
	for column := range order {
		order[column] = column
	}
	sort.SliceStable(order, func(i, j int) bool { return wins[order[i]] > wins[order[j]] })
	return order
}

// byColumn sorts what the first steps changed.
func (r PoolerRecording) byColumn(steps int) (changes [][]poolerChange, points [3][][]point) {
	changes = make([][]poolerChange, len(r.pools))
	for _, some := range r.changes {
		for _, c := range some {
			if int(c.step) < steps {
				changes[c.column] = append(changes[c.column], c)
			}
		}
	}
	for k := range points {
		points[k] = make([][]point, len(r.pools))
		for _, some := range r.series[k].points {
			for _, p := range some {
				if int(p.step) < steps {
					points[k][p.column] = append(points[k][p.column], p)
				}
			}
		}
	}
	return changes, points
}

// numbers36 writes numbers apart.
func numbers36(numbers []int) string {
	var b strings.Builder
	for i, n := range numbers {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(base36(n))
	}
	return b.String()
}

// deltaRuns writes how much permanences changed: as bitRuns, but each difference by itself.
func deltaRuns(deltas []int16) string {
	var b strings.Builder
	for i := 0; i < len(deltas); i += 2 {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(base36(int(deltas[i])))
		if deltas[i+1] > 1 {
			b.WriteString("+" + base36(int(deltas[i+1])))
		}
	}
	return b.String()
}

// Figure draws the overlaps of the last step, winners against the rest, and the
// permanences of the minicolumn that won most, at the beginning and at the end.
func (r PoolerRecording) Figure() (*Figure, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	return r.still(nil)
}

func (r PoolerRecording) still(data *recordedPooler) (*Figure, error) {
	last := len(r.steps) - 1
	step, overlaps := r.steps[last], at(r.overlaps, r.steps[last].overlaps)
	name := fmt.Sprintf("The last of %s steps", Thousands(len(r.steps)))
	if step.label != "" {
		name += ": " + step.label
	}
	won := map[int]bool{}
	samples := []Sample{{Name: "all minicolumns"}, {Name: "winners"}}
	for _, column := range step.winners {
		won[column] = true
	}
	for column, overlap := range overlaps {
		samples[0].Values = append(samples[0].Values, float64(overlap))
		if won[column] {
			samples[1].Values = append(samples[1].Values, float64(overlap))
		}
	}
	if len(won) == 0 {
		samples = samples[:1]
	}
	width, _ := r.width()
	column := r.order(len(r.steps))[0]
	heat := func(title string, written []uint16) Matrix {
		m := Matrix{
			Title: fmt.Sprintf("Minicolumn %s %s", Thousands(column), title), Caption: "Yellow: not in the pool", Values: r.picture(column, written, width),
			ValueLabel: "permanence", Range: [2]float64{0, 1},
		}
		if r.Connected > 0 && r.Connected < 1 {
			m.Diverging, m.Center = true, r.Connected
			m.Caption = "Red: connected; yellow: not in the pool"
		}
		return m
	}
	both, err := Columns(heat(map[bool]string{true: "before the first step", false: "after the first step"}[r.began], r.begin[column]), heat("at the end", r.now[column]))
	if err != nil {
		return nil, err
	}
	f, err := Rows(
		Histogram{
			Title: r.Title, Caption: fmt.Sprintf("%s; %s of %s inputs on, %s of %s minicolumns won", name, Thousands(len(step.input)), Thousands(r.inputs),
				Thousands(len(step.winners)), Thousands(len(overlaps))),
			XLabel: "overlap", YLabel: "minicolumns", LogY: true, Height: 130, Samples: samples,
		},
		both)
	if err != nil || data == nil {
		return f, err
	}
	if data.Dropped > 0 {
		f.text += fmt.Sprintf(" The viewer has room for the first %s steps.", Thousands(len(data.Steps)))
	}
	if n := len(data.Shades); n < data.Columns {
		f.text += fmt.Sprintf(" It has the overlaps of %s of %s minicolumns.", Thousands(n), Thousands(data.Columns))
	}
	if n := len(data.Minicolumns); n < data.Columns {
		f.text += fmt.Sprintf(" It has the synapses of %s of %s minicolumns.", Thousands(n), Thousands(data.Columns))
	}
	return f, nil
}

// picture is the permanences of a minicolumn where its inputs are, in rows.
func (r PoolerRecording) picture(column int, written []uint16, width int) [][]float64 {
	rows := make([][]float64, (r.inputs+width-1)/width)
	for y := range rows {
		rows[y] = make([]float64, width)
		for x := range rows[y] {
			rows[y][x] = math.NaN()
		}
	}
	for i, input := range at(r.pool, r.pools[column]) {
		rows[int(input)/width][int(input)%width] = float64(written[i]>>1) / 1000
	}
	return rows
}
