package evaluate

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/cosmos72/gomacro/base"
)

// Ask asks the user for a line of text.
type Ask func(ctx context.Context) (line string, err error)

// input is standard input for cells: what the user types into the notebook, a line
// at a time, asked for when it is read.
type input struct {
	i    *Interp
	rest []byte // of the last line
}

// Read waits for a line if there is nothing left of the last one.
func (in *input) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(in.rest) == 0 {
		if in.i.Ask == nil {
			return 0, io.EOF
		}
		line, err := in.i.Ask(in.i.context())
		if errors.Is(err, context.Canceled) {
			panic(base.SigInterrupt)
		}
		if err != nil {
			return 0, fmt.Errorf("standard input: %w", err)
		}
		in.rest = append([]byte(line), '\n')
	}
	n = copy(p, in.rest)
	in.rest = in.rest[n:]
	return n, nil
}

// standardInput gives cells their own form of the functions that read os.Stdin. What
// is left of a line when a cell ends is forgotten.
func (i *Interp) standardInput() map[string]any {
	in := &i.input
	in.i = i
	instead := func(r io.Reader) io.Reader {
		if r == os.Stdin {
			return in
		}
		return r
	}
	return map[string]any{
		"fmt.Scan":            func(a ...any) (int, error) { return fmt.Fscan(in, a...) },
		"fmt.Scanf":           func(format string, a ...any) (int, error) { return fmt.Fscanf(in, format, a...) },
		"fmt.Scanln":          func(a ...any) (int, error) { return fmt.Fscanln(in, a...) },
		"fmt.Fscan":           func(r io.Reader, a ...any) (int, error) { return fmt.Fscan(instead(r), a...) },
		"fmt.Fscanf":          func(r io.Reader, format string, a ...any) (int, error) { return fmt.Fscanf(instead(r), format, a...) },
		"fmt.Fscanln":         func(r io.Reader, a ...any) (int, error) { return fmt.Fscanln(instead(r), a...) },
		"bufio.NewReader":     func(r io.Reader) *bufio.Reader { return bufio.NewReader(instead(r)) },
		"bufio.NewReaderSize": func(r io.Reader, size int) *bufio.Reader { return bufio.NewReaderSize(instead(r), size) },
		"bufio.NewScanner":    func(r io.Reader) *bufio.Scanner { return bufio.NewScanner(instead(r)) },
	}
}
