package evaluate

import (
	"errors"
	"fmt"
	"path"
	"runtime"
	"strings"

	"github.com/cosmos72/gomacro/base"
)

// Error is how a cell failed.
type Error struct {
	Name      string
	Value     string
	Traceback []string // lines, the most telling first
}

func (e *Error) Error() string { return e.Name + ": " + e.Value }

const interrupted = "Interrupted"

// interruptError is the error of a cell that was interrupted.
func interruptError() *Error {
	return &Error{Name: interrupted, Value: "the cell was stopped; all variables are kept"}
}

// compileError is the error of a cell that could not be compiled. Its text
// begins with the place: cell, line and column.
func (i *Interp) compileError(caught any) *Error {
	c := i.ir.Comp
	message := text(caught)
	if !strings.HasPrefix(message, c.Filepath) {
		message = c.Position().String() + ": " + message
	}
	e := &Error{Name: "CompileError", Value: strings.Replace(message, ": runtime error: ", ": ", 1)}
	i.addHint(e)
	return e
}

// newError is the error of a cell that panicked in the given functions.
func newError(caught any, in []string) *Error {
	if signal, ok := caught.(base.Signal); ok && signal == base.SigInterrupt {
		return interruptError()
	}
	e := &Error{Name: "panic", Value: text(caught)}
	if plain, ok := plainer(e.Value); ok {
		caught, e.Value = nil, plain
		e.Name = "runtime error"
	}
	var failure runtime.Error
	if err, ok := caught.(error); ok && errors.As(err, &failure) {
		e.Name = "runtime error"
		e.Value = strings.TrimPrefix(e.Value, "runtime error: ")
	}
	e.Traceback = append([]string{e.Error()}, in...)
	return e
}

// plainer says in Go's words what the interpreter says in reflection's.
func plainer(message string) (string, bool) {
	switch {
	case strings.HasPrefix(message, "reflect: call of ") && strings.HasSuffix(message, " on zero Value"):
		return "invalid memory address or nil pointer dereference", true
	case strings.HasPrefix(message, "reflect: ") && strings.HasSuffix(message, " index out of range"):
		return strings.TrimPrefix(message, "reflect: "), true
	case strings.HasPrefix(message, "reflect.Value.Slice") && strings.HasSuffix(message, " out of bounds"):
		_, plain, _ := strings.Cut(message, ": ")
		return plain, true
	}
	return message, false
}

// text is what a panic says.
func text(caught any) string {
	switch x := caught.(type) {
	case error:
		return x.Error()
	case fmt.Stringer:
		return x.String()
	}
	return fmt.Sprint(caught)
}

// frames lists the compiled functions in which the panic arose that a deferred
// function is recovering from, down to the cell that called them.
func frames() (lines []string) {
	pcs := make([]uintptr, 256)
	all := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	panicked := false
	for {
		frame, more := all.Next()
		name := frame.Function
		switch {
		case name == "runtime.gopanic":
			panicked = true
			lines = nil // of an earlier panic that this one came out of
		case !panicked || strings.HasPrefix(name, "runtime."):
		case strings.HasPrefix(name, "gohtm/kernel/"): // os.Exit and the like
		case strings.HasPrefix(name, "reflect."), strings.HasPrefix(name, "github.com/cosmos72/gomacro/"):
			return lines
		default:
			lines = append(lines, fmt.Sprintf("    in %s (%s:%d)", name, path.Base(frame.File), frame.Line))
		}
		if !more {
			return lines
		}
	}
}

// Guard calls f and returns its panic as a cell's error.
func Guard(f func()) (failed *Error) {
	defer func() {
		if caught := recover(); caught != nil {
			failed = newError(caught, frames())
		}
	}()
	f()
	return nil
}
