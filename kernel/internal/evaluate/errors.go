package evaluate

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"runtime"
	"strconv"
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

// Lines is what a reader is shown: the traceback, or the error alone.
func (e *Error) Lines() []string {
	if len(e.Traceback) == 0 {
		return []string{e.Error()}
	}
	return e.Traceback
}

const interrupted = "Interrupted"

// interruptError is the error of a cell that was interrupted.
func interruptError() *Error {
	return &Error{Name: interrupted, Value: "the cell was stopped; all variables are kept"}
}

// compileError is the error of a cell that could not be compiled. Its text
// begins with the place: cell, line and column.
func (i *Interp) compileError(code string, caught any) *Error {
	c := i.ir.Comp
	message := text(caught)
	if !strings.HasPrefix(message, c.Filepath) {
		message = c.Position().String() + ": " + message
	}
	e := &Error{Name: "CompileError", Value: strings.Replace(message, ": runtime error: ", ": ", 1)}
	e.Traceback = append([]string{e.Error()}, excerpt(code, e.Value)...)
	i.addHint(e)
	return e
}

// excerpt shows the line that a message is about, and the place in it: the message
// begins with name:line:column.
func excerpt(code, message string) []string {
	found := place.FindStringSubmatch(message)
	if found == nil {
		return nil
	}
	line, _ := strconv.Atoi(found[1])
	column, _ := strconv.Atoi(found[2])
	lines := strings.Split(code, "\n")
	if line < 1 || line > len(lines) || column < 1 {
		return nil
	}
	text := lines[line-1]
	before := text[:min(column-1, len(text))] // columns count bytes
	var blank strings.Builder
	for _, r := range before {
		if r != '\t' {
			r = ' '
		}
		blank.WriteRune(r)
	}
	number := strconv.Itoa(line)
	return []string{number + " | " + text, strings.Repeat(" ", len(number)) + " | " + blank.String() + "^"}
}

var place = regexp.MustCompile(`^[^:]*:(\d+):(\d+): `)

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
