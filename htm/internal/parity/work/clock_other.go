//go:build !unix

package work

import "time"

// Clock says what processorTime measures.
const Clock = "wall"

var started = time.Now()

// processorTime returns the time that has passed, where there is no other clock.
func processorTime() time.Duration { return time.Since(started) }
