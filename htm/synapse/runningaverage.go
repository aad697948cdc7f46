package synapse

import "gohtm/htm/internal/check"

// RunningAverage makes a permanence an average of its input x over the latest 1/rate learning
// steps, or so: of a minicolumn, the mean of the inputs that it wins. Rate is in (0, 1]:
//
//	permanence += rate * (x - permanence)
//
// Rates, x in [0, 1], are what it was made for. Oja (1982), doi:10.1007/BF00275687, whose
// rule it is for an output of 1: Δw = rate * y * (x - y*w).
func RunningAverage(rate float64) (*Plasticity, error) {
	c := check.New("synapse")
	c.That(rate > 0 && rate <= 1, "rate = %v, want in (0, 1]", rate)
	if err := c.Err(); err != nil {
		return nil, err
	}
	return Tabulate(towards(1, rate), towards(0, rate))
}
