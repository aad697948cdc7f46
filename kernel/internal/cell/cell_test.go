package cell

import (
	"reflect"
	"testing"
)

func TestOffsets(t *testing.T) {
	// ä takes two bytes, 世 three, 😀 four.
	const text = "ä世😀x"
	for _, tt := range []struct {
		name          string
		points, bytes int
	}{
		{"the start", 0, 0},
		{"after two bytes", 1, 2},
		{"after three more", 2, 5},
		{"after four more, one code point though two UTF-16 units", 3, 9},
		{"the end", 4, 10},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := ByteOffset(text, tt.points); got != tt.bytes {
				t.Errorf("ByteOffset(%d) = %d, want %d", tt.points, got, tt.bytes)
			}
			if got := PointOffset(text, tt.bytes); got != tt.points {
				t.Errorf("PointOffset(%d) = %d, want %d", tt.bytes, got, tt.points)
			}
		})
	}
	if got := ByteOffset(text, 99); got != len(text) {
		t.Errorf("a position behind the end: %d, want %d", got, len(text))
	}
	if got := ByteOffset(text, -1); got != 0 {
		t.Errorf("a negative position: %d, want 0", got)
	}
}

func TestCommands(t *testing.T) {
	for _, tt := range []struct {
		name, cell string
		commands   []Command
		code       string
	}{
		{"plain Go has none", "x := 1\n", nil, "x := 1\n"},
		{"a shell line", "$ls -l", []Command{{true, "ls -l"}}, ""},
		{"a space after the sign", "$ ls", []Command{{true, "ls"}}, ""},
		{"lines keep their numbers", "\n%cd /\n$pwd\nx", []Command{{false, "cd /"}, {true, "pwd"}}, "\n\n\nx"},
		{"a special line after Go is left to Go", "x := 5\n%y", nil, "x := 5\n%y"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			commands, code := Commands(tt.cell)
			if !reflect.DeepEqual(commands, tt.commands) || code != tt.code {
				t.Errorf("Commands = %v, %q; want %v, %q", commands, code, tt.commands, tt.code)
			}
		})
	}
}

func TestIsComplete(t *testing.T) {
	for _, tt := range []struct{ name, code, status, indent string }{
		{"nothing", "", "complete", ""},
		{"an expression", "1+1", "complete", ""},
		{"a statement that ends with an operator of its own", "x++", "complete", ""},
		{"a closed block", "for i := 0; i < 3; i++ {\n}\n", "complete", ""},
		{"a comment line at the end", "x := 1 // one", "complete", ""},
		{"an open block", "func f() {", "incomplete", "\t"},
		{"an open block in an open block", "func f() {\n\tif x {\n", "incomplete", "\t\t"},
		{"an open call", "fmt.Println(1,", "incomplete", "\t"},
		{"an operator at the end", "x := 1 +\n", "incomplete", "\t"},
		{"an open raw string", "x := `abc\n", "incomplete", ""},
		{"an open comment", "/* abc", "incomplete", ""},
		{"a bracket in a string is not open", `x := "{"`, "complete", ""},
		{"a bracket too many", "f())", "invalid", ""},
		{"an open string", "x := \"abc\n", "invalid", ""},
		{"a special line", "$ls (", "complete", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, indent := IsComplete(tt.code)
			if status != tt.status || indent != tt.indent {
				t.Errorf("IsComplete = %q, %q; want %q, %q", status, indent, tt.status, tt.indent)
			}
		})
	}
}
