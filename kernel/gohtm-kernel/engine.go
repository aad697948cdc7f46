//go:build gophernotes

package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"gohtm/kernel/internal/cell"
	"gohtm/kernel/internal/evaluate"
	"gohtm/kernel/internal/server"
	"gohtm/kernel/internal/streams"
)

// engine is the server.Engine: an interpreter, with gophernotes' rendering.
type engine struct {
	*evaluate.Interp
	kernel         Kernel
	server         *server.Server
	stdout, stderr *streams.Capture
}

// newEngine makes the interpreter, with the package display imported, and with
// gophernotes' function Display and two of its kind declared.
func newEngine(s *server.Server, stdout, stderr *streams.Capture) *engine {
	e := &engine{Interp: evaluate.New(), server: s, stdout: stdout, stderr: stderr}
	e.Ask = func(ctx context.Context) (string, error) { return s.Input(ctx, "") }
	e.Emit = e.Flush
	e.Owner = s.Cell
	e.Late = func(owner any, file *os.File, text string) {
		name := "stdout"
		if file == os.Stderr {
			name = "stderr"
		}
		s.StreamTo(owner, name, text)
	}
	ir := e.Fast()
	e.kernel = Kernel{ir: ir, display: ir.ImportPackage("display", "display")}
	e.kernel.initRenderers()
	ir.DeclVar("Display", nil, func(data Data) error { return s.Display(bundleOf(data), false) })
	// UpdateDisplay replaces what was shown with the same Transient["display_id"].
	ir.DeclVar("UpdateDisplay", nil, func(data Data) error { return s.Display(bundleOf(data), true) })
	ir.DeclVar("ClearOutput", nil, s.ClearOutput)
	e.attach()
	return e
}

// Execute runs a cell.
func (e *engine) Execute(c server.Cell) (*server.Bundle, *server.Error) {
	return e.run(fmt.Sprintf("cell[%d]", c.Count), c.Code)
}

// Evaluate runs an expression that a front end asks for.
func (e *engine) Evaluate(expression string) (*server.Bundle, *server.Error) {
	return e.run("expression", expression)
}

// run evaluates code and renders its result.
func (e *engine) run(name, code string) (*server.Bundle, *server.Error) {
	result, failed := e.Eval(name, code)
	if failed == nil {
		var bundle *server.Bundle
		if bundle, failed = e.render(result); failed == nil {
			return bundle, nil
		}
	}
	return nil, &server.Error{Name: failed.Name, Value: failed.Value, Traceback: coloured(failed.Name, failed.Lines())}
}

// coloured marks the name of an error, and where it arose, in the colours of a
// terminal, which front ends show.
func coloured(name string, traceback []string) (lines []string) {
	const red, blue, plain = "\x1b[1;31m", "\x1b[34m", "\x1b[0m"
	for _, line := range traceback {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			line = red + name + ":" + plain + rest
		} else if strings.HasPrefix(line, "    at ") || strings.HasPrefix(line, "    in ") {
			line = blue + line + plain
		} else if caret, ok := strings.CutSuffix(line, "^"); ok {
			line = caret + red + "^" + plain
		}
		lines = append(lines, line)
	}
	return lines
}

// IsComplete says whether code can be run as it is.
func (e *engine) IsComplete(code string) (status, indent string) { return cell.IsComplete(code) }

// Flush emits what was written so far.
func (e *engine) Flush() {
	e.stdout.Flush()
	e.stderr.Flush()
}
