package experiment

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gohtm/datasets"
	"gohtm/htm/anomaly"
)

// On ovens that nothing was chosen by: most faults are found at hardly a false alarm, a new recipe is
// learned from a few examples, fixed limits find a third at best, and the instance memory, told no more than HTM, is about as
// good. The envelope that is told each recipe is sooner, and takes no notice of new ones.
func TestOvenFaultsAreFoundAndRecipesLearned(t *testing.T) {
	skipShort(t)
	found, all := map[string]int{}, 0
	for _, seed := range []uint64{11, 12} {
		p := DefaultOvenParams()
		p.Oven.Seed = seed
		r, err := Oven(context.Background(), p, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("seed %d\n%v", seed, r.Table())
		for _, v := range r.Verdicts {
			found[v.Name] += v.Found()
		}
		htm, envelope := r.Verdict("HTM"), r.Verdict("envelope of the recipe")
		n := len(htm.Faults)
		all += n
		if htm.Found() < n*2/3 || htm.FalseAWeek > 1 || htm.Delay() > 20 {
			t.Errorf("seed %d: HTM finds %d of %d after %v minutes, %v false alarms a week", seed, htm.Found(), n, htm.Delay(), htm.FalseAWeek)
		}
		if a, b := htm.Novelties[0].Learned, htm.Novelties[1].Learned; a < 2 || a > 8 || b < 1 || b > 4 {
			t.Errorf("seed %d: new recipes are learned after %d and %d examples", seed, a, b)
		}
		if usual := []string{datasets.CutShort, datasets.OpenDoor}; htm.Found(usual...) < r.Verdict("fixed limits").Found(usual...)+4 {
			t.Errorf("seed %d: of faults within all limits HTM finds %d, fixed limits %d", seed, htm.Found(usual...), r.Verdict("fixed limits").Found(usual...))
		}
		if envelope.Delay() > htm.Delay() || envelope.Novelties[0].Learned > 3 {
			t.Errorf("seed %d: the envelope that is told the recipe needs %v minutes and %d examples", seed, envelope.Delay(), envelope.Novelties[0].Learned)
		}
	}
	share := func(name string) float64 { return float64(found[name]) / float64(all) }
	if share("HTM") < .75 || share("fixed limits") > .4 || share("moving z-score") > .2 || share("last body") > .3 || share("nearest stretch") < share("HTM")-.1 {
		t.Errorf("found %v of %d", found, all)
	}
}

// shortOven is an oven of three weeks: the second has faults, the third a new recipe as well.
func shortOven() datasets.OvenParams {
	p := datasets.DefaultOvenParams()
	p.Weeks, p.FaultsFrom, p.Known = 3, 2, 5
	p.Recipes = p.Recipes[:4]
	p.Recipes[3].Week = 3
	return p
}

// judged runs a detector whose scores are .4 everywhere, but for the changes of a test.
func judged(t *testing.T, change func(o *datasets.Oven, scores []float64)) OvenResult {
	t.Helper()
	p := DefaultOvenParams()
	p.Oven, p.CalibrateFrom = shortOven(), 1
	p.Detectors = []OvenDetector{{Name: "made up", Told: "all", Scores: func(_ context.Context, o *datasets.Oven) ([]float64, error) {
		scores := make([]float64, len(o.Series.Rows))
		for i := range scores {
			scores[i] = .4
		}
		change(o, scores)
		return scores, nil
	}}}
	r, err := Oven(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Detectors that cheat, and what must be said of them.
func TestOvenJudge(t *testing.T) {
	faults := func(o *datasets.Oven) (rows []datasets.Event) {
		for _, e := range o.Series.Events {
			if e.Kind != datasets.NewRecipe {
				rows = append(rows, e)
			}
		}
		return rows
	}
	week := 7 * 24 * 20
	for _, tt := range []struct {
		name       string
		change     func(o *datasets.Oven, scores []float64)
		threshold  float64
		found      float64 // of all
		delay      float64
		alarms     int
		falseAWeek float64
		learned    int
	}{
		{"silence", func(*datasets.Oven, []float64) {}, .5, 0, math.NaN(), 0, 0, 0},
		{"the threshold is not passed by what is as high", func(o *datasets.Oven, s []float64) {
			for _, e := range faults(o) {
				s[e.Row] = .5
			}
		}, .5, 0, math.NaN(), 0, 0, 0},
		{"the calibration sets it", func(o *datasets.Oven, s []float64) { s[week-1], s[week] = .8, 1 }, 1, 0, math.NaN(), 0, 0, 0},
		{"every fault, two rows late", func(o *datasets.Oven, s []float64) {
			for _, e := range faults(o) {
				s[e.Row+2] = 1
			}
		}, .5, 1, 6, 11, 0, 0},
		{"in the last row of the slack", func(o *datasets.Oven, s []float64) {
			for _, e := range faults(o) {
				s[e.Row+e.Rows+9] = 1
			}
		}, .5, 1, -1, 11, 0, 0},
		{"after the slack", func(o *datasets.Oven, s []float64) {
			for _, e := range faults(o) {
				s[e.Row+e.Rows+10] = 1
			}
		}, .5, 0, math.NaN(), 11, 5, 0},
		{"before the fault", func(o *datasets.Oven, s []float64) { s[faults(o)[0].Row-1] = 1 }, .5, 0, math.NaN(), 1, .5, 0},
		{"nine rows of quiet are one alarm, ten are two", func(o *datasets.Oven, s []float64) {
			s[2*week-100], s[2*week-90], s[2*week-79] = 1, 1, 1
		}, .5, 0, math.NaN(), 2, 1, 0},
		{"the first bodies of a new recipe", func(o *datasets.Oven, s []float64) {
			for _, c := range o.Cycles {
				if c.Recipe == 3 && c.Example <= 3 && c.Fault == "" {
					s[c.Row+5] = 1
				}
			}
		}, .5, -1, -1, -1, 0, 3},
		{"two silent bodies are not yet silence", func(o *datasets.Oven, s []float64) {
			for _, c := range o.Cycles {
				if c.Recipe == 3 && (c.Example == 1 || c.Example == 4) {
					s[c.Row+5] = 1
				}
			}
		}, .5, -1, -1, -1, 0, 4},
		{"all of them", func(o *datasets.Oven, s []float64) {
			for _, c := range o.Cycles {
				if c.Recipe == 3 {
					s[c.Row+5] = 1
				}
			}
		}, .5, -1, -1, -1, -1, -1},
	} {
		r := judged(t, tt.change)
		v := r.Verdict("made up")
		if math.Abs(v.Threshold-tt.threshold) > 1e-9 || tt.alarms >= 0 && len(v.Alarms) != tt.alarms || tt.falseAWeek >= 0 && v.FalseAWeek != tt.falseAWeek {
			t.Errorf("%s: threshold %v, %d alarms, %v false", tt.name, v.Threshold, len(v.Alarms), v.FalseAWeek)
		}
		if tt.found >= 0 && float64(v.Found()) != tt.found*float64(len(v.Faults)) || len(v.Faults) != len(faults(r.Oven)) {
			t.Errorf("%s: %d of %d found", tt.name, v.Found(), len(v.Faults))
		}
		if d := v.Delay(); tt.delay != -1 && d != tt.delay && !(math.IsNaN(d) && math.IsNaN(tt.delay)) {
			t.Errorf("%s: delay %v, want %v", tt.name, d, tt.delay)
		}
		if v.Novelties[0].Learned != tt.learned {
			t.Errorf("%s: learned after %d, want %d", tt.name, v.Novelties[0].Learned, tt.learned)
		}
	}
}

func TestOvenAlarmsAreOfWhatTheyTouch(t *testing.T) {
	r := judged(t, func(o *datasets.Oven, s []float64) {
		for i := range s[o.Series.Events[0].Row:] {
			s[o.Series.Events[0].Row+i] = 1 // all the time, from the first fault on
		}
	})
	v := r.Verdicts[0]
	if len(v.Alarms) != 1 || v.Alarms[0].Of == "" || v.Alarms[0].Row+v.Alarms[0].Rows != len(v.Scores) || v.Told != "all" {
		t.Errorf("alarms %+v, told %q", v.Alarms, v.Told)
	}
	late := judged(t, func(o *datasets.Oven, s []float64) {
		for _, c := range o.Cycles {
			if c.Recipe == 3 && (c.Example == 15 || c.Example == 17) {
				s[c.Row] = 1
			}
		}
	}).Verdicts[0]
	if len(late.Alarms) != 2 || late.Alarms[0].Of != datasets.NewRecipe || late.Alarms[1].Of == datasets.NewRecipe {
		t.Errorf("alarms of the 15th and 17th body of a recipe: %+v", late.Alarms)
	}
	clean, spoilt := 0, 0
	for _, c := range r.Oven.Cycles {
		if c.Recipe == 3 && c.Fault == "" {
			clean++
		} else if c.Recipe == 3 {
			spoilt++
		}
	}
	if n := v.Novelties[0]; len(n.Alarmed) != clean || spoilt == 0 || n.Recipe != r.Params.Oven.Recipes[3].Name {
		t.Errorf("%d bodies of %q, want the %d without faults, of which %d have some", len(n.Alarmed), n.Recipe, clean, spoilt)
	}
	kind := r.Oven.Series.Events[0].Kind
	if n := late.Found(kind); n != 0 || v.Found(kind) == 0 || v.Found("none") != 0 {
		t.Errorf("%d, %d found of %s", n, v.Found(kind), kind)
	}
}

// With scores that know the labels, some threshold finds all at no false alarm; the curve climbs.
func TestOvenTradeOff(t *testing.T) {
	r := judged(t, func(o *datasets.Oven, s []float64) {
		for i := range s {
			s[i] = float64(i%997) / 1e5
		}
		for n, e := range o.Series.Events {
			if e.Kind != datasets.NewRecipe {
				s[e.Row] = 2 + float64(n)
			}
		}
	})
	falseAWeek, found := r.TradeOff("made up", 40)
	if len(found) != 40 || !slices.IsSorted(found) || found[0] != 0 || found[39] != 1 {
		t.Errorf("found %v", found)
	}
	if i := slices.Index(found, 1); falseAWeek[i] != 0 && falseAWeek[i-1] != 0 || falseAWeek[39] == 0 {
		t.Errorf("false alarms %v, found %v", falseAWeek, found)
	}
	func() {
		defer func() {
			if p := fmt.Sprint(recover()); !strings.Contains(p, "experiment: 1 scores, want one for each of") {
				t.Errorf("panic %q", p)
			}
		}()
		r.Judge([]float64{1}, .5)
	}()
	r.Oven = &datasets.Oven{Params: r.Oven.Params, Series: r.Oven.Series} // in which no body came
	if x, y := r.TradeOff("made up", 40); x != nil || y != nil {
		t.Errorf("without a body %v and %v, want nothing", x, y)
	}
	defer func() {
		if p := fmt.Sprint(recover()); !strings.Contains(p, `no detector "HTM"`) {
			t.Errorf("panic %q", p)
		}
	}()
	r.Verdict("HTM")
}

func TestOvenTable(t *testing.T) {
	rows := judged(t, func(*datasets.Oven, []float64) {}).Table()
	if want := []string{"detector", "told", "faults found", "false alarms a week", "median delay (min)", "learned: new car, two-tone"}; !slices.Equal(rows.Header, want) {
		t.Errorf("header %q", rows.Header)
	}
	if got := fmt.Sprint(rows.Rows); got != "[[made up all 0 of 11 0 <nil> 0]]" {
		t.Errorf("rows %s", got)
	}
	if (OvenNovelty{Learned: -1}).words() != "never" {
		t.Error("a recipe that is never learned")
	}
}

// byHand is an oven of hand-made values, two recipes, bodies from rows 2, 6, 10 and 14 on, each of three rows.
func byHand(values ...float64) *datasets.Oven {
	o := &datasets.Oven{Params: datasets.DefaultOvenParams(), Series: &datasets.Series{}}
	for i, x := range values {
		o.Series.Rows = append(o.Series.Rows, datasets.Row{Time: time.Unix(int64(i), 0), Value: x})
	}
	for i := 0; 4*i+5 <= len(values); i++ {
		o.Cycles = append(o.Cycles, datasets.OvenCycle{Row: 4*i + 2, Rows: 3, Recipe: i % 2})
	}
	return o
}

func TestOvenBaselinesByHand(t *testing.T) {
	scores := map[string]func(o *datasets.Oven) []float64{}
	for _, d := range OvenBaselines() {
		scores[d.Name] = func(o *datasets.Oven) []float64 {
			s, err := d.Scores(context.Background(), o)
			if err != nil {
				t.Fatal(d.Name, err)
			}
			return s
		}
	}
	if s := scores["fixed limits"](byHand(20, 30, 30, 15, 17, 40, 41)); fmt.Sprint(s) != "[0 10 0 15 0 13 1]" {
		t.Errorf("fixed limits %v", s) // up to 20; rises by 10; falls by 15; rises by 23, 13 more than 10; 41 is 1 above
	}
	bodies := byHand(0, 0, 10, 20, 30, 0, 11, 25, 30, 0, 10, 20, 30, 0, 10, 20, 50)
	if s := scores["last body"](bodies); fmt.Sprint(s) != "[0 0 0 0 0 0 1 5 0 0 1 5 0 0 0 0 20]" {
		t.Errorf("last body %v", s)
	}
	// the three before the last one: 10, 11, 10; 20, 25, 20; 30, 30, 30, whose deviation counts as 1
	s := scores["envelope"](bodies)
	if want := math.Abs(20-65./3) / math.Sqrt(25./3); math.Abs(s[14]-1./3) > 1e-9 || math.Abs(s[15]-want) > 1e-9 || s[16] != 20 || slices.Max(s[:14]) > 0 {
		t.Errorf("envelope %v", s)
	}
	if s := scores["envelope of the recipe"](bodies); slices.Max(s) > 0 {
		t.Errorf("an envelope of two bodies: %v", s)
	}
	flat := make([]float64, 60)
	for i := range flat {
		flat[i] = float64(i % 20)
	}
	flat[50] += 7
	near := scores["nearest stretch"](byHand(flat...))
	if near[49] != 0 || math.Abs(near[50]-.7) > 1e-9 || math.Abs(near[59]-.7) > 1e-9 || near[19] != 10 {
		t.Errorf("nearest stretch %v", near) // seven degrees in one of ten rows; 10 to 19 beside 0 to 9
	}
	if z := scores["moving z-score"](byHand(append(make([]float64, 6000), 9)...)); z[6000] < .99 || z[5999] > .6 {
		t.Errorf("moving z-score: %v, %v", z[5999], z[6000])
	}
}

// A curve that comes again is expected after a few rounds; a value that is elsewhere is as new as its code has
// bits that were not expected: 21, of which two values 10 °C apart share 11.
func TestOvenMemoryExpectsWhatCameBefore(t *testing.T) {
	p := DefaultOvenMemoryParams()
	p.Window = 1
	values := []float64{}
	for i := 0; i < 30*20; i++ {
		values = append(values, 60+8*float64(i%30))
	}
	at := 30*19 + 20
	values[at] += 10
	s, err := HTMOven(p).Scores(context.Background(), byHand(values...))
	if err != nil {
		t.Fatal(err)
	}
	if s[30] != 0 && s[0] != 1 || mean(s[60:90]) < .5 || mean(s[30*18:at]) > .02 {
		t.Errorf("raw scores: first %v, second round %v, later %v", s[0], mean(s[30:60]), mean(s[30*18:at]))
	}
	if math.Abs(s[at]-10./21) > .15 {
		t.Errorf("10 °C too hot scores %v, want about %v", s[at], 10./21)
	}
	p.Window = 4
	averaged, err := HTMOven(p).Scores(context.Background(), byHand(values...))
	if err != nil || math.Abs(averaged[at]-mean(s[at-3:at+1])) > 1e-12 {
		t.Errorf("averaged over four rows %v, %v; want %v", averaged[at], err, mean(s[at-3:at+1]))
	}
	l := anomaly.DefaultLikelihoodParams()
	l.LearningPeriod, l.EstimationSamples, l.AveragingWindow = 100, 100, 1
	p.Likelihood = &l
	likely, err := HTMOven(p).Scores(context.Background(), byHand(values...))
	if err != nil || likely[0] > .05 || likely[at] < .5 || likely[at-1] > .2 {
		t.Errorf("likelihood %v, %v, %v: %v", likely[0], likely[at-1], likely[at], err)
	}
}

func TestOvenMemoryParams(t *testing.T) {
	for _, tt := range []struct {
		change func(*OvenMemoryParams)
		want   string
	}{
		{func(p *OvenMemoryParams) { p.Temperature.Resolution = 0 }, "Resolution = 0"},
		{func(p *OvenMemoryParams) { p.Memory.CellsPerColumn = 0 }, "CellsPerColumn = 0"},
		{func(p *OvenMemoryParams) { p.Memory.Columns = 300 }, "experiment: Memory.Columns = 300, want Temperature.Size = 400"},
		{func(p *OvenMemoryParams) { p.Lags = p.Lags[:3] }, "experiment: Memory.ExternalInputs = 4400, want 1200"},
		{func(p *OvenMemoryParams) { p.Lags[2] = 0 }, "experiment: Lags[2] = 0, want in [1, 10000]"},
		{func(p *OvenMemoryParams) { p.Lags = nil }, "experiment: no Lags"},
		{func(p *OvenMemoryParams) { p.Window = 0 }, "Window = 0"},
		{func(p *OvenMemoryParams) { p.Likelihood = &anomaly.LikelihoodParams{} }, "HistoricWindow = 0"},
	} {
		p := DefaultOvenMemoryParams()
		tt.change(&p)
		_, err := HTMOven(p).Scores(context.Background(), byHand(1, 2, 3))
		complain(t, err, tt.want)
	}
	if _, err := HTMOven(DefaultOvenMemoryParams()).Scores(context.Background(), byHand(1, math.NaN())); err == nil || !strings.Contains(err.Error(), "row 1: ") {
		t.Errorf("NaN gives %v", err)
	}
}

func TestOvenParams(t *testing.T) {
	if err := DefaultOvenParams().Validate(); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		change func(*OvenParams)
		want   string
	}{
		{func(p *OvenParams) { p.Oven.Interval = 0 }, "datasets: Interval = 0"},
		{func(p *OvenParams) { p.Detectors = nil }, "no Detectors"},
		{func(p *OvenParams) { p.Detectors[1].Name = "HTM" }, `Detectors[1] = "HTM", want a name of its own`},
		{func(p *OvenParams) { p.Detectors[1].Scores = nil }, `Detectors[1] = "fixed limits"`},
		{func(p *OvenParams) { p.CalibrateFrom = 4 }, "CalibrateFrom = 4 with Oven.FaultsFrom = 4"},
		{func(p *OvenParams) { p.Oven.FaultsFrom = 9 }, "Oven.FaultsFrom = 9 and Oven.Weeks = 8"},
		{func(p *OvenParams) { p.Margin = math.NaN() }, "Margin = NaN"},
		{func(p *OvenParams) { p.Slack, p.Quiet = -1, 0 }, "Slack = -1, Quiet = 0"},
		{func(p *OvenParams) { p.Novel, p.Silent = -1, 0 }, "Novel = -1, Silent = 0"},
	} {
		p := DefaultOvenParams()
		tt.change(&p)
		_, err := Oven(context.Background(), p, nil)
		complain(t, err, tt.want)
	}
}

// What a detector does wrong is an error with its name; an interrupt ends all of them.
func TestOvenDetectorsThatFail(t *testing.T) {
	p := DefaultOvenParams()
	p.Oven, p.CalibrateFrom = shortOven(), 1
	for want, scores := range map[string]func(context.Context, *datasets.Oven) ([]float64, error){
		`detector "bad": no`: func(context.Context, *datasets.Oven) ([]float64, error) { return nil, errors.New("no") },
		`detector "bad" returns 3 scores, want one for each of 10080 rows`: func(context.Context, *datasets.Oven) ([]float64, error) { return make([]float64, 3), nil },
		`detector "bad": the score of row 7 is no number`: func(_ context.Context, o *datasets.Oven) ([]float64, error) {
			s := make([]float64, len(o.Series.Rows))
			s[7] = math.NaN()
			return s, nil
		},
		"oh": func(context.Context, *datasets.Oven) ([]float64, error) { panic("oh") },
	} {
		p.Detectors = []OvenDetector{{Name: "bad", Scores: scores}}
		_, err := Oven(context.Background(), p, nil)
		complain(t, err, want)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	for _, d := range append(OvenBaselines()[5:], HTMOven(DefaultOvenMemoryParams())) {
		o, err := datasets.NewOven(p.Oven)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Scores(ctx, o); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", d.Name, err)
		}
	}
}

func ExampleOven() {
	p := DefaultOvenParams()
	p.Oven.Weeks, p.Oven.Recipes, p.Detectors = 4, p.Oven.Recipes[:3], OvenBaselines()[:1]
	result, err := Oven(context.Background(), p, nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(result.Table())
	// Output:
	// detector      told  faults found  false alarms a week  median delay (min)
	// fixed limits        3 of 5        0.000                18.00
}
