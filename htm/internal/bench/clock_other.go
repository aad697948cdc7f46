//go:build !linux

package main

import "time"

var started = time.Now()

// threadTime returns the time that has passed, where there is no other clock.
func threadTime() time.Duration { return time.Since(started) }
