package sdr

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"
)

// printed tells whether a number agrees with one in print, to its last digit:
// "6.353e-11", ".0591", "1 in 14587".
func printed(t *testing.T, name string, got float64, text string) {
	t.Helper()
	number := text
	if rest, ok := strings.CutPrefix(text, "1 in "); ok {
		number, got = rest, 1/got
	}
	want, err := strconv.ParseFloat(number, 64)
	if err != nil {
		t.Fatal(err)
	}
	mantissa, exponent, _ := strings.Cut(number, "e")
	_, fraction, _ := strings.Cut(mantissa, ".")
	power, _ := strconv.Atoi(exponent)
	last := math.Pow(10, float64(power-len(fraction)))
	if !(math.Abs(got-want) <= .5000001*last) {
		t.Errorf("%s = %.6g, want %s", name, got, text)
	}
}

// Known answers for capacity: Ahmad & Hawkins (2015) and the chapter on SDRs of
// Numenta's "Biological and Machine Intelligence".
func TestCapacity(t *testing.T) {
	printed(t, "C(2048, 40)", math.Exp(LogCapacity(2048, 40)), "2.37e84")
	printed(t, "C(1024, 2)", math.Exp(LogCapacity(1024, 2)), "523776")
	printed(t, "C(1024, 4)", math.Exp(LogCapacity(1024, 4)), "4.555e10")
	// By hand: of the 10 pairs of 5 bits, one is {0, 1}, six share one bit with it,
	// three share none.
	for b, count := range []float64{3, 6, 1, 0} {
		if got := math.Exp(LogOverlapSet(5, 2, 2, b)); math.Abs(got-count) > 1e-12 {
			t.Errorf("%v pairs share %d bits, want %v", got, b, count)
		}
	}
	if got := LogCapacity(1<<40, 1<<30); math.IsInf(got, 0) || math.IsNaN(got) || got < 1e9 {
		t.Errorf("ln C(2^40, 2^30) = %v, want a great number", got)
	}
}

// Known answers for false matches: the tables of the same chapter, of Hawkins &
// Ahmad (2016) and of the notebooks of arXiv:1601.00720. Numbers that were printed
// there are the same to the last digit.
func TestFalseMatch(t *testing.T) {
	for _, tt := range []struct {
		n, a, s, theta int
		want           string
	}{
		// Inexact matching: s = a. The second is printed as "< 1e-13".
		{1024, 4, 4, 2, "1 in 14587"},
		{1024, 20, 20, 10, "9.33e-14"},
		// Subsampling.
		{1024, 8, 4, 2, "1 in 3142"},
		{1024, 20, 10, 5, "1 in 2.53e6"},
		{2048, 40, 20, 10, "3.91e-13"},
		// The neuron, n = 100,000: theta = s, s = 2 theta, and s = 2 m theta for a
		// segment that learned m patterns.
		{100000, 2000, 6, 6, "6.353e-11"}, {100000, 2000, 8, 8, "2.525e-14"}, {100000, 2000, 10, 10, "1.002e-17"},
		{100000, 2000, 12, 6, "5.294e-8"}, {100000, 2000, 16, 8, "2.817e-10"},
		{100000, 2000, 20, 10, "1.542e-12"}, {100000, 2000, 24, 12, "8.587e-15"},
		{100000, 2000, 40, 10, "4.915e-9"}, {100000, 2000, 80, 10, "4.626e-6"},
		{100000, 2000, 120, 10, "1.588e-4"}, {100000, 2000, 240, 20, "1.080e-7"},
		// The same for n = 200,000.
		{200000, 2000, 6, 6, "9.926e-13"}, {200000, 2000, 8, 8, "9.862e-17"}, {200000, 2000, 10, 10, "9.779e-21"},
		{200000, 2000, 12, 6, "8.711e-10"}, {200000, 2000, 16, 8, "1.182e-12"},
		{200000, 2000, 20, 10, "1.650e-15"}, {200000, 2000, 24, 12, "2.343e-18"},
		{200000, 2000, 40, 10, "6.313e-12"}, {200000, 2000, 80, 10, "8.537e-9"},
		{200000, 2000, 120, 10, "4.195e-7"}, {200000, 2000, 240, 20, "8.321e-13"},
		// Where floating point of the notebook gave 0, and a cell with a wrong label.
		{10000, 300, 24, 12, "8.376e-13"}, {10000, 64, 24, 12, "4.042e-21"},
		{2000, 40, 20, 15, "2.472e-23"}, {2000, 40, 20, 10, "4.944e-13"},
		// 2 % sparse but small; dense.
		{400, 8, 4, 2, ".002063"}, {4000, 400, 4, 2, ".05221"},
		// More cells.
		{500, 64, 24, 12, "5.70e-6"}, {1000, 64, 24, 12, "2.50e-9"}, {2000, 64, 24, 12, "8.00e-13"}, {4000, 64, 24, 12, "2.23e-16"},
		{500, 128, 24, 12, "7.37e-3"}, {1000, 128, 24, 12, "8.28e-6"}, {2000, 128, 24, 12, "3.99e-9"}, {4000, 128, 24, 12, "1.34e-12"},
		{500, 256, 24, 12, ".629"}, {1000, 256, 24, 12, "8.07e-3"}, {2000, 256, 24, 12, "9.86e-6"}, {4000, 256, 24, 12, "4.98e-9"},
		// With half of the cells active, more cells do not help.
		{500, 250, 24, 12, ".58"}, {1000, 500, 24, 12, ".58"}, {2000, 1000, 24, 12, ".58"}, {4000, 2000, 24, 12, ".58"},
		// More synapses.
		{10000, 300, 2, 1, ".0591"}, {10000, 300, 4, 2, ".00517"}, {10000, 300, 6, 3, "5.00e-4"}, {10000, 300, 8, 4, "5.05e-5"},
		{10000, 300, 10, 5, "5.23e-6"}, {10000, 300, 12, 6, "5.50e-7"}, {10000, 300, 14, 7, "5.84e-8"}, {10000, 300, 16, 8, "6.24e-9"},
	} {
		printed(t, fmt.Sprintf("n %d a %d s %d theta %d", tt.n, tt.a, tt.s, tt.theta), math.Exp(LogFalseMatch(tt.n, tt.a, tt.s, tt.theta)), tt.want)
	}
	for name, got := range map[string]float64{
		"no threshold":                    LogFalseMatch(100, 5, 5, 0),
		"as many on as surely reach it":   LogFalseMatch(10, 8, 6, 4),
		"a threshold out of reach":        LogFalseMatch(100, 5, 8, 6),
		"a threshold above the synapses":  LogFalseMatch(100, 50, 8, 9),
		"nothing hidden without noise":    LogMiss(128, 30, 30, 0),
		"everything hidden by pure noise": LogMiss(128, 30, 1, 128),
	} {
		sure := strings.HasPrefix(name, "no threshold") || strings.HasPrefix(name, "as many") || strings.HasPrefix(name, "everything")
		if sure && math.Abs(got) > 1e-12 || !sure && !math.IsInf(got, -1) {
			t.Errorf("%s: ln p = %v", name, got)
		}
	}
}

// No probability is above 1, whatever the rounding.
func TestProbabilitiesStayBelowOne(t *testing.T) {
	for n := 1; n < 60; n++ {
		for s := 1; s <= n; s += 3 {
			if log := LogFalseMatch(n, n/2, s, 1); log > 0 {
				t.Fatalf("n %d s %d: ln p = %v, want <= 0", n, s, log)
			}
			if p := FireProbability(s, .3, 0); p > 1 {
				t.Fatalf("s %d: p = %v, want <= 1", s, p)
			}
		}
	}
}

// Hawkins & Ahmad (2016): a = 128, s = 30, int(noise a) bits moved.
func TestMiss(t *testing.T) {
	for _, tt := range []struct {
		theta int
		noise float64
		want  string
	}{
		{8, .25, "2.2e-12"}, {8, .40, "3.5e-6"}, {8, .50, "7.35e-4"}, {8, .65, ".0896"}, {8, .75, ".509"},
		{12, .25, "2.2e-7"}, {12, .40, ".0028"}, {12, .50, ".0717"}, {12, .65, ".665"}, {12, .75, ".970"},
	} {
		v := int(tt.noise * 128)
		printed(t, fmt.Sprintf("theta %d noise %v", tt.theta, tt.noise), math.Exp(LogMiss(128, 30, tt.theta, v)), tt.want)
	}
	// The accuracy of a first-order memory under noise, a = 40, s = 20, is 1 - fn.
	for _, tt := range []struct {
		theta int
		noise float64
		want  string
	}{
		{8, .30, "1.000"}, {8, .45, ".9876"}, {8, .50, ".9436"}, {8, .55, ".8297"}, {8, .60, ".6262"}, {8, .65, ".3705"},
		{12, .25, ".9958"}, {12, .30, ".9588"}, {12, .35, ".8399"}, {12, .40, ".6262"}, {12, .45, ".3756"},
		{16, .15, ".9091"}, {16, .20, ".6526"}, {16, .25, ".3582"},
	} {
		v := int(math.Round(tt.noise * 40))
		printed(t, fmt.Sprintf("accuracy at theta %d noise %v", tt.theta, tt.noise), -math.Expm1(LogMiss(40, 20, tt.theta, v)), tt.want)
	}
}

// The bounds and the authors' simulation of a million trials are those of the
// chapter; its equation for the list is misprinted, its numbers follow the bound.
func TestList(t *testing.T) {
	for _, tt := range []struct {
		patterns, n, w, theta int
		bound, exact          string
	}{
		{10, 64, 3, 2, ".04416", ".0433"},
		{10, 64, 12, 8, "1 in 2363", ""},
		{500, 100, 7, 4, ".14469", ".1347"},
		{500, 100, 7, 5, ".0028265", ".002822"},
		{500, 100, 7, 6, "2.0365e-5", ""},
		{500, 100, 7, 7, "3.1235e-8", ""},
	} {
		name := fmt.Sprintf("%d patterns of n %d w %d theta %d", tt.patterns, tt.n, tt.w, tt.theta)
		fp := LogFalseMatch(tt.n, tt.w, tt.w, tt.theta)
		printed(t, name+", bound", math.Exp(LogListBound(fp, tt.patterns)), tt.bound)
		if tt.exact != "" {
			printed(t, name+", exact", math.Exp(LogListMatch(fp, tt.patterns)), tt.exact)
		}
	}
	for theta, simulated := range map[int]float64{4: .134632, 5: .00285, 6: 1.7e-5, 7: 0} {
		const trials = 1e6
		p := math.Exp(LogListMatch(LogFalseMatch(100, 7, 7, theta), 500))
		if math.Abs(simulated-p) > 4*math.Sqrt(p*(1-p)/trials)+.5/trials {
			t.Errorf("theta %d: %v of a million trials, exact %v", theta, simulated, p)
		}
	}
	// p so small that exp underflows, and a sure match.
	if got, want := LogListMatch(-2000, 10), math.Log(10)-2000; math.Abs(got-want) > 1e-9 {
		t.Errorf("LogListMatch(-2000, 10) = %v, want %v", got, want)
	}
	for _, p := range []float64{1e-18, 1e-17, 1e-3} { // on both sides of where the bound is exact
		if got, want := math.Exp(LogListMatch(math.Log(p), 2)), p*(2-p); math.Abs(got/want-1) > 1e-12 {
			t.Errorf("1-(1-p)^2 = %v for p = %v, want %v", got, p, want)
		}
	}
	if got := LogListMatch(0, 3); got != 0 {
		t.Errorf("LogListMatch of a sure match = %v, want 0", got)
	}
	if got := LogListMatch(-1, 0); !math.IsInf(got, -1) {
		t.Errorf("LogListMatch of no pattern = %v, want -Inf", got)
	}
}

func TestUnion(t *testing.T) {
	printed(t, "20 of 1024, 2 on", math.Exp(LogUnionMember(1024, 2, 20)), "1 in 680")
	printed(t, "20 of 1024, 20 on", math.Exp(LogUnionMember(1024, 20, 20)), "1 in 5.45e9")
	// With a threshold: how the source rounds is unknown, so the order of magnitude.
	for _, tt := range []struct {
		n, theta int
		want     float64
	}{{1024, 19, 123e6}, {1024, 18, 4e6}, {2048, 18, 223e9}} {
		got := math.Exp(-LogUnionMatch(tt.n, 20, 20, 20, tt.theta))
		if got < tt.want/3 || got > tt.want*3 {
			t.Errorf("union of n %d theta %d: 1 in %.3g, want about %.3g", tt.n, tt.theta, got, tt.want)
		}
	}
	// With the expected size rounded to 334 and 365 bits the same is exact.
	printed(t, "334 on", math.Exp(LogFalseMatch(1024, 334, 20, 19)), "1 in 178e6")
	printed(t, "334 on", math.Exp(LogFalseMatch(1024, 334, 20, 18)), "1 in 8.4e6")
	printed(t, "365 on", math.Exp(LogFalseMatch(2048, 365, 20, 18)), "1 in 323e9") // 323.5
	printed(t, "expected size", UnionSize(1024, 20, 20), "334")
	printed(t, "expected size", UnionSize(2048, 20, 20), "365")
	// A dendrite that holds several patterns, a = 30, s = 20, theta = 10: the curves
	// of the union figure of arXiv:1601.00720.
	for _, tt := range []struct {
		n    int
		want [3]string // 1, 5 and 10 patterns
	}{
		{1000, [3]string{"1.75e-11", "1.22e-4", ".01857"}},
		{4000, [3]string{"1.86e-17", "4.71e-10", "3.33e-7"}},
		{8000, [3]string{"1.84e-20", "5.80e-13", "5.32e-10"}},
	} {
		for i, patterns := range []int{1, 5, 10} {
			name := fmt.Sprintf("n %d, %d patterns", tt.n, patterns)
			printed(t, name, math.Exp(LogUnionMatch(tt.n, 30, patterns, 20, 10)), tt.want[i])
		}
	}
	// Measured overlaps of a random SDR with unions of B endings, n = 2000, a = 40.
	for b, measured := range map[int]float64{1: .01985, 2: .0398, 5: .0966, 10: .1830, 20: .3317} {
		got := UnionSize(2000, 40, b) / 2000
		if formula := 1 - math.Pow(1-.02, float64(b)); math.Abs(got-formula) > 1e-12 || math.Abs(got/measured-1) > .01 {
			t.Errorf("%d endings: %v, want %v, measured %v", b, got, formula, measured)
		}
	}
	for name, got := range map[string][2]float64{
		"the union of nothing is empty":       {UnionSize(100, 5, 0), 0},
		"that of empty SDRs too":              {UnionSize(100, 0, 5), 0},
		"that of full ones is full":           {UnionSize(100, 100, 5), 100},
		"the union of no full ones is empty":  {UnionSize(100, 100, 0), 0},
		"no threshold is always met":          {LogUnionMatch(100, 5, 3, 5, 0), 0},
		"nothing matches the empty union":     {LogUnionMatch(100, 5, 0, 5, 1), math.Inf(-1)},
		"nor is in it":                        {LogUnionMember(100, 5, 0), math.Inf(-1)},
		"an empty SDR is a member of a union": {LogUnionMember(100, 0, 5), 0},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %v, want %v", name, got[0], got[1])
		}
	}
}

// The theory beside the simulation of arXiv:1601.00720: 1000 sequences of length
// 20, a = 64, s = 20, theta = 10.
func TestFirstOrderAccuracy(t *testing.T) {
	for i, want := range []string{".2133", ".2432", ".6045", ".8817", ".9679", ".9904"} {
		n := 300 + 100*i
		printed(t, fmt.Sprintf("n %d", n), FirstOrderAccuracy(n, 64, 20000, 20, 10), want)
	}
	// The simulation passed .9 at these n; the theory is there a quarter earlier.
	for a, n := range map[int]int{64: 780, 128: 1600, 256: 3100} {
		if low, high := FirstOrderAccuracy(n*3/4, a, 20000, 20, 10), FirstOrderAccuracy(n, a, 20000, 20, 10); low > .9 || high < .9 {
			t.Errorf("a %d: accuracy %v and %v up to n = %d, want .9 between them", a, low, high, n)
		}
	}
	if got := FirstOrderAccuracy(300, 64, 0, 20, 10); got != 1 {
		t.Errorf("accuracy %v without anything learned, want 1: no mistake", got)
	}
}

// Exact values for theta = 15.
func TestFireProbability(t *testing.T) {
	for _, tt := range []struct {
		s    int
		q    float64
		want string
	}{
		{40, .3, ".193"}, {40, .4, ".683"}, {40, .5, ".960"}, {40, .6, ".9988"}, {40, .7, "1.000"},
		{32, .4, ".268"}, {32, .5, ".702"}, {32, .6, ".954"}, {32, .7, ".998"},
		{20, .5, ".021"}, {20, .6, ".126"}, {20, .7, ".416"}, {20, .8, ".804"}, {20, .9, ".989"},
		{15, 1, "1.000"}, {14, 1, "0.000"}, {40, 0, "0.000"},
	} {
		printed(t, fmt.Sprintf("s %d q %v", tt.s, tt.q), FireProbability(tt.s, tt.q, 15), tt.want)
	}
	// Exact too; C(2000, 1000) and C(5000, 2500) are above the largest float64.
	printed(t, "s 2000", FireProbability(2000, .01, 20), ".530")
	printed(t, "s 5000", FireProbability(5000, .5, 2500), ".506")
	if got := FireProbability(10, .2, 0); math.Abs(got-1) > 1e-12 {
		t.Errorf("without a threshold %v, want 1", got)
	}
}

// exactTail is formula 3 in whole numbers.
func exactTail(n, a, s, theta int) *big.Rat {
	choose := func(n, k int) *big.Int {
		if k < 0 || k > n {
			return new(big.Int)
		}
		return new(big.Int).Binomial(int64(n), int64(k))
	}
	sum := new(big.Int)
	for b := max(0, theta); b <= s; b++ {
		sum.Add(sum, new(big.Int).Mul(choose(s, b), choose(n-s, a-b)))
	}
	return new(big.Rat).SetFrac(sum, choose(n, a))
}

// logRat is ln x, also where x has no float64.
func logRat(x *big.Rat) float64 {
	log := func(i *big.Int) float64 {
		mantissa := new(big.Float)
		exponent := new(big.Float).SetInt(i).MantExp(mantissa)
		m, _ := mantissa.Float64()
		return math.Log(m) + float64(exponent)*math.Ln2
	}
	return log(x.Num()) - log(x.Denom())
}

// Logarithms against whole numbers of thousands of digits, also far below the
// smallest float64.
func TestAgainstWholeNumbers(t *testing.T) {
	for _, tt := range []struct{ n, a, s, theta int }{
		{1024, 4, 4, 2}, {2048, 40, 40, 20}, {2048, 40, 40, 40}, {4000, 2000, 24, 12}, {10000, 64, 24, 12},
		{3000, 900, 900, 280}, {3000, 900, 900, 899}, {6000, 500, 500, 400}, {100000, 2000, 24, 12}, {100000, 200, 40, 1},
	} {
		got, exact := LogFalseMatch(tt.n, tt.a, tt.s, tt.theta), logRat(exactTail(tt.n, tt.a, tt.s, tt.theta))
		if math.Abs(got-exact) > 1e-9+1e-14*math.Abs(exact) {
			t.Errorf("%+v: ln p = %v, exact %v, %v apart", tt, got, exact, got-exact)
		}
	}
	if got := LogFalseMatch(3000, 900, 900, 899); got > -1500 {
		t.Errorf("ln p = %v, want one below the smallest float64", got)
	}
}

// Small sizes against enumeration: every SDR is there, and each is looked at.
func FuzzAgainstEnumeration(f *testing.F) {
	f.Add(uint8(8), uint8(3), uint8(4), uint8(2))
	f.Add(uint8(10), uint8(0), uint8(10), uint8(0))
	f.Add(uint8(12), uint8(6), uint8(5), uint8(3))
	f.Add(uint8(1), uint8(1), uint8(1), uint8(1))
	f.Fuzz(func(t *testing.T, n8, a8, s8, theta8 uint8) {
		n := int(n8)%13 + 1
		a, s, theta := int(a8)%(n+1), int(s8)%(n+1), int(theta8)%(n+2)
		near := func(name string, log float64, want float64) {
			if got := math.Exp(log); math.Abs(got-want) > 1e-9*(1+want) {
				t.Fatalf("n %d a %d s %d theta %d: %s = %v, want %v", n, a, s, theta, name, got, want)
			}
		}
		all, match := 0.0, 0.0
		byOverlap := make([]float64, n+2)
		for set := 0; set < 1<<n; set++ { // the segment's synapses are bits 0 to s-1
			on, shared := 0, 0
			for bit := 0; bit < n; bit++ {
				if set>>bit&1 == 1 {
					on++
					if bit < s {
						shared++
					}
				}
			}
			if on != a {
				continue
			}
			all++
			byOverlap[shared]++
			if shared >= theta {
				match++
			}
		}
		near("LogCapacity", LogCapacity(n, a), all)
		near("LogOverlapSet", LogOverlapSet(n, s, a, theta), byOverlap[theta])
		near("LogFalseMatch", LogFalseMatch(n, a, s, theta), match/all)
		// Noise on a pattern of n bits that moves a of them; s are synapses, and fewer
		// than theta of those are left.
		missed := 0.0
		for hidden, count := range byOverlap[:s+1] {
			if s-hidden < theta {
				missed += count
			}
		}
		near("LogMiss", LogMiss(n, s, theta, a), missed/all)
		// Every way in which a of n synapses transmit, with q = 1/4.
		fire := 0.0
		for set := 0; set < 1<<n; set++ {
			p, on := 1.0, 0
			for bit := 0; bit < n; bit++ {
				if set>>bit&1 == 1 {
					p, on = p/4, on+1
				} else {
					p *= .75
				}
			}
			if on >= theta {
				fire += p
			}
		}
		near("FireProbability", math.Log(FireProbability(n, .25, theta)), fire)
	})
}

func TestMathPanics(t *testing.T) {
	for _, tt := range []struct {
		call func()
		want string
	}{
		{func() { LogCapacity(-1, 0) }, "sdr: n = -1, want >= 0"},
		{func() { LogCapacity(8, 9) }, "sdr: w = 9, want in [0, n = 8]"},
		{func() { LogOverlapSet(8, 9, 1, 1) }, "sdr: wx = 9, want in [0, n = 8]"},
		{func() { LogOverlapSet(8, 1, -1, 1) }, "sdr: w = -1, want in [0, n = 8]"},
		{func() { LogFalseMatch(8, 9, 1, 1) }, "sdr: a = 9, want in [0, n = 8]"},
		{func() { LogFalseMatch(8, 1, 9, 1) }, "sdr: s = 9, want in [0, n = 8]"},
		{func() { LogMiss(8, 9, 1, 1) }, "sdr: s = 9, want in [0, n = 8]"},
		{func() { LogMiss(8, 3, 1, 9) }, "sdr: v = 9, want in [0, n = 8]"},
		{func() { LogListMatch(.1, 1) }, "sdr: logFP = 0.1, want <= 0"},
		{func() { LogListMatch(math.NaN(), 1) }, "sdr: logFP = NaN, want <= 0"},
		{func() { LogListBound(-1, -1) }, "sdr: patterns = -1, want >= 0"},
		{func() { UnionSize(8, 2, -1) }, "sdr: patterns = -1, want >= 0"},
		{func() { UnionSize(8, 9, 1) }, "sdr: w = 9, want in [0, n = 8]"},
		{func() { LogUnionMember(-1, 0, 1) }, "sdr: n = -1, want >= 0"},
		{func() { LogUnionMatch(8, 2, 1, 9, 1) }, "sdr: s = 9, want in [0, n = 8]"},
		{func() { FirstOrderAccuracy(8, 0, 1, 1, 1) }, "sdr: a = 0, want > 0"},
		{func() { FirstOrderAccuracy(8, 1, -1, 1, 1) }, "sdr: transitions = -1, want >= 0"},
		{func() { FireProbability(-1, .5, 1) }, "sdr: s = -1, want >= 0"},
		{func() { FireProbability(1, 1.5, 1) }, "sdr: q = 1.5, want in [0, 1]"},
	} {
		if got := panics(tt.call); got != tt.want {
			t.Errorf("panics with %q, want %q", got, tt.want)
		}
	}
}

// Of two patterns of one bit each no segment finds three bits on.
func TestUnionMatchIsImpossible(t *testing.T) {
	if got := LogUnionMatch(100, 1, 2, 5, 3); !math.IsInf(got, -1) {
		t.Errorf("a match has probability exp(%v), want none", got)
	}
}
