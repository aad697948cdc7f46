package main

import (
	"fmt"
	"runtime"
	"time"

	"gohtm/htm/internal/conventions"
)

// task is one line of the table: a stream and what it is shown to.
type task struct {
	name  string  // unique
	curve string  // of a scaling figure, or empty
	x     float64 // place on the curve

	published float64          // htm.core's processor time, µs a step; 0 if there is none
	hash      conventions.Hash // that must come out; 0 if none is known

	// steady work costs the same again and again: it is made once and its steps are
	// timed several times. once is for what takes too long for that. wall is for
	// work of several threads: the time that passes.
	steady, once, wall bool

	// make makes a fresh trial. It calls begin when its stream is there, right
	// before it makes what the stream is shown to: memory is counted from then on.
	make func(begin func()) (*trial, error)
}

// trial is a task that is ready to run.
type trial struct {
	warm, steps int // steps before the clock runs, and timed ones
	// step does step i, from 0, the warm ones included. It can go on behind the last.
	step     func(i int)
	bits     func(dst []int) []int // appends what is hashed after each timed step; nil: nothing
	synapses func() int            // nil: there are none
	warmed   func()                // called after the warm steps, if not nil
	check    func() error          // at the end, if not nil
	perStep  int                   // units of which a step is made, rows of several models; 0 means 1

	// plain, if not nil, does the first plainSteps steps of a trial without warm
	// ones with the slow reference.
	plainSteps int
	plain      func(steps int) (took time.Duration, hash conventions.Hash, err error)
}

// result is what came out of a task.
type result struct {
	Name      string
	Curve     string
	X         float64
	Micros    float64 // µs a step, the least of all runs
	Cost      float64 // the same in increments of a counter: see increment
	Reference float64 // times as fast as the reference; 0: not compared
	HtmCore   float64 // times as fast as htm.core was; 0: not compared
	Bytes     float64 // of memory for each synapse; 0: not counted
	Allocs    float64 // allocations a step
	Synapses  int
	Hash      conventions.Hash
}

// runs collects the runs of one task.
type runs struct {
	task
	result
	least, leastPrefix time.Duration // of all timed steps, and of the reference's
	plain              time.Duration // of the reference
	steps              int
	seen               int
}

// run makes and runs the task once more; times says how often steady work is
// timed. In the first run memory, allocations and the reference are looked at.
func (r *runs) run(times int) error {
	if r.seen > 0 && (r.steady || r.once) {
		return nil
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	first := r.seen == 0
	r.seen++
	var empty uint64
	t, err := r.make(func() {
		if first {
			empty = heap()
		}
	})
	if err != nil {
		return fmt.Errorf("%s: %w", r.task.name, err)
	}
	for i := 0; i < t.warm; i++ {
		t.step(i)
	}
	if t.warmed != nil {
		t.warmed()
	}
	r.steps = t.steps * max(1, t.perStep)
	from := t.warm
	if !r.steady {
		times = 1
	}
	for n := 0; n < times; n++ {
		runtime.GC()
		hash := conventions.NewHash()
		prefix := r.time(t, from, from+t.plainSteps, &hash)
		prefixHash := hash
		total := prefix + r.time(t, from+t.plainSteps, from+t.steps, &hash)
		from += t.steps
		least(&r.least, total)
		least(&r.leastPrefix, prefix)
		if n > 0 {
			continue
		}
		if r.task.hash != 0 && hash != r.task.hash {
			return fmt.Errorf("%s: hash = %016x, want %016x as published", r.task.name, uint64(hash), uint64(r.task.hash))
		}
		if !first && hash != r.result.Hash {
			return fmt.Errorf("%s: hash = %016x, want %016x as in the first run", r.task.name, uint64(hash), uint64(r.result.Hash))
		}
		r.result.Hash = hash
		if first && t.plainSteps > 0 {
			if err := r.compare(t, prefixHash); err != nil {
				return err
			}
		}
	}
	if t.check != nil {
		if err := t.check(); err != nil {
			return fmt.Errorf("%s: %w", r.task.name, err)
		}
	}
	if first {
		if t.synapses != nil {
			r.Synapses = t.synapses()
			r.Bytes = float64(heap()-empty) / float64(max(1, r.Synapses))
		}
		r.Allocs = allocations(t, from)
	}
	runtime.KeepAlive(t)
	return nil
}

// time runs steps and hashes what is active after each, outside of the time.
func (r *runs) time(t *trial, from, to int, hash *conventions.Hash) (took time.Duration) {
	const pass = 100
	clock := threadTime
	if r.wall {
		clock = func() time.Duration { return time.Since(begun) }
	}
	for ; from < to; from = min(from+pass, to) {
		buffer = buffer[:0]
		before := clock()
		for i := from; i < min(from+pass, to); i++ {
			t.step(i)
			if t.bits != nil {
				buffer = t.bits(buffer)
			}
		}
		took += clock() - before
		hash.Add(buffer)
	}
	return took
}

var (
	begun  = time.Now()
	buffer = make([]int, 0, 1<<18) // of active bits, kept so that no step waits for it
)

// compare runs the reference; other bits than those of the shipped code are an error.
func (r *runs) compare(t *trial, want conventions.Hash) error {
	took, hash, err := t.plain(t.plainSteps)
	if err != nil {
		return fmt.Errorf("%s: the reference: %w", r.task.name, err)
	}
	if hash != want {
		return fmt.Errorf("%s: the reference does other work: hash %016x after %d steps, want %016x", r.task.name, uint64(hash), t.plainSteps, uint64(want))
	}
	r.plain = took
	return nil
}

// finish works out the ratios; increment is the time of one.
func (r *runs) finish(increment float64) result {
	done := r.result
	done.Name, done.Curve, done.X = r.task.name, r.task.curve, r.task.x
	done.Micros = float64(r.least.Nanoseconds()) / 1e3 / float64(r.steps)
	done.Cost = done.Micros / increment
	if r.published > 0 {
		done.HtmCore = r.published / done.Micros
	}
	if r.plain > 0 {
		done.Reference = float64(r.plain) / float64(r.leastPrefix)
	}
	return done
}

func least(d *time.Duration, other time.Duration) {
	if *d == 0 || other < *d {
		*d = other
	}
}

// heap returns the bytes in use, after two collections: the first one leaves what
// finalizers and pools still hold.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// allocations returns those of a step, over some more steps.
func allocations(t *trial, from int) float64 {
	n := min(100, t.steps)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := from; i < from+n; i++ {
		t.step(i)
	}
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs-before.Mallocs) / float64(n*max(1, t.perStep))
}

// increment returns the µs of one increment of a counter of four bytes that a list
// names, in 16 KB that stay near the processor: what work is counted in, so that
// figures from different machines can be compared.
func increment() float64 {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	counters, list := make([]uint32, 4096), make([]uint16, 1<<20)
	x := uint64(1)
	for i := range list {
		x = x*6364136223846793005 + 1442695040888963407
		list[i] = uint16(x>>33) % uint16(len(counters))
	}
	var best time.Duration
	for n := 0; n < 20; n++ {
		before := threadTime()
		for _, i := range list {
			counters[i&4095]++
		}
		least(&best, threadTime()-before)
	}
	runtime.KeepAlive(counters)
	return float64(best.Nanoseconds()) / 1e3 / float64(len(list))
}
