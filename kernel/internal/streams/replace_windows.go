package streams

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// replace makes the pipe's end w the standard output (fd 1) or error (fd 2), for
// this process and those that it starts, and returns the file that it was.
func replace(fd int, w *os.File) (original *os.File, err error) {
	switch fd {
	case 1:
		original, os.Stdout = os.Stdout, w
		err = windows.SetStdHandle(windows.STD_OUTPUT_HANDLE, windows.Handle(w.Fd()))
	case 2:
		original, os.Stderr = os.Stderr, w
		err = windows.SetStdHandle(windows.STD_ERROR_HANDLE, windows.Handle(w.Fd()))
	default:
		err = fmt.Errorf("streams: file descriptor = %d, want 1 or 2", fd)
	}
	return original, os.NewSyscallError("SetStdHandle", err)
}
