package spatial

import "fmt"

// StepRates is Step for inputs that are on to a rate: how often each fires, as a share of the
// most that it can, from 0 to 1. With rates of 0 and 1 alone it does what Step does with those that
// are 1. A rate x counts x times in the overlap, and moves a permanence by
//
//	D_ij += p+ * x - p- * (1-x)
//
// or, by a tabulated Plasticity, to x*on(D_ij) + (1-x)*off(D_ij). It panics unless Params.RateInputs is
// set, there are as many rates as inputs, and all are in [0, 1]. The rates are not kept.
func (p *Pooler) StepRates(rates []float32, learn bool) {
	if !p.params.RateInputs {
		panic("spatial: StepRates without Params.RateInputs, want it set")
	}
	if len(rates) != p.params.Inputs {
		panic(fmt.Sprintf("spatial: %d rates, want %d", len(rates), p.params.Inputs))
	}
	on := p.scratch.on[:0]
	for input, x := range rates {
		if !(x >= 0 && x <= 1) {
			panic(fmt.Sprintf("spatial: rates[%d] = %v, want in [0, 1]", input, x))
		}
		if x > 0 {
			on = append(on, input)
		}
	}
	p.scratch.on = on
	p.step(on, rates, learn)
}
