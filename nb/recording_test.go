package nb

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
)

// handRecording is worked by hand: 4 minicolumns of 2 cells; cell = 2 column + place.
// Minicolumns 0 and 1 burst, then 2 and 3, of which cell 4 was predicted.
func handRecording() Recording {
	return Recording{Title: "Two patterns (invented)", CellsPerColumn: 2, Connected: 0.5, ActivationThreshold: 2, Steps: []MemoryStep{
		{Label: "A", Active: cellsOf(8, 0, 1, 2, 3), Winners: cellsOf(8, 0, 3), Predictive: cellsOf(8, 4), Segments: 1, Synapses: 3, Distal: map[int][]Segment{
			4: {{Cells: []int{0, 3, 1}, Permanences: []float64{0.5, 0.6, 0.4996}}},
		}},
		{Label: "B & <b>", Active: cellsOf(8, 4, 6, 7), Winners: cellsOf(8, 4, 6), Predictive: cellsOf(8), Segments: 2, Synapses: 5, Distal: map[int][]Segment{
			4: {{Cells: []int{0, 3, 2}, Permanences: []float64{0.6, 0.6, 0.21}}},
			6: {{Cells: []int{0, 11}, Permanences: []float64{0.21, 1}}},
			7: nil,
		}},
	}}
}

func ExampleRecording_Viewer() {
	viewer, err := handRecording().Viewer()
	if err != nil {
		panic(err)
	}
	fmt.Println(viewer)
	compareGolden("recording.html", viewer.page())
	// Output:
	// Line chart: Two patterns (invented). Lines: minicolumns that were not predicted. Cells: The last of 2 steps: B & <b>. 2 active minicolumns, 1 of them predicted.
	// as testdata/recording.html
}

func TestRecordedStepsAreWhatTheScriptReads(t *testing.T) {
	v, err := handRecording().Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var got recorded
	if err := json.Unmarshal([]byte(v.data), &got); err != nil {
		t.Fatal(err)
	}
	// Twice the thousandths, and one more if connected: 1001 = 15*64 + 41, 1201 = 18*64 + 49,
	// 1000 (0.4996 is shown as 0.500 and not connected) = 15*64 + 40, 420 = 6*64 + 36, 2001 = 31*64 + 17.
	want := recorded{Title: "Two patterns (invented)", Columns: 4, CellsPerColumn: 2, Threshold: 2, Lists: []string{"0 3 1", "0 3 2", "0 b"}, Steps: []recordedStep{
		{Label: "A", Active: "0+4", Winners: "0 2", Next: "4", Segments: 1, Synapses: 3, Changed: []string{"4 0 fFiNfE"}},
		{Label: "B & <b>", Active: "4 1+2", Winners: "4 1", Next: "", Segments: 2, Synapses: 5, Changed: []string{"4 1 iNiN6A", "6 2 6Avh"}},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("recorded\n%+v\nwant\n%+v", got, want)
	}
}

// A real memory: what is recorded is what it says of itself, a prediction that
// a reset ended is not one, and unchanged segments are not written again.
func TestRecordingOfAMemory(t *testing.T) {
	p := temporal.DefaultParams(64)
	p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 4, 3, 2, 4
	m, err := temporal.New(p)
	if err != nil {
		t.Fatal(err)
	}
	r := Recording{Title: "Three patterns", CellsPerColumn: p.CellsPerColumn, Connected: float64(p.ConnectedPermanence), ActivationThreshold: p.ActivationThreshold}
	for i := 0; i < 60; i++ {
		k := i % 3
		if k == 0 && i > 0 {
			m.Reset()
			r.Reset()
		}
		m.Step(cellsOf(64, 10*k, 10*k+1, 10*k+2, 10*k+3), true)
		if err := r.Add(string(rune('A'+k)), m); err != nil {
			t.Fatal(err)
		}
	}
	if first := r.burst(3); first != 1 {
		t.Errorf("after a reset a share of %v bursts, want all", first)
	}
	if r.burst(1) != 1 || r.burst(59) != 0 {
		t.Errorf("share bursting: %v at first, %v after 20 rounds, want 1 and 0", r.burst(1), r.burst(59))
	}
	last := r.Steps[59]
	if !last.Active.Equal(m.ActiveCells()) || last.Synapses != m.Synapses() || last.Segments != m.Segments() || last.Label != "C" {
		t.Errorf("last step %+v, want what the memory says", last)
	}
	cell := last.Active.Bits[0]
	views := m.CellSegments(cell)
	if len(views) == 0 || len(last.Distal[cell]) != len(views) {
		t.Fatalf("%d segments of cell %d, want %d, at least one", len(last.Distal[cell]), cell, len(views))
	}
	for i, view := range views {
		for k, s := range view.Synapses {
			if got := last.Distal[cell][i]; got.Cells[k] != s.Cell || got.Permanences[k] != float64(s.Permanence) {
				t.Errorf("segment %d: synapse %d is %d at %v, want %+v", i, k, got.Cells[k], got.Permanences[k], s)
			}
		}
	}
	v, err := r.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var data recorded
	if err := json.Unmarshal([]byte(v.data), &data); err != nil {
		t.Fatal(err)
	}
	if len(data.Steps[1].Changed) == 0 || len(data.Steps[59].Changed) != 0 {
		t.Errorf("%v changed at first and %v when all is learned, want some and none", data.Steps[1].Changed, data.Steps[59].Changed)
	}
}

type oddMemory struct{ *temporal.Memory }

func (oddMemory) CellSegments(cell int) []int { return nil }

func TestRecordingErrors(t *testing.T) {
	change := func(f func(r *Recording)) Recording {
		r := handRecording()
		f(&r)
		return r
	}
	for want, r := range map[string]Recording{
		"0 steps, want at least one":                                          {},
		"Active has size 8 with 3 cells a minicolumn, want whole minicolumns": change(func(r *Recording) { r.CellsPerColumn = 3 }),
		"Connected = 2, want in [0, 1]":                                       change(func(r *Recording) { r.Connected = 2 }),
		"step 1 has an SDR of size 9, step 0 one of 8, want one size":         change(func(r *Recording) { r.Steps[1].Winners.Size = 9 }),
		"step 0: sdr:": change(func(r *Recording) { r.Steps[0].Active.Bits = []int{3, 1} }),
		"a segment of cell 4 has 1 cells and 0 permanences, want as many":  change(func(r *Recording) { r.Steps[0].Distal[4] = []Segment{{Cells: []int{1}}} }),
		"permanence 1.5 from cell 1, want one in [0, 1] from a cell >= 0":  change(func(r *Recording) { r.Steps[0].Distal[4] = []Segment{{[]int{1}, []float64{1.5}}} }),
		"permanence 0.5 from cell -1, want one in [0, 1] from a cell >= 0": change(func(r *Recording) { r.Steps[0].Distal[4] = []Segment{{[]int{-1}, []float64{0.5}}} }),
	} {
		_, err := r.Viewer()
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
		if _, err := r.Figure(); err == nil {
			t.Errorf("a picture, want %q", want)
		}
	}
	m, err := temporal.New(temporal.DefaultParams(8))
	if err != nil {
		t.Fatal(err)
	}
	m.Step(cellsOf(8, 1), true)
	r := Recording{CellsPerColumn: 32}
	if err := r.Add("", oddMemory{m}); err == nil || !strings.Contains(err.Error(), "want what *temporal.Memory has") || len(r.Steps) != 0 {
		t.Errorf("%v, want an error that says what was expected, and no step", err)
	}
}

// A thousand steps of a memory of usual size, all different at first, stay below 2 MB,
// and what had no room is said.
func TestRecordingIsNotTooLarge(t *testing.T) {
	r := runRecorded(t, 1000, true)
	v, err := r.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var data recorded
	if err := json.Unmarshal([]byte(v.data), &data); err != nil {
		t.Fatal(err)
	}
	size := len(v.HTML()) + len(v.still.SVG())
	t.Logf("%d steps in %d bytes", len(data.Steps), size)
	if size > 2<<20 {
		t.Errorf("%d bytes, want at most 2 MB", size)
	}
	if len(data.Steps)+data.Dropped != 1000 || data.Dropped > 0 != strings.Contains(v.Text(), "The viewer has room for the first") {
		t.Errorf("%d steps and %d without room, and the text is %q", len(data.Steps), data.Dropped, v.Text())
	}
}

// invented is a memory that is what a test says; every cell has one segment, on the
// cell after it.
type invented struct{ winners, predictive sdr.SDR }

func (m invented) ActiveCells() sdr.SDR     { return m.winners }
func (m invented) WinnerCells() sdr.SDR     { return m.winners }
func (m invented) PredictiveCells() sdr.SDR { return m.predictive }
func (m invented) Segments() int            { return 8 }
func (m invented) Synapses() int            { return 8 }
func (m invented) CellSegments(cell int) []temporal.SegmentView {
	return []temporal.SegmentView{{Synapses: []temporal.SynapseView{{Cell: cell + 1, Permanence: 0.5}}}}
}

// By hand: winners and what was predicted are read at every step, what is predictive
// when it is seen first; a reset ends the prediction.
func TestRecordingReadsTheCellsThatAStepConcerns(t *testing.T) {
	r := Recording{CellsPerColumn: 2}
	for i, step := range []struct {
		memory invented
		want   string
	}{
		{invented{cellsOf(8, 0), cellsOf(8, 4, 5)}, "[0 4 5]"},
		{invented{cellsOf(8, 4), cellsOf(8, 6)}, "[4 5 6]"},
		{invented{cellsOf(8, 6), cellsOf(8, 4)}, "[6]"},
	} {
		if i == 2 {
			r.Reset()
		}
		if err := r.Add("", step.memory); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(r.Steps[i].cellsWithSegments()); got != step.want {
			t.Errorf("step %d: segments of cells %s, want %s", i, got, step.want)
		}
	}
	if !r.predicted(1).Equal(cellsOf(8, 4, 5)) || r.predicted(0).Len() != 0 || r.predicted(2).Len() != 0 {
		t.Errorf("predicted %v, %v and %v, want nothing, 4 and 5, and nothing after a reset", r.predicted(0), r.predicted(1), r.predicted(2))
	}
	if got := r.Steps[1].Distal[5]; !reflect.DeepEqual(got, []Segment{{[]int{6}, []float64{0.5}}}) {
		t.Errorf("segments of cell 5: %v, want one on cell 6", got)
	}
}
