package experiment

import (
	"slices"

	"gohtm/datasets"
	"gohtm/htm/metric"
	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
)

// Setup is a sequence task and the memory that learns it, as Unreliable and Precision use
// them: made by WordsSetup or EndingsSetup.
type Setup struct {
	Name   string
	Memory temporal.Params // of every run, but for its Seed

	start func(seed uint64) (source, error)
	// What Expect needs: the sequences, from which of their places on they are scored (negative:
	// from the end), how many bits of an input are on, and the score that is expected.
	sequences [][]int
	from      int
	active    int
	judge     func(c *chain, hit float64, extra []float64) float64
	known     float64 // the share of scored elements that can be predicted
}

// source is a stream that a run reads.
type source interface{ next() element }

// element is one input of a stream.
type element struct {
	input sdr.SDR
	known bool // what came before determines it
	// score is how right a prediction of the element is, nil if it is not scored.
	score func(predicted sdr.SDR) float64
}

// WordsSetup returns the stream and the memory of Words: every element is scored by the
// share of the predicted minicolumns that became active. Damage has no place in it.
func WordsSetup(p WordsParams) Setup {
	s := Setup{Name: "words", Memory: p.Memory, from: 1, active: p.Stream.Active, judge: (*chain).precision}
	letters := 0
	for _, word := range p.Stream.Words {
		var sequence []int
		for _, letter := range word {
			sequence = append(sequence, int(letter))
		}
		s.sequences = append(s.sequences, sequence)
		letters += len(sequence) - 1
	}
	s.known = float64(letters) / float64(max(1, len(s.sequences)*p.Stream.Period))
	s.start = func(seed uint64) (source, error) {
		stream := p.Stream
		stream.Seed = seed
		words, err := datasets.NewWords(stream)
		return wordsSource{words}, err
	}
	return s
}

type wordsSource struct{ stream *datasets.Words }

func (s wordsSource) next() element {
	e := s.stream.Next()
	return element{input: e.Input, known: e.Predictable, score: func(predicted sdr.SDR) float64 { return metric.Precision(predicted, e.Input) }}
}

// EndingsSetup returns the stream and the memory of Endings: the last element of a
// sequence is scored, 1 if it is among those most like the prediction, else 0. Damage has
// no place in it.
func EndingsSetup(p EndingsParams) Setup {
	s := Setup{Name: "endings", Memory: p.Memory, sequences: p.Stream.Task.Sequences, from: -1, active: p.Stream.Active, known: 1, judge: (*chain).wins}
	s.start = func(seed uint64) (source, error) {
		stream := p.Stream
		stream.Seed = seed
		endings, err := datasets.NewHighOrder(stream)
		return endingsSource{endings}, err
	}
	return s
}

type endingsSource struct{ stream *datasets.HighOrder }

func (s endingsSource) next() element {
	e := s.stream.Next()
	if !e.Scored {
		return element{input: e.Input}
	}
	return element{input: e.Input, known: true, score: func(predicted sdr.SDR) float64 {
		if slices.Contains(s.stream.Guess(predicted), e.Symbol) {
			return 1
		}
		return 0
	}}
}
