package experiment

import (
	"context"
	"fmt"

	"gohtm/datasets"
	"gohtm/htm/metric"
	"gohtm/htm/temporal"
)

// WordsParams configures Words: start from DefaultWordsParams or ShortWordsParams.
type WordsParams struct {
	Stream   datasets.WordsParams // Switch says when the words change, Never for not at all
	Memory   temporal.Params      // Columns must be those of Stream; one cell a column makes it first order
	Elements int                  // of the stream to run
	// KillShare is the share of all cells that dies before element KillAt, in [0, 1];
	// which ones, KillSeed says: a greater share kills the same ones and more.
	KillShare float64
	KillAt    int
	KillSeed  uint64
	// Keep is the weight of what came before in the running mean of the curve, in [0, 1),
	// and Window is over how many of these means each point is a mean, > 0.
	Keep   float64
	Window int
}

// DefaultWordsParams returns figure 6A of Hawkins & Ahmad (2016),
// doi:10.3389/fncir.2016.00023: 9,000 elements, other words after 3,500. For 6B set
// Stream.Switch to datasets.Never, and KillShare to .4, .5, .6 or .75.
func DefaultWordsParams() WordsParams {
	p := WordsParams{
		Stream: datasets.DefaultWordsParams(), Elements: 9000,
		KillAt: 3500, KillSeed: 42, Keep: 0.99, Window: 60,
	}
	p.Memory = temporal.DefaultParams(p.Stream.Columns)
	p.Memory.ActivationThreshold, p.Memory.MinThreshold, p.Memory.MaxNewSynapses = 15, 15, 40
	p.Memory.PredictedSegmentDecrement = 0.01
	return p
}

// ShortWordsParams returns the same at half the size, with a third of the elements:
// 1024 minicolumns of 8 cells, 20 on, thresholds of 8, other words or damage after 1,500.
func ShortWordsParams() WordsParams {
	p := DefaultWordsParams()
	p.Stream.Columns, p.Stream.Active, p.Stream.Switch = 1024, 20, 1500
	p.Memory.Columns, p.Memory.CellsPerColumn = 1024, 8
	p.Memory.ActivationThreshold, p.Memory.MinThreshold, p.Memory.MaxNewSynapses = 8, 8, 20
	p.Elements, p.KillAt = 3500, 1500
	return p
}

// Validate names every field that is out of range.
func (p WordsParams) Validate() error {
	var bad faults
	bad.part(p.Stream.Validate())
	bad.part(p.Memory.Validate())
	bad.that(p.Memory.Columns == p.Stream.Columns, "Memory.Columns = %d, want Stream.Columns = %d", p.Memory.Columns, p.Stream.Columns)
	bad.that(p.Elements > 0, "Elements = %d, want > 0", p.Elements)
	bad.that(p.KillShare >= 0 && p.KillShare <= 1, "KillShare = %v, want in [0, 1]", p.KillShare)
	bad.that(p.KillAt >= 0, "KillAt = %d, want >= 0", p.KillAt)
	bad.that(p.Keep >= 0 && p.Keep < 1, "Keep = %v, want in [0, 1)", p.Keep)
	bad.that(p.Window > 0, "Window = %d, want > 0", p.Window)
	return bad.err
}

// WordsResult is what Words measures, element by element.
type WordsResult struct {
	// Accuracy is the share of the predicted minicolumns that became active, 0 if none
	// was predicted. Half of the elements are random, so a perfect memory comes to .5.
	Accuracy []float64
	// Curve is the accuracy as the paper draws it: the mean of the last Window running means.
	Curve []float64
	// Bursting is the share of the active minicolumns that came unpredicted.
	Bursting []float64
	Segments int // at the end
	Synapses int // at the end, connected or not
}

// Words shows a memory a stream of words among random elements, and measures how
// well it predicts the next one: after a while the words change, or cells die, and
// it goes on learning. progress, if not nil, is told of the elements. When ctx ends
// the result so far is returned with an error.
//
// Hawkins & Ahmad (2016), "Why neurons have thousands of synapses, a theory of
// sequence memory in neocortex", doi:10.3389/fncir.2016.00023, figure 6 and its program
// sequence_simulations. The caption of 6A has the switch at 3,000, its program at 3,500.
func Words(ctx context.Context, p WordsParams, progress func(done, total int)) (WordsResult, error) {
	var result WordsResult
	if err := p.Validate(); err != nil {
		return result, err
	}
	stream, err := datasets.NewWords(p.Stream)
	if err != nil {
		return result, err
	}
	memory, err := temporal.New(p.Memory)
	if err != nil {
		return result, err
	}
	for i := 0; i < p.Elements && err == nil; i++ {
		if err = stopped(ctx, i, p.Elements); err != nil {
			break
		}
		if i == p.KillAt && p.KillShare > 0 {
			if _, err := memory.KillShare(p.KillShare, p.KillSeed); err != nil {
				return result, err
			}
		}
		input := stream.Next().Input
		predicted := memory.PredictedColumns()
		memory.Step(input, true)
		result.Accuracy = append(result.Accuracy, metric.Precision(predicted, input))
		result.Bursting = append(result.Bursting, float64(memory.BurstingColumns().Len())/float64(input.Len()))
		if progress != nil {
			progress(i+1, p.Elements)
		}
	}
	result.Segments, result.Synapses = memory.Segments(), memory.Synapses()
	result.Curve, _ = metric.SlidingMean(metric.Smooth(result.Accuracy, p.Keep), p.Window)
	return result, err
}

// HighOrderSwitch is Words as a task: how well does a memory relearn when the words
// change? The score is the mean accuracy from there on; random elements keep it below .5. The
// seed is that of the stream and of the memory. Without a switch it is the mean over all elements.
func HighOrderSwitch(p WordsParams) Task {
	t := wordsTask(p, p.Stream.Switch)
	t.Name = "other words"
	return t
}

// CellDamage is Words as a task in which a share of the cells dies at KillAt, and
// the words stay: how much is lost, and relearned? The score is as in HighOrderSwitch.
func CellDamage(p WordsParams, share float64) Task {
	p.Stream.Switch, p.KillShare = datasets.Never, share
	t := wordsTask(p, p.KillAt)
	t.Name = fmt.Sprintf("%.0f %% of the cells die", 100*share)
	return t
}

// wordsTask is the task of running Words with a change at an element.
func wordsTask(p WordsParams, change int) Task {
	if change >= p.Elements {
		change = 0
	}
	t := Task{XLabel: "elements", YLabel: "accuracy", Steps: p.Elements, Memory: true, Marks: []Metric{{"ceiling", 0.5}}}
	t.Run = func(ctx context.Context, v Variant, seed uint64, progress func(done, total int)) (Run, error) {
		p, err := p, error(nil)
		p.Stream.Seed, p.Memory.Seed, p.KillSeed = seed, seed, seed
		if p.Memory, err = v.MemoryOf(p.Memory); err != nil {
			return Run{}, err
		}
		result, err := Words(ctx, p, progress)
		if err != nil {
			return Run{}, err
		}
		run := Run{Score: mean(result.Accuracy[change:]), Metrics: []Metric{
			{"before", last(result.Curve[:max(1, change)])}, {"lowest after", lowest(result.Curve[change:])}, {"end", last(result.Curve)},
			{"synapses", float64(result.Synapses)},
		}}
		run.X, run.Curve = thin(result.Curve, points)
		return run, nil
	}
	return t
}

// points is how many a curve has at most: more than a figure shows.
const points = 200
