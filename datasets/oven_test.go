package datasets

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func ovenOf(t *testing.T, change func(*OvenParams)) *Oven {
	t.Helper()
	p := DefaultOvenParams()
	if change != nil {
		change(&p)
	}
	o, err := NewOven(p)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func clock(at time.Time) int { return at.Hour()*60 + at.Minute() }

// Bodies come on working days, in shifts, outside of breaks, one after the other; they are as hot as their
// recipes say; at night and on weekends the oven is cold.
func TestOvenRoutine(t *testing.T) {
	o := ovenOf(t, func(p *OvenParams) { p.Late, p.PerWeek = 0, 0 })
	p := o.Params
	if len(o.Series.Rows) != p.Weeks*7*24*20 || len(o.Series.Events) != 2 || len(o.Cycles) < 60*p.Weeks || len(o.Cycles) > 90*p.Weeks {
		t.Fatalf("%d rows, %d events, %d cycles", len(o.Series.Rows), len(o.Series.Events), len(o.Cycles))
	}
	free, lots := 0, 0
	for i, c := range o.Cycles {
		begin, end := o.Series.Rows[c.Row].Time, o.Series.Rows[c.Row+c.Rows].Time
		if begin.Weekday() == time.Saturday || begin.Weekday() == time.Sunday || clock(begin) < p.Open || clock(end) > p.Close+6 || end.Day() != begin.Day() {
			t.Errorf("cycle %d from %v to %v", i, begin, end)
		}
		for _, b := range p.Breaks {
			if at := clock(begin) - b.From; at >= p.Interval && at < b.Minutes {
				t.Errorf("cycle %d begins at %v, at %s", i, begin, b.Name)
			}
		}
		if i > 0 && c.Row < o.Cycles[i-1].Row+o.Cycles[i-1].Rows+1 {
			t.Errorf("cycle %d begins before the one before has ended", i)
		}
		if i > 0 && c.Recipe == o.Cycles[i-1].Recipe {
			lots++
		}
		hottest, target := 0.0, 0.0
		for _, phase := range p.Recipes[c.Recipe].Phases {
			target = math.Max(target, phase.Target)
		}
		for _, row := range o.Series.Rows[c.Row : c.Row+c.Rows] {
			hottest = math.Max(hottest, row.Value)
		}
		if math.Abs(hottest-target) > 6 { // offset .7 and noise .5, some four deviations of each
			t.Errorf("cycle %d, %s, is %v hot, want %v", i, p.Recipes[c.Recipe].Name, hottest, target)
		}
		if week := c.Row/(7*24*20) + 1; week < p.Recipes[c.Recipe].Week || c.Fault != "" {
			t.Errorf("cycle %d, %s, in week %d with fault %q", i, p.Recipes[c.Recipe].Name, week, c.Fault)
		}
	}
	// .6, and of the rest as many as there are recipes: about .73
	if share := float64(lots) / float64(len(o.Cycles)); math.Abs(share-.72) > .08 {
		t.Errorf("%.2f follow one of their kind", share)
	}
	for _, row := range o.Series.Rows {
		if day := row.Time.Weekday(); (day == time.Saturday || day == time.Sunday) && math.Abs(row.Value-p.Ambient) > 3 && clock(row.Time) > 5*60 {
			free++
		}
	}
	if free > 0 {
		t.Errorf("%d rows of weekends are not as cold as the hall", free)
	}
	for i, e := range o.Series.Events {
		at := slices.IndexFunc(o.Cycles, func(c OvenCycle) bool { return c.Recipe == 3+i })
		if c := o.Cycles[at]; e.Kind != NewRecipe || e.Row != c.Row || e.Rows != c.Rows || c.Example != 1 || !e.Time.Equal(o.Series.Rows[e.Row].Time) {
			t.Errorf("event %+v, first cycle of the recipe %+v", e, c)
		}
	}
}

// Recipes share the oven: without lots, each of three old ones has a third of it.
func TestOvenRecipesAreDrawnEvenly(t *testing.T) {
	o := ovenOf(t, func(p *OvenParams) { p.Lot, p.Weeks = 0, 5 })
	count := make([]float64, 5)
	for _, c := range o.Cycles {
		count[c.Recipe]++
		if int(count[c.Recipe]) != c.Example {
			t.Fatalf("cycle %+v is number %v of its recipe", c, count[c.Recipe])
		}
	}
	for i, n := range count {
		if want := []float64{1. / 3, 1. / 3, 1. / 3, 0, 0}[i]; math.Abs(n/float64(len(o.Cycles))-want) > .08 {
			t.Errorf("recipe %d has %.2f of the cycles, want %.2f", i, n/float64(len(o.Cycles)), want)
		}
	}
}

// Faults come when they should, to known recipes, equally often, with good cycles between them, and
// the labels lie within their cycles.
func TestOvenFaultsAreSpread(t *testing.T) {
	for seed := uint64(0); seed < 3; seed++ {
		o := ovenOf(t, func(p *OvenParams) { p.Seed = seed })
		count, before, spoilt := map[string]int{}, "", []OvenCycle{}
		for _, c := range o.Cycles {
			if c.Fault != "" {
				if count[c.Fault]++; before != "" || c.Example <= o.Params.Known || c.Row < 3*7*24*20 {
					t.Errorf("seed %d: fault in %+v, before it %q", seed, c, before)
				}
				if c.Fault == WrongOrder && len(o.Params.Recipes[c.Recipe].Phases) < 3 {
					t.Errorf("seed %d: wrong order of a recipe with one soak", seed)
				}
				spoilt = append(spoilt, c)
			}
			before = c.Fault
		}
		for _, kind := range OvenFaults() {
			if count[kind] < 4 || count[kind] > 5 { // 30 places, of which the last may wait too long
				t.Errorf("seed %d: %s comes %d times", seed, kind, count[kind])
			}
		}
		for _, e := range o.Series.Events {
			if e.Kind == NewRecipe {
				continue
			}
			if c := spoilt[0]; e.Kind != c.Fault || e.Row < c.Row || e.Row+e.Rows > c.Row+c.Rows+1 || e.Label != c.Fault+": "+o.Params.Recipes[c.Recipe].Name {
				t.Errorf("seed %d: event %+v of cycle %+v", seed, e, c)
			}
			spoilt = spoilt[1:]
		}
		if len(spoilt) > 0 {
			t.Errorf("seed %d: %d faults have no event", seed, len(spoilt))
		}
	}
}

// Up to its first fault an oven is bit for bit the same as one without faults. From there on the
// difference is what the fault's name says.
func TestOvenFaultsDoWhatTheySay(t *testing.T) {
	for _, kind := range OvenFaults() {
		for _, severity := range []float64{1, .7} {
			change := func(p *OvenParams) { p.Faults, p.Weeks, p.Severity = []string{kind}, 4, severity }
			bad, good := ovenOf(t, change), ovenOf(t, func(p *OvenParams) { change(p); p.PerWeek = 0 })
			e := bad.Series.Events[0]
			at := slices.IndexFunc(bad.Cycles, func(c OvenCycle) bool { return c.Fault != "" })
			c, was := bad.Cycles[at], good.Cycles[at]
			x, y := bad.Series.Values(), good.Series.Values()
			if !slices.Equal(x[:e.Row], y[:e.Row]) || c.Row != was.Row {
				t.Errorf("%s: another series before the fault", kind)
			}
			lowest, highest, hot, still := 0.0, 0.0, 0.0, true // differences; the good one's maximum
			for i := e.Row; i < c.Row+min(c.Rows, was.Rows); i++ {
				lowest, highest, hot = math.Min(lowest, x[i]-y[i]), math.Max(highest, x[i]-y[i]), math.Max(hot, y[i])
				still = still && x[i] == x[e.Row]
			}
			ok := false
			switch kind {
			case WeakHeater: // behind on the way up; in the mild case only a little
				ok = lowest < -2 && highest < 12 && (severity < 1 || lowest < -20)
			case OpenDoor:
				ok = lowest < -5 && (severity < 1 || lowest < -20) && math.Abs(highest) < 3 && e.Rows <= 3 && math.Abs(x[c.Row+c.Rows-1]-y[c.Row+c.Rows-1]) < .1
			case StuckValue:
				ok = still && e.Row+e.Rows == c.Row+c.Rows
			case WrongOrder: // the hotter soak came first
				ok = highest > 40 && lowest < -40
			case Overheated:
				ok = highest > 15*severity && highest < 25*severity && lowest > -3
			case CutShort: // 21 minutes, of which about a half, and a fifth if milder, are missing
				ok = float64(was.Rows-c.Rows)*3 > 21*.5*severity && float64(was.Rows-c.Rows)*3 < 21*.75*severity+3 && lowest < -20
			}
			if !ok || e.Kind != kind {
				t.Errorf("%s, severity %v: differs by %.1f to %.1f °C, %d rows instead of %d, %+v", kind, severity, lowest, highest, c.Rows, was.Rows, e)
			}
		}
	}
}

// Each number of an oven is heeded: by hand, from the equation at NewOven.
func TestOvenPhysics(t *testing.T) {
	calm := func(p *OvenParams) {
		p.Noise, p.Offset, p.Jitter, p.Late, p.PerWeek, p.Weeks, p.Interval = 0, 0, 0, 0, 0, 1, 1
	}
	slope := func(o *Oven, from, to int) (least, most float64) {
		x := o.Series.Values()
		least, most = math.Inf(1), math.Inf(-1)
		for i := from + 1; i < to; i++ {
			least, most = math.Min(least, x[i]-x[i-1]), math.Max(most, x[i]-x[i-1])
		}
		return least, most
	}
	o := ovenOf(t, calm)
	x, warm := o.Series.Values(), o.Params.Open-o.Params.WarmUp
	if x[warm-1] != 20 || x[warm] <= 20 {
		t.Errorf("before and at the beginning of warming up: %v, %v °C", x[warm-1], x[warm])
	}
	if _, most := slope(o, 0, 1440); most > 14 || most < 10 {
		t.Errorf("rises by %v °C a minute, want at most Power = 14, and that from cold to waiting", most)
	}
	if least, _ := slope(o, 0, 1440); least < -12 {
		t.Errorf("falls by %v °C a minute, want at most Fan = 12", least)
	}
	// in the night, from the waiting temperature, air - Ambient falls by 1/40 a minute
	night := 22*60 + 10
	if before, after := x[night]-20, x[night+60]-20; math.Abs(after/before-math.Pow(1-1./40, 60)) > .01 {
		t.Errorf("an hour of the night leaves %v of %v", after, before)
	}
	weak := ovenOf(t, func(p *OvenParams) { calm(p); p.Power = 5 })
	if _, most := slope(weak, 0, 1440); most > 5 {
		t.Errorf("rises by %v °C a minute with Power = 5", most)
	}
	slow := ovenOf(t, func(p *OvenParams) { calm(p); p.Fan = 2 })
	if least, _ := slope(slow, 0, 1320); least < -2 {
		t.Errorf("falls by %v °C a minute with Fan = 2", least)
	}
	sluggish := ovenOf(t, func(p *OvenParams) { calm(p); p.Lag = 6 })
	if a, b := sluggish.Series.Values()[warm+5], x[warm+5]; a >= b {
		t.Errorf("five minutes after it is switched on: %v °C with a lag of 6, %v with 2", a, b)
	}
	if early := ovenOf(t, func(p *OvenParams) { calm(p); p.WarmUp = 60 }); early.Series.Values()[warm-1] < 50 {
		t.Errorf("cold although warmed up for an hour")
	}
	// pauses of 4 to 8 minutes between bodies that follow each other at once
	for i := 1; i < len(o.Cycles); i++ {
		gap := o.Cycles[i].Row - o.Cycles[i-1].Row - o.Cycles[i-1].Rows
		if gap < 4 || gap > 60 && o.Series.Rows[o.Cycles[i].Row].Time.Day() == o.Series.Rows[o.Cycles[i-1].Row].Time.Day() {
			t.Errorf("a pause of %d minutes", gap)
		}
	}
	if lazy := ovenOf(t, func(p *OvenParams) { calm(p); p.Pause = 30 }); len(lazy.Cycles) > len(o.Cycles)*3/4 {
		t.Errorf("%d cycles with long pauses, %d with short ones", len(lazy.Cycles), len(o.Cycles))
	}
}

func TestOvenParams(t *testing.T) {
	for _, tt := range []struct {
		change func(*OvenParams)
		want   string
	}{
		{func(p *OvenParams) { p.Recipes = nil }, "no recipe of week 1"},
		{func(p *OvenParams) { p.Recipes = []OvenRecipe{{"", nil, 0}} }, `Recipes[0] = "" with 0 Phases|Recipes[0].Week = 0|no recipe of week 1`},
		{func(p *OvenParams) { p.Recipes[0].Phases = []OvenPhase{{2000, 5, 5}} }, "Recipes[0].Phases[0] = {2000 5 5}"},
		{func(p *OvenParams) { p.Recipes[0].Phases = []OvenPhase{{math.NaN(), 5, 5}} }, "Recipes[0].Phases[0] = {NaN 5 5}"},
		{func(p *OvenParams) { p.Recipes[0].Phases = []OvenPhase{{100, .5, 5}} }, "Recipes[0].Phases[0] = {100 0.5 5}"},
		{func(p *OvenParams) { p.Recipes[0].Phases = []OvenPhase{{100, 5, 2000}} }, "Recipes[0] takes 2005 minutes"},
		{func(p *OvenParams) { p.Weeks, p.Interval = 0, 61 }, "Weeks = 0|Interval = 61"},
		{func(p *OvenParams) { p.Open, p.Close = 1200, 600 }, "WarmUp = 30, Open = 1200, Close = 600"},
		{func(p *OvenParams) { p.Breaks = []OvenBreak{{"never", -1, 0}} }, "Breaks[0] = {never -1 0}"},
		{func(p *OvenParams) { p.Late, p.Lot, p.Pause = 61, 1.1, 0 }, "Late = 61|Lot = 1.1|Pause = 0"},
		{func(p *OvenParams) { p.Ambient = 70 }, "Ambient = 70, StandBy = 60"},
		{func(p *OvenParams) { p.Power, p.Loss, p.Fan, p.Lag = 0, 9, 0, .5 }, "Power = 0|Loss = 9|Fan = 0|Lag = 0.5"},
		{func(p *OvenParams) { p.Jitter, p.Offset, p.Noise = .2, -1, math.NaN() }, "Jitter = 0.2|Offset = -1|Noise = NaN"},
		{func(p *OvenParams) { p.Faults = []string{"fire"} }, `Faults[0] = "fire", want one of ["weak heater"`},
		{func(p *OvenParams) { p.FaultsFrom, p.PerWeek, p.Severity, p.Known = 0, -1, 0, -1 }, "FaultsFrom = 0|PerWeek = -1|Severity = 0|Known = -1"},
	} {
		p := DefaultOvenParams()
		tt.change(&p)
		_, err := NewOven(p)
		for _, want := range strings.Split(tt.want, "|") {
			if err == nil || !strings.Contains(err.Error(), "datasets: "+want) {
				t.Errorf("error\n%v\nwant in it datasets: %s", err, want)
			}
		}
	}
	if err := DefaultOvenParams().Validate(); err != nil {
		t.Error(err)
	}
}

func ExampleNewOven() {
	p := DefaultOvenParams()
	p.Weeks, p.PerWeek = 4, 2
	oven, err := NewOven(p)
	if err != nil {
		panic(err)
	}
	fmt.Print(oven.Series)
	fmt.Println(len(oven.Cycles), "cycles")
	// Output:
	// Paint oven, generated (seed 42)
	//   13440 rows, 2024-01-01 00:00 to 2024-01-28 23:57
	//   18.3 to 182.4 °C, mean 66.72
	//   source: generated by NewOven, seed 42 (generated: none needed)
	//   row 10349, 2024-01-22 13:27, 19 rows: weak heater: electrocoat
	//   row 11904, 2024-01-25 19:12, 6 rows: cut short: electrocoat
	// 296 cycles
}

// No parameter is ignored: another value gives other temperatures or labels.
func TestOvenEveryParameterMatters(t *testing.T) {
	short := func(p *OvenParams) { p.Weeks, p.FaultsFrom, p.Known = 3, 2, 5; p.Recipes[3].Week = 3 }
	written := func(o *Oven) string { return fmt.Sprint(o.Series.Values(), o.Series.Events, o.Cycles) }
	was, changed := written(ovenOf(t, short)), map[string]bool{}
	for name, change := range map[string]func(*OvenParams){
		"Recipes":    func(p *OvenParams) { p.Recipes[0].Phases[0].Target++ },
		"Weeks":      func(p *OvenParams) { p.Weeks = 2 },
		"Interval":   func(p *OvenParams) { p.Interval = 4 },
		"Open":       func(p *OvenParams) { p.Open = 420 },
		"Close":      func(p *OvenParams) { p.Close = 1200 },
		"WarmUp":     func(p *OvenParams) { p.WarmUp = 20 },
		"Breaks":     func(p *OvenParams) { p.Breaks = p.Breaks[1:] },
		"Late":       func(p *OvenParams) { p.Late = 10 },
		"Lot":        func(p *OvenParams) { p.Lot = .1 },
		"Pause":      func(p *OvenParams) { p.Pause = 5 },
		"Ambient":    func(p *OvenParams) { p.Ambient = 25 },
		"StandBy":    func(p *OvenParams) { p.StandBy = 50 },
		"Power":      func(p *OvenParams) { p.Power = 9 },
		"Loss":       func(p *OvenParams) { p.Loss = 60 },
		"Fan":        func(p *OvenParams) { p.Fan = 6 },
		"Lag":        func(p *OvenParams) { p.Lag = 3 },
		"Jitter":     func(p *OvenParams) { p.Jitter = .01 },
		"Offset":     func(p *OvenParams) { p.Offset = .1 },
		"Noise":      func(p *OvenParams) { p.Noise = .1 },
		"Faults":     func(p *OvenParams) { p.Faults = p.Faults[:1] },
		"FaultsFrom": func(p *OvenParams) { p.FaultsFrom = 3 },
		"PerWeek":    func(p *OvenParams) { p.PerWeek = 3 },
		"Severity":   func(p *OvenParams) { p.Severity = .5 },
		"Known":      func(p *OvenParams) { p.Known = 25 },
		"Seed":       func(p *OvenParams) { p.Seed = 1 },
	} {
		changed[name] = true
		if written(ovenOf(t, func(p *OvenParams) { short(p); change(p) })) == was {
			t.Errorf("%s changes nothing", name)
		}
	}
	for _, f := range reflect.VisibleFields(reflect.TypeOf(OvenParams{})) {
		if !changed[f.Name] {
			t.Errorf("%s has no row here", f.Name)
		}
	}
}
