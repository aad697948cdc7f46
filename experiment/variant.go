package experiment

import (
	"errors"
	"fmt"

	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// Variant is what differs from HTM's own: start from Named, add to it with the
// methods that begin with With, or set the fields. The zero value changes nothing.
//
//	experiment.Named("soft bounds").WithRule(synapse.SoftBounded)
//	experiment.Named("my rule").WithPlasticity(synapse.Tabulate(on, off))
//	experiment.Variant{Name: "never punished", Memory: func(p *temporal.Params) { p.PredictedSegmentDecrement = 0 }}
//
// Its functions are called once for each run, by several runs at the same time. A
// rule that keeps something in variables of its own is made within one of them, so
// that each run has its own.
type Variant struct {
	Name string // in tables and figures; unique in a comparison
	// Pooler changes the parameters of a task's spatial pooler, Memory those of its
	// temporal memory, after the rule and the transmission are set. nil leaves them.
	Pooler func(*spatial.Params)
	Memory func(*temporal.Params)
	// Err is why the variant could not be made; every run of it returns it.
	Err error

	rule         func(increment, decrement float64) (*synapse.Plasticity, error)
	transmission *synapse.Transmission
}

// HTM returns the variant that changes nothing: the baseline of a comparison.
func HTM() Variant { return Named("HTM") }

// Named returns a variant of that name which changes nothing yet.
func Named(name string) Variant { return Variant{Name: name} }

// WithPlasticity returns the variant with a learning rule for pooler and memory. It
// takes what the functions that make one return, the error too, which becomes Err.
func (v Variant) WithPlasticity(rule *synapse.Plasticity, err error) Variant {
	if err == nil && rule == nil {
		err = errors.New("a nil rule, want one such as synapse.Tabulate makes")
	}
	v.Err = errors.Join(v.Err, err)
	return v.WithRule(func(_, _ float64) (*synapse.Plasticity, error) { return rule, nil })
}

// WithRule returns the variant with a learning rule that is made for each layer of
// each run from the layer's own PermanenceIncrement and PermanenceDecrement: so
// variants learn at like rates wherever the baseline does. A function such as
// synapse.SoftBounded can be given as it is.
func (v Variant) WithRule(rule func(increment, decrement float64) (*synapse.Plasticity, error)) Variant {
	if rule == nil {
		v.Err = errors.Join(v.Err, errors.New("a nil rule, want a function"))
	}
	v.rule = rule
	return v
}

// WithTransmission returns the variant with synapses that transmit otherwise, in
// pooler and memory; the error becomes Err, as in WithPlasticity.
func (v Variant) WithTransmission(transmission *synapse.Transmission, err error) Variant {
	if err == nil && transmission == nil {
		err = errors.New("a nil transmission, want one such as synapse.NewTransmission makes")
	}
	v.Err = errors.Join(v.Err, err)
	v.transmission = transmission
	return v
}

// touches tells whether the variant changes anything in a task with these layers.
func (v Variant) touches(pooler, memory bool) bool {
	return v.Err != nil || (pooler || memory) && (v.rule != nil || v.transmission != nil) ||
		pooler && v.Pooler != nil || memory && v.Memory != nil
}

// PoolerOf returns the parameters as the variant changes them. The error is Err,
// what is wrong with the rule, or what Validate finds.
func (v Variant) PoolerOf(p spatial.Params) (spatial.Params, error) {
	if err := v.replace(&p.Plasticity, &p.Transmission, p.PermanenceIncrement, p.PermanenceDecrement); err != nil {
		return p, err
	}
	if v.Pooler != nil {
		v.Pooler(&p)
	}
	return p, p.Validate()
}

// MemoryOf is PoolerOf for a temporal memory.
func (v Variant) MemoryOf(p temporal.Params) (temporal.Params, error) {
	if err := v.replace(&p.Plasticity, &p.Transmission, p.PermanenceIncrement, p.PermanenceDecrement); err != nil {
		return p, err
	}
	if v.Memory != nil {
		v.Memory(&p)
	}
	return p, p.Validate()
}

// replace puts the variant's rule and transmission, if it has them, into a layer with
// these rates.
func (v Variant) replace(plasticity **synapse.Plasticity, transmission **synapse.Transmission, increment, decrement float32) error {
	rule, err := v.ruleFor(increment, decrement)
	if err != nil {
		return err
	}
	if rule != nil {
		*plasticity = rule
	}
	if v.transmission != nil {
		*transmission = v.transmission
	}
	return nil
}

// ruleFor makes the rule of a layer, nil for none.
func (v Variant) ruleFor(increment, decrement float32) (*synapse.Plasticity, error) {
	if v.Err != nil || v.rule == nil {
		return nil, v.Err
	}
	rule, err := v.rule(float64(increment), float64(decrement))
	if err == nil && rule == nil {
		err = fmt.Errorf("a nil rule for increment %v and decrement %v, want one", increment, decrement)
	}
	return rule, err
}
