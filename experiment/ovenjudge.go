package experiment

import (
	"fmt"
	"math"
	"slices"

	"gohtm/datasets"
)

// OvenVerdict says what a detector is worth.
type OvenVerdict struct {
	Name, Told string
	Scores     []float64 // of every row
	Threshold  float64
	Alarms     []OvenAlarm   // from the first week with faults on
	Faults     []OvenFound   // of every fault, in order
	Novelties  []OvenNovelty // of every new recipe
	FalseAWeek float64       // alarms of nothing
}

// OvenAlarm is a stretch of rows, from the first score above the threshold to the last.
type OvenAlarm struct {
	Row, Rows int
	Of        string // the kind of fault, datasets.NewRecipe, or empty for a false one
}

// OvenFound is whether a fault was.
type OvenFound struct {
	Kind  string
	Row   int // where it begins
	Found bool
	Delay float64 // minutes from there to the first score above the threshold; NaN if there is none
}

// OvenNovelty is what a detector makes of a new recipe.
type OvenNovelty struct {
	Recipe  string
	Alarmed []bool // of each of its cycles without a fault: whether there was a score above the threshold
	// Learned is how many of them came before Params.Silent ones in a row without: 0 if it never alarmed; -1 if
	// there was never silence.
	Learned int
}

func (n OvenNovelty) words() string {
	if n.Learned < 0 {
		return "never"
	}
	return fmt.Sprint(n.Learned)
}

// Found is how many faults were, of the given kinds, or of all.
func (v OvenVerdict) Found(kinds ...string) int {
	n := 0
	for _, f := range v.Faults {
		if f.Found && (len(kinds) == 0 || slices.Contains(kinds, f.Kind)) {
			n++
		}
	}
	return n
}

// Delay is the median delay in minutes of the faults that were found; NaN if none was.
func (v OvenVerdict) Delay() float64 {
	var delays []float64
	for _, f := range v.Faults {
		if f.Found {
			delays = append(delays, f.Delay)
		}
	}
	if len(delays) == 0 {
		return math.NaN()
	}
	slices.Sort(delays)
	return (delays[(len(delays)-1)/2] + delays[len(delays)/2]) / 2
}

// Judge says what scores are worth with any other threshold. It panics unless there is one
// for each row.
func (r OvenResult) Judge(scores []float64, threshold float64) OvenVerdict {
	if rows := len(r.Oven.Series.Rows); len(scores) != rows {
		panic(fmt.Sprintf("experiment: %d scores, want one for each of %d rows", len(scores), rows))
	}
	v := OvenVerdict{Scores: scores, Threshold: threshold, Alarms: r.alarms(scores, threshold)}
	for _, e := range r.Oven.Series.Events {
		if e.Kind == datasets.NewRecipe {
			continue
		}
		f := OvenFound{Kind: e.Kind, Row: e.Row, Delay: math.NaN()}
		until := min(e.Row+e.Rows+r.Params.Slack, len(scores))
		if i := above(scores[min(e.Row, until):until], threshold); i >= 0 {
			f.Found, f.Delay = true, float64(i*r.Params.Oven.Interval)
		}
		v.Faults = append(v.Faults, f)
	}
	for _, a := range v.Alarms {
		if a.Of == "" {
			v.FalseAWeek += 1 / float64(r.Params.Oven.Weeks-r.Params.Oven.FaultsFrom+1)
		}
	}
	for recipe, about := range r.Params.Oven.Recipes {
		if about.Week > 1 {
			v.Novelties = append(v.Novelties, r.novelty(recipe, scores, threshold))
		}
	}
	return v
}

// above is the first place with more than the threshold, or -1.
func above(scores []float64, threshold float64) int {
	return slices.IndexFunc(scores, func(x float64) bool { return x > threshold })
}

// alarms of the weeks with faults, and what each is of: rather a fault than a new recipe.
func (r OvenResult) alarms(scores []float64, threshold float64) (alarms []OvenAlarm) {
	for i := r.row(r.Params.Oven.FaultsFrom); i < len(scores); i++ {
		if scores[i] <= threshold {
			continue
		}
		n := len(alarms) - 1
		if n >= 0 && i-(alarms[n].Row+alarms[n].Rows) < r.Params.Quiet {
			alarms[n].Rows = i + 1 - alarms[n].Row
		} else {
			alarms = append(alarms, OvenAlarm{Row: i, Rows: 1})
		}
	}
	for n := range alarms {
		a := &alarms[n]
		touches := func(row, rows int) bool { return a.Row < row+rows+r.Params.Slack && row < a.Row+a.Rows }
		for _, c := range r.Oven.Cycles {
			if r.Params.Oven.Recipes[c.Recipe].Week > 1 && c.Example <= r.Params.Novel && touches(c.Row, c.Rows) {
				a.Of = datasets.NewRecipe
			}
		}
		for _, e := range r.Oven.Series.Events {
			if e.Kind != datasets.NewRecipe && touches(e.Row, e.Rows) {
				a.Of = e.Kind
			}
		}
	}
	return alarms
}

// novelty looks at the cycles of a new recipe, without those that had a fault.
func (r OvenResult) novelty(recipe int, scores []float64, threshold float64) OvenNovelty {
	n := OvenNovelty{Recipe: r.Params.Oven.Recipes[recipe].Name, Learned: -1}
	silent := 0
	for _, c := range r.Oven.Cycles {
		if c.Recipe != recipe || c.Fault != "" {
			continue
		}
		alarmed := above(scores[c.Row:c.Row+c.Rows], threshold) >= 0
		n.Alarmed = append(n.Alarmed, alarmed)
		if silent++; alarmed {
			silent = 0
		}
		if silent == r.Params.Silent && n.Learned < 0 {
			n.Learned = len(n.Alarmed) - silent
		}
	}
	return n
}

// TradeOff moves the threshold of a detector, as nobody can who does not know the labels: for so many thresholds
// from high to low, false alarms a week and the share of faults that are found; nothing if no body came.
func (r OvenResult) TradeOff(name string, points int) (falseAWeek, found []float64) {
	v := r.Verdict(name)
	var highs []float64 // of each cycle: where something changes
	for _, c := range r.Oven.Cycles {
		if c.Row >= r.row(r.Params.Oven.FaultsFrom) && c.Rows > 0 {
			highs = append(highs, slices.Max(v.Scores[c.Row:c.Row+c.Rows]))
		}
	}
	if len(highs) == 0 {
		return nil, nil
	}
	slices.Sort(highs)
	slices.Reverse(highs)
	for k := 0; k < points; k++ {
		// the higher half of the cycles, closer together at the top
		at := k * k * len(highs) / 2 / (points * points)
		j := r.Judge(v.Scores, highs[min(at, len(highs)-1)])
		falseAWeek = append(falseAWeek, j.FalseAWeek)
		found = append(found, float64(j.Found())/math.Max(1, float64(len(j.Faults))))
	}
	return falseAWeek, found
}
