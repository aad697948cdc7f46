package sdr

import (
	"fmt"
	"slices"
)

// Dimensions returns a copy of the shape, for a one-dimensional SDR its Size alone.
func (s SDR) Dimensions() []int {
	if len(s.Shape) == 0 {
		return []int{s.Size}
	}
	return slices.Clone(s.Shape)
}

// Reshape returns the same bits in another shape, the last dimension fastest;
// without dimensions it is one-dimensional again. The result shares Bits with s.
// A dimension that is not > 0 and a product that is not Size are errors.
func (s SDR) Reshape(dimensions ...int) (SDR, error) {
	s.Shape = nil
	if len(dimensions) > 0 {
		s.Shape = slices.Clone(dimensions)
	}
	return s, s.checkShape()
}

// Coordinates returns where a bit is, one number for each dimension: for shape
// rows x columns, its row and its column. It panics when there is no such bit.
func (s SDR) Coordinates(bit int) []int {
	if bit < 0 || bit >= s.Size {
		panic(fmt.Sprintf("sdr: bit %d, want in [0, %d)", bit, s.Size))
	}
	at := s.Dimensions()
	for axis := len(at) - 1; axis >= 0; axis-- {
		bit, at[axis] = bit/at[axis], bit%at[axis]
	}
	return at
}

// BitAt returns the bit at coordinates, the inverse of Coordinates:
//
//	bit = (...(c[0] shape[1] + c[1]) shape[2] + ...) + c[last]
//
// which is row-major order. It panics when there is no such place.
func (s SDR) BitAt(coordinates ...int) int {
	shape := s.Dimensions()
	if len(coordinates) != len(shape) {
		panic(fmt.Sprintf("sdr: %d coordinates, want %d", len(coordinates), len(shape)))
	}
	bit := 0
	for axis, c := range coordinates {
		if c < 0 || c >= shape[axis] {
			panic(fmt.Sprintf("sdr: coordinate %d of axis %d, want in [0, %d)", c, axis, shape[axis]))
		}
		bit = bit*shape[axis] + c
	}
	return bit
}

// HasAt tells whether the bit at coordinates is on. It panics when there is no
// such place.
func (s SDR) HasAt(coordinates ...int) bool { return s.Has(s.BitAt(coordinates...)) }

// ConcatAxis joins SDRs along an axis: two images of 4 x 3 and 4 x 5 along axis 1
// make one of 4 x 8. No part, a part that Check refuses, an axis that a part does
// not have, or parts that differ along another axis are errors.
func ConcatAxis(axis int, parts ...SDR) (SDR, error) {
	if len(parts) == 0 {
		return SDR{}, fmt.Errorf("sdr: 0 parts, want > 0")
	}
	shape := parts[0].Dimensions()
	if axis < 0 || axis >= len(shape) {
		return SDR{}, fmt.Errorf("sdr: axis = %d, want in [0, %d)", axis, len(shape))
	}
	shape[axis] = 0
	for i, part := range parts {
		if err := part.Check(); err != nil {
			return SDR{}, fmt.Errorf("%w in part %d", err, i)
		}
		dimensions := part.Dimensions()
		if len(dimensions) == len(shape) {
			shape[axis], dimensions[axis] = shape[axis]+dimensions[axis], shape[axis]+dimensions[axis]
		}
		if !slices.Equal(dimensions, shape) {
			return SDR{}, fmt.Errorf("sdr: part %d is %s and part 0 is %s, want the same but for axis %d",
				i, times(part.Dimensions()), times(parts[0].Dimensions()), axis)
		}
	}
	// A row is what lies together: the axis and all dimensions after it.
	row := product(shape[axis:])
	all := SDR{Size: product(shape)}
	if len(shape) > 1 {
		all.Shape = shape
	}
	before := 0 // length of the parts before, within a row
	for _, part := range parts {
		own := product(part.Dimensions()[axis:])
		for _, bit := range part.Bits {
			all.Bits = append(all.Bits, bit/own*row+before+bit%own)
		}
		before += own
	}
	slices.Sort(all.Bits)
	return all, nil
}

// checkShape says what is wrong with the shape.
func (s SDR) checkShape() error {
	if len(s.Shape) == 0 {
		return nil
	}
	left := s.Size // divided, not multiplied: a product could pass the largest int
	for axis, n := range s.Shape {
		if n <= 0 {
			return fmt.Errorf("sdr: Shape[%d] = %d, want > 0", axis, n)
		}
		if left%n != 0 {
			left = 0
		}
		left /= n
	}
	if left != 1 {
		return fmt.Errorf("sdr: Shape = %s, want %d bits", times(s.Shape), s.Size)
	}
	return nil
}

func product(dimensions []int) int {
	p := 1
	for _, n := range dimensions {
		p *= n
	}
	return p
}

// times shows dimensions as "64x32".
func times(dimensions []int) string {
	text := ""
	for i, n := range dimensions {
		if i > 0 {
			text += "x"
		}
		text += fmt.Sprint(n)
	}
	return text
}
