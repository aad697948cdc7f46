package evaluate

import (
	"fmt"
	"io"
	"log"
	"os"
	"sync/atomic"
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
	o.before(os.Stderr)
	return os.Stderr.Write(p)
}

// standardOutput gives cells their own form of the functions that print.
func (i *Interp) standardOutput() map[string]any {
	o := &i.output
	o.i = i
	log.SetOutput(o)
	return map[string]any{
		"fmt.Print":    func(a ...any) (int, error) { return fmt.Fprint(o.to(os.Stdout), a...) },
		"fmt.Println":  func(a ...any) (int, error) { return fmt.Fprintln(o.to(os.Stdout), a...) },
		"fmt.Printf":   func(format string, a ...any) (int, error) { return fmt.Fprintf(o.to(os.Stdout), format, a...) },
		"fmt.Fprint":   func(w io.Writer, a ...any) (int, error) { return fmt.Fprint(o.to(w), a...) },
		"fmt.Fprintln": func(w io.Writer, a ...any) (int, error) { return fmt.Fprintln(o.to(w), a...) },
		"fmt.Fprintf": func(w io.Writer, format string, a ...any) (int, error) {
			return fmt.Fprintf(o.to(w), format, a...)
		},
	}
}
