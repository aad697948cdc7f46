//go:build unix

package streams

import (
	"os"

	"golang.org/x/sys/unix"
)

// replace makes the descriptor fd another name of the pipe's end w, and returns
// the file that it was.
func replace(fd int, w *os.File) (original *os.File, err error) {
	old, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil, os.NewSyscallError("dup", err)
	}
	// os.Pipe opens for non-blocking use, which a plain write to fd cannot handle.
	if err := unix.SetNonblock(int(w.Fd()), false); err != nil {
		return nil, os.NewSyscallError("fcntl", err)
	}
	if err := redirect(int(w.Fd()), fd); err != nil {
		return nil, os.NewSyscallError("dup2", err)
	}
	return os.NewFile(uintptr(old), "original"), nil
}
