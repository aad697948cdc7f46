//go:build gophernotes && unix

package main

import (
	"os"
	"time"

	"gohtm/kernel/internal/server"
)

// watchParent ends the kernel when the Jupyter that started it is gone.
func watchParent(s *server.Server) {
	if os.Getenv("JPY_PARENT_PID") == "" {
		return
	}
	parent := os.Getppid()
	for os.Getppid() == parent {
		time.Sleep(2 * time.Second)
	}
	s.Shutdown()
}
