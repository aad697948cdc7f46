package evaluate

import (
	"github.com/cosmos72/gomacro/fast"

	"gohtm/kernel/internal/cell"
)

// Complete lists the words that can stand at the cursor and the range that they
// replace, in code points.
func (i *Interp) Complete(code string, cursor int) (matches []string, start, end int) {
	at := cell.ByteOffset(code, cursor)
	end = cell.PointOffset(code, at)
	head := code[:at]
	_, matches, _ = i.ir.CompleteWords(head, len(head))
	start = cell.PointOffset(code, at-len(fast.TailIdentifier(head)))
	return matches, start, end
}
