package evaluate

import (
	"fmt"
	"runtime/debug"
	"time"
)

const (
	// maxDepth is how deep functions of cells may call each other. Without a limit,
	// a recursion that does not end fills Go's stack, and that ends the process.
	maxDepth = 100_000
	// maxStack is room for that depth, in bytes, and for what is called between two looks.
	maxStack = 4 << 30
	// lookEvery is the pause between two looks at the depth.
	lookEvery = 5 * time.Millisecond
)

func init() { debug.SetMaxStack(maxStack) }

// watchDepth stops the cell if its functions call each other too deep.
func (i *Interp) watchDepth(r *running) {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		select {
		case <-r.over:
			return
		case <-look.C:
		}
		// The interpreter's goroutine writes these; any value that was true a moment
		// ago will do.
		if env := i.record.CurrEnv; env != nil && env.CallDepth > maxDepth {
			i.mutex.Lock()
			r.tooDeep = true
			i.mutex.Unlock()
			i.Interrupt()
			return
		}
	}
}

// depthError is the error of a cell that was stopped by watchDepth.
func depthError(places []string) *Error {
	e := &Error{Name: "runtime error", Value: fmt.Sprintf("functions call each other more than %d deep: does the recursion end?", maxDepth)}
	e.Traceback = append([]string{e.Error()}, places...)
	return e
}
