package model

import (
	"fmt"
	"hash/fnv"
	"math"
	"testing"

	"gohtm/htm/internal/rng"
)

// Of 400 noisy hours, every bit of what a model with all kinds of readouts says
// and learns; but not the likelihood, whose last digits are those of math.Erfc.
// The hash is from an amd64 machine; GOAMD64=v3 go test makes the compiler fuse
// products and sums wherever it may, as it does on arm64.
func TestTheSameBitsOnEveryMachine(t *testing.T) {
	random := rng.New(1)
	rows := days(17)[:400]
	for i := range rows {
		rows[i].Value = float64(rows[i].Value*0.8) + float64(2*random.Float64())
	}
	p := small(t)
	p.Pooler.BoostStrength = 3
	m := made(t, p)
	h := fnv.New64a()
	for _, r := range run(t, m, rows) {
		fmt.Fprintf(h, "%x %d %d %d %d ", math.Float64bits(r.Anomaly), r.BurstingColumns, r.PredictedColumns, r.Segments, r.Synapses)
		for _, prediction := range r.Predictions {
			fmt.Fprintf(h, "%x ", math.Float64bits(prediction.Value))
		}
	}
	s := m.Snapshot()
	fmt.Fprintf(h, "%b %b %b ", s.Pooler.Permanences, s.Pooler.ActiveDutyCycles, s.Pooler.BoostFactors)
	fmt.Fprintf(h, "%b %b %b ", s.Memory.Random, s.Memory.Distal.SynapseInput, s.Memory.Distal.Permanence)
	for _, r := range s.Readouts {
		for k := range r.Classifiers {
			fmt.Fprintf(h, "%b %b ", r.Classifiers[k].Weights, r.Values[k].Means)
		}
	}
	const want = "5cc3181a0f25f401"
	if got := fmt.Sprintf("%016x", h.Sum64()); got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
}
