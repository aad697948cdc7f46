package wire

import (
	"errors"
	"strings"
	"testing"
)

var key = []byte("a key")

// signed returns the frames of a message with the given parts.
func signed(key []byte, parts ...string) [][]byte {
	data := make([][]byte, len(parts))
	for i, part := range parts {
		data[i] = []byte(part)
	}
	return append([][]byte{[]byte("client"), []byte(delimiter), sign(key, data)}, data...)
}

const header = `{"msg_id": "7", "msg_type": "execute_request", "session": "s", "extra": 1}`

func TestParse(t *testing.T) {
	m, err := Parse(append(signed(key, header, `{}`, `{}`, `{"code": "1"}`), []byte("a buffer")), key)
	if err != nil {
		t.Fatal(err)
	}
	if m.Header.Type != "execute_request" || m.Header.ID != "7" || string(m.Content) != `{"code": "1"}` {
		t.Errorf("got %+v", m)
	}
	if len(m.Identities) != 1 || string(m.Identities[0]) != "client" {
		t.Errorf("identities %q, want client", m.Identities)
	}
}

func TestParseRefuses(t *testing.T) {
	good := signed(key, header, "{}", "{}", "{}")
	changed := signed(key, header, "{}", "{}", "{}")
	changed[6] = []byte(`{"code": "evil"}`)
	unsigned := signed(key, header, "{}", "{}", "{}")
	unsigned[2] = nil
	for _, tt := range []struct {
		name   string
		frames [][]byte
		want   string
	}{
		{"another key", signed([]byte("other"), header, "{}", "{}", "{}"), "bad signature"},
		{"content that was changed", changed, "bad signature"},
		{"no signature", unsigned, "bad signature"},
		{"nothing at all", nil, "no <IDS|MSG>"},
		{"no delimiter", good[2:], "no <IDS|MSG>"},
		{"too few frames", good[:5], "3 frames after the delimiter"},
		{"a header that is no JSON", signed(key, "nonsense", "{}", "{}", "{}"), "the header is not"},
		{"a header that is a list", signed(key, "[]", "{}", "{}", "{}"), "the header is not"},
		{"a header without a type", signed(key, "{}", "{}", "{}", "{}"), "no msg_type"},
		{"a type that is a number", signed(key, `{"msg_type": 5}`, "{}", "{}", "{}"), "header: "},
		{"content that is null", signed(key, header, "{}", "{}", "null"), "the content is not"},
		{"content that goes on", signed(key, header, "{}", "{}", "{} {}"), "the content is not"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(tt.frames, key)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	if _, err := Parse(changed, key); !errors.Is(err, ErrSignature) {
		t.Errorf("got %v, want ErrSignature", err)
	}
}

func TestWithoutKeyNothingIsSigned(t *testing.T) {
	if _, err := Parse(signed([]byte("any"), header, "{}", "{}", "{}"), nil); err != nil {
		t.Error(err)
	}
}

func TestReplyGoesBackToItsRequest(t *testing.T) {
	request, err := Parse(signed(key, header, "{}", "{}", "{}"), key)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := New("execute_reply", "session", request, map[string]int{"a": 1})
	if err != nil {
		t.Fatal(err)
	}
	frames, err := reply.Frames(key)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Parse(frames, key)
	if err != nil {
		t.Fatal(err)
	}
	if string(back.Parent) != header {
		t.Errorf("parent %s, want the request's header as it came", back.Parent)
	}
	if back.Header.Version != "5.3" || back.Header.Session != "session" || string(back.Content) != `{"a":1}` {
		t.Errorf("got %+v", back)
	}
	if string(frames[0]) != "client" {
		t.Errorf("the first frame is %q, want the request's identity", frames[0])
	}
}

// The example of RFC 4231, section 4.3: test case 2 of HMAC-SHA-256.
func TestSignature(t *testing.T) {
	got := string(sign([]byte("Jefe"), [][]byte{[]byte("what do ya want "), []byte("for nothing?")}))
	const want = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("client"), []byte(delimiter), []byte(header))
	f.Fuzz(func(t *testing.T, a, b, c []byte) {
		m, err := Parse([][]byte{a, b, {}, c, []byte("{}"), []byte("{}"), []byte("{}")}, nil)
		if (m == nil) == (err == nil) {
			t.Errorf("message %v, error %v", m, err)
		}
	})
}
