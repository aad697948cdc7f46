package nb

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// inventedPooler is a pooler that is what a test says.
type inventedPooler struct {
	active                   sdr.SDR
	overlaps                 []int
	boost, wins, meets, weak []float32
	pools                    [][]int
	permanences              [][]float32
}

func (p inventedPooler) Active() sdr.SDR                 { return p.active }
func (p inventedPooler) AppendOverlaps(dst []int) []int  { return append(dst, p.overlaps...) }
func (p inventedPooler) BoostFactors() []float32         { return p.boost }
func (p inventedPooler) ActiveDutyCycles() []float32     { return p.wins }
func (p inventedPooler) OverlapDutyCycles() []float32    { return p.meets }
func (p inventedPooler) MinOverlapDutyCycles() []float32 { return p.weak }
func (p inventedPooler) PotentialPool(column int) []int  { return p.pools[column] }
func (p inventedPooler) AppendPermanences(column int, dst []float32) []float32 {
	return append(dst, p.permanences[column]...)
}

// twoPoolerSteps are worked by hand: 2 minicolumns on 6 inputs. In the first step
// minicolumn 1 wins on inputs 0 and 4: its synapses there gain 0.05, the other loses 0.01.
// In the second minicolumn 0 wins, and one of its permanences stops at 0. Minicolumn 1 is
// not bumped, minicolumn 0 was weak.
func twoPoolerSteps(t testing.TB, start bool) PoolerRecording {
	p := inventedPooler{
		active: sdr.SDR{Size: 2}, overlaps: []int{0, 0}, boost: []float32{1, 1}, wins: []float32{0, 0}, meets: []float32{0, 0.5}, weak: []float32{0.1, 0.1},
		pools: [][]int{{1, 2}, {0, 2, 4}}, permanences: [][]float32{{0.005, 0.3}, {0.1, 0.2, 0.5}},
	}
	r := PoolerRecording{Title: "Two minicolumns (invented)", Connected: 0.5, Width: 3}
	if start {
		r.Start(p)
	}
	add := func(label string, input sdr.SDR) {
		if err := r.Add(label, input, p); err != nil {
			t.Fatal(err)
		}
	}
	p.active, p.overlaps, p.boost, p.wins = cellsOf(2, 1), []int{0, 1}, []float32{1.2, 1}, []float32{0, 0.02}
	p.permanences = [][]float32{{0.005, 0.3}, {0.15, 0.19, 0.55}}
	add("A & <b>", cellsOf(6, 0, 4))
	p.active, p.overlaps, p.boost = cellsOf(2, 0), []int{9, 0}, []float32{1.22, 1}
	p.permanences = [][]float32{{0, 0.35}, {0.15, 0.19, 0.55}}
	add("B", cellsOf(6, 2))
	return r
}

func ExamplePoolerRecording_Viewer() {
	viewer, err := twoPoolerSteps(nil, true).Viewer()
	if err != nil {
		panic(err)
	}
	fmt.Println(viewer)
	compareGolden("pooler.html", viewer.page())
	// Output:
	// Histogram: Two minicolumns (invented). all minicolumns: 2 values. winners: 1 values. Heat map: Minicolumn 0 before the first step. 2 by 3 values from 0 to 1. Heat map: Minicolumn 0 at the end. 2 by 3 values from 0 to 1.
	// as testdata/pooler.html
}

func TestRecordedPoolerIsWhatTheScriptReads(t *testing.T) {
	v, err := twoPoolerSteps(t, true).Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var got recordedPooler
	dataOf(t, v, &got)
	// Twice the thousandths, and one more if connected: 0.005 is 10 = 10, 0.3 is 600 = 9*64 + 24,
	// 200 = 3*64 + 8, 400 = 6*64 + 16, 1001 = 15*64 + 41. 50 and -10 are 1e and -a to base 36.
	// The boost factor 1.22 is less than a twentieth from 1.2, so it is not kept; 120 is 3c,
	// 0.02 in ten thousandths, 200, is 5k, 0.5 in thousandths dw. Overlaps to 9: shades of 9/8, 1 is
	// in the first.
	want := recordedPooler{
		Title: "Two minicolumns (invented)", Inputs: 6, Width: 3, Columns: 2, Wide: 2, Connected: 0.5, Began: true, Bin: 1, Largest: 9,
		Steps: []recordedPoolerStep{
			{Label: "A & <b>", Input: "0 3", Winners: "1", Overlaps: "1", Histogram: "1 1 0 0 0 0 0 0 0 0"},
			{Label: "B", Input: "2", Winners: "0", Overlaps: "9", Histogram: "1 0 0 0 0 0 0 0 0 1"},
		},
		Shades: map[string]string{"0": "08", "1": "10"},
		Minicolumns: map[string]recordedMinicolumn{
			// What a permanence of 0 lost is not known: the rest of minicolumn 0 is -10.
			"0": {Pool: "1+2", Begin: "0a9o", Changes: []string{"1 1e 0 -a 0"}, Overlaps: "0 9", Series: [3]string{"2s 0 3c", "0", "0"}},
			"1": {Pool: "0 1 1", Begin: "386gfF", Changes: []string{"0 1e -a 0+3"}, Overlaps: "1 0", Series: [3]string{"2s", "0 0 5k", "dw"}},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("recorded\n%+v\nwant\n%+v", got, want)
	}
	v, err = twoPoolerSteps(t, false).Viewer()
	if err != nil {
		t.Fatal(err)
	}
	got = recordedPooler{}
	dataOf(t, v, &got)
	if m := got.Minicolumns["1"]; got.Began || m.Begin != "4I5Yhd" || len(m.Changes) != 0 {
		t.Errorf("without Start: %+v of %v, want no change of minicolumn 1, which begins after the first step", m, got.Began)
	}
}

// replayed reads what is written of a minicolumn as the script does: its permanences
// after every step, as written.
func replayed(t *testing.T, data recordedPooler, column int) [][]int {
	t.Helper()
	number := func(text string) int {
		n, err := strconv.ParseInt(text, 36, 64)
		if err != nil {
			t.Fatal(err)
		}
		return int(n)
	}
	runsOf := func(text string, see func(n, length int)) {
		for _, run := range strings.Fields(text) {
			n, length, several := strings.Cut(run, "+")
			if !several {
				length = "1"
			}
			see(number(n), number(length))
		}
	}
	list := func(text string) (all []int) {
		next := 0
		runsOf(text, func(gap, length int) {
			for next += gap; length > 0; length-- {
				all = append(all, next)
				next++
			}
		})
		return all
	}
	m, ok := data.Minicolumns[base36(column)]
	if !ok {
		t.Fatalf("no synapses of minicolumn %d", column)
	}
	var now []int
	for i := 0; i < len(m.Begin); i += 2 {
		now = append(now, 64*strings.IndexByte(digits64, m.Begin[i])+strings.IndexByte(digits64, m.Begin[i+1]))
	}
	pool, changes, states := list(m.Pool), m.Changes, [][]int{}
	for step := range data.Steps {
		if len(changes) > 0 && number(strings.Fields(changes[0])[0]) == step {
			words := strings.SplitN(changes[0], " ", 4)
			on := map[int]bool{}
			for _, input := range list(data.Steps[step].Input) {
				on[input] = true
			}
			var next []int
			runsOf(words[3], func(rest, length int) {
				for ; length > 0; length-- {
					i := len(next)
					delta := number(words[2])
					if on[pool[i]] {
						delta = number(words[1])
					}
					k := min(max(now[i]/2+delta, 0), 1000)
					if next = append(next, 2*k+rest); float64(k) >= math.Round(1000*data.Connected) {
						next[i]++
					}
				}
			})
			now, changes = next, changes[1:]
		}
		states = append(states, now)
	}
	return states
}

// A pooler that learns, boosts, bumps, trims and pauses: what is read of the recording is
// what it was after every step.
func TestPoolerRecordingMissesNothing(t *testing.T) {
	p := spatial.DefaultParams(60, 40)
	p.BoostStrength, p.UpdatePeriod, p.Density, p.MinOverlapDutyCycle, p.DutyCyclePeriod = 4, 7, 0.1, 0.9, 20
	pooler, err := spatial.New(p)
	if err != nil {
		t.Fatal(err)
	}
	random := sdr.NewRandom(3)
	r := PoolerRecording{Title: "Noise", Connected: float64(p.ConnectedPermanence)}
	r.Start(pooler)
	var want [][][]float32
	var boost, duty [][]float32
	for i := 0; i < 250; i++ {
		input := random.Draw(60, 8)
		pooler.Step(input, i%10 != 9)
		if err := r.Add("", input, pooler); err != nil {
			t.Fatal(err)
		}
		var all [][]float32
		for column := 0; column < 40; column++ {
			all = append(all, pooler.Permanences(column))
		}
		want, boost, duty = append(want, all), append(boost, pooler.BoostFactors()), append(duty, pooler.ActiveDutyCycles())
	}
	v, err := r.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var data recordedPooler
	dataOf(t, v, &data)
	if r.Len() != 250 || len(data.Steps) != 250 || len(data.Minicolumns) != 40 || len(data.Shades) != 40 {
		t.Fatalf("%d of %d steps, %d and %d minicolumns, want 250 and 40", len(data.Steps), r.Len(), len(data.Minicolumns), len(data.Shades))
	}
	silent := 0 // changes of minicolumns that did not win
	for column := 0; column < 40; column++ {
		for step, state := range replayed(t, data, column) {
			for i, k := range state {
				v := want[step][column][i]
				if math.Abs(float64(k/2)-1000*float64(v)) > 0.5001 || k%2 == 1 != (v >= p.ConnectedPermanence) {
					t.Fatalf("step %d: synapse %d of minicolumn %d is %d, want twice the thousandths of %v, and 1 if connected", step, i, column, k, v)
				}
			}
		}
		for _, change := range data.Minicolumns[base36(column)].Changes {
			step, _ := strconv.ParseInt(strings.Fields(change)[0], 36, 64)
			if !slices.Contains(r.steps[step].winners, column) {
				silent++
			}
		}
		for k, kept := range [][][]float32{boosts: boost, activeDuty: duty} {
			words := strings.Fields(data.Minicolumns[base36(column)].Series[k])
			value, _ := strconv.ParseInt(words[0], 36, 64)
			for step := range kept {
				for len(words) > 1 {
					at, _ := strconv.ParseInt(words[1], 36, 64)
					if int(at) > step {
						break
					}
					value, _ = strconv.ParseInt(words[2], 36, 64)
					words = words[2:]
				}
				was := float64(kept[step][column] * seriesScales[k])
				if math.Abs(float64(value)-was) > 0.5001+float64(value)/20+0.5 {
					t.Fatalf("step %d: series %d of minicolumn %d is %d, want about %v", step, k, column, value, was)
				}
			}
		}
	}
	if silent == 0 {
		t.Error("no minicolumn was bumped: the comparison proves little")
	}
}

// What another part of the program does to permanences is read every hundredth step.
func TestPoolerRecordingReadsAllEveryHundredthStep(t *testing.T) {
	p := inventedPooler{
		active: cellsOf(2, 0), overlaps: []int{1, 0}, boost: []float32{1, 1}, wins: []float32{0, 0}, meets: []float32{0, 0}, weak: []float32{0, 0},
		pools: [][]int{{0}, {1}}, permanences: [][]float32{{0.5}, {0.5}},
	}
	r := PoolerRecording{Connected: 0.5}
	r.Start(p)
	p.permanences = [][]float32{{0.5}, {0.4}}
	for i := 0; i < 120; i++ {
		if err := r.Add("", cellsOf(2, 0), p); err != nil {
			t.Fatal(err)
		}
	}
	v, err := r.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var data recordedPooler
	dataOf(t, v, &data)
	if got := fmt.Sprint(data.Minicolumns["1"].Changes); got != "[2r 0 -2s 0]" {
		t.Errorf("changes of minicolumn 1: %s, want one of -100 in step 99", got)
	}
}

// A threshold at an end of the range leaves the picture without a middle colour.
func TestPoolerPictureOfAnyThreshold(t *testing.T) {
	for _, connected := range []float64{0, 1} {
		r := twoPoolerSteps(t, true)
		r.Connected = connected
		if f, err := r.Figure(); err != nil || !strings.Contains(f.SVG(), "at the end") {
			t.Errorf("Connected = %v: %v, want a picture", connected, err)
		}
	}
}

func TestPoolerRecordingErrors(t *testing.T) {
	change := func(f func(r *PoolerRecording)) PoolerRecording {
		r := twoPoolerSteps(t, true)
		f(&r)
		return r
	}
	for want, r := range map[string]PoolerRecording{
		"0 steps, want at least one":              {},
		"Connected = 2, want in [0, 1]":           change(func(r *PoolerRecording) { r.Connected = 2 }),
		"Width = -1, want >= 0":                   change(func(r *PoolerRecording) { r.Width = -1 }),
		"Follow has minicolumn 2, want in [0, 2)": change(func(r *PoolerRecording) { r.Follow = []int{1, 2} }),
	} {
		if _, err := r.Viewer(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
		if _, err := r.Figure(); err == nil {
			t.Errorf("a picture, want %q", want)
		}
	}
	r := twoPoolerSteps(t, true)
	for want, input := range map[string]sdr.SDR{
		"step 2 has 4 inputs, want those of the pooler: a potential pool has input 4": cellsOf(4),
		"step 2: input: sdr: Size = -1, want >= 0":                                    {Size: -1},
		"step 2 has 7 inputs and 1 minicolumns, want 6 and 2":                         cellsOf(7),
		"step 2: input: sdr: bit 9, want in [0, 6)":                                   {Size: 6, Bits: []int{9}},
	} {
		p := inventedPooler{overlaps: []int{1}}
		if err := r.Add("", input, p); err == nil || !strings.Contains(err.Error(), want) || r.Len() != 2 {
			t.Errorf("%v and %d steps, want %q, and no step", err, r.Len(), want)
		}
	}
	r.Start(inventedPooler{})
	if r.Len() != 0 || r.Title == "" {
		t.Errorf("%d steps of %q after Start, want none, and the title", r.Len(), r.Title)
	}
}

// A thousand steps of a pooler of usual size stay below 2 MB, and what had no room is
// said; Follow comes first.
func TestPoolerRecordingIsNotTooLarge(t *testing.T) {
	r := recordedPoolerRun(t, true)
	for _, column := range r.order(1000) {
		if wins := winsOf(r, column); wins == 0 {
			r.Follow = []int{column}
			break
		}
	}
	v, err := r.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var data recordedPooler
	dataOf(t, v, &data)
	size := len(v.HTML()) + len(v.still.SVG())
	t.Logf("%d steps, %d minicolumns with synapses, in %d bytes", len(data.Steps), len(data.Minicolumns), size)
	if size > 2_000_000 || size < 1_600_000 {
		t.Errorf("%d bytes, want nearly 2 MB", size)
	}
	if n := len(data.Minicolumns); len(data.Steps) != 1000 || len(data.Shades) != 2048 || n < 100 || n >= 2048 {
		t.Errorf("%d steps, overlaps of %d and synapses of %d minicolumns, want 1000, 2048 and some", len(data.Steps), len(data.Shades), n)
	}
	if want := fmt.Sprintf(" It has the synapses of %d of 2,048 minicolumns.", len(data.Minicolumns)); !strings.HasSuffix(v.Text(), want) {
		t.Errorf("%q, want that it says %q", v.Text(), want)
	}
	if _, has := data.Minicolumns[base36(r.Follow[0])]; !has || winsOf(r, r.Follow[0]) != 0 {
		t.Error("the synapses of the minicolumn to follow are not there")
	}
}

func winsOf(r PoolerRecording, column int) (wins int) {
	for _, step := range r.steps {
		for _, winner := range step.winners {
			if winner == column {
				wins++
			}
		}
	}
	return wins
}

// Inputs that have no pattern: the last steps go, and it says so.
func TestLongPoolerRecordingSaysWhatItLeavesOut(t *testing.T) {
	random := sdr.NewRandom(1)
	p := inventedPooler{overlaps: []int{1}, boost: []float32{1}, wins: []float32{0}, meets: []float32{0}, weak: []float32{0}, pools: [][]int{{0}}, permanences: [][]float32{{0.5}}, active: cellsOf(1, 0)}
	r := PoolerRecording{Title: "Noise", Connected: 0.5}
	for i := 0; i < 250; i++ {
		if err := r.Add("", random.Draw(1<<16, 5000), p); err != nil {
			t.Fatal(err)
		}
	}
	v, err := r.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var data recordedPooler
	dataOf(t, v, &data)
	if len(data.Steps) < 50 || data.Dropped == 0 || len(data.Steps)+data.Dropped != 250 || len(data.Shades["0"]) != len(data.Steps) {
		t.Errorf("%d steps and %d without room, want some of both, 250 together", len(data.Steps), data.Dropped)
	}
	if want := "The viewer has room for the first " + Thousands(len(data.Steps)) + " steps."; !strings.HasSuffix(v.Text(), want) || len(v.HTML()) > 2_000_000 {
		t.Errorf("%q in %d bytes, want that it says %q", v.Text(), len(v.HTML()), want)
	}
}

func TestRowsOfPictures(t *testing.T) {
	for _, tt := range []struct {
		shape  []int
		n      int
		width  int
		folded bool
	}{
		{[]int{28, 20}, 560, 20, false},
		{nil, 6, 6, true},
		{[]int{400}, 400, 32, true}, // about the root of 800
		{nil, 2048, 64, true},
	} {
		width, folded := PoolerRecording{inputs: tt.n, inputShape: tt.shape}.width()
		if width != tt.width || folded != tt.folded {
			t.Errorf("%d inputs of shape %v: rows of %d, %v, want %d, %v", tt.n, tt.shape, width, folded, tt.width, tt.folded)
		}
	}
}
