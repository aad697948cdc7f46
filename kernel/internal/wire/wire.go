// Package wire reads and writes the messages of the Jupyter protocol: a list of
// routing identities, a delimiter, a signature, four JSON parts and raw buffers.
//
// Source: Jupyter client documentation, "Messaging in Jupyter", section "The
// wire protocol", protocol version 5.3.
package wire

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// ProtocolVersion is the version of the messaging protocol that messages declare.
const ProtocolVersion = "5.3"

// delimiter stands between the routing identities and the message.
const delimiter = "<IDS|MSG>"

// ErrSignature says that a message was not signed with the connection's key.
var ErrSignature = errors.New("wire: bad signature")

// Header says what a message is and who sent it.
type Header struct {
	ID       string `json:"msg_id"`
	Session  string `json:"session"`
	Username string `json:"username"`
	Date     string `json:"date"`
	Type     string `json:"msg_type"`
	Version  string `json:"version"`
}

// Message is one message, received or to be sent.
type Message struct {
	Identities [][]byte // routing prefix; a reply takes those of its request
	Header     Header
	Parent     json.RawMessage // header of the request that this answers, as it came
	Metadata   json.RawMessage
	Content    json.RawMessage

	header json.RawMessage // the header as it came, to be a reply's parent
}

// Parse takes a received message apart. It checks the signature in constant time
// when key is not empty. Buffers are dropped: nothing in the kernel takes them.
func Parse(frames [][]byte, key []byte) (*Message, error) {
	at := -1
	for i, frame := range frames {
		if string(frame) == delimiter {
			at = i
			break
		}
	}
	if at < 0 {
		return nil, fmt.Errorf("wire: no %s among %d frames", delimiter, len(frames))
	}
	if len(frames) < at+6 {
		return nil, fmt.Errorf("wire: %d frames after the delimiter, want 5 or more", len(frames)-at-1)
	}
	parts := frames[at+2 : at+6]
	if len(key) > 0 && !hmac.Equal(sign(key, parts), frames[at+1]) {
		return nil, ErrSignature
	}
	for i, name := range []string{"header", "parent header", "metadata", "content"} {
		if !isObject(parts[i]) {
			return nil, fmt.Errorf("wire: the %s is not a JSON object", name)
		}
	}
	m := &Message{
		Identities: frames[:at],
		header:     parts[0],
		Parent:     parts[1],
		Metadata:   parts[2],
		Content:    parts[3],
	}
	if err := json.Unmarshal(parts[0], &m.Header); err != nil {
		return nil, fmt.Errorf("wire: header: %w", err)
	}
	if m.Header.Type == "" {
		return nil, errors.New("wire: the header has no msg_type")
	}
	return m, nil
}

// isObject reports whether data is one valid JSON object.
func isObject(data []byte) bool {
	data = bytes.TrimSpace(data)
	return len(data) > 0 && data[0] == '{' && json.Valid(data)
}

// New makes a message of the given type with content, as an answer to parent,
// which may be nil.
func New(msgType, session string, parent *Message, content any) (*Message, error) {
	data, err := json.Marshal(content)
	if err != nil {
		return nil, fmt.Errorf("wire: content of %s: %w", msgType, err)
	}
	m := &Message{
		Header: Header{
			ID:       NewID(),
			Session:  session,
			Username: "kernel",
			Date:     time.Now().UTC().Format(time.RFC3339Nano),
			Type:     msgType,
			Version:  ProtocolVersion,
		},
		Parent:   json.RawMessage("{}"),
		Metadata: json.RawMessage("{}"),
		Content:  data,
	}
	if parent != nil {
		m.Identities = parent.Identities
		m.Parent = parent.header
	}
	return m, nil
}

// Frames puts the message together for the socket, signed when key is not empty.
func (m *Message) Frames(key []byte) ([][]byte, error) {
	header, err := json.Marshal(m.Header)
	if err != nil {
		return nil, fmt.Errorf("wire: header: %w", err)
	}
	parts := [][]byte{header, m.Parent, m.Metadata, m.Content}
	signature := []byte{}
	if len(key) > 0 {
		signature = sign(key, parts)
	}
	frames := append([][]byte{}, m.Identities...)
	frames = append(frames, []byte(delimiter), signature)
	return append(frames, parts...), nil
}

// sign returns the hexadecimal HMAC-SHA256 of the four JSON parts.
func sign(key []byte, parts [][]byte) []byte {
	mac := hmac.New(sha256.New, key)
	for _, part := range parts {
		mac.Write(part)
	}
	return []byte(hex.EncodeToString(mac.Sum(nil)))
}

// NewID returns a random identifier for a message or a session.
func NewID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails: it ends the program instead
	return hex.EncodeToString(b[:])
}
