package nb

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"strings"
	"testing"
	"time"
)

// shortStream has a gap and a spike.
func shortStream() Stream {
	var times []time.Time
	var actual, predicted, likelihood []float64
	for i := 0; i < 400; i++ {
		times = append(times, time.Date(2010, 7, 2, i, 0, 0, 0, time.UTC))
		actual = append(actual, math.Round(10*(20+10*math.Sin(float64(i)/24*2*math.Pi)))/10)
		predicted = append(predicted, 20+10*math.Sin(float64(i-1)/24*2*math.Pi))
		likelihood = append(likelihood, 0.5)
	}
	actual[250], likelihood[250] = 95, 0.99999
	for i := 100; i < 112; i++ {
		actual[i] = math.NaN()
	}
	return Stream{
		Title: "Days with a gap and a spike (invented)", Times: times, Anomalies: []int{250}, Marks: []Mark{{Time: times[100], Label: "power cut"}},
		Bands: []Band{{From: 0, To: 86400, Name: "first day"}},
		Panes: []Pane{
			{YLabel: "consumption (kW)", Series: []Line{{Name: "actual", Y: actual, Color: Black}, {Name: "predicted", Y: predicted, Color: Vermilion, Dashed: true}}},
			{YLabel: "likelihood", YRange: [2]float64{0, 1}, Levels: []Level{{Name: "threshold", Y: 0.9999}}, Series: []Line{{Name: "anomaly likelihood", Y: likelihood, Color: Purple, Fill: true}}},
		},
	}
}

func ExampleStream() {
	golden("stream", shortStream())
	// Output: as testdata/stream.svg
}

func ExampleStream_Viewer() {
	viewer, err := shortStream().Viewer()
	if err != nil {
		panic(err)
	}
	fmt.Println(viewer)
	compareGolden("stream.html", viewer.page())
	// Output:
	// Stream: Days with a gap and a spike (invented). 400 records. Pane 1: consumption (kW): actual, predicted. Pane 2: likelihood: anomaly likelihood. Anomalies marked: 1.
	// as testdata/stream.html
}

// unpackedValues reads what the script reads, from the comment of quantised.Values.
func unpackedValues(t *testing.T, q quantised) []float64 {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(q.Values)
	if err != nil {
		t.Fatal(err)
	}
	var y []float64
	last := 0
	for i := range b[:len(b)/2] {
		sign := int(b[i]) + 256*int(b[i+len(b)/2])
		if sign%2 == 1 {
			last -= (sign + 1) / 2
		} else {
			last += sign / 2
		}
		last = (last + 65536) % 65536
		if last == 65535 {
			y = append(y, math.NaN())
		} else {
			y = append(y, q.Low+float64(last)*q.Unit)
		}
	}
	return y
}

func unpackedSteps(t *testing.T, text string) []int {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	var all []int
	sum := 0
	for len(b) > 0 {
		v, n := binary.Uvarint(b)
		sum += int(v)
		all, b = append(all, sum), b[n:]
	}
	return all
}

func TestStreamKeepsValues(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	draw := func(f func() float64) []float64 {
		y := make([]float64, 2000)
		for i := range y {
			if y[i] = f(); random.Intn(50) == 0 {
				y[i] = math.NaN()
			}
		}
		return y
	}
	for _, tt := range []struct {
		name     string
		y        []float64
		exact    bool
		decimals int
	}{
		{"a meter's tenths", draw(func() float64 { return float64(random.Intn(900))/10 - 20 }), true, 1},
		{"shares of 40 minicolumns", draw(func() float64 { return float64(random.Intn(41)) / 40 }), true, 3},
		{"whole numbers over the whole range", []float64{-32767, 32767, 0, math.NaN(), 32767, -32767}, true, 0},
		{"one whole number more", []float64{-32767, 32768, 0}, false, 0},
		{"noise", draw(random.NormFloat64), false, 5},
		{"large noise", draw(func() float64 { return 1e12 + 1e9*random.Float64() }), false, 0},
		{"small noise", draw(func() float64 { return 1e-9 * random.Float64() }), false, 14},
		{"all the same", []float64{math.Pi, math.Pi}, false, 6},
		{"all the same tenth", []float64{3.7, 3.7}, true, 1},
	} {
		q := quantise(tt.y)
		low, high := math.Inf(1), math.Inf(-1)
		for _, v := range tt.y {
			if !math.IsNaN(v) {
				low, high = math.Min(low, v), math.Max(high, v)
			}
		}
		most := (high-low)/65534/2*(1+1e-6) + 1e-15*math.Abs(high)
		if tt.exact {
			most = 1e-9
		}
		for i, v := range unpackedValues(t, q) {
			if math.IsNaN(v) != math.IsNaN(tt.y[i]) || math.Abs(v-tt.y[i]) > most {
				t.Errorf("%s: value %d is %v, was %v, want within %v", tt.name, i, v, tt.y[i], most)
				break
			}
		}
		if q.Decimals != tt.decimals {
			t.Errorf("%s: %d decimals, want %d: steps of %v", tt.name, q.Decimals, tt.decimals, q.Unit)
		}
	}
}

func TestStreamKeepsX(t *testing.T) {
	zone := time.FixedZone("three hours east", 3*3600)
	at := func(ms ...int) []time.Time {
		var times []time.Time
		for _, m := range ms {
			times = append(times, time.Date(1970, 1, 2, 0, 0, 0, 0, zone).Add(time.Duration(m)*time.Millisecond))
		}
		return times
	}
	for _, tt := range []struct {
		name   string
		s      Stream
		want   []float64
		evenly bool
	}{
		{"records", Stream{}, []float64{0, 1, 2, 3}, true},
		{"numbers from five on", Stream{X: []float64{5, 5.5, 6, 6.5}}, []float64{5, 5.5, 6, 6.5}, true},
		{"numbers far apart", Stream{X: []float64{-1, 0, 0, 99}}, []float64{-1, 0, 0, 99}, false},
		{"all the same", Stream{X: []float64{7, 7, 7, 7}}, []float64{7, 7, 7, 7}, false},
		{"times, on the clock of their place", Stream{Times: at(0, 250, 500, 750)}, []float64{86400, 86400.25, 86400.5, 86400.75}, true},
		{"times with a gap", Stream{Times: at(0, 1000, 61000, 62000)}, []float64{86400, 86401, 86461, 86462}, false},
	} {
		tt.s.Panes = []Pane{{Series: []Line{{Y: []float64{1, 2, 3, 4}}}}}
		if _, err := tt.s.Viewer(); err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		d := tt.s.packed()
		if (d.Steps == "") != tt.evenly {
			t.Errorf("%s: steps %q, want some unless evenly spaced", tt.name, d.Steps)
		}
		for i, want := range tt.want {
			x := d.Start + float64(i)*d.Step
			if d.Steps != "" {
				x = d.Start + float64(unpackedSteps(t, d.Steps)[i])*d.Step
			}
			if math.Abs(x-want) > 1e-7 {
				t.Errorf("%s: x[%d] = %v, want %v", tt.name, i, x, want)
			}
		}
	}
}

func TestStreamMarksItsAnomaliesAndEvents(t *testing.T) {
	s := shortStream()
	s.Anomalies = []int{3, 250, 399}
	s.Marks = append(s.Marks, Mark{X: 60, Label: "after a minute"})
	d := s.packed()
	if got := unpackedSteps(t, d.Anomalies); !reflect.DeepEqual(got, s.Anomalies) {
		t.Errorf("anomalies %v, want %v", got, s.Anomalies)
	}
	start := float64(s.Times[0].Unix())
	if want := []streamedMark{{start + 100*3600, "power cut"}, {start + 60, "after a minute"}}; !reflect.DeepEqual(d.Marks, want) {
		t.Errorf("marks %v, want %v", d.Marks, want)
	}
	if want := []streamedBand{{start, start + 86400, "first day"}}; !reflect.DeepEqual(d.Bands, want) {
		t.Errorf("bands %v, want %v", d.Bands, want)
	}
	s.Marks = []Mark{{X: math.NaN(), Label: "nowhere"}, {X: math.Inf(1), Label: "never"}}
	s.Bands = []Band{{math.Inf(-1), 3600, "so far"}, {7200, math.Inf(1), "from now on"}, {-10, -5, "long ago"}, {math.NaN(), 5, "nowhere"}}
	if _, err := s.Viewer(); err != nil {
		t.Errorf("marks and bands without an end: %v", err)
	}
	end := d.Start + s.Times[len(s.Times)-1].Sub(s.Times[0]).Seconds()
	if d, want := s.packed(), []streamedBand{{start, start + 3600, "so far"}, {start + 7200, end, "from now on"}}; len(d.Marks) != 0 || !reflect.DeepEqual(d.Bands, want) {
		t.Errorf("marks %v and bands %v, want none and %v", d.Marks, d.Bands, want)
	}
	if p := d.Panes[0]; p.Low != 0 || math.Abs(p.High-95*1.05) > 1e-9 || p.Series[0].Color != "" || p.Series[1].Color != "#D55E00" || !p.Series[1].Dashed {
		t.Errorf("pane %v to %v, colours %q and %q, want from zero to above the spike, that of the text and vermilion", p.Low, p.High, p.Series[0].Color, p.Series[1].Color)
	}
	if p := d.Panes[1]; p.Low != 0 || p.High != 1 || len(p.Levels) != 1 || p.Levels[0].Y != 0.9999 || !p.Series[0].Fill {
		t.Errorf("second pane %+v, want 0 to 1, with the threshold", p)
	}
}

func TestForecastsAndAnomaliesAreStreams(t *testing.T) {
	s := shortStream()
	actual, predicted, likelihood := s.Panes[0].Series[0].Y, s.Panes[0].Series[1].Y, s.Panes[1].Series[0].Y
	raw := append([]float64(nil), likelihood...)
	decode := func(v *Viewer, err error) (d streamed) {
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(v.data), &d); err != nil {
			t.Fatal(err)
		}
		return d
	}
	names := func(d streamed) (all []string) {
		for _, p := range d.Panes {
			for _, q := range p.Series {
				all = append(all, p.Label+"/"+q.Name)
			}
		}
		return all
	}
	f := decode(Forecast{Title: "A", Times: s.Times, Actual: actual, Predicted: predicted, Name: "HTM", Others: []Line{{Name: "yesterday", Y: predicted}}, Raw: raw, Likelihood: likelihood, YLabel: "kW"}.Viewer())
	if want := []string{"kW/actual", "kW/HTM", "kW/yesterday", "raw anomaly/raw anomaly", "likelihood/anomaly likelihood"}; !reflect.DeepEqual(names(f), want) || !f.Time {
		t.Errorf("a forecast has %q, want %q over time", names(f), want)
	}
	a := decode(Anomaly{Title: "A", Likelihood: likelihood, Threshold: 0.9999, Height: 77}.Viewer())
	if want := []string{"likelihood/anomaly likelihood"}; !reflect.DeepEqual(names(a), want) || a.Time || a.Panes[0].Height != 77 || len(a.Panes[0].Levels) != 1 {
		t.Errorf("a likelihood has %q, %+v, want %q, 77 px high, with its threshold", names(a), a.Panes[0].Levels, want)
	}
	if got := unpackedSteps(t, a.Anomalies); !reflect.DeepEqual(got, []int{250}) {
		t.Errorf("anomalies %v, want the one record at or above the threshold", got)
	}
	if _, err := (Anomaly{Title: "A"}).Viewer(); err == nil || !strings.Contains(err.Error(), "neither Raw nor Likelihood") {
		t.Errorf("%v, want what the figure says", err)
	}
}

func TestStreamErrors(t *testing.T) {
	y := []float64{1, 2, 3}
	pane := func(lines ...Line) []Pane { return []Pane{{Series: lines}} }
	for want, s := range map[string]Stream{
		"0 panes, want at least one":                                  {},
		"pane 0 has 0 series, want at least one":                      {Panes: pane()},
		"pane 1 has 0 series, want at least one":                      {Panes: append(pane(Line{Y: y}), Pane{})},
		"pane 0: Height = -1, want in [0, 1000]":                      {Panes: []Pane{{Series: []Line{{Y: y}}, Height: -1}}},
		"pane 0: series 1 has X, Low, High or Loose":                  {Panes: pane(Line{Y: y}, Line{Y: y, X: y})},
		"pane 0: series 0 has X, Low, High or Loose":                  {Panes: pane(Line{Y: y, Loose: true})},
		"series 1: 2 y for 3 x, want as many":                         {Panes: pane(Line{Y: y}, Line{Y: y[:2]})},
		"anomaly at record 3 after -1, want rising numbers in [0, 3)": {Panes: pane(Line{Y: y}), Anomalies: []int{3}},
		"anomaly at record 1 after 1":                                 {Panes: pane(Line{Y: y}), Anomalies: []int{1, 1}},
		"both X and Times":                                            {Panes: pane(Line{Y: y}), X: y, Times: make([]time.Time, 3)},
		"500,001 records of 2 series, want at most 1,000,000 values":  {Panes: pane(Line{Y: make([]float64, 500_001)}, Line{Y: make([]float64, 500_001)})},
	} {
		if _, err := s.Viewer(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// noisyStream has 100,000 records of four series: a meter's tenths, a prediction and
// two scores, of which only the first is not the worst there can be for packing.
func noisyStream() Stream {
	random := rand.New(rand.NewSource(1))
	draw := func(f func(i int) float64) Line {
		y := make([]float64, 100_000)
		for i := range y {
			y[i] = f(i)
		}
		return Line{Y: y}
	}
	daily := func(i int) float64 { return 40 + 20*math.Sin(float64(i)/288*2*math.Pi) }
	return Stream{Title: "100,000 records", Panes: []Pane{
		{Series: []Line{draw(func(i int) float64 { return math.Round(10*(daily(i)+3*random.NormFloat64())) / 10 }), draw(func(i int) float64 { return 100 * random.Float64() })}},
		{Series: []Line{draw(func(int) float64 { return random.Float64() })}},
		{Series: []Line{draw(func(int) float64 { return random.Float64() })}},
	}}
}

func TestLongStreamIsSmall(t *testing.T) {
	v, err := noisyStream().Viewer()
	if err != nil {
		t.Fatal(err)
	}
	if size := len(v.HTML()) + len(v.still.SVG()); size > 1_500_000 {
		t.Errorf("%s bytes for 100,000 records of four series, want at most 1.5 MB", Thousands(size))
	}
}

func BenchmarkStreamViewer(b *testing.B) {
	s := noisyStream()
	b.ReportAllocs()
	for b.Loop() {
		v, err := s.Viewer()
		if err != nil || len(v.HTML()) == 0 {
			b.Fatal(err)
		}
	}
}
