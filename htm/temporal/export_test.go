package temporal

import "runtime"

// Heap returns the bytes in use.
func Heap() uint64 {
	var s runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}
