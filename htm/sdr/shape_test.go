package sdr

import (
	"slices"
	"testing"
)

func shaped(t *testing.T, bits []int, dimensions ...int) SDR {
	t.Helper()
	s, err := SDR{Size: product(dimensions), Bits: bits}.Reshape(dimensions...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Worked by hand, row-major: in 2 x 3 x 4, bit 17 = 1*12 + 1*4 + 1. The column
// numbers of NuPIC's spatial_pooler_unit_test, 47 of 12 x 4 and 15 of 4 x 4, are
// the last of their shapes.
func TestCoordinates(t *testing.T) {
	for _, tt := range []struct {
		dimensions, at []int
		bit            int
	}{
		{[]int{2, 3, 4}, []int{1, 1, 1}, 17},
		{[]int{2, 3, 4}, []int{0, 0, 3}, 3},
		{[]int{2, 3, 4}, []int{1, 2, 3}, 23},
		{[]int{36, 12}, []int{1, 1}, 13},
		{[]int{12, 4}, []int{11, 3}, 47},
		{[]int{4, 4}, []int{3, 3}, 15},
		{[]int{7}, []int{5}, 5},
		{nil, []int{5}, 5},
	} {
		s := SDR{Size: 24, Bits: []int{0}}
		if tt.dimensions != nil {
			s = shaped(t, nil, tt.dimensions...)
		}
		if got := s.Coordinates(tt.bit); !slices.Equal(got, tt.at) {
			t.Errorf("%v: Coordinates(%d) = %v, want %v", tt.dimensions, tt.bit, got, tt.at)
		}
		if got := s.BitAt(tt.at...); got != tt.bit {
			t.Errorf("%v: BitAt%v = %d, want %d", tt.dimensions, tt.at, got, tt.bit)
		}
	}
}

func TestHasAt(t *testing.T) {
	s := shaped(t, []int{1, 5, 6}, 2, 4) // row 0: .1.. row 1: .11.
	for bit := 0; bit < 8; bit++ {
		if got := s.HasAt(bit/4, bit%4); got != s.Has(bit) {
			t.Errorf("HasAt(%d, %d) = %v, want %v", bit/4, bit%4, got, s.Has(bit))
		}
	}
	if !s.HasAt(1, 2) || s.HasAt(0, 2) {
		t.Error("bit 6 is at row 1, column 2; bit 2 is off")
	}
}

func TestReshape(t *testing.T) {
	const huge = 1 << 40 // huge * huge passes the largest int, and wraps to 0
	for _, tt := range []struct {
		name       string
		size       int
		dimensions []int
		want       string
	}{
		{"rows and columns", 12, []int{3, 4}, ""},
		{"one dimension", 12, []int{12}, ""},
		{"no dimension is one-dimensional", 12, nil, ""},
		{"too many bits", 12, []int{3, 5}, "sdr: Shape = 3x5, want 12 bits"},
		{"too few", 12, []int{3, 2}, "sdr: Shape = 3x2, want 12 bits"},
		{"a factor that does not divide", 12, []int{5, 2}, "sdr: Shape = 5x2, want 12 bits"},
		{"a dimension of nothing", 0, []int{0, 4}, "sdr: Shape[0] = 0, want > 0"},
		{"a negative one", 12, []int{-3, -4}, "sdr: Shape[0] = -3, want > 0"},
		{"a product that overflows", 0, []int{huge, huge}, "sdr: Shape = 1099511627776x1099511627776, want 0 bits"},
		{"a shape of nothing", 0, []int{1}, "sdr: Shape = 1, want 0 bits"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := SDR{Size: tt.size}.Reshape(tt.dimensions...)
			if text(err) != tt.want {
				t.Fatalf("error %v, want %s", err, tt.want)
			}
			if text(s.Check()) != tt.want {
				t.Errorf("Check() = %v, want %s", s.Check(), tt.want)
			}
			if err == nil && !slices.Equal(s.Shape, tt.dimensions) {
				t.Errorf("Shape = %v, want %v", s.Shape, tt.dimensions)
			}
		})
	}
	s := shaped(t, []int{1, 5}, 2, 4)
	flat, err := s.Reshape()
	if err != nil || flat.Shape != nil || !flat.Equal(s) || !slices.Equal(flat.Dimensions(), []int{8}) {
		t.Errorf("Reshape() = %v, %v; want the same bits in one dimension", flat, err)
	}
	if _, err := s.Reshape(4, 2); err != nil || !slices.Equal(s.Shape, []int{2, 4}) {
		t.Errorf("reshaping gives %v and leaves the original %v", err, s.Shape)
	}
}

// The shape goes where the bits go, and is the SDR's own.
func TestShapeIsKept(t *testing.T) {
	s, other := shaped(t, []int{1, 5}, 2, 4), SDR{Size: 8, Bits: []int{5, 7}}
	for name, got := range map[string]SDR{
		"Clone": s.Clone(), "Union": s.Union(other), "Intersect": s.Intersect(other), "Minus": s.Minus(other),
	} {
		if !slices.Equal(got.Shape, []int{2, 4}) {
			t.Errorf("%s has shape %v, want 2x4", name, got.Shape)
			continue
		}
		got.Shape[0] = 7
		if s.Shape[0] != 2 {
			t.Fatalf("a change to the shape of %s changes the original's", name)
		}
	}
	if got := other.Union(s); got.Shape != nil {
		t.Errorf("the shape of the argument came through: %v", got.Shape)
	}
	if got := Concat(s, s); got.Shape != nil {
		t.Errorf("Concat has shape %v, want none", got.Shape)
	}
	if flat, _ := s.Reshape(); !s.Equal(flat) {
		t.Error("Equal heeds the shape")
	}
	if got, want := s.String(), "2 of 8 (2x4): 1 5"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	bad := SDR{Size: 8, Shape: []int{3, 3}}
	if got, want := panics(func() { bad.Require("part", 8) }), "part: sdr: Shape = 3x3, want 8 bits"; got != want {
		t.Errorf("Require panics with %q, want %q", got, want)
	}
}

// Worked by hand:
//
//	a = 1 0   b = 0 1 1   beside: 1 0 0 1 1   a over a: 1 0
//	    0 1       0 0 1           0 1 0 0 1             0 1
//	                                                    1 0
//	                                                    0 1
func TestConcatAxis(t *testing.T) {
	a, b := shaped(t, []int{0, 3}, 2, 2), shaped(t, []int{1, 2, 5}, 2, 3)
	line := SDR{Size: 3, Bits: []int{2}}
	cube := shaped(t, []int{0, 5}, 2, 1, 3)
	for _, tt := range []struct {
		name       string
		axis       int
		parts      []SDR
		bits, want []int
		err        string
	}{
		{"beside each other", 1, []SDR{a, b}, []int{0, 3, 4, 6, 9}, []int{2, 5}, ""},
		{"over each other", 0, []SDR{a, a}, []int{0, 3, 4, 7}, []int{4, 2}, ""},
		{"one part alone", 1, []SDR{b}, []int{1, 2, 5}, []int{2, 3}, ""},
		{"lines, end to end as Concat does", 0, []SDR{line, {Size: 2, Bits: []int{0}}, {}}, []int{2, 3}, nil, ""},
		{"the middle axis of three", 1, []SDR{cube, cube}, []int{0, 3, 8, 11}, []int{2, 2, 3}, ""},
		{"nothing", 0, nil, nil, nil, "sdr: 0 parts, want > 0"},
		{"an axis too far", 2, []SDR{a, b}, nil, nil, "sdr: axis = 2, want in [0, 2)"},
		{"a negative axis", -1, []SDR{a}, nil, nil, "sdr: axis = -1, want in [0, 2)"},
		{"another axis differs", 0, []SDR{a, b}, nil, nil, "sdr: part 1 is 2x3 and part 0 is 2x2, want the same but for axis 0"},
		{"a line beside an image", 1, []SDR{a, line}, nil, nil, "sdr: part 1 is 3 and part 0 is 2x2, want the same but for axis 1"},
		{"a part that is broken", 0, []SDR{a, {Size: 4, Shape: []int{3}}}, nil, nil, "sdr: Shape = 3, want 4 bits in part 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ConcatAxis(tt.axis, tt.parts...)
			if text(err) != tt.err {
				t.Fatalf("error %v, want %s", err, tt.err)
			}
			if !slices.Equal(got.Bits, tt.bits) || !slices.Equal(got.Shape, tt.want) || got.Check() != nil {
				t.Errorf("%v, want bits %v of shape %v", got, tt.bits, tt.want)
			}
		})
	}
	if !slices.Equal(a.Shape, []int{2, 2}) || !slices.Equal(b.Bits, []int{1, 2, 5}) {
		t.Errorf("the parts became %v and %v", a, b)
	}
}

func TestShapePanics(t *testing.T) {
	s := shaped(t, nil, 2, 4)
	for _, tt := range []struct {
		call func()
		want string
	}{
		{func() { s.Coordinates(8) }, "sdr: bit 8, want in [0, 8)"},
		{func() { s.Coordinates(-1) }, "sdr: bit -1, want in [0, 8)"},
		{func() { s.BitAt(1) }, "sdr: 1 coordinates, want 2"},
		{func() { s.BitAt(0, 4) }, "sdr: coordinate 4 of axis 1, want in [0, 4)"},
		{func() { s.HasAt(-1, 0) }, "sdr: coordinate -1 of axis 0, want in [0, 2)"},
	} {
		if got := panics(tt.call); got != tt.want {
			t.Errorf("panics with %q, want %q", got, tt.want)
		}
	}
}
