package htmtest

import (
	"fmt"

	"gohtm/htm/sdr"
)

// SteppedClosures are an encoder whose code depends on what came before, such as
// encode.Delta, as functions over it. What it does not have stays nil, and is not
// checked; Step and Encode it must have.
type SteppedClosures struct {
	// Step goes one input on, learns from it if learn is set, and returns its code.
	Step func(input interface{}, learn bool) (sdr.SDR, error)
	// Encode returns the code of an input at this point of the stream, and changes nothing.
	Encode EncodeFunc
	// Learned, Snapshot, Restore and Clone are as in Closures.
	Learned  func() interface{}
	Snapshot func() interface{}
	Restore  func(state interface{}) error
	Clone    func() SteppedClosures
}

// SteppedCase describes such an encoder to Stepped.
type SteppedCase struct {
	Name string // stands in front of every complaint
	// New returns a fresh encoder, always with the same parameters and seed.
	New func() (SteppedClosures, error)
	// Stream holds inputs that are stepped in turn, learning, at least 4.
	Stream []interface{}
	// Encoder says what Encode promises after the Stream; its Name and New are not
	// used. Step must refuse what is Bad, too, anywhere in the Stream.
	Encoder EncoderCase
}

// Stepped returns what is wrong with an encoder that is stepped, or nil. It checks
// that with Step it is a component as Component wants it; that with Encode it is,
// after the Stream, an encoder as Encoder wants it; that Encode changes nothing of
// what comes; and that Step refuses Bad inputs and goes on as if they had not been.
func Stepped(c SteppedCase) error {
	s := &steppedSuite{SteppedCase: c, complaints: newComplaints(c.Name)}
	s.join(Component(s.component()))
	if len(s.list) > 0 { // a component that goes wrong is no encoder
		return s.err()
	}
	encoder := c.Encoder
	encoder.Name, encoder.New = c.Name+", Encode", s.encodeAfterStream
	s.join(Encoder(encoder))
	s.guard("Encode between steps", s.checkEncode)
	s.guard("Step of Bad inputs", s.checkBad)
	return s.err()
}

type steppedSuite struct {
	SteppedCase
	*complaints
}

// join adds the complaints of another suite as they are.
func (s *steppedSuite) join(err error) {
	if err != nil {
		s.list = append(s.list, err.Error())
	}
}

func (s *steppedSuite) fresh() SteppedClosures {
	c, err := s.New()
	if err != nil {
		panic(fmt.Sprintf("New: %v", err))
	}
	return c
}

// component makes a component of the encoder: the SDR with bit k on stands for the
// k-th input of the Stream.
func (s *steppedSuite) component() ComponentCase {
	c := ComponentCase{Name: s.Name, New: func() (Closures, error) {
		encoder, err := s.New()
		if err != nil {
			return Closures{}, err
		}
		return s.closures(encoder), nil
	}}
	for k := range s.Stream {
		c.Inputs = append(c.Inputs, sdr.SDR{Size: len(s.Stream), Bits: []int{k}})
	}
	return c
}

func (s *steppedSuite) closures(encoder SteppedClosures) Closures {
	var code sdr.SDR // of the last step, as it was returned
	c := Closures{
		Step: func(input sdr.SDR, learn bool) {
			var err error
			if code, err = encoder.Step(s.Stream[input.Bits[0]], learn); err != nil {
				panic(err)
			}
		},
		Output:   func() interface{} { return code },
		Learned:  encoder.Learned,
		Snapshot: encoder.Snapshot,
		Restore:  encoder.Restore,
	}
	if encoder.Clone != nil {
		c.Clone = func() Closures { return s.closures(encoder.Clone()) }
	}
	return c
}

// encodeAfterStream returns Encode of an encoder that has seen the Stream.
func (s *steppedSuite) encodeAfterStream() (EncodeFunc, error) {
	encoder, err := s.New()
	if err != nil {
		return nil, err
	}
	for _, input := range s.Stream {
		if _, err := encoder.Step(input, true); err != nil {
			return nil, err
		}
	}
	return encoder.Encode, nil
}

// beside steps two encoders through the Stream, one of them after a disturbance that
// should not matter.
func (s *steppedSuite) beside(what string, disturb func(encoder SteppedClosures)) {
	plain, disturbed := s.fresh(), s.fresh()
	for i, input := range s.Stream {
		disturb(disturbed)
		want, errWant := plain.Step(input, true)
		got, err := disturbed.Step(input, true)
		if (err == nil) != (errWant == nil) || !got.Equal(want) {
			s.add("%s: Step %d returns %v, %v; want %v, %v", what, i+1, got, err, want, errWant)
			return
		}
		if plain.Snapshot != nil && !equal(plain.Snapshot(), disturbed.Snapshot()) {
			s.add("%s: another state after step %d", what, i+1)
			return
		}
	}
}

func (s *steppedSuite) checkEncode() {
	s.beside("after Encode", func(encoder SteppedClosures) {
		for _, input := range append(append([]interface{}(nil), s.Encoder.Inputs...), s.Encoder.Bad...) {
			encoder.Encode(input)
		}
	})
}

func (s *steppedSuite) checkBad() {
	s.beside("after Bad inputs", func(encoder SteppedClosures) {
		for _, input := range s.Encoder.Bad {
			for _, learn := range []bool{true, false} {
				if code, err := encoder.Step(input, learn); err == nil {
					s.add("Step of input %v: SDR %v, want an error", input, code)
				}
			}
		}
	})
}
