package experiment

import (
	"context"
	"fmt"
	"math"

	"gohtm/datasets"
)

// OvenDetector scores the rows of an oven.
type OvenDetector struct {
	Name string
	Told string // what it is told besides the temperatures, or empty
	// Scores returns a number for each row, from that row and those before it: the greater, the
	// more unlike the past. It learns as it goes; the threshold is the business of Oven.
	Scores func(ctx context.Context, oven *datasets.Oven) ([]float64, error)
}

// OvenParams configures Oven: start from DefaultOvenParams.
type OvenParams struct {
	Oven      datasets.OvenParams
	Detectors []OvenDetector
	// CalibrateFrom is the first week, from 1, whose scores set the thresholds; the last one is that before the
	// faults begin. Before, detectors may learn in peace.
	CalibrateFrom int
	// Margin is the threshold, as a multiple of the highest score of those weeks: with 1
	// the detector would just have been silent then.
	Margin float64
	Slack  int // rows after the end of a fault, or of a new recipe's cycle, in which an alarm is still one of it
	Quiet  int // rows without a score above the threshold, after which an alarm is over
	Novel  int // how many cycles of a new recipe may alarm: for later ones it is a false alarm
	Silent int // how many cycles of a new recipe in a row without alarm count as learned
}

// DefaultOvenParams returns the oven of datasets.DefaultOvenParams, HTM and all baselines, a week of
// calibration, thresholds a quarter above its highest score, and half an hour of slack. Everything of it was
// chosen by looking at the ovens of seeds 1, 7 and 42: judge with others.
func DefaultOvenParams() OvenParams {
	return OvenParams{
		Oven:          datasets.DefaultOvenParams(),
		Detectors:     append([]OvenDetector{HTMOven(DefaultOvenMemoryParams())}, OvenBaselines()...),
		CalibrateFrom: 3, Margin: 1.25, Slack: 10, Quiet: 10, Novel: 15, Silent: 3,
	}
}

// Validate names every field that is out of range.
func (p OvenParams) Validate() error {
	var bad faults
	bad.part(p.Oven.Validate())
	bad.that(len(p.Detectors) > 0, "no Detectors, want one or more")
	names := map[string]bool{}
	for i, d := range p.Detectors {
		bad.that(d.Name != "" && !names[d.Name] && d.Scores != nil, "Detectors[%d] = %q, want a name of its own and Scores", i, d.Name)
		names[d.Name] = true
	}
	bad.that(p.CalibrateFrom > 0 && p.CalibrateFrom < p.Oven.FaultsFrom && p.Oven.FaultsFrom <= p.Oven.Weeks,
		"CalibrateFrom = %d with Oven.FaultsFrom = %d and Oven.Weeks = %d, want 0 < CalibrateFrom < FaultsFrom <= Weeks", p.CalibrateFrom, p.Oven.FaultsFrom, p.Oven.Weeks)
	bad.that(p.Margin > 0 && !math.IsInf(p.Margin, 1), "Margin = %v, want > 0 and finite", p.Margin)
	bad.that(p.Slack >= 0 && p.Quiet > 0, "Slack = %d, Quiet = %d, want >= 0 and > 0", p.Slack, p.Quiet)
	bad.that(p.Novel >= 0 && p.Silent > 0, "Novel = %d, Silent = %d, want >= 0 and > 0", p.Novel, p.Silent)
	return bad.err
}

// OvenResult is what Oven returns.
type OvenResult struct {
	Params   OvenParams
	Oven     *datasets.Oven
	Verdicts []OvenVerdict // of Params.Detectors
}

// Oven shows a paint oven to detectors, row by row, and judges their alarms by the labels that the generator has
// written. A detector sees two weeks of ordinary work, is calibrated on a third, and then meets
// faults and new recipes: it should find the faults, be silent otherwise, and learn a new recipe from a few
// examples. All of them are judged in the same way:
//
//	threshold = Margin * the highest score of the calibration weeks
//	alarm     = rows with scores > threshold, with fewer than Quiet others between them
//	found     = a score above the threshold from the first row of a fault until Slack rows after it
//	false     = an alarm that touches neither a fault nor one of the first Novel cycles of a new recipe
//
// Windows that end with the fault, and alarms that count once, are those of Lavin & Ahmad (2015), "Evaluating real-time
// anomaly detection algorithms: the Numenta anomaly benchmark", arXiv:1510.03336, without its weights. progress, if not
// nil, is told of the detectors. When ctx ends it returns an error and no result.
func Oven(ctx context.Context, p OvenParams, progress func(done, total int)) (OvenResult, error) {
	if err := p.Validate(); err != nil {
		return OvenResult{}, err
	}
	oven, err := datasets.NewOven(p.Oven)
	if err != nil {
		return OvenResult{}, err
	}
	r := OvenResult{Params: p, Oven: oven, Verdicts: make([]OvenVerdict, len(p.Detectors))}
	err = each(ctx, len(p.Detectors), progress, func(ctx context.Context, job int) error {
		d := p.Detectors[job]
		scores, err := d.Scores(ctx, oven)
		if err != nil {
			return fmt.Errorf("experiment: detector %q: %w", d.Name, err)
		}
		if len(scores) != len(oven.Series.Rows) {
			return fmt.Errorf("experiment: detector %q returns %d scores, want one for each of %d rows", d.Name, len(scores), len(oven.Series.Rows))
		}
		for i, x := range scores {
			if math.IsNaN(x) {
				return fmt.Errorf("experiment: detector %q: the score of row %d is no number", d.Name, i)
			}
		}
		v := r.Judge(scores, r.threshold(scores))
		v.Name, v.Told = d.Name, d.Told
		r.Verdicts[job] = v
		return nil
	})
	if err != nil {
		return OvenResult{}, err
	}
	return r, nil
}

// threshold is made from the scores of the calibration weeks.
func (r OvenResult) threshold(scores []float64) float64 {
	highest := 0.0
	for _, x := range scores[r.row(r.Params.CalibrateFrom):r.row(r.Params.Oven.FaultsFrom)] {
		highest = math.Max(highest, x)
	}
	return r.Params.Margin * highest
}

// row is the first one of a week, from 1.
func (r OvenResult) row(week int) int {
	minutes := (week - 1) * 7 * 24 * 60
	return min((minutes+r.Params.Oven.Interval-1)/r.Params.Oven.Interval, len(r.Oven.Series.Rows))
}

// Verdict returns the verdict on the detector of that name; it panics if there is none.
func (r OvenResult) Verdict(name string) OvenVerdict {
	for _, v := range r.Verdicts {
		if v.Name == name {
			return v
		}
	}
	panic(fmt.Sprintf("experiment: no detector %q, want one of Params.Detectors", name))
}

// Table returns a row for each detector: what it is told, how many faults it found, its false alarms a
// week, minutes from the beginning of a fault to its alarm (the median of those found), and of each new recipe
// how many examples alarmed before it was learned.
func (r OvenResult) Table() Rows {
	rows := Rows{Header: []string{"detector", "told", "faults found", "false alarms a week", "median delay (min)"}}
	for _, recipe := range r.Params.Oven.Recipes {
		if recipe.Week > 1 {
			rows.Header = append(rows.Header, "learned: "+recipe.Name)
		}
	}
	for _, v := range r.Verdicts {
		line := []interface{}{v.Name, v.Told, fmt.Sprintf("%d of %d", v.Found(), len(v.Faults)), v.FalseAWeek, nil}
		if v.Found() > 0 {
			line[4] = v.Delay()
		}
		for _, n := range v.Novelties {
			line = append(line, n.words())
		}
		rows.Rows = append(rows.Rows, line)
	}
	return rows
}
