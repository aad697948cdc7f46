package ref

import "gohtm/htm/internal/portable"

const never = 1<<31 - 1 // steps ago

// TemporalRule is a learning rule: a function that changes the permanences, and
// variables, of a lesson.
type TemporalRule struct {
	Variables   int
	Draws, Told bool // it is given random bits; it is told when the segment learned
	Learn       func(*TemporalLesson)
}

// TemporalLesson is what a rule is told of a segment; see synapse.Synapses.
type TemporalLesson struct {
	Permanences []float32
	Active      []bool
	Ages        []int
	Rest        int
	Variables   [][]float32
	Draw        uint64
}

// PerSegment makes a rule of a function of permanences and active inputs.
func PerSegment(rule func(permanences []float32, active []bool)) *TemporalRule {
	return &TemporalRule{Learn: func(l *TemporalLesson) { rule(l.Permanences, l.Active) }}
}

// TemporalSpikes are the cells that were active in a step, and what they counted.
type TemporalSpikes struct {
	Cells   []int
	Factors []float32
}

// ShortTerm are the parameters of short-term depression and facilitation; Utilisation
// 0 is none.
type ShortTerm struct{ Utilisation, Recovery, Facilitation float64 }

// factor is what a spike counts now, after others: resources R and utilisation u go
// from each spike to the next, from rest on.
func (p ShortTerm) factor(spikes []int, now int) float32 {
	if p.Utilisation == 0 || len(spikes) == 0 {
		return 1
	}
	u, r := p.Utilisation, 1.0
	for i, spike := range spikes {
		next := now
		if i+1 < len(spikes) {
			next = spikes[i+1]
		}
		left := r * (1 - u)
		r = 1 - float64((1-left)*p.fade(next-spike, p.Recovery))
		u *= p.fade(next-spike, p.Facilitation)
		u += float64(p.Utilisation * (1 - u))
	}
	return float32(u * r / p.Utilisation)
}

func (p ShortTerm) fade(steps int, constant float64) float64 {
	if constant == 0 {
		return 0
	}
	return portable.Exp(-float64(steps) / constant)
}
