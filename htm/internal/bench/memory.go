package main

import (
	"fmt"
	"time"

	"gohtm/htm/internal/conventions"
	"gohtm/htm/internal/parity/work"
	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
)

func memories() (tasks []task) {
	work.Memories(func(p work.Published, w work.Memory) {
		tasks = append(tasks, memoryTask("memory: "+p.Name, w, htmCore[p.Name], func(t *trial) {
			t.plainSteps = 10
		}))
		tasks[len(tasks)-1].hash = p.Hash
	})
	t1 := work.DefaultMemory()
	pass := t1.Stream.Sequences * t1.Stream.Length
	tasks = append(tasks,
		memoryTask("memory: T1, first pass: everything bursts", t1, htmCoreT1First, func(t *trial) { t.steps = pass }),
		memoryTask("memory: T1, passes 5 to 10: everything is predicted", t1, htmCoreT1Predicted, func(t *trial) { t.warm, t.steps = 4*pass, 6*pass }),
	)
	still := memoryTask("memory: T1, predicted, not learning", t1, 0, func(t *trial) { t.warm, t.steps = 10*pass, 6*pass })
	still.make = notLearning(t1, 10*pass)
	return append(tasks, still,
		grown(tenTimes, 200, false),
		grown("memory: T1, predicted, twice the minicolumns", 20, true),
		grown("memory: T1, predicted, twice the minicolumns, ten times the segments", 200, true))
}

// memoryTask is a work; change says which part of it is timed.
func memoryTask(name string, w work.Memory, published float64, change func(t *trial)) task {
	return task{name: name, published: published, make: func(begin func()) (*trial, error) {
		inputs := w.Stream.Inputs()
		begin()
		m, err := w.New()
		if err != nil {
			return nil, err
		}
		t := memoryTrial(w, m, inputs)
		t.steps = len(inputs)
		change(t)
		return t, nil
	}}
}

func memoryTrial(w work.Memory, m *temporal.Memory, inputs []sdr.SDR) *trial {
	length := w.Stream.Length
	t := &trial{
		step: func(i int) {
			if w.Reset && i > 0 && i%length == 0 {
				m.Reset()
			}
			m.Step(inputs[i%len(inputs)], w.Learn)
		},
		bits: m.AppendActiveCells, synapses: m.Synapses,
	}
	t.plain = func(steps int) (time.Duration, conventions.Hash, error) {
		prefix := w
		prefix.Stream.Sequences, prefix.Stream.Length, prefix.Stream.Epochs = 1, steps, 1
		return reference(prefix)
	}
	return t
}

func notLearning(w work.Memory, learned int) func(begin func()) (*trial, error) {
	return func(begin func()) (*trial, error) {
		inputs := w.Stream.Inputs()
		begin()
		m, err := w.New()
		if err != nil {
			return nil, err
		}
		t := memoryTrial(w, m, inputs)
		learn, of := t.step, w
		of.Learn = false
		still := memoryTrial(of, m, inputs).step
		t.warm, t.steps, t.plain = learned, len(inputs)*6/10, nil
		t.step = func(i int) {
			if i < learned {
				learn(i)
			} else {
				still(i)
			}
		}
		return t, nil
	}
}

// grown is T1, learned, after so many sequences in all were seen once: the
// predicted steps of T1 among all those segments, which listen to the same cells,
// or elsewhere, where segments of other minicolumns listen to other cells.
func grown(name string, sequences int, elsewhere bool) task {
	return task{name: name, steady: true, make: func(begin func()) (*trial, error) {
		t1 := work.DefaultMemory()
		t1.Stream.Epochs = 1
		all := t1
		all.Stream.Sequences = sequences
		inputs := all.Stream.Inputs() // those of T1 come first
		const learned = 8             // passes over T1
		pass, others := t1.Stream.Sequences*t1.Stream.Length, len(inputs)-t1.Stream.Sequences*t1.Stream.Length
		if elsewhere {
			all.Stream.Columns *= 2
			move(inputs, pass, t1.Stream.Columns)
		}
		begin()
		m, err := all.New()
		if err != nil {
			return nil, err
		}
		known, other := memoryTrial(t1, m, inputs[:pass]), memoryTrial(all, m, inputs[pass:])
		known.warm, known.steps, known.plain = learned*pass+others+pass, pass, nil
		show := known.step
		known.step = func(i int) {
			if n := i - learned*pass; n >= 0 && n < others {
				other.step(n)
			} else {
				show(i)
			}
		}
		return known, nil
	}}
}

// move doubles the minicolumns: inputs from one on lie in the second half.
func move(inputs []sdr.SDR, from, columns int) {
	for i := range inputs {
		inputs[i].Size = 2 * columns
		if i >= from {
			for k := range inputs[i].Bits {
				inputs[i].Bits[k] += columns
			}
		}
	}
}

const tenTimes = "memory: T1, predicted, with ten times the segments"

func memoryCurves() (tasks []task) {
	add := func(curve string, x float64, t task) {
		t.name, t.curve, t.x = fmt.Sprintf("%s: %v", curve, x), curve, x
		tasks = append(tasks, t)
	}
	// Four sequences of 50, until they are predicted; or bursts of random patterns.
	small := func(change func(w *work.Memory)) task {
		w := work.DefaultMemory()
		w.Stream.Sequences, w.Stream.Epochs = 4, 8
		change(&w)
		steps := w.Stream.Sequences * w.Stream.Length
		t := memoryTask("", w, 0, func(t *trial) { t.warm, t.steps = steps*w.Stream.Epochs, steps })
		t.steady = true
		return t
	}
	for cells := 1; cells <= 64; cells *= 2 {
		add("memory, predicted, cells of a minicolumn", float64(cells), small(func(w *work.Memory) { w.Params.CellsPerColumn = cells }))
	}
	for cells := 1; cells <= 64; cells *= 2 {
		add("memory, bursting, cells of a minicolumn", float64(cells), small(func(w *work.Memory) {
			w.Params.CellsPerColumn, w.Stream.Random, w.Stream.Epochs = cells, true, 3
		}))
	}
	for columns := 512; columns <= 16384; columns *= 2 {
		add("memory, predicted, minicolumns", float64(columns), small(func(w *work.Memory) { w.Stream.Columns = columns }))
	}
	for _, active := range []int{20, 40, 80, 160, 320} {
		add("memory, predicted, active minicolumns", float64(active), small(func(w *work.Memory) { w.Stream.Active = active }))
	}
	for _, active := range []int{20, 40, 80, 160, 320} {
		add("memory, bursting, active minicolumns", float64(active), small(func(w *work.Memory) {
			w.Stream.Active, w.Stream.Random, w.Stream.Epochs = active, true, 3
		}))
	}
	for _, sequences := range []int{20, 40, 80, 160, 256} { // of 39,200 synapses each
		add("memory, predicted, synapses (millions)", float64(sequences)*0.0392, grown("", sequences, false))
	}
	return tasks
}
