package htmtest

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

// habit is a small component: it answers with the bits that it has seen often,
// and with those of the input before; permanence counts how often.
type habit struct {
	permanence []float32
	before     []int
	fault      string // what is broken
}

type habitState struct {
	Permanence []float32
	Before     []int
}

var habits int // made so far

func newHabit(fault string) *habit {
	habits++
	return &habit{permanence: make([]float32, 8), fault: fault}
}

func (h *habit) step(input sdr.SDR, learn bool) {
	switch h.fault {
	case "input":
		input.Bits[0] = 0
	case "panic":
		panic("dear me")
	case "seed":
		h.permanence[7] = float32(habits % 2) // every other one differs
	}
	if h.fault == "learns always" || learn && h.fault != "learns never" {
		for _, bit := range input.Bits {
			h.permanence[bit] += .25
		}
	}
	if h.fault == "input, not learning" && !learn {
		input.Bits[0] = 0
	}
	if h.fault == "output" { // the last answer is overwritten in place
		copy(h.before, input.Bits)
	}
	if h.before = input.Bits; h.fault != "keeps its input" {
		h.before = slices.Clone(input.Bits)
	}
}

func (h *habit) output() sdr.SDR {
	s := sdr.SDR{Size: 8, Bits: h.before}
	if h.fault == "invalid" {
		return sdr.SDR{Size: 8, Bits: []int{8}}
	}
	if h.fault != "output" && h.fault != "alias" {
		s = s.Clone()
		for bit, permanence := range h.permanence {
			if permanence > .6 && !s.Has(bit) {
				s.Bits = append(s.Bits, bit)
				slices.Sort(s.Bits)
			}
		}
	}
	return s
}

func (h *habit) closures() Closures {
	return Closures{
		Step:   h.step,
		Output: func() interface{} { return h.output() },
		Learned: func() interface{} {
			if h.fault == "learned is no copy" {
				return h.permanence
			}
			return slices.Clone(h.permanence)
		},
		Snapshot: func() interface{} {
			if h.fault == "snapshot disturbs" {
				h.permanence[7] = 1
			}
			if h.fault == "snapshot is no copy" {
				return habitState{h.permanence, h.before}
			}
			return habitState{slices.Clone(h.permanence), slices.Clone(h.before)}
		},
		Restore: func(state interface{}) error {
			s := state.(habitState)
			switch h.fault {
			case "restore fails":
				return errors.New("not mine")
			case "restore forgets":
				s.Permanence = make([]float32, 8)
			case "restore is no copy":
				h.permanence, h.before = s.Permanence, s.Before
				return nil
			}
			h.permanence, h.before = slices.Clone(s.Permanence), slices.Clone(s.Before)
			return nil
		},
		Clone: func() Closures {
			clone := *h
			if h.fault != "clone shares" {
				clone.permanence = slices.Clone(h.permanence)
			}
			if h.fault == "clone forgets" {
				clone.permanence = make([]float32, 8)
			}
			return clone.closures()
		},
	}
}

func habitCase(fault string) ComponentCase {
	c := ComponentCase{Name: "habit", New: func() (Closures, error) { return newHabit(fault).closures(), nil }}
	for _, bits := range [][]int{{1, 2}, {2, 3}, {3, 4}, {1, 2}, {2, 3}, {3, 4}, {5, 6}, {5, 6}} {
		c.Inputs = append(c.Inputs, sdr.SDR{Size: 8, Bits: bits})
	}
	return c
}

// Each row breaks one promise; the suite must name it.
func TestComponentCatches(t *testing.T) {
	for _, tt := range []struct{ fault, want string }{
		{"", ""},
		{"seed", "a second component of the same seed: output"},
		{"input", "step 1 changes its input to 2 of 8: 0 2"},
		{"input, not learning", "step 1 with learn = false changes its input to 2 of 8: 0 2"},
		{"keeps its input", "after a change to the input of step 1: output"},
		{"output", "step 2 changes the output that was returned before it"},
		{"alias", "after a change to a returned output"},
		{"invalid", "output after step 1: sdr: bit 8, want in [0, 8)"},
		{"panic", "the check of same seed panics: dear me"},
		{"learns always", "step 1 with learn = false changes what was learned"},
		{"learns never", "nothing is learned from 8 inputs"},
		{"learned is no copy", "nothing is learned from 8 inputs"},
		{"snapshot disturbs", "after a snapshot: output"},
		{"snapshot is no copy", "a fresh component, restored: output"},
		{"restore fails", "Restore of a state from Snapshot: not mine"},
		{"restore forgets", "a fresh component, restored: output"},
		{"restore is no copy", "a second one, restored from the same snapshot: output"},
		{"clone shares", "an original whose clone went another way: output"},
		{"clone forgets", "a clone whose original went on: output"},
	} {
		t.Run(tt.fault, func(t *testing.T) {
			err := Component(habitCase(tt.fault))
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

// What a component does not have is not asked for.
func TestComponentWithoutExtras(t *testing.T) {
	c := habitCase("")
	c.New = func() (Closures, error) {
		full := newHabit("").closures()
		return Closures{Step: full.Step, Output: full.Output}, nil
	}
	if err := Component(c); err != nil {
		t.Error(err)
	}
}

// NaN in an output or a state is no difference.
func TestComponentWithNaN(t *testing.T) {
	c := habitCase("")
	c.New = func() (Closures, error) {
		h := newHabit("").closures()
		h.Output = func() interface{} { return []interface{}{math.NaN(), 1.5} }
		h.Snapshot = func() interface{} { return struct{ X float64 }{math.NaN()} }
		h.Restore, h.Clone = nil, nil
		return h, nil
	}
	if err := Component(c); err != nil {
		t.Error(err)
	}
}

// An invalid SDR is found among other things.
func TestComponentLooksIntoOutputs(t *testing.T) {
	bad := sdr.SDR{Size: 1, Bits: []int{1}}
	for _, output := range []interface{}{bad, []sdr.SDR{bad}, []interface{}{3, []sdr.SDR{bad}}} {
		c := habitCase("")
		c.New = func() (Closures, error) {
			h := newHabit("").closures()
			h.Output = func() interface{} { return output }
			return h, nil
		}
		if err := Component(c); err == nil || !strings.Contains(err.Error(), "want in [0, 1)") {
			t.Errorf("output %v: error %v, want one about bit 1", output, err)
		}
	}
}

func TestComponentReportsItsCase(t *testing.T) {
	c := habitCase("")
	c.Inputs = c.Inputs[:3]
	if err := Component(c); err == nil || err.Error() != "htmtest: habit: 3 Inputs, want at least 4" {
		t.Errorf("error %v, want one about Inputs", err)
	}
	c = habitCase("")
	c.New = func() (Closures, error) { return Closures{}, errors.New("Columns = 0") }
	if err := Component(c); err == nil || !strings.Contains(err.Error(), "New: Columns = 0") {
		t.Errorf("error %v, want New's", err)
	}
}

// Long outputs are shown from shortly before they differ.
func TestShort(t *testing.T) {
	long := strings.Repeat("0123456789", 30)
	for _, tt := range []struct{ name, text, other, want string }{
		{"short texts in full", "{1 2 3}", "{1 2 4}", "{1 2 3}"},
		{"a difference far in", long + "a", long + "b", "..." + long[:40] + "a"},
		{"a difference at the start of a long one", "a" + long, "b" + long, "a" + long[:119] + "..."},
		{"a text that ends first", "{1", "{1 2}", "{1"},
	} {
		if got := short(tt.text, tt.other); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
