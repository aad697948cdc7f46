package experiment

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// run is a memory on the stream of a Setup.
type run struct {
	source source
	memory *temporal.Memory
}

func (s Setup) newRun(seed uint64, transmission *synapse.Transmission) (*run, error) {
	source, err := s.start(seed)
	if err != nil {
		return nil, err
	}
	params := s.Memory
	params.Seed, params.Transmission = seed, transmission
	memory, err := temporal.New(params)
	if err != nil {
		return nil, err
	}
	return &run{source, memory}, nil
}

// goOn makes it as if a memory in that state had seen so many elements.
func (r *run) goOn(state temporal.State, elements int) error {
	for range elements {
		r.source.next()
	}
	return r.memory.Restore(state)
}

func (r *run) steps(ctx context.Context, elements int, learn bool) error {
	for i := range elements {
		if err := stopped(ctx, i, elements); err != nil {
			return err
		}
		r.memory.Step(r.source.next().input, learn)
	}
	return nil
}

// score is what test measures: means over the elements that are scored, or known.
type score struct{ score, hit, extra float64 }

func (r *run) test(ctx context.Context, elements int, learn bool) (score, error) {
	var s score
	scored, known := 0, 0
	for i := range elements {
		if err := stopped(ctx, i, elements); err != nil {
			return score{}, err
		}
		e := r.source.next()
		if e.score != nil {
			predicted := r.memory.PredictedColumns()
			s.score += e.score(predicted)
			scored++
			if e.known {
				right := predicted.Overlap(e.input)
				s.hit += float64(right) / float64(e.input.Len())
				s.extra += float64(predicted.Len()-right) / float64(e.input.Len())
				known++
			}
		}
		r.memory.Step(e.input, learn)
	}
	if known == 0 {
		return score{}, errors.New("experiment: no element of the test can be predicted, want a longer test")
	}
	return score{s.score / float64(scored), s.hit / float64(known), s.extra / float64(known)}, nil
}

// dropSynapses returns the state without a share of the distal synapses, drawn from the
// seed. Segments stay, also where they have lost all.
func dropSynapses(state temporal.State, share float64, seed uint64) temporal.State {
	random := sdr.NewRandom(seed)
	old := state.Distal
	kept := synapse.State{SegmentCell: old.SegmentCell, SegmentLastUsed: old.SegmentLastUsed, Growth: old.Growth}
	at := 0
	for _, size := range old.SegmentSynapses {
		left := uint32(0)
		for i := at; i < at+int(size); i++ {
			if float64(random.Below(1<<30)) >= share*(1<<30) {
				kept.SynapseInput, kept.Permanence = append(kept.SynapseInput, old.SynapseInput[i]), append(kept.Permanence, old.Permanence[i])
				left++
			}
		}
		kept.SegmentSynapses = append(kept.SegmentSynapses, left)
		at += int(size)
	}
	state.Distal = kept
	return state
}

// each runs so many jobs, as many at once as there are processors. The first error stops the
// others that have not begun, and so does ctx; a panic is an error. progress, if not nil, is
// told from one goroutine at a time.
func each(ctx context.Context, jobs int, progress func(done, total int), run func(ctx context.Context, job int) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var next atomic.Int64
	var mu sync.Mutex
	var workers sync.WaitGroup
	var failed error
	done := 0
	for range min(runtime.GOMAXPROCS(0), jobs) {
		workers.Go(func() {
			for {
				job := int(next.Add(1)) - 1
				if job >= jobs {
					return
				}
				err := stopped(ctx, job, jobs)
				if err == nil {
					err = caught(func() error { return run(ctx, job) })
				}
				mu.Lock()
				if err == nil {
					if done++; progress != nil {
						err = caught(func() error { progress(done, jobs); return nil })
					}
				}
				if err != nil && failed == nil {
					failed = err
				}
				mu.Unlock()
				if err != nil {
					stop()
					return
				}
			}
		})
	}
	workers.Wait()
	return failed
}

// caught makes what a function panics with its error.
func caught(run func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("experiment: panic: %v", p)
		}
	}()
	return run()
}

// BandOver returns the band of points that have a number for each seed, as in UnreliableCurve. It
// panics unless there are as many of x and of rows, and none is empty.
func BandOver(name string, x []float64, seeds [][]float64) Band {
	if len(x) != len(seeds) {
		panic(fmt.Sprintf("experiment: %d x and %d rows, want as many", len(x), len(seeds)))
	}
	b := Band{Name: name, X: x}
	for _, row := range seeds {
		b.Mean, b.Low, b.High = append(b.Mean, mean(row)), append(b.Low, slices.Min(row)), append(b.High, slices.Max(row))
	}
	return b
}
