package predict_test

import (
	"testing"

	"gohtm/htm/htmtest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

// inputs are a few SDRs that come again and again, and some noise.
func inputs(size, on, count int) []sdr.SDR {
	stream := rng.New(5)
	var known [6][]int
	for i := range known {
		known[i] = stream.Sample(size, on)
	}
	all := make([]sdr.SDR, count)
	for i := range all {
		all[i] = sdr.SDR{Size: size, Bits: known[(i+i/7)%6]}
		if i%10 == 9 {
			all[i].Bits = stream.Sample(size, on)
		}
	}
	return all
}

// label is a number below 5 that an SDR's bits decide.
func label(input sdr.SDR) int { return (input.Bits[0] + input.Bits[1]) % 5 }

// The other parts are rows of htmtest's own test.
func TestConformance(t *testing.T) {
	few := predict.DefaultNearestClassifierParams(64, 5)
	few.Capacity, few.Neighbours = 12, 3
	for _, c := range []htmtest.ComponentCase{
		{Name: "nearest classifier", New: votes(predict.DefaultNearestClassifierParams(64, 5)), Inputs: inputs(64, 6, 80)},
		{Name: "nearest classifier that forgets", New: votes(few), Inputs: inputs(64, 6, 80)},
		{Name: "values", New: means, Inputs: inputs(64, 6, 40)},
		{Name: "naive", New: naive, Inputs: inputs(64, 6, 80)},
	} {
		t.Run(c.Name, func(t *testing.T) {
			if err := htmtest.Component(c); err != nil {
				t.Error(err)
			}
		})
	}
}

func votes(params predict.NearestClassifierParams) func() (htmtest.Closures, error) {
	var closures func(n *predict.NearestClassifier) htmtest.Closures
	closures = func(n *predict.NearestClassifier) htmtest.Closures {
		return htmtest.Closures{
			Step: func(input sdr.SDR, learn bool) { n.Step(input, label(input), learn) },
			Output: func() interface{} {
				return []interface{}{n.Patterns(), n.Infer(sdr.SDR{Size: 64, Bits: []int{3, 17, 29, 40}})}
			},
			Learned:  func() interface{} { return n.Snapshot() },
			Snapshot: func() interface{} { return n.Snapshot() },
			Restore:  func(state interface{}) error { return n.Restore(state.(predict.NearestClassifierState)) },
			Clone:    func() htmtest.Closures { return closures(n.Clone()) },
		}
	}
	return func() (htmtest.Closures, error) {
		n, err := predict.NewNearestClassifier(params)
		return closures(n), err
	}
}

func means() (htmtest.Closures, error) {
	var closures func(v *predict.Values) htmtest.Closures
	closures = func(v *predict.Values) htmtest.Closures {
		return htmtest.Closures{
			Step: func(input sdr.SDR, _ bool) {
				if err := v.Step(label(input), float64(input.Bits[2])); err != nil {
					panic(err)
				}
			},
			Output:   func() interface{} { return v.Values() },
			Snapshot: func() interface{} { return v.Snapshot() },
			Restore:  func(state interface{}) error { return v.Restore(state.(predict.ValuesState)) },
			Clone:    func() htmtest.Closures { return closures(v.Clone()) },
		}
	}
	v, err := predict.NewValues(predict.DefaultValuesParams(5))
	return closures(v), err
}

func naive() (htmtest.Closures, error) {
	var closures func(n *predict.Naive) htmtest.Closures
	closures = func(n *predict.Naive) htmtest.Closures {
		return htmtest.Closures{
			Step: func(input sdr.SDR, _ bool) {
				if err := n.Step(float64(input.Bits[2])); err != nil {
					panic(err)
				}
			},
			Output:   func() interface{} { return []float64{n.Predict(1), n.Predict(9)} },
			Snapshot: func() interface{} { return n.Snapshot() },
			Restore:  func(state interface{}) error { return n.Restore(state.(predict.NaiveState)) },
			Clone:    func() htmtest.Closures { return closures(n.Clone()) },
		}
	}
	n, err := predict.NewNaive(predict.NaiveParams{Lag: 7, Steps: []int{1, 9}, Correction: 0.5})
	return closures(n), err
}
