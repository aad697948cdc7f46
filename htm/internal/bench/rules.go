package main

import (
	"gohtm/htm/internal/parity/work"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// form is a learning rule as one can write it.
type form struct {
	name string
	rule *synapse.Plasticity
}

// forms are HTM's own rule: built in, as tables of straight lines, as tables that have to
// be looked into because one line has a kink at its end, and as a function over slices.
func forms(up, down float32) []form {
	on := func(p float64) float64 { return p + float64(up) }
	off := func(p float64) float64 { return p - float64(down) }
	return []form{
		{"built in", nil},
		{"tabulated, straight", must(synapse.Tabulate(on, off))},
		{"tabulated, curved", must(synapse.Tabulate(on, func(p float64) float64 {
			if p == 1 {
				return 0.999 - float64(down)
			}
			return off(p)
		}))},
		{"over slices", synapse.PerSegment(func(permanences []float32, active []bool) {
			for i := range permanences {
				if active[i] {
					permanences[i] += up
				} else {
					permanences[i] -= down
				}
			}
		})},
	}
}

// rules measure what the forms of a rule cost, in a pooler and in a memory.
func rules() (tasks []task) {
	w := work.DefaultPooler()
	p := w.Params
	for _, f := range forms(p.PermanenceIncrement, p.PermanenceDecrement) {
		tasks = append(tasks, task{name: "rules: pooler, " + f.name, make: func(begin func()) (*trial, error) {
			patterns := w.Stream.All()
			begin()
			fresh, err := w.New()
			if err != nil {
				return nil, err
			}
			params := fresh.Params()
			params.Plasticity = f.rule
			pooler, err := spatial.New(params)
			if err != nil {
				return nil, err
			}
			if err := pooler.Restore(fresh.Snapshot()); err != nil {
				return nil, err
			}
			t := poolerTrial(pooler, patterns, true)
			t.steps = 1000
			return t, nil
		}})
	}
	t1 := work.DefaultMemory()
	t1.Stream.Epochs = 3
	for _, f := range forms(t1.Params.PermanenceIncrement, t1.Params.PermanenceDecrement) {
		of := t1
		of.Params.Plasticity = f.rule
		tasks = append(tasks, task{name: "rules: memory, " + f.name, make: func(begin func()) (*trial, error) {
			inputs := of.Stream.Inputs()
			begin()
			params := of.Params
			params.Columns = of.Stream.Columns
			m, err := temporal.New(params)
			if err != nil {
				return nil, err
			}
			t := memoryTrial(of, m, inputs)
			t.steps, t.plain = len(inputs), nil
			return t, nil
		}})
	}
	return tasks
}
