package experiment

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Comparison is what Compare returns: a Cell for each task and variant.
type Comparison struct {
	Variants []Variant // the first is the baseline
	Tasks    []Task
	Seeds    []uint64
	Cells    [][]Cell // by task and variant
}

// Cell is a variant on a task.
type Cell struct {
	Task, Variant string
	// Untouched tells that the variant changes nothing that the task uses; it was not run.
	Untouched bool
	Runs      []Run   // by seed; where there is none, its Score is NaN
	Errs      []error // by seed: why there is none, nil also if Compare was stopped before
}

func noRun() Run { return Run{Score: math.NaN()} }

func newComparison(variants []Variant, tasks []Task, seeds []uint64) Comparison {
	c := Comparison{Variants: variants, Tasks: tasks, Seeds: seeds}
	for _, t := range tasks {
		var row []Cell
		for _, v := range variants {
			cell := Cell{Task: t.Name, Variant: v.Name, Errs: make([]error, len(seeds))}
			for range seeds {
				cell.Runs = append(cell.Runs, noRun())
			}
			// The baseline is run in any case: the others are compared with it.
			cell.Untouched = !v.touches(t.Pooler, t.Memory) && len(row) > 0
			row = append(row, cell)
		}
		c.Cells = append(c.Cells, row)
	}
	return c
}

// Cell returns a variant on a task. It panics if there is none of that name.
func (c Comparison) Cell(task, variant string) Cell {
	t := c.task(task)
	for v := range c.Variants {
		if c.Variants[v].Name == variant {
			return c.Cells[t][v]
		}
	}
	panic(fmt.Sprintf("experiment: no variant %q, want one of the comparison's", variant))
}

// task returns the place of a task.
func (c Comparison) task(name string) int {
	for t := range c.Tasks {
		if c.Tasks[t].Name == name {
			return t
		}
	}
	panic(fmt.Sprintf("experiment: no task %q, want one of the comparison's", name))
}

// Estimate is a mean over seeds.
type Estimate struct {
	Mean   float64 // NaN if there is no run
	Spread float64 // standard deviation over the seeds; NaN of fewer than two
	Error  float64 // standard error of the mean, Spread / √Count
	Count  int     // seeds
}

func estimate(numbers []float64) Estimate {
	e := Estimate{Mean: mean(numbers), Spread: deviation(numbers), Count: len(numbers)}
	e.Error = e.Spread / math.Sqrt(float64(e.Count))
	return e
}

// Clear tells whether the mean is clearly not 0: beyond what seeds alone would
// give in one of twenty cases, by Student's t test with both sides. Of many
// comparisons some are clear by chance. Fewer than two seeds are never clear.
//
//	|Mean| > t(.975, Count - 1) Error
func (e Estimate) Clear() bool {
	if e.Count < 2 {
		return false
	}
	t := distuv.StudentsT{Sigma: 1, Nu: float64(e.Count - 1)}
	return math.Abs(e.Mean) > t.Quantile(.975)*e.Error
}

// String writes "0.482 ± 0.011", the mean and the standard error.
func (e Estimate) String() string {
	switch {
	case e.Count == 0:
		return "–"
	case math.IsNaN(e.Error):
		return number(e.Mean)
	}
	return number(e.Mean) + " ± " + number(e.Error)
}

// number writes three digits behind the point, fewer of large numbers.
func number(x float64) string {
	decimals := 3
	for size := math.Abs(x); size >= 10 && decimals > 1; size /= 10 {
		decimals--
	}
	return fmt.Sprintf("%.*f", decimals, x)
}

// Score returns the mean score of a variant on a task, of the seeds that have a run.
func (c Comparison) Score(task, variant string) Estimate {
	return estimate(c.Cell(task, variant).scores())
}

func (cell Cell) scores() (scores []float64) {
	for _, run := range cell.Runs {
		if !math.IsNaN(run.Score) {
			scores = append(scores, run.Score)
		}
	}
	return scores
}

// Difference returns by how much the score of a variant exceeds that of the
// baseline, seed by seed: pairs with the same seed see the same stream, so that
// what seeds differ by falls out. Error is the standard error of the mean difference.
func (c Comparison) Difference(task, variant string) Estimate {
	baseline, cell := c.Cells[c.task(task)][0], c.Cell(task, variant)
	var differences []float64
	for s := range c.Seeds {
		if d := cell.Runs[s].Score - baseline.Runs[s].Score; !math.IsNaN(d) {
			differences = append(differences, d)
		}
	}
	return estimate(differences)
}

// Metric returns the mean of a metric of a variant on a task. It panics if the runs
// have none of that name.
func (c Comparison) Metric(task, variant, name string) Estimate {
	var values []float64
	for _, run := range c.Cell(task, variant).Runs {
		if math.IsNaN(run.Score) {
			continue
		}
		value, found := math.NaN(), false
		for _, m := range run.Metrics {
			if m.Name == name {
				value, found = m.Value, true
			}
		}
		if !found {
			panic(fmt.Sprintf("experiment: %q has no metric %q, want one of its runs'", task, name))
		}
		values = append(values, value)
	}
	return estimate(values)
}
