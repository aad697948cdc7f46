// Package cell holds the rules about the text of a cell that need no interpreter.
package cell

import "unicode/utf8"

// ByteOffset turns a position counted in code points, as front ends count, into
// one counted in bytes. A position outside of the text is moved to its nearer end.
func ByteOffset(text string, points int) int {
	if points <= 0 {
		return 0
	}
	for at := range text {
		if points == 0 {
			return at
		}
		points--
	}
	return len(text)
}

// PointOffset turns a position counted in bytes into one counted in code points.
func PointOffset(text string, at int) int {
	return utf8.RuneCountInString(text[:min(max(at, 0), len(text))])
}
