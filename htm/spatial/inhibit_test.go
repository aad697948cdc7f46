package spatial

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

// competing returns a pooler of as many minicolumns as there are overlaps.
func competing(t *testing.T, overlaps []float32, change func(*Params)) *Pooler {
	t.Helper()
	p := mustNew(t, 2*len(overlaps), len(overlaps), change)
	copy(p.boosted, overlaps)
	for column, overlap := range overlaps {
		p.scratch.keys[column] = math.Float32bits(overlap)
		p.scratch.largest = max(p.scratch.largest, math.Float32bits(overlap))
	}
	return p
}

// setPlanes makes whole overlaps those of the last step.
func (p *Pooler) setPlanes(overlaps []float32) {
	clear(p.planes.lines)
	p.planes.depth = 0
	for column, overlap := range overlaps {
		p.planes.depth = max(p.planes.depth, bits.Len(uint(overlap)))
		for k := range p.planes.of(column / 512) {
			if uint(overlap)>>k&1 != 0 {
				p.planes.of(column / 512)[k][column%512/64] |= 1 << (column % 64)
			}
		}
	}
	p.stored = false
}

func mustNew(t testing.TB, inputs, columns int, change func(*Params)) *Pooler {
	t.Helper()
	params := DefaultParams(inputs, columns)
	change(&params)
	p, err := New(params)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// ties makes lower indices, or higher ones, win ties.
func (p *Pooler) ties(higher bool) {
	for rank := range p.byPriority {
		p.byPriority[rank] = int32(rank)
	}
	if higher {
		slices.Reverse(p.byPriority)
	}
	p.rank()
}

// The first two are known answers of NuPIC's unit test; its ties go to the higher index.
func TestInhibitGlobally(t *testing.T) {
	ten := []float32{1, 2, 1, 4, 8, 3, 12, 5, 4, 1}
	for _, tt := range []struct {
		name      string
		overlaps  []float32
		density   float64
		threshold int
		higher    bool
		want      []int
	}{
		{"the largest overlaps win", ten, 0.3, 0, true, []int{4, 6, 7}},
		{"half of them", []float32{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 0.5, 0, true, []int{5, 6, 7, 8, 9}},
		{"a tie goes to the minicolumn with priority, the higher one", ten, 0.4, 0, true, []int{4, 6, 7, 8}},
		{"or the lower one", ten, 0.4, 0, false, []int{3, 4, 6, 7}},
		{"boosted overlaps are no whole numbers", []float32{0.3, 0.2, 0.31, 0.1, 0.0001, 0, 0.25, 0, 0, 0}, 0.3, 0, true, []int{0, 2, 6}},
		{"even by the last bit", []float32{1, math.Nextafter32(1, 2), 1, 1, 1, 1, 1, 1, 1, 0}, 0.1, 0, true, []int{1}},
		{"all equal: priority decides", make([]float32, 10), 0.3, 0, false, []int{0, 1, 2}},
		{"the threshold itself is enough", ten, 0.5, 4, true, []int{3, 4, 6, 7, 8}},
		{"below the threshold nobody wins, though there is room", ten, 0.9, 5, true, []int{4, 6, 7}},
		{"nobody reaches the threshold", ten, 0.5, 13, true, nil},
		{"less than one winner is none", ten, 0.09, 0, true, nil},
		{"everybody may win", ten, 1, 0, true, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := competing(t, tt.overlaps, func(p *Params) {
				p.Density, p.StimulusThreshold = tt.density, tt.threshold
				p.PotentialFraction = 1
			})
			p.ties(tt.higher)
			p.inhibit()
			if !slices.Equal(p.active, tt.want) {
				t.Errorf("winners %v, want %v", p.active, tt.want)
			}
			if strings.Contains(tt.name, "boosted") || strings.Contains(tt.name, "last bit") {
				return
			}
			p.setPlanes(tt.overlaps)
			p.active = nil
			p.inhibitByPlanes()
			if !slices.Equal(p.active, tt.want) {
				t.Errorf("by planes: winners %v, want %v", p.active, tt.want)
			}
		})
	}
}

// Known answers of NuPIC's unit test, where the lower index wins ties.
func TestInhibitLocally(t *testing.T) {
	ten := []float32{1, 2, 7, 0, 3, 4, 16, 1, 1.5, 1.7}
	ones := []float32{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	for _, tt := range []struct {
		name      string
		overlaps  []float32
		density   float64
		radius    int
		wrap      bool
		threshold int
		want      []int
	}{
		{"the better half of five neighbours", ten, 0.5, 2, true, 0, []int{1, 2, 5, 6, 8, 9}},
		{"without wrapping", ten, 0.5, 2, false, 0, []int{1, 2, 5, 6, 9}},
		{"with a threshold", ten, 0.5, 2, false, 2, []int{1, 2, 5, 6}},
		{"a radius as long as the line is the last that is local: half a winner counts", ten, 0.25, 10, true, 0, []int{2, 5, 6}},
		{"beyond that all compete: half a winner does not", ten, 0.25, 11, true, 0, []int{2, 6}},
		{"all equal", ones, 0.3333, 3, true, 0, []int{0, 1, 4, 5}},
		{"all equal without wrapping", ones, 0.3333, 3, false, 0, []int{0, 1, 4, 5, 8}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := competing(t, tt.overlaps, func(p *Params) {
				p.GlobalInhibition, p.WrapAround = false, tt.wrap
				p.Density, p.StimulusThreshold = tt.density, tt.threshold
			})
			p.ties(false)
			p.setInhibitionRadius(tt.radius)
			p.inhibit()
			if !slices.Equal(p.active, tt.want) {
				t.Errorf("winners %v, want %v", p.active, tt.want)
			}
			if tt.overlaps[8] != 1 { // 1.5 has no planes
				return
			}
			p.setPlanes(tt.overlaps)
			p.compete(false)
			if !slices.Equal(p.active, tt.want) {
				t.Errorf("by planes: winners %v, want %v", p.active, tt.want)
			}
		})
	}
}

// NuPIC's scenario: nothing is on.
func TestZeroInput(t *testing.T) {
	global := func(p *Params) { p.Density, p.WinnersPerArea = 0, 3 }
	local := func(p *Params) { p.GlobalInhibition, p.Density, p.WinnersPerArea = false, 0, 1 }
	for _, tt := range []struct {
		name      string
		change    func(*Params)
		threshold int
		want      int
	}{
		{"global, 3 winners wanted", global, 0, 3},
		{"global, with a threshold", global, 1, 0},
		{"local, 1 winner in an area of 5", local, 0, 6},
		{"local, with a threshold", local, 1, 0},
	} {
		p := mustNew(t, 10, 20, func(p *Params) { tt.change(p); p.StimulusThreshold = tt.threshold })
		p.ties(false)
		if !p.params.GlobalInhibition {
			p.setInhibitionRadius(2)
		}
		p.Step(sdr.SDR{Size: 10}, false)
		if len(p.active) != tt.want {
			t.Errorf("%s: %d winners, want %d", tt.name, len(p.active), tt.want)
		}
	}
}

// Known answers of NuPIC's unit test, and the whole space as the largest area.
func TestDensity(t *testing.T) {
	for _, tt := range []struct {
		name            string
		winners, radius int
		shape           []int
		want            float64
	}{
		{"at most half of an area", 7, 1, []int{20, 20}, 0.5},
		{"3 of 9 x 9", 3, 4, []int{20, 20}, 3.0 / 81},
		{"3 of 9 on a line", 3, 4, []int{400}, 3.0 / 9},
		{"no area is larger than the space", 3, 200, []int{20, 20}, 3.0 / 400},
	} {
		p := mustNew(t, 400, 400, func(p *Params) {
			p.Density, p.WinnersPerArea = 0, tt.winners
			p.InputShape, p.ColumnShape = tt.shape, tt.shape
		})
		p.setInhibitionRadius(tt.radius)
		if got := p.density(); got != tt.want {
			t.Errorf("%s: density %v, want %v", tt.name, got, tt.want)
		}
	}
	p := mustNew(t, 10, 100, func(p *Params) { p.Density = 0.29 })
	if p.Step(sdr.SDR{Size: 10}, false); len(p.active) != 29 {
		t.Errorf("0.29 of 100 minicolumns are %d winners, want 29: the product is 28.999999999999996", len(p.active))
	}
}

// Worked by hand: the spans 3, 1 and 0 (no connected synapse) have a mean of
// 4/3. With 1, 3 and 9 minicolumns an input diameters are 4/3, 4 and 12, and half of
// what they add to the minicolumn itself, rounded up from 1/2, is the radius.
func TestInhibitionRadius(t *testing.T) {
	const on, off = 0.2, 0.05
	for _, tt := range []struct{ columnsPerInput, want int }{{1, 1}, {3, 2}, {9, 6}} {
		params := DefaultParams(3, 3*tt.columnsPerInput)
		params.GlobalInhibition = false
		p := newPooler(params)
		for i := 0; i < tt.columnsPerInput; i++ {
			for _, permanences := range [][]float32{{on, off, on}, {off, on, off}, {off, off, off}} {
				p.permanence = append(p.permanence, permanences...)
				for input := range permanences {
					p.input.append(input)
				}
				p.first = append(p.first, len(p.permanence))
			}
		}
		p.connectAll()
		p.updateInhibitionRadius()
		if p.inhibitionRadius != tt.want {
			t.Errorf("%d minicolumns an input: radius %d, want %d", tt.columnsPerInput, p.inhibitionRadius, tt.want)
		}
	}
	p := mustNew(t, 5, 7, func(p *Params) {})
	if p.inhibitionRadius != 7 {
		t.Errorf("global inhibition: radius %d, want all 7 minicolumns", p.inhibitionRadius)
	}
}
