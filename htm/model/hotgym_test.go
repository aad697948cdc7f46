package model_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"gohtm/datasets"
	"gohtm/htm/metric"
	"gohtm/htm/model"
)

func hotGym(t *testing.T) ([]model.Input, []float64) {
	t.Helper()
	if testing.Short() {
		t.Skip("runs whole models, not in -short")
	}
	gym, err := datasets.HotGym()
	if err != nil {
		t.Skipf("needs the real hot-gym rows: %v", err)
	}
	rows, err := model.Inputs(gym.Times(), gym.Values())
	if err != nil {
		t.Fatal(err)
	}
	return rows, gym.Values()
}

// What the published parameters reach on the real rows, cold start included, for
// three seeds: the quick start errs by at most 5.2 kW and the plain pipeline by at
// most 3.75, where the same hour last week errs by 4.30. Pooler and memory each
// help a classifier.
func TestHotGym(t *testing.T) {
	rows, truth := hotGym(t)
	var params []model.Params
	for _, seed := range []uint64{42, 1, 2} {
		quick, plain := model.QuickStart(), model.Plain()
		plain.Readouts = append(plain.Readouts,
			model.SpreadReadout("minicolumns", model.ActiveColumns),
			model.SpreadReadout("encoder bits", model.EncoderBits),
			model.ChangeReadout("change", model.WinnerCells))
		for _, p := range []model.Params{quick, plain} {
			p.Pooler.Seed, p.Memory.Seed = seed, seed
			params = append(params, p)
		}
	}
	runs, err := model.RunEach(context.Background(), model.Jobs(params, rows), nil)
	if err != nil {
		t.Fatal(err)
	}
	aae := func(records []model.Record, readout string, ahead int) float64 {
		e, err := metric.AAE(truth, model.Forecasts(records, readout, ahead))
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	for i := 0; i < len(runs); i += 2 {
		seed, quick, plain := params[i].Pooler.Seed, runs[i], runs[i+1]
		winners, columns, bits := aae(plain, "winner cells", 1), aae(plain, "minicolumns", 1), aae(plain, "encoder bits", 1)
		t.Logf("seed %d: quick start %.2f, plain %.2f, minicolumns %.2f, encoder bits %.2f, change %.2f",
			seed, aae(quick, "active cells", 1), winners, columns, bits, aae(plain, "change", 1))
		for _, limit := range []struct {
			name      string
			got, most float64
		}{
			{"quick start", aae(quick, "active cells", 1), 5.2},
			{"quick start, 5 hours ahead", aae(quick, "active cells", 5), 7.4},
			{"plain pipeline", winners, 3.75},
			{"plain pipeline, 5 hours ahead", aae(plain, "winner cells", 5), 5.45},
			{"change, median", aae(plain, "change", 1), 3.45},
			{"winner cells against minicolumns", winners, columns - 0.2},
			{"minicolumns against encoder bits", columns, bits - 0.4},
		} {
			if limit.got > limit.most {
				t.Errorf("seed %d: %s errs by %.2f kW, want at most %.2f", seed, limit.name, limit.got, limit.most)
			}
		}
	}
}

// Replacing everything from row 2500 on changes no prediction that was issued before.
func TestHotGymIsCausal(t *testing.T) {
	rows, _ := hotGym(t)
	rows = rows[:2600]
	noise := append([]model.Input(nil), rows...)
	for i := 2500; i < len(noise); i++ {
		noise[i].Value = 40 + 39*math.Sin(float64(i*i))
	}
	p := model.Plain()
	p.Readouts = append(p.Readouts, model.NearestReadout("nearest", model.WinnerCells, true), model.ChangeReadout("change", model.WinnerCells))
	runs := make([][]model.Record, 2)
	for i, rows := range [][]model.Input{rows, noise} {
		m, err := model.New(p)
		if err != nil {
			t.Fatal(err)
		}
		if runs[i], err = m.Run(context.Background(), rows, nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, readout := range []string{"winner cells", "nearest", "change"} {
		a, b := model.Forecasts(runs[0], readout, 1), model.Forecasts(runs[1], readout, 1)
		for i := 0; i <= 2500; i++ {
			if math.Float64bits(a[i]) != math.Float64bits(b[i]) {
				t.Fatalf("%s: the forecast for row %d depends on rows from 2500 on", readout, i)
			}
		}
		if slices.Equal(a[2501:], b[2501:]) {
			t.Errorf("%s: no forecast depends on rows from 2500 on", readout)
		}
	}
}
