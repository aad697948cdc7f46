// Package check collects what is wrong with a Params value, so that one error
// names every bad field.
package check

import (
	"errors"
	"fmt"
	"math"
)

// Finite tells whether x is a number: neither NaN nor infinite.
func Finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// Fields gathers complaints about the parameters of one package.
type Fields struct {
	pkg string
	err error
}

// New starts a check; pkg stands in front of every complaint.
func New(pkg string) *Fields { return &Fields{pkg: pkg} }

// That adds a complaint unless ok: "Columns = %d, want > 0".
func (f *Fields) That(ok bool, format string, args ...any) {
	if !ok {
		f.err = errors.Join(f.err, fmt.Errorf(f.pkg+": "+format, args...))
	}
}

// Err returns all complaints as one error, a line each, or nil.
func (f *Fields) Err() error { return f.err }
