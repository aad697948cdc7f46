package main

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"time"

	"gohtm/datasets"
	"gohtm/htm/anomaly"
	"gohtm/htm/encode"
	"gohtm/htm/internal/conventions"
	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/model"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

// pipelines measure a whole model, and each of its parts alone on what the part
// before it made: htm.core's hello, of which the sizes are known, and the quick
// start for the hot gym on generated rows.
func pipelines() []task {
	hello := stages("hello", helloParams(), helloRows(5000), map[string]float64{
		"encoder": 6, "pooler": 128, "memory": 804, "likelihood": 39, "whole": 6 + 128 + 804 + 39,
	})
	gym := datasets.HotGymLike(1)
	rows, err := model.Inputs(gym.Times(), gym.Values())
	if err != nil {
		panic(err) // there are as many values as times
	}
	quick := stages("quick start", model.QuickStart(), rows, nil)

	local := helloParams()
	local.Pooler.GlobalInhibition = false
	localPooler := stages("hello, local inhibition", local, helloRows(5000), map[string]float64{"pooler": 580})
	return append(append(hello, localPooler[1]), quick...)
}

// helloParams: a number in 1000 bits, of which 5 % are on, 2048 minicolumns with 17
// potential synapses each, 8 cells a minicolumn.
func helloParams() model.Params {
	p := model.Plain()
	scalar := encode.DefaultRandomDistributedParams(0.05)
	scalar.Size, scalar.Active = 1000, 51
	p.SetFields(model.Value(encode.NewRandomDistributed(scalar)))
	p.Pooler = spatial.DefaultParams(p.Pooler.Inputs, p.Pooler.Columns)
	p.Pooler.PotentialRadius = 16
	p.Memory = temporal.DefaultParams(p.Pooler.Columns)
	p.Memory.CellsPerColumn = 8
	p.Readouts = nil
	return p
}

// helloRows are a sine with a little noise.
func helloRows(n int) []model.Input {
	random := rng.New(1)
	rows := make([]model.Input, n)
	for i := range rows {
		rows[i].Value = math.Sin(float64(i)/100) + 0.1*(random.Float64()-0.5)
	}
	return rows
}

// flow is what goes through a model: of every row, what each part hands on.
type flow struct {
	codes, columns, cells []sdr.SDR
	raws                  []float64
}

func through(p model.Params, rows []model.Input) (f flow, err error) {
	m, err := model.New(p)
	if err != nil {
		return f, err
	}
	for i, row := range rows {
		now := model.Moment{Input: row}
		if i > 0 {
			now.Change = row.Value - rows[i-1].Value
		}
		code, err := p.Encode(now)
		if err != nil {
			return f, err
		}
		record, err := m.Step(row, true)
		if err != nil {
			return f, err
		}
		f.codes, f.columns = append(f.codes, code), append(f.columns, m.Pooler().Active())
		f.cells, f.raws = append(f.cells, m.Memory().ActiveCells()), append(f.raws, record.Anomaly)
	}
	return f, nil
}

// stages are the parts of a model, in order, and the whole.
func stages(name string, p model.Params, rows []model.Input, published map[string]float64) []task {
	var known flow
	of := func() (flow, error) {
		if known.raws != nil {
			return known, nil
		}
		var err error
		known, err = through(p, rows)
		return known, err
	}
	part := func(part string, make func(f flow, begin func()) (*trial, error)) task {
		return task{name: name + ": " + part, published: published[part], make: func(begin func()) (*trial, error) {
			f, err := of()
			if err != nil {
				return nil, err
			}
			t, err := make(f, begin)
			if err == nil {
				t.steps = len(rows) - 100 // the last ones are for allocations
			}
			return t, err
		}}
	}
	tasks := []task{
		part("encoder", func(flow, func()) (*trial, error) {
			var code []int
			return &trial{
				step: func(i int) { code = must(p.AppendBits(code[:0], model.Moment{Input: rows[i]})) },
				bits: func(dst []int) []int { return append(dst, code...) },
			}, nil
		}),
		part("pooler", func(f flow, begin func()) (*trial, error) {
			begin()
			pooler, err := spatial.New(p.Pooler)
			if err != nil {
				return nil, err
			}
			return poolerTrial(pooler, f.codes, true), nil
		}),
		part("memory", func(f flow, begin func()) (*trial, error) {
			begin()
			m, err := temporal.New(p.Memory)
			if err != nil {
				return nil, err
			}
			return &trial{step: func(i int) { m.Step(f.columns[i], true) }, bits: m.AppendActiveCells, synapses: m.Synapses}, nil
		}),
		part("likelihood", func(f flow, _ func()) (*trial, error) { return likelihood(p.Likelihood, rows, f.raws) }),
	}
	if len(p.Readouts) > 0 {
		tasks = append(tasks, part("classifier", func(f flow, _ func()) (*trial, error) { return classifier(p.Readouts[0], rows, f.cells) }))
	}
	return append(tasks, part("whole", func(_ flow, begin func()) (*trial, error) {
		begin()
		m, err := model.New(p)
		if err != nil {
			return nil, err
		}
		return &trial{step: func(i int) { must(m.Step(rows[i], true)) }, bits: m.Memory().AppendActiveCells}, nil
	}))
}

func likelihood(p anomaly.LikelihoodParams, rows []model.Input, raws []float64) (*trial, error) {
	l, err := anomaly.NewLikelihood(p)
	if err != nil {
		return nil, err
	}
	var latest float64
	return &trial{
		step: func(i int) { latest = must(l.Step(rows[i].Value, raws[i])) },
		bits: func(dst []int) []int { return append(dst, millionths(latest)) },
		// The reference works every record out anew from the whole past.
		plainSteps: 600, plain: func(steps int) (time.Duration, conventions.Hash, error) {
			values := make([]float64, steps)
			for i := range values {
				values[i] = rows[i].Value
			}
			hash, before := conventions.NewHash(), threadTime()
			for _, x := range ref.Likelihood(p, values, raws[:steps]) {
				hash.Add([]int{millionths(x)})
			}
			return threadTime() - before, hash, nil
		},
	}, nil
}

// millionths: the last digits of math.Erfc differ from machine to machine.
func millionths(x float64) int { return int(math.Round(x * 1e6)) }

// classifier learns and predicts as a readout of a model does, on all cells.
func classifier(r model.Readout, rows []model.Input, cells []sdr.SDR) (*trial, error) {
	buckets := int(math.Ceil((r.Max - r.Min) / r.Width))
	p := predict.DefaultClassifierParams(cells[0].Size, buckets)
	p.Steps, p.Alpha, p.Spread = r.Steps, r.Alpha, r.Spread
	c, err := predict.NewClassifier(p)
	if err != nil {
		return nil, err
	}
	bucket := func(i int) int { return min(buckets-1, max(0, int((rows[i].Value-r.Min)/r.Width))) }
	distribution := make([]float64, 0, buckets)
	likely := make([]int, len(p.Steps))
	return &trial{
		step: func(i int) {
			c.Step(cells[i], bucket(i), true)
			for k, steps := range p.Steps {
				distribution = c.AppendDistribution(distribution[:0], steps)
				likely[k] = predict.MostLikely(distribution)
			}
		},
		bits: func(dst []int) []int { return append(dst, likely...) },
		// One step of the reference looks at every weight.
		plainSteps: 10, plain: func(steps int) (time.Duration, conventions.Hash, error) {
			plain := ref.NewClassifier(p)
			hash := conventions.NewHash()
			before := threadTime()
			for i := 0; i < steps; i++ {
				input := make([]bool, p.Size)
				for _, bit := range cells[i].Bits {
					input[bit] = true
				}
				plain.Step(input, []int{bucket(i)}, true)
				for _, k := range p.Steps {
					hash.Add([]int{predict.MostLikely(plain.Infer(input, k))})
				}
			}
			return threadTime() - before, hash, nil
		},
	}, nil
}

// sideBySide runs eight models with one worker, and with as many as there are
// processors, two at most: the ratio is what the second one is worth.
func sideBySide() (tasks []task) {
	const models, days = 8, 20
	for _, workers := range []int{1, 2} {
		if workers > runtime.NumCPU() {
			break
		}
		tasks = append(tasks, task{name: fmt.Sprintf("%d models side by side, processors: %d", models, workers), wall: true, make: func(func()) (*trial, error) {
			gym := datasets.HotGymLike(1)
			rows, err := model.Inputs(gym.Times(), gym.Values())
			if err != nil {
				return nil, err
			}
			rows = rows[:24*days]
			params := make([]model.Params, models)
			for i := range params {
				params[i] = model.Plain()
				params[i].Pooler.Seed, params[i].Memory.Seed = uint64(i), uint64(i)
			}
			synapses := make([]int, models)
			return &trial{
				steps: 1, perStep: models * len(rows),
				step: func(int) {
					defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(workers))
					for i, records := range must(model.RunEach(context.Background(), model.Jobs(params, rows), nil)) {
						synapses[i] = records[len(rows)-1].Synapses
					}
				},
				bits: func(dst []int) []int { return append(dst, synapses...) },
			}, nil
		}})
	}
	return tasks
}

// must is for rows that have gone through before.
func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}
