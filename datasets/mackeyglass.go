package datasets

import "math"

var mackeyGlassRow = Generator{
	Name:   "mackey-glass",
	Title:  "the Mackey-Glass series, chaotic for a delay of 17",
	Source: "Mackey & Glass (1977), doi:10.1126/science.267326",
	Call:   "datasets.MackeyGlass(datasets.DefaultMackeyGlassParams())",
}

// MackeyGlassParams configures MackeyGlass: start from DefaultMackeyGlassParams.
type MackeyGlassParams struct {
	Values      int     // how many are returned
	Discard     int     // how many before them are thrown away
	Interval    int     // steps from one value to the next
	Delay       int     // steps: tau / Step
	Step        float64 // time of a step
	Growth      float64 // beta
	Decay       float64 // gamma
	Exponent    int     // n
	Start, Past float64 // x at time 0, and before it
}

// DefaultMackeyGlassParams returns the usual series: a delay of 17, growth 0.2,
// decay 0.1, exponent 10, steps of 0.1 and one value for each unit of time; from
// x = 1.2 at time 0 and 0 before it, without the first 500 values.
func DefaultMackeyGlassParams() MackeyGlassParams {
	return MackeyGlassParams{
		Values: 5000, Discard: 500, Interval: 10, Delay: 170, Step: 0.1,
		Growth: 0.2, Decay: 0.1, Exponent: 10, Start: 1.2, Past: 0,
	}
}

// Validate names every field that is out of range.
func (p MackeyGlassParams) Validate() error {
	var bad faults
	bad.size("Values", p.Values)
	bad.that(p.Discard >= 0 && p.Discard <= most, "Discard = %d, want in [0, %d]", p.Discard, most)
	bad.size("Interval", p.Interval)
	bad.size("Delay", p.Delay)
	bad.size("Exponent", p.Exponent)
	bad.positive("Step", p.Step)
	bad.positive("Growth", p.Growth)
	bad.positive("Decay", p.Decay)
	bad.that(p.Step*p.Decay < 1, "Step = %v, want < 1 / Decay = %v", p.Step, 1/p.Decay)
	bad.that(p.Start >= 0 && !math.IsInf(p.Start, 1), "Start = %v, want >= 0 and finite", p.Start)
	bad.that(p.Past >= 0 && !math.IsInf(p.Past, 1), "Past = %v, want >= 0 and finite", p.Past)
	bad.product("Values + Discard and Interval", p.Values+max(0, p.Discard), p.Interval)
	return bad.err
}

// MackeyGlass returns a solution of
//
//	dx/dt = Growth x(t-tau) / (1 + x(t-tau)^Exponent) - Decay x(t),  tau = Delay Step
//
// by the classical Runge-Kutta method of order 4, with the delayed x halfway
// through a step taken as the mean of its two ends. With the usual parameters x
// comes to rest at 1 for tau < 4.5, goes round a limit cycle up to 13.3, and is
// chaotic at 17: Farmer (1982), doi:10.1016/0167-2789(82)90042-2. Only sums,
// products and quotients are used, rounded one by one, so that the bits are the
// same on every machine. The error names every bad parameter.
func MackeyGlass(p MackeyGlassParams) ([]float64, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	past := make([]float64, p.Delay) // a ring; past[i] is x of a whole delay ago
	for i := range past {
		past[i] = p.Past
	}
	values, x := make([]float64, 0, p.Values), p.Start
	for step := 0; len(values) < p.Values; step++ {
		if step%p.Interval == 0 && step/p.Interval >= p.Discard {
			values = append(values, x)
		}
		i := step % p.Delay
		delayed, next := past[i], x
		if p.Delay > 1 {
			next = past[(i+1)%p.Delay]
		}
		past[i] = x
		x = p.advance(x, delayed, next)
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, faultOf("Growth = %v with Start = %v grows beyond all numbers, want less", p.Growth, p.Start)
		}
	}
	return values, nil
}

// advance returns x one step later, with the delayed x at both ends of the step.
func (p MackeyGlassParams) advance(x, delayed, next float64) float64 {
	first, middle, last := p.growth(delayed), p.growth((delayed+next)/2), p.growth(next)
	k1 := first - float64(p.Decay*x)
	k2 := middle - float64(p.Decay*(x+float64(p.Step/2*k1)))
	k3 := middle - float64(p.Decay*(x+float64(p.Step/2*k2)))
	k4 := last - float64(p.Decay*(x+float64(p.Step*k3)))
	return x + float64(p.Step/6*(k1+float64(2*k2)+float64(2*k3)+k4))
}

// growth returns Growth x / (1 + x^Exponent).
func (p MackeyGlassParams) growth(x float64) float64 {
	power := 1.0
	for square, n := x, p.Exponent; n > 0; n >>= 1 {
		if n&1 == 1 {
			power = float64(power * square)
		}
		square = float64(square * square)
	}
	return float64(p.Growth*x) / (1 + power)
}
