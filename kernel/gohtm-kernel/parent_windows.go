//go:build gophernotes

package main

import (
	"os"
	"strconv"

	"golang.org/x/sys/windows"

	"gohtm/kernel/internal/server"
)

// watchParent ends the kernel when the Jupyter that started it is gone: on this
// system it leaves a handle of its process.
func watchParent(s *server.Server) {
	parent, err := strconv.ParseUint(os.Getenv("JPY_PARENT_PID"), 10, 64)
	if err != nil {
		return
	}
	if _, err := windows.WaitForSingleObject(windows.Handle(parent), windows.INFINITE); err == nil {
		s.Shutdown()
	}
}
