package experiment

import (
	"context"
	"fmt"
	"math"

	"gohtm/datasets"
	"gohtm/htm/anomaly"
	"gohtm/htm/encode"
	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
)

// OvenMemoryParams configures HTMOven: start from DefaultOvenMemoryParams.
type OvenMemoryParams struct {
	Temperature encode.RandomDistributedParams // of °C
	Lags        []int                          // rows before: what a prediction is made from
	// Memory has a minicolumn for each bit of a temperature; ExternalInputs is Temperature.Size for each of Lags.
	Memory temporal.Params
	Window int // rows over which raw scores are averaged
	// Likelihood, if not nil, turns the raw scores into an anomaly likelihood on the log scale, in place of the
	// average.
	Likelihood *anomaly.LikelihoodParams
}

// DefaultOvenMemoryParams returns what did best on three ovens: temperatures to 1 °C, a prediction from the last 42
// minutes, segments that need 22 of 30 synapses and connect after two confirmations, and scores averaged over three rows.
func DefaultOvenMemoryParams() OvenMemoryParams {
	p := OvenMemoryParams{
		Temperature: encode.DefaultRandomDistributedParams(1),
		Lags:        []int{1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14},
		Window:      3,
	}
	m := temporal.DefaultParams(p.Temperature.Size)
	m.CellsPerColumn, m.ExternalOnly, m.ExternalInputs = 1, true, p.Temperature.Size*len(p.Lags)
	m.ActivationThreshold, m.MinThreshold = 22, 20
	m.MaxNewSynapses, m.MaxSynapsesPerSegment = 30, 40
	m.InitialPermanence = .31
	p.Memory = m
	return p
}

// Validate names every field that is out of range.
func (p OvenMemoryParams) Validate() error {
	var bad faults
	bad.part(p.Temperature.Validate())
	bad.part(p.Memory.Validate())
	bad.that(p.Memory.Columns == p.Temperature.Size, "Memory.Columns = %d, want Temperature.Size = %d", p.Memory.Columns, p.Temperature.Size)
	inputs := p.Temperature.Size * len(p.Lags)
	bad.that(p.Memory.ExternalInputs == inputs, "Memory.ExternalInputs = %d, want %d, Temperature.Size for each of Lags", p.Memory.ExternalInputs, inputs)
	for i, lag := range p.Lags {
		bad.that(lag > 0 && lag <= 10000, "Lags[%d] = %d, want in [1, 10000]", i, lag)
	}
	bad.that(len(p.Lags) > 0, "no Lags, want one or more")
	bad.part(anomaly.MovingAverageParams{Window: p.Window}.Validate())
	if p.Likelihood != nil {
		bad.part(p.Likelihood.Validate())
	}
	return bad.err
}

// HTMOven is a detector made of a temporal memory. A temperature is a sparse code; each of its bits is a
// minicolumn of one cell, whose segments listen to the codes of the temperatures before, each in bits of its own. So a segment
// stands for a stretch of a curve that it has met, give or take what its threshold forgives, and the cell
// expects what came then. The bits that nobody expected burst:
//
//	raw = share of the bits of the temperature now that no segment predicted
//
// and learn it. The segments hear temperatures alone and not cells (Params.ExternalOnly, as the input layer of Hawkins, Ahmad & Cui
// 2017, doi:10.3389/fncir.2017.00081): with its own cells as context, one noisy row bursts, and what
// bursts is another context for the next, so that a series of numbers never settles. Nothing tells it of recipes,
// cycles or the time of day.
func HTMOven(p OvenMemoryParams) OvenDetector {
	return OvenDetector{Name: "HTM", Scores: func(ctx context.Context, o *datasets.Oven) ([]float64, error) {
		raw, err := p.raw(ctx, o)
		if err != nil {
			return nil, err
		}
		if p.Likelihood == nil {
			return p.averaged(raw)
		}
		return p.likely(raw, o)
	}}
}

// raw returns the share of unpredicted bits of every row.
func (p OvenMemoryParams) raw(ctx context.Context, o *datasets.Oven) ([]float64, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	encoder, err := encode.NewRandomDistributed(p.Temperature)
	if err != nil {
		return nil, err
	}
	memory, err := temporal.New(p.Memory)
	if err != nil {
		return nil, err
	}
	values := o.Series.Values()
	codes, raw := make([]sdr.SDR, len(values)), make([]float64, len(values))
	before := sdr.SDR{Size: p.Memory.ExternalInputs}
	for i, x := range values {
		if i%100 == 0 {
			if err := stopped(ctx, i, len(values)); err != nil {
				return nil, err
			}
		}
		if codes[i], err = encoder.Encode(x); err != nil {
			return nil, fmt.Errorf("row %d: %w", i, err)
		}
		before.Bits = before.Bits[:0]
		for k, lag := range p.Lags {
			if i >= lag {
				for _, bit := range codes[i-lag].Bits {
					before.Bits = append(before.Bits, k*p.Temperature.Size+bit)
				}
			}
		}
		memory.Predict(temporal.Context{External: before})
		memory.Step(codes[i], true)
		raw[i] = memory.Bursting()
	}
	return raw, nil
}

func (p OvenMemoryParams) averaged(raw []float64) ([]float64, error) {
	average, err := anomaly.NewMovingAverage(anomaly.MovingAverageParams{Window: p.Window})
	if err != nil {
		return nil, err
	}
	scores := make([]float64, len(raw))
	for i, x := range raw {
		if scores[i], err = average.Step(x); err != nil {
			return nil, err
		}
	}
	return scores, nil
}

func (p OvenMemoryParams) likely(raw []float64, o *datasets.Oven) ([]float64, error) {
	likelihood, err := anomaly.NewLikelihood(*p.Likelihood)
	if err != nil {
		return nil, err
	}
	scores := make([]float64, len(raw))
	for i, x := range raw {
		y, err := likelihood.Step(o.Series.Rows[i].Value, x)
		if err != nil {
			return nil, err
		}
		scores[i] = math.Max(0, anomaly.LogScore(y))
	}
	return scores, nil
}
