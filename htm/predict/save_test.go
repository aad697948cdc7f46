package predict_test

import (
	"testing"

	"gohtm/htm/internal/archivetest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

// draw is the record number i of a stream: bits of 30 and a number below 5.
func draw(i int) (input sdr.SDR, bucket int) {
	r := rng.New(uint64(i))
	return sdr.SDR{Size: 30, Bits: r.Sample(30, 6)}, r.Below(5)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// archived has a maker for each part that is saved.
var archived = map[string]func(t testing.TB) archivetest.Part{
	"Classifier": func(t testing.TB) archivetest.Part {
		p := predict.DefaultClassifierParams(30, 5)
		p.Steps, p.Alpha = []int{0, 3}, 0.1
		c, err := predict.NewClassifier(p)
		must(t, err)
		return archivetest.Part{Save: c.Save, Load: c.Load, Snapshot: func() interface{} { return c.Snapshot() },
			Step: func(i int) interface{} {
				input, bucket := draw(i)
				c.Step(input, bucket, i%5 > 0)
				return [][]float64{c.Distribution(0), c.Distribution(3)}
			}}
	},
	"Values": func(t testing.TB) archivetest.Part {
		v, err := predict.NewValues(predict.DefaultValuesParams(5))
		must(t, err)
		return archivetest.Part{Save: v.Save, Load: v.Load, Snapshot: func() interface{} { return v.Snapshot() },
			Step: func(i int) interface{} {
				_, bucket := draw(i)
				must(t, v.Step(bucket, float64(i)))
				return v.AppendValues(nil)
			}}
	},
	"Nearest": func(t testing.TB) archivetest.Part {
		p := predict.DefaultNearestParams(30)
		p.Steps, p.Capacity, p.Neighbours = []int{1, 4}, 25, 5
		n, err := predict.NewNearest(p)
		must(t, err)
		return archivetest.Part{Save: n.Save, Load: n.Load, Snapshot: func() interface{} { return n.Snapshot() },
			Step: func(i int) interface{} {
				input, bucket := draw(i)
				must(t, n.Step(input, float64(bucket), i%5 > 0))
				return []float64{n.Predict(1), n.Predict(4)}
			}}
	},
	"Naive": func(t testing.TB) archivetest.Part {
		n, err := predict.NewNaive(predict.LastWeekCorrected(1, 24))
		must(t, err)
		return archivetest.Part{Save: n.Save, Load: n.Load, Snapshot: func() interface{} { return n.Snapshot() },
			Step: func(i int) interface{} {
				_, bucket := draw(i)
				must(t, n.Step(float64(bucket)))
				return []float64{n.Predict(1), n.Predict(24)}
			}}
	},
	"NearestClassifier": func(t testing.TB) archivetest.Part {
		p := predict.DefaultNearestClassifierParams(30, 5)
		p.Neighbours, p.Capacity = 3, 20
		n, err := predict.NewNearestClassifier(p)
		must(t, err)
		return archivetest.Part{Save: n.Save, Load: n.Load, Snapshot: func() interface{} { return n.Snapshot() },
			Step: func(i int) interface{} {
				input, bucket := draw(i)
				n.Step(input, bucket, i%5 > 0)
				return n.Infer(input)
			}}
	},
}

func TestSavedPartsGoOnBitForBit(t *testing.T) {
	for name, fresh := range archived {
		t.Run(name, func(t *testing.T) {
			archivetest.RoundTrip(t, 200, fresh)
		})
	}
}

func fuzz(f *testing.F, name string) {
	archivetest.FuzzLoad(f, archived[name])
}

func FuzzLoadClassifier(f *testing.F)        { fuzz(f, "Classifier") }
func FuzzLoadValues(f *testing.F)            { fuzz(f, "Values") }
func FuzzLoadNearest(f *testing.F)           { fuzz(f, "Nearest") }
func FuzzLoadNaive(f *testing.F)             { fuzz(f, "Naive") }
func FuzzLoadNearestClassifier(f *testing.F) { fuzz(f, "NearestClassifier") }
