package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"gohtm/datasets"
)

// project is the tree of the module and the claims that are made in it.
type project struct {
	root   string
	claims []claim
}

// job is a run that is asked for.
type job struct {
	claim claim
	seed  uint64
	key   string
}

func (j job) String() string {
	if j.seed == 0 {
		return j.claim.name
	}
	return fmt.Sprintf("%s, seed %d", j.claim.name, j.seed)
}

// jobs returns the runs of the claims with such a name, with all their seeds or the
// first ones only.
func (p project) jobs(name *regexp.Regexp, seeds int) (jobs []job, err error) {
	code := newSources(os.DirFS(p.root))
	for _, c := range p.claims {
		if !name.MatchString(c.name) {
			continue
		}
		fingerprint, err := code.fingerprint(c.name)
		if err != nil {
			return nil, err
		}
		first, last := 1, c.seeds
		if c.seeds == 0 {
			first = 0
		} else if seeds > 0 {
			last = min(seeds, last)
		}
		for seed := first; seed <= last; seed++ {
			jobs = append(jobs, job{c, uint64(seed), keyOf(c.name, uint64(seed), fingerprint)})
		}
	}
	if len(jobs) == 0 {
		return nil, fmt.Errorf("no claim is called %q: -list has their names", name)
	}
	return jobs, nil
}

// list prints the claims, how many runs they have, and how many of these are kept.
func (p project) list(out io.Writer, jobs []job) error {
	runs, done := map[string]int{}, map[string]int{}
	minutes := 0.0
	for _, j := range jobs {
		runs[j.claim.name]++
		if _, ok := p.recall(j); ok {
			done[j.claim.name]++
		} else {
			minutes += j.claim.cost
		}
	}
	for _, c := range p.claims {
		if n := runs[c.name]; n > 0 {
			fmt.Fprintf(out, "%-16s %2d of %2d runs kept   %s\n", c.name, done[c.name], n, c.title)
		}
	}
	_, err := fmt.Fprintf(out, "to run: about %.0f minutes of a processor\n", minutes)
	return err
}

// work runs the jobs that are not kept, all of them if again, and returns all results by claim,
// in the order of their seeds. Claims whose data are not at hand are left out.
func (p project) work(ctx context.Context, jobs []job, again bool, log io.Writer) (map[string][]result, error) {
	done := map[string]result{} // by key
	var open []job
	for _, j := range jobs {
		if r, ok := p.recall(j); ok && !again {
			done[j.key] = r
		} else {
			open = append(open, j)
		}
	}
	slices.SortStableFunc(open, func(a, b job) int { return cmp.Compare(b.claim.cost, a.claim.cost) })
	clock := newClock(open, log)
	fmt.Fprintf(log, "%d runs, %d of them kept, on %d processors\n", len(jobs), len(jobs)-len(open), runtime.GOMAXPROCS(0))
	stop := clock.tick()
	err := p.all(ctx, open, clock, done)
	stop()
	results, missing := map[string][]result{}, map[string]bool{}
	for _, j := range jobs {
		r, ok := done[j.key]
		missing[j.claim.name] = missing[j.claim.name] || !ok
		results[j.claim.name] = append(results[j.claim.name], r)
	}
	for name := range missing {
		if missing[name] {
			delete(results, name)
		}
	}
	return results, err
}

// all runs jobs on all processors and puts what they give into done. The first
// failure ends it; missing data don't.
func (p project) all(ctx context.Context, open []job, clock *clock, done map[string]result) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var mutex sync.Mutex
	var workers sync.WaitGroup
	queue := make(chan job)
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for j := range queue {
				r, err := p.one(ctx, j, clock)
				mutex.Lock()
				switch {
				case err == nil:
					done[j.key] = r
				case errors.Is(err, datasets.ErrUnavailable):
					first, _, _ := strings.Cut(err.Error(), "\n")
					clock.say("left out: %v: %s", j, first)
				default:
					stop(fmt.Errorf("%v: %w", j, err))
				}
				mutex.Unlock()
			}
		})
	}
	for _, j := range open {
		select {
		case queue <- j:
		case <-ctx.Done():
		}
	}
	close(queue)
	workers.Wait()
	return context.Cause(ctx)
}

// one does a run and keeps its result.
func (p project) one(ctx context.Context, j job, clock *clock) (r result, err error) {
	begun := time.Now()
	defer func() {
		if trouble := recover(); trouble != nil {
			err = fmt.Errorf("panic: %v", trouble)
		}
	}()
	r, err = j.claim.run(ctx, j.seed, func(done, total int) { clock.progress(j, done, total) })
	if err != nil {
		clock.progress(j, 1, 1)
		return r, err
	}
	r.Seed = j.seed
	if err := p.keep(j, r); err != nil {
		return r, err
	}
	clock.finished(j, time.Since(begun))
	// What is kept is what a later call gets, to the bit.
	if again, ok := p.recall(j); ok {
		return again, nil
	}
	return r, fmt.Errorf("%s: what was just written cannot be read", p.keptFile(j.key))
}
