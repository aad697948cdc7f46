package sdr

import (
	"math/rand"
	"reflect"
	"slices"
	"testing"
	"testing/quick"
)

// three are three SDRs of one size, for laws about three.
type three struct{ a, b, c SDR }

// Generate draws sizes from 0 to 129 and all densities, from nothing to all on.
func (three) Generate(random *rand.Rand, _ int) reflect.Value {
	size := random.Intn(130)
	draw := func() SDR {
		dense, density := make([]bool, size), random.Float64()
		switch random.Intn(8) {
		case 0:
			density = 0
		case 1:
			density = 1
		}
		for bit := range dense {
			dense[bit] = random.Float64() < density
		}
		return FromDense(dense)
	}
	s := three{draw(), draw(), draw()}
	if random.Intn(8) == 0 {
		s.b = s.a.Clone()
	}
	return reflect.ValueOf(s)
}

// The laws of set algebra, over drawn SDRs with a fixed seed. The first one ties
// the algebra to its meaning, bit by bit; without it an algebra of nothing would
// keep the others.
func TestLaws(t *testing.T) {
	valid := func(sets ...SDR) bool {
		for _, s := range sets {
			if s.Check() != nil {
				return false
			}
		}
		return true
	}
	for _, law := range []struct {
		name string
		law  func(three) bool
	}{
		{"bit by bit", func(s three) bool {
			a, b := s.a.Dense(), s.b.Dense()
			union, both, less := s.a.Union(s.b).Dense(), s.a.Intersect(s.b).Dense(), s.a.Minus(s.b).Dense()
			for i := range a {
				if union[i] != (a[i] || b[i]) || both[i] != (a[i] && b[i]) || less[i] != (a[i] && !b[i]) {
					return false
				}
			}
			return len(union) == len(a) && len(both) == len(a) && len(less) == len(a)
		}},
		{"results are valid", func(s three) bool {
			return valid(s.a.Union(s.b), s.a.Intersect(s.b), s.a.Minus(s.b), Concat(s.a, s.b, s.c))
		}},
		{"commutative", func(s three) bool {
			return s.a.Union(s.b).Equal(s.b.Union(s.a)) && s.a.Intersect(s.b).Equal(s.b.Intersect(s.a)) && s.a.Overlap(s.b) == s.b.Overlap(s.a)
		}},
		{"associative", func(s three) bool {
			return s.a.Union(s.b).Union(s.c).Equal(s.a.Union(s.b.Union(s.c))) &&
				s.a.Intersect(s.b).Intersect(s.c).Equal(s.a.Intersect(s.b.Intersect(s.c))) &&
				Concat(Concat(s.a, s.b), s.c).Equal(Concat(s.a, Concat(s.b, s.c)))
		}},
		{"distributive", func(s three) bool {
			return s.a.Intersect(s.b.Union(s.c)).Equal(s.a.Intersect(s.b).Union(s.a.Intersect(s.c)))
		}},
		{"idempotent", func(s three) bool {
			return s.a.Union(s.a).Equal(s.a) && s.a.Intersect(s.a).Equal(s.a) && s.a.Minus(s.a).Len() == 0
		}},
		{"absorbing", func(s three) bool {
			return s.a.Union(s.a.Intersect(s.b)).Equal(s.a) && s.a.Intersect(s.a.Union(s.b)).Equal(s.a)
		}},
		{"De Morgan, within the union", func(s three) bool {
			all := s.a.Union(s.b).Union(s.c)
			return all.Minus(s.a.Union(s.b)).Equal(all.Minus(s.a).Intersect(all.Minus(s.b)))
		}},
		{"overlap counts the intersection", func(s three) bool { return s.a.Overlap(s.b) == s.a.Intersect(s.b).Len() }},
		{"inclusion and exclusion", func(s three) bool {
			return s.a.Union(s.b).Len() == s.a.Len()+s.b.Len()-s.a.Overlap(s.b)
		}},
		{"dense and back", func(s three) bool { return FromDense(s.a.Dense()).Equal(s.a) }},
		{"New sorts whatever order", func(s three) bool {
			bits := slices.Clone(s.a.Bits)
			slices.Reverse(bits)
			again, err := New(s.a.Size, bits...)
			return err == nil && again.Equal(s.a)
		}},
		{"overlap of concatenations is the sum", func(s three) bool {
			return Concat(s.a, s.b).Overlap(Concat(s.b, s.c)) == s.a.Overlap(s.b)+s.b.Overlap(s.c)
		}},
		{"operands stay as they were", func(s three) bool {
			a, b := s.a.Clone(), s.b.Clone()
			for _, result := range []SDR{a.Union(b), a.Intersect(b), a.Minus(b), Concat(a, b), Concat(a)} {
				for i := range result.Bits {
					result.Bits[i] = -1 // must not reach the operands
				}
			}
			return a.Equal(s.a) && b.Equal(s.b)
		}},
	} {
		t.Run(law.name, func(t *testing.T) {
			if err := quick.Check(law.law, &quick.Config{MaxCount: 500, Rand: rand.New(rand.NewSource(1))}); err != nil {
				t.Error(err)
			}
		})
	}
}

// Whatever bytes stand for bits: Check accepts just what New would leave alone,
// and a second way to each result agrees.
func FuzzSDR(f *testing.F) {
	f.Add(16, []byte{1, 2, 5}, []byte{0, 2, 15})
	f.Add(200, []byte{9, 9}, []byte{255})
	f.Add(-1, []byte{}, []byte{})
	f.Add(0, []byte{}, []byte{})
	f.Fuzz(func(t *testing.T, size int, first, second []byte) {
		if size > 300 {
			return
		}
		a, errA := fromBytes(size, first)
		b, errB := fromBytes(size, second)
		sorted, err := New(size, a.Bits...)
		if errA == nil && (err != nil || !sorted.Equal(a)) {
			t.Fatalf("Check accepts %v, New makes it %v, %v", a.Bits, sorted, err)
		}
		if errA != nil || errB != nil {
			if s := panics(func() { a.Require("fuzz", size) }); errA != nil && s == "" {
				t.Fatalf("Require accepts %v of %d, Check says %v", a.Bits, size, errA)
			}
			return
		}
		inA := map[int]bool{}
		for _, bit := range a.Bits {
			inA[bit] = true
		}
		both := SDR{Size: size}
		for _, bit := range b.Bits {
			if inA[bit] {
				both.Bits = append(both.Bits, bit)
			}
		}
		if got := a.Intersect(b); !got.Equal(both) || a.Overlap(b) != both.Len() {
			t.Fatalf("%v and %v: intersection %v, overlap %d; want %v", a, b, got, a.Overlap(b), both)
		}
		if got := a.Minus(both).Union(b); !got.Equal(a.Union(b)) {
			t.Fatalf("%v and %v: union %v, want %v", a, b, a.Union(b), got)
		}
	})
}

func fromBytes(size int, bits []byte) (SDR, error) {
	s := SDR{Size: size}
	for _, bit := range bits {
		s.Bits = append(s.Bits, int(bit))
	}
	return s, s.Check()
}
