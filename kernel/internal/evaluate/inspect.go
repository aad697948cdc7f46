package evaluate

import (
	"fmt"
	"go/types"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/cosmos72/gomacro/base/untyped"
	"github.com/cosmos72/gomacro/fast"
	gotypes "github.com/cosmos72/gomacro/go/types"
	xr "github.com/cosmos72/gomacro/xreflect"

	"gohtm/kernel/internal/cell"
)

// Subject is what a front end asks about.
type Subject struct {
	Keys        []string // under which the documentation may know it, the nearest first
	Declaration string   // what the interpreter knows of it
	Comment     string   // of a declaration in a cell
	Value       string   // of a variable or constant, short
}

// Inspect finds what stands at the cursor. Positions count code points.
func (i *Interp) Inspect(code string, cursor int) (s Subject, found bool) {
	defer func() {
		if recover() != nil { // the interpreter's way to say that it does not know
			found = false
		}
	}()
	links := cell.Subject(code, cell.ByteOffset(code, cursor))
	if links == nil {
		return s, false
	}
	t, s, found := i.first(links)
	for len(links) > 1 && found {
		if imported := i.imported(links[0]); imported != nil {
			t, s, found = i.member(imported, links[1])
			links = links[1:]
			if len(links) == 1 {
				return s, found
			}
		}
		if t = after(t, links[0]); t == nil {
			return s, false
		}
		links = links[1:]
		t, s, found = i.selected(t, links[0].Name)
	}
	return s, found
}

// first looks up the name that a chain begins with.
func (i *Interp) first(links []cell.Link) (t xr.Type, s Subject, found bool) {
	name, c := links[0].Name, i.ir.Comp
	if imported := i.imported(links[0]); imported != nil {
		return nil, Subject{Keys: []string{imported.Path}, Declaration: fmt.Sprintf("import %q", imported.Path)}, true
	}
	declared := i.declared[name]
	s = Subject{Declaration: declared.Text, Comment: declared.Comment}
	if ofTheLanguage(name) && i.declared[name].Name == "" {
		return nil, Subject{Keys: []string{"builtin." + name}, Declaration: name}, len(links) == 1
	}
	if symbol := c.TryResolve(name); symbol != nil {
		if symbol.Desc.Class() != fast.FuncBind {
			s.Declaration = "" // it may have been declared anew by :=
			if len(links) == 1 {
				s.Value = i.short(name)
			}
		}
		return symbol.Type, i.describe(s, symbolWord(symbol), name, symbol.Type), true
	}
	if t := c.TryResolveType(name); t != nil {
		return t, i.describe(s, "type", name, t), true
	}
	return nil, s, false
}

// ofTheLanguage tells whether a name belongs to the language.
func ofTheLanguage(name string) bool { return types.Universe.Lookup(name) != nil }

// imported returns the package that a name stands for, nil if it stands for none.
func (i *Interp) imported(link cell.Link) *fast.Import {
	symbol := i.ir.Comp.TryResolve(link.Name)
	if symbol == nil {
		return nil
	}
	imported, _ := symbol.Value.(*fast.Import)
	return imported
}

// describe adds what the interpreter knows to a name of a cell.
func (i *Interp) describe(s Subject, kind, name string, t xr.Type) Subject {
	if s.Declaration == "" && t != nil {
		s.Declaration = strings.TrimSpace(kind + " " + name + " " + plainType(t))
		if kind == "func" {
			s.Declaration = "func " + name + strings.TrimPrefix(plainType(t), "func")
		}
	}
	if key := keyOf(t); key != "" && kind != "func" {
		s.Keys = append(s.Keys, key)
	}
	return s
}

// symbolWord is the keyword that declares what a symbol is.
func symbolWord(symbol *fast.Symbol) string {
	switch symbol.Desc.Class() {
	case fast.ConstBind:
		return "const"
	case fast.FuncBind:
		return "func"
	}
	return "var"
}

// member looks up what a package declares.
func (i *Interp) member(of *fast.Import, link cell.Link) (t xr.Type, s Subject, found bool) {
	s.Keys = []string{of.Path + "." + link.Name}
	if t, ok := of.Types[link.Name]; ok {
		return t, i.describe(s, "type", link.Name, t), true
	}
	bind, ok := of.Binds[link.Name]
	if !ok {
		return nil, s, false
	}
	kind := "var"
	if bind.Const() {
		kind = "const"
	} else if bind.Type.Kind() == reflect.Func {
		kind = "func"
	}
	s = i.describe(s, kind, link.Name, bind.Type)
	return bind.Type, s, true
}

// after returns the type of what a link yields, once it is called and indexed.
func after(t xr.Type, link cell.Link) xr.Type {
	if t == nil {
		return nil
	}
	if link.Calls == 1 && t.Kind() != reflect.Func {
		link.Calls = 0 // a conversion to a type
	}
	for ; link.Calls > 0; link.Calls-- {
		if t.Kind() != reflect.Func || t.NumOut() == 0 {
			return nil
		}
		t = t.Out(0)
	}
	for ; link.Index > 0; link.Index-- {
		switch t.Kind() {
		case reflect.Slice, reflect.Array, reflect.Map, reflect.Pointer:
			t = t.Elem()
		default:
			return nil
		}
	}
	return t
}

// selected looks up a field or a method of a type.
func (i *Interp) selected(of xr.Type, name string) (t xr.Type, s Subject, found bool) {
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	s.Keys = memberKeys(of, name, 4)
	declared := i.declared[of.Name()+"."+name]
	s.Declaration, s.Comment = declared.Text, declared.Comment
	field, isField, method, isMethod, err := i.ir.Comp.TryLookupFieldOrMethod(of, name)
	switch {
	case err != nil:
		return nil, s, false
	case isField:
		if s.Declaration == "" {
			s.Declaration = "field " + name + " " + plainType(field.Type)
		}
		return field.Type, s, true
	case isMethod:
		if s.Declaration == "" {
			s.Declaration = "method " + name + strings.TrimPrefix(plainType(method.Type), "func")
		}
		return method.Type, s, true
	}
	return nil, s, false
}

// memberKeys lists under which names the documentation may know a field or a method:
// of the type itself, and of those that it embeds, so deep.
func memberKeys(of xr.Type, name string, depth int) (keys []string) {
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if key := keyOf(of); key != "" {
		keys = append(keys, key+"."+name)
	}
	if of.Kind() == reflect.Struct && depth > 0 {
		for k := 0; k < of.NumField(); k++ {
			if f := of.Field(k); f.Anonymous {
				keys = append(keys, memberKeys(f.Type, name, depth-1)...)
			}
		}
	}
	return keys
}

// keyOf is the name under which the documentation knows a compiled type.
func keyOf(t xr.Type) string {
	if t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || !t.Named() || t.ReflectType().PkgPath() == "" {
		return ""
	}
	return t.ReflectType().PkgPath() + "." + t.ReflectType().Name()
}

// plainType is how a type is written in Go, with the names of packages only, and
// none for the types of cells.
func plainType(t xr.Type) string {
	if t.ReflectType() == reflect.TypeFor[untyped.Lit]() {
		return "" // of a constant
	}
	text := gotypes.TypeString(t.GoType(), func(p *gotypes.Package) string {
		if p.Path() == "main" {
			return ""
		}
		return p.Name()
	})
	return strings.ReplaceAll(text, "interface{}", "any")
}

// longestValue is how many characters of a value are shown.
const longestValue = 400

// short is the value of a variable or a constant of a cell.
func (i *Interp) short(name string) string {
	value := i.ir.ValueOf(name)
	if !value.IsValid() || !value.CanInterface() {
		return ""
	}
	x := value.Interface()
	if literal, ok := x.(untyped.Lit); ok {
		return literal.Val.String()
	}
	if big(reflect.ValueOf(x)) {
		return ""
	}
	text := strings.ReplaceAll(fmt.Sprintf("%+v", x), xr.StrGensymPrivate, "")
	if utf8.RuneCountInString(text) > longestValue {
		text = string([]rune(text)[:longestValue]) + " ..."
	}
	return text
}

// big tells whether writing a value down may take long or tell nothing.
func big(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Chan, reflect.Func, reflect.UnsafePointer, reflect.Invalid, reflect.Interface:
		return true
	case reflect.Slice, reflect.Array, reflect.Map, reflect.String:
		return v.Len() > 10_000
	case reflect.Struct:
		for k := 0; k < v.NumField(); k++ {
			if f := v.Field(k); f.Kind() != reflect.Pointer && f.Kind() != reflect.Interface && big(f) {
				return true
			}
		}
	}
	return false
}
