package main

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadTime returns what this thread has used: other programs, and the garbage
// collector's own threads, are not in it.
// The caller has locked itself to the thread.
func threadTime() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		panic(err)
	}
	return time.Duration(t.Nano())
}
