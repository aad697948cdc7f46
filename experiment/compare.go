package experiment

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Compare runs every task on every variant with every seed, as many at once as there
// are processors (runtime.GOMAXPROCS); the results do not depend on how many that is.
// The first variant is the baseline, HTM's own as a rule. A variant that changes
// nothing that a task uses is not run on it: its Cell says so.
//
// progress, if not nil, is told of the steps of all runs together, and of the run that took
// the latest, from one goroutine at a time. Runs with the first seed come first. When
// ctx ends, the runs so far are returned with an error. A run that fails, or panics, as
// a function typed into a cell may, is an error that names variant, task and seed; all others
// come to their end. No context, variants, tasks or seeds, and names that are there twice,
// are errors before anything runs. If progress panics, everything stops, and the panic comes
// up in the caller's goroutine.
func Compare(ctx context.Context, variants []Variant, tasks []Task, seeds []uint64, progress func(done, total int, what string)) (Comparison, error) {
	if err := checkComparison(variants, tasks, seeds); err != nil {
		return Comparison{}, err
	}
	if ctx == nil {
		return Comparison{}, errors.New("experiment: a nil context, want one such as context.Background()")
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	c := comparison{ctx: ctx, stop: stop, progress: progress, Comparison: newComparison(variants, tasks, seeds)}
	for s, seed := range seeds {
		for t := range tasks {
			for v := range variants {
				if cell := &c.Cells[t][v]; !cell.Untouched {
					c.jobs = append(c.jobs, job{variants[v], tasks[t], seed, cell, s})
					c.total += tasks[t].steps()
				}
			}
		}
	}
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(c.jobs)) {
		workers.Go(c.work)
	}
	workers.Wait()
	if c.panicked {
		panic(c.panic) // where a notebook can catch it
	}
	return c.Comparison, c.err()
}

// checkComparison says what keeps a comparison from being one.
func checkComparison(variants []Variant, tasks []Task, seeds []uint64) error {
	var bad faults
	bad.that(len(variants) > 0 && len(tasks) > 0 && len(seeds) > 0,
		"%d variants, %d tasks and %d seeds, want one or more of each", len(variants), len(tasks), len(seeds))
	for i, v := range variants {
		bad.that(v.Name != "", "variant %d has no name, want one", i)
		bad.that(!slices.ContainsFunc(variants[:i], func(u Variant) bool { return u.Name == v.Name }), "variant %q is there twice, want unique names", v.Name)
	}
	for i, t := range tasks {
		bad.that(t.Name != "" && t.Run != nil, "task %d %q has no name or no Run, want both", i, t.Name)
		bad.that(!slices.ContainsFunc(tasks[:i], func(u Task) bool { return u.Name == t.Name }), "task %q is there twice, want unique names", t.Name)
	}
	for i, seed := range seeds {
		bad.that(!slices.Contains(seeds[:i], seed), "seed %d is there twice, want unique ones", seed)
	}
	return bad.err
}

// job is one run. Its cell's entries for the seed are written by the worker that took it.
type job struct {
	variant Variant
	task    Task
	seed    uint64
	cell    *Cell
	place   int // of the seed
}

func (j job) String() string {
	return fmt.Sprintf("%s: %s, seed %d", j.task.Name, j.variant.Name, j.seed)
}

// comparison is what the workers of a Compare share.
type comparison struct {
	Comparison
	ctx  context.Context
	stop func()
	jobs []job
	next atomic.Int64 // the first job that no worker has taken

	mu       sync.Mutex // of what follows
	progress func(done, total int, what string)
	done     int // steps, of all jobs
	total    int
	finished int // jobs that came to an end before ctx did
	panicked bool
	panic    interface{} // of progress
}

// work takes one job after another, in order, until none is left.
func (c *comparison) work() {
	for {
		i := int(c.next.Add(1)) - 1
		if i >= len(c.jobs) || c.ctx.Err() != nil {
			return
		}
		j, told := c.jobs[i], 0
		tick := func(done, total int) {
			c.tick(j, min(done, j.task.steps())-told)
			told = min(done, j.task.steps())
		}
		run, err := c.run(j, tick)
		if err != nil && c.ctx.Err() != nil {
			return // interrupted: neither a result nor a failure
		}
		j.cell.Runs[j.place], j.cell.Errs[j.place] = run, err
		tick(j.task.steps(), j.task.steps())
		c.mu.Lock()
		c.finished++
		c.mu.Unlock()
	}
}

// run does a job; what it panics with is its error.
func (c *comparison) run(j job, tick func(done, total int)) (run Run, err error) {
	run = noRun()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
		if err != nil {
			run, err = noRun(), fmt.Errorf("experiment: variant %q, task %q, seed %d: %w", j.variant.Name, j.task.Name, j.seed, err)
		}
	}()
	return j.task.Run(c.ctx, j.variant, j.seed, tick)
}

func (c *comparison) tick(j job, steps int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done += steps; c.progress == nil || steps <= 0 || c.panicked {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			c.panicked, c.panic = true, p
			c.stop()
		}
	}()
	c.progress(c.done, c.total, j.String())
}

// err joins what failed, and says what was not run.
func (c *comparison) err() error {
	var err error
	if c.ctx.Err() != nil && c.finished < len(c.jobs) {
		err = fmt.Errorf("experiment: stopped after %d of %d runs: %w", c.finished, len(c.jobs), c.ctx.Err())
	}
	for _, row := range c.Cells {
		for _, cell := range row {
			err = errors.Join(err, cell.err())
		}
	}
	return err
}

// err returns the first error of the cell, and says of how many others it is like.
func (cell Cell) err() error {
	var first error
	failed := 0
	for _, err := range cell.Errs {
		if err != nil {
			failed++
		}
		if first == nil {
			first = err
		}
	}
	if failed > 1 {
		return fmt.Errorf("%w (and %d more of its seeds)", first, failed-1)
	}
	return first
}

// steps of a run, at least 1.
func (t Task) steps() int { return max(1, t.Steps) }
