package encode

import (
	"slices"
	"testing"

	"gohtm/htm/sdr"
)

// All three forms of one input have one code, which is the input's bits.
func TestPassThroughEncode(t *testing.T) {
	for _, active := range []int{0, 3} {
		e, err := NewPassThrough(PassThroughParams{Size: 6, Active: active})
		if err != nil {
			t.Fatal(err)
		}
		want := []int{0, 2, 5}
		sparse, errSparse := e.Encode(sdr.SDR{Size: 6, Bits: []int{0, 2, 5}, Shape: []int{2, 3}})
		bits, errBits := e.EncodeBits([]int{5, 0, 2})
		dense, errDense := e.EncodeDense([]bool{true, false, true, false, false, true})
		if errSparse != nil || errBits != nil || errDense != nil {
			t.Fatal(errSparse, errBits, errDense)
		}
		for _, code := range []sdr.SDR{sparse, bits, dense} {
			if !slices.Equal(code.Bits, want) || code.Size != 6 {
				t.Errorf("%v, want bits %v of 6", code, want)
			}
		}
		if !slices.Equal(sparse.Shape, []int{2, 3}) {
			t.Errorf("shape %v, want that of the input, [2 3]", sparse.Shape)
		}
	}
}

// The code is a copy, and the caller's bits stay in their order.
func TestPassThroughCopies(t *testing.T) {
	e, err := NewPassThrough(PassThroughParams{Size: 6})
	if err != nil {
		t.Fatal(err)
	}
	input, bits := sdr.SDR{Size: 6, Bits: []int{1, 4}}, []int{4, 1}
	code, _ := e.Encode(input)
	other, _ := e.EncodeBits(bits)
	code.Bits[0], other.Bits[0] = 0, 0
	if !slices.Equal(input.Bits, []int{1, 4}) || !slices.Equal(bits, []int{4, 1}) {
		t.Errorf("inputs are now %v and %v", input, bits)
	}
}

func TestPassThroughErrors(t *testing.T) {
	three, errThree := NewPassThrough(PassThroughParams{Size: 6, Active: 3})
	free, errFree := NewPassThrough(PassThroughParams{Size: 6})
	if errThree != nil || errFree != nil {
		t.Fatal(errThree, errFree)
	}
	encode := func(code sdr.SDR, err error) error { return err }
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"too few on", encode(three.EncodeBits([]int{1, 2})), "encode: SDR with 2 bits on, want 3"},
		{"too many on", encode(three.EncodeDense([]bool{true, true, true, true, false, false})), "encode: SDR with 4 bits on, want 3"},
		{"none on is fine if nothing is promised", encode(free.EncodeBits(nil)), ""},
		{"another size", encode(free.Encode(sdr.SDR{Size: 7})), "encode: SDR of 7 bits, want 6"},
		{"a vector too short", encode(free.EncodeDense([]bool{true})), "encode: SDR of 1 bits, want 6"},
		{"a bit out of range", encode(free.EncodeBits([]int{6})), "encode: sdr: bit 6, want in [0, 6)"},
		{"a negative bit", encode(free.EncodeBits([]int{-1})), "encode: sdr: bit -1, want in [0, 6)"},
		{"a bit twice", encode(free.EncodeBits([]int{2, 2})), "encode: sdr: bit 2 is there twice, want unique bits"},
		{"an SDR that is not sorted", encode(free.Encode(sdr.SDR{Size: 6, Bits: []int{3, 1}})), "encode: sdr: bit 1 stands at place 1 after bit 3, want sorted bits"},
	} {
		if errorText(tt.err) != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, tt.err, tt.want)
		}
	}
	for _, tt := range []struct {
		p    PassThroughParams
		want string
	}{
		{PassThroughParams{}, "encode: Size = 0, want in [1, 2^28]"},
		{PassThroughParams{Size: 1 << 29}, "encode: Size = 536870912, want in [1, 2^28]"},
		{PassThroughParams{Size: 5, Active: 6}, "encode: Active = 6, want in [0, Size = 5]"},
		{PassThroughParams{Size: 5, Active: -1}, "encode: Active = -1, want in [0, Size = 5]"},
	} {
		if _, err := NewPassThrough(tt.p); errorText(err) != tt.want {
			t.Errorf("%+v: error %v, want %s", tt.p, err, tt.want)
		}
	}
}

// Whatever the bits: an error, or they come back.
func FuzzPassThrough(f *testing.F) {
	f.Add(16, 2, []byte{3, 9})
	f.Fuzz(func(t *testing.T, size, active int, bytes []byte) {
		e, err := NewPassThrough(PassThroughParams{Size: size, Active: active})
		if err != nil {
			return
		}
		var bits []int
		for _, b := range bytes {
			bits = append(bits, int(b))
		}
		code, err := e.EncodeBits(bits)
		slices.Sort(bits)
		valid := len(slices.Compact(slices.Clone(bits))) == len(bits) && (len(bits) == 0 || bits[len(bits)-1] < size)
		if right := valid && (active == 0 || active == len(bits)); (err == nil) != right {
			t.Errorf("bits %v of %d, %d to be on: error %v", bits, size, active, err)
		}
		if err == nil && (!slices.Equal(code.Bits, bits) || code.Size != size) {
			t.Errorf("%v, want bits %v of %d", code, bits, size)
		}
	})
}
