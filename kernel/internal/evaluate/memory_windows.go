package evaluate

import "golang.org/x/sys/windows"

// granted reports whether the system has so many bytes of memory.
func granted(bytes int) bool {
	address, err := windows.VirtualAlloc(0, uintptr(bytes), windows.MEM_RESERVE|windows.MEM_COMMIT, windows.PAGE_READWRITE)
	if err != nil {
		return false
	}
	windows.VirtualFree(address, 0, windows.MEM_RELEASE)
	return true
}
