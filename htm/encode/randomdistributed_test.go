package encode

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
	"hash/fnv"
)

// codes returns the SDRs of all buckets.
func codes(t *testing.T, p RandomDistributedParams) []sdr.SDR {
	t.Helper()
	e, err := NewRandomDistributed(p)
	if err != nil {
		t.Fatal(err)
	}
	codes := make([]sdr.SDR, e.Buckets())
	for i := range codes {
		code, err := e.Encode(p.Offset + float64(i-p.Buckets/2)*p.Resolution)
		if err != nil {
			t.Fatal(err)
		}
		codes[i] = code
	}
	return codes
}

// The rules of random_distributed_scalar.py, for every pair of buckets.
func TestRandomDistributedOverlaps(t *testing.T) {
	few := RandomDistributedParams{Size: 64, Active: 5, Resolution: 2, Buckets: 41, MaxOverlap: 1, Seed: 3}
	none := RandomDistributedParams{Size: 50, Active: 8, Resolution: 2, Buckets: 40, MaxOverlap: 0, Seed: 3}
	for _, p := range []RandomDistributedParams{DefaultRandomDistributedParams(.88), few, none} {
		codes, most := codes(t, p), 0
		for i, a := range codes {
			if err := a.Check(); err != nil || a.Size != p.Size || a.Len() != p.Active {
				t.Fatalf("bucket %d: %v: %v", i, a, err)
			}
			for j, b := range codes[:i+1] {
				shared := a.Overlap(b)
				if i-j < p.Active {
					if want := p.Active - (i - j); shared != want {
						t.Fatalf("buckets %d and %d share %d bits, want %d", i, j, shared, want)
					}
					continue
				}
				if most = max(most, shared); shared > p.MaxOverlap {
					t.Fatalf("buckets %d and %d share %d bits, want at most %d", i, j, shared, p.MaxOverlap)
				}
			}
		}
		if most != p.MaxOverlap {
			t.Errorf("%+v: unlike buckets share at most %d bits: MaxOverlap is ignored", p, most)
		}
	}
}

// A bit is drawn evenly from those that keep the rules, so that all bits are
// used about equally often: 1000 buckets use 1020 bits, 51 from each twentieth.
func TestRandomDistributedUsesAllBits(t *testing.T) {
	const seeds = 10
	uses := make([]int, 20)
	for seed := uint64(0); seed < seeds; seed++ {
		p := DefaultRandomDistributedParams(1)
		p.Seed = seed
		sequence, err := p.sequence()
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for _, bit := range sequence {
			uses[bit/20]++
		}
	}
	for i, n := range uses {
		if n < 51*seeds-100 || n > 51*seeds+100 { // 4.5 standard deviations of 22, were bits independent
			t.Errorf("bits from %d on are used %d times, want about %d", 20*i, n, 51*seeds)
		}
	}
}

// Worked by hand: buckets are 2 wide and centred on odd numbers, 5 of them.
func TestRandomDistributedBucket(t *testing.T) {
	p := RandomDistributedParams{Size: 64, Active: 5, Resolution: 2, Offset: 1, Buckets: 5, MaxOverlap: 2}
	clip := p
	clip.Clip = true
	for _, tt := range []struct {
		name string
		p    RandomDistributedParams
		x    float64
		want int
		err  string
	}{
		{"the offset is in the middle bucket", p, 1, 2, ""},
		{"a bucket begins half a resolution below", p, 0, 2, ""},
		{"and ends before half a resolution above", p, 1.99, 2, ""},
		{"where the next begins", p, 2, 3, ""},
		{"just below zero is the one before", p, -1e-9, 1, ""},
		{"negative values have buckets as wide as positive ones", p, -2, 1, ""},
		{"the first bucket's least value", p, -4, 0, ""},
		{"the last bucket's greatest", p, 5.99, 4, ""},
		{"beyond the last", p, 6, 0, "encode: value = 6, want in [-4, 6)"},
		{"beyond the first", p, -4.1, 0, "encode: value = -4.1, want in [-4, 6)"},
		{"far beyond, where no integer reaches", p, -1e300, 0, "encode: value = -1e+300, want in [-4, 6)"},
		{"clipped to the last", clip, 6, 4, ""},
		{"clipped to the first", clip, -1e300, 0, ""},
		{"clipping changes nothing within the range", clip, 2, 3, ""},
		{"NaN", p, math.NaN(), 0, "encode: value = NaN, want a finite number"},
		{"NaN can't be clipped", clip, math.NaN(), 0, "encode: value = NaN, want a finite number"},
		{"infinity is not clipped", clip, math.Inf(-1), 0, "encode: value = -Inf, want a finite number"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewRandomDistributed(tt.p)
			if err != nil {
				t.Fatal(err)
			}
			bucket, err := e.Bucket(tt.x)
			if bucket != tt.want || errorText(err) != tt.err {
				t.Errorf("Bucket(%v) = %d, %v; want %d, %s", tt.x, bucket, err, tt.want, tt.err)
			}
			if _, err := e.Encode(tt.x); errorText(err) != tt.err {
				t.Errorf("Encode(%v): %v, want %s", tt.x, err, tt.err)
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Same seed, same bits, on every machine: the hash is of the table of the
// default parameters with seed 42, as this package drew it first.
func TestRandomDistributedSeed(t *testing.T) {
	p := DefaultRandomDistributedParams(1)
	hash := fnv.New64a()
	for _, code := range codes(t, p) {
		for _, bit := range code.Bits {
			hash.Write([]byte(strconv.Itoa(bit) + " "))
		}
	}
	if got, want := strconv.FormatUint(hash.Sum64(), 16), "3f602cfc477e3cbb"; got != want {
		t.Errorf("the table's hash is %s, want %s", got, want)
	}
	p.Seed++
	if slices.Equal(codes(t, p)[500].Bits, codes(t, DefaultRandomDistributedParams(1))[500].Bits) {
		t.Error("another seed has the same bits: Seed is ignored")
	}
}

func TestRandomDistributedParamsErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*RandomDistributedParams)
		want  string
	}{
		{"Size", func(p *RandomDistributedParams) { p.Size = 126 }, "encode: Size = 126, want > 6*Active = 126 and <= 2^28"},
		{"Active", func(p *RandomDistributedParams) { p.Active = 0 }, "encode: Active = 0, want in [1, 2^28]\nencode: MaxOverlap = 2, want in [0, Active = 0]"},
		{"huge Size", func(p *RandomDistributedParams) { p.Size = math.MaxInt }, "encode: Size = 9223372036854775807, want > 6*Active = 126 and <= 2^28"},
		{"huge Active", func(p *RandomDistributedParams) { p.Active = 1 << 61 }, "encode: Active = 2305843009213693952, want in [1, 2^28]"},
		{"huge Buckets", func(p *RandomDistributedParams) { p.Buckets = math.MaxInt }, "encode: Buckets = 9223372036854775807, want in [1, 2^15]"},
		{"a table that never ends", func(p *RandomDistributedParams) { p.Size, p.Buckets = 1<<20, 1025 },
			"encode: Size * Buckets = 1048576 * 1025, want <= 2^30"},
		{"Resolution", func(p *RandomDistributedParams) { p.Resolution = 0 }, "encode: Resolution = 0, want a finite number > 0"},
		{"Resolution NaN", func(p *RandomDistributedParams) { p.Resolution = math.NaN() }, "encode: Resolution = NaN, want a finite number > 0"},
		{"Offset", func(p *RandomDistributedParams) { p.Offset = math.Inf(1) }, "encode: Offset = +Inf, want a finite number"},
		{"Buckets", func(p *RandomDistributedParams) { p.Buckets = -1 }, "encode: Buckets = -1, want in [1, 2^15]"},
		{"MaxOverlap", func(p *RandomDistributedParams) { p.MaxOverlap = 22 }, "encode: MaxOverlap = 22, want in [0, Active = 21]"},
		{"all at once", func(p *RandomDistributedParams) { *p = RandomDistributedParams{} },
			"encode: Active = 0, want in [1, 2^28]\nencode: Size = 0, want > 6*Active = 0 and <= 2^28\nencode: Resolution = 0, want a finite number > 0\nencode: Buckets = 0, want in [1, 2^15]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := DefaultRandomDistributedParams(1)
			tt.spoil(&p)
			if _, err := NewRandomDistributed(p); errorText(err) != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}

// Where there is no room for so many buckets, the error says how many there is
// room for, and that many can be had.
func TestRandomDistributedSaysHowManyBucketsFit(t *testing.T) {
	p := DefaultRandomDistributedParams(1)
	p.Size = 130
	_, err := NewRandomDistributed(p)
	const before, after = "encode: Buckets = 1000, want at most the ", " that this Seed finds for Size = 130, or a larger Size or MaxOverlap"
	text := errorText(err)
	if !strings.HasPrefix(text, before) || !strings.HasSuffix(text, after) {
		t.Fatalf("error %v, want %sN%s", err, before, after)
	}
	p.Buckets, err = strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(text, before), after))
	if err != nil || p.Buckets < 100 {
		t.Fatalf("%d buckets fit, %v; want over 100", p.Buckets, err)
	}
	if _, err := NewRandomDistributed(p); err != nil {
		t.Error(err)
	}
	p.Buckets++
	if _, err := NewRandomDistributed(p); err == nil {
		t.Error("one bucket more fits, want an error")
	}
}

func BenchmarkNewRandomDistributed(b *testing.B) {
	for b.Loop() {
		if _, err := NewRandomDistributed(DefaultRandomDistributedParams(.88)); err != nil {
			b.Fatal(err)
		}
	}
}

// Whatever the parameters and the value: an error, or a valid SDR.
func FuzzRandomDistributed(f *testing.F) {
	f.Add(.88, 20.0, 50, false, 31.3)
	f.Add(5e-324, 1e308, 3, true, -1e308)
	f.Add(1e308, -1e308, 4, true, 1e308)
	f.Fuzz(func(t *testing.T, resolution, offset float64, buckets int, clip bool, x float64) {
		if buckets > 200 {
			return
		}
		p := RandomDistributedParams{Size: 64, Active: 5, Resolution: resolution, Offset: offset, Buckets: buckets, MaxOverlap: 2, Clip: clip}
		e, err := NewRandomDistributed(p)
		if err != nil {
			return
		}
		code, err := e.Encode(x)
		if err != nil {
			if clip && check.Finite(x) {
				t.Errorf("%+v: Encode(%v): %v", p, x, err)
			}
			return
		}
		if err := code.Check(); err != nil || code.Size != 64 || code.Len() != 5 {
			t.Errorf("%+v: Encode(%v) = %v: %v", p, x, code, err)
		}
		if bucket, err := e.Bucket(x); err != nil || bucket < 0 || bucket >= buckets {
			t.Errorf("%+v: Bucket(%v) = %d, %v; want in [0, %d)", p, x, bucket, err, buckets)
		}
	})
}
