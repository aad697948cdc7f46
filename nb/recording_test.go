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

// invented is a memory that is what a test says.
type invented struct {
	size                                  int
	active, winners, predictive, matching []int
	segments                              map[int][]Segment
	punishes                              bool
	reads                                 *[]int // cells whose segments were asked for, unless nil
}

func (m invented) Cells() int                            { return m.size }
func (m invented) AppendActiveCells(dst []int) []int     { return append(dst, m.active...) }
func (m invented) AppendWinnerCells(dst []int) []int     { return append(dst, m.winners...) }
func (m invented) AppendPredictiveCells(dst []int) []int { return append(dst, m.predictive...) }
func (m invented) AppendMatchingCells(dst []int) []int   { return append(dst, m.matching...) }
func (m invented) Punishes() bool                        { return m.punishes }
func (m invented) ActiveSegments() int                   { return len(m.predictive) }
func (m invented) MatchingSegments() int                 { return len(m.matching) }

func (m invented) Segments() (n int) {
	for _, segments := range m.segments {
		n += len(segments)
	}
	return n
}

func (m invented) Synapses() (n int) {
	for _, segments := range m.segments {
		for _, s := range segments {
			n += len(s.Cells)
		}
	}
	return n
}

func (m invented) AppendCellSegments(cell int, sizes []int, inputs []uint32, permanences []float32) ([]int, []uint32, []float32) {
	if m.reads != nil {
		*m.reads = append(*m.reads, cell)
	}
	for _, s := range m.segments[cell] {
		sizes = append(sizes, len(s.Cells))
		for k, presynaptic := range s.Cells {
			inputs, permanences = append(inputs, uint32(presynaptic)), append(permanences, float32(s.Permanences[k]))
		}
	}
	return sizes, inputs, permanences
}

// twoSteps are worked by hand: 4 minicolumns of 2 cells; cell = 2 column + place.
// Minicolumns 0 and 1 burst, then 2 and 3, of which cell 4 was predicted and 7 came close.
func twoSteps() (a, b invented) {
	was, is := Segment{Cells: []int{0, 3, 1}, Permanences: []float64{0.5, 0.6, 0.4996}}, Segment{Cells: []int{0, 3, 2}, Permanences: []float64{0.6, 0.6, 0.21}}
	close, far := Segment{Cells: []int{0, 11}, Permanences: []float64{0.21, 1}}, Segment{Cells: []int{5}, Permanences: []float64{0.5}}
	return invented{size: 8, active: []int{0, 1, 2, 3}, winners: []int{0, 3}, predictive: []int{4}, matching: []int{4, 7}, segments: map[int][]Segment{4: {was}, 7: {close, far}}},
		invented{size: 8, active: []int{4, 6, 7}, winners: []int{4, 7}, segments: map[int][]Segment{4: {is}, 6: {close}, 7: {close, is}}}
}

func handRecording() Recording {
	r := Recording{Title: "Two patterns (invented)", CellsPerColumn: 2, Connected: 0.5, ActivationThreshold: 2, MinThreshold: 1}
	a, b := twoSteps()
	for label, m := range []invented{a, b} {
		if err := r.Add([]string{"A", "B & <b>"}[label], m); err != nil {
			panic(err)
		}
	}
	return r
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

// dataOf returns what the script of a viewer is given.
func dataOf(t *testing.T, v *Viewer, data interface{}) {
	t.Helper()
	if err := json.Unmarshal([]byte(v.data), data); err != nil {
		t.Fatal(err)
	}
}

func TestRecordedStepsAreWhatTheScriptReads(t *testing.T) {
	v, err := handRecording().Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var got recorded
	dataOf(t, v, &got)
	// Twice the thousandths, and one more if connected: 1001 = 15*64 + 41, 1201 = 18*64 + 49,
	// 1000 (0.4996 is shown as 0.500 and not connected) = 15*64 + 40, 420 = 6*64 + 36, 2001 = 31*64 + 17.
	// Segment 1 of cell 7 is another in step B, segment 0 is as it was; cell 6 neither won nor
	// matched, so not all is known.
	want := recorded{
		Title: "Two patterns (invented)", Columns: 4, CellsPerColumn: 2, Threshold: 2, MinThreshold: 1, Detailed: 2, Lists: []string{"0 3 1", "0 b", "5", "0 3 2"},
		Segments: []string{"0 fFiNfE", "1 6Avh", "2 fF", "3 iNiN6A", "3 iNiN6A"},
		Steps: []recordedStep{
			{Label: "A", Active: "0+4", Winners: "0 2", Next: "4", Close: "7", Segments: 3, Synapses: 6, ActiveSegments: 1, MatchingSegments: 2, Whole: 1, Changed: []string{"4 0", "7 1 2"}},
			{Label: "B & <b>", Active: "4 1+2", Winners: "4 2", Segments: 4, Synapses: 10, Changed: []string{"4 3", "7 1 4"}},
		},
	}
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
	if r.burst(1) != 1 || r.burst(59) != 0 || r.Len() != 60 {
		t.Errorf("share bursting: %v at first, %v after 20 rounds of %d steps, want 1 and 0 after 60 steps", r.burst(1), r.burst(59), r.Len())
	}
	last := r.steps[59]
	if !r.code(last.active).Equal(m.ActiveCells()) || last.synapses != m.Synapses() || last.segments != m.Segments() || last.label != "C" || !last.whole {
		t.Errorf("last step %+v, want what the memory says, and all known", last)
	}
	v, err := r.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var data recorded
	dataOf(t, v, &data)
	if len(data.Steps[1].Changed) == 0 || len(data.Steps[59].Changed) != 0 {
		t.Errorf("%v changed at first and %v when all is learned, want some and none", data.Steps[1].Changed, data.Steps[59].Changed)
	}
}

// A memory that grows, punishes and forgets synapses and segments, recorded from its
// beginning: after every step the latest readings are all that there is.
func TestRecordingMissesNothing(t *testing.T) {
	p := temporal.DefaultParams(32)
	p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses, p.MaxSegmentsPerCell = 4, 3, 2, 4, 3
	p.PredictedSegmentDecrement, p.PruneSynapses = 0.08, 2
	m, err := temporal.New(p)
	if err != nil {
		t.Fatal(err)
	}
	random := sdr.NewRandom(7)
	r := Recording{CellsPerColumn: 4}
	several, removed := 0, 0
	for i := 0; i < 400; i++ {
		if i%50 == 49 {
			m.Reset()
			r.Reset()
		}
		m.Step(random.Draw(32, 5), true)
		removed += m.Growth().SegmentsRemoved
		if err := r.Add("", m); err != nil {
			t.Fatal(err)
		}
		if !r.steps[i].whole {
			t.Fatalf("step %d: %d of %d segments known, want all", i, r.known, m.Segments())
		}
		for cell := 0; cell < m.Cells(); cell++ {
			numbers, views := r.numbersOf(r.latest[cell]), m.CellSegments(cell)
			several += len(views) / 2
			if len(numbers) != len(views) {
				t.Fatalf("step %d: %d segments of cell %d, want %d", i, len(numbers), cell, len(views))
			}
			for k, view := range views {
				s := item(r.segments, numbers[k])
				got := fmt.Sprint(at(r.presynaptic, s.presynaptic), at(r.permanences, s.permanences))
				if want := fmt.Sprint(synapsesOf(view)); got != want+"" {
					t.Fatalf("step %d: segment %d of cell %d is %s, want %s", i, k, cell, got, want)
				}
			}
		}
	}
	if several == 0 || removed == 0 {
		t.Errorf("%d times several segments, %d removed: the comparison proves little", several, removed)
	}
}

func synapsesOf(view temporal.SegmentView) (cells []uint32, permanences []float32) {
	for _, s := range view.Synapses {
		cells, permanences = append(cells, uint32(s.Cell)), append(permanences, s.Permanence)
	}
	return cells, permanences
}

func TestRecordingErrors(t *testing.T) {
	change := func(f func(r *Recording, m *invented)) Recording {
		r, m := handRecording(), invented{size: 8}
		f(&r, &m)
		if err := r.Add("", m); err != nil {
			t.Fatal(err)
		}
		return r
	}
	for want, r := range map[string]Recording{
		"0 steps, want at least one":                          {},
		"8 cells with 3 a minicolumn, want whole minicolumns": change(func(r *Recording, _ *invented) { r.CellsPerColumn = 3 }),
		"Connected = 2, want in [0, 1]":                       change(func(r *Recording, _ *invented) { r.Connected = 2 }),
		"step 2: sdr: bit 1 stands at place 1 after bit 3":    change(func(_ *Recording, m *invented) { m.active = []int{3, 1} }),
		"step 2: sdr: bit 8, want in [0, 8)":                  change(func(_ *Recording, m *invented) { m.predictive = []int{8} }),
		"permanence 1.5, want in [0, 1]": change(func(_ *Recording, m *invented) {
			m.winners, m.segments = []int{1}, map[int][]Segment{1: {{[]int{0}, []float64{1.5}}}}
		}),
	} {
		_, err := r.Viewer()
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
		if _, err := r.Figure(); err == nil {
			t.Errorf("a picture, want %q", want)
		}
	}
	r := handRecording()
	if err := r.Add("", invented{size: 9}); err == nil || !strings.Contains(err.Error(), "a memory of 9 cells after one of 8, want one size") || r.Len() != 2 {
		t.Errorf("%v and %d steps, want an error that says what was expected, and no step", err, r.Len())
	}
}

// A thousand steps of a memory of usual size, all different at first, stay below 2 MB,
// and what had no room is said.
func TestRecordingIsNotTooLarge(t *testing.T) {
	for name, r := range map[string]Recording{"100 patterns": hundredPatterns(t, true), "noise": noisyPatterns(t, true)} {
		v, err := r.Viewer()
		if err != nil {
			t.Fatal(err)
		}
		var data recorded
		dataOf(t, v, &data)
		size := len(v.HTML()) + len(v.still.SVG())
		t.Logf("%s: %d steps, %d with segments, in %d bytes", name, len(data.Steps), data.Detailed, size)
		if size > 2_000_000 {
			t.Errorf("%s: %d bytes, want at most 2 MB", name, size)
		}
		if len(data.Steps) != 1000 || data.Dropped > 0 || data.Detailed < 200 || data.Detailed < 1000 != strings.Contains(v.Text(), " It has the segments of the first "+Thousands(data.Detailed)+" steps.") {
			t.Errorf("%s: %d steps, %d with segments, and the text is %q", name, len(data.Steps), data.Detailed, v.Text())
		}
	}
}

// By hand: winners are read at every step, and what matched before if it may have been
// punished, what matches now when it is seen first; a reset ends the prediction.
func TestRecordingReadsTheCellsThatAStepConcerns(t *testing.T) {
	for punishes, want := range map[bool]string{true: "[0 4 5] [4 5 6] [6]", false: "[0 4 5] [4 6] [6]"} {
		r, got := Recording{CellsPerColumn: 2}, []string{}
		for i, m := range []invented{
			{winners: []int{0}, matching: []int{4, 5}, predictive: []int{4}},
			{winners: []int{4}, matching: []int{5, 6}, predictive: []int{5}},
			{winners: []int{6}, matching: []int{4}},
		} {
			if i == 2 {
				r.Reset()
			}
			m.size, m.punishes, m.reads = 8, punishes, new([]int)
			m.segments = map[int][]Segment{}
			for cell := 0; cell < 8; cell++ {
				m.segments[cell] = []Segment{{[]int{cell}, []float64{0.5}}}
			}
			if err := r.Add("", m); err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprint(*m.reads))
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("punishes %v: cells read %s, want %s", punishes, got, want)
		}
		if fmt.Sprint(r.predicted(0), r.predicted(1), r.predicted(2)) != "[] [4] []" {
			t.Errorf("predicted %v, %v and %v, want nothing, 4, and nothing after a reset", r.predicted(0), r.predicted(1), r.predicted(2))
		}
	}
}
