package evaluate

import (
	"fmt"
	"io"
	"log"
	"os"
	"sync/atomic"

	"github.com/cosmos72/gomacro/gls"
)

// output keeps what a cell writes to standard output and to standard error in order:
// the two take different ways to the notebook, so before the second is written to, what
// was written to the first has to have arrived.
type output struct {
	i    *Interp
	last atomic.Pointer[os.File] // that was written to
}

// before is called before a file is written to.
func (o *output) before(file *os.File) {
	if last := o.last.Swap(file); last != file && last != nil && o.i.Emit != nil {
		o.i.Emit()
	}
}

// to is called before something is written to w.
func (o *output) to(w io.Writer) io.Writer {
	if file, ok := w.(*os.File); ok && (file == os.Stdout || file == os.Stderr) {
		o.before(file)
	}
	return w
}

// Write is for the standard logger.
func (o *output) Write(p []byte) (int, error) {
	return o.own(os.Stderr).Write(p)
}

// Late shows what a goroutine prints after its cell: the owner is what Owner
// returned for it.
type Late func(owner any, file *os.File, text string)

// own returns the file of standard output or error, or, for a goroutine that an earlier
// cell has started, a writer to that cell's output.
func (o *output) own(w io.Writer) io.Writer {
	file, ok := w.(*os.File)
	if !ok || file != os.Stdout && file != os.Stderr || o.i.Late == nil {
		return o.to(w)
	}
	owner, ok := o.i.owners.Load(gls.GoID())
	if !ok || owner == o.i.Owner() {
		return o.to(w)
	}
	return lateWriter{o.i, owner, file}
}

type lateWriter struct {
	i     *Interp
	owner any
	file  *os.File
}

func (w lateWriter) Write(p []byte) (int, error) {
	w.i.Late(w.owner, w.file, string(p))
	return len(p), nil
}

// owned runs a function in a goroutine on behalf of a cell.
func (i *Interp) owned(owner any, f func()) {
	if owner != nil {
		id := gls.GoID()
		i.owners.Store(id, owner)
		defer i.owners.Delete(id)
	}
	f()
}

// owner is the cell that code runs for.
func (i *Interp) owner() any {
	if owner, ok := i.owners.Load(gls.GoID()); ok {
		return owner
	}
	if i.Owner == nil {
		return nil
	}
	return i.Owner()
}

// standardOutput gives cells their own form of the functions that print.
func (i *Interp) standardOutput() map[string]any {
	o := &i.output
	o.i = i
	log.SetOutput(o)
	return map[string]any{
		"fmt.Print":    func(a ...any) (int, error) { return fmt.Fprint(o.own(os.Stdout), a...) },
		"fmt.Println":  func(a ...any) (int, error) { return fmt.Fprintln(o.own(os.Stdout), a...) },
		"fmt.Printf":   func(format string, a ...any) (int, error) { return fmt.Fprintf(o.own(os.Stdout), format, a...) },
		"fmt.Fprint":   func(w io.Writer, a ...any) (int, error) { return fmt.Fprint(o.own(w), a...) },
		"fmt.Fprintln": func(w io.Writer, a ...any) (int, error) { return fmt.Fprintln(o.own(w), a...) },
		"fmt.Fprintf": func(w io.Writer, format string, a ...any) (int, error) {
			return fmt.Fprintf(o.own(w), format, a...)
		},
	}
}
