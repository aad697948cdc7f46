package ref

// Contribution is what an active synapse contributes, as a function of its permanence:
// its weight times the share of its vesicles that are released; without a weight, 1 if
// it is connected; without a release, all vesicles. The plain form of
// synapse.Transmission.
func Contribution(weight, release func(float64) float64, vesicles int) func(permanence, connected float32, uniform func() float64) float32 {
	weights, releases := tabulatedFunction(weight), tabulatedFunction(release)
	return func(permanence, connected float32, uniform func() float64) float32 {
		w := float32(0)
		if weight != nil {
			w = weights(permanence)
		} else if permanence >= connected {
			w = 1
		}
		if release == nil || w == 0 {
			return w
		}
		released := 0
		for vesicle := 0; vesicle < vesicles; vesicle++ {
			if uniform() < float64(releases(permanence)) {
				released++
			}
		}
		return w * (float32(released) / float32(vesicles))
	}
}

// tabulatedFunction is one of the functions of Tabulated, on its own.
func tabulatedFunction(f func(float64) float64) func(float32) float32 {
	if f == nil {
		return nil
	}
	rule := Tabulated(f, f)
	return func(x float32) float32 {
		value := []float32{x}
		rule(value, []bool{true})
		return value[0]
	}
}
