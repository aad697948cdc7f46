package server

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gohtm/kernel/internal/wire"
)

// request makes a request of the given type.
func request(msgType string) *wire.Message {
	return &wire.Message{Header: wire.Header{Type: msgType}}
}

func TestQueue(t *testing.T) {
	q := newQueue()
	if q.pop() != nil {
		t.Error("an empty queue gives a request")
	}
	q.push(request("execute_request"))
	q.push(request("complete_request"))
	q.abort()
	q.push(request("execute_request"))
	for i, want := range []struct {
		msgType string
		aborted bool
	}{
		{"execute_request", true},   // it waited when the cell before it failed
		{"complete_request", false}, // only executions are aborted
		{"execute_request", false},  // it came later
	} {
		select {
		case <-q.ready:
		default:
			t.Fatalf("request %d: the queue does not say that it holds one", i)
		}
		got := q.pop()
		if got == nil || got.Header.Type != want.msgType || got.aborted != want.aborted {
			t.Errorf("request %d: %+v, want %v", i, got, want)
		}
	}
	select {
	case <-q.ready:
		t.Error("the empty queue says that it holds a request")
	default:
	}
}

func TestReplyType(t *testing.T) {
	for request, want := range map[string]string{
		"execute_request": "execute_reply", "comm_open": "comm_open_reply", "_request": "_request_reply", "": "_reply",
	} {
		if got := replyType(request); got != want {
			t.Errorf("reply to %q is %q, want %q", request, got, want)
		}
	}
}

func TestFailureHasATracebackList(t *testing.T) {
	if traceback, ok := failure(&Error{Name: "a", Value: "b"})["traceback"].([]string); !ok || traceback == nil {
		t.Errorf("traceback %v, want an empty list, which is not null in JSON", traceback)
	}
}

func TestReadConnection(t *testing.T) {
	for _, tt := range []struct{ name, content, want string }{
		{"as Jupyter writes it", `{"transport": "tcp", "ip": "127.0.0.1", "shell_port": 5, "key": "k", "signature_scheme": "hmac-sha256"}`, ""},
		{"without a key nothing is signed", `{"shell_port": 5}`, ""},
		{"another signature scheme", `{"key": "k", "signature_scheme": "hmac-md5"}`, "want hmac-sha256"},
		{"no JSON", `{`, "unexpected end"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "connection.json")
			if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
				t.Fatal(err)
			}
			c, err := ReadConnection(path)
			if tt.want != "" {
				if err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("got %v, want %q", err, tt.want)
				}
				return
			}
			if err != nil || c.address(c.ShellPort) != "tcp://127.0.0.1:5" {
				t.Errorf("got %s, %v", c.address(c.ShellPort), err)
			}
		})
	}
	if _, err := ReadConnection(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a file that is not there is no error")
	}
}
