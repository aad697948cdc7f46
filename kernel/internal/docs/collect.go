package docs

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/printer"
	"go/token"
	"slices"
	"strings"
)

// Predeclared is the package in whose source the language's own names are explained.
const Predeclared = "builtin"

// Collect adds what the files of a package declare for others.
func (l Library) Collect(path string, files []string) error {
	set := token.NewFileSet()
	var parsed []*ast.File
	for _, file := range files {
		f, err := parser.ParseFile(set, file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("docs: %w", err)
		}
		parsed = append(parsed, f)
	}
	mode := doc.Mode(0)
	if path == Predeclared {
		mode = doc.AllDecls // of len, int and the rest
	}
	p, err := doc.NewFromFiles(set, parsed, path, mode)
	if err != nil {
		return fmt.Errorf("docs: %w", err)
	}
	c := collector{l, set, path}
	l[path] = Entry{"package " + p.Name + " // import \"" + path + "\"", p.Doc}
	c.values(append(p.Consts, p.Vars...))
	c.functions("", p.Funcs)
	for _, t := range p.Types {
		c.addType(t)
	}
	return nil
}

// collector is what it takes to add one package.
type collector struct {
	to   Library
	set  *token.FileSet
	path string
}

func (c collector) add(name, declaration, comment string) {
	c.to[c.path+"."+name] = Entry{declaration, comment}
}

func (c collector) addType(t *doc.Type) {
	c.add(t.Name, c.source(t.Decl), t.Doc)
	c.values(append(t.Consts, t.Vars...))
	c.functions("", t.Funcs)
	c.functions(t.Name+".", t.Methods)
	for _, spec := range t.Decl.Specs {
		if s, ok := spec.(*ast.TypeSpec); ok {
			c.members(t.Name, s.Type)
		}
	}
}

// members adds the fields of a struct and the methods of an interface.
func (c collector) members(of string, t ast.Expr) {
	var list *ast.FieldList
	kind := "field "
	switch t := t.(type) {
	case *ast.StructType:
		list = t.Fields
	case *ast.InterfaceType:
		list, kind = t.Methods, "method "
	default:
		return
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			// A function prints as "func(x T) R": after its name that is a method.
			signature := strings.TrimPrefix(c.source(field.Type), map[bool]string{true: "func"}[kind == "method "])
			space := map[bool]string{true: "", false: " "}[kind == "method "]
			c.add(of+"."+name.Name, kind+name.Name+space+signature, field.Doc.Text()+field.Comment.Text())
		}
	}
}

func (c collector) functions(of string, list []*doc.Func) {
	for _, f := range list {
		d := *f.Decl
		d.Doc, d.Body = nil, nil
		c.add(of+f.Name, c.source(&d), f.Doc)
	}
}

// values adds variables and constants. A group has one declaration and one comment
// for all: a name gets its own line, and its own comment before the group's.
func (c collector) values(groups []*doc.Value) {
	for _, group := range groups {
		for _, spec := range group.Decl.Specs {
			s, ok := spec.(*ast.ValueSpec)
			if !ok {
				continue
			}
			own := *s
			own.Doc, own.Comment = nil, nil
			declaration := group.Decl.Tok.String() + " " + c.source(&own)
			for _, name := range s.Names {
				c.add(name.Name, declaration, join(s.Doc.Text()+s.Comment.Text(), group.Doc))
			}
		}
	}
}

// longest is how many lines of a declaration are kept.
const longest = 60

// source prints a part of the code.
func (c collector) source(node any) string {
	var text strings.Builder
	config := printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 4}
	if err := config.Fprint(&text, c.set, node); err != nil {
		return "" // the parser has read it, so this does not happen
	}
	lines := strings.Split(text.String(), "\n")
	if len(lines) > longest {
		lines = append(lines[:longest-1], fmt.Sprintf("\t... (%d more lines)", len(lines)-longest+1))
	}
	return strings.Join(lines, "\n")
}

// named is an entry in a packed library: a map would not have the same bytes twice.
type named struct {
	Name string
	Entry
}

func (l Library) sorted() []named {
	entries := make([]named, 0, len(l))
	for name, e := range l {
		entries = append(entries, named{name, e})
	}
	slices.SortFunc(entries, func(a, b named) int { return cmp.Compare(a.Name, b.Name) })
	return entries
}
