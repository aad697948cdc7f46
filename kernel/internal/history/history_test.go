package history

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func open(t *testing.T, directory string) *History {
	t.Helper()
	h, err := Open(directory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

func add(t *testing.T, h *History, inputs ...string) {
	t.Helper()
	for _, input := range inputs {
		if err := h.Add(Entry{Line: len(h.now) + 1, Input: input, Output: strings.ToUpper(input)}); err != nil {
			t.Fatal(err)
		}
	}
}

func texts(entries []Entry) string {
	var list []string
	for _, e := range entries {
		list = append(list, fmt.Sprintf("%d/%d %s", e.Session, e.Line, e.Input))
	}
	return strings.Join(list, ", ")
}

func TestSessionsFollowEachOther(t *testing.T) {
	directory := filepath.Join(t.TempDir(), "deep", "history")
	first := open(t, directory)
	add(t, first, "a", "b/c\nd")
	first.Close()
	second := open(t, directory)
	third := open(t, directory) // at the same time
	add(t, second, "e", "a", "a")
	add(t, third, "not yet known to the second")
	for _, tt := range []struct{ name, got, want string }{
		{"tail within the session", texts(second.Tail(2)), "2/2 a, 2/3 a"},
		{"tail over sessions", texts(second.Tail(4)), "1/2 b/c\nd, 2/1 e, 2/2 a, 2/3 a"},
		{"tail of all", texts(second.Tail(0)), "1/1 a, 1/2 b/c\nd, 2/1 e, 2/2 a, 2/3 a"},
		{"range of this one", texts(second.Range(0, 1, 3)), "2/1 e, 2/2 a"},
		{"range of the one before", texts(second.Range(-1, 2, 0)), "1/2 b/c\nd"},
		{"range by number", texts(third.Range(1, 1, 2)), "1/1 a"},
		{"range of none", texts(second.Range(17, 0, 0)), ""},
		{"search", texts(second.Search("a", 0, false)), "1/1 a, 2/2 a, 2/3 a"},
		{"search for the last", texts(second.Search("a", 2, false)), "2/2 a, 2/3 a"},
		{"search for what differs", texts(second.Search("a", 0, true)), "2/3 a"},
		{"over lines and slashes", texts(second.Search("b*d", 0, false)), "1/2 b/c\nd"},
		{"brackets are themselves", texts(second.Search("[a]", 0, false)), ""},
		{"one character", texts(second.Search("?", 0, true)), "2/1 e, 2/3 a"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
	if got := second.Tail(1)[0].Output; got != "A" {
		t.Errorf("output %q", got)
	}
}

func TestASessionWithoutACellLeavesNothing(t *testing.T) {
	directory := t.TempDir()
	open(t, directory).Close()
	if files, _ := os.ReadDir(directory); len(files) != 0 {
		t.Errorf("%v", files)
	}
}

func TestOldSessionsAreForgotten(t *testing.T) {
	directory := t.TempDir()
	for n := 1; n <= mostSessions+20; n++ {
		if err := os.WriteFile(filepath.Join(directory, fmt.Sprint(n, suffix)), []byte("{\"line\":1,\"input\":\"x\"}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := open(t, directory)
	sessions, err := h.sessions()
	if err != nil || len(sessions) != mostSessions || sessions[0] != 22 || h.session != mostSessions+21 {
		t.Errorf("%d sessions from %d, this is %d, %v", len(sessions), sessions[0], h.session, err)
	}
}

func TestTooManyBytesAreForgotten(t *testing.T) {
	directory := t.TempDir()
	for n := 1; n <= 3; n++ {
		if err := os.WriteFile(filepath.Join(directory, fmt.Sprint(n, suffix)), make([]byte, mostBytes*2/5), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if sessions, _ := open(t, directory).sessions(); fmt.Sprint(sessions) != "[2 3 4]" {
		t.Errorf("%v", sessions)
	}
}

func TestDamagedLinesArePassedOver(t *testing.T) {
	directory := t.TempDir()
	damaged := "{\"line\":1,\"input\":\"a\"}\nnonsense\n{\"line\":3,\"inp"
	if err := os.WriteFile(filepath.Join(directory, "7.jsonl"), []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(directory, "foreign.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := texts(open(t, directory).Tail(0)); got != "7/1 a" {
		t.Errorf("%q", got)
	}
}

func TestKernelsThatBeginAtOnceHaveSessionsOfTheirOwn(t *testing.T) {
	directory := t.TempDir()
	var group sync.WaitGroup
	var mutex sync.Mutex
	taken := map[int]bool{}
	for i := 0; i < 20; i++ {
		group.Go(func() {
			h, err := Open(directory)
			mutex.Lock()
			defer mutex.Unlock()
			if err != nil || taken[h.session] {
				t.Errorf("session %d, %v", h.session, err)
			}
			taken[h.session] = true
		})
	}
	group.Wait()
}

func TestWithoutADirectoryThisSessionIsRemembered(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	h, err := Open(filepath.Join(file, "history"))
	if err == nil {
		t.Error("no error")
	}
	add(t, h, "a", "b")
	if got := texts(h.Search("*", 0, false)); got != "1/1 a, 1/2 b" {
		t.Errorf("%q", got)
	}
	if err := h.Close(); err != nil {
		t.Error(err)
	}
}
