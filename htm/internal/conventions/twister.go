package conventions

// Twister is mt19937 (Matsumoto & Nishimura 1998, doi:10.1145/272991.272995),
// which is C++'s std::mt19937.
type Twister struct {
	state [624]uint32
	next  int
}

// NewTwister returns the generator of a seed.
func NewTwister(seed uint32) *Twister {
	g := &Twister{next: 624}
	g.state[0] = seed
	for i := uint32(1); i < 624; i++ {
		g.state[i] = 1812433253*(g.state[i-1]^g.state[i-1]>>30) + i
	}
	return g
}

// Draw returns the next 32 random bits.
func (g *Twister) Draw() uint32 {
	if g.next == len(g.state) {
		g.refill()
	}
	y := g.state[g.next]
	g.next++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// refill makes the next 624 numbers: each of the one after it and that 397 places on.
func (g *Twister) refill() {
	const n, m = len(g.state), 397
	s := &g.state
	twist := func(this, after, far uint32) uint32 {
		y := this&0x80000000 | after&0x7fffffff
		return far ^ y>>1 ^ -(y&1)&0x9908b0df
	}
	for i := 0; i < n-m; i++ {
		s[i] = twist(s[i], s[i+1], s[i+m])
	}
	for i := n - m; i < n-1; i++ {
		s[i] = twist(s[i], s[i+1], s[i+m-n])
	}
	s[n-1] = twist(s[n-1], s[0], s[m-1])
	g.next = 0
}
