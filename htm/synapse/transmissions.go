package synapse

import (
	"fmt"

	"gohtm/htm/internal/portable"
)

// Graded makes a synapse contribute its permanence, connected or not:
//
//	weight = permanence
func Graded() *Transmission {
	t, err := NewTransmission(TransmissionParams{Weight: itself})
	if err != nil {
		panic(err) // it has no parameters
	}
	return t
}

func itself(permanence float64) float64 { return permanence }

// GradedBits is Graded with weights of so many bits, 1 to 16: the nearest of 2^bits
// levels from 0 to 1. One bit is a threshold at 0.5.
func GradedBits(bits int) (*Transmission, error) {
	if bits < 1 {
		return nil, fmt.Errorf("synapse: bits = %d, want in [1, %d]", bits, mostBits)
	}
	return NewTransmission(TransmissionParams{Weight: itself, Bits: bits})
}

// Sigmoid makes a synapse contribute
//
//	weight = 1 / (1 + exp(-slope*(permanence - midpoint)))
//
// half at the midpoint, in [0, 1], with a slope > 0 there of slope/4; up to 1000, which is
// nearly HTM's threshold.
func Sigmoid(midpoint, slope float64) (*Transmission, error) {
	if !(midpoint >= 0 && midpoint <= 1) || !(slope > 0 && slope <= 1000) {
		return nil, fmt.Errorf("synapse: Sigmoid(%v, %v), want the midpoint in [0, 1] and the slope in (0, 1000]", midpoint, slope)
	}
	return NewTransmission(TransmissionParams{Weight: func(permanence float64) float64 {
		return 1 / (1 + portable.Exp(-slope*(permanence-midpoint)))
	}})
}

// Releasing makes a connected synapse contribute 1 with probability q, in [0, 1],
// and fail otherwise. Central synapses fail more often than not: Branco & Staras (2009),
// doi:10.1038/nrn2634, "The probability of neurotransmitter release".
func Releasing(q float64) (*Transmission, error) {
	if !(q >= 0 && q <= 1) {
		return nil, fmt.Errorf("synapse: q = %v, want in [0, 1]", q)
	}
	return NewTransmission(TransmissionParams{Release: func(float64) float64 { return q }})
}

// ReleasingByPermanence makes a connected synapse release each of so many vesicles, 1 to
// 1000, with a probability that is its permanence: it contributes the share that is
// released. Learning then makes synapses more reliable instead of stronger. One that is not
// connected contributes nothing: for others, give NewTransmission a Weight of 1.
func ReleasingByPermanence(vesicles int) (*Transmission, error) {
	if vesicles < 1 {
		return nil, fmt.Errorf("synapse: vesicles = %d, want in [1, 1000]", vesicles)
	}
	return NewTransmission(TransmissionParams{Release: itself, Vesicles: vesicles})
}

// Depressing makes a connected synapse contribute less, the more often its input was on in
// the last steps; ShortTerm says how. Tsodyks & Markram (1997), who fit a utilisation of .5
// and a recovery of 800 ms.
func Depressing(utilisation, recovery float64) (*Transmission, error) {
	return NewTransmission(TransmissionParams{Utilisation: utilisation, Recovery: recovery})
}

// Facilitating makes a connected synapse contribute more when its input was on just before,
// until its resources are used up; ShortTerm says how. Markram, Wang & Tsodyks (1998), who
// fit a utilisation of .03, a recovery of 130 ms and a facilitation of 530 ms.
func Facilitating(utilisation, recovery, facilitation float64) (*Transmission, error) {
	return NewTransmission(TransmissionParams{Utilisation: utilisation, Recovery: recovery, Facilitation: facilitation})
}
