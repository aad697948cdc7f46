package synapse

// Bitset is a set of numbers, one bit each: 64 in a word. It answers "was this
// input active?" from very little memory.
type Bitset []uint64

// NewBitset returns an empty set for numbers in [0, n).
func NewBitset(n int) Bitset { return make(Bitset, (n+63)/64) }

// Has tells whether i is in the set.
func (b Bitset) Has(i int) bool { return b.bit(uint32(i)) != 0 }

func (b Bitset) bit(i uint32) uint64 { return b[i>>6] >> (i & 63) & 1 }

// Add puts numbers into the set.
func (b Bitset) Add(numbers []int) {
	for _, i := range numbers {
		b[i>>6] |= 1 << (i & 63)
	}
}

// Remove takes numbers out of the set.
func (b Bitset) Remove(numbers []int) {
	for _, i := range numbers {
		b[i>>6] &^= 1 << (i & 63)
	}
}

// Set puts one number into the set.
func (b Bitset) Set(i uint32) { b[i>>6] |= 1 << (i & 63) }

// Unset takes one number out of the set.
func (b Bitset) Unset(i uint32) { b[i>>6] &^= 1 << (i & 63) }
