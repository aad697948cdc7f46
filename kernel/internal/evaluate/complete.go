package evaluate

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/imports"
	xr "github.com/cosmos72/gomacro/xreflect"

	"gohtm/kernel/internal/cell"
)

// Complete lists the words that can stand at the cursor and the range that they
// replace, in code points.
func (i *Interp) Complete(code string, cursor int) (matches []string, start, end int) {
	at := cell.ByteOffset(code, cursor)
	end = cell.PointOffset(code, at)
	head := code[:at]
	if path, ok := cell.ImportPath(head); ok {
		return importable(path), cell.PointOffset(code, at-len(path)), end
	}
	word := fast.TailIdentifier(head)
	word = word[strings.LastIndexByte(word, '.')+1:]
	start = cell.PointOffset(code, at-len(word))
	if matches = i.members(head, word); matches != nil {
		return matches, start, end
	}
	_, matches, _ = i.ir.CompleteWords(head, len(head))
	return matches, cell.PointOffset(code, at-len(fast.TailIdentifier(head))), end
}

// importable lists the packages whose path begins so.
func importable(path string) (matches []string) {
	for _, name := range slices.Sorted(maps.Keys(imports.Packages)) {
		if strings.HasPrefix(name, path) && !hidden(name) {
			matches = append(matches, name)
		}
	}
	return matches
}

// members lists the fields and methods that begin with a word, of what stands before it:
// a chain of names, calls and indices, or the type of a literal. It returns nil if
// that is neither.
func (i *Interp) members(head, word string) (matches []string) {
	defer func() {
		if recover() != nil { // the interpreter's way to say that it does not know
			matches = nil
		}
	}()
	of, literal := head[:len(head)-len(word)], false
	if !strings.HasSuffix(of, ".") {
		of, literal = cell.Literal(of)
		if !literal {
			return nil
		}
	}
	links := cell.Subject(of+"x", len(of)+1)
	if literal {
		links = cell.Subject(of, len(of))
		links = append(links, cell.Link{})
	}
	if len(links) < 2 || len(links) == 2 && i.imported(links[0]) != nil {
		return nil // gomacro knows those
	}
	t := i.typeOf(links[:len(links)-1])
	if t == nil {
		return nil
	}
	names := map[string]bool{}
	collect(names, t, literal, 4)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if strings.HasPrefix(name, word) {
			matches = append(matches, name)
		}
	}
	return matches
}

// typeOf returns the type of what a chain yields.
func (i *Interp) typeOf(links []cell.Link) xr.Type {
	t, _, found := i.first(links)
	for k := 1; k < len(links) && found; k++ {
		if imported := i.imported(links[k-1]); k == 1 && imported != nil {
			t, _, found = i.member(imported, links[k])
			continue
		}
		if t = after(t, links[k-1]); t == nil {
			return nil
		}
		t, _, found = i.selected(t, links[k].Name)
	}
	if !found {
		return nil
	}
	return after(t, links[len(links)-1])
}

// collect adds the names of fields and methods, those of embedded types too, so deep.
func collect(names map[string]bool, t xr.Type, fieldsOnly bool, depth int) {
	if !fieldsOnly {
		methods := t
		if t.Kind() == reflect.Pointer {
			methods = t.Elem()
		}
		for k := 0; k < methods.NumMethod(); k++ {
			names[methods.Method(k).Name] = true
		}
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return
	}
	for k := 0; k < t.NumField(); k++ {
		f := t.Field(k)
		if keyOf(t) == "" || reflect.StructField.IsExported(t.ReflectType().Field(k)) {
			names[f.Name] = true
		}
		if f.Anonymous && depth > 0 && !fieldsOnly {
			collect(names, f.Type, false, depth-1)
		}
	}
}
