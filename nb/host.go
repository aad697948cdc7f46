package nb

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// Host is the notebook kernel that this package shows its figures in.
type Host struct {
	// Context returns the context of the running cell, cancelled when the cell is
	// interrupted; nil means context.Background.
	Context func() context.Context
	// Display sends an output in the middle of a cell: values by MIME type (text and
	// SVG as string, image/png as []byte). A displayID that is not empty names the
	// output; with update, the output of that name is replaced. It may be called from
	// several goroutines at once.
	Display func(bundle, metadata map[string]interface{}, displayID string, update bool) error
	// Every is the shortest time between two pictures of one output; 0 means a quarter
	// of a second.
	Every time.Duration
	// Comm sends a comm_open, comm_msg or comm_close to the front ends: see Comm.
	Comm func(kind string, content map[string]interface{}) error
}

var host atomic.Pointer[Host]

// Attach connects the package to a kernel, which calls it once when it starts.
func Attach(h Host) { host.Store(&h) }

// Context is the context of the running cell, for work that takes long: it is
// cancelled when the cell is interrupted. Without a notebook it is
// context.Background.
func Context() context.Context {
	if h := host.Load(); h != nil && h.Context != nil {
		return h.Context()
	}
	return context.Background()
}

// bundler is what shows itself in a notebook.
type bundler interface{ MIMEBundle() map[string]interface{} }

// Show displays figures, tables and other values in the middle of a cell; a value
// that does not show itself is shown as fmt prints it. Without a notebook it is an
// error.
func Show(values ...interface{}) error {
	h := host.Load()
	if h == nil || h.Display == nil {
		return errors.New("nb: Show without a notebook, want the gohtm kernel; Save writes a figure to a file")
	}
	for _, value := range values {
		bundle, err := bundleOf(value)
		if err != nil {
			return err
		}
		if err := h.Display(bundle, map[string]interface{}{}, "", false); err != nil {
			return fmt.Errorf("nb: Show: %w", err)
		}
	}
	return nil
}

func bundleOf(value interface{}) (map[string]interface{}, error) {
	switch v := value.(type) {
	case bundler:
		return v.MIMEBundle(), nil
	case Drawing:
		f, err := v.Figure()
		if err != nil {
			return nil, err
		}
		return f.MIMEBundle(), nil
	}
	return map[string]interface{}{"text/plain": fmt.Sprint(value)}, nil
}
