package nb

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// Terminal returns a host that writes outputs as text, for programs outside a notebook:
//
//	nb.Attach(nb.Terminal(os.Stderr))
//
// In a terminal the lines of progress bars and live figures stay below all others and
// are written anew in their place. Elsewhere, as in a log, each is a new line, and comes
// every ten seconds at most.
func Terminal(w io.Writer) Host {
	t := &terminal{w: w}
	h := Host{Display: t.display, Every: 10 * time.Second}
	if f, ok := w.(*os.File); ok && os.Getenv("TERM") != "dumb" {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			t.moves, h.Every = true, redraw
		}
	}
	return h
}

// terminal is where a host writes.
type terminal struct {
	w     io.Writer
	moves bool // its cursor can go up

	mu    sync.Mutex
	below []liveText // outputs that may be replaced, the last lines written
}

// liveText is an output with its name.
type liveText struct{ id, text string }

const (
	mostBelow    = 8  // outputs; older ones become lines like all others
	terminalWide = 79 // letters, so that no line takes two
)

func (t *terminal) display(bundle, _ map[string]interface{}, id string, update bool) error {
	text, ok := bundle["text/plain"].(string)
	if !ok {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.moves {
		_, err := fmt.Fprintln(t.w, text)
		return err
	}
	var out strings.Builder
	if n := lineCount(t.below); n > 0 {
		fmt.Fprintf(&out, "\x1b[%dA\r\x1b[J", n) // up and clear what is below
	}
	known := false
	for i := range t.below {
		if id != "" && t.below[i].id == id {
			t.below[i].text, known = text, true
		}
	}
	switch {
	case known:
	case id == "":
		out.WriteString(text + "\n")
	default:
		t.below = append(t.below, liveText{id, text})
		for len(t.below) > mostBelow {
			out.WriteString(t.below[0].text + "\n")
			t.below = t.below[1:]
		}
	}
	for _, o := range t.below {
		for _, line := range strings.Split(o.text, "\n") {
			if letters := []rune(line); len(letters) > terminalWide {
				line = string(letters[:terminalWide-1]) + "…"
			}
			out.WriteString(line + "\n")
		}
	}
	_, err := io.WriteString(t.w, out.String())
	return err
}

func lineCount(outputs []liveText) int {
	n := 0
	for _, o := range outputs {
		n += 1 + strings.Count(o.text, "\n")
	}
	return n
}
