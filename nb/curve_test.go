package nb

import (
	"math"
	"math/rand"
	"reflect"
	"strings"
	"testing"
)

// The law: of every column of pixels, the smallest and the largest value are
// drawn, as are the ends, in order and with about two points a column.
func TestDecimationKeepsEveryPeak(t *testing.T) {
	for seed := int64(0); seed < 200; seed++ {
		r := rand.New(rand.NewSource(seed))
		n, columns := 1+r.Intn(5000), 1+r.Intn(900)
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			if i > 0 {
				x[i] = x[i-1] + r.Float64()*float64(r.Intn(3))
			}
			y[i] = math.Round(r.NormFloat64() * 20)
		}
		low, high := x[0], x[n-1]+1
		column := func(i int) int { return int(math.Floor((x[i] - low) / (high - low) * float64(columns))) }
		extremes := func(points []int) map[int][2]float64 {
			found := map[int][2]float64{}
			for _, i := range points {
				e, ok := found[column(i)]
				if !ok {
					e = [2]float64{y[i], y[i]}
				}
				found[column(i)] = [2]float64{math.Min(e[0], y[i]), math.Max(e[1], y[i])}
			}
			return found
		}
		all := make([]int, n)
		for i := range all {
			all[i] = i
		}
		kept := decimate(x, y, low, high, columns)
		if !reflect.DeepEqual(extremes(kept), extremes(all)) {
			t.Fatalf("seed %d: a peak is lost", seed)
		}
		if kept[0] != 0 || kept[len(kept)-1] != n-1 {
			t.Fatalf("seed %d: ends %d and %d, want 0 and %d", seed, kept[0], kept[len(kept)-1], n-1)
		}
		for i := 1; i < len(kept); i++ {
			if kept[i] <= kept[i-1] {
				t.Fatalf("seed %d: point %d after point %d", seed, kept[i], kept[i-1])
			}
		}
		if len(kept) > 2*columns+2 {
			t.Fatalf("seed %d: %d points for %d columns", seed, len(kept), columns)
		}
	}
}

func TestFewPointsAreAllDrawn(t *testing.T) {
	if got := decimate([]float64{0, 1, 2, 3}, []float64{1, 2, 3, 4}, 0, 3, 800); len(got) != 4 {
		t.Errorf("kept %v, want all four", got)
	}
}

func TestRuns(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		name string
		y    []float64
		want [][2]int
	}{
		{"no gap", []float64{1, 2}, [][2]int{{0, 2}}},
		{"a gap in the middle", []float64{1, nan, nan, 2, 3}, [][2]int{{0, 1}, {3, 5}}},
		{"gaps at the ends", []float64{nan, 1, nan}, [][2]int{{1, 2}}},
		{"nothing else", []float64{nan}, nil},
	} {
		if got := runs(tt.y); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// strokes counts the separate lines of the given colour.
func strokes(svg, colour string) (lines, dots int) {
	for _, line := range strings.Split(svg, "\n") {
		if strings.Contains(line, `stroke="`+colour+`"`) {
			lines += strings.Count(line, "M")
		}
		if strings.Contains(line, `fill="`+colour+`"`) {
			dots += strings.Count(line, "M")
		}
	}
	return
}

func TestNaNLeavesAGap(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		name        string
		y           []float64
		lines, dots int
	}{
		{"one line", []float64{1, 2, 3, 4, 5}, 1, 0},
		{"a gap makes two", []float64{1, 2, nan, 4, 5}, 2, 0},
		{"a value alone is a dot", []float64{1, 2, nan, 4, nan}, 1, 1},
	} {
		f, err := Lines{Series: []Line{{Y: tt.y, Color: Purple}}}.Figure()
		if err != nil {
			t.Fatal(err)
		}
		if lines, dots := strokes(f.SVG(), hex(Purple)); lines != tt.lines || dots != tt.dots {
			t.Errorf("%s: %d lines and %d dots, want %d and %d", tt.name, lines, dots, tt.lines, tt.dots)
		}
	}
}

// What lies beyond the range is cut at its edge, not drawn over the title.
func TestYRangeCutsLines(t *testing.T) {
	f, err := Lines{YRange: [2]float64{0, 1}, Series: []Line{{Y: []float64{0, 5, 0}, Color: Purple}}}.Figure()
	if err != nil {
		t.Fatal(err)
	}
	if lines, _ := strokes(f.SVG(), hex(Purple)); lines != 2 {
		t.Errorf("%d lines, want the two below the edge", lines)
	}
}

func TestBinsSummariseHonestly(t *testing.T) {
	raw := make([]float64, 4000)
	raw[1234] = 1 // one record out of many
	f, err := Anomaly{Title: "T", Raw: raw}.Figure()
	if err != nil {
		t.Fatal(err)
	}
	svg := f.SVG()
	if !strings.Contains(svg, "raw anomaly, mean of 11 records") || !strings.Contains(svg, "largest of 11") {
		t.Error("the legend does not say what a step stands for")
	}
	// A lone record reaches the top of its panel, 110 pixels above the base.
	light := hex(tint(Blue, 0.35))
	for _, line := range strings.Split(svg, "\n") {
		if strings.Contains(line, light) && strings.Contains(line, "v-110") {
			return
		}
	}
	t.Error("the largest value of a step is not drawn")
}

func TestFewRecordsAreNotBinned(t *testing.T) {
	f, err := Anomaly{Raw: []float64{0, 1, 0}}.Figure()
	if err != nil {
		t.Fatal(err)
	}
	if svg := f.SVG(); strings.Contains(svg, "mean of") || !strings.Contains(svg, ">raw anomaly</text>") {
		t.Error("three records are summarised, want them as they are")
	}
}
