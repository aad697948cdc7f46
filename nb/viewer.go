package nb

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"os"
	"strings"
)

// Viewer is a picture that can be explored: it shows itself when it ends a cell,
// with a script of its own that needs nothing from elsewhere, and answers to mouse
// and keyboard. Where scripts don't run (an untrusted notebook, a web page that
// shows notebooks) it is a picture and a text.
type Viewer struct {
	still  *Figure
	script string
	data   string // JSON
}

//go:embed assets/viewer.js
var viewerScript string

// newViewer has the data for a script: the body of a function of root, the element
// to fill, and of data. The picture stands in for it, and says what it shows.
func newViewer(still *Figure, script string, data interface{}) (*Viewer, error) {
	text, err := json.Marshal(data)
	if err != nil {
		return nil, err
	}
	return &Viewer{still, script, string(text)}, nil
}

// Figure returns the picture for those who don't run scripts, which can be saved
// and put beside others.
func (v *Viewer) Figure() (*Figure, error) { return v.still, nil }

// Text says in words what the viewer shows.
func (v *Viewer) Text() string { return v.still.text }

// String is Text, so that printing a viewer says what it is.
func (v *Viewer) String() string { return v.still.text }

// MIMEBundle is what a notebook shows: the viewer as text/html, its picture as
// image/svg+xml and what it shows in words as text/plain.
func (v *Viewer) MIMEBundle() map[string]interface{} {
	bundle := v.still.MIMEBundle()
	bundle["text/html"] = v.HTML()
	return bundle
}

// HTML returns the viewer as one element. It holds the picture as an image whose
// arrival starts the script. A front end that takes scripts away leaves the image;
// and since the script is found from its image, several viewers stand on one page
// without names that could clash.
func (v *Viewer) HTML() string {
	picture := base64.StdEncoding.EncodeToString([]byte(v.still.SVG()))
	return fmt.Sprintf("<div data-viewer=\"%s\"><img style=\"max-width:100%%\" alt=\"%s\" onload=\"%s\" src=\"data:image/svg+xml;base64,%s\"></div>\n",
		packed(v.data), html.EscapeString(v.still.text), html.EscapeString(startViewer+viewerScript+v.script+"\n})(this.parentNode)"), picture)
}

// startViewer unpacks the data; a browser that cannot keeps the picture. Names of a
// handler are looked up in its element first, which is slow: hence names of its own.
const startViewer = `(async function(root){'use strict';
const {Array,Map,Math,Number,Object,Set,String,document}=self;
if(!self.DecompressionStream)return;
const packed=Uint8Array.from(atob(root.getAttribute('data-viewer')),(c)=>c.charCodeAt(0));
const data=JSON.parse(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text());
`

// packed is a text compressed (RFC 1951) and as letters.
func packed(text string) string {
	var b bytes.Buffer
	w := newPacker(&b)
	_, _ = io.WriteString(w, text) // to memory: no error
	_ = w.Close()
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

func newPacker(to io.Writer) *flate.Writer {
	w, err := flate.NewWriter(to, flate.DefaultCompression)
	if err != nil {
		panic(err) // of a wrong level only
	}
	return w
}

// Save writes the viewer to a file as a page of its own, .html, or its picture:
// .svg, .png or .pdf.
func (v *Viewer) Save(path string) error {
	if strings.HasSuffix(strings.ToLower(path), ".html") {
		return os.WriteFile(path, []byte(v.page()), 0o644)
	}
	return v.still.Save(path)
}

func (v *Viewer) page() string {
	return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>" +
		html.EscapeString(v.still.text) + "</title></head>\n<body style=\"font-family:sans-serif\">\n" + v.HTML() + "</body></html>\n"
}
