// Package evaluate runs the cells of a notebook in a gomacro interpreter.
//
// It is what makes the interpreter fit for a notebook: a cell that does not
// compile changes nothing, a cell may be run again, an import that is not
// compiled in is an error at once, an interrupt keeps all variables, and a panic
// is the cell's error.
package evaluate

import (
	"context"
	"fmt"
	"go/ast"
	"go/build"
	"go/token"
	"go/types"
	"io"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cosmos72/gomacro/base"
	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/gls"
	"github.com/cosmos72/gomacro/xreflect"

	"gohtm/kernel/internal/cell"
)

// Interp runs cells, all on the goroutine that called New.
type Interp struct {
	ir        *fast.Interp
	record    *fast.Run // what the interpreter keeps on the goroutine that runs cells
	goroutine uintptr
	interrupts

	top    *fast.Env // where the code of cells itself runs
	at     token.Pos // of the top-level statement that runs
	places []string  // where the cell has panicked, the innermost first

	declared map[string]cell.Declaration // by cells so far, by name

	Ask   Ask // for standard input; nil: there is none
	input input

	Emit       func() // shows what was written to standard output and error; may be nil
	output     output
	Owner      func() any // what identifies the cell that runs, or ran last; nil without Late
	Late       Late
	owners     sync.Map     // of goroutines that cells have started, by their number
	goroutines atomic.Int64 // that cells have started and that have not ended

	beginning scope // what names mean before the first cell
}

// Result is what the expression that ends a cell is worth.
type Result struct {
	Values []any
	Types  []xreflect.Type // of the Values, as the interpreter sees them
	Err    error           // a last value that was an error and not nil
}

// New makes an interpreter. There is one in a process: some functions of the
// standard library belong to the latest.
func New() *Interp {
	i := &Interp{goroutine: gls.GoID(), declared: map[string]cell.Declaration{}}
	i.replaceStandard()
	i.ir = newInterpreter()
	comp := i.ir.Comp
	comp.Options &^= base.OptShowPrompt | base.OptTrapPanic | base.OptModuleImport
	// Warnings ("redefined identifier") are of no use where cells are run again.
	comp.Stdout, comp.Stderr = io.Discard, io.Discard
	i.record = i.ir.PrepareEnv().Run
	i.declareHelpers()
	return i
}

// newInterpreter makes an interpreter that sees types through reflection only. By
// itself it would read the export data of packages where a Go installation is
// found, which is slow, prints what it skips, and fails on newer data. So it is
// made without one in sight, and then gets an importer that finds nothing.
func newInterpreter() *fast.Interp {
	root, path := build.Default.GOROOT, build.Default.GOPATH
	build.Default.GOROOT, build.Default.GOPATH = "", ""
	defer func() { build.Default.GOROOT, build.Default.GOPATH = root, path }()
	ir := fast.New()
	ir.Comp.Universe.Importer = &xreflect.Importer{}
	return ir
}

// Fast is the interpreter underneath.
func (i *Interp) Fast() *fast.Interp { return i.ir }

// Context is cancelled when the running cell is interrupted.
func (i *Interp) Context() context.Context { return i.context() }

// Eval runs the code of a cell. The name stands for the cell in error messages.
func (i *Interp) Eval(name, code string) (*Result, *Error) {
	return i.guarded(func() (*Result, *Error) { return i.eval(name, code) })
}

// Call runs a function of a cell as a cell is run: it can be interrupted, and a panic
// is its error.
func (i *Interp) Call(f func()) *Error {
	_, failed := i.guarded(func() (*Result, *Error) {
		i.reset()
		f()
		return nil, nil
	})
	return failed
}

// guarded runs what may be interrupted, panic, or call itself too deep.
func (i *Interp) guarded(run func() (*Result, *Error)) (result *Result, failed *Error) {
	stop := i.start()
	i.input.rest = nil
	defer func() {
		if caught := recover(); caught != nil {
			failed = newError(caught, append(frames(), i.places...))
			i.addHint(failed)
		}
		switch r := stop(); {
		case r.tooDeep:
			failed = depthError(i.places)
		case r.interrupted:
			failed = interruptError()
		}
	}()
	return run()
}

// eval is Eval without protection.
func (i *Interp) eval(name, code string) (result *Result, failed *Error) {
	if i.beginning.binds == nil {
		i.beginning = scopeOf(i.ir.Comp)
	}
	timed, err := i.commands(&code)
	if err != nil {
		return nil, &Error{Name: "CommandError", Value: err.Error()}
	}
	p, failed := i.compile(name, code)
	if failed != nil {
		return nil, failed
	}
	for _, d := range cell.Declarations(code) {
		i.declared[d.Name] = d
	}
	if p == nil {
		return nil, nil
	}
	if timed == often {
		return nil, i.timeOften(p)
	}
	begin := time.Now()
	result, failed = i.run(p)
	if timed == once {
		fmt.Printf("time: %s\n", rounded(time.Since(begin)))
	}
	return result, failed
}

// run executes a compiled cell.
func (i *Interp) run(p *program) (result *Result, failed *Error) {
	i.reset()
	finished := false
	defer func() {
		if !finished {
			p.prune(i.ir)
		}
	}()
	i.places = nil
	values, kinds := i.runTraced(p.expr)
	finished = true
	if p.last == nil {
		return nil, nil
	}
	if len(values) == 2 && p.comma() {
		if held, isType := ast.Unparen(p.last).(*ast.TypeAssertExpr); isType && !values[1].Bool() {
			return nil, conversionError(held)
		}
		values, kinds = values[:1], kinds[:1]
	}
	return p.result(values, kinds), nil
}

// comma reports whether the cell ends with an expression that also tells, in an
// assignment to two variables, whether there was a value.
func (p *program) comma() bool {
	switch ast.Unparen(p.last).(type) {
	case *ast.IndexExpr, *ast.TypeAssertExpr:
		return true
	}
	return false
}

// conversionError is the error of a cell that ends with a type assertion that
// does not hold.
func conversionError(e *ast.TypeAssertExpr) *Error {
	return &Error{Name: "runtime error", Value: fmt.Sprintf("interface conversion: %s is no %s", types.ExprString(e.X), types.ExprString(e.Type))}
}

// reset clears what a panic left behind in the interpreter's run-time record.
func (i *Interp) reset() {
	run := i.record
	run.Interrupt = nil
	run.ExecFlags = 0
	run.InstallDefer = nil
	run.DeferOfFun, run.PanicFun, run.Panic = nil, nil, nil
}

var errorType = reflect.TypeFor[error]()

// result leaves out of the values what is not worth showing: those of a print,
// and a last error that is nil.
func (p *program) result(values []xreflect.Value, types []xreflect.Type) *Result {
	r := &Result{}
	for n, value := range values {
		if !value.IsValid() || n >= len(types) || types[n] == nil {
			continue
		}
		x := value.Interface()
		if types[n].ReflectType() == errorType && n == len(values)-1 {
			if x != nil {
				r.Err = x.(error)
			}
			continue
		}
		r.Values = append(r.Values, x)
		r.Types = append(r.Types, types[n])
	}
	if p.prints && r.Err == nil {
		return nil
	}
	return r
}

// String helps in tests.
func (r *Result) String() string {
	if r == nil {
		return "nothing"
	}
	return fmt.Sprint(r.Values, r.Err)
}
