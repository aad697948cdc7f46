package encode_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gohtm/htm/encode"
	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

func newCoordinate(t testing.TB, p encode.CoordinateParams) *encode.Coordinate {
	t.Helper()
	e, err := encode.NewCoordinate(p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func plane(size, active int) encode.CoordinateParams {
	return encode.CoordinateParams{Size: size, Active: active, Dimensions: 2, Seed: 42}
}

func placed(t testing.TB, e *encode.Coordinate, radius int, coordinate ...int) sdr.SDR {
	t.Helper()
	code, err := e.Encode(coordinate, radius)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// share is the overlap of two codes as NuPIC's tests count it.
func share(a, b sdr.SDR) float64 { return float64(a.Overlap(b)) / float64(a.Len()) }

// The shipped code is the plain one, from crowded to empty spaces.
func TestCoordinateIsTheReference(t *testing.T) {
	stream := rng.New(7)
	for n := 0; n < 400; n++ {
		dimensions := 1 + stream.Below(3)
		p := encode.CoordinateParams{Active: 1 + stream.Below(40), Dimensions: dimensions, Seed: stream.Next()}
		p.Size = 6*p.Active + 1 + stream.Below(300)
		if n%2 == 1 {
			for i := 0; i < dimensions; i++ {
				p.Periods = append(p.Periods, []int{0, 41 + stream.Below(100)}[stream.Below(2)])
			}
		}
		e := newCoordinate(t, p)
		least, most := e.Radii()
		radius := least + stream.Below(min(most-least, []int{0, 60, 12, 4}[dimensions])+1)
		coordinate := make([]int, dimensions)
		for i := range coordinate {
			coordinate[i] = stream.Below(1000) - 500
		}
		if got, want := placed(t, e, radius, coordinate...), ref.Coordinate(p, coordinate, radius); !got.Equal(want) {
			t.Fatalf("%+v, %v, radius %d: %v, want %v", p, coordinate, radius, got, want)
		}
	}
}

func FuzzCoordinate(f *testing.F) {
	f.Add(7, 1, uint64(42), 0, 0, 2, 0)
	f.Add(100, 16, uint64(1), -5, 1<<40, 3, 9)
	f.Add(31, 5, uint64(0), math.MaxInt, 3, 1, 0)
	f.Fuzz(func(t *testing.T, size, active int, seed uint64, x, y, radius, period int) {
		if size > 1<<12 || radius > 1<<5 {
			return
		}
		p := encode.CoordinateParams{Size: size, Active: active, Dimensions: 2, Seed: seed, Periods: []int{0, period}}
		e, err := encode.NewCoordinate(p)
		if err != nil {
			return
		}
		code, err := e.Encode([]int{x, y}, radius)
		if err != nil {
			return
		}
		if err := code.Check(); err != nil || code.Size != size || code.Len() != active {
			t.Fatalf("%+v: %v, %v", p, code, err)
		}
		if period > 0 {
			y = (y%period + period) % period // the reference takes steps of a period
		}
		if want := ref.Coordinate(p, []int{x, y}, radius); !code.Equal(want) {
			t.Errorf("%+v: (%d, %d), radius %d: %v, want %v", p, x, y, radius, code, want)
		}
	})
}

// Collisions are frequent where the neighbourhood has just Active coordinates and
// Size is small: still Active bits are on.
func TestCoordinateKeepsActiveUnderCollisions(t *testing.T) {
	e := newCoordinate(t, plane(151, 25))
	for x := 0; x < 2000; x++ {
		if code := placed(t, e, 2, x, -x); code.Len() != 25 || code.Check() != nil {
			t.Fatalf("%v at %d", code, x)
		}
	}
}

// NuPIC's coordinate_test.py, testEncodeSaturateArea: with as many coordinates as
// bits, all of them count, and places a step apart share 20 of 25. NuPIC needs 1999
// bits to be lucky; 2^20 make collisions rare enough for every one of these seeds.
func TestCoordinateOfAFullNeighbourhood(t *testing.T) {
	for seed := uint64(0); seed < 20; seed++ {
		p := plane(1<<20, 25)
		p.Seed = seed
		e := newCoordinate(t, p)
		if got := placed(t, e, 2, 0, 0).Overlap(placed(t, e, 2, 0, 1)); got != 20 {
			t.Errorf("seed %d: %d bits shared, want 20", seed, got)
		}
	}
}

// NuPIC's testEncodeRelativePositions, testEncodeRelativeRadii and
// testEncodeRelativePositionsAndRadii: farther away, larger or smaller, the overlap
// does not rise. There it is one place and one hash; here the mean of 100 places.
func TestCoordinateOverlapFalls(t *testing.T) {
	for _, tt := range []struct {
		name                   string
		active, radius         int
		moves, grows, distance int
	}{
		{"farther away", 51, 10, 2, 0, 5},
		{"larger", 25, 5, 0, 2, 5},
		{"smaller", 51, 20, 0, -2, 5},
		{"farther away and larger", 25, 5, 1, 1, 5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := newCoordinate(t, plane(999, tt.active))
			last := 1.0
			for step := 1; step <= tt.distance; step++ {
				mean := 0.0
				for place := 0; place < 100; place++ {
					x, y := 100+40*place, 200-30*place
					a := placed(t, e, tt.radius, x, y)
					mean += share(a, placed(t, e, tt.radius+tt.grows*step, x+tt.moves*step, y+tt.moves*step)) / 100
				}
				if mean >= last {
					t.Errorf("step %d: share %v, want less than %v", step, mean, last)
				}
				last = mean
			}
		})
	}
}

// The promise: about that part of Active which the neighbourhoods have in common,
// a little less where a coordinate in common is the last for one and too late for
// the other.
func TestCoordinateOverlapIsTheCommonPart(t *testing.T) {
	e := newCoordinate(t, plane(1<<16, 21))
	const radius, side, places = 10, 21, 400
	for step := 0; step <= side+3; step += 3 {
		mean := 0.0
		for place := 0; place < places; place++ {
			mean += share(placed(t, e, radius, 50*place, 0), placed(t, e, radius, 50*place+step, 0)) / places
		}
		want := math.Max(0, float64(side-step)/side)
		if mean < want-.08 || mean > want+.02 {
			t.Errorf("%d steps apart: share %v, want in %v -.08 +.02", step, mean, want)
		}
	}
}

// NuPIC's testEncodeUnrelatedAreas and testEncodeAdjacentPositions, with its limits.
// Its maxima are of a hundred pairs of one hash; here only means are held to
// limits, and the maxima to twice NuPIC's.
func TestCoordinateLimitsOfNuPIC(t *testing.T) {
	for _, tt := range []struct {
		size, active, radius int
		most                 float64
	}{
		{1499, 37, 5, .12}, {1499, 37, 10, .12}, {999, 25, 10, .17}, {499, 13, 10, .25},
	} {
		e := newCoordinate(t, plane(tt.size, tt.active))
		a, mean := placed(t, e, tt.radius, 0, 0), 0.0
		for i := 1; i <= 100; i++ {
			shared := share(a, placed(t, e, tt.radius, 0, 10*i*tt.radius))
			if mean += shared / 100; shared > 2*tt.most {
				t.Errorf("%+v: area %d shares %v", tt, i, shared)
			}
		}
		if expected := float64(tt.active) / float64(tt.size); math.Abs(mean-expected) > .015 {
			t.Errorf("%+v: unrelated areas share %v on average, want %v as chance has it", tt, mean, expected)
		}
	}
	e, mean := newCoordinate(t, plane(999, 25)), 0.0
	for i := 0; i < 100; i++ {
		shared := share(placed(t, e, 10, 10*i, 10*i), placed(t, e, 10, 10*i, 10*i+1))
		if mean += shared / 100; shared <= .75 {
			t.Errorf("neighbours at %d share %v, want more than .75", 10*i, shared)
		}
	}
	if mean <= .9 {
		t.Errorf("neighbours share %v on average, want more than .9", mean)
	}
}

// Every parameter counts.
func TestCoordinateParams(t *testing.T) {
	base := encode.DefaultCoordinateParams(2)
	e := newCoordinate(t, base)
	code := placed(t, e, 5, 3, -4)
	if code.Size != 1000 || e.Size() != 1000 || code.Len() != 21 {
		t.Errorf("%v, want 21 of 1000", code)
	}
	for _, tt := range []struct {
		name   string
		change func(*encode.CoordinateParams)
		at     []int
		same   bool
		size   int
		active int
	}{
		{"Size", func(p *encode.CoordinateParams) { p.Size = 2000 }, []int{3, -4}, false, 2000, 21},
		{"Active", func(p *encode.CoordinateParams) { p.Active = 30 }, []int{3, -4}, false, 1000, 30},
		{"Seed", func(p *encode.CoordinateParams) { p.Seed = 43 }, []int{3, -4}, false, 1000, 21},
		{"Periods that are far", func(p *encode.CoordinateParams) { p.Periods = []int{0, 0} }, []int{3, -4}, true, 1000, 21},
		{"Periods", func(p *encode.CoordinateParams) { p.Periods = []int{50, 0} }, []int{3, -4}, false, 1000, 21},
		{"another place", func(*encode.CoordinateParams) {}, []int{-4, 3}, false, 1000, 21},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := base
			tt.change(&p)
			got := placed(t, newCoordinate(t, p), 5, tt.at...)
			if got.Equal(code) != tt.same || got.Size != tt.size || got.Len() != tt.active {
				t.Errorf("%v, want %d of %d, the same bits as before: %v", got, tt.active, tt.size, tt.same)
			}
		})
	}
	line := newCoordinate(t, encode.DefaultCoordinateParams(1))
	if small, large := placed(t, line, 20, 3), placed(t, line, 60, 3); small.Overlap(large) > 15 {
		t.Errorf("radius 20 and 60 share %d of 21 bits", small.Overlap(large))
	}
}

// On a circle of 100 by an endless line: 99 and 0 are neighbours, 100 is 0.
func TestCoordinatePeriods(t *testing.T) {
	p := plane(4000, 21)
	p.Periods = []int{100, 0}
	e := newCoordinate(t, p)
	at := func(x, y int) sdr.SDR { return placed(t, e, 10, x, y) }
	for _, x := range []int{100, -100, 100000} {
		if !at(x, 7).Equal(at(0, 7)) {
			t.Errorf("%d and 0 differ", x)
		}
	}
	if got := at(99, 7).Overlap(at(0, 7)); got < 15 {
		t.Errorf("99 and 0 share %d bits, want at least 15 of 21", got)
	}
	if got := at(0, 100).Overlap(at(0, 0)); got > 3 {
		t.Errorf("100 and 0 on the endless line share %d bits", got)
	}
	p.Periods[0] = 7 // the encoder's own are a copy
	e.Params().Periods[0] = 7
	if !at(100, 7).Equal(at(0, 7)) || e.Params().Periods[0] != 100 {
		t.Error("a change to what was given or returned changes the encoder")
	}
}

// Worked by hand: (2r+1)^d coordinates, from Active on, to at most 2^24.
func TestCoordinateRadii(t *testing.T) {
	for _, tt := range []struct {
		p           encode.CoordinateParams
		least, most int
	}{
		{encode.CoordinateParams{Size: 1000, Active: 1, Dimensions: 2}, 0, 2047},  // 4095^2
		{encode.CoordinateParams{Size: 1000, Active: 25, Dimensions: 2}, 2, 2047}, // 5^2
		{encode.CoordinateParams{Size: 1000, Active: 26, Dimensions: 2}, 3, 2047}, // 7^2
		{encode.CoordinateParams{Size: 1000, Active: 21, Dimensions: 3}, 1, 127},  // 3^3; 255^3
		{encode.CoordinateParams{Size: 1000, Active: 21, Dimensions: 1}, 10, 1<<23 - 1},
		{encode.CoordinateParams{Size: 1000, Active: 21, Dimensions: 15}, 1, 1}, // 3^15 < 2^24 < 5^15
		{encode.CoordinateParams{Size: 1000, Active: 21, Dimensions: 2, Periods: []int{0, 21}}, 2, 10},
		{encode.CoordinateParams{Size: 1000, Active: 21, Dimensions: 2, Periods: []int{20, 0}}, 2, 9},
	} {
		if least, most := newCoordinate(t, tt.p).Radii(); least != tt.least || most != tt.most {
			t.Errorf("%+v: radii %d to %d, want %d to %d", tt.p, least, most, tt.least, tt.most)
		}
	}
}

// The same bits on every machine, also beyond 32 bits.
func TestCoordinateHasTheseBits(t *testing.T) {
	e := newCoordinate(t, encode.DefaultCoordinateParams(2))
	for _, tt := range []struct {
		at   []int
		want string
	}{
		{[]int{0, 0}, "[38 63 197 214 243 251 309 349 380 393 422 454 475 477 595 654 673 711 887 974 978]"},
		{[]int{-1 << 53, 1 << 53}, "[85 217 261 289 343 365 366 398 400 411 463 472 555 569 589 795 801 883 908 913 995]"},
	} {
		if got := fmt.Sprint(placed(t, e, 3, tt.at...).Bits); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.at, got, tt.want)
		}
	}
}

func TestCoordinateErrors(t *testing.T) {
	e := newCoordinate(t, encode.DefaultCoordinateParams(2))
	for _, tt := range []struct {
		name       string
		coordinate []int
		radius     int
		want       string
	}{
		{"too few numbers", []int{1}, 5, "encode: a coordinate of 1 numbers, want 2"},
		{"none", nil, 5, "encode: a coordinate of 0 numbers, want 2"},
		{"too many", []int{1, 2, 3}, 5, "encode: a coordinate of 3 numbers, want 2"},
		{"too far", []int{1, 1<<53 + 1}, 5, "encode: coordinate 1 = 9007199254740993, want in [-2^53, 2^53]"},
		{"too far below", []int{math.MinInt, 0}, 5, "encode: coordinate 0 = -9223372036854775808, want in [-2^53, 2^53]"},
		{"a neighbourhood of 9", []int{1, 2}, 1, "encode: radius = 1, want in [2, 2047]"},
		{"a negative radius", []int{1, 2}, -3, "encode: radius = -3, want in [2, 2047]"},
		{"too many neighbours", []int{1, 2}, 2048, "encode: radius = 2048, want in [2, 2047]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := e.Encode(tt.coordinate, tt.radius); err == nil || err.Error() != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestCoordinateParamsErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*encode.CoordinateParams)
		want  string
	}{
		{"Active", func(p *encode.CoordinateParams) { p.Active = 0 }, "encode: Active = 0, want in [1, 2^16]"},
		{"Size", func(p *encode.CoordinateParams) { p.Size = 126 }, "encode: Size = 126, want > 6*Active = 126 and <= 2^28"},
		{"huge Size", func(p *encode.CoordinateParams) { p.Size = 1<<28 + 1 }, "encode: Size = 268435457, want > 6*Active = 126 and <= 2^28"},
		{"Dimensions", func(p *encode.CoordinateParams) { p.Dimensions = 16 }, "encode: Dimensions = 16, want in [1, 15]"},
		{"Periods of another space", func(p *encode.CoordinateParams) { p.Periods = []int{10} }, "encode: Periods has 1 numbers, want Dimensions = 2"},
		{"a negative period", func(p *encode.CoordinateParams) { p.Periods = []int{0, -10} }, "encode: Periods[1] = -10, want 0 or in [5, 2^53], room for Active = 21 neighbours"},
		{"a period without room", func(p *encode.CoordinateParams) { p.Periods = []int{4, 0} }, "encode: Periods[0] = 4, want 0 or in [5, 2^53], room for Active = 21 neighbours"},
		{"two at once", func(p *encode.CoordinateParams) { p.Active, p.Dimensions = -1, 0 }, "encode: Active = -1, want in [1, 2^16]\nencode: Dimensions = 0, want in [1, 15]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := encode.DefaultCoordinateParams(2)
			tt.spoil(&p)
			if _, err := encode.NewCoordinate(p); err == nil || err.Error() != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
	full := encode.DefaultCoordinateParams(2)
	full.Periods = []int{5, 5} // the whole torus is the neighbourhood, everywhere
	e := newCoordinate(t, full)
	if a, b := placed(t, e, 2, 0, 0), placed(t, e, 2, 3, 1); !slices.Equal(a.Bits, b.Bits) {
		t.Errorf("%v, want %v", b, a)
	}
}

// Places on a map, each with the square of 7 by 7 around it.
func ExampleCoordinate() {
	chessboard, err := encode.NewCoordinate(encode.DefaultCoordinateParams(2))
	if err != nil {
		fmt.Println(err)
		return
	}
	a, _ := chessboard.Encode([]int{10, 20}, 3)
	for _, x := range []int{11, 12, 14, 16, 18} {
		b, _ := chessboard.Encode([]int{x, 20}, 3)
		fmt.Printf("(10, 20) and (%d, 20) share %d of %d bits\n", x, a.Overlap(b), a.Len())
	}
	_, err = chessboard.Encode([]int{10, 20}, 1)
	fmt.Println(err)
	// Output:
	// (10, 20) and (11, 20) share 16 of 21 bits
	// (10, 20) and (12, 20) share 12 of 21 bits
	// (10, 20) and (14, 20) share 6 of 21 bits
	// (10, 20) and (16, 20) share 3 of 21 bits
	// (10, 20) and (18, 20) share 0 of 21 bits
	// encode: radius = 1, want in [2, 2047]
}

// On a torus of 30 by 30 there is no edge.
func ExampleCoordinateParams() {
	p := encode.DefaultCoordinateParams(2)
	p.Periods = []int{30, 30}
	torus, err := encode.NewCoordinate(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	a, _ := torus.Encode([]int{0, 0}, 4)
	b, _ := torus.Encode([]int{30, -30}, 4)
	least, most := torus.Radii()
	fmt.Println(a.Equal(b), least, most)
	// Output: true 2 14
}
