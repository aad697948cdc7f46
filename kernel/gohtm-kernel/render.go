//go:build gophernotes

package main

import (
	"reflect"
	"strings"

	"gohtm/kernel/internal/evaluate"
	"gohtm/kernel/internal/server"
)

// render turns the value that ends a cell into what is shown, nil for nothing.
func (e *engine) render(result *evaluate.Result) (bundle *server.Bundle, failed *evaluate.Error) {
	if result == nil {
		return nil, nil
	}
	if result.Err != nil {
		return &server.Bundle{Data: MIMEMap{MIMETypeText: "error: " + result.Err.Error()}}, nil
	}
	shown := *result
	shown.Values, shown.Types = nil, nil
	for n, value := range result.Values {
		if !isNil(value) {
			shown.Values = append(shown.Values, value)
			shown.Types = append(shown.Types, result.Types[n])
		}
	}
	if len(shown.Values) == 0 {
		return nil, nil
	}
	failed = evaluate.Guard(func() {
		data := e.kernel.autoRenderResults(shown.Values, shown.Types)
		if len(data.Data) > 0 {
			bundle = &server.Bundle{Data: textual(data.Data), Metadata: data.Metadata, Transient: data.Transient}
		}
	})
	return bundle, failed
}

// isNil reports whether there is nothing to show: nil, or a pointer, function or
// channel that is nil. A nil slice or map is an empty one.
func isNil(value interface{}) bool {
	if value == nil {
		return true
	}
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.Pointer, reflect.Func, reflect.Chan:
		return v.IsNil()
	}
	return false
}

// textual turns the bytes of text formats into strings; those of other formats
// are sent in base64.
func textual(bundle MIMEMap) MIMEMap {
	for format, value := range bundle {
		if data, ok := value.([]byte); ok && isText(format) {
			bundle[format] = string(data)
		}
	}
	return bundle
}

// isText reports whether a MIME type is one of text.
func isText(format string) bool {
	return strings.HasPrefix(format, "text/") || strings.HasSuffix(format, "+xml") ||
		strings.HasSuffix(format, "/xml") || strings.HasSuffix(format, "/javascript")
}
