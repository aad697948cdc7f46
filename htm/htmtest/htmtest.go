// Package htmtest holds the promises that encoders, components and learning rules
// keep as suites that can be run on one of your own, in a test or in a notebook cell:
// describe it by closures, and the suite returns everything that is wrong as one error,
//
//	if err := htmtest.Encoder(...); err != nil { t.Error(err) } // in a test
//	htmtest.Encoder(...)                                        // in a cell: shows the complaints, or nothing
//
// Encoder is for encoders whose code depends on the input alone, Stepped for those
// whose code depends on what came before, Component for all that steps through SDRs,
// and Rule for what changes permanences.
//
// The idea is that of river's checks (Montiel et al. 2021, "River: machine
// learning for streaming data in Python", JMLR 22(110)).
package htmtest

import (
	"errors"
	"fmt"
	"strings"

	"gohtm/htm/sdr"
)

// most is how many complaints of one kind are reported; the rest is counted.
const most = 3

// complaints gathers what is wrong with the thing under test.
type complaints struct {
	name  string
	list  []string
	kinds map[string]int
}

func newComplaints(name string) *complaints {
	return &complaints{name: name, kinds: map[string]int{}}
}

// add notes a complaint. Complaints with one format are of one kind.
func (c *complaints) add(format string, args ...any) {
	if c.kinds[format]++; c.kinds[format] <= most {
		c.list = append(c.list, fmt.Sprintf("htmtest: %s: "+format, append([]any{c.name}, args...)...))
	}
}

// err returns all complaints as one error, a line each, or nil.
func (c *complaints) err() error {
	more := 0
	for _, n := range c.kinds {
		more += max(0, n-most)
	}
	switch {
	case len(c.list) == 0:
		return nil
	case more > 0:
		return errors.New(strings.Join(c.list, "\n") + fmt.Sprintf("\nhtmtest: %s: and %d more like these", c.name, more))
	}
	return errors.New(strings.Join(c.list, "\n"))
}

// guard runs part of a suite; a panic in it is a complaint.
func (c *complaints) guard(what string, run func()) {
	defer func() {
		if r := recover(); r != nil {
			c.add("%s panics: %v", what, r)
		}
	}()
	run()
}

// scribble spoils an SDR, to see who else holds its bits.
func scribble(s sdr.SDR) {
	for i := range s.Bits {
		s.Bits[i] = -1
	}
}

func clones(inputs []sdr.SDR) []sdr.SDR {
	copies := make([]sdr.SDR, len(inputs))
	for i, input := range inputs {
		copies[i] = input.Clone()
	}
	return copies
}
