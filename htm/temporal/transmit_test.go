package temporal

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// transmission makes a transmission, and the same for the reference.
func transmission(t testing.TB, p synapse.TransmissionParams) (*synapse.Transmission, func(float32, float32, func() float64) float32) {
	t.Helper()
	made, err := synapse.NewTransmission(p)
	if err != nil {
		t.Fatal(err)
	}
	return made, ref.Contribution(p.Weight, p.Release, max(1, p.Vesicles))
}

func same(permanence float64) float64 { return permanence }

func always(share float64) func(float64) float64 { return func(float64) float64 { return share } }

// graded is the transmission in which a synapse contributes its permanence.
func graded(t testing.TB) *synapse.Transmission {
	made, _ := transmission(t, synapse.TransmissionParams{Weight: same})
	return made
}

// releasing is the one in which every release fails with probability 1 - q.
func releasing(t testing.TB, q float64) *synapse.Transmission {
	made, _ := transmission(t, synapse.TransmissionParams{Release: always(q)})
	return made
}

// transmissions are of all kinds, with their plain forms.
var transmissions = map[string]synapse.TransmissionParams{
	"HTM's":                       {},
	"graded":                      {Weight: same},
	"a curve":                     {Weight: func(p float64) float64 { return p * p * (3 - 2*p) }},
	"unreliable":                  {Release: always(.7)},
	"released by permanence":      {Release: same, Vesicles: 3},
	"graded, released by a curve": {Weight: math.Sqrt, Release: func(p float64) float64 { return 1 - (1-p)*(1-p) }, Vesicles: 2},
}

// With any transmission a memory has the bits of the reference, to the state of the
// stream of releases.
func TestTransmissionsEqualTheReference(t *testing.T) {
	for name, params := range transmissions {
		t.Run(name, func(t *testing.T) {
			seeds, predicted := uint64(20), 0
			if testing.Short() {
				seeds = 5
			}
			for seed := uint64(0); seed < seeds; seed++ {
				pair := newPairWith(t, rng.New(seed), func(p *Params, plain *ref.TemporalParams) {
					p.Transmission, plain.Contribution = transmission(t, params)
				})
				for step := 0; step < 100; step++ {
					pair.step()
					predicted += min(1, pair.m.PredictiveCells().Len())
				}
			}
			if predicted < 10*int(seeds) {
				t.Errorf("%d steps with predictions: the comparison proves little", predicted)
			}
		})
	}
}

// HTM's transmission, said in words, has the bits of the built-in one.
func TestBinaryTransmissionIsTheBuiltIn(t *testing.T) {
	for seed := uint64(0); seed < 5; seed++ {
		var states [2]State
		for i, explicit := range []bool{false, true} {
			m, _ := trained(t, seed, func(p *Params) {
				if explicit {
					p.Transmission, _ = transmission(t, synapse.TransmissionParams{})
				}
			})
			states[i] = m.Snapshot()
		}
		if !reflect.DeepEqual(states[0], states[1]) {
			t.Errorf("seed %d: another state", seed)
		}
	}
}

// Worked by hand: six synapses of .3, .5 and .75 on the four cells of minicolumn 0 and
// two of minicolumn 1 contribute 3 together, if they contribute their permanence.
func TestDrive(t *testing.T) {
	segment := seg{12, []float32{0, .25, 1, .5, 2, .75, 3, .75, 4, .25, 5, .5, 100, 1}}
	for _, tt := range []struct {
		name                 string
		input                []int
		threshold, minimum   int
		predictive           string
		potential, connected int
	}{
		{"what is exactly enough is enough", []int{0, 1}, 3, 2, "[12]", 6, 3},
		{"a fraction is not", []int{0}, 3, 2, "[]", 4, 2}, // 2.25
		{"nor does it harm", []int{0}, 2, 2, "[12]", 4, 2},
		{"a segment that does not match has no drive", []int{0}, 5, 5, "[]", 0, 0},
	} {
		p := with(func(p *Params) {
			p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses, p.Transmission = tt.threshold, tt.minimum, 6, graded(t)
		})
		m := memoryOf(t, p, segment)
		steps(m, false, tt.input)
		view := m.CellSegments(12)[0]
		if got := fmt.Sprint(m.PredictiveCells().Bits); got != tt.predictive || view.Potential != tt.potential || view.Connected != tt.connected {
			t.Errorf("%s: predictive %s, potential %d, connected %d; want %s, %d, %d",
				tt.name, got, view.Potential, view.Connected, tt.predictive, tt.potential, tt.connected)
		}
	}
}

// A cell with 40 synapses and a threshold of 15 is predicted by unreliable synapses as
// often as the binomial distribution says: .960 of the time with q = .5, and .440 with
// q = .35 (exact tails of Binomial(40, q)). Every Predict draws anew, learning or not.
func TestUnreliableSynapsesFollowTheBinomial(t *testing.T) {
	segment := seg{cell: 40}
	for cell := 0; cell < 40; cell++ {
		segment.synapses = append(segment.synapses, float32(cell), .5)
	}
	all := make([]int, 40)
	for i := range all {
		all[i] = i
	}
	for _, tt := range []struct{ q, want float64 }{{1, 1}, {.5, .9597}, {.35, tail(40, 15, .35)}, {.2, tail(40, 15, .2)}} {
		p := DefaultParams(50)
		p.CellsPerColumn, p.ActivationThreshold, p.Transmission = 1, 15, releasing(t, tt.q)
		m := memoryOf(t, p, segment)
		steps(m, false, all)
		const trials = 4000
		predicted := 0
		for i := 0; i < trials; i++ {
			m.Predict(Context{})
			predicted += m.PredictiveCells().Len()
		}
		share, spread := float64(predicted)/trials, math.Sqrt(tt.want*(1-tt.want)/trials)
		if math.Abs(share-tt.want) > 5*spread+1e-4 {
			t.Errorf("q = %v: predicted in a share of %.4f, want %.4f +- %.4f", tt.q, share, tt.want, 5*spread)
		}
		if view := m.CellSegments(40)[0]; view.Potential != 40 {
			t.Errorf("q = %v: %d active synapses, want 40, whatever fails", tt.q, view.Potential)
		}
	}
}

// tail is the probability of at least k of n, each with probability q.
func tail(n, k int, q float64) (sum float64) {
	for i := k; i <= n; i++ {
		choose := 1.
		for j := 0; j < i; j++ {
			choose *= float64(n-j) / float64(j+1)
		}
		sum += choose * math.Pow(q, float64(i)) * math.Pow(1-q, float64(n-i))
	}
	return sum
}

// Failures neither weaken nor grow synapses other than reliable ones would: a
// minicolumn that comes is learned in the same way, whether it was predicted or burst,
// as long as the same cell wins. Learning or not, as much is drawn.
func TestFailuresAreNotLearned(t *testing.T) {
	segment := seg{4, []float32{0, .5, 1, .5, 2, .5, 81, .5}}
	var drawn [2]uint64
	for i, learn := range []bool{false, true} {
		for seed := uint64(0); seed < 8; seed++ {
			p := with(func(p *Params) { p.Transmission, p.Seed = releasing(t, .8), seed })
			m := memoryOf(t, p, segment)
			steps(m, learn, []int{0}, []int{1})
			if got, want := describe(m), "4: 0 .60, 1 .60, 2 .60, 81 .40"; learn && got != want {
				t.Errorf("seed %d: %s, want %s", seed, got, want)
			}
			drawn[i] += m.release.State()
		}
	}
	if drawn[0] != drawn[1] {
		t.Error("learning draws another number of releases, want as many")
	}
}

// Snapshots and clones go on with the same releases, in the middle of a stream, also
// between Predict and Step, and after a Reset.
func TestReleasesGoOnBitForBit(t *testing.T) {
	for seed := uint64(0); seed < 6; seed++ {
		m, next := trained(t, seed, func(p *Params) { p.Transmission = releasing(t, .8) })
		m.Predict(randomContext(rng.New(seed), m.params))
		if seed%3 == 0 {
			m.Reset()
		}
		restored := mustNew(t, m.Params())
		steps(restored, true, []int{1, 2, 3}, []int{4, 5, 6})
		if err := restored.Restore(m.Snapshot()); err != nil {
			t.Fatal(err)
		}
		if g, w := fmt.Sprint(restored.PredictiveCells(), views(restored)), fmt.Sprint(m.PredictiveCells(), views(m)); g != w {
			t.Fatalf("a restored memory predicts %s, want %s", g, w)
		}
		goOn(t, next, m, map[string]*Memory{"restored": restored, "cloned": m.Clone()})
	}
}

// Nothing is allocated by a step with failures, once the memory is warm.
func TestTransmissionDoesNotAllocate(t *testing.T) {
	m, next := learnedBy(t, func(p *Params) { p.Transmission = releasing(t, .9) })
	if n := testing.AllocsPerRun(500, next); n != 0 {
		t.Errorf("%v allocations a step, want 0", n)
	}
	input := sdr.SDR{Size: 2048, Bits: rng.New(5).Sample(2048, 40)}
	if n := testing.AllocsPerRun(100, func() { m.Step(input, false); m.Reset() }); n != 0 {
		t.Errorf("%v allocations in a bursting step, want 0", n)
	}
}
