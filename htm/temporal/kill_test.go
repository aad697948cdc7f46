package temporal

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// Dead cells: Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, Figure 6B, as
// its authors' script kills them.
func TestDeadCells(t *testing.T) {
	predicting := seg{4, []float32{0, .5, 1, .5, 2, .5, 3, .5}}
	for _, tt := range []struct {
		name            string
		params          Params
		segments        []seg
		before          [][]int // steps before the death
		dead            []int
		after           [][]int
		active, winners string
		bursting        string
		want            string
	}{
		{"a dead cell does not burst", small(), nil, nil, []int{5, 7}, [][]int{{1}}, "[4 6]", "[4]", "[1]", ""},
		{"nor does it win", small(), nil, nil, []int{4, 5}, [][]int{{1}}, "[6 7]", "[6]", "[1]", ""},
		{"it is not predicted: its segments are gone", small(), []seg{predicting, {6, predicting.synapses}}, nil, []int{4}, [][]int{{0}, {1}}, "[6]", "[6]", "[]",
			"6: 0 .60, 1 .60, 2 .60, 3 .60"},
		{"a prediction that was made is taken back", small(), []seg{predicting}, [][]int{{0}}, []int{4}, [][]int{{1}}, "[5 6 7]", "[5]", "[1]", "5: 0 .21"},
		{"synapses on it stay, without input", small(), []seg{predicting}, nil, []int{0}, [][]int{{0}, {1}}, "[4]", "[4]", "[]", "4: 0 .40, 1 .60, 2 .60, 3 .60"},
		{"cells that die after they fired are not learned", small(), nil, [][]int{{0}}, []int{0, 1, 2, 3}, [][]int{{1}}, "[4 5 6 7]", "[4]", "[1]", ""},
		{"a minicolumn of dead cells stays silent, unpredicted", small(), nil, nil, []int{4, 5, 6, 7}, [][]int{{0}, {1, 2}}, "[8 9 10 11]", "[8]", "[1 2]", "8: 0 .21"},
		{"PickWinner is shown the living only", with(func(p *Params) { p.PickWinner = func(s []int, _ uint64) int { return len(s) - 1 } }), nil,
			nil, []int{4, 7}, [][]int{{1}}, "[5 6]", "[6]", "[1]", ""},
		{"the least used of the living wins", with(func(p *Params) { p.PickWinner = nil }), []seg{{5, []float32{80, .5}}, {7, []float32{80, .5}}}, nil, []int{4}, [][]int{{1}},
			"[5 6 7]", "[6]", "[1]", "5: 80 .50; 7: 80 .50"},
		{"who dies twice is as dead", small(), nil, nil, []int{5, 7}, [][]int{{1}}, "[4 6]", "[4]", "[1]", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := memoryOf(t, tt.params, tt.segments...)
			steps(m, true, tt.before...)
			for i := 0; i < 2; i++ {
				if err := m.KillCells(sdr.SDR{Size: 128, Bits: tt.dead}); err != nil {
					t.Fatal(err)
				}
			}
			steps(m, true, tt.after...)
			got := fmt.Sprint(m.ActiveCells().Bits, m.WinnerCells().Bits, m.BurstingColumns().Bits, m.DeadCells().Bits)
			if want := tt.active + " " + tt.winners + " " + tt.bursting + " " + fmt.Sprint(tt.dead); got != want {
				t.Errorf("active, winners, bursting, dead %s, want %s", got, want)
			}
			if got := describe(m); got != tt.want {
				t.Errorf("segments %q, want %q", got, tt.want)
			}
		})
	}
}

func TestApicalSegmentsDieWithTheirCell(t *testing.T) {
	m := memoryWith(t, with(func(p *Params) { p.ApicalInputs = 8 }), nil, []seg{{4, []float32{0, .5}}, {5, []float32{0, .5}}})
	if err := m.KillCells(sdr.SDR{Size: 128, Bits: []int{4}}); err != nil {
		t.Fatal(err)
	}
	if got, want := describe(m), " apical 5: 0 .50"; got != want {
		t.Errorf("segments %q, want %q", got, want)
	}
}

func TestKillShare(t *testing.T) {
	killed := map[float64]sdr.SDR{}
	for _, tt := range []struct {
		share float64
		cells int
	}{{0, 0}, {.1, 13}, {.5, 64}, {.75, 96}, {1, 128}} { // of 128, rounded
		m := mustNew(t, small())
		cells, err := m.KillShare(tt.share, 7)
		if err != nil || cells.Len() != tt.cells || !m.DeadCells().Equal(cells) {
			t.Errorf("KillShare(%v) = %v, %v; dead %v; want %d cells", tt.share, cells, err, m.DeadCells(), tt.cells)
		}
		killed[tt.share] = cells
	}
	if killed[.1].Minus(killed[.5]).Len() > 0 || killed[.5].Minus(killed[.75]).Len() > 0 {
		t.Error("a greater share spares cells that a smaller one kills")
	}
	other, _ := mustNew(t, small()).KillShare(.5, 8)
	if shared := other.Overlap(killed[.5]); shared < 16 || shared > 48 { // 32 by chance, standard deviation 2.8
		t.Errorf("two seeds share %d of 64 cells, want about half", shared)
	}
}

func TestKillingRefuses(t *testing.T) {
	m := mustNew(t, small())
	for _, tt := range []struct {
		err  error
		want string
	}{
		{m.KillCells(sdr.SDR{Size: 32, Bits: []int{1}}), "temporal: an SDR of size 32, want 128"},
		{m.KillCells(sdr.SDR{Size: 128, Bits: []int{128}}), "temporal: sdr: bit 128, want in [0, 128)"},
		{second(m.KillShare(-.1, 1)), "temporal: share = -0.1, want in [0, 1]"},
		{second(m.KillShare(1.5, 1)), "temporal: share = 1.5, want in [0, 1]"},
		{second(m.KillShare(math.NaN(), 1)), "temporal: share = NaN, want in [0, 1]"},
	} {
		if fmt.Sprint(tt.err) != tt.want {
			t.Errorf("%v, want %s", tt.err, tt.want)
		}
	}
	if m.DeadCells().Len() > 0 {
		t.Errorf("dead %v, want nobody", m.DeadCells())
	}
}

func second(_ sdr.SDR, err error) error { return err }

// A learned sequence survives the loss of some cells, suffers from the loss of
// many, and is learned again by those that are left. The paper's Figure 6B.
func TestDamageIsSurvivedAndRepaired(t *testing.T) {
	missed := map[float64]int{}
	for _, share := range []float64{0, .2, .5, .75} {
		m, next := learned(t)
		if _, err := m.KillShare(share, 3); err != nil {
			t.Fatal(err)
		}
		pass := func() (bursts int) {
			for i := 0; i < 50; i++ {
				next()
				bursts += m.BurstingColumns().Len()
			}
			return bursts - 40 // those of the first pattern, which nothing predicts
		}
		missed[share] = pass()
		for i := 0; i < 30; i++ {
			pass()
		}
		// Minicolumns of dead cells alone can't be predicted: at .75, 32 cells, none.
		if later := pass(); later > 20 {
			t.Errorf("%v dead: %d of 1960 unpredicted after relearning, want < 20", share, later)
		}
	}
	if !(missed[0] == 0 && missed[.2] > 0 && missed[.2] < missed[.5] && missed[.5] < missed[.75]) {
		t.Errorf("unpredicted by share of dead cells: %v, want 0 and then more and more", missed)
	}
}

// Killing and a context pending are part of a state, of a clone, and of a round trip.
func TestStateHoldsDeadCellsAndContext(t *testing.T) {
	r := rng.New(4)
	m, next := trained(t, 12, func(p *Params) { p.ExternalInputs, p.ApicalInputs, p.ApicalReduction = 20, 20, 0 })
	if _, err := m.KillShare(.3, 1); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < 50; i++ {
		m.Predict(randomContext(r, m.params))
		m.Step(next(), true)
	}
	context := Context{External: sdr.SDR{Size: 20, Bits: []int{1, 2, 3}}, ExternalWinners: sdr.SDR{Size: 20}, Apical: sdr.SDR{Size: 20, Bits: []int{4, 5, 6, 7}}}
	m.Predict(context)
	restored := mustNew(t, m.Params())
	if err := restored.Restore(m.Snapshot()); err != nil {
		t.Fatal(err)
	}
	clone := m.Clone()
	if m.ApicalSegments() == 0 {
		t.Fatal("no apical segments: the test proves little")
	}
	for name, other := range map[string]*Memory{"restored": restored, "cloned": clone} {
		if !reflect.DeepEqual(other.Snapshot(), m.Snapshot()) {
			t.Errorf("the %s memory differs before it goes on", name)
		}
	}
	if _, err := m.Clone().KillShare(1, 1); err != nil || m.DeadCells().Len() == m.Cells() {
		t.Errorf("what dies in a clone dies in its original, %v", err)
	}
	goOn(t, next, m, map[string]*Memory{"restored": restored, "cloned": clone})
	if !restored.DeadCells().Equal(m.DeadCells()) || m.DeadCells().Len() == 0 {
		t.Errorf("dead %v, want %v", restored.DeadCells(), m.DeadCells())
	}
}
