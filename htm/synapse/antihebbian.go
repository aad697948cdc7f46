package synapse

import "gohtm/htm/internal/check"

// AntiHebbian weakens the synapses whose input is on, and leaves the others alone:
//
//	permanence -= decrement + fraction * permanence   if the input is on
//
// It is what a memory does to segments that predicted wrongly (its Punishment): with
// fraction 0 its PredictedSegmentDecrement, bit for bit. A fraction spares synapses that are
// weak anyway and takes most from the firmest. Both are in [0, 1], and not both 0. Hawkins &
// Ahmad (2016), doi:10.3389/fncir.2016.00023, "Computational model"; anti-Hebbian plasticity
// in the brain: Roberts & Leen (2010), doi:10.3389/fncom.2010.00156.
func AntiHebbian(decrement, fraction float64) (*Plasticity, error) {
	c := check.New("synapse")
	share(c, "decrement", decrement)
	share(c, "fraction", fraction)
	c.That(decrement != 0 || fraction != 0, "decrement = %v, fraction = %v, want not both 0", decrement, fraction)
	if err := c.Err(); err != nil {
		return nil, err
	}
	down := float64(float32(decrement))
	return Tabulate(
		func(permanence float64) float64 { return permanence - down - fraction*permanence },
		func(permanence float64) float64 { return permanence },
	)
}
