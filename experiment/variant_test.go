package experiment

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

func TestHTMChangesNothing(t *testing.T) {
	pooler, memory := spatial.DefaultParams(64, 64), temporal.DefaultParams(64)
	if p, err := HTM().PoolerOf(pooler); err != nil || !reflect.DeepEqual(p, pooler) {
		t.Errorf("pooler %+v, %v", p, err)
	}
	if p, err := HTM().MemoryOf(memory); err != nil || !reflect.DeepEqual(p, memory) {
		t.Errorf("memory %+v, %v", p, err)
	}
}

// next returns what a rule makes of a permanence of .5, with its input on and off.
func next(rule *synapse.Plasticity) (on, off float64) {
	p := []float32{.5, .5}
	rule.Apply(p, []bool{true, false})
	return float64(p[0]), float64(p[1])
}

func TestRuleIsMadeFromTheLayersOwnRates(t *testing.T) {
	v := Named("soft").WithRule(soft)
	pooler, memory := spatial.DefaultParams(64, 64), temporal.DefaultParams(64)
	pooler.ConnectedPermanence, pooler.PermanenceIncrement, pooler.PermanenceDecrement = .5, .2, .04
	memory.PermanenceIncrement, memory.PermanenceDecrement = .1, .3
	p, err := v.PoolerOf(pooler)
	if err != nil {
		t.Fatal(err)
	}
	if on, off := next(p.Plasticity); math.Abs(on-.6) > 1e-6 || math.Abs(off-.48) > 1e-6 {
		t.Errorf("pooler: .5 becomes %v and %v, want .6 and .48", on, off)
	}
	m, err := v.MemoryOf(memory)
	if err != nil {
		t.Fatal(err)
	}
	if on, off := next(m.Plasticity); math.Abs(on-.55) > 1e-6 || math.Abs(off-.35) > 1e-6 {
		t.Errorf("memory: .5 becomes %v and %v, want .55 and .35", on, off)
	}
}

func TestFieldsComeAfterTheRule(t *testing.T) {
	v := Named("soft").WithRule(soft)
	v.Pooler = func(p *spatial.Params) { p.Plasticity = nil }
	v.Memory = func(p *temporal.Params) { p.Plasticity = nil }
	if p, _ := v.PoolerOf(spatial.DefaultParams(64, 64)); p.Plasticity != nil {
		t.Error("the pooler's rule is set after the function")
	}
	if p, _ := v.MemoryOf(temporal.DefaultParams(64)); p.Plasticity != nil {
		t.Error("the memory's rule is set after the function")
	}
}

func TestTransmissionIsSet(t *testing.T) {
	graded, err := synapse.NewTransmission(synapse.TransmissionParams{Weight: func(x float64) float64 { return x }})
	if err != nil {
		t.Fatal(err)
	}
	v := Named("graded").WithTransmission(graded, nil)
	if p, err := v.MemoryOf(temporal.DefaultParams(64)); err != nil || p.Transmission != graded {
		t.Errorf("memory: transmission %v, %v, want the one given", p.Transmission, err)
	}
	if p, err := v.PoolerOf(spatial.DefaultParams(64, 64)); err != nil || p.Transmission != graded {
		t.Errorf("pooler: transmission %v, %v, want the one given", p.Transmission, err)
	}
}

func TestErrorsOfVariants(t *testing.T) {
	bad := errors.New("no such rule")
	for _, tt := range []struct {
		name, want string
		v          Variant
	}{
		{"of the rule's constructor", "no such rule", Named("x").WithPlasticity(nil, bad)},
		{"of the transmission's", "no such rule", Named("x").WithTransmission(nil, bad)},
		{"a nil rule", "a nil rule, want one such as synapse.Tabulate makes", Named("x").WithPlasticity(nil, nil)},
		{"a nil transmission", "a nil transmission, want one such as synapse.NewTransmission makes", Named("x").WithTransmission(nil, nil)},
		{"no function", "a nil rule, want a function", Named("x").WithRule(nil)},
		{"of a rule made for a layer", "no such rule", Named("x").WithRule(func(_, _ float64) (*synapse.Plasticity, error) { return nil, bad })},
		{"nil of it", "a nil rule for increment", Named("x").WithRule(func(_, _ float64) (*synapse.Plasticity, error) { return nil, nil })},
		{"a field", "no such rule", Variant{Err: bad}},
		{"impossible parameters", "Columns = 0, want", Variant{Pooler: func(p *spatial.Params) { p.Columns = 0 }, Memory: func(p *temporal.Params) { p.Columns = 0 }}},
	} {
		_, pooler := tt.v.PoolerOf(spatial.DefaultParams(64, 64))
		_, memory := tt.v.MemoryOf(temporal.DefaultParams(64))
		for _, err := range []error{pooler, memory} {
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
			}
		}
		if !tt.v.touches(true, true) {
			t.Errorf("%s: nothing is touched, so the error would be lost", tt.name)
		}
	}
}
