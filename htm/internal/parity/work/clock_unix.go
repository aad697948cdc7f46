//go:build unix

package work

import (
	"syscall"
	"time"
)

// Clock says what processorTime measures.
const Clock = "processor"

// processorTime returns what this process has used, in all of its threads: the
// garbage collector's share is not left out.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
