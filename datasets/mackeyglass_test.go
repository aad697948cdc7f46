package datasets

import (
	"math"
	"slices"
	"testing"
)

func mackeyOf(t *testing.T, change func(*MackeyGlassParams)) []float64 {
	t.Helper()
	p := DefaultMackeyGlassParams()
	change(&p)
	values, err := MackeyGlass(p)
	if err != nil {
		t.Fatal(err)
	}
	return values
}

// With nothing before time 0 the delayed term is 0 before time 17, and x decays from
// 1.2 as e^(-0.1 t): exact. Behind it x rises.
func TestMackeyGlassBegins(t *testing.T) {
	x := mackeyOf(t, func(p *MackeyGlassParams) { p.Discard, p.Values = 0, 30 })
	for at := range 17 {
		if want := 1.2 * math.Exp(-0.1*float64(at)); math.Abs(x[at]-want) > 1e-8 {
			t.Errorf("x(%d) = %.10f, want %.10f", at, x[at], want)
		}
	}
	if x[20] <= x[17] {
		t.Errorf("x(20) = %v after x(17) = %v, want a rise", x[20], x[17])
	}
}

// Farmer (1982): rest at 1 below a delay of 4.53, a limit cycle up to 13.3, chaos at
// 17: the maxima are all the same, or not.
func TestMackeyGlassRegimes(t *testing.T) {
	maxima := func(delay int) []float64 {
		x := mackeyOf(t, func(p *MackeyGlassParams) { p.Delay, p.Discard, p.Values, p.Interval = delay, 30000, 10000, 1 })
		var tops []float64
		for i := 1; i+1 < len(x); i++ {
			if x[i] > x[i-1] && x[i] >= x[i+1] {
				tops = append(tops, x[i])
			}
		}
		if len(tops) == 0 {
			return x // at rest
		}
		return tops
	}
	rest := maxima(40)
	if spread := slices.Max(rest) - slices.Min(rest); spread > 1e-4 || math.Abs(rest[0]-1) > 1e-3 {
		t.Errorf("delay 4: x from %v up by %v, want rest at 1", slices.Min(rest), spread)
	}
	cycle := maxima(80)
	if spread := slices.Max(cycle) - slices.Min(cycle); spread > 1e-4 || slices.Max(cycle) < 1.1 {
		t.Errorf("delay 8: maxima from %v up by %v, want one above 1.1", slices.Min(cycle), spread)
	}
	chaos := maxima(170)
	if spread := slices.Max(chaos) - slices.Min(chaos); spread < 0.2 {
		t.Errorf("delay 17: maxima spread over %v, want many different ones", spread)
	}
}

// Chaos at a delay of 17: two beginnings that differ by 1e-6 part, in the end as far
// as any two; at a delay of 8 they don't. The range is the usual one.
func TestMackeyGlassIsChaotic(t *testing.T) {
	apart := func(delay int) (early, late float64) {
		one := mackeyOf(t, func(p *MackeyGlassParams) { p.Delay = delay })
		two := mackeyOf(t, func(p *MackeyGlassParams) { p.Delay, p.Start = delay, 1.2+1e-6 })
		for i := range one {
			if d := math.Abs(one[i] - two[i]); i < 100 {
				early = max(early, d)
			} else if i >= 4000 {
				late = max(late, d)
			}
		}
		return early, late
	}
	if early, late := apart(170); early > 0.02 || late < 0.3 {
		t.Errorf("delay 17: at first %v apart, at last %v; want near, then far", early, late)
	}
	if _, late := apart(80); late > 1e-4 {
		t.Errorf("delay 8: at last %v apart, want together", late)
	}
	x := mackeyOf(t, func(*MackeyGlassParams) {})
	if low, high, m := slices.Min(x), slices.Max(x), mean(x); low < 0.38 || low > 0.45 || high < 1.28 || high > 1.36 || math.Abs(m-0.93) > 0.03 {
		t.Errorf("x in [%.3f, %.3f] of mean %.3f, want about [0.4, 1.3] and 0.93", low, high, m)
	}
}

// Half the step gives the same to within what the mean of the delayed ends costs.
func TestMackeyGlassConverges(t *testing.T) {
	coarse := mackeyOf(t, func(p *MackeyGlassParams) { p.Past, p.Discard, p.Values = 1.2, 0, 100 })
	fine := mackeyOf(t, func(p *MackeyGlassParams) {
		p.Past, p.Discard, p.Values = 1.2, 0, 100
		p.Step, p.Delay, p.Interval = 0.05, 340, 20
	})
	finer := mackeyOf(t, func(p *MackeyGlassParams) {
		p.Past, p.Discard, p.Values = 1.2, 0, 100
		p.Step, p.Delay, p.Interval = 0.025, 680, 40
	})
	first, second := 0.0, 0.0
	for i := range coarse {
		first, second = max(first, math.Abs(coarse[i]-fine[i])), max(second, math.Abs(fine[i]-finer[i]))
	}
	if ratio := first / second; first > 1e-3 || ratio < 3.5 || ratio > 4.5 { // an error of order 2
		t.Errorf("steps of 0.1 and 0.05 differ by %v, %v times what 0.05 and 0.025 do; want four times", first, ratio)
	}
	one := mackeyOf(t, func(p *MackeyGlassParams) { p.Delay, p.Values = 1, 50 })
	if last := one[49]; math.Abs(last-1) > 1e-9 {
		t.Errorf("delay of one step: %v at last, want rest at 1", last)
	}
}
