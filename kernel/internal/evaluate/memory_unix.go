//go:build unix

package evaluate

import "golang.org/x/sys/unix"

// granted reports whether the system has so many bytes of memory.
func granted(bytes int) bool {
	memory, err := unix.Mmap(-1, 0, bytes, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return false
	}
	unix.Munmap(memory)
	return true
}
