package experiment

import (
	"context"
	"errors"
	"fmt"
)

// Task is what every variant of a comparison has to do.
type Task struct {
	Name string // with the data: "hot gym, hourly: next hour"; unique in a comparison
	Unit string // of Score, "" for a share
	// Lower tells that a lower score is better, as of errors.
	Lower  bool
	XLabel string // of the curve: "elements"
	YLabel string
	// Steps is how many steps a run takes, the unit of progress.
	Steps int
	// Pooler and Memory say which layers the task has: a variant that changes neither is not run.
	Pooler, Memory bool
	// Marks are scores to compare with that no variant has an influence on: naive
	// baselines, ceilings, published values.
	Marks []Metric
	// Run does it once. All that is random comes from the seed; several goroutines
	// call it at the same time. progress is never nil; it stops soon after ctx ends.
	Run func(ctx context.Context, v Variant, seed uint64, progress func(done, total int)) (Run, error)
}

// Metric is a named number.
type Metric struct {
	Name  string
	Value float64
}

// Run is what came of a variant, a task and a seed.
type Run struct {
	Score   float64
	Metrics []Metric // what else was measured: the same names in the same order in every run of a task
	// Curve is how it came to that, at the places X, which are the same in every run of a task.
	X, Curve []float64
}

// faults gathers what is wrong with parameters, so that one error names every bad field.
type faults struct{ err error }

// that adds a complaint unless ok: "Elements = %d, want > 0".
func (f *faults) that(ok bool, format string, args ...any) {
	if !ok {
		f.err = errors.Join(f.err, fmt.Errorf("experiment: "+format, args...))
	}
}

// part adds what is wrong with the parameters of a part.
func (f *faults) part(err error) { f.err = errors.Join(f.err, err) }

// stopped is the error of a run that was interrupted.
func stopped(ctx context.Context, done, total int) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("experiment: stopped after %d of %d steps: %w", done, total, err)
	}
	return nil
}
