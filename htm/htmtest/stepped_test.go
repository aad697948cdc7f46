package htmtest

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"gohtm/htm/sdr"
)

// trail is a small encoder: it shows the input and the one before, of the numbers 0
// to 9; it counts what it learns and shows whether that is over 2.
type trail struct {
	before, learned int
	code            []int  // that Step keeps, if that is broken
	fault           string // what is broken
}

type trailState struct{ Before, Learned int }

// oneAtATime keeps what is broken in encode from being a data race besides.
var oneAtATime sync.Mutex

func (e *trail) encode(x interface{}) (sdr.SDR, error) {
	oneAtATime.Lock()
	defer oneAtATime.Unlock()
	if e.fault == "encode learns" {
		e.learned++
	}
	if e.fault == "encode moves on" {
		e.before = (e.before + 1) % 10
	}
	n := x.(int)
	if e.fault == "encode panics" && n == 7 {
		panic("no sevens")
	}
	if n < 0 || n > 9 {
		if e.fault == "encode takes bad input" {
			return sdr.SDR{Size: 30}, nil
		}
		return sdr.SDR{}, errors.New("out of range")
	}
	many := 20
	if e.learned > 2 {
		many = 21
	}
	return sdr.SDR{Size: 30, Bits: []int{n, 10 + e.before, many}}, nil
}

func (e *trail) step(x interface{}, learn bool) (sdr.SDR, error) {
	n := x.(int)
	sound := *e
	sound.fault = ""
	code, err := sound.encode(x)
	if err != nil {
		if e.fault == "step moves on at an error" {
			e.before = 5
		}
		if e.fault == "step takes bad input" || e.fault == "step refuses only what it is to learn" && !learn {
			return sdr.SDR{Size: 30}, nil
		}
		return code, err
	}
	if e.fault == "step keeps its code" {
		e.code = append(e.code[:0], code.Bits...)
		code.Bits = e.code
	}
	e.before = n
	if learn || e.fault == "learns always" {
		e.learned++
	}
	return code, nil
}

func (e *trail) closures() SteppedClosures {
	return SteppedClosures{
		Step:     e.step,
		Encode:   e.encode,
		Learned:  func() interface{} { return e.learned },
		Snapshot: func() interface{} { return trailState{e.before, e.learned} },
		Restore: func(state interface{}) error {
			s := state.(trailState)
			e.before, e.learned = s.Before, s.Learned
			if e.fault == "restore forgets" {
				e.before = 0
			}
			return nil
		},
		Clone: func() SteppedClosures {
			if e.fault == "clone is the same" {
				return e.closures()
			}
			clone := trail{before: e.before, learned: e.learned, fault: e.fault}
			return clone.closures()
		},
	}
}

func trailCase(fault string) SteppedCase {
	return SteppedCase{
		Name:   "trail",
		New:    func() (SteppedClosures, error) { return (&trail{fault: fault}).closures(), nil },
		Stream: []interface{}{1, 7, 3, 3, 9},
		Encoder: EncoderCase{
			Size: 30, Active: 3,
			Inputs: []interface{}{0, 1, 7, 3},
			Bad:    []interface{}{-1, 10},
		},
	}
}

// Each row breaks one promise; the suite must name it.
func TestSteppedCatches(t *testing.T) {
	for _, tt := range []struct{ fault, want string }{
		{"", ""},
		{"encode learns", "trail: after Encode: "},
		{"encode moves on", "trail, Encode: "},
		{"encode panics", "trail, Encode: New or Encode panics: no sevens"},
		{"encode takes bad input", "trail, Encode: input -1: SDR 0 of 30"},
		{"step moves on at an error", "trail: after Bad inputs: Step 1 returns"},
		{"step takes bad input", "trail: Step of input -1: SDR 0 of 30"},
		{"step refuses only what it is to learn", "trail: Step of input -1: SDR 0 of 30"},
		{"step keeps its code", "changes the output that was returned before it"},
		{"learns always", "step 1 with learn = false changes what was learned"},
		{"restore forgets", "trail: a fresh component, restored: output"},
		{"clone is the same", "trail: an original whose clone went another way: output"},
	} {
		t.Run(tt.fault, func(t *testing.T) {
			err := Stepped(trailCase(tt.fault))
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

// A disturbed state is found where no code shows it.
func TestSteppedLooksAtTheState(t *testing.T) {
	c := trailCase("")
	made := c.New
	c.New = func() (SteppedClosures, error) {
		e, err := made()
		encode, snapshot, encoded := e.Encode, e.Snapshot, new(atomic.Int64)
		e.Encode = func(x interface{}) (sdr.SDR, error) {
			encoded.Add(1)
			return encode(x)
		}
		e.Snapshot = func() interface{} { return fmt.Sprint(snapshot(), encoded.Load()) }
		e.Restore, e.Clone = nil, nil
		return e, err
	}
	if err := Stepped(c); err == nil || err.Error() != "htmtest: trail: after Encode: another state after step 1" {
		t.Errorf("error %v, want one about the state", err)
	}
}

// What an encoder does not have is not asked for.
func TestSteppedWithoutExtras(t *testing.T) {
	c := trailCase("")
	c.New = func() (SteppedClosures, error) {
		full := (&trail{}).closures()
		return SteppedClosures{Step: full.Step, Encode: full.Encode}, nil
	}
	if err := Stepped(c); err != nil {
		t.Error(err)
	}
}

func TestSteppedReportsItsCase(t *testing.T) {
	c := trailCase("")
	c.Stream = c.Stream[:3]
	if err := Stepped(c); err == nil || err.Error() != "htmtest: trail: 3 Inputs, want at least 4" {
		t.Errorf("error %v, want one about the Stream", err)
	}
	c = trailCase("")
	c.New = func() (SteppedClosures, error) { return SteppedClosures{}, errors.New("Size = 0") }
	if err := Stepped(c); err == nil || !strings.Contains(err.Error(), "New: Size = 0") {
		t.Errorf("error %v, want New's", err)
	}
	c = trailCase("")
	c.Stream = append(c.Stream, 10)
	if err := Stepped(c); err == nil || !strings.Contains(err.Error(), "the check of same seed panics: out of range") {
		t.Errorf("error %v, want one about the Stream's last input", err)
	}
}
