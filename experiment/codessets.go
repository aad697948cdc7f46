package experiment

import (
	"gohtm/datasets"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// RandomCodesParams returns the first experiment of Cui, Ahmad & Hawkins (2017),
// doi:10.3389/fncom.2017.00111: 200 random inputs of 20 bits of 1024, the same for 50 epochs.
func RandomCodesParams() CodesParams {
	p := DefaultCodesParams()
	p.Data = func(seed uint64) ([]sdr.SDR, error) { return datasets.RandomSDRs(200, 1024, 20, seed) }
	p.Epochs, p.Switch = 50, datasets.Never
	return p
}

// KilledCodesParams returns the same paper's fault tolerance without topology:
// RandomCodesParams for 100 epochs, and half of the minicolumns die after 50. Lesion has its fault
// tolerance with topology.
func KilledCodesParams() CodesParams {
	p := RandomCodesParams()
	p.Epochs, p.KillAt, p.KillShare = 100, 50, 0.5
	return p
}

// UnboostedCodesParams returns DefaultCodesParams with the parameters that the same paper
// has without boosting. They also differ in the rates of learning and in the potential pools:
// set Pooler.BoostStrength to 0 to change boosting alone.
func UnboostedCodesParams() CodesParams {
	p := DefaultCodesParams()
	p.Pooler.PotentialFraction = 0.5
	p.Pooler.PermanenceIncrement, p.Pooler.PermanenceDecrement = 0.02, 0.004
	p.Pooler.BoostStrength, p.Pooler.MinOverlapDutyCycle = 0, 0
	return p
}

// TopologyCodesParams returns DefaultCodesParams with topology, which is what the figures
// 2 and 3 of the same paper show: inputs and minicolumns on sheets of 32 x 32 whose borders
// are joined, pools and inhibition in a neighbourhood.
func TopologyCodesParams() CodesParams {
	p := DefaultCodesParams()
	p.Pooler = topologyPooler()
	return p
}

// topologyPooler are the parameters of the same paper with topology and boosting.
func topologyPooler() spatial.Params {
	p := DefaultCodesParams().Pooler
	p.InputShape, p.ColumnShape = []int{32, 32}, []int{32, 32}
	p.GlobalInhibition, p.PotentialRadius, p.MinOverlapDutyCycle = false, 12, 0
	return p
}
