package spatial_test

import (
	"bytes"
	"testing"

	"gohtm/htm/internal/archivetest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
)

// archived is a small pooler with boosting, local inhibition and weak minicolumns
// that grow, so that all of its state matters.
func archived(t testing.TB) archivetest.Part {
	params := spatial.DefaultParams(60, 50)
	params.GlobalInhibition, params.PotentialRadius, params.Density = false, 12, 0.2
	params.BoostStrength, params.MinOverlapDutyCycle, params.UpdatePeriod, params.DutyCyclePeriod = 3, 0.5, 7, 50
	p, err := spatial.New(params)
	if err != nil {
		t.Fatal(err)
	}
	return archivetest.Part{
		Save: p.Save, Load: p.Load, Snapshot: func() interface{} { return p.Snapshot() },
		Step: func(i int) interface{} {
			p.Step(sdr.SDR{Size: 60, Bits: rng.New(uint64(i)).Sample(60, 12)}, i%5 > 0)
			return []interface{}{p.Active(), p.BoostedOverlaps()}
		},
	}
}

// archivedMix has what archived has not: rates, inhibition, releases, a rule with a
// history that forgets.
func archivedMix(t testing.TB) archivetest.Part {
	params := spatial.DefaultParams(60, 50)
	params.Density, params.RateInputs, params.InhibitoryInputs = 0.2, true, 15
	var err error
	params.Transmission, err = synapse.ReleasingByPermanence(2)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range rules(t) {
		params.Plasticity = tt.rule // the last one has everything
	}
	p, err := spatial.New(params)
	if err != nil {
		t.Fatal(err)
	}
	return archivetest.Part{
		Save: p.Save, Load: p.Load, Snapshot: func() interface{} { return p.Snapshot() },
		Step: func(i int) interface{} {
			r, rates := rng.New(uint64(i)), make([]float32, 60)
			for _, bit := range r.Sample(60, 12) {
				rates[bit] = r.Unit()
			}
			p.StepRates(rates, i%5 > 0)
			return []interface{}{p.Active(), p.BoostedOverlaps(), p.Rates()}
		},
	}
}

func TestSavedPoolerGoesOnBitForBit(t *testing.T) {
	archivetest.RoundTrip(t, 200, archived)
	archivetest.RoundTrip(t, 100, archivedMix)
}

func FuzzLoad(f *testing.F) {
	archivetest.FuzzLoad(f, archived)
}

func TestLoadNamesOtherParams(t *testing.T) {
	made := func(change func(*spatial.Params)) *spatial.Pooler {
		params := spatial.DefaultParams(60, 50)
		change(&params)
		p, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	var file bytes.Buffer
	if err := made(func(p *spatial.Params) {}).Save(&file); err != nil {
		t.Fatal(err)
	}
	err := made(func(p *spatial.Params) { p.Columns, p.Seed = 40, 7 }).Load(&file)
	const want = `spatial: Columns = 50 in the file, want 40 as in this Pooler
spatial: ColumnShape = [50] in the file, want [40] as in this Pooler
spatial: Seed = 42 in the file, want 7 as in this Pooler`
	if err == nil || err.Error() != want {
		t.Errorf("error\n%v\nwant\n%s", err, want)
	}
}
