// Package docs holds what the source code says of the packages that a cell can
// import: declarations and their comments. They are collected when the kernel is
// built, and travel in it.
package docs

import (
	"bytes"
	"compress/gzip"
	"encoding/gob"
	"fmt"
	"go/doc/comment"
	"strings"
)

// Entry is the documentation of one package, type, function, method, field,
// variable or constant.
type Entry struct {
	Declaration string // Go, without the body of a function
	Comment     string // as it stands in the source, without comment signs
}

// Library is the documentation of many packages. An entry is found by what it is:
// "gohtm/htm/sdr" a package, "gohtm/htm/sdr.New" what it declares,
// "gohtm/htm/sdr.SDR.Overlap" a field or a method.
type Library map[string]Entry

// Pack returns the library in little room.
func (l Library) Pack() ([]byte, error) {
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if err := gob.NewEncoder(z).Encode(l.sorted()); err != nil {
		return nil, err
	}
	err = z.Close()
	return packed.Bytes(), err
}

// Unpack returns a library that was packed.
func Unpack(packed []byte) (Library, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("docs: %w", err)
	}
	var entries []named
	if err := gob.NewDecoder(z).Decode(&entries); err != nil {
		return nil, fmt.Errorf("docs: %w", err)
	}
	l := make(Library, len(entries))
	for _, e := range entries {
		l[e.Name] = e.Entry
	}
	return l, nil
}

// Text returns an entry as plain text: the declaration, and the comment below it.
func (e Entry) Text() string {
	return join(e.Declaration, string(new(comment.Printer).Text(new(comment.Parser).Parse(e.Comment))))
}

// Markdown returns an entry for those who show Markdown.
func (e Entry) Markdown() string {
	declaration := ""
	if e.Declaration != "" {
		declaration = "```go\n" + e.Declaration + "\n```"
	}
	p := comment.Printer{HeadingLevel: 4}
	return join(declaration, string(p.Markdown(new(comment.Parser).Parse(e.Comment))))
}

func join(parts ...string) string {
	var some []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			some = append(some, part)
		}
	}
	return strings.Join(some, "\n\n")
}
