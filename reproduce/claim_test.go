package main

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gohtm/experiment"
	"gohtm/nb"
)

func TestPrinted(t *testing.T) {
	for _, tt := range []struct {
		text      string
		low, high float64 // just inside
	}{
		{"6.353e-11", 6.3525e-11, 6.3535e-11}, {".0591", .05905, .05915}, {"1 in 14587", 14586.5, 14587.5}, {"1.000", .9995, 1.0005},
		{"2.37e84", 2.365e84, 2.375e84}, {"523776", 523775.5, 523776.5}, {"5.00e-4", 4.995e-4, 5.005e-4},
	} {
		p, b := printed(tt.text)
		unit := tt.high - tt.low
		if !b.has(tt.low) || !b.has(tt.high) || b.has(tt.low-.001*unit) || b.has(tt.high+.001*unit) || b.has(math.NaN()) {
			t.Errorf("%s: band %v to %v, want %v to %v", tt.text, b.low, b.high, tt.low, tt.high)
		}
		if p.text("%.3f") != tt.text || b.text() != "rounds to it" {
			t.Errorf("%s is printed as %q, %q", tt.text, p.text("%.3f"), b.text())
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a word is a number")
		}
	}()
	printed("much")
}

func TestHowNumbersAndBandsAreWritten(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{value(.5).text("%.2f"), "0.50"}, {about(.5).text("%.2f"), "about 0.50"}, {spread(.894, .077).text("%.3f"), "0.894 ± 0.077"}, {words("rises").text("%d"), "rises"},
		{between(.24, .33).text(), "0.24 to 0.33"}, {atLeast(.48).text(), "at least 0.48"}, {atMost(12000).text(), "at most 12000"}, {within(.5, .25).text(), "0.25 to 0.75"}, {open().text(), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
	if !open().has(1e300) || atLeast(1).has(.9) || !atLeast(1).has(1) || atMost(1).has(1.1) || !atMost(1).has(1) {
		t.Error("bands are open at the wrong end")
	}
}

func TestWhatIsKeptOfAResult(t *testing.T) {
	var r result
	r.Seed = 3
	r.number("third", 1./3)
	r.number("none", math.NaN())
	r.number("endless", math.Inf(-1))
	x := make([]float64, 1000)
	for i := range x {
		x[i] = float64(i+1) / 7
	}
	r.curve("long", x, x)
	r.curve("short", []float64{1, 2}, []float64{math.NaN(), math.Pi})
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back result
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if !math.IsNaN(float64(back.Numbers["none"])) || !math.IsNaN(float64(back.Curves["short"].Y[0])) {
		t.Errorf("NaN came back from %s as %v", text, back.Numbers)
	}
	back.Numbers["none"], r.Numbers["none"] = 0, 0
	back.Curves["short"].Y[0], r.Curves["short"].Y[0] = 0, 0
	if !reflect.DeepEqual(back, r) || r.Numbers["third"] != .3333333333 || !math.IsInf(float64(back.Numbers["endless"]), -1) {
		t.Errorf("kept %s", text)
	}
	// 100 points of 1000, the last one among them, with five digits.
	long := back.Curves["long"]
	if len(long.X) != most || long.X[most-1] != 142.86 || long.X[0] != 1.4286 || !slices.Equal(long.X, long.Y) || back.Curves["short"].Y[1] != 3.1416 {
		t.Errorf("curves %v", back.Curves)
	}
	for _, text := range []string{`"much"`, `{}`} {
		if json.Unmarshal([]byte(text), new(decimal)) == nil {
			t.Errorf("%s is a number", text)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a curve of other lengths is one")
		}
	}()
	r.curve("bad", []float64{1}, nil)
}

func TestJudging(t *testing.T) {
	of := func(numbers ...float64) findings {
		f := findings{claim: claim{name: "test"}}
		for i, x := range numbers {
			var r result
			r.Seed = uint64(i + 1)
			r.number("x", x)
			r.number("hits", 10*x)
			r.number("trials", 100)
			r.curve("way", []float64{1, 2}, []float64{x, 2 * x})
			f.results = append(f.results, r)
		}
		return f
	}
	for _, tt := range []struct {
		numbers []float64
		row     row
		want    finding
	}{
		{[]float64{1, 2, 6}, row{key: "x", band: between(3, 3)}, finding{"3.000 (1.000 to 6.000)", "agrees"}},
		{[]float64{1, 2, 6}, row{key: "x", band: between(3.1, 9), format: "%.1f"}, finding{"3.0 (1.0 to 6.0)", "differs"}},
		{[]float64{4}, row{key: "x", band: open(), format: "%.0f"}, finding{"4", ""}},
		{[]float64{math.NaN()}, row{key: "x", band: atLeast(0)}, finding{"NaN", "differs"}},
		// By hand: 60 of 200 with z = 3.2905 has centre (60 + z²/2) / (200 + z²) = .3103, half
		// z √(60 140 / 200 + z²/4) / (200 + z²) = .1045.
		{[]float64{2, 4}, row{key: "hits", of: "trials", published: value(.207)}, finding{"0.300 (0.206 to 0.415)", "agrees"}},
		{[]float64{2, 4}, row{key: "hits", of: "trials", published: value(.2)}, finding{"0.300 (0.206 to 0.415)", "differs"}},
		{[]float64{2, 4}, row{key: "hits", of: "trials", published: value(.42)}, finding{"0.300 (0.206 to 0.415)", "differs"}},
	} {
		if got := of(tt.numbers...).judge(tt.row); got != tt.want {
			t.Errorf("%v %+v: %+v, want %+v", tt.numbers, tt.row, got, tt.want)
		}
	}
	line := of(1, 2, 6).line("way", "name", nb.Blue)
	if !slices.Equal(line.Y, []float64{3, 6}) || !slices.Equal(line.Low, []float64{1, 2}) || !slices.Equal(line.High, []float64{6, 12}) || !slices.Equal(line.X, []float64{1, 2}) {
		t.Errorf("line %+v", line)
	}
	if line := of(4).line("way", "name", nb.Blue); line.Low != nil || line.Y[1] != 8 || of(4).spread() != "one seed" || of(4, 5).spread() != "smallest and largest of 2 seeds" {
		t.Errorf("line of one seed %+v", line)
	}
	known := experiment.Published{Name: "HTM", X: []float64{1, 2}, Y: []float64{5, 6}, Low: []float64{4.5, 6}, High: []float64{5.1, 6}}
	if m := drawn(known, "published", nb.Grey); !m.Loose || m.Name != "published" || !slices.Equal(m.X, known.X) || !slices.Equal(m.Y, known.Y) || !slices.Equal(m.Low, known.Low) || !slices.Equal(m.High, known.High) {
		t.Errorf("marks %+v", m)
	}
	if a, b := from(known, 1).text("%.1f"), from(known, 2).text("%.1f"); a != "5.0 ± 0.5" || b != "6.0" {
		t.Errorf("published %q and %q", a, b)
	}
	if p := named([]experiment.Published{{Name: "LSTM"}, known}, "HTM"); p.X == nil {
		t.Errorf("of HTM is published %+v", p)
	}
	uneven := of(1, 2, 6)
	uneven.results[1].Curves["way"].X[1] = 9  // later than the first has it: at 2 the point before counts
	uneven.results[2].Curves["way"].X[0] = .5 // earlier: at 1 it counts
	if line := uneven.line("way", "", nil); !slices.Equal(line.Y, []float64{3, (2. + 2 + 12) / 3}) || !slices.Equal(line.X, []float64{1, 2}) {
		t.Errorf("line of uneven curves %+v", line)
	}
	for want, ask := range map[string]func(){
		`test has no number "y"`:    func() { of(1).numbers("y") },
		`test has no curve "y"`:     func() { of(1).line("y", "", nil) },
		"nothing published of TDNN": func() { named([]experiment.Published{known}, "TDNN") },
	} {
		err := error(nil)
		func() {
			defer orError(&err)
			ask()
		}()
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}
