package sdr

// State is where a Random stands in its stream.
type State struct {
	Stream uint64 // any number is one
}

// Snapshot returns where the stream stands.
func (r *Random) Snapshot() State { return State{Stream: r.stream.State()} }

// Restore goes on from a Snapshot, of whatever Random. Every State is good: the
// error is always nil.
func (r *Random) Restore(s State) error {
	r.stream.Restore(s.Stream)
	return nil
}

// Clone returns a Random that draws what r would, and leaves r alone.
func (r *Random) Clone() *Random {
	clone := *r
	return &clone
}
