package encode

import (
	"math"
	"testing"

	"gohtm/htm/internal/check"
)

// NuPIC's logenc_test.py: 1 to 10,000 by a tenth of a decade has 41 buckets and, with
// 5 bits on, 45 bits; by decades with one bit on, 5.
func TestLogKnownAnswers(t *testing.T) {
	tenths := LogParams{Min: 1, Max: 1e4, Active: 5, Base: 10}.WithResolution(.1)
	decades := LogParams{Min: 1, Max: 1e4, Active: 1, Base: 10}.WithRadius(1)
	for _, tt := range []struct {
		name          string
		p             LogParams
		size, buckets int
		x             float64
		bit           int // the first that is on
	}{
		{"1 has the first 5 bits", tenths, 45, 41, 1, 0},
		{"100 is 20 tenths of a decade up", tenths, 45, 41, 100, 20},
		{"10,000 has the last 5", tenths, 45, 41, 1e4, 40},
		{"1 is the first decade", decades, 5, 5, 1, 0},
		{"100 the third", decades, 5, 5, 100, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewLog(tt.p)
			if err != nil {
				t.Fatal(err)
			}
			code, err := e.Encode(tt.x)
			if err != nil || code.Bits[0] != tt.bit || code.Len() != tt.p.Active || code.Size != tt.size {
				t.Errorf("Encode(%v) = %v, %v; want %d of %d bits from %d on", tt.x, code, err, tt.p.Active, tt.size, tt.bit)
			}
			if e.Size() != tt.size || e.Buckets() != tt.buckets {
				t.Errorf("%d bits and %d buckets, want %d and %d", e.Size(), e.Buckets(), tt.size, tt.buckets)
			}
		})
	}
	// testMinvalMaxVal: the resolution of 100 bits from 42 to 1.3e12.
	p := LogParams{Min: 42, Max: 1.3e12, Size: 100, Active: 5, Base: 10}
	if got, want := p.Resolution(), .110428358546; math.Abs(got-want) > 1e-12 {
		t.Errorf("resolution %v, want %v", got, want)
	}
}

// Worked by hand: a radius of one power of Base, with one bit on, makes a bucket for
// each power, so from 1 to 4096 two to the twelfth has 13, four to the sixth 7.
func TestLogBase(t *testing.T) {
	for base, buckets := range map[float64]int{2: 13, 4: 7, 8: 5, 16: 4} {
		p := LogParams{Min: 1, Max: 4096, Active: 1, Base: base}
		if byRadius := p.WithRadius(1); byRadius.Size != buckets {
			t.Errorf("base %v by radius: %d bits, want %d", base, byRadius.Size, buckets)
		}
		byResolution := p.WithResolution(1)
		if byResolution.Size != buckets || math.Abs(byResolution.Resolution()-1) > 1e-12 {
			t.Errorf("base %v by resolution: %d bits, a resolution of %v; want %d, 1", base, byResolution.Size, byResolution.Resolution(), buckets)
		}
	}
	if p := (LogParams{Min: 1, Max: math.Exp(5), Active: 1, Base: math.E}).WithRadius(1); p.Size != 6 {
		t.Errorf("natural logarithm: %d bits, want 6", p.Size)
	}
}

// The promise: values k buckets apart share Active-k bits, wherever they are.
func TestLogOverlapFallsWithTheFactor(t *testing.T) {
	p := DefaultLogParams(115)
	e, err := NewLog(p)
	if err != nil {
		t.Fatal(err)
	}
	step := math.Pow(p.Base, p.Resolution())
	for i := 0; i < e.Buckets(); i++ {
		x := p.Min * math.Pow(step, float64(i))
		if bucket, err := e.Bucket(x); bucket != i || err != nil {
			t.Fatalf("Bucket(%v) = %d, %v; want %d", x, bucket, err, i)
		}
		a, _ := e.Encode(x)
		for k := 0; i+k < e.Buckets() && k < 8; k++ {
			b, err := e.Encode(x * math.Pow(step, float64(k)))
			if got, want := a.Overlap(b), max(0, p.Active-k); err != nil || got != want {
				t.Fatalf("%v and %d buckets above share %d bits, %v; want %d", x, k, got, err, want)
			}
		}
	}
}

func TestLogErrors(t *testing.T) {
	strict := LogParams{Min: .5, Max: 1e4, Size: 100, Active: 5, Base: 10}
	clip := strict
	clip.Clip = true
	for _, tt := range []struct {
		name   string
		p      LogParams
		x      float64
		bucket int
		want   string
	}{
		{"below", strict, .49, 0, "encode: value = 0.49, want in [0.5, 10000]"},
		{"above", strict, 10001, 0, "encode: value = 10001, want in [0.5, 10000]"},
		{"zero", strict, 0, 0, "encode: value = 0, want in [0.5, 10000]"},
		{"negative", strict, -3, 0, "encode: value = -3, want in [0.5, 10000]"},
		{"NaN", clip, math.NaN(), 0, "encode: value = NaN, want a finite number"},
		{"infinity is not clipped", clip, math.Inf(1), 0, "encode: value = +Inf, want a finite number"},
		{"zero is clipped to the least", clip, 0, 0, ""},
		{"a negative value, too", clip, -1e300, 0, ""},
		{"a large one to the greatest", clip, 1e300, 95, ""},
		{"the ends are in the range", strict, 1e4, 95, ""},
		{"both", strict, .5, 0, ""},
	} {
		e, err := NewLog(tt.p)
		if err != nil {
			t.Fatal(err)
		}
		if bucket, err := e.Bucket(tt.x); bucket != tt.bucket || errorText(err) != tt.want {
			t.Errorf("%s: Bucket(%v) = %d, %v; want %d, %s", tt.name, tt.x, bucket, err, tt.bucket, tt.want)
		}
		if _, err := e.Encode(tt.x); errorText(err) != tt.want {
			t.Errorf("%s: Encode(%v): %v, want %s", tt.name, tt.x, err, tt.want)
		}
	}
}

func TestLogParamsErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*LogParams)
		want  string
	}{
		{"Min", func(p *LogParams) { p.Min = 0 }, "encode: Min = 0, want a finite number > 0"},
		{"Min NaN", func(p *LogParams) { p.Min = math.NaN() }, "encode: Min = NaN, want a finite number > 0\nencode: Max = 10000, want a finite number > Min = NaN"},
		{"Max", func(p *LogParams) { p.Max = p.Min }, "encode: Max = 1e-07, want a finite number > Min = 1e-07"},
		{"Max without end", func(p *LogParams) { p.Max = math.Inf(1) }, "encode: Max = +Inf, want a finite number > Min = 1e-07"},
		{"Base", func(p *LogParams) { p.Base = 1 }, "encode: Base = 1, want a finite number > 1"},
		{"Base without end", func(p *LogParams) { p.Base = math.Inf(1) }, "encode: Base = +Inf, want a finite number > 1"},
		{"Size", func(p *LogParams) { p.Size = 5 }, "encode: Size = 5, want > Active = 5 and <= 2^28"},
		{"Active", func(p *LogParams) { p.Active = -1 }, "encode: Active = -1, want odd and > 0"},
		{"a range too narrow for logarithms", func(p *LogParams) { p.Min, p.Max = 1e300, math.Nextafter(1e300, 2e300) },
			"encode: Max = 1.0000000000000002e+300, want so far above Min = 1e+300 that their logarithms differ"},
		{"a resolution that is none", func(p *LogParams) { *p = p.WithResolution(-1) }, "encode: Size = 0, want > Active = 5 and <= 2^28"},
		{"all at once", func(p *LogParams) { *p = LogParams{} },
			"encode: Min = 0, want a finite number > 0\nencode: Max = 0, want a finite number > Min = 0\nencode: Base = 0, want a finite number > 1\nencode: Active = 0, want odd and > 0\nencode: Size = 0, want > Active = 0 and <= 2^28"},
	} {
		p := DefaultLogParams(100)
		tt.spoil(&p)
		if _, err := NewLog(p); errorText(err) != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

// Whatever the parameters and the values: errors only where they are promised, valid
// SDRs, and buckets that do not fall as values rise.
func FuzzLog(f *testing.F) {
	f.Add(1e-7, 1e4, 100, 5, 10.0, true, 3.0, 4.0)
	f.Add(5e-324, 1.7e308, 9, 3, 1.0000001, false, 1.0, 1e-320)
	f.Fuzz(func(t *testing.T, low, high float64, size, active int, base float64, clip bool, x, y float64) {
		if size > 1<<12 {
			return
		}
		p := LogParams{Min: low, Max: high, Size: size, Active: active, Base: base, Clip: clip}
		e, err := NewLog(p)
		if err != nil {
			return
		}
		var buckets []int
		for _, x := range []float64{math.Min(x, y), math.Max(x, y)} {
			code, err := e.Encode(x)
			if err != nil {
				if low <= x && x <= high || clip && check.Finite(x) {
					t.Errorf("%+v: Encode(%v): %v", p, x, err)
				}
				return
			}
			if err := code.Check(); err != nil || code.Size != size || code.Len() != active {
				t.Errorf("%+v: Encode(%v) = %v: %v", p, x, code, err)
			}
			buckets = append(buckets, code.Bits[0])
		}
		// Neighbours may change places where the logarithm is rounded.
		if buckets[0] > buckets[1]+1 || buckets[0] > buckets[1] && math.Max(x, y) > 1.000001*math.Min(x, y) {
			t.Errorf("%+v: %v and %v have buckets %v", p, x, y, buckets)
		}
	})
}
