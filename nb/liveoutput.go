package nb

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// redraw is the shortest time between two pictures of an output, unless the host says
// otherwise.
const redraw = 250 * time.Millisecond

// liveOutput is an output of a cell that is replaced while the cell runs.
type liveOutput struct {
	id  string
	now func() time.Time

	sync.Mutex
	shown time.Time // when it was last, or began to be
	began bool
}

var liveOutputs atomic.Int64

func newLiveOutput(now func() time.Time) *liveOutput {
	// Unique over restarts too: a front end replaces every output of that name.
	return &liveOutput{id: fmt.Sprintf("nb-live-%x-%d", time.Now().UnixNano(), liveOutputs.Add(1)), now: now}
}

// due tells whether a picture may be shown again, after so long at least.
func (o *liveOutput) due(pause time.Duration) bool {
	every := redraw
	if h := host.Load(); h != nil && h.Every > 0 {
		every = h.Every
	}
	return !o.began || o.now().Sub(o.shown) >= max(every, pause)
}

// show sends a picture; what a front end does not take is lost, and the run goes on.
func (o *liveOutput) show(bundle map[string]interface{}) {
	o.shown = o.now()
	if h := host.Load(); h != nil && h.Display != nil {
		_ = h.Display(bundle, map[string]interface{}{}, o.id, o.began)
	}
	o.began = true
}
