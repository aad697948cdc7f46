package streams

import (
	"testing"
)

func TestSplit(t *testing.T) {
	mark := []byte("\x00mark\x00")
	for _, tt := range []struct {
		name, data string
		last       bool
		text, rest string
		marked     bool
	}{
		{"plain text goes through", "abc", false, "abc", "", false},
		{"a mark ends the text", "ab\x00mark\x00cd", false, "ab", "cd", true},
		{"the beginning of a mark waits", "ab\x00ma", false, "ab", "\x00ma", false},
		{"what only looks like a mark goes through", "ab\x00maX", false, "ab\x00maX", "", false},
		{"half a character waits", "a\xe4\xb8", false, "a", "\xe4\xb8", false},
		{"at the end nothing waits", "a\xe4\xb8", true, "a\xe4\xb8", "", false},
		{"a byte that begins nothing goes through", "a\xff", false, "a\xff", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, rest, marked := split([]byte(tt.data), mark, tt.last)
			if string(text) != tt.text || string(rest) != tt.rest || marked != tt.marked {
				t.Errorf("got %q, %q, %v; want %q, %q, %v", text, rest, marked, tt.text, tt.rest, tt.marked)
			}
		})
	}
}
