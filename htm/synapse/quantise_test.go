package synapse

import "testing"

// What is on a level stays there, whatever is drawn, although levels are rounded themselves.
func TestLevelsStay(t *testing.T) {
	const most = 1 - 1.0/(1<<24) // that may be drawn
	for bits := 1; bits <= mostBits; bits++ {
		levels := 1<<bits - 1
		for k := 0; k <= levels; k++ {
			x := float32(k) / float32(levels)
			if down, up := level(x, levels, 0), level(x, levels, most); down != x || up != x {
				t.Fatalf("%d bits: level %v becomes %v and %v", bits, x, down, up)
			}
		}
	}
}
