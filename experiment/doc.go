// Package experiment runs published experiments on variants of HTM: the same tasks
// for every rule, many seeds, and plain results. It draws and prints nothing; package nb
// makes figures of what it returns.
//
// A Variant is what is changed: how permanences learn, what synapses transmit, or any
// other parameter. A Task is what every variant has to do. Compare runs all
// variants on all tasks with all seeds and returns a Comparison: tables, curves with
// bands over the seeds, and differences from the first variant.
//
//	tasks := []experiment.Task{experiment.HighOrderSwitch(experiment.ShortWordsParams())}
//	variants := []experiment.Variant{
//		experiment.HTM(),
//		experiment.Named("soft bounds").WithRule(synapse.SoftBounded),
//	}
//	comparison, err := experiment.Compare(nb.Context(), variants, tasks, []uint64{1, 2, 3}, nil)
//
// Behind each task stands a function that is useful alone, and whose default
// parameters are those of the publication: Words (Hawkins & Ahmad 2016, figure 6),
// Endings and Taxi (Cui, Ahmad & Hawkins 2016), Codes (Cui, Ahmad & Hawkins 2017),
// Forecast (the hot gym), Digits (MNIST). Oven judges detectors of anomalies.
// Parameters that begin with Short make them small enough for a notebook.
//
// Every random number comes from the seeds in the parameters: the same parameters give the
// same results on every machine and any number of processors.
//
// # Adding a task
//
// One file: a params struct with its defaults and Validate, a function of a context and the params
// that returns a plain result, and a function that returns a Task, which puts
// Variant.MemoryOf and Variant.PoolerOf between params and function.
package experiment
