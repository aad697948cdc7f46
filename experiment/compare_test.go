package experiment

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// number is a task whose score is the seed plus what the variant makes of the
// memory's CellsPerColumn; its curve is 1, 2, 3 times the score.
func numberTask(name string) Task {
	return Task{Name: name, Steps: 10, Memory: true, Run: func(ctx context.Context, v Variant, seed uint64, progress func(done, total int)) (Run, error) {
		p, err := v.MemoryOf(temporal.DefaultParams(64))
		if err != nil {
			return Run{}, err
		}
		for i := 1; i <= 10; i++ {
			progress(i, 10)
		}
		score := float64(seed) + float64(p.CellsPerColumn)
		return Run{Score: score, Metrics: []Metric{{"cells", float64(p.CellsPerColumn)}}, X: []float64{1, 2, 3}, Curve: []float64{score, 2 * score, 3 * score}}, nil
	}}
}

// cells is a variant with so many cells a minicolumn.
func cells(n int) Variant {
	return Variant{Name: fmt.Sprintf("%d cells", n), Memory: func(p *temporal.Params) { p.CellsPerColumn = n }}
}

func TestCompareRunsEveryVariantOnEveryTaskWithEverySeed(t *testing.T) {
	c, err := Compare(context.Background(), []Variant{HTM(), cells(4), cells(5)}, []Task{numberTask("a"), numberTask("b")}, []uint64{100, 200}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range []string{"a", "b"} {
		for name, n := range map[string]float64{"HTM": 32, "4 cells": 4, "5 cells": 5} {
			cell := c.Cell(task, name)
			if cell.Task != task || cell.Variant != name || len(cell.Runs) != 2 || cell.Runs[0].Score != 100+n || cell.Runs[1].Score != 200+n {
				t.Errorf("%s, %s: %+v, want the scores %v and %v", task, name, cell, 100+n, 200+n)
			}
		}
	}
}

// The same with one worker and with several, on a real memory.
func TestCompareDoesNotDependOnTheNumberOfProcessors(t *testing.T) {
	p := ShortWordsParams()
	p.Elements, p.Stream.Switch = 300, 150
	variants := []Variant{HTM(), cells(4), Named("soft").WithRule(soft)}
	all := func() Comparison {
		c, err := Compare(context.Background(), variants, []Task{HighOrderSwitch(p), CellDamage(p, .5)}, []uint64{1, 2, 3}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	before := runtime.GOMAXPROCS(1)
	one := all()
	runtime.GOMAXPROCS(4)
	four := all()
	runtime.GOMAXPROCS(before)
	if !reflect.DeepEqual(one.Cells, four.Cells) {
		t.Error("other results with 4 processors than with 1")
	}
	if a, b := one.Cells[0][0].Runs[0].Score, one.Cells[0][0].Runs[1].Score; a == b {
		t.Errorf("seeds 1 and 2 both score %v", a)
	}
}

// soft is a rule made from a layer's own rates.
func soft(increment, decrement float64) (*synapse.Plasticity, error) {
	return synapse.Tabulate(
		func(x float64) float64 { return x + increment*(1-x) },
		func(x float64) float64 { return x - decrement*x })
}

func TestCompareGoesOnWhenAVariantFails(t *testing.T) {
	panics := Variant{Name: "panics", Memory: func(p *temporal.Params) { panic("of a cell") }}
	mix := Variant{Name: "mix", Memory: func(p *temporal.Params) { p.MinThreshold = 1000 }}
	unmade := Named("unmade").WithPlasticity(synapse.Tabulate(nil, nil))
	c, err := Compare(context.Background(), []Variant{HTM(), panics, mix, unmade, cells(4)}, []Task{numberTask("a")}, []uint64{7, 8}, nil)
	if err == nil {
		t.Fatal("no error, want one for each of three variants")
	}
	want := []string{
		`experiment: variant "panics", task "a", seed 7: panic: of a cell (and 1 more of its seeds)`,
		`experiment: variant "mix", task "a", seed 7: temporal: MinThreshold = 1000, want in [1, ActivationThreshold = 13]`,
		`experiment: variant "unmade", task "a", seed 7: synapse: on is nil, want a function (and 1 more of its seeds)`,
	}
	for _, line := range want {
		if !strings.Contains(err.Error(), line) {
			t.Errorf("error\n%v\nwant in it\n%s", err, line)
		}
	}
	for _, name := range []string{"HTM", "4 cells"} {
		if n := c.Score("a", name).Count; n != 2 {
			t.Errorf("%s has %d runs, want 2", name, n)
		}
	}
	for v, name := range []string{"", "panics", "mix", "unmade"} {
		if v == 0 {
			continue
		}
		if cell := c.Cell("a", name); !math.IsNaN(cell.Runs[0].Score) || cell.Errs[0] == nil || c.Score("a", name).Count != 0 {
			t.Errorf("%s: %+v, want no run and an error", name, cell)
		}
		if got := c.Scores().Rows[v]; got[1] != "failed" {
			t.Errorf("row %v, want it failed", got)
		}
	}
	if bands := c.Bands("a"); len(bands) != 2 {
		t.Errorf("%d bands, want those of two variants", len(bands))
	}
}

func TestCompareDoesNotRunWhatIsNotTouched(t *testing.T) {
	var runs atomic.Int64
	count := func(name string, pooler, memory bool) Task {
		return Task{Name: name, Pooler: pooler, Memory: memory, Run: func(context.Context, Variant, uint64, func(int, int)) (Run, error) {
			runs.Add(1)
			return Run{Score: 1}, nil
		}}
	}
	variants := []Variant{
		HTM(),
		{Name: "pooler", Pooler: func(*spatial.Params) {}},
		{Name: "memory", Memory: func(*temporal.Params) {}},
		Named("both").WithRule(soft),
		Named("nothing"),
	}
	c, err := Compare(context.Background(), variants, []Task{count("pools", true, false), count("remembers", false, true)}, []uint64{1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]bool{"pools": {false, false, true, false, true}, "remembers": {false, true, false, false, true}}
	for task, untouched := range want {
		for v, u := range untouched {
			cell := c.Cell(task, variants[v].Name)
			if cell.Untouched != u || math.IsNaN(cell.Runs[0].Score) != u {
				t.Errorf("%s on %s: %+v, want untouched %v", variants[v].Name, task, cell, u)
			}
		}
	}
	if got := c.Scores().Rows[4]; got[1] != note || got[2] != note {
		t.Errorf("row %v, want it to say so", got)
	}
	if got := c.Details("pools").Rows[2]; got[0] != "memory (not touched)" || len(got) != 1 {
		t.Errorf("details %v, want them to say so", got)
	}
	if runs.Load() != 6 {
		t.Errorf("%d runs, want 6: what is untouched is not run", runs.Load())
	}
}

func TestCompareTellsProgress(t *testing.T) {
	var dones []int
	var names []string
	_, err := Compare(context.Background(), []Variant{HTM(), cells(4)}, []Task{numberTask("a"), {Name: "b", Memory: true, Run: numberTask("").Run}}, []uint64{1, 2},
		func(done, total int, what string) {
			if dones, names = append(dones, done), append(names, what); total != 44 {
				t.Errorf("total %d, want 44: 4 runs of 10 steps, and 4 of unknown length", total)
			}
		})
	if err != nil {
		t.Fatal(err)
	}
	for i, done := range dones {
		if i > 0 && done <= dones[i-1] {
			t.Errorf("progress %v, want it to rise", dones)
		}
	}
	if dones[len(dones)-1] != 44 || !strings.Contains(strings.Join(names, "\n"), "a: 4 cells, seed 2") {
		t.Errorf("progress %v of %v", dones, names)
	}
}

func TestCompareStopsWithTheContextAndKeepsWhatIsDone(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	slow := Task{Name: "slow", Steps: 1, Memory: true, Run: func(ctx context.Context, v Variant, seed uint64, progress func(done, total int)) (Run, error) {
		if seed == 2 {
			stop()
		}
		return Run{Score: float64(seed)}, stopped(ctx, 0, 1)
	}}
	before := runtime.GOMAXPROCS(1)
	c, err := Compare(ctx, []Variant{HTM(), cells(4)}, []Task{slow}, []uint64{1, 2, 3}, nil)
	runtime.GOMAXPROCS(before)
	if !errors.Is(err, context.Canceled) || !strings.HasPrefix(err.Error(), "experiment: stopped after 2 of 6 runs: ") {
		t.Errorf("error %v, want it stopped after the two runs of the first seed", err)
	}
	if a, b := c.Score("slow", "HTM"), c.Score("slow", "4 cells"); a.Count != 1 || b.Count != 1 || a.Mean != 1 {
		t.Errorf("%+v and %+v are kept, want one run of each", a, b)
	}
	if c.Cells[0][0].Errs[1] != nil {
		t.Errorf("an interrupted run is the error %v, want none", c.Cells[0][0].Errs[1])
	}
}

func TestCompareWithoutContext(t *testing.T) {
	var none context.Context
	if _, err := Compare(none, []Variant{HTM()}, []Task{numberTask("a")}, []uint64{1}, nil); err == nil || !strings.Contains(err.Error(), "a nil context") {
		t.Errorf("error %v, want one that says so", err)
	}
}

// In a worker's goroutine a panic would end the process, and a kernel with it.
func TestPanicOfProgressComesUpInTheCaller(t *testing.T) {
	calls := 0
	defer func() {
		if got := recover(); got != "typed into a cell" || calls != 1 {
			t.Errorf("panic %v after %d calls, want the first one's", got, calls)
		}
	}()
	_, err := Compare(context.Background(), []Variant{HTM(), cells(4)}, []Task{numberTask("a"), numberTask("b")}, []uint64{1, 2, 3}, func(done, total int, what string) {
		calls++
		panic("typed into a cell")
	})
	t.Errorf("no panic, and error %v", err)
}

func TestCompareRefuses(t *testing.T) {
	a, h, one := []Task{numberTask("a")}, []Variant{HTM()}, []uint64{1}
	for _, tt := range []struct {
		want     string
		variants []Variant
		tasks    []Task
		seeds    []uint64
	}{
		{"experiment: 0 variants, 1 tasks and 1 seeds, want one or more of each", nil, a, one},
		{"experiment: 1 variants, 0 tasks and 1 seeds, want one or more of each", h, nil, one},
		{"experiment: 1 variants, 1 tasks and 0 seeds, want one or more of each", h, a, nil},
		{`experiment: variant "HTM" is there twice, want unique names`, []Variant{HTM(), HTM()}, a, one},
		{`experiment: task "a" is there twice, want unique names`, h, []Task{a[0], a[0]}, one},
		{"experiment: seed 1 is there twice, want unique ones", h, a, []uint64{1, 1}},
		{"experiment: variant 0 has no name, want one", []Variant{{}}, a, one},
		{`experiment: task 0 "x" has no name or no Run, want both`, h, []Task{{Name: "x"}}, one},
	} {
		if _, err := Compare(context.Background(), tt.variants, tt.tasks, tt.seeds, nil); err == nil || err.Error() != tt.want {
			t.Errorf("error %v, want %s", err, tt.want)
		}
	}
}

// Worked by hand: the baseline scores 10, 20, 30, the other 11, 22, 36. The differences 1, 2, 6
// have the mean 3, the variance (4+1+9)/2 = 7 and the standard error √(7/3) = 1.528; the
// 97.5 % quantile of t with 2 degrees of freedom is 4.303, so 3 is not clear. Scores
// 11, 22, 36 have the mean 23 and the variance (144+1+169)/2 = 157.
func TestDifferencesAreSeedBySeed(t *testing.T) {
	c := fixed([]float64{10, 20, 30}, []float64{11, 22, 36})
	d := c.Difference("t", "other")
	if d.Mean != 3 || math.Abs(d.Error-1.5275) > 1e-4 || d.Count != 3 || d.Clear() {
		t.Errorf("difference %+v, want 3 ± 1.5275 of 3 seeds, not clear", d)
	}
	if s := c.Score("t", "other"); s.Mean != 23 || math.Abs(s.Spread-math.Sqrt(157)) > 1e-12 {
		t.Errorf("score %+v, want 23, spread %v", s, math.Sqrt(157))
	}
	if got := c.Differences().Rows[0]; !reflect.DeepEqual(got, []interface{}{"other", "+3.000 ± 1.528"}) {
		t.Errorf("row %v, want other, +3.000 ± 1.528", got)
	}
	// 1, 2, 3: mean 2, error 1/√3 = .577, and 4.303 x .577 = 2.48 > 2; 2, 3, 4 is clear.
	for other, clear := range map[float64]bool{1: false, 2: true} {
		c := fixed([]float64{0, 0, 0}, []float64{other, other + 1, other + 2})
		if got := c.Difference("t", "other").Clear(); got != clear {
			t.Errorf("differences from %v on: clear %v, want %v", other, got, clear)
		}
	}
	// All the same, and not 0: clear, with a star. Of one seed nothing is clear.
	if got := fixed([]float64{1, 2}, []float64{0, 1}).Differences().Rows[0][1]; got != "-1.000 ± 0.000 *" {
		t.Errorf("cell %q, want -1.000 ± 0.000 *", got)
	}
	if e := fixed([]float64{1}, []float64{5}).Difference("t", "other"); e.Clear() || e.Count != 1 {
		t.Errorf("%+v is clear, want not of one seed", e)
	}
	// A seed without a run is left out of its pair.
	c = fixed([]float64{10, math.NaN(), 30}, []float64{12, 100, 34})
	if d := c.Difference("t", "other"); d.Mean != 3 || d.Count != 2 {
		t.Errorf("difference %+v, want 3 of 2 seeds", d)
	}
}

func fixed(baseline, other []float64) Comparison {
	c := newComparison([]Variant{HTM(), {Name: "other", Memory: func(*temporal.Params) {}}}, []Task{{Name: "t", Memory: true}}, make([]uint64, len(baseline)))
	for s := range baseline {
		c.Cells[0][0].Runs[s] = Run{Score: baseline[s], Metrics: []Metric{{"m", 2 * baseline[s]}}, X: []float64{5, 6}, Curve: []float64{baseline[s], 7}}
		c.Cells[0][1].Runs[s] = Run{Score: other[s], Metrics: []Metric{{"m", 1}}, X: []float64{5, 6}, Curve: []float64{other[s], 8}}
	}
	return c
}

func TestRowsAndBands(t *testing.T) {
	c := fixed([]float64{10, 20, 30}, []float64{11, 22, 36})
	if b := c.Bands("t"); !reflect.DeepEqual(b[0], Band{"HTM", []float64{5, 6}, []float64{20, 7}, []float64{10, 7}, []float64{30, 7}}) || b[1].Name != "other" || len(b) != 2 {
		t.Errorf("bands %v", b)
	}
	details := c.Details("t")
	if want := []interface{}{"HTM", 20.0, 10.0, nil, nil, 3, 40.0}; !reflect.DeepEqual(details.Rows[0], want) {
		t.Errorf("details %v, want %v", details.Rows[0], want)
	}
	if got := details.Rows[1]; got[3] != 3.0 || got[6] != 1.0 || details.Header[6] != "m" {
		t.Errorf("details %v under %v", got, details.Header)
	}
	c.Tasks[0].Unit, c.Tasks[0].Lower = "kW", true
	if h := c.Scores().Header; !reflect.DeepEqual(h, []string{"variant", "t (kW) ↓"}) {
		t.Errorf("header %v", h)
	}
	c.Tasks[0].Unit, c.Tasks[0].Lower = "", false
	for got, want := range map[string]string{
		c.String():       "variant  t ↑\nHTM      20.00 ± 5.774\nother    23.00 ± 7.234",
		details.String(): "variant  score  spread  difference  standard error  seeds  m\nHTM      20.00  10.00                               3      40.00\nother    23.00  12.53   3.000       1.528           3      1.000",
	} {
		if got != want {
			t.Errorf("written:\n%s\nwant\n%s", got, want)
		}
	}
	for _, x := range []struct {
		e    Estimate
		want string
	}{
		{Estimate{Mean: .4816, Error: .01149, Count: 3}, "0.482 ± 0.011"}, {Estimate{Mean: 3.4, Error: math.NaN(), Count: 1}, "3.400"},
		{Estimate{Mean: 1234.5678, Error: 20.77, Count: 3}, "1234.6 ± 20.77"}, {Estimate{Mean: math.NaN()}, "–"},
	} {
		if got := x.e.String(); got != x.want {
			t.Errorf("%+v is %q, want %q", x.e, got, x.want)
		}
	}
}

func TestComparisonPanicsOnWhatItDoesNotHave(t *testing.T) {
	c := fixed([]float64{1}, []float64{2})
	for want, call := range map[string]func(){
		`experiment: no task "x", want one of the comparison's`:    func() { c.Score("x", "HTM") },
		`experiment: no variant "x", want one of the comparison's`: func() { c.Score("t", "x") },
		`experiment: "t" has no metric "x", want one of its runs'`: func() { c.Metric("t", "HTM", "x") },
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("panic %v, want %s", got, want)
				}
			}()
			call()
		}()
	}
}

func TestTasksOfEmptyParamsFail(t *testing.T) {
	for _, task := range []Task{HotGym(ForecastParams{}), MNIST(DigitsParams{}), PoolerCodes(CodesParams{}), HighOrderSwitch(WordsParams{}), EndingsSwitch(EndingsParams{})} {
		if _, err := task.Run(context.Background(), HTM(), 1, func(int, int) {}); err == nil {
			t.Errorf("%s: no error for empty params, want one", task.Name)
		}
	}
}
