package main

import (
	"fmt"
	"time"

	"gohtm/htm/internal/conventions"
	"gohtm/htm/internal/parity/work"
	"gohtm/htm/internal/ref"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// What htm.core (htm-community/htm.core 8948288a, C++, -O3, one thread) took, µs of
// processor time a step, on another machine of the same kind.
var htmCore = map[string]float64{
	"1024 inputs at 2 %": 392, "1024 inputs at 10 %": 463, "1024 inputs at 20 %": 311,
	"2048 inputs at 10 %": 903, "4096 inputs at 10 %": 2273,
	"2048 inputs at 10 %, not learning": 97, "2048 inputs at 10 %, boost 3": 887,
	"T1: clean sequences": 209, "T2: noise and punishment": 476, "T4: random, 10,000 steps": 1359,
}

// The other times of htm.core that were published.
const (
	htmCoreConstruction = 4.1e6 // 2048 inputs, 2048 minicolumns
	htmCoreT1First      = 333   // the first pass of T1, in which everything bursts
	htmCoreT1Predicted  = 95    // the last six passes of T1
)

func poolers() (tasks []task) {
	work.Poolers(func(p work.Published, w work.Pooler) {
		tasks = append(tasks, task{name: "pooler: " + p.Name, published: htmCore[p.Name], hash: p.Hash, make: func(begin func()) (*trial, error) {
			patterns := w.Stream.All()
			begin()
			p, err := w.New()
			if err != nil {
				return nil, err
			}
			t := poolerTrial(p, patterns, w.Learn)
			t.steps, t.plainSteps = w.Steps, 50
			t.plain = func(steps int) (time.Duration, conventions.Hash, error) {
				prefix := w
				prefix.Steps = steps
				return reference(prefix)
			}
			return t, nil
		}})
	})
	tasks = append(tasks, task{name: "pooler: construction, 2048 inputs, 2048 minicolumns", published: htmCoreConstruction, make: func(func()) (*trial, error) {
		return &trial{steps: 1, step: func(int) {
			if _, err := spatial.New(spatial.DefaultParams(2048, 2048)); err != nil {
				panic(err)
			}
		}}, nil
	}})
	for _, kind := range []string{"global", "local"} {
		p := spatial.DefaultParams(64*64, 64*64)
		p.InputShape, p.ColumnShape = []int{64, 64}, []int{64, 64}
		p.PotentialRadius, p.GlobalInhibition = 8, kind == "global"
		t := poolerTask("pooler: 64 x 64 minicolumns, radius 8, "+kind+" inhibition", p, 0.1, 500)
		of := t.make
		t.make = func(begin func()) (*trial, error) {
			made, err := of(begin)
			if err != nil {
				return nil, err
			}
			made.warm, made.plainSteps, made.plain = 0, 10, func(steps int) (time.Duration, conventions.Hash, error) {
				return plainPooler(p, steps)
			}
			return made, nil
		}
		t.steady = false
		tasks = append(tasks, t)
	}
	return tasks
}

// poolerTask is steady: 100 random patterns of a density, learned for a while.
func poolerTask(name string, p spatial.Params, density float64, steps int) task {
	return task{name: name, steady: true, make: func(begin func()) (*trial, error) {
		patterns := poolerPatterns(p, density)
		begin()
		pooler, err := spatial.New(p)
		if err != nil {
			return nil, err
		}
		t := poolerTrial(pooler, patterns, true)
		t.warm, t.steps = 200, steps
		return t, nil
	}}
}

func poolerTrial(p *spatial.Pooler, patterns []sdr.SDR, learn bool) *trial {
	return &trial{
		step: func(i int) { p.Step(patterns[i%len(patterns)], learn) },
		bits: p.AppendActive, synapses: p.Synapses,
	}
}

// reference runs a work with the reference.
func reference(w work.Work) (took time.Duration, hash conventions.Hash, err error) {
	r, err := w.Run(true)
	for _, t := range r.Times {
		took += t
	}
	return took, r.Hash, err
}

// plainPooler runs what poolerTask does with the reference.
func plainPooler(p spatial.Params, steps int) (took time.Duration, hash conventions.Hash, err error) {
	pooler, err := spatial.New(p)
	if err != nil {
		return 0, 0, err
	}
	plain := ref.NewSpatial(pooler.Params(), pooler.Snapshot())
	hash = conventions.NewHash()
	before := threadTime()
	for _, pattern := range poolerPatterns(p, 0.1)[:steps] {
		plain.Step(pattern.Bits, true)
		hash.Add(plain.Active)
	}
	return threadTime() - before, hash, nil
}

func poolerPatterns(p spatial.Params, density float64) []sdr.SDR {
	return conventions.PoolerWork{Inputs: p.Inputs, Density: density, Patterns: 100, Seed: 1}.All()
}

// poolerCurves are the scaling figures of a pooler: one size varies, the others
// are 2048 minicolumns, 1024 inputs and 10 % of them on.
func poolerCurves() (tasks []task) {
	add := func(curve string, x float64, p spatial.Params, density float64) {
		steps := max(50, int(200*1024*2048/float64(p.Inputs*p.Columns)))
		t := poolerTask(fmt.Sprintf("%s: %v", curve, x), p, density, min(1000, steps))
		t.curve, t.x = curve, x
		tasks = append(tasks, t)
	}
	for columns := 512; columns <= 16384; columns *= 2 {
		add("pooler, minicolumns", float64(columns), spatial.DefaultParams(1024, columns), 0.1)
	}
	for inputs := 256; inputs <= 16384; inputs *= 2 {
		add("pooler, inputs", float64(inputs), spatial.DefaultParams(inputs, 2048), 0.1)
	}
	for _, percent := range []float64{1, 2, 5, 10, 20, 40} {
		add("pooler, inputs that are on (%)", percent, spatial.DefaultParams(1024, 2048), percent/100)
	}
	for _, percent := range []float64{0.5, 1, 2, 4, 8, 16} {
		p := spatial.DefaultParams(1024, 2048)
		p.Density = percent / 100
		add("pooler, winners (%)", percent, p, 0.1)
	}
	return tasks
}
