package temporal

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// What the parts are for: fixed seeds, several of them, stated margins.

// words returns sequences of patterns of 20 of 500 minicolumns, of which any two share
// the patterns in the middle, as words share syllables.
func words(r *rng.Stream, number, length int) [][]sdr.SDR {
	pattern := func() sdr.SDR { return sdr.SDR{Size: 500, Bits: r.Sample(500, 20)} }
	shared := []sdr.SDR{pattern(), pattern()}
	all := make([][]sdr.SDR, number)
	for i := range all {
		for j := 0; j < length; j++ {
			all[i] = append(all[i], pattern())
		}
		copy(all[i][length/2:], shared)
	}
	return all
}

// read shows a word after a Reset and calls before with each of its patterns that is to
// come.
func read(m *Memory, word []sdr.SDR, learn bool, before func(i int, next sdr.SDR)) {
	m.Reset()
	for i, pattern := range word {
		if before != nil && i > 0 {
			before(i, pattern)
		}
		m.Step(pattern, learn)
	}
}

func wordParams(seed uint64) Params {
	p := DefaultParams(500)
	p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 8, 12, 8, 20
	p.InitialPermanence, p.Seed = .41, seed
	return p
}

// With unreliable synapses, a memory that has learned words with reliable ones predicts
// the next pattern's cells as often as the binomial distribution says of a segment with
// 20 connected synapses and a threshold of 12.
func TestUnreliableSynapsesOnWords(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		r := rng.New(seed)
		all := words(r, 6, 8)
		reliable := mustNew(t, wordParams(seed))
		for pass := 0; pass < 40; pass++ {
			read(reliable, all[pass%6], true, nil)
		}
		for _, q := range []float64{1, .9, .75, .6} {
			p := wordParams(seed)
			p.Transmission = releasing(t, q)
			m := mustNew(t, p)
			if err := m.Restore(reliable.Snapshot()); err != nil {
				t.Fatal(err)
			}
			right, expected, variance, trials := 0, 0., 0., 0
			for pass := 0; pass < 60; pass++ {
				word, twin := all[pass%6], reliable.Clone()
				twin.Reset()
				read(m, word, false, func(i int, next sdr.SDR) {
					twin.Step(word[i-1], false)
					right += m.PredictedColumns().Overlap(next)
					for _, cell := range twin.PredictiveCells().Bits {
						if !next.Has(twin.Column(cell)) {
							continue
						}
						missed := 1.
						for _, s := range twin.CellSegments(cell) {
							missed *= 1 - tail(s.Connected, 12, q)
						}
						expected += 1 - missed
						variance += missed * (1 - missed)
						trials++
					}
				})
			}
			if margin := 5*math.Sqrt(variance) + .005*float64(trials); trials < 7000 || math.Abs(float64(right)-expected) > margin {
				t.Errorf("seed %d, q = %v: %d of %d minicolumns predicted, want %.0f +- %.0f", seed, q, right, trials, expected, margin)
			}
		}
	}
}

// A sequence of which each pattern comes in two halves, one step after the other, drawn
// anew each time, is predictable for a memory on whose segments the spikes of two steps
// add up, and not for HTM's. (A decrement of less than half the increment would let
// HTM's listen to both halves and be content with either. Here they are equal, as by
// default: what one half gains the other loses.)
func TestSpikesThatAddUpBridgeJitter(t *testing.T) {
	predicted := func(seed uint64, window int) float64 {
		r := rng.New(seed)
		p := DefaultParams(500)
		p.CellsPerColumn, p.InitialPermanence, p.SpikeWindow, p.Seed = 1, .41, window, seed
		p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 12, 8, 20
		m := mustNew(t, p)
		var tokens [][]int
		for i := 0; i < 5; i++ {
			tokens = append(tokens, r.Sample(500, 30))
		}
		right, total := 0, 0
		for pass := 0; pass < 40; pass++ {
			m.Reset()
			for i, token := range tokens {
				whole := sdr.SDR{Size: 500, Bits: token}
				if pass >= 30 && i > 0 {
					right, total = right+m.PredictedColumns().Overlap(whole), total+whole.Len()
				}
				order := slices.Clone(token)
				r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
				for _, half := range [][]int{order[:15], order[15:]} {
					slices.Sort(half)
					m.Step(sdr.SDR{Size: 500, Bits: half}, pass < 30)
				}
			}
		}
		return float64(right) / float64(total)
	}
	for seed := uint64(1); seed <= 4; seed++ {
		htm, summing := predicted(seed, 1), predicted(seed, 2)
		if summing < .9 || htm > .2 {
			t.Errorf("seed %d: %.2f of the minicolumns predicted with a window of 1, %.2f of 2; want at most .2, at least .9", seed, htm, summing)
		}
	}
}

// Words that were learned without gaps are read with gaps: a depolarisation of n steps
// bridges a gap of n-1 empty steps, and none of n.
func TestDepolarisationBridgesAGap(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		all := words(rng.New(seed), 4, 6)
		learned := mustNew(t, wordParams(seed))
		for pass := 0; pass < 24; pass++ {
			read(learned, all[pass%4], true, nil)
		}
		for n := 1; n <= 4; n++ {
			p := wordParams(seed)
			p.DepolarisationSteps = n
			m := mustNew(t, p)
			if err := m.Restore(learned.Snapshot()); err != nil {
				t.Fatal(err)
			}
			for gap := 0; gap <= 4; gap++ {
				burst := 0.
				read(m, all[gap%4], false, func(i int, next sdr.SDR) {
					if i > 1 {
						burst += m.Bursting() / 4
					}
					for g := 0; g < gap; g++ {
						m.Step(sdr.SDR{Size: 500}, false)
					}
				})
				if want := 0.; gap >= n && burst < .95 || gap < n && burst > want {
					t.Errorf("seed %d: %d steps of depolarisation, a gap of %d: a share of %.2f bursts", seed, n, gap, burst)
				}
			}
		}
	}
}

// A lasting prediction says which cells fire; who learns follows from the latest step.
// Worked by hand: cell 4 was predicted by cells 0 to 2 two steps ago, then came
// nothing, then its minicolumn.
func TestLastingPredictionsDoNotLearn(t *testing.T) {
	p := with(func(p *Params) { p.DepolarisationSteps, p.PredictedSegmentDecrement = 2, .02 })
	m := memoryOf(t, p, seg{4, []float32{0, .5, 1, .5, 2, .5}}, seg{4, []float32{36, .5, 37, .5, 38, .5}}, seg{5, []float32{36, .5, 37, .5, 38, .5}},
		seg{6, []float32{36, .5, 37, .5}})
	steps(m, true, []int{0}, []int{9})
	if got := fmt.Sprint(m.PredictiveCells(), m.DistallyPredictedCells(), m.PredictedColumns()); got != "2 of 128: 4 5 2 of 128: 4 5 1 of 32: 1" {
		t.Errorf("predicted, distally, minicolumns: %s", got)
	}
	steps(m, true, []int{1})
	// The first segment was punished a step ago; those active now learn; the last one
	// only matches.
	if got, want := describe(m), "4: 0 .48, 1 .48, 2 .48; 4: 36 .60, 37 .60, 38 .60; 5: 36 .60, 37 .60, 38 .60; 6: 36 .50, 37 .50; 36: 0 .21"; got != want {
		t.Errorf("segments %s, want %s", got, want)
	}
	if got := fmt.Sprint(m.ActiveCells().Bits, m.WinnerCells().Bits, m.BurstingColumns().Bits); got != "[4 5] [4 5] []" {
		t.Errorf("active, winners, bursting %s, want [4 5] twice, and none", got)
	}
	steps(m, true, []int{20}, []int{1})
	if got := fmt.Sprint(m.ActiveCells().Bits, m.PredictiveCells().Bits); got != "[4 5 6 7] []" {
		t.Errorf("three steps later %s, want that the prediction is over", got)
	}
	m.Reset()
	if m.PredictiveCells().Len() > 0 {
		t.Error("a prediction outlasts a Reset")
	}
}

// A cell that fires all the time loses its say, and gets it back after a rest: with a
// utilisation of .5 and a recovery of 4 steps, its factor falls from 1 to .5 + what
// comes back, .36 in the end, by the formula of synapse.ShortTerm.
func TestDepressionSilencesWhoFiresAllTheTime(t *testing.T) {
	p := with(func(p *Params) {
		p.Transmission, _ = transmission(t, synapse.TransmissionParams{Utilisation: .5, Recovery: 4})
		p.ActivationThreshold = 3
	})
	m := memoryOf(t, p, seg{4, []float32{0, .5, 1, .5, 2, .5, 3, .5}})
	predicts := func() (times string) {
		for i := 0; i < 5; i++ {
			steps(m, false, []int{0})
			times += fmt.Sprint(m.PredictiveCells().Len())
		}
		return times
	}
	if got := predicts(); got != "10000" { // 4 * 1, then 4 * .61
		t.Errorf("predicted %s, want once", got)
	}
	if got := m.CellSegments(4)[0]; got.Potential != 4 || got.Connected != 1 { // 4 * .36
		t.Errorf("%d active synapses that contribute %d, want 4 and 1", got.Potential, got.Connected)
	}
	for i := 0; i < 20; i++ {
		steps(m, false, nil)
	}
	if got := predicts(); got != "10000" {
		t.Errorf("after a rest predicted %s, want once again", got)
	}
	m.Reset()
	if got := predicts(); got != "10000" {
		t.Errorf("after a Reset predicted %s, want once again", got)
	}
}

// A predicts B, but not when an inhibitory context says so: the veto is learned from
// wrong predictions alone, given up when B comes all the same, and nothing else
// changes.
func TestContextVetoesAPrediction(t *testing.T) {
	for seed := uint64(1); seed <= 4; seed++ {
		r := rng.New(seed)
		p := DefaultParams(200)
		p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses, p.Seed = 1, 8, 5, 12, seed
		p.ExternalInputs, p.InhibitoryInputs = 40, 40
		m := mustNew(t, p)
		a := sdr.SDR{Size: 200, Bits: r.Sample(100, 12)}
		b, x := sdr.SDR{Size: 200}, sdr.SDR{Size: 200}
		for i := 0; i < 12; i++ {
			b.Bits, x.Bits = append(b.Bits, 100+i), append(x.Bits, 150+i)
		}
		veto, other := sdr.SDR{Size: 40, Bits: r.Sample(20, 10)}, sdr.SDR{Size: 40, Bits: []int{22, 24, 26, 28, 30, 32, 34, 36, 38, 39}}
		pair := func(context, next sdr.SDR, learn bool) (predictedB int) {
			m.Reset()
			m.Step(a, learn)
			m.Predict(Context{External: context})
			predictedB = m.PredictedColumns().Overlap(b)
			m.Step(next, learn)
			return predictedB
		}
		for i := 0; i < 8; i++ {
			pair(other, b, true)
		}
		if got := pair(veto, b, false); got != 12 {
			t.Fatalf("seed %d: %d of B predicted before any veto, want all 12", seed, got)
		}
		trials := 0
		for ; pair(veto, x, true) > 0 && trials < 50; trials++ {
			pair(other, b, true)
		}
		if trials < 2 || trials > 8 {
			t.Errorf("seed %d: the veto was learned in %d trials, want 2 to 8", seed, trials)
		}
		if with, without, otherwise := pair(veto, b, false), pair(sdr.SDR{}, b, false), pair(other, b, false); with != 0 || without != 12 || otherwise != 12 {
			t.Errorf("seed %d: B predicted by %d minicolumns with the veto, %d without, %d with another context; want 0, 12, 12", seed, with, without, otherwise)
		}
		for trials = 0; pair(veto, b, true) == 0 && trials < 50; trials++ {
		}
		if trials > 8 || pair(veto, b, false) != 12 {
			t.Errorf("seed %d: the veto was not given up in %d trials", seed, trials)
		}
	}
}

// Worked by hand: cell 4 is predicted by four synapses, and the threshold is 3; two
// connected inhibitory synapses veto, one does not, and one on a silent input does
// nothing.
func TestInhibition(t *testing.T) {
	for _, tt := range []struct {
		name         string
		permanences  []float32 // of the inhibitory synapses on inputs 0 and 1
		context      []int     // of external inputs, of which 2 and 3 inhibit
		predictive   string
		connected    int
		afterSilence string
		afterFiring  string
	}{
		{"no inhibitory input", []float32{.5, .5}, nil, "[4]", 4, "130 .50, 131 .50", "130 .50, 131 .50"},
		{"an exciting input", []float32{.5, .5}, []int{1}, "[4]", 4, "130 .50, 131 .50", "130 .50, 131 .50"},
		{"one of them", []float32{.5, .5}, []int{2}, "[4]", 3, "130 .60, 131 .50", "130 .40, 131 .50"},
		{"both: a veto, which is not strengthened", []float32{.5, .5}, []int{2, 3}, "[]", 2, "130 .50, 131 .50", "130 .40, 131 .40"},
		{"both, of which one is not connected", []float32{.5, .4}, []int{2, 3}, "[4]", 3, "130 .60, 131 .50", "130 .40, 131 .30"},
		{"with a synapse to grow", []float32{.5}, []int{2, 3}, "[4]", 3, "130 .60, 131 .21", "130 .40"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, next := range []int{9, 1} {
				m := memoryOf(t, with(func(p *Params) { p.ExternalInputs, p.InhibitoryInputs, p.PruneSynapses = 4, 2, 2 }), seg{4, []float32{0, .5, 1, .5, 2, .5, 3, .5}})
				state := m.Snapshot()
				inhibitory := seg{cell: 4}
				for i, permanence := range tt.permanences {
					inhibitory.synapses = append(inhibitory.synapses, float32(i), permanence)
				}
				add(&state.Inhibitory, []seg{inhibitory})
				if err := m.Restore(state); err != nil {
					t.Fatal(err)
				}
				steps(m, true, []int{0})
				m.Predict(Context{External: sdr.SDR{Size: 4, Bits: tt.context}})
				view := m.CellSegments(4)[0]
				if got := fmt.Sprint(m.PredictiveCells().Bits); got != tt.predictive || view.Connected != tt.connected || view.Potential != 4 {
					t.Errorf("predictive %s, potential %d, connected %d; want %s, 4, %d", got, view.Potential, view.Connected, tt.predictive, tt.connected)
				}
				want := tt.afterSilence
				if next == 1 {
					want = tt.afterFiring
				}
				steps(m, true, []int{next})
				if got := describeAll(m.CellInhibitorySegments(4)); len(got) != 1 || got[0] != "4: "+want {
					t.Errorf("after %d: inhibition %v, want 4: %s", next, got, want)
				}
			}
		})
	}
}

// Ages and Rest, worked by hand: minicolumn 0 was active two steps before minicolumn 2
// comes, 1 one step before; cell 100 never was.
func TestWhatARuleIsTold(t *testing.T) {
	var told []string
	rule := synapse.PerSynapses(0, func(s *synapse.Synapses) {
		told = append(told, fmt.Sprint(s.Ages, s.Rest, s.Active))
	})
	p := with(func(p *Params) { p.Plasticity, p.MaxNewSynapses, p.MaxSynapsesPerSegment = rule, 2, 4 })
	m := memoryOf(t, p, seg{8, []float32{0, .5, 4, .5, 5, .5, 100, .5}})
	steps(m, true, []int{0}, []int{1}, []int{2}, nil, []int{1}, []int{2})
	m.Reset()
	steps(m, true, []int{1}, []int{2})
	want := []string{
		"[1 0 0 2147483647] 2147483647 [false true true false]",
		"[4 0 0 2147483647] 3 [false true true false]",
		"[2147483647 0 0 2147483647] 2 [false true true false]", // Reset is no step, and makes inputs forgotten
	}
	if !slices.Equal(told, want) {
		t.Errorf("told\n%v, want\n%v", told, want)
	}
}

// Bursting is the share of the active minicolumns that were not predicted: worked by
// hand.
func TestBursting(t *testing.T) {
	m := memoryOf(t, small(), seg{4, []float32{0, .5, 1, .5, 2, .5}}, seg{6, []float32{0, .5, 1, .5, 2, .5}})
	for _, tt := range []struct {
		input []int
		want  float64
	}{{nil, 0}, {[]int{0}, 1}, {[]int{1}, 0}, {[]int{0}, 1}, {[]int{1, 5, 7, 9}, .75}, {[]int{0, 1}, 1}} {
		steps(m, false, tt.input)
		if got := m.Bursting(); got != tt.want {
			t.Errorf("input %v: Bursting() = %v, want %v", tt.input, got, tt.want)
		}
	}
	m.KillCells(sdr.SDR{Size: 128, Bits: []int{36, 37, 38, 39}})
	steps(m, false, []int{0}, []int{1, 9})
	if got := m.Bursting(); got != .5 {
		t.Errorf("with a minicolumn of dead cells %v, want .5: it came unpredicted", got)
	}
	m.Reset()
	if got := m.Bursting(); got != 0 {
		t.Errorf("after a Reset %v, want 0", got)
	}
}

// Nothing is allocated by a step in which all of the past matters, once the memory is
// warm.
func TestVariantsDoNotAllocate(t *testing.T) {
	m, next := learnedBy(t, func(p *Params) {
		p.Transmission, _ = transmission(t, synapse.TransmissionParams{Release: always(.95), Utilisation: .3, Recovery: 2, Facilitation: 2})
		p.SpikeWindow, p.EPSPDecay, p.DepolarisationSteps = 2, .5, 3
		p.ExternalInputs, p.InhibitoryInputs = 40, 20
		p.Plasticity, p.Punishment = decaying(fadingRule()), to(.3, .3)
	})
	context := sdr.SDR{Size: 40, Bits: []int{1, 3, 21, 23, 25}}
	all := func() {
		m.Predict(Context{External: context})
		next()
	}
	for i := 0; i < 200; i++ {
		all()
	}
	if n := testing.AllocsPerRun(200, all); n > 1 { // segments and synapses still come and go
		t.Errorf("%v allocations a step, want none but for growth", n)
	}
	input := sdr.SDR{Size: 2048, Bits: rng.New(5).Sample(2048, 40)}
	if n := testing.AllocsPerRun(100, func() { m.Predict(Context{External: context}); m.Step(input, false); m.Reset() }); n != 0 {
		t.Errorf("%v allocations without learning, want 0", n)
	}
}
