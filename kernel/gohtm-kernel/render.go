//go:build gophernotes

package main

import (
	"bytes"
	"fmt"
	"image"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/cosmos72/gomacro/xreflect"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"gohtm/kernel/internal/evaluate"
	"gohtm/kernel/internal/server"
	"gohtm/nb"
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
		if data := e.picture(shown.Values, shown.Types); len(data.Data) > 0 {
			if _, ok := data.Data[MIMETypeText]; !ok {
				data.Data[MIMETypeText] = caption(shown.Values)
			}
			shorten(data.Data)
			b := bundleOf(data)
			bundle = &b
		}
	})
	return bundle, failed
}

// picture renders values: a figure of package nb or a plot of gonum that stands
// alone as a picture, all else as gophernotes does, records and the like as a table
// too.
func (e *engine) picture(values []interface{}, types []xreflect.Type) Data {
	if len(values) == 1 {
		switch value := values[0].(type) {
		case MIMEBundler:
			return Data{Data: value.MIMEBundle()}
		case *plot.Plot:
			return drawn(value)
		case mat.Matrix:
			return Data{Data: MIMEMap{MIMETypeText: table(value)}}
		}
	}
	data := e.kernel.autoRenderResults(values, types)
	if data.Data[MIMETypeText] == fmt.Sprint(values...) {
		texts := make([]string, len(values))
		for n, value := range values {
			texts[n] = withNames(value)
		}
		data.Data[MIMETypeText] = strings.Join(texts, " ")
	}
	if len(values) == 1 && len(data.Data) == 1 && data.Data[MIMETypeText] != nil {
		if t, ok := nb.TableFor(values[0]); ok {
			data.Data[MIMETypeHTML] = t.HTML()
		}
	}
	return data
}

// isOpaque tells whether a value is a pointer to a struct of a compiled package that
// shows nothing of itself: its fields are the package's business, and may be many.
func isOpaque(value interface{}) bool {
	switch value.(type) {
	case error, fmt.Stringer, fmt.Formatter:
		return false
	}
	t := reflect.TypeOf(value)
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct || t.Elem().PkgPath() == "" {
		return false
	}
	for n := range t.Elem().NumField() {
		if t.Elem().Field(n).IsExported() {
			return false
		}
	}
	return true
}

// withNames writes a value with the names of its fields. The interpreter puts a
// sign before those that are not exported.
func withNames(value interface{}) string {
	if isOpaque(value) {
		return fmt.Sprintf("%T", value)
	}
	return strings.ReplaceAll(fmt.Sprintf("%+v", value), xreflect.StrGensymPrivate, "")
}

// caption is the text of what is shown in another format.
func caption(values []interface{}) string {
	if len(values) == 1 {
		switch value := values[0].(type) {
		case image.Image:
			size := value.Bounds().Size()
			return fmt.Sprintf("image of %d by %d pixels", size.X, size.Y)
		case Data:
			return strings.Join(slices.Sorted(maps.Keys(value.Data)), ", ")
		}
	}
	return fmt.Sprint(values...)
}

// excerpt is how many rows and columns at each end of a large matrix are shown.
const excerpt = 8

// table writes a matrix in rows and columns.
func table(m mat.Matrix) string {
	options := []mat.FormatOption{mat.Squeeze()}
	if rows, columns := m.Dims(); rows > 3*excerpt || columns > 3*excerpt {
		options = append(options, mat.Excerpt(excerpt))
	}
	return fmt.Sprintf("%.6g", mat.Formatted(m, options...))
}

// maxText is how many bytes of a value's text are shown: the whole of a very long
// slice would make the notebook too large to open.
const maxText = 100_000

// shorten cuts a text that is too long.
func shorten(bundle MIMEMap) {
	text, ok := bundle[MIMETypeText].(string)
	if !ok || len(text) <= maxText {
		return
	}
	cut := strings.ToValidUTF8(text[:maxText], "")
	bundle[MIMETypeText] = fmt.Sprintf("%s ... (%d more bytes; fmt.Println shows all)", cut, len(text)-len(cut))
}

// plotWidth and plotHeight are the size of a plot that ends a cell.
const plotWidth, plotHeight = 6 * vg.Inch, 4 * vg.Inch

// drawn draws a plot of gonum.
func drawn(p *plot.Plot) Data {
	canvas, err := p.WriterTo(plotWidth, plotHeight, "png")
	if err != nil {
		panic(err)
	}
	var out bytes.Buffer
	if _, err := canvas.WriteTo(&out); err != nil {
		panic(err)
	}
	return Data{Data: MIMEMap{MIMETypePNG: out.Bytes(), MIMETypeText: "plot " + p.Title.Text}}
}

// bundleOf turns what cells and gophernotes show into what the server sends.
func bundleOf(d Data) server.Bundle {
	return server.Bundle{Data: textual(d.Data), Metadata: d.Metadata, Transient: d.Transient}
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
	sent := make(MIMEMap, len(bundle))
	for format, value := range bundle {
		if data, ok := value.([]byte); ok && isText(format) {
			value = string(data)
		}
		sent[format] = value
	}
	return sent
}

// isText reports whether a MIME type is one of text.
func isText(format string) bool {
	return strings.HasPrefix(format, "text/") || strings.HasSuffix(format, "+xml") ||
		strings.HasSuffix(format, "/xml") || strings.HasSuffix(format, "/javascript")
}
