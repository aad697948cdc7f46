package sdr

import (
	"slices"
	"testing"
)

func TestNew(t *testing.T) {
	for _, tt := range []struct {
		name string
		size int
		bits []int
		want []int
		err  string
	}{
		{"nothing on", 4, nil, nil, ""},
		{"no bits at all", 0, nil, nil, ""},
		{"bits come out sorted", 8, []int{7, 0, 3}, []int{0, 3, 7}, ""},
		{"a bit out of range", 8, []int{3, 8}, nil, "sdr: bit 8, want in [0, 8)"},
		{"a negative bit", 8, []int{3, -1}, nil, "sdr: bit -1, want in [0, 8)"},
		{"a bit named twice", 8, []int{5, 3, 5}, nil, "sdr: bit 5 is there twice, want unique bits"},
		{"a bit where there is none", 0, []int{0}, nil, "sdr: bit 0, want in [0, 0)"},
		{"a negative size", -1, nil, nil, "sdr: Size = -1, want >= 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			given := slices.Clone(tt.bits)
			s, err := New(tt.size, tt.bits...)
			if text(err) != tt.err {
				t.Fatalf("error %v, want %s", err, tt.err)
			}
			if err == nil && (!slices.Equal(s.Bits, tt.want) || s.Size != tt.size) {
				t.Errorf("%v, want bits %v of %d", s, tt.want, tt.size)
			}
			if !slices.Equal(tt.bits, given) {
				t.Errorf("the caller's bits became %v", tt.bits)
			}
		})
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Check sees what New would have put in order.
func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name string
		s    SDR
		want string
	}{
		{"a valid one", SDR{Size: 8, Bits: []int{0, 3, 7}}, ""},
		{"the zero SDR", SDR{}, ""},
		{"bits not sorted", SDR{Size: 8, Bits: []int{0, 3, 2}}, "sdr: bit 2 stands at place 2 after bit 3, want sorted bits"},
		{"bits not unique", SDR{Size: 8, Bits: []int{3, 3}}, "sdr: bit 3 is there twice, want unique bits"},
		{"a bit out of range", SDR{Size: 8, Bits: []int{8}}, "sdr: bit 8, want in [0, 8)"},
		{"a negative bit", SDR{Size: 8, Bits: []int{-1}}, "sdr: bit -1, want in [0, 8)"},
		{"a negative size", SDR{Size: -8, Bits: nil}, "sdr: Size = -8, want >= 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.s.Check(); text(err) != tt.want {
				t.Errorf("Check() = %v, want %s", err, tt.want)
			}
		})
	}
}

// panics returns what a call panics with, or "".
func panics(call func()) (message string) {
	defer func() {
		if r := recover(); r != nil {
			message = r.(string)
		}
	}()
	call()
	return ""
}

func TestPanics(t *testing.T) {
	a, b := SDR{Size: 8, Bits: []int{1}}, SDR{Size: 9, Bits: []int{1}}
	const sizes = "sdr: sizes 8 and 9, want equal sizes"
	for _, tt := range []struct {
		name string
		call func()
		want string
	}{
		{"Require of what it has is silent", func() { a.Require("part", 8) }, ""},
		{"Require names who wants which size", func() { a.Require("part", 9) }, "part: an SDR of size 8, want 9"},
		{"Require sees bits that are not sorted", func() { SDR{Size: 8, Bits: []int{2, 1}}.Require("part", 8) }, "part: sdr: bit 1 stands at place 1 after bit 2, want sorted bits"},
		{"Overlap of two sizes", func() { a.Overlap(b) }, sizes},
		{"Union of two sizes", func() { a.Union(b) }, sizes},
		{"Intersect of two sizes", func() { a.Intersect(b) }, sizes},
		{"Minus of two sizes", func() { a.Minus(b) }, sizes},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := panics(tt.call); got != tt.want {
				t.Errorf("panics with %q, want %q", got, tt.want)
			}
		})
	}
}

// Worked by hand: a = {1, 2, 5} and b = {0, 2, 5, 7} of 8.
func TestAlgebra(t *testing.T) {
	a, b, none := SDR{Size: 8, Bits: []int{1, 2, 5}}, SDR{Size: 8, Bits: []int{0, 2, 5, 7}}, SDR{Size: 8}
	for _, tt := range []struct {
		name string
		got  SDR
		want []int
		size int
	}{
		{"union: on in either", a.Union(b), []int{0, 1, 2, 5, 7}, 8},
		{"intersection: on in both", a.Intersect(b), []int{2, 5}, 8},
		{"difference: on in the first alone", a.Minus(b), []int{1}, 8},
		{"and the other way round", b.Minus(a), []int{0, 7}, 8},
		{"union with nothing", a.Union(none), a.Bits, 8},
		{"intersection with nothing", a.Intersect(none), nil, 8},
		{"nothing less something", none.Minus(a), nil, 8},
		{"concatenation: the second's bits follow the first's size", Concat(a, b), []int{1, 2, 5, 8, 10, 13, 15}, 16},
		{"concatenation of three, one empty", Concat(a, none, a), []int{1, 2, 5, 17, 18, 21}, 24},
		{"concatenation of nothing", Concat(), nil, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if !slices.Equal(tt.got.Bits, tt.want) || tt.got.Size != tt.size {
				t.Errorf("%v, want bits %v of %d", tt.got, tt.want, tt.size)
			}
		})
	}
	if got := a.Overlap(b); got != 2 {
		t.Errorf("Overlap = %d, want 2", got)
	}
}

func TestViews(t *testing.T) {
	s := SDR{Size: 8, Bits: []int{1, 2, 5}}
	if s.Len() != 3 || s.Density() != .375 || (SDR{}).Density() != 0 {
		t.Errorf("Len = %d, Density = %v, of nothing %v; want 3, 0.375, 0", s.Len(), s.Density(), (SDR{}).Density())
	}
	dense := []bool{false, true, true, false, false, true, false, false}
	if !slices.Equal(s.Dense(), dense) {
		t.Errorf("Dense() = %v, want %v", s.Dense(), dense)
	}
	for bit, want := range dense {
		if s.Has(bit) != want {
			t.Errorf("Has(%d) = %v, want %v", bit, s.Has(bit), want)
		}
	}
	if s.Has(-1) || s.Has(8) {
		t.Error("Has bits that are out of range")
	}
	clone := s.Clone()
	clone.Bits[0] = 0
	if s.Bits[0] != 1 {
		t.Error("a change to a clone changes the original")
	}
	for _, tt := range []struct {
		name string
		t    SDR
		want bool
	}{
		{"the same bits", SDR{Size: 8, Bits: []int{1, 2, 5}}, true},
		{"another bit", SDR{Size: 8, Bits: []int{1, 2, 6}}, false},
		{"a bit more", SDR{Size: 8, Bits: []int{1, 2, 5, 6}}, false},
		{"another size", SDR{Size: 9, Bits: []int{1, 2, 5}}, false},
	} {
		if got := s.Equal(tt.t); got != tt.want {
			t.Errorf("Equal with %s = %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestString(t *testing.T) {
	many := SDR{Size: 100}
	for bit := 0; bit < 21; bit++ {
		many.Bits = append(many.Bits, bit)
	}
	for _, tt := range []struct {
		name string
		s    SDR
		want string
	}{
		{"few bits are all there", SDR{Size: 8, Bits: []int{1, 2, 5}}, "3 of 8: 1 2 5"},
		{"nothing is on", SDR{Size: 8}, "0 of 8:"},
		{"twenty bits are all there", SDR{Size: 100, Bits: many.Bits[:20]}, "20 of 100: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19"},
		{"of more, the first twenty", many, "21 of 100: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 ..."},
	} {
		if got := tt.s.String(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
