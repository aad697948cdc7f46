package spatial_test

import (
	"bytes"
	"testing"

	"gohtm/htm/internal/archivetest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
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

func TestSavedPoolerGoesOnBitForBit(t *testing.T) {
	archivetest.RoundTrip(t, 200, archived)
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
