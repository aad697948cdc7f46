package htm_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"testing"
	"time"

	"gohtm/htm/anomaly"
	"gohtm/htm/encode"
	"gohtm/htm/metric"
	"gohtm/htm/model"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

var nan, inf = math.NaN(), math.Inf(1)

// bits is an SDR as a user may put it together by hand, wrong or not.
func bits(size int, on ...int) sdr.SDR { return sdr.SDR{Size: size, Bits: on} }

// panics turns a panic into an error with its text.
func panics(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New(fmt.Sprint(r))
		}
	}()
	f()
	return nil
}

func second(_ interface{}, err error) error { return err }

func pooler(change func(p *spatial.Params)) error {
	p := spatial.DefaultParams(100, 50)
	change(&p)
	return second(spatial.New(p))
}

func memory(change func(p *temporal.Params)) error {
	p := temporal.DefaultParams(50)
	change(&p)
	return second(temporal.New(p))
}

func mustPooler() *spatial.Pooler {
	p, err := spatial.New(spatial.DefaultParams(100, 50))
	if err != nil {
		panic(err)
	}
	return p
}

func mustMemory(change func(p *temporal.Params)) *temporal.Memory {
	p := temporal.DefaultParams(50)
	change(&p)
	m, err := temporal.New(p)
	if err != nil {
		panic(err)
	}
	return m
}

func scalar(change func(p *encode.ScalarParams)) (*encode.Scalar, error) {
	p := encode.ScalarParams{Min: 0, Max: 100, Size: 130, Active: 21}
	change(&p)
	return encode.NewScalar(p)
}

func encodeScalar(x float64) error {
	e, err := scalar(func(p *encode.ScalarParams) {})
	if err != nil {
		return err
	}
	return second(e.Encode(x))
}

func classifier(change func(p *predict.ClassifierParams)) error {
	p := predict.DefaultClassifierParams(100, 10)
	change(&p)
	return second(predict.NewClassifier(p))
}

func stepClassifier(input sdr.SDR, bucket int) error {
	c, err := predict.NewClassifier(predict.DefaultClassifierParams(100, 10))
	if err != nil {
		return err
	}
	return panics(func() { c.Step(input, bucket, true) })
}

func gym(change func(p *model.Params)) error {
	p := model.QuickStart()
	change(&p)
	return second(model.New(p))
}

func mustReshape(size int, shape ...int) sdr.SDR {
	s, err := bits(size).Reshape(shape...)
	if err != nil {
		panic(err)
	}
	return s
}

func mustCoordinate() *encode.Coordinate {
	e, err := encode.NewCoordinate(encode.DefaultCoordinateParams(2))
	if err != nil {
		panic(err)
	}
	return e
}

func mustModel() *model.Model {
	m, err := model.New(model.QuickStart())
	if err != nil {
		panic(err)
	}
	return m
}

func likelihood(value, raw float64) error {
	l, err := anomaly.NewLikelihood(anomaly.DefaultLikelihoodParams())
	if err != nil {
		return err
	}
	return second(l.Step(value, raw))
}

func category(name string) error {
	e, err := encode.NewCategory(encode.CategoryParams{Categories: []string{"a", "b"}, Active: 3})
	if err != nil {
		return err
	}
	return second(e.Encode(name))
}

func passThrough(code sdr.SDR) error {
	e, err := encode.NewPassThrough(encode.PassThroughParams{Size: 10, Active: 2})
	if err != nil {
		return err
	}
	return second(e.Encode(code))
}

// latitude encodes a place on the zero meridian.
func latitude(degrees float64) error {
	e, err := encode.NewGeospatial(encode.DefaultGeospatialParams(30, 60))
	if err != nil {
		return err
	}
	return second(e.Encode(encode.Position{Latitude: degrees, Speed: 1}))
}

func image(width, height int, pixels []uint8) error {
	e, err := encode.NewImage(encode.DefaultImageParams(width, height))
	if err != nil {
		return err
	}
	return second(e.Encode(pixels))
}

// saved returns what a part writes to a file.
func saved(save func(w io.Writer) error) []byte {
	var file bytes.Buffer
	if err := save(&file); err != nil {
		panic(err)
	}
	return file.Bytes()
}

// load has a pooler of 100 inputs and 50 minicolumns read a file.
func load(file []byte) error { return mustPooler().Load(bytes.NewReader(file)) }

// flipped returns the bytes with one bit of one of them changed.
func flipped(file []byte, place int) []byte {
	file[place] ^= 4
	return file
}

// ratePooler is one that takes rates.
func ratePooler() *spatial.Pooler {
	params := spatial.DefaultParams(100, 50)
	params.RateInputs = true
	p, err := spatial.New(params)
	if err != nil {
		panic(err)
	}
	return p
}

func smallPooler() *spatial.Pooler {
	p, err := spatial.New(spatial.DefaultParams(100, 40))
	if err != nil {
		panic(err)
	}
	return p
}

// What a user reads who gives something impossible: which package, which name,
// which value, and what is wanted.
func TestBadInputIsNamed(t *testing.T) {
	for _, tt := range []struct {
		name string
		try  func() error
		want string
	}{
		// Sdr.
		{"an SDR with a bit beyond its size", func() error { return second(sdr.New(10, 3, 10)) }, "sdr: bit 10, want in [0, 10)"},
		{"an SDR with a negative bit", func() error { return second(sdr.New(10, -1)) }, "sdr: bit -1, want in [0, 10)"},
		{"an SDR with a bit named twice", func() error { return second(sdr.New(10, 3, 3)) }, "sdr: bit 3 is there twice, want unique bits"},
		{"an SDR put together unsorted", func() error { return bits(10, 5, 2).Check() }, "sdr: bit 2 stands at place 1 after bit 5, want sorted bits"},
		{"an SDR put together with a repeated bit", func() error { return bits(10, 2, 2).Check() }, "sdr: bit 2 is there twice, want unique bits"},
		{"an SDR of negative size", func() error { return bits(-1).Check() }, "sdr: Size = -1, want >= 0"},
		{"an SDR reshaped to another size", func() error { return second(bits(10).Reshape(3, 4)) }, "sdr: Shape = 3x4, want 10 bits"},
		{"an SDR whose shape is not of its size", func() error { return sdr.SDR{Size: 10, Shape: []int{2, 4}}.Check() }, "sdr: Shape = 2x4, want 10 bits"},
		{"coordinates outside of the shape", func() error { return panics(func() { mustReshape(12, 3, 4).BitAt(3, 0) }) }, "sdr: coordinate 3 of axis 0, want in [0, 3)"},
		{"concatenation along an axis that is not there", func() error { return second(sdr.ConcatAxis(2, mustReshape(4, 2, 2), mustReshape(4, 2, 2))) }, "sdr: axis = 2, want in [0, 2)"},
		{"concatenation of unlike shapes", func() error { return second(sdr.ConcatAxis(0, mustReshape(4, 2, 2), mustReshape(6, 2, 3))) }, "sdr: part 1 is 2x3 and part 0 is 2x2, want the same but for axis 0"},
		{"the union of SDRs of different sizes", func() error { return panics(func() { bits(10, 1).Union(bits(11, 1)) }) }, "sdr: sizes 10 and 11, want equal sizes"},
		{"noise of more than all bits", func() error { return panics(func() { sdr.NewRandom(1).Noise(bits(10, 1), 1.5) }) }, "sdr: share = 1.5, want in [0, 1]"},
		{"more random bits than there are", func() error { return panics(func() { sdr.NewRandom(1).Draw(10, 11) }) }, "sdr: active = 11, want in [0, size = 10]"},
		{"a random density of NaN", func() error { return panics(func() { sdr.NewRandom(1).DrawDensity(10, nan) }) }, "sdr: density = NaN, want in [0, 1]"},
		// Encoders.
		{"a scalar range upside down", func() error { return second(scalar(func(p *encode.ScalarParams) { p.Min, p.Max = 5, 1 })) }, "encode: Max = 1, want > Min = 5"},
		{"a scalar range of NaN", func() error { return second(scalar(func(p *encode.ScalarParams) { p.Min = nan })) }, "encode: Min = NaN, want a finite number"},
		{"an even number of active bits", func() error { return second(scalar(func(p *encode.ScalarParams) { p.Active = 20 })) }, "encode: Active = 20, want odd and > 0"},
		{"more active bits than bits", func() error { return second(scalar(func(p *encode.ScalarParams) { p.Active = 131 })) }, "encode: Size = 130, want > Active = 131 and <= 2^28"},
		{"a periodic scalar that clips", func() error { return second(scalar(func(p *encode.ScalarParams) { p.Periodic, p.Clip = true, true })) }, "encode: Clip = true, want false with Periodic: a periodic range has no ends"},
		{"NaN as a value", func() error { return encodeScalar(nan) }, "encode: value = NaN, want a finite number"},
		{"infinity as a value", func() error { return encodeScalar(inf) }, "encode: value = +Inf, want a finite number"},
		{"a value out of range", func() error { return encodeScalar(100.5) }, "encode: value = 100.5, want in [0, 100]"},
		{"a resolution of zero", func() error { return second(encode.NewRandomDistributed(encode.DefaultRandomDistributedParams(0))) }, "encode: Resolution = 0, want a finite number > 0"},
		{"a random distributed code with a table too large", func() error {
			return second(encode.NewRandomDistributed(func() encode.RandomDistributedParams {
				p := encode.DefaultRandomDistributedParams(1)
				p.Buckets = 1 << 20
				return p
			}()))
		}, "encode: Buckets = 1048576, want in [1, 2^15]"},
		{"a random distributed code too dense", func() error {
			return second(encode.NewRandomDistributed(func() encode.RandomDistributedParams {
				p := encode.DefaultRandomDistributedParams(1)
				p.Size = 126
				return p
			}()))
		}, "encode: Size = 126, want > 6*Active = 126 and <= 2^28"},
		{"a date with nothing in it", func() error { return second(encode.NewDate(encode.DateParams{})) }, "encode: all parts are left out, want one of Season, DayOfWeek, Weekend, Custom, Holiday, TimeOfDay"},
		{"a window of negative radius", func() error {
			return second(encode.NewDate(encode.DateParams{TimeOfDay: encode.Window{Active: 21, Radius: -1}}))
		}, "encode: TimeOfDay.Radius = -1, want in (0, 24)"},
		{"a holiday on February 30", func() error {
			return second(encode.NewDate(encode.DateParams{Holiday: encode.Window{Active: 21, Radius: 1}, Holidays: []encode.Holiday{{Month: 2, Day: 30}}}))
		}, "encode: Holidays[0] = 02-30, want a day of the calendar"},
		{"a weekday that is none", func() error { return second(encode.Weekdays("monday, caturday")) }, "encode: day \"caturday\", want one of mon, monday, tue, tuesday ... sun, sunday"},
		{"no categories", func() error { return second(encode.NewCategory(encode.CategoryParams{Active: 3})) }, "encode: Categories = [], want at least one"},
		{"a category named twice", func() error {
			return second(encode.NewCategory(encode.CategoryParams{Categories: []string{"a", "b", "a"}, Active: 3}))
		}, "encode: Categories[2] = \"a\", want another name than Categories[0]"},
		{"a category that nobody named", func() error { return category("z") }, "encode: category = \"z\", want one of the 2 in Categories"},
		{"a logarithm of values down to zero", func() error {
			return second(encode.NewLog(func() encode.LogParams { p := encode.DefaultLogParams(100); p.Min = 0; return p }()))
		}, "encode: Min = 0, want a finite number > 0"},
		{"a pass-through of the wrong size", func() error { return passThrough(bits(11, 1, 2)) }, "encode: SDR of 11 bits, want 10"},
		{"a pass-through with too few bits on", func() error { return passThrough(bits(10, 1)) }, "encode: SDR with 1 bits on, want 2"},
		{"a coordinate of too few numbers", func() error { return second(mustCoordinate().Encode([]int{1}, 3)) }, "encode: a coordinate of 1 numbers, want 2"},
		{"a coordinate with a negative radius", func() error { return second(mustCoordinate().Encode([]int{1, 2}, -1)) }, "encode: radius = -1, want in [2, 2047]"},
		{"a latitude beyond the pole", func() error { return latitude(91) }, "encode: latitude = 91, want in [-85.05112877980659, 85.05112877980659]"},
		{"an image of the wrong size", func() error { return image(2, 3, make([]uint8, 5)) }, "encode: 5 pixels, want Width*Height = 6"},
		{"an image without pixels", func() error { return image(0, 4, nil) }, "encode: Width = 0, want in [1, 2^28]"},
		// Spatial.
		{"a pooler without inputs", func() error { return pooler(func(p *spatial.Params) { p.Inputs = 0 }) }, "spatial: Inputs = 0, want > 0"},
		{"a pooler without minicolumns", func() error { return pooler(func(p *spatial.Params) { p.Columns = 0 }) }, "spatial: Columns = 0, want > 0"},
		{"a density of zero", func() error { return pooler(func(p *spatial.Params) { p.Density = 0 }) }, "spatial: Density = 0, WinnersPerArea = 0, want one of them 0 and the other not"},
		{"a density above one", func() error { return pooler(func(p *spatial.Params) { p.Density = 1.01 }) }, "spatial: Density = 1.01, want in (0, 1], or 0 with WinnersPerArea > 0"},
		{"a density of NaN", func() error { return pooler(func(p *spatial.Params) { p.Density = nan }) }, "spatial: Density = NaN, want in (0, 1], or 0 with WinnersPerArea > 0"},
		{"a permanence increment of NaN", func() error { return pooler(func(p *spatial.Params) { p.PermanenceIncrement = float32(nan) }) }, "spatial: PermanenceIncrement = NaN, want in [0, 1]"},
		{"a connected permanence above one", func() error { return pooler(func(p *spatial.Params) { p.ConnectedPermanence = 1.5 }) }, "spatial: ConnectedPermanence = 1.5, want in (0, 1]"},
		{"a potential fraction of zero", func() error { return pooler(func(p *spatial.Params) { p.PotentialFraction = 0 }) }, "spatial: PotentialFraction = 0, want in (0, 1]"},
		{"a shape that is not of the size", func() error {
			return pooler(func(p *spatial.Params) { p.InputShape, p.ColumnShape = []int{10, 11}, []int{5, 10} })
		}, "spatial: InputShape = [10 11], want positive lengths that multiply to Inputs = 100"},
		{"shapes of different dimensions", func() error {
			return pooler(func(p *spatial.Params) { p.InputShape, p.ColumnShape = []int{10, 10}, []int{50} })
		}, "spatial: ColumnShape = [50], want as many axes as InputShape = [10 10]"},
		{"a negative stimulus threshold", func() error { return pooler(func(p *spatial.Params) { p.StimulusThreshold = -1 }) }, "spatial: StimulusThreshold = -1, want >= 0"},
		{"a negative boost", func() error { return pooler(func(p *spatial.Params) { p.BoostStrength = -1 }) }, "spatial: BoostStrength = -1, want in [0, 1000]"},
		{"rates for a rule that is told on or off", func() error {
			return pooler(func(p *spatial.Params) {
				p.RateInputs, p.Plasticity = true, synapse.PerSegment(func([]float32, []bool) {})
			})
		}, "spatial: Plasticity: a rule of PerSegment, want none with RateInputs: it is told whether inputs are on, not how much"},
		{"nothing but inhibition", func() error { return pooler(func(p *spatial.Params) { p.InhibitoryInputs = 100 }) }, "spatial: InhibitoryInputs = 100, want in [0, Inputs = 100)"},
		{"rates without RateInputs", func() error { return panics(func() { mustPooler().StepRates(make([]float32, 100), true) }) }, "spatial: StepRates without Params.RateInputs, want it set"},
		{"a rate of NaN", func() error {
			return panics(func() { ratePooler().StepRates(append(make([]float32, 99), float32(nan)), true) })
		}, "spatial: rates[99] = NaN, want in [0, 1]"},
		{"too few rates", func() error { return panics(func() { ratePooler().StepRates(make([]float32, 99), true) }) }, "spatial: 99 rates, want 100"},
		{"a duty cycle period of zero", func() error { return pooler(func(p *spatial.Params) { p.DutyCyclePeriod = 0 }) }, "spatial: DutyCyclePeriod = 0, want > 0"},
		{"several bad fields at once", func() error {
			return pooler(func(p *spatial.Params) { p.Columns, p.Density, p.DutyCyclePeriod = -1, 2, 0 })
		}, "spatial: Columns = -1, want > 0\nspatial: Density = 2, want in (0, 1], or 0 with WinnersPerArea > 0\nspatial: DutyCyclePeriod = 0, want > 0"},
		{"an input of the wrong size", func() error { return panics(func() { mustPooler().Step(bits(99), true) }) }, "spatial: an SDR of size 99, want 100"},
		{"an unsorted input", func() error { return panics(func() { mustPooler().Step(bits(100, 4, 3), true) }) }, "spatial: sdr: bit 3 stands at place 1 after bit 4, want sorted bits"},
		{"an input with a bit out of range", func() error { return panics(func() { mustPooler().Step(bits(100, 100), false) }) }, "spatial: sdr: bit 100, want in [0, 100)"},
		{"permanences of NaN set by hand", func() error { return mustPooler().SetPermanences(0, append(make([]float32, 49), float32(nan))) }, "spatial: permanences[49] = NaN, want in [0, 1]"},
		{"a killed minicolumn that is not there", func() error { return mustPooler().KillColumns(bits(50, 50)) }, "spatial: sdr: bit 50, want in [0, 50)"},
		{"a pooler's state of another size", func() error { return mustPooler().Restore(smallPooler().Snapshot()) }, "spatial: state: 41 PoolStarts, want 51"},
		{"a pooler's state with a permanence of NaN", func() error {
			return mustPooler().Restore(func() spatial.State { s := mustPooler().Snapshot(); s.Permanences[7] = float32(nan); return s }())
		}, "spatial: state: Permanences[7] = NaN, want in [0, 1]"},
		// Temporal.
		{"a memory without minicolumns", func() error { return memory(func(p *temporal.Params) { p.Columns = 0 }) }, "temporal: Columns = 0, want > 0"},
		{"a memory without cells", func() error { return memory(func(p *temporal.Params) { p.CellsPerColumn = 0 }) }, "temporal: CellsPerColumn = 0, want > 0"},
		{"more cells than can be numbered", func() error { return memory(func(p *temporal.Params) { p.Columns = 1 << 40 }) }, "temporal: Columns * CellsPerColumn = 1099511627776 * 32 cells, want at most 2^28"},
		{"segments that match less easily than they activate", func() error { return memory(func(p *temporal.Params) { p.MinThreshold = p.ActivationThreshold + 1 }) }, "temporal: MinThreshold = 14, want in [1, ActivationThreshold = 13]"},
		{"an initial permanence of zero", func() error { return memory(func(p *temporal.Params) { p.InitialPermanence = 0 }) }, "temporal: InitialPermanence = 0, want in (0, 1]"},
		{"an initial permanence of NaN", func() error { return memory(func(p *temporal.Params) { p.InitialPermanence = float32(nan) }) }, "temporal: InitialPermanence = NaN, want in (0, 1]"},
		{"new synapses too few to match", func() error { return memory(func(p *temporal.Params) { p.MaxNewSynapses = 9 }) }, "temporal: MaxNewSynapses = 9, want in [MinThreshold = 10, MaxSynapsesPerSegment = 255]"},
		{"synapses too few to activate", func() error { return memory(func(p *temporal.Params) { p.MaxSynapsesPerSegment = 12 }) }, "temporal: ActivationThreshold = 13, want in [1, MaxSynapsesPerSegment = 12]\ntemporal: MaxNewSynapses = 20, want in [MinThreshold = 10, MaxSynapsesPerSegment = 12]"},
		{"no segments", func() error { return memory(func(p *temporal.Params) { p.MaxSegmentsPerCell = 0 }) }, "temporal: MaxSegmentsPerCell = 0, want > 0"},
		{"a negative decrement", func() error { return memory(func(p *temporal.Params) { p.PredictedSegmentDecrement = -0.1 }) }, "temporal: PredictedSegmentDecrement = -0.1, want in [0, 1]"},
		{"two ways to punish", func() error {
			return memory(func(p *temporal.Params) {
				p.Punishment, p.PredictedSegmentDecrement = synapse.PerSegment(func([]float32, []bool) {}), 0.1
			})
		}, "temporal: PredictedSegmentDecrement = 0.1 with Punishment, want 0: the rule replaces it"},
		{"a transmission that was not made", func() error { return memory(func(p *temporal.Params) { p.Transmission = &synapse.Transmission{} }) }, "temporal: Transmission: a transmission that is empty, want one of NewTransmission, or nil"},
		{"spikes that never count", func() error { return memory(func(p *temporal.Params) { p.SpikeWindow = 0 }) }, "temporal: SpikeWindow = 0, want in [1, 1000]"},
		{"spikes that decay at once", func() error { return memory(func(p *temporal.Params) { p.EPSPDecay = 0.5 }) }, "temporal: EPSPDecay = 0.5 with SpikeWindow = 1, want 1: no earlier spike counts"},
		{"spikes that nobody hears", func() error {
			return memory(func(p *temporal.Params) { p.SpikeWindow, p.ExternalInputs, p.ExternalOnly = 3, 10, true })
		}, "temporal: SpikeWindow = 3 with ExternalOnly, want 1: segments hear no cells whose spikes could add up"},
		{"a depolarisation of no steps", func() error { return memory(func(p *temporal.Params) { p.DepolarisationSteps = 0 }) }, "temporal: DepolarisationSteps = 0, want in [1, 1000]"},
		{"inhibition from nowhere", func() error { return memory(func(p *temporal.Params) { p.InhibitoryInputs = 5 }) }, "temporal: InhibitoryInputs = 5, want in [0, ExternalInputs = 0]"},
		{"apical modes without apical inputs", func() error { return memory(func(p *temporal.Params) { p.ApicalRequired = true }) }, "temporal: ApicalRequired = true with ApicalInputs = 0, want > 0"},
		{"minicolumns of the wrong size", func() error { return panics(func() { mustMemory(func(*temporal.Params) {}).Step(bits(49), true) }) }, "temporal: an SDR of size 49, want 50"},
		{"a minicolumn named twice", func() error {
			return panics(func() { mustMemory(func(*temporal.Params) {}).Step(bits(50, 1, 1), true) })
		}, "temporal: sdr: bit 1 is there twice, want unique bits"},
		{"a context that the memory was not made for", func() error {
			return panics(func() { mustMemory(func(*temporal.Params) {}).Predict(temporal.Context{External: bits(5, 1)}) })
		}, "temporal: External is an SDR of size 5, want 0"},
		{"a context of the wrong size", func() error {
			return panics(func() {
				mustMemory(func(p *temporal.Params) { p.ExternalInputs = 4 }).Predict(temporal.Context{External: bits(5, 1)})
			})
		}, "temporal: External is an SDR of size 5, want 4"},
		{"killing more than all cells", func() error { return second(mustMemory(func(*temporal.Params) {}).KillShare(1.2, 1)) }, "temporal: share = 1.2, want in [0, 1]"},
		{"killing a cell that is not there", func() error { return mustMemory(func(*temporal.Params) {}).KillCells(bits(1600, 1600)) }, "temporal: sdr: bit 1600, want in [0, 1600)"},
		{"a winner choice beyond the minicolumn", func() error {
			return panics(func() {
				mustMemory(func(p *temporal.Params) { p.PickWinner = func([]int, uint64) int { return 32 } }).Step(bits(50, 1), true)
			})
		}, "temporal: PickWinner returned 32, want an index of 32 segments"},
		{"a store without cells", func() error { return second(synapse.New(synapse.DefaultParams(0, 5))) }, "synapse: Cells = 0, want in [1, 2^28]"},
		{"a rule that was not made by Tabulate or PerSegment", func() error { return memory(func(p *temporal.Params) { p.Plasticity = &synapse.Plasticity{} }) }, "temporal: Plasticity: a rule that is empty, want one of Tabulate, PerSegment or PerSynapses, or nil"},
		{"a rule whose function gives NaN", func() error {
			return second(synapse.Tabulate(func(p float64) float64 { return nan }, func(p float64) float64 { return p }))
		}, "synapse: on(0) = NaN, want a finite number"},
		{"a rule without a function", func() error { return second(synapse.Tabulate(nil, func(p float64) float64 { return p })) }, "synapse: on is nil, want a function"},
		{"a rule over slices without a function", func() error { return panics(func() { synapse.PerSegment(nil) }) }, "synapse: PerSegment of nil, want a function"},
		{"a rule over slices that gives NaN", func() error {
			return panics(func() {
				synapse.PerSegment(func(p []float32, on []bool) { p[0] = float32(nan) }).Apply([]float32{0.5}, []bool{true})
			})
		}, "synapse: permanence 0 of 1 is NaN after a rule, want a number"},
		// Predict, anomaly, metric.
		{"a classifier without buckets", func() error { return classifier(func(p *predict.ClassifierParams) { p.Buckets = 0 }) }, "predict: Buckets = 0, want in [1, 2^20]"},
		{"a learning rate of NaN", func() error { return classifier(func(p *predict.ClassifierParams) { p.Alpha = nan }) }, "predict: Alpha = NaN, want in (0, 1e6]"},
		{"a step ahead named twice", func() error { return classifier(func(p *predict.ClassifierParams) { p.Steps = []int{1, 5, 1} }) }, "predict: Steps = [1 5 1], want one or more, each in [0, 2^20] and there once"},
		{"a negative step ahead", func() error { return classifier(func(p *predict.ClassifierParams) { p.Steps = []int{-1} }) }, "predict: Steps = [-1], want one or more, each in [0, 2^20] and there once"},
		{"a bucket that is not there", func() error { return stepClassifier(bits(100, 1), 10) }, "predict: bucket 10, want in [0, 10)"},
		{"a pattern of the wrong size", func() error { return stepClassifier(bits(101, 1), 1) }, "predict: an SDR of size 101, want 100"},
		{"no neighbours", func() error {
			return second(predict.NewNearestClassifier(func() predict.NearestClassifierParams {
				p := predict.DefaultNearestClassifierParams(10, 2)
				p.Neighbours = 0
				return p
			}()))
		}, "predict: Neighbours = 0, want > 0"},
		{"a lag of zero", func() error { return second(predict.NewNaive(predict.NaiveParams{Steps: []int{1}})) }, "predict: Lag = 0, want in [1, 2^20]"},
		{"a likelihood from no samples", func() error {
			return second(anomaly.NewLikelihood(func() anomaly.LikelihoodParams {
				p := anomaly.DefaultLikelihoodParams()
				p.EstimationSamples = -1
				return p
			}()))
		}, "anomaly: EstimationSamples = -1, want in [0, 2^40]"},
		{"a raw score of NaN", func() error { return likelihood(1, nan) }, "anomaly: raw = NaN, want in [0, 1]"},
		{"a raw score above one", func() error { return likelihood(1, 1.5) }, "anomaly: raw = 1.5, want in [0, 1]"},
		{"a value of NaN for the likelihood", func() error { return likelihood(nan, 0.5) }, "anomaly: value = NaN, want a finite number"},
		{"an exponential period of zero", func() error { return second(anomaly.NewExponentialLikelihood(anomaly.ExponentialLikelihoodParams{})) }, "anomaly: Period = 0, want in [1, 2^40]\nanomaly: InitialVariance = 0, want in (0, 1]\nanomaly: VarianceFloor = 0, want in (0, 1]"},
		{"as many predictions as truths", func() error { return second(metric.AAE([]float64{1, 2}, []float64{1})) }, "metric: 2 truths and 1 predictions, want as many"},
		{"an error of nothing", func() error { return second(metric.RMSE(nil, nil)) }, "metric: 0 predictions in 0 records, want > 0"},
		{"a window of zero", func() error { return second(metric.NewWindow(0)) }, "metric: window = 0, want > 0"},
		{"stability over different numbers of codes", func() error { return second(metric.Stability([]sdr.SDR{bits(4, 1)}, nil)) }, "metric: 1 outputs now and 0 before, want as many"},
		// Model.
		{"a model without fields", func() error { return gym(func(p *model.Params) { p.Fields = nil }) }, "model: Fields is empty, want at least one\nmodel: Pooler.Inputs = 946, want 0, the sum of the fields' sizes (SetFields does it)"},
		{"a pooler of another size than the code", func() error { return gym(func(p *model.Params) { p.Pooler.Inputs = 7; p.Pooler.PotentialRadius = 7 }) }, "model: Pooler.Inputs = 7, want 946, the sum of the fields' sizes (SetFields does it)"},
		{"a memory of another size than the pooler", func() error { return gym(func(p *model.Params) { p.Memory.Columns = 2047 }) }, "model: Memory.Columns = 2047, want Pooler.Columns = 2048"},
		{"an encoder that could not be made", func() error {
			return gym(func(p *model.Params) {
				p.SetFields(model.Value(encode.NewScalar(encode.ScalarParams{Min: 1, Max: 0, Size: 10, Active: 3})))
			})
		}, "model: Fields[0] \"value\": encode: Max = 0, want > Min = 1\nmodel: spatial: Inputs = 0, want > 0"},
		{"a row of NaN", func() error { return second(mustModel().Step(model.Input{Time: time.Unix(0, 0), Value: nan}, true)) }, "model: row 0: Value = NaN, want a finite number"},
		{"times without values", func() error { return second(model.Inputs(make([]time.Time, 2), make([]float64, 3))) }, "model: 2 times and 3 values, want as many"},
		{"a row of NaN in a long run", func() error {
			return second(mustModel().Run(context.Background(), []model.Input{{Time: time.Unix(0, 0), Value: 1}, {Time: time.Unix(3600, 0), Value: nan}}, nil))
		}, "model: row 1: Value = NaN, want a finite number"},
		// Files.
		{"an empty file", func() error { return load(nil) }, "archive: truncated: 0 bytes, want at least 24"},
		{"a foreign file", func() error { return load([]byte("timestamp,kw_energy_consumption\n2010-07-02,21.2\n")) }, "archive: not a gohtm file: it begins with \"timestam\", want \"\\x89gohtm\\r\\n\""},
		{"a truncated file", func() error { return load(saved(mustPooler().Save)[:10]) }, "archive: truncated: 10 bytes, want at least 24"},
		{"a damaged file", func() error { return load(flipped(saved(mustPooler().Save), 300)) }, "archive: damaged: the checksum does not match the contents"},
		{"another part's file", func() error { return load(saved(mustMemory(func(*temporal.Params) {}).Save)) }, "archive: the file holds a temporal.Memory, want a spatial.Pooler"},
		{"a file of other params", func() error { return load(saved(smallPooler().Save)) }, "spatial: Columns = 40 in the file, want 50 as in this Pooler\nspatial: ColumnShape = [40] in the file, want [50] as in this Pooler"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.try()
			if err == nil {
				t.Fatalf("no error, want %q", tt.want)
			}
			if err.Error() != tt.want {
				t.Errorf("error\n%q, want\n%q", err.Error(), tt.want)
			}
		})
	}
}
