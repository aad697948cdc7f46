package model

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// Job is one run of RunEach: a model of its own, made from Params, over Rows.
type Job struct {
	Params Params  // of a model that is made for this job
	Rows   []Input // only read: several jobs may share them
}

// Jobs returns a job for each of the params, all over the same rows.
func Jobs(params []Params, rows []Input) []Job {
	jobs := make([]Job, len(params))
	for i, p := range params {
		jobs[i] = Job{Params: p, Rows: rows}
	}
	return jobs
}

// RunEach runs every job on a model of its own: seeds, parameter sets and streams
// side by side, as many at once as there are processors (runtime.GOMAXPROCS). The
// records do not depend on how many that is. A model exists only while it runs.
//
// progress, if not nil, is told of the rows of all jobs together, from one
// goroutine at a time. When ctx ends, or rows are refused, the records so far are
// returned with an error that names each job that did not come to its end; a
// refused row stops its own job alone. Params that are out of range are an error
// before anything runs. A panic, of a function typed into a cell for instance,
// stops all jobs and comes up in the caller's goroutine.
func RunEach(ctx context.Context, jobs []Job, progress func(done, total int)) ([][]Record, error) {
	var err error
	total := 0
	for i, job := range jobs {
		total += len(job.Rows)
		if bad := job.Params.Validate(); bad != nil {
			err = errors.Join(err, fmt.Errorf("model: job %d: %w", i, bad))
		}
	}
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	e := each{jobs: jobs, total: total, progress: progress, stop: stop,
		records: make([][]Record, len(jobs)), errs: make([]error, len(jobs))}
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		workers.Go(func() { e.work(ctx) })
	}
	workers.Wait()
	if e.panicked {
		panic(e.panic) // where a notebook can catch it
	}
	for i, failed := range e.errs {
		if failed != nil {
			err = errors.Join(err, fmt.Errorf("model: job %d: %w", i, failed))
		}
	}
	return e.records, err
}

// each is what the workers of a RunEach share. A job's records and error are
// written by the worker that took it.
type each struct {
	jobs    []Job
	next    atomic.Int64 // the first job that no worker has taken
	records [][]Record
	errs    []error
	stop    func()

	mu       sync.Mutex // of what follows
	progress func(done, total int)
	done     int // rows, of all jobs
	total    int
	panicked bool
	panic    interface{} // the first one
}

// work takes one job after another, in order, until none is left.
func (e *each) work(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			e.stop()
			e.mu.Lock()
			defer e.mu.Unlock()
			if !e.panicked {
				e.panicked, e.panic = true, p
			}
		}
	}()
	for {
		i := int(e.next.Add(1)) - 1
		if i >= len(e.jobs) {
			return
		}
		e.records[i], e.errs[i] = e.run(ctx, e.jobs[i])
	}
}

func (e *each) run(ctx context.Context, job Job) ([]Record, error) {
	if err := ctx.Err(); err != nil { // before a model is made in vain
		return nil, fmt.Errorf("model: stopped after 0 of %d rows: %w", len(job.Rows), err)
	}
	m, err := New(job.Params)
	if err != nil {
		return nil, err
	}
	return m.Run(ctx, job.Rows, e.tick)
}

func (e *each) tick(int, int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.done++; e.progress != nil {
		e.progress(e.done, e.total)
	}
}
