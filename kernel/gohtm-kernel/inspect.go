//go:build gophernotes

package main

import (
	"strings"

	"gohtm/kernel/internal/docs"
	"gohtm/kernel/internal/server"
)

// Inspect says what stands at the cursor: its declaration and comment, from the
// source code if it is compiled in, and the value of a variable.
func (e *engine) Inspect(code string, cursor int) *server.Bundle {
	subject, found := e.Interp.Inspect(code, cursor)
	if !found {
		return nil
	}
	own := docs.Entry{Declaration: subject.Declaration, Comment: subject.Comment}
	library, err := documentation()
	if err != nil { // the kernel was built wrongly
		own.Comment += "\n\n" + err.Error()
	}
	for _, key := range subject.Keys {
		entry, ok := library[key]
		if !ok {
			continue
		}
		if strings.HasPrefix(own.Declaration, "var ") { // what it is, and then of what type
			own.Comment = entry.Comment
		} else {
			own = entry
		}
		break
	}
	if subject.Value != "" {
		own.Declaration += " = " + subject.Value
	}
	return &server.Bundle{Data: map[string]any{MIMETypeText: own.Text(), MIMETypeMarkdown: own.Markdown()}}
}

// Page answers a cell such as "nb.Lines?".
func (e *engine) Page(code string) *server.Bundle {
	name, asks := strings.CutSuffix(strings.TrimSpace(code), "?")
	if !asks || name == "" || strings.ContainsAny(name, "\n\"`'") {
		return nil
	}
	if bundle := e.Inspect(name, len([]rune(name))); bundle != nil {
		return bundle
	}
	return &server.Bundle{Data: map[string]any{MIMETypeText: name + ": nothing is known of it"}}
}
