package synapse

import "gohtm/htm/internal/check"

// SaturatingLTP is potentiation that saturates: each learning step with the input on is a
// train of stimuli, which moves the synapse by a share of what is left to a ceiling, and
// each with the input off takes away a share of what it is above its baseline:
//
//	permanence += potentiation * (ceiling - permanence)   if the input is on, ceiling = baseline * (1+gain)
//	permanence += depression * (baseline - permanence)    if it is off
//
// so that n trains lift it from the baseline by gain * (1 - (1-potentiation)^n). A gain of
// 1.5 and a potentiation of .8 are 120, 144 and 149 % above the baseline after one, two and
// three trains, and never more than 150 %: as long-term potentiation of the hippocampus is
// described, which further trains do not raise (Bliss & Lømo 1973,
// doi:10.1113/jphysiol.1973.sp010273; the numbers are a model's).
//
// The baseline is where synapses begin (InitialPermanence), in (0, 1), gain > 0 with
// a ceiling of at most 1; potentiation and depression are in [0, 1].
func SaturatingLTP(baseline, gain, potentiation, depression float64) (*Plasticity, error) {
	c := check.New("synapse")
	ceiling := baseline * (1 + gain)
	c.That(baseline > 0 && baseline < 1, "baseline = %v, want in (0, 1)", baseline)
	c.That(gain > 0 && ceiling <= 1, "gain = %v, want > 0 with a ceiling of baseline*(1+gain) = %v of at most 1", gain, ceiling)
	share(c, "potentiation", potentiation)
	share(c, "depression", depression)
	if err := c.Err(); err != nil {
		return nil, err
	}
	return Tabulate(towards(ceiling, potentiation), towards(baseline, depression))
}
