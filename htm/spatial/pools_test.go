package spatial

import (
	"reflect"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// A pooler of more than 65,536 inputs keeps them in four bytes: it does the same.
func TestWideInputs(t *testing.T) {
	p := trained(t)
	wide := p.Clone()
	wide.input = inputList{wide: p.input.all()}
	r := rng.New(1)
	for step := 0; step < 60; step++ {
		if step == 30 {
			mustKill(t, p, 10, 11)
			mustKill(t, wide, 10, 11)
		}
		input := sdr.SDR{Size: 60, Bits: r.Sample(60, 8)}
		p.Step(input, step%5 > 0)
		wide.Step(input, step%5 > 0)
		if !reflect.DeepEqual(p.Snapshot(), wide.Snapshot()) || !reflect.DeepEqual(p.PotentialPool(7), wide.PotentialPool(7)) {
			t.Fatalf("step %d: the wide pooler differs", step)
		}
	}
	requireTable(t, wide)
	if p.input.wide != nil || mustNew(t, 65536, 2, func(p *Params) {}).input.wide != nil || mustNew(t, 65537, 2, func(p *Params) {}).input.narrow != nil {
		t.Errorf("inputs are not kept as said: two bytes up to 65,536 of them")
	}
}
