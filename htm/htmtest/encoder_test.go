package htmtest

import (
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

// A sound encoder of the numbers 0 to 20: bits x, x+1, x+2 of 23.
func plain(x int) (sdr.SDR, error) {
	if x < 0 || x > 20 {
		return sdr.SDR{}, errors.New("out of range")
	}
	return sdr.SDR{Size: 23, Bits: []int{x, x + 1, x + 2}}, nil
}

func plainCase(make func() EncodeFunc) EncoderCase {
	c := EncoderCase{
		Name: "plain", New: func() (EncodeFunc, error) { return make(), nil },
		Size: 23, Active: 3,
		Bad:      []interface{}{-1, 21},
		Distance: func(a, b interface{}) float64 { return math.Abs(float64(a.(int) - b.(int))) },
	}
	for x := 0; x <= 20; x++ {
		c.Inputs = append(c.Inputs, x)
	}
	return c
}

// Each row breaks one promise; the suite must name it.
func TestEncoderCatches(t *testing.T) {
	shared := make([]sdr.SDR, 21)
	for x := range shared {
		shared[x], _ = plain(x)
	}
	made := 0
	for _, tt := range []struct {
		name string
		make func() EncodeFunc
		want string // in the error; "" for none
	}{
		{"a sound encoder", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) { return plain(x.(int)) }
		}, ""},
		{"bits that are not sorted", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) {
				code, err := plain(x.(int))
				slices.Reverse(code.Bits)
				return code, err
			}
		}, "want sorted bits"},
		{"another size for one input", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) {
				code, err := plain(x.(int))
				code.Size += x.(int) / 20
				return code, err
			}
		}, "input 20: SDR of size 24, want 23"},
		{"a bit lost", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) {
				code, err := plain(x.(int))
				if x.(int) == 7 {
					code.Bits = code.Bits[1:]
				}
				return code, err
			}
		}, "input 7: 2 bits on, want 3"},
		{"one code for everything", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) {
				if _, err := plain(x.(int)); err != nil {
					return sdr.SDR{}, err
				}
				return plain(3)
			}
		}, "all 21 inputs have the same SDR"},
		{"likeness that comes back far away", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) {
				if x.(int) == 20 {
					return plain(0)
				}
				return plain(x.(int))
			}
		}, "0 shares 2 bits with 1 at distance 1, and 3 with 20 at distance 20"},
		{"an error for an input that it should know", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) {
				if x.(int) == 9 {
					return sdr.SDR{}, errors.New("no nines")
				}
				return plain(x.(int))
			}
		}, "input 9: no nines"},
		{"bad input let through", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) { return plain(max(0, x.(int))) }
		}, "input -1: SDR 3 of 23: 0 1 2, want an error"},
		{"a code that depends on the calls before", func() EncodeFunc {
			calls := 0
			return func(x interface{}) (sdr.SDR, error) {
				if calls++; calls > 21 {
					return plain(20 - x.(int))
				}
				return plain(x.(int))
			}
		}, "after other inputs: input"},
		{"a code that differs from encoder to encoder", func() EncodeFunc {
			made++
			n := made
			return func(x interface{}) (sdr.SDR, error) {
				if n > 1 {
					return plain(20 - x.(int))
				}
				return plain(x.(int))
			}
		}, "a second encoder: input"},
		{"an encoder that breaks on a second round", func() EncodeFunc {
			calls := 0
			return func(x interface{}) (sdr.SDR, error) {
				if calls++; calls > 21 {
					panic("worn out")
				}
				return plain(x.(int))
			}
		}, "encoding again panics: worn out"},
		{"bits that the encoder still holds", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) {
				if _, err := plain(x.(int)); err != nil {
					return sdr.SDR{}, err
				}
				return shared[x.(int)], nil
			}
		}, "after a change to a returned SDR: input 20"},
		{"a panic", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) { panic("dear me") }
		}, "New or Encode panics: dear me"},
		{"a panic on bad input", func() EncodeFunc {
			return func(x interface{}) (sdr.SDR, error) { return shared[x.(int)].Clone(), nil }
		}, "input 21 panics: runtime error: index out of range"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := Encoder(plainCase(tt.make))
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

// An encoder that is right for one caller at a time. Its second caller waits in
// the middle of the first one's call, by a channel, so that this is no race to
// the race detector and goes wrong every time.
func TestEncoderCatchesConcurrentUse(t *testing.T) {
	err := Encoder(plainCase(func() EncodeFunc {
		busy := make(chan bool, 1)
		return func(x interface{}) (sdr.SDR, error) {
			select {
			case busy <- true:
				defer func() { <-busy }()
				for i := 0; i < 50; i++ { // gives way to the others
					runtime.Gosched()
				}
				return plain(x.(int))
			default: // somebody is in here
				return plain(0)
			}
		}
	}))
	if err == nil || !strings.Contains(err.Error(), "from 8 goroutines at once: input") {
		t.Errorf("error %v, want one about goroutines", err)
	}
}

func TestEncoderCatchesPanicsInGoroutines(t *testing.T) {
	err := Encoder(plainCase(func() EncodeFunc {
		calls := make(chan bool, 100) // sound for as many calls as are made one by one
		return func(x interface{}) (sdr.SDR, error) {
			select {
			case calls <- true:
				return plain(x.(int))
			default:
				panic("worn out")
			}
		}
	}))
	if err == nil || !strings.Contains(err.Error(), "panic: worn out") {
		t.Errorf("error %v, want the panic", err)
	}
}

func TestEncoderReportsNew(t *testing.T) {
	c := plainCase(nil)
	c.New = func() (EncodeFunc, error) { return nil, errors.New("no such encoder") }
	if err := Encoder(c); err == nil || err.Error() != "htmtest: plain: New: no such encoder" {
		t.Errorf("error %v, want New's", err)
	}
}

// A New that has nothing to check, and a Distance that cannot be told, are said to
// be wrong.
func TestEncoderReportsWhatIsMissing(t *testing.T) {
	c := plainCase(nil)
	c.New = func() (EncodeFunc, error) { return nil, nil }
	if err := Encoder(c); err == nil || err.Error() != "htmtest: plain: New: nil, want a function" {
		t.Errorf("error %v, want one about New", err)
	}
	c = plainCase(func() EncodeFunc {
		return func(x interface{}) (sdr.SDR, error) { return plain(x.(int)) }
	})
	c.Distance = func(a, b interface{}) float64 { panic("how far?") }
	if err := Encoder(c); err == nil || err.Error() != "htmtest: plain: Distance panics: how far?" {
		t.Errorf("error %v, want one about Distance", err)
	}
}

// Without codes that differ there is nothing more to say, and one bit is a promise.
func TestEncoderSaysOnce(t *testing.T) {
	for want, encode := range map[string]EncodeFunc{
		"input 0: not today": func(interface{}) (sdr.SDR, error) { return sdr.SDR{}, errors.New("not today") },
		"all 21 inputs have the same SDR, want at least two": func(interface{}) (sdr.SDR, error) { return sdr.SDR{Size: 23}, nil },
		"all 0 inputs have the same SDR, want at least two":  nil,
	} {
		c := plainCase(func() EncodeFunc { return encode })
		if encode == nil {
			c = plainCase(func() EncodeFunc { return func(x interface{}) (sdr.SDR, error) { return plain(x.(int)) } })
			c.Inputs = nil
		}
		if err := Encoder(c); err == nil || err.Error() != "htmtest: plain: "+want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	c := plainCase(func() EncodeFunc { return func(x interface{}) (sdr.SDR, error) { return plain(x.(int)) } })
	c.Active = 1
	if err := Encoder(c); err == nil || !strings.Contains(err.Error(), "input 0: 3 bits on, want 1") {
		t.Errorf("error %v, want one about 3 bits", err)
	}
}

// Slack lets through just as many bits as it says, and many complaints of one
// kind are counted, not listed.
func TestEncoderSlack(t *testing.T) {
	c := plainCase(func() EncodeFunc {
		return func(x interface{}) (sdr.SDR, error) { // buckets of three: 2 shares 3 bits with 0, and 1 with 3
			code, err := plain(x.(int))
			for i := range code.Bits {
				code.Bits[i] -= x.(int) - 2*(x.(int)/3)
			}
			return code, err
		}
	})
	c.Slack = 2
	if err := Encoder(c); err != nil {
		t.Errorf("Slack 2: %v", err)
	}
	c.Slack = 1
	err := Encoder(c)
	if err == nil || !strings.Contains(err.Error(), "more like these") || strings.Count(err.Error(), "\n") != most {
		t.Errorf("Slack 1: error %v, want %d complaints and a count", err, most)
	}
}

// Of two inputs at the same distance one may share more: only distances that
// differ promise anything.
func TestEncoderAllowsTies(t *testing.T) {
	c := plainCase(func() EncodeFunc {
		return func(x interface{}) (sdr.SDR, error) { return plain(x.(int)) }
	})
	c.Distance = func(a, b interface{}) float64 {
		return math.Floor(math.Abs(float64(a.(int)-b.(int))) / 3)
	}
	if err := Encoder(c); err != nil {
		t.Error(err)
	}
}
