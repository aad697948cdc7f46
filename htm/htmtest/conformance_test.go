package htmtest_test

import (
	"testing"

	"gohtm/htm/anomaly"
	"gohtm/htm/htmtest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// sequences are SDRs that come in sequences again and again, with some noise, so
// that there is something to learn, to predict, and to predict wrongly.
func sequences(size, on, length, kinds, count int) []sdr.SDR {
	stream := rng.New(11)
	patterns := make([][]int, length*kinds)
	for i := range patterns {
		patterns[i] = stream.Sample(size, on)
	}
	var inputs []sdr.SDR
	for len(inputs) < count {
		kind := stream.Below(kinds)
		for i := 0; i < length; i++ {
			input := sdr.SDR{Size: size, Bits: patterns[kind*length+i]}
			if stream.Below(10) == 0 {
				input.Bits = stream.Sample(size, on)
			}
			inputs = append(inputs, input)
		}
	}
	return inputs[:count]
}

// A component's row is its parameters; what its closures are stands below.
func TestConformance(t *testing.T) {
	global := spatial.DefaultParams(100, 64)
	global.Density, global.BoostStrength, global.DutyCyclePeriod = .05, 10, 20
	local := spatial.DefaultParams(100, 64)
	local.InputShape, local.ColumnShape = []int{10, 10}, []int{8, 8}
	local.GlobalInhibition, local.PotentialRadius, local.Density = false, 3, .1
	local.BoostStrength, local.UpdatePeriod = 5, 10
	plane := local
	plane.WrapAround = false

	memory := temporal.DefaultParams(64)
	memory.CellsPerColumn, memory.ActivationThreshold, memory.MinThreshold, memory.MaxNewSynapses = 4, 5, 3, 7
	memory.InitialPermanence = .45
	limits := memory
	limits.PredictedSegmentDecrement, limits.MaxSegmentsPerCell, limits.MaxSynapsesPerSegment = .02, 2, 8

	classifier := predict.DefaultClassifierParams(64, 10)
	classifier.Steps = []int{1, 3}
	nearest := predict.DefaultNearestParams(64)
	likelihood := anomaly.DefaultLikelihoodParams()
	likelihood.HistoricWindow, likelihood.LearningPeriod = 60, 20
	likelihood.EstimationSamples, likelihood.ReestimationPeriod = 10, 7

	for _, c := range []htmtest.ComponentCase{
		{Name: "spatial, global inhibition and boosting", New: pooler(global), Inputs: sequences(100, 12, 5, 3, 80)},
		{Name: "spatial, local inhibition on a plane", New: pooler(plane), Inputs: sequences(100, 12, 5, 3, 80)},
		{Name: "spatial, local inhibition on a torus", New: pooler(local), Inputs: sequences(100, 12, 5, 3, 80)},
		{Name: "temporal", New: temporalMemory(memory), Inputs: sequences(64, 6, 8, 4, 160)},
		{Name: "temporal, punishing and at its limits", New: temporalMemory(limits), Inputs: sequences(64, 6, 8, 4, 160)},
		{Name: "predict: classifier", New: softmax(classifier), Inputs: sequences(64, 6, 8, 4, 100)},
		{Name: "predict: nearest", New: neighbours(nearest), Inputs: sequences(64, 6, 8, 4, 100)},
		{Name: "anomaly: likelihood", New: likely(likelihood), Inputs: sequences(64, 6, 8, 4, 200)},
	} {
		t.Run(c.Name, func(t *testing.T) {
			if err := htmtest.Component(c); err != nil {
				t.Error(err)
			}
		})
	}
}

func pooler(params spatial.Params) func() (htmtest.Closures, error) {
	var closures func(p *spatial.Pooler) htmtest.Closures
	closures = func(p *spatial.Pooler) htmtest.Closures {
		return htmtest.Closures{
			Step: p.Step,
			Output: func() interface{} {
				return []interface{}{p.Active(), p.Overlaps(), p.BoostedOverlaps(), p.BoostFactors(),
					p.ActiveDutyCycles(), p.OverlapDutyCycles(), p.ConnectedCounts(), p.Permanences(3), p.PotentialPool(3), p.Connected(3)}
			},
			Learned: func() interface{} {
				s := p.Snapshot()
				return []interface{}{s.Permanences, s.BoostFactors, s.ActiveDutyCycles, s.OverlapDutyCycles}
			},
			Snapshot: func() interface{} { return p.Snapshot() },
			Restore:  func(state interface{}) error { return p.Restore(state.(spatial.State)) },
			Clone:    func() htmtest.Closures { return closures(p.Clone()) },
		}
	}
	return func() (htmtest.Closures, error) {
		p, err := spatial.New(params)
		return closures(p), err
	}
}

func temporalMemory(params temporal.Params) func() (htmtest.Closures, error) {
	var closures func(m *temporal.Memory) htmtest.Closures
	closures = func(m *temporal.Memory) htmtest.Closures {
		return htmtest.Closures{
			Step: m.Step,
			Output: func() interface{} {
				return []interface{}{m.ActiveCells(), m.WinnerCells(), m.PredictiveCells(), m.PredictedColumns(),
					m.BurstingColumns(), m.Segments(), m.Synapses(), m.CellSegments(3)}
			},
			Learned:  func() interface{} { return m.Snapshot().Distal },
			Snapshot: func() interface{} { return m.Snapshot() },
			Restore:  func(state interface{}) error { return m.Restore(state.(temporal.State)) },
			Clone:    func() htmtest.Closures { return closures(m.Clone()) },
		}
	}
	return func() (htmtest.Closures, error) {
		m, err := temporal.New(params)
		return closures(m), err
	}
}

// A rule's row is what the rule promises.
func TestRuleConformance(t *testing.T) {
	if err := htmtest.Rule(htmtest.RuleCase{
		Name: "synapse: Adapt", New: func() (htmtest.RuleFunc, error) { return adapt, nil },
		Hebbian: true, Monotone: true, Local: true,
	}); err != nil {
		t.Error(err)
	}
}

// adapt is the rule of package synapse: a segment is made, adapted and read.
func adapt(permanences []float32, active []bool) {
	params := synapse.DefaultParams(1, len(active)+1)
	params.PrunePermanence = 0 // no rule of permanences alone takes synapses away
	store, err := synapse.New(params)
	if err != nil {
		panic(err)
	}
	segment, on := store.Create(0, 0), synapse.NewBitset(len(active)+1)
	for i, permanence := range permanences {
		store.Connect(segment, []uint32{uint32(i)}, permanence)
		if active[i] {
			on.Add([]int{i})
		}
	}
	store.Adapt(segment, on, .1, -.04)
	copy(permanences, store.Permanences(segment))
}

// bucket is a label that an SDR's bits decide.
func bucket(input sdr.SDR) int { return (input.Bits[0] + input.Bits[1]) % 10 }

func softmax(params predict.ClassifierParams) func() (htmtest.Closures, error) {
	var closures func(c *predict.Classifier) htmtest.Closures
	closures = func(c *predict.Classifier) htmtest.Closures {
		return htmtest.Closures{
			Step:     func(input sdr.SDR, learn bool) { c.Step(input, bucket(input), learn) },
			Output:   func() interface{} { return [][]float64{c.Distribution(1), c.Distribution(3)} },
			Learned:  func() interface{} { return c.Snapshot().Weights },
			Snapshot: func() interface{} { return c.Snapshot() },
			Restore:  func(state interface{}) error { return c.Restore(state.(predict.ClassifierState)) },
			Clone:    func() htmtest.Closures { return closures(c.Clone()) },
		}
	}
	return func() (htmtest.Closures, error) {
		c, err := predict.NewClassifier(params)
		return closures(c), err
	}
}

func neighbours(params predict.NearestParams) func() (htmtest.Closures, error) {
	var closures func(n *predict.Nearest) htmtest.Closures
	closures = func(n *predict.Nearest) htmtest.Closures {
		return htmtest.Closures{
			Step: func(input sdr.SDR, learn bool) {
				if err := n.Step(input, float64(bucket(input)), learn); err != nil {
					panic(err)
				}
			},
			Output:   func() interface{} { return n.Predict(1) },
			Learned:  func() interface{} { return n.States() },
			Snapshot: func() interface{} { return n.Snapshot() },
			Restore:  func(state interface{}) error { return n.Restore(state.(predict.NearestState)) },
			Clone:    func() htmtest.Closures { return closures(n.Clone()) },
		}
	}
	return func() (htmtest.Closures, error) {
		n, err := predict.NewNearest(params)
		return closures(n), err
	}
}

func likely(params anomaly.LikelihoodParams) func() (htmtest.Closures, error) {
	var closures func(l *anomaly.Likelihood) htmtest.Closures
	closures = func(l *anomaly.Likelihood) htmtest.Closures {
		likelihood := 0.
		return htmtest.Closures{
			Step: func(input sdr.SDR, learn bool) {
				var err error
				if likelihood, err = l.Step(float64(bucket(input)), float64(bucket(input))/9); err != nil {
					panic(err)
				}
			},
			Output:   func() interface{} { return likelihood },
			Snapshot: func() interface{} { return l.Snapshot() },
			Restore:  func(state interface{}) error { return l.Restore(state.(anomaly.LikelihoodState)) },
			Clone:    func() htmtest.Closures { return closures(l.Clone()) },
		}
	}
	return func() (htmtest.Closures, error) {
		l, err := anomaly.NewLikelihood(params)
		return closures(l), err
	}
}
