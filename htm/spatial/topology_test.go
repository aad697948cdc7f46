package spatial

import (
	"slices"
	"testing"
)

// Known answers of NuPIC's spatial_pooler_unit_test.py and of its mapColumn.
func TestAbove(t *testing.T) {
	for _, tt := range []struct {
		name            string
		columns, inputs []int
		column, input   []int // the minicolumns asked for, and the inputs above them
	}{
		{"4 minicolumns over 12 inputs", []int{4}, []int{12}, []int{0, 1, 2, 3}, []int{1, 4, 7, 10}},
		{"3 over 7", []int{3}, []int{7}, []int{0, 1, 2}, []int{1, 3, 5}},
		{"as many as inputs", []int{4}, []int{4}, []int{0, 1, 2, 3}, []int{0, 1, 2, 3}},
		{"more than inputs", []int{4}, []int{2}, []int{0, 1, 2, 3}, []int{0, 0, 1, 1}},
		{"12 x 4 over 36 x 12", []int{12, 4}, []int{36, 12}, []int{0, 4, 5, 7, 47}, []int{13, 49, 52, 58, 418}},
		{"4 x 4 over 3 x 5", []int{4, 4}, []int{3, 5}, []int{0, 3, 15}, []int{0, 4, 14}},
		{"3 x 5 over 7 x 11", []int{3, 5}, []int{7, 11}, []int{3}, []int{11 + 7}},
	} {
		columns, inputs := newSpace(0, tt.columns, true), newSpace(0, tt.inputs, true)
		for i, column := range tt.column {
			if got := above(&columns, &inputs, column); got != tt.input[i] {
				t.Errorf("%s: above minicolumn %d is input %d, want %d", tt.name, column, got, tt.input[i])
			}
		}
	}
}

// Worked by hand. 3 x 4 is
//
//	0 1  2  3
//	4 5  6  7
//	8 9 10 11
func TestNeighbourhood(t *testing.T) {
	for _, tt := range []struct {
		name           string
		shape          []int
		wrap           bool
		centre, radius int
		want           []int
	}{
		{"a line", []int{10}, false, 4, 2, []int{2, 3, 4, 5, 6}},
		{"radius 0 is the centre", []int{10}, true, 4, 0, []int{4}},
		{"a line ends at its border", []int{10}, false, 1, 2, []int{0, 1, 2, 3}},
		{"and at the other", []int{10}, false, 9, 2, []int{7, 8, 9}},
		{"or wraps around it", []int{10}, true, 1, 2, []int{0, 1, 2, 3, 9}},
		{"and around the other", []int{10}, true, 9, 2, []int{0, 1, 7, 8, 9}},
		{"a wide radius names no place twice", []int{4}, true, 1, 2, []int{0, 1, 2, 3}},
		{"nor does a wider one", []int{4}, true, 1, 1 << 62, []int{0, 1, 2, 3}},
		{"nor one without wrapping", []int{4}, false, 0, 1 << 62, []int{0, 1, 2, 3}},
		{"a plane", []int{3, 4}, false, 5, 1, []int{0, 1, 2, 4, 5, 6, 8, 9, 10}},
		{"a corner of it", []int{3, 4}, false, 11, 1, []int{6, 7, 10, 11}},
		{"a corner that wraps", []int{3, 4}, true, 11, 1, []int{0, 2, 3, 4, 6, 7, 8, 10, 11}},
		{"three axes", []int{2, 2, 3}, false, 0, 1, []int{0, 1, 3, 4, 6, 7, 9, 10}},
	} {
		s := newSpace(0, tt.shape, tt.wrap)
		runs := s.neighbourhood(nil, tt.centre, tt.radius)
		got := places(nil, runs)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		if size(runs) != len(tt.want) {
			t.Errorf("%s: size %d, want %d", tt.name, size(runs), len(tt.want))
		}
	}
}
