package htmtest

import (
	"errors"
	"fmt"
	"sync"

	"gohtm/htm/sdr"
)

// EncodeFunc encodes an input of whatever type the encoder wants:
//
//	func(x interface{}) (sdr.SDR, error) { return scalar.Encode(x.(float64)) }
type EncodeFunc func(input interface{}) (sdr.SDR, error)

// EncoderCase describes an encoder and what it promises to Encoder.
type EncoderCase struct {
	Name string // stands in front of every complaint
	// New returns a fresh encoder, always with the same parameters and seed.
	New    func() (EncodeFunc, error)
	Size   int           // bits of every SDR
	Active int           // on bits of every SDR; 0 promises no fixed number
	Inputs []interface{} // inputs that can be encoded, not all with the same SDR
	Bad    []interface{} // inputs that must be refused: NaN, infinities, out of range
	// Distance says how unlike two inputs are: of three inputs a, b, c with b
	// nearer to a than c is, a and b share at least as many bits as a and c,
	// less Slack. nil promises nothing.
	Distance func(a, b interface{}) float64
	// Slack is by how many bits the overlap may rise with the distance: 1 for
	// values put in buckets, where chance decides as many as chance decides.
	Slack int
}

// Encoder returns what is wrong with an encoder, or nil. It checks that every
// SDR is valid, has Size bits, Active of them on; that overlap falls with
// distance; that the same input gives the same SDR in a second encoder, after
// other inputs, after the caller has changed an SDR that was returned, and from
// several goroutines at once (run it under the race detector, too); that Bad
// inputs are errors; and that nothing panics.
func Encoder(c EncoderCase) error {
	e := &encoderSuite{EncoderCase: c, complaints: newComplaints(c.Name)}
	encoded := false
	e.guard("New or Encode", func() {
		if e.encode = e.fresh(); e.encode != nil {
			encoded = e.collect()
		}
	})
	if !encoded {
		return e.err()
	}
	e.checkCodes()
	e.guard("Distance", e.checkDistance)
	e.guard("encoding again", e.checkRepeat)
	for _, input := range e.Bad {
		e.guard(fmt.Sprintf("input %v", input), func() { e.checkBad(input) })
	}
	if len(e.list) == 0 { // a broken encoder need not be tried by many
		e.checkConcurrent()
	}
	return e.err()
}

type encoderSuite struct {
	EncoderCase
	*complaints
	encode EncodeFunc
	codes  []sdr.SDR // of Inputs
}

func (e *encoderSuite) fresh() EncodeFunc {
	encode, err := e.New()
	if err == nil && encode == nil {
		err = errors.New("nil, want a function")
	}
	if err != nil {
		e.add("New: %v", err)
		return nil
	}
	return encode
}

// collect encodes all inputs; without their codes there is nothing to check.
func (e *encoderSuite) collect() bool {
	for _, input := range e.Inputs {
		code, err := e.encode(input)
		if err != nil {
			e.add("input %v: %v", input, err)
			return false
		}
		e.codes = append(e.codes, code.Clone())
	}
	for _, code := range e.codes {
		if !code.Equal(e.codes[0]) {
			return true
		}
	}
	e.add("all %d inputs have the same SDR, want at least two", len(e.codes))
	return false
}

func (e *encoderSuite) checkCodes() {
	for i, code := range e.codes {
		if err := code.Check(); err != nil {
			e.add("input %v: %v", e.Inputs[i], err)
		}
		if code.Size != e.Size {
			e.add("input %v: SDR of size %d, want %d", e.Inputs[i], code.Size, e.Size)
		}
		if e.Active > 0 && code.Len() != e.Active {
			e.add("input %v: %d bits on, want %d", e.Inputs[i], code.Len(), e.Active)
		}
	}
}

func (e *encoderSuite) checkDistance() {
	if e.Distance == nil || len(e.list) > 0 {
		return
	}
	for a, input := range e.Inputs {
		for b := range e.Inputs {
			for c := range e.Inputs {
				near, far := e.Distance(input, e.Inputs[b]), e.Distance(input, e.Inputs[c])
				if near >= far {
					continue
				}
				if n, f := e.codes[a].Overlap(e.codes[b]), e.codes[a].Overlap(e.codes[c]); n < f-e.Slack {
					e.add("%v shares %d bits with %v at distance %v, and %d with %v at distance %v, want no more than %d",
						input, n, e.Inputs[b], near, f, e.Inputs[c], far, n+e.Slack)
				}
			}
		}
	}
}

// checkRepeat encodes again, in another order, and in a second encoder.
func (e *encoderSuite) checkRepeat() {
	second := e.fresh()
	if second == nil {
		return
	}
	for i := len(e.Inputs) - 1; i >= 0; i-- {
		if err := e.same(second, i); err != nil {
			e.add("a second encoder: %v", err)
		}
		code, err := e.encode(e.Inputs[i])
		if err == nil && code.Equal(e.codes[i]) {
			scribble(code)
			if err := e.same(e.encode, i); err != nil {
				e.add("after a change to a returned SDR: %v", err)
				return
			}
		} else {
			e.add("after other inputs: %v", e.same(e.encode, i))
		}
	}
}

// same says whether an encoder gives the code that was seen first.
func (e *encoderSuite) same(encode EncodeFunc, i int) error {
	code, err := encode(e.Inputs[i])
	switch {
	case err != nil:
		return fmt.Errorf("input %v: %w", e.Inputs[i], err)
	case !code.Equal(e.codes[i]):
		return fmt.Errorf("input %v: SDR %v, want as before %v", e.Inputs[i], code, e.codes[i])
	}
	return nil
}

func (e *encoderSuite) checkBad(input interface{}) {
	if code, err := e.encode(input); err == nil {
		e.add("input %v: SDR %v, want an error", input, code)
	}
}

// checkConcurrent encodes from several goroutines, each with its own order.
func (e *encoderSuite) checkConcurrent() {
	const goroutines, rounds = 8, 4
	wrong := make(chan error, goroutines)
	var wait sync.WaitGroup
	for g := 0; g < goroutines; g++ {
		wait.Add(1)
		go func(g int) {
			defer wait.Done()
			defer func() {
				if r := recover(); r != nil {
					wrong <- fmt.Errorf("panic: %v", r)
				}
			}()
			for n := 0; n < rounds*len(e.Inputs); n++ {
				if err := e.same(e.encode, (n*(g+1)+g)%len(e.Inputs)); err != nil {
					wrong <- err
					return
				}
			}
		}(g)
	}
	wait.Wait()
	close(wrong)
	for err := range wrong {
		e.add("from %d goroutines at once: %v", goroutines, err)
	}
}
