// Package conventions lets tests and tools run the algorithms of this module
// under the conventions of htm.core (C++, snapshot 8948288a), so that its
// published results can be compared bit by bit: its random generator, its ties,
// its tolerances. A pooler or memory is given them through a function variable
// here, which its package sets when it is initialised: no exported name of those
// packages knows about it.
package conventions

// Hash is FNV-1a of 64 bits over numbers of four bytes, little endian: over the
// active bits of every step, it names a whole run. Start from NewHash.
type Hash uint64

// NewHash returns the hash of nothing.
func NewHash() Hash { return 0xcbf29ce484222325 }

// Add takes in some numbers.
func (h *Hash) Add(numbers []int) {
	hash := *h
	for _, n := range numbers {
		for shift := 0; shift < 32; shift += 8 {
			hash = (hash ^ Hash(n>>shift&255)) * 0x100000001b3
		}
	}
	*h = hash
}
