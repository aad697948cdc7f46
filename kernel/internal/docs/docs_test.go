package docs

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sample = `// Package p is a sample.
//
//	p.F(1)
package p

// Limits of all.
const (
	// Most is the most.
	Most = 3
	Least = 1 // the least
)

// T is a type.
type T struct {
	A, B int // two numbers
	hidden int
}

// M does [T]'s work.
func (t *T) M(x int) error { return nil }

// Say is what can speak.
type Say interface {
	// Speak speaks.
	Speak(loud bool) string
}

// F calls.
//
// # Head
//
// Text of F.
func F(x int) (y *T) { return nil }

func private() {}
`

func library(t *testing.T) Library {
	t.Helper()
	file := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(file, []byte(sample), 0o644); err != nil {
		t.Fatal(err)
	}
	l := Library{}
	if err := l.Collect("x/p", []string{file}); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestCollect(t *testing.T) {
	l := library(t)
	for name, want := range map[string]Entry{
		"x/p.Most":      {"const Most = 3", "Most is the most.\n\nLimits of all."},
		"x/p.Least":     {"const Least = 1", "the least\n\nLimits of all."},
		"x/p.F":         {"func F(x int) (y *T)", "F calls.\n\n# Head\n\nText of F.\n"},
		"x/p.T.M":       {"func (t *T) M(x int) error", "M does [T]'s work.\n"},
		"x/p.T.A":       {"field A int", "two numbers\n"},
		"x/p.T.B":       {"field B int", "two numbers\n"},
		"x/p.Say.Speak": {"method Speak(loud bool) string", "Speak speaks.\n"},
	} {
		if got := l[name]; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"x/p.private", "x/p.T.hidden"} {
		if _, ok := l[name]; ok {
			t.Errorf("%s is there, want what is exported only", name)
		}
	}
	if got := l["x/p"]; !strings.HasPrefix(got.Declaration, "package p") || !strings.Contains(got.Comment, "is a sample") {
		t.Errorf("package: %q", got)
	}
	if got := l["x/p.T"].Declaration; !strings.Contains(got, "A, B int") || strings.Contains(got, "hidden int") {
		t.Errorf("T: %s", got)
	}
}

func TestThePredeclaredNamesAreThoughNotExported(t *testing.T) {
	file := filepath.Join(t.TempDir(), "builtin.go")
	if err := os.WriteFile(file, []byte("package builtin\n\n// The len is a length.\nfunc len(v Type) int\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	l := Library{}
	if err := l.Collect(Predeclared, []string{file}); err != nil || l["builtin.len"].Declaration != "func len(v Type) int" {
		t.Errorf("%v, %v", l, err)
	}
}

func TestTexts(t *testing.T) {
	e := library(t)["x/p.F"]
	if got, want := e.Text(), "func F(x int) (y *T)\n\nF calls.\n\n# Head\n\nText of F."; got != want {
		t.Errorf("Text %q, want %q", got, want)
	}
	if got := e.Markdown(); !strings.HasPrefix(got, "```go\nfunc F(x int) (y *T)\n```\n\nF calls.") || !strings.Contains(got, "#### Head") {
		t.Errorf("Markdown %q", got)
	}
	if got := (Entry{Comment: "Only this."}).Markdown(); got != "Only this." {
		t.Errorf("Markdown without a declaration %q", got)
	}
}

func TestPack(t *testing.T) {
	l := library(t)
	packed, err := l.Pack()
	if err != nil {
		t.Fatal(err)
	}
	again, _ := l.Pack()
	if !bytes.Equal(packed, again) {
		t.Error("packed twice, other bytes")
	}
	got, err := Unpack(packed)
	if err != nil || len(got) != len(l) || got["x/p.F"] != l["x/p.F"] {
		t.Errorf("unpacked %d entries, %v, want %d", len(got), err, len(l))
	}
	for name, damaged := range map[string][]byte{"empty": nil, "cut": packed[:len(packed)/2], "foreign": []byte("x")} {
		if _, err := Unpack(damaged); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestCollectErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "bad.go")
	if err := os.WriteFile(file, []byte("package"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := (Library{}).Collect("x", []string{file}); err == nil {
		t.Error("no error for a file that cannot be read")
	}
}

func TestLongDeclarationsAreCut(t *testing.T) {
	file := filepath.Join(t.TempDir(), "long.go")
	source := "package p\n\ntype T struct {\n" + strings.Repeat("\tA int\n", 100) + "}\n"
	if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	l := Library{}
	if err := l.Collect("p", []string{file}); err != nil {
		t.Fatal(err)
	}
	if got := l["p.T"].Declaration; strings.Count(got, "\n") != longest-1 || !strings.HasSuffix(got, "... (43 more lines)") {
		t.Errorf("%d lines, ending %q", strings.Count(got, "\n")+1, got[len(got)-30:])
	}
}
