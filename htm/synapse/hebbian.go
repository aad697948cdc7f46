package synapse

import "gohtm/htm/internal/check"

// Hebbian is HTM's own rule, as a starting point for others: given to a pooler or a
// memory, it does what their increments do, bit for bit. Increment and decrement are in [0, 1]:
//
//	permanence += increment   if the input is on
//	permanence -= decrement   if it is off
//
// Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, "Computational model".
func Hebbian(increment, decrement float64) (*Plasticity, error) {
	c := check.New("synapse")
	share(c, "increment", increment)
	share(c, "decrement", decrement)
	if err := c.Err(); err != nil {
		return nil, err
	}
	up, down := float64(float32(increment)), float64(float32(decrement))
	return Tabulate(
		func(permanence float64) float64 { return permanence + up },
		func(permanence float64) float64 { return permanence - down },
	)
}

// share complains of a parameter that is not in [0, 1].
func share(c *check.Fields, name string, x float64) {
	c.That(x >= 0 && x <= 1, "%s = %v, want in [0, 1]", name, x)
}
