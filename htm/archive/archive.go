// Package archive is the file format of everything that learns: what Save of a
// pooler, a memory or a model writes and Load reads, and how such files are kept
// on disk. It is the only package under htm that touches files, and only those
// that it is told.
//
// # The format
//
// All numbers are little endian.
//
//	 8 bytes  "\x89gohtm\r\n"; the first byte and the line end betray a transfer that took it for text
//	 4 bytes  format version, 1
//	 8 bytes  length of the body
//	 4 bytes  CRC-32C of the 20 bytes before: these 24 bytes are the same in every version
//	   body   two items of CBOR (RFC 8949): a Header; the state
//	32 bytes  SHA-256 of all bytes before
//
// In the body a struct is a map by field name, and a slice of numbers is a typed
// array (RFC 8746): a string of bytes with a tag that says what they are. Floating
// point numbers keep all their bits, NaN and infinities too; whole numbers take
// the least of 1, 2, 4 or 8 bytes that holds all of a slice. A time keeps its instant,
// not its zone. The same state gives the same bytes. Several archives may follow each
// other in a stream.
//
// The checksum is a SHA-256 and not a CRC, because it costs less than the rest of
// the work and also names a state: two parts are in the same state if their files
// have the same checksum. It guards against accidents, not against forgers.
package archive

import (
	"fmt"
	"io"
)

// Part says what is saved or loaded. Save and Load of a part fill it in; only who
// writes a part of their own needs it.
type Part struct {
	Kind    string // package and type, such as "spatial.Pooler"
	Version int    // of the part's state and parameters, from 1; it grows with every change to either
	// Params is a struct of what the part was made with. It is not restored: a
	// file goes only into a part that was made alike. Of a hook it matters whether
	// it is nil and, for functions of this module, which one it is; other
	// functions have no name to tell them apart by.
	Params interface{}
}

// Header is what a file says about itself.
type Header struct {
	Kind    string  // package and type of the part, such as "spatial.Pooler"
	Version int     // of its state and parameters
	Params  []Param // of the part that was saved, in their order
}

// Param is one parameter, as text.
type Param struct {
	Name  string // with the way to it, such as "Pooler.Columns" or "Readouts[0].Feed"
	Value string // as fmt prints it; of a function its name, if it is one of this module
}

// String returns kind and version, and the parameters, a line each.
func (h Header) String() string {
	s := fmt.Sprintf("%s, version %d", h.Kind, h.Version)
	for _, p := range h.Params {
		s += fmt.Sprintf("\n\t%s = %s", p.Name, p.Value)
	}
	return s
}

// Write writes a part's state, a struct of numbers, texts, slices and structs. An
// error is the writer's, or names what in the state cannot be written.
func Write(w io.Writer, part Part, state interface{}) error {
	params, err := describe(part.Params)
	if err != nil {
		return err
	}
	tree, err := pack(state)
	if err != nil {
		return err
	}
	body, err := encodeBody(Header{Kind: part.Kind, Version: part.Version, Params: params}, tree)
	if err != nil {
		return err
	}
	return writeFrame(w, body)
}

// Read reads a state into what state points to. It reads one archive and not a
// byte more. An error says what is wrong: no archive, a damaged or truncated one,
// one of a later format or version, of another kind, or made with other parameters,
// of which it names each. What state points to is then of no use.
func Read(r io.Reader, part Part, state interface{}) error {
	h, rest, err := open(r)
	if err != nil {
		return err
	}
	if err := h.fits(part); err != nil {
		return err
	}
	return decodeState(rest, state)
}

// Inspect reads an archive of any kind, checks that it is whole, and returns what
// it says about itself.
func Inspect(r io.Reader) (Header, error) {
	h, _, err := open(r)
	return h, err
}

func open(r io.Reader) (h Header, state []byte, err error) {
	body, err := readFrame(r)
	if err != nil {
		return Header{}, nil, err
	}
	return decodeHeader(body)
}
