package synapse_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/synapse"
)

func shortTerm(t testing.TB, utilisation, recovery, facilitation float64, inputs int) *synapse.ShortTerm {
	t.Helper()
	made, err := synapse.Facilitating(utilisation, recovery, facilitation)
	if err != nil {
		t.Fatal(err)
	}
	return made.ShortTerm(inputs)
}

// By hand, with time constants of 1/ln 2 steps, so that what fades halves each step, and U = 1/2.
func TestShortTermKnownAnswers(t *testing.T) {
	half := 1 / math.Ln2
	for _, tt := range []struct {
		name                   string
		recovery, facilitation float64
		spikes                 []int // steps, from 0 up
		want                   []float64
	}{
		// R: 1; 1 - (1-.5)/2 = .75; 1 - (1-.375)/2 = .6875; after two steps 1 - (1-.34375)/4
		{"depression", half, 0, []int{0, 1, 2, 4}, []float64{1, .75, .6875, .8359375}},
		// u: .5; .25 + .5*.75 = .625; .3125 + .5*.6875 = .65625; .1640625 + .5*.8359375
		{"facilitation", 0, half, []int{0, 1, 2, 4}, []float64{1, 1.25, 1.3125, 1.1640625}},
		// u*R/U = .625*.75*2; then R = 1 - (1-.75*.375)/2 = .640625, u = .65625
		{"both", half, half, []int{0, 1, 2}, []float64{1, .9375, .840820313}},
		{"a first spike late", half, half, []int{50}, []float64{1}},
		{"rested", half, half, []int{0, 60}, []float64{1, 1}},
	} {
		s, next := shortTerm(t, .5, tt.recovery, tt.facilitation, 3), 0
		for step := 0; next < len(tt.spikes); step++ {
			if step != tt.spikes[next] {
				s.Step([]int{0})
				continue
			}
			got := s.Step([]int{0, 2})
			if len(got) != 2 || math.Abs(float64(got[1])-tt.want[next]) > 1e-6 {
				t.Errorf("%s: step %d: %v, want %v", tt.name, step, got, tt.want[next])
			}
			next++
		}
	}
}

// At a constant rate, a spike every dt steps, depression settles at (1-e)/(1-(1-U)e), e =
// exp(-dt/recovery): above the limit 1/rate, what arrives in a second is the same. Tsodyks & Markram (1997).
func TestDepressionLimitsRates(t *testing.T) {
	const u, recovery = .5, 80.0
	var arrives []float64
	for _, dt := range []int{1, 2, 4, 20} {
		s, last := shortTerm(t, u, recovery, 0, 1), float64(0)
		for step := 0; step < 2000; step++ {
			if step%dt == 0 {
				last = float64(s.Step([]int{0})[0])
			} else {
				s.Step(nil)
			}
		}
		e := math.Exp(-float64(dt) / recovery)
		if want := (1 - e) / (1 - (1-u)*e); math.Abs(last-want) > 1e-6 {
			t.Errorf("every %d steps: %v, want %v", dt, last, want)
		}
		arrives = append(arrives, last/float64(dt))
	}
	if most := 1 / (u * recovery); arrives[0] > most || arrives[2] < .9*most || arrives[3] > .75*most {
		t.Errorf("%v arrives a step, want at most %v, and nearly that at the fastest three rates alone", arrives, most)
	}
}

// Whatever the spikes, factors are those of the plain form, which begins anew every time, bit
// for bit, and at most 1/U; a snapshot goes on from where it was, and a clone is its own.
func TestShortTermEqualsPlainOne(t *testing.T) {
	for _, plain := range []ref.Transmission{
		{Utilisation: .5, Recovery: 20}, {Utilisation: .03, Recovery: 13, Facilitation: 53},
		{Utilisation: 1, Recovery: 3, Facilitation: 1}, {Utilisation: .001, Facilitation: 1e6}, {Utilisation: .3, Recovery: 1e-3},
	} {
		made, err := synapse.NewTransmission(synapse.TransmissionParams{Utilisation: plain.Utilisation, Recovery: plain.Recovery, Facilitation: plain.Facilitation})
		if err != nil {
			t.Fatal(err)
		}
		const inputs = 12
		s, r := made.ShortTerm(inputs), rng.New(1)
		spikes := make([][]int, inputs)
		for step := 0; step < 300; step++ {
			active := r.Sample(inputs, r.Below(inputs))
			if r.Below(3) == 0 {
				active = nil
			}
			if step%50 == 49 {
				state, other := s.Snapshot(), made.ShortTerm(inputs)
				clone := s.Clone()
				s.Step([]int{1, 2, 3})
				if err := other.Restore(state); err != nil || !reflect.DeepEqual(other.Snapshot(), state) || !reflect.DeepEqual(clone.Snapshot(), state) {
					t.Fatalf("%v: state %+v, clone %+v, want %+v", err, other.Snapshot(), clone.Snapshot(), state)
				}
				s = []*synapse.ShortTerm{other, clone}[step/50%2]
			}
			factors := s.Step(active)
			for i, input := range active {
				spikes[input] = append(spikes[input], step)
				if want := plain.Factor(spikes[input]); factors[i] != want || want > made.MaxContribution() || !(want > 0) {
					t.Fatalf("step %d, input %d: %v, want %v, at most %v", step, input, factors[i], want, made.MaxContribution())
				}
			}
		}
		s.Reset()
		if got := s.Step([]int{0}); got[0] != 1 {
			t.Errorf("%v after Reset, want 1", got)
		}
	}
	if made := transmission(t, synapse.TransmissionParams{}); made.ShortTerm(3) != nil || (*synapse.ShortTerm)(nil).Clone() != nil || (*synapse.Transmission)(nil).ShortTerm(3) != nil {
		t.Error("a transmission without short-term dynamics has some")
	}
}

func TestShortTermChecksItsState(t *testing.T) {
	s := shortTerm(t, .5, 3, 3, 2)
	s.Step([]int{1})
	good := fmt.Sprint(s.Snapshot())
	for _, tt := range []struct {
		spoil func(*synapse.ShortTermState)
		want  string
	}{
		{func(s *synapse.ShortTermState) { s.LastOn = nil }, "synapse: state with 0 LastOn, 2 Utilisation, 2 Resources, want 2"},
		{func(s *synapse.ShortTermState) { s.Utilisation = nil }, "synapse: state with 2 LastOn, 0 Utilisation, 2 Resources, want 2"},
		{func(s *synapse.ShortTermState) { s.Resources = s.Resources[:1] }, "synapse: state with 2 LastOn, 2 Utilisation, 1 Resources, want 2"},
		{func(s *synapse.ShortTermState) { s.LastOn[0] = 2 }, "synapse: input 0: LastOn = 2, Utilisation = 0, Resources = 0, want at most Step = 1 and in [0, 1]"},
		{func(s *synapse.ShortTermState) { s.Utilisation[1] = 1.5 }, "synapse: input 1: LastOn = 1, Utilisation = 1.5, Resources = 1, want at most Step = 1 and in [0, 1]"},
		{func(s *synapse.ShortTermState) { s.Resources[1] = math.NaN() }, "synapse: input 1: LastOn = 1, Utilisation = 0.5, Resources = NaN, want at most Step = 1 and in [0, 1]"},
	} {
		state := s.Snapshot()
		tt.spoil(&state)
		if err := s.Restore(state); fmt.Sprint(err) != tt.want || fmt.Sprint(s.Snapshot()) != good {
			t.Errorf("%v, want %s, and nothing changed", err, tt.want)
		}
	}
}

// Once it is warm, a step allocates nothing.
func TestShortTermAllocatesNothing(t *testing.T) {
	s, active := shortTerm(t, .5, 3, 3, 100), []int{1, 5, 9}
	if n := testing.AllocsPerRun(100, func() { s.Step(active) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
	if got := slices.Clone(s.Step(nil)); len(got) != 0 {
		t.Errorf("%v of no input", got)
	}
}
