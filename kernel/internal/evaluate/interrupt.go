package evaluate

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"
)

const (
	// repeatInterrupt is the pause between two signals to the interpreter: one can
	// be lost between two steps, or caught by a recover of the user's.
	repeatInterrupt = 100 * time.Millisecond
	// patience is how long a cell may go on after the interrupt before the user is
	// told what it waits for.
	patience = time.Second
)

// interrupts is the part of an Interp that other goroutines use.
type interrupts struct {
	mutex   sync.Mutex
	running *running
}

// running is a cell that runs.
type running struct {
	ctx         context.Context // cancelled by an interrupt, not by the cell's end: a goroutine may go on
	cancel      context.CancelFunc
	over        chan struct{}
	interrupted bool
	tooDeep     bool // interrupted by watchDepth
}

// start begins a cell. The function that it returns ends it.
func (i *Interp) start() (stop func() *running) {
	r := &running{over: make(chan struct{})}
	r.ctx, r.cancel = context.WithCancel(context.Background())
	i.mutex.Lock()
	i.running = r
	i.mutex.Unlock()
	go i.watchDepth(r)
	return func() *running {
		i.mutex.Lock()
		defer i.mutex.Unlock()
		i.running = nil
		close(r.over)
		return r
	}
}

// context is that of the running cell, or one that never ends.
func (i *interrupts) context() context.Context {
	i.mutex.Lock()
	defer i.mutex.Unlock()
	if i.running == nil {
		return context.Background()
	}
	return i.running.ctx
}

// Interrupt stops the running cell: the context is cancelled for compiled code,
// and the interpreter is told to stop. Without a running cell it does nothing.
func (i *Interp) Interrupt() {
	i.mutex.Lock()
	r := i.running
	first := r != nil && !r.interrupted
	if first {
		r.interrupted = true
	}
	i.mutex.Unlock()
	if first {
		r.cancel()
		go i.insist(r)
	}
}

// insist signals the interpreter until the cell has stopped.
func (i *Interp) insist(r *running) {
	begin, told := time.Now(), false
	for i.signal(r) {
		time.Sleep(repeatInterrupt)
		if !told && time.Since(begin) >= patience {
			told = true
			i.explain(r)
		}
	}
}

// signal tells the interpreter to stop if it still runs r, and reports that.
func (i *Interp) signal(r *running) bool {
	i.mutex.Lock()
	defer i.mutex.Unlock()
	if i.running != r {
		return false
	}
	i.ir.Interrupt(os.Interrupt)
	return true
}

// explain tells the user why the cell does not stop.
func (i *Interp) explain(r *running) {
	i.mutex.Lock()
	defer i.mutex.Unlock()
	if i.running == r {
		fmt.Fprintln(os.Stderr, "Interrupt: the cell waits for a compiled call or a channel, which Go cannot stop from outside; "+
			"it ends when that returns. To give up its variables instead, restart the kernel.")
	}
}
