package encode_test

import (
	"slices"
	"testing"

	"gohtm/htm/encode"
	"gohtm/htm/internal/ref"
)

// The encoder's table is the one that NuPIC's rule grows upwards from the first
// bucket, bit by bit, for many seeds and parameters; and where the rule finds no bit,
// the encoder finds none.
func TestRandomDistributedIsTheReference(t *testing.T) {
	full := 0
	for _, p := range []encode.RandomDistributedParams{
		{Size: 64, Active: 5, Buckets: 60, MaxOverlap: 1},
		{Size: 50, Active: 8, Buckets: 43, MaxOverlap: 0}, // without chance overlaps 50 bits are for 43 buckets
		{Size: 50, Active: 8, Buckets: 44, MaxOverlap: 0},
		{Size: 40, Active: 5, Buckets: 60, MaxOverlap: 2},
		{Size: 31, Active: 5, Buckets: 50, MaxOverlap: 5},
		{Size: 130, Active: 21, Buckets: 30, MaxOverlap: 2},
		{Size: 20, Active: 3, Buckets: 30, MaxOverlap: 1},
		{Size: 9, Active: 1, Buckets: 8, MaxOverlap: 0},
	} {
		for p.Seed = 0; p.Seed < 10; p.Seed++ {
			p.Resolution = 1
			e, err := encode.NewRandomDistributed(p)
			grown := ref.NewRandomDistributed(p, 0)
			if right := grown.Grow(p.Buckets - 1); right != (err == nil) {
				t.Fatalf("%+v: %v, but the reference has room for all = %v", p, err, right)
			}
			if err != nil {
				full++
				continue
			}
			for i := 0; i < p.Buckets; i++ {
				want := slices.Sorted(slices.Values(grown.Codes[i]))
				if code, err := e.Encode(float64(i - p.Buckets/2)); err != nil || !slices.Equal(code.Bits, want) {
					t.Fatalf("%+v: bucket %d is %v, %v; want %v", p, i, code, err, want)
				}
			}
		}
	}
	if full == 0 {
		t.Error("no table was full: want some, to compare where they end")
	}
}

// Grown from the middle to both sides, as in NuPIC, the reference keeps the same law
// over all pairs of buckets as the encoder does.
func TestRandomDistributedLawFromTheMiddle(t *testing.T) {
	p := encode.DefaultRandomDistributedParams(1)
	p.Size, p.Active, p.Buckets = 120, 11, 60
	grown := ref.NewRandomDistributed(p, 30)
	for _, bucket := range []int{33, 12, 40, 0, 59} {
		if !grown.Grow(bucket) {
			t.Fatalf("no bit for bucket %d", bucket)
		}
	}
	e, err := encode.NewRandomDistributed(p)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < 60; i++ {
		for j := 0; j < i; j++ {
			a, _ := e.Encode(float64(i - 30))
			b, _ := e.Encode(float64(j - 30))
			shared := 0
			for _, bit := range grown.Codes[i] {
				if slices.Contains(grown.Codes[j], bit) {
					shared++
				}
			}
			for _, overlap := range []int{a.Overlap(b), shared} {
				if i-j < p.Active && overlap != p.Active-(i-j) || i-j >= p.Active && overlap > p.MaxOverlap {
					t.Fatalf("buckets %d and %d share %d bits, of the reference %d; want %d, or at most %d",
						i, j, a.Overlap(b), shared, p.Active-(i-j), p.MaxOverlap)
				}
			}
		}
	}
}
