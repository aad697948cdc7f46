//go:build gophernotes

package main

import (
	"maps"
	"reflect"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/imports"
	"github.com/cosmos72/gomacro/xreflect"
)

// Kernel, Data, MIMEMap, ensure and merge are what gophernotes' display.go and
// image.go need of the files that are not compiled in.
type Kernel struct {
	ir      *fast.Interp
	display *fast.Import
	render  map[string]xreflect.Type // interfaces that show a value, by name
}

// MIMEMap holds one thing in several formats, by MIME type.
type MIMEMap = map[string]interface{}

// Data is something to show, as cells hand it to Display.
type Data = struct {
	Data      MIMEMap
	Metadata  MIMEMap
	Transient MIMEMap
}

func ensure(bundle MIMEMap) MIMEMap {
	if bundle == nil {
		return MIMEMap{}
	}
	return bundle
}

func merge(a, b MIMEMap) MIMEMap {
	if len(b) == 0 {
		return a
	}
	a = ensure(a)
	for key, value := range b {
		a[key] = value
	}
	return a
}

// MIMEBundler is a value that shows itself in several formats, such as a figure
// of package nb.
type MIMEBundler = interface {
	MIMEBundle() map[string]interface{}
}

// proxyMIMEBundler lets a type that was declared in a cell be a MIMEBundler.
type proxyMIMEBundler struct {
	Object      interface{}
	MIMEBundle_ func(interface{}) map[string]interface{}
}

func (p *proxyMIMEBundler) MIMEBundle() map[string]interface{} { return p.MIMEBundle_(p.Object) }

// proxyJSONer takes the place of gophernotes' own, whose method has another
// result than the interface; the interpreter refuses that one.
type proxyJSONer struct {
	Object interface{}
	JSON_  func(interface{}) map[string]interface{}
}

func (p *proxyJSONer) JSON() map[string]interface{} { return p.JSON_(p.Object) }

func init() {
	display.Proxies["JSONer"] = reflect.TypeFor[proxyJSONer]()
	display.Types["MIMEBundler"] = reflect.TypeFor[MIMEBundler]()
	display.Proxies["MIMEBundler"] = reflect.TypeFor[proxyMIMEBundler]()
	autoRenderers["MIMEBundler"] = func(d Data, value interface{}) Data {
		if b, ok := value.(MIMEBundler); ok {
			d.Data = merge(d.Data, b.MIMEBundle())
		}
		return d
	}
}

// complete adds what is new in a package of the standard library to the
// interpreter's own bindings of it.
func complete(path string, newer imports.Package) {
	p := imports.Packages[path]
	maps.Copy(p.Binds, newer.Binds)
	maps.Copy(p.Types, newer.Types)
	maps.Copy(p.Untypeds, newer.Untypeds)
}
