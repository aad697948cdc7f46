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
		{"coordinates and back", func(s three) bool {
			for _, shape := range shapes(s.a.Size) {
				image, err := s.a.Reshape(shape...)
				if err != nil || !image.Equal(s.a) {
					return false
				}
				for _, bit := range image.Bits {
					if at := image.Coordinates(bit); image.BitAt(at...) != bit || !image.HasAt(at...) {
						return false
					}
				}
			}
			return true
		}},
		// What is at c in a part is at c + offset along the axis in the whole, and
		// nothing else is on.
		{"concatenation along each axis, place by place", func(s three) bool {
			for _, shape := range shapes(s.a.Size) {
				for axis := range shape {
					if !joined(axis, shape, s.a, s.b, s.c) {
						return false
					}
				}
			}
			return true
		}},
		{"concatenation along the only axis is Concat", func(s three) bool {
			all, err := ConcatAxis(0, s.a, s.b, s.c)
			return err == nil && all.Equal(Concat(s.a, s.b, s.c)) && all.Shape == nil
		}},
		{"a subsample is a subset", func(s three) bool {
			r := NewRandom(uint64(s.a.Size))
			n := s.a.Len() / 2
			part := r.Subsample(s.a, n)
			return valid(part) && part.Len() == n && part.Minus(s.a).Len() == 0
		}},
		{"noise moves just the bits it says", func(s three) bool {
			r := NewRandom(uint64(s.a.Size))
			for _, share := range []float64{0, .05, .1, .35, .5, .9, 1} {
				moved := int(share * float64(s.a.Len()))
				if moved > s.a.Size-s.a.Len() {
					continue
				}
				noisy := r.Noise(s.a, share)
				if !valid(noisy) || noisy.Len() != s.a.Len() || noisy.Overlap(s.a) != s.a.Len()-moved {
					return false
				}
			}
			return true
		}},
		{"killed bits are off, the others as they were", func(s three) bool {
			same, r := NewRandom(3), NewRandom(3)
			dead, killed := same.DrawDensity(s.a.Size, .3), r.Kill(s.a, .3)
			return valid(killed) && killed.Overlap(dead) == 0 && killed.Union(s.a.Intersect(dead)).Equal(s.a)
		}},
		{"flipping twice the same is nothing", func(s three) bool {
			once := NewRandom(4).Flip(s.a, .4)
			return valid(once) && NewRandom(4).Flip(once, .4).Equal(s.a)
		}},
		{"operands stay as they were", func(s three) bool {
			a, b := s.a.Clone(), s.b.Clone()
			r := NewRandom(5)
			joined, _ := ConcatAxis(0, a)
			for _, result := range []SDR{a.Union(b), a.Intersect(b), a.Minus(b), Concat(a, b), Concat(a), joined,
				r.Subsample(a, a.Len()), r.Noise(a, 0), r.Flip(a, 0), r.Kill(a, 0)} {
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

// shapes are those of up to three dimensions that so many bits can have.
func shapes(size int) (all [][]int) {
	for rows := 1; rows <= size; rows++ {
		if size%rows != 0 {
			continue
		}
		all = append(all, []int{rows, size / rows})
		if size/rows%2 == 0 {
			all = append(all, []int{rows, 2, size / rows / 2})
		}
	}
	return all
}

func joined(axis int, shape []int, flat ...SDR) bool {
	var parts []SDR
	for _, s := range flat {
		part, _ := s.Reshape(shape...)
		parts = append(parts, part)
	}
	all, err := ConcatAxis(axis, parts...)
	if err != nil || all.Check() != nil {
		return false
	}
	active := 0
	for i, part := range parts {
		active += part.Len()
		for _, bit := range part.Bits {
			at := part.Coordinates(bit)
			at[axis] += i * shape[axis]
			if !all.HasAt(at...) {
				return false
			}
		}
	}
	return all.Len() == active && all.Shape[axis] == len(parts)*shape[axis]
}

// Whatever the numbers: shapes, joins and draws either give valid SDRs or say what
// is wrong, and a second way agrees.
func FuzzShapeAndRandom(f *testing.F) {
	f.Add(12, 3, 4, 1, uint64(1), .5)
	f.Add(0, 0, 1, 0, uint64(0), 0.)
	f.Add(128, 2, 64, 7, uint64(9), 1.)
	f.Add(-5, -1, 5, -1, uint64(9), 2.)
	f.Fuzz(func(t *testing.T, size, rows, columns, axis int, seed uint64, share float64) {
		if size < 0 || size > 500 {
			return
		}
		r := NewRandom(seed)
		s := r.Draw(size, size/3)
		image, err := s.Reshape(rows, columns)
		fits := rows > 0 && columns > 0 && columns <= 500 && rows <= 500 && rows*columns == size
		if fits != (err == nil) || fits != (image.Check() == nil) {
			t.Fatalf("%d bits as %d x %d: %v, %v", size, rows, columns, err, image.Check())
		}
		if !fits {
			return
		}
		for bit := 0; bit < size; bit++ {
			if at := image.Coordinates(bit); at[0] != bit/columns || at[1] != bit%columns || image.BitAt(at...) != bit {
				t.Fatalf("bit %d of %d x %d is at %v", bit, rows, columns, at)
			}
		}
		if ok := joined(max(0, min(axis, 1)), []int{rows, columns}, s, r.Draw(size, size/2)); !ok {
			t.Fatalf("%v and another joined along axis %d are not all there", image, axis)
		}
		if _, err := ConcatAxis(axis, image, image); (err == nil) != (axis == 0 || axis == 1) {
			t.Fatalf("axis %d: %v", axis, err)
		}
		if !(share >= 0 && share <= 1) {
			if panics(func() { r.Noise(s, share) }) == "" || panics(func() { r.DrawDensity(size, share) }) == "" {
				t.Fatalf("a share of %v goes through", share)
			}
			return
		}
		noisy, moved := r.Noise(image, share), int(share*float64(s.Len()))
		if noisy.Check() != nil || noisy.Len() != s.Len() || noisy.Overlap(s) != s.Len()-moved || !slices.Equal(noisy.Shape, image.Shape) {
			t.Fatalf("noise of %v on %v: %v", share, image, noisy)
		}
		for _, got := range []SDR{r.Flip(image, share), r.Kill(image, share), r.Subsample(image, s.Len()/2)} {
			if got.Check() != nil || !slices.Equal(got.Shape, image.Shape) {
				t.Fatalf("%v of %v, %v", got, image, got.Check())
			}
		}
	})
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
