package encode

import (
	"math"
	"slices"
	"testing"
)

func newGeospatial(t testing.TB, p GeospatialParams) *Geospatial {
	t.Helper()
	e, err := NewGeospatial(p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// solid is NuPIC's parameters with the altitude.
func solid(scale, timestep float64) GeospatialParams {
	p := DefaultGeospatialParams(scale, timestep)
	p.Altitude = true
	return p
}

func degrees(d, m, s float64) float64 { return d + m/60 + s/3600 }

func near(got, want, tolerance float64) bool { return math.Abs(got-want) <= tolerance }

// The corner of the map is where both are π radii; the second row is the example of
// IOGP Guidance Note 7-2, "Popular Visualisation Pseudo Mercator" (EPSG 1024), to
// the centimetre that it gives.
func TestMercator(t *testing.T) {
	for _, tt := range []struct{ longitude, latitude, east, north, tolerance float64 }{
		{0, 0, 0, 0, 0},
		{-degrees(100, 20, 0), degrees(24, 22, 54.433), -11169055.58, 2800000.00, .01},
		{180, mapEdge, 20037508.342789244, 20037508.342789244, 1e-6},
		{-180, -mapEdge, -20037508.342789244, -20037508.342789244, 1e-6},
		{90, 45, 10018754.171394622, 5621521.486192066, 1e-6}, // R π/2, R ln(1+√2)
	} {
		east, north := mercator(tt.longitude, tt.latitude)
		if !near(east, tt.east, tt.tolerance) || !near(north, tt.north, tt.tolerance) {
			t.Errorf("%v, %v: %.9g, %.9g, want %.9g, %.9g", tt.longitude, tt.latitude, east, north, tt.east, tt.north)
		}
	}
}

// The axes of the ellipsoid, and the example of IOGP Guidance Note 7-2, "Geographic/
// geocentric conversions" (EPSG 9602), to the millimetre that it gives.
func TestGeocentric(t *testing.T) {
	for _, tt := range []struct{ longitude, latitude, altitude, x, y, z, tolerance float64 }{
		{0, 0, 0, 6378137, 0, 0, 0},
		{90, 0, 100, 0, 6378237, 0, 1e-8},
		{180, 0, 0, -6378137, 0, 0, 1e-8},
		{0, 90, 0, 0, 0, 6356752.314245, 1e-6}, // the shorter axis
		{77, -90, 10, 0, 0, -6356762.314245, 1e-6},
		{degrees(2, 7, 46.38), degrees(53, 48, 33.82), 73, 3771793.968, 140253.342, 5124304.349, .0006},
	} {
		x, y, z := geocentric(tt.longitude, tt.latitude, tt.altitude)
		if !near(x, tt.x, tt.tolerance) || !near(y, tt.y, tt.tolerance) || !near(z, tt.z, tt.tolerance) {
			t.Errorf("%v, %v, %v: %.10g, %.10g, %.10g, want %v, %v, %v", tt.longitude, tt.latitude, tt.altitude, x, y, z, tt.x, tt.y, tt.z)
		}
	}
}

// NuPIC's geospatial_coordinate_test.py. It cuts fractions off, so that negative
// steps are one less here: -453549.7 is -453549 there.
func TestGeospatialCoordinateAsNuPIC(t *testing.T) {
	for _, tt := range []struct {
		name string
		p    GeospatialParams
		at   Position
		want []int
	}{
		{"testCoordinateForPosition", DefaultGeospatialParams(30, 60), Position{Longitude: -122.229194, Latitude: 37.486782}, []int{-453549 - 1, 150239}},
		{"testCoordinateForPosition3D", solid(30, 60), Position{Longitude: -122.229194, Latitude: 37.486782, Altitude: 1500}, []int{-90102 - 1, -142918 - 1, 128710}},
		{"testCoordinateForPositionOrigin3D", solid(1, 60), Position{}, []int{6378137, 0, 0}},
		{"testCoordinateForPositionOrigin", DefaultGeospatialParams(30, 60), Position{}, []int{0, 0}},
		{"without Altitude it does not count", DefaultGeospatialParams(30, 60), Position{Altitude: math.NaN()}, []int{0, 0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := newGeospatial(t, tt.p).Coordinate(tt.at); err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("%v, %v, want %v", got, err, tt.want)
			}
		})
	}
}

// NuPIC's testRadiusForSpeed, testRadiusForSpeed0 and testRadiusForSpeedInt. In the
// last, 25*62/30 is 51 in Python 2, which gives 38; it is 51.7, which gives 38.75.
func TestGeospatialRadius(t *testing.T) {
	with := func(change func(*GeospatialParams)) GeospatialParams {
		p := DefaultGeospatialParams(30, 60)
		change(&p)
		return p
	}
	for _, tt := range []struct {
		name  string
		p     GeospatialParams
		speed float64
		want  int
	}{
		{"three quarters of the way", with(func(p *GeospatialParams) {}), 50, 75},
		{"standing still it has room for the bits", with(func(p *GeospatialParams) { p.Active, p.Size = 27, 999 }), 0, 3},
		{"in space it needs less", with(func(p *GeospatialParams) { p.Active, p.Size, p.Altitude = 27, 999, true }), 0, 1},
		{"Timestep", with(func(p *GeospatialParams) { p.Timestep = 62 }), 25, 39},
		{"Scale", with(func(p *GeospatialParams) { p.Scale = 60 }), 40, 30},
		{"ReadingOverlap", with(func(p *GeospatialParams) { p.ReadingOverlap = 2 }), 50, 100},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := newGeospatial(t, tt.p).Radius(tt.speed); err != nil || got != tt.want {
				t.Errorf("%d, %v, want %d", got, err, tt.want)
			}
		})
	}
}

// NuPIC's testEncodeIntoArray, testEncodeIntoArrayAltitude and testEncodeIntoArray3D:
// 2.5 m/s, 30 m, a minute, 25 of 999 bits.
func TestGeospatialOverlapAsNuPIC(t *testing.T) {
	p := DefaultGeospatialParams(30, 60)
	p.Size, p.Active = 999, 25
	q := p
	q.Altitude = true
	for _, tt := range []struct {
		name      string
		p         GeospatialParams
		a, b, far Position
	}{
		{"map", p, Position{-122.229194, 37.486782, 0, 2.5}, Position{-122.229294, 37.486882, 0, 2.5}, Position{-122.229294, 37.486982, 0, 2.5}},
		{"altitude", q, Position{-122.229294, 37.486782, 0, 2.5}, Position{-122.229294, 37.486782, 100, 2.5}, Position{-122.229294, 37.486782, 1000, 2.5}},
		{"space", q, Position{-122.229194, 37.486782, 0, 2.5}, Position{-122.229294, 37.486882, 100, 2.5}, Position{-122.229294, 37.486982, 1000, 2.5}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := newGeospatial(t, tt.p)
			a, errA := e.Encode(tt.a)
			b, errB := e.Encode(tt.b)
			c, errC := e.Encode(tt.far)
			if errA != nil || errB != nil || errC != nil {
				t.Fatal(errA, errB, errC)
			}
			if a.Overlap(b) <= a.Overlap(c) || a.Size != 999 || a.Len() != 25 {
				t.Errorf("%d bits shared, and %d farther away", a.Overlap(b), a.Overlap(c))
			}
		})
	}
}

// Readings in a row overlap, whatever the speed, at the equator: two radii are 1.5
// times the way, so that a third of the neighbourhood is common.
func TestGeospatialReadingsInARowOverlap(t *testing.T) {
	e := newGeospatial(t, DefaultGeospatialParams(10, 10))
	for _, speed := range []float64{10, 30, 100, 300} {
		const readings = 100
		shared := 0.0
		metres := speed * 10
		for i := 0; i < readings; i++ {
			here := Position{Longitude: float64(i) * .1, Speed: speed}
			next := here
			next.Longitude += metres / 111319.49 // metres a degree
			a, errA := e.Encode(here)
			b, errB := e.Encode(next)
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			shared += float64(a.Overlap(b)) / readings / 21
		}
		if !near(shared, 1./3, .07) {
			t.Errorf("%v m/s: share %v, want about 1/3", speed, shared)
		}
	}
}

// On both sides of the 180th degree, and at its two names; in space at the poles
// longitude does not matter.
func TestGeospatialSeams(t *testing.T) {
	flat, deep := newGeospatial(t, DefaultGeospatialParams(1000, 60)), newGeospatial(t, solid(1000, 60))
	for _, tt := range []struct {
		name   string
		e      *Geospatial
		a, b   Position
		shared [2]int
	}{
		{"180 is -180", flat, Position{Longitude: 180, Latitude: 10}, Position{Longitude: -180, Latitude: 10}, [2]int{21, 21}},
		{"in space too", deep, Position{Longitude: 180, Latitude: 10}, Position{Longitude: -180, Latitude: 10}, [2]int{21, 21}},
		{"a step to the east", flat, Position{Longitude: 179.999, Latitude: 10}, Position{Longitude: -179.999, Latitude: 10}, [2]int{14, 19}},
		{"as elsewhere", flat, Position{Longitude: -.001, Latitude: 10}, Position{Longitude: .001, Latitude: 10}, [2]int{14, 19}},
		{"and in space", deep, Position{Longitude: 179.999, Latitude: 10}, Position{Longitude: -179.999, Latitude: 10}, [2]int{8, 21}},
		{"the other side of the earth", flat, Position{Longitude: 90, Latitude: 10}, Position{Longitude: -90, Latitude: 10}, [2]int{0, 3}},
		{"the pole has one place", deep, Position{Longitude: -130, Latitude: 90}, Position{Longitude: -100, Latitude: 90}, [2]int{21, 21}},
		{"the poles are two", deep, Position{Latitude: 90}, Position{Latitude: -90}, [2]int{0, 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, errA := tt.e.Encode(tt.a)
			b, errB := tt.e.Encode(tt.b)
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			if n := a.Overlap(b); n < tt.shared[0] || n > tt.shared[1] {
				t.Errorf("%d bits shared, want %v", n, tt.shared)
			}
		})
	}
}

func TestGeospatialErrors(t *testing.T) {
	flat, deep := newGeospatial(t, DefaultGeospatialParams(30, 60)), newGeospatial(t, solid(30, 60))
	for _, tt := range []struct {
		name string
		e    *Geospatial
		at   Position
		want string
	}{
		{"longitude", flat, Position{Longitude: 180.001}, "encode: longitude = 180.001, want in [-180, 180]"},
		{"longitude west", flat, Position{Longitude: -181}, "encode: longitude = -181, want in [-180, 180]"},
		{"no longitude", flat, Position{Longitude: math.NaN()}, "encode: longitude = NaN, want in [-180, 180]"},
		{"the pole is not on the map", flat, Position{Latitude: 90}, "encode: latitude = 90, want in [-85.05112877980659, 85.05112877980659]"},
		{"nor the other", flat, Position{Latitude: -85.06}, "encode: latitude = -85.06, want in [-85.05112877980659, 85.05112877980659]"},
		{"beyond the pole", deep, Position{Latitude: 90.5}, "encode: latitude = 90.5, want in [-90, 90]"},
		{"no latitude", deep, Position{Latitude: math.NaN()}, "encode: latitude = NaN, want in [-90, 90]"},
		{"infinite latitude", flat, Position{Latitude: math.Inf(-1)}, "encode: latitude = -Inf, want in [-85.05112877980659, 85.05112877980659]"},
		{"no altitude", deep, Position{Altitude: math.NaN()}, "encode: altitude = NaN, want in [-100000, 1e+09]"},
		{"too deep", deep, Position{Altitude: -100001}, "encode: altitude = -100001, want in [-100000, 1e+09]"},
		{"too high", deep, Position{Altitude: math.Inf(1)}, "encode: altitude = +Inf, want in [-100000, 1e+09]"},
		{"backwards", flat, Position{Speed: -1}, "encode: speed = -1, want a finite number >= 0"},
		{"no speed", flat, Position{Speed: math.NaN()}, "encode: speed = NaN, want a finite number >= 0"},
		{"infinite speed", flat, Position{Speed: math.Inf(1)}, "encode: speed = +Inf, want a finite number >= 0"},
		{"too fast", flat, Position{Speed: 1366}, "encode: speed = 1366, want a radius of at most 2047 steps of Scale = 30, got 2049"},
		{"far too fast", deep, Position{Speed: 1e308}, "encode: speed = 1e+308, want a radius of at most 127 steps of Scale = 30, got +Inf"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := tt.e.Encode(tt.at); errorText(err) != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestGeospatialParamsErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*GeospatialParams)
		want  string
	}{
		{"Scale", func(p *GeospatialParams) { p.Scale = 0 }, "encode: Scale = 0, want in [0.001, 1e+06]"},
		{"Timestep", func(p *GeospatialParams) { p.Timestep = math.Inf(1) }, "encode: Timestep = +Inf, want a finite number > 0"},
		{"ReadingOverlap", func(p *GeospatialParams) { p.ReadingOverlap = 0 }, "encode: ReadingOverlap = 0, want a finite number > 0"},
		{"Active", func(p *GeospatialParams) { p.Active = 0 }, "encode: Active = 0, want in [1, 2^16]"},
		{"Size", func(p *GeospatialParams) { p.Size = 10 }, "encode: Size = 10, want > 6*Active = 126 and <= 2^28"},
		{"an earth too small", func(p *GeospatialParams) { p.Scale, p.Active, p.Size = 1e6, 1<<12, 1<<20 }, "encode: Periods[0] = 42, want 0 or in [65, 2^53], room for Active = 4096 neighbours"},
		{"two at once", func(p *GeospatialParams) { p.Scale, p.Timestep = math.NaN(), -1 }, "encode: Scale = NaN, want in [0.001, 1e+06]\nencode: Timestep = -1, want a finite number > 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := DefaultGeospatialParams(30, 60)
			tt.spoil(&p)
			if _, err := NewGeospatial(p); errorText(err) != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}

// Seed counts, and other parameters pass through to the places.
func TestGeospatialPassesItsParamsOn(t *testing.T) {
	p := DefaultGeospatialParams(30, 60)
	e := newGeospatial(t, p)
	if e.Params() != p || e.Size() != 1000 {
		t.Errorf("Params %+v, Size %d", e.Params(), e.Size())
	}
	a, errA := e.Encode(Position{})
	p.Seed++
	b, errB := newGeospatial(t, p).Encode(Position{})
	if errA != nil || errB != nil || a.Equal(b) || a.Overlap(b) > 3 {
		t.Errorf("%v and %v of another seed (%v, %v)", a, b, errA, errB)
	}
	places, err := NewCoordinate(CoordinateParams{Size: 1000, Active: 21, Dimensions: 2, Periods: []int{1335834, 0}, Seed: 42})
	if err != nil {
		t.Fatal(err)
	}
	if c, err := places.Encode([]int{0, 0}, 2); err != nil || !a.Equal(c) {
		t.Errorf("%v, want the coordinate's %v, %v", a, c, err)
	}
}

// Whatever the position: an error or a valid SDR with all bits on.
func FuzzGeospatial(f *testing.F) {
	f.Add(-122.229194, 37.486782, 0.0, 2.5, false)
	f.Add(180.0, -90.0, 1e9, 0.0, true)
	f.Fuzz(func(t *testing.T, longitude, latitude, altitude, speed float64, deep bool) {
		p := DefaultGeospatialParams(30, 60)
		p.Altitude = deep
		e := newGeospatial(t, p)
		at := Position{longitude, latitude, altitude, speed}
		code, err := e.Encode(at)
		if err != nil {
			if math.Abs(longitude) <= 180 && math.Abs(latitude) <= 85 && math.Abs(altitude) < 1e5 && speed >= 0 && speed < 80 {
				t.Errorf("%+v: %v", at, err)
			}
			return
		}
		if err := code.Check(); err != nil || code.Size != 1000 || code.Len() != 21 {
			t.Errorf("%+v: %v, %v", at, code, err)
		}
	})
}
