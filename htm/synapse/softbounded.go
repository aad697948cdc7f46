package synapse

import "gohtm/htm/internal/check"

// SoftBounded is multiplicative plasticity: the firmer a synapse, the less it is potentiated
// and the more depressed, so that permanences settle in between, by how often the input is
// on, and never reach a bound. Potentiation and depression are shares in [0, 1]:
//
//	permanence += potentiation * (1 - permanence)   if the input is on
//	permanence -= depression * permanence           if it is off
//
// An input that is on in a share f of the learning steps ends, on average, at f*potentiation
// / (f*potentiation + (1-f)*depression). Depression in proportion to the weight: van Rossum,
// Bi & Turrigiano (2000), doi:10.1523/JNEUROSCI.20-23-08812.2000; both bounds soft: Gütig,
// Aharonov, Rotter & Sompolinsky (2003), doi:10.1523/JNEUROSCI.23-09-03697.2003, with their
// μ = 1.
func SoftBounded(potentiation, depression float64) (*Plasticity, error) {
	c := check.New("synapse")
	share(c, "potentiation", potentiation)
	share(c, "depression", depression)
	if err := c.Err(); err != nil {
		return nil, err
	}
	return Tabulate(towards(1, potentiation), towards(0, depression))
}

// towards moves a permanence by a share of what is left to a goal.
func towards(goal, share float64) func(float64) float64 {
	return func(permanence float64) float64 { return permanence + share*(goal-permanence) }
}
