package main

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"hash"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// module is the path that imports of this module begin with.
const module = "gohtm/"

// sources are the declarations of the module, package by package as they are asked
// for. They tell which of them a run can reach: a run is done again only if one of
// these has changed, in more than its comments and its layout.
//
// What is reached is found by name: from the run function, every name used in it that
// a declaration at the top of its package, or of a package of this module that its
// file imports, has; of a type also its methods; and so on from these. A local variable
// of the same name reaches too much, which costs a run at most, never too little. The checksums
// of data sets are declarations like others. Other modules, Go itself, and package nb, which
// only draws, are not followed.
type sources struct {
	tree     fs.FS
	packages map[string]*pkg
}

type pkg struct {
	named  map[string][]*declaration
	always []*declaration // functions named init, and variables named _
}

// declaration is one at the top of a file, or a part of one.
type declaration struct {
	*source
	node ast.Node
}

type source struct {
	folder  string
	text    []byte
	set     *token.FileSet
	imports map[string]string // the folders of the packages of this module that the file imports, by name
}

func newSources(tree fs.FS) *sources { return &sources{tree, map[string]*pkg{}} }

// fingerprint returns the hash of everything that the run of a claim can reach.
func (s *sources) fingerprint(claim string) ([]byte, error) {
	start, err := s.runOf(claim)
	if err != nil {
		return nil, err
	}
	reached, seen := []*declaration{}, map[*declaration]bool{}
	opened := map[string]bool{}
	for open := []*declaration{start}; len(open) > 0; {
		d := open[0]
		open = open[1:]
		if seen[d] {
			continue
		}
		seen[d] = true
		reached = append(reached, d)
		for _, name := range d.uses() {
			p, err := s.open(name.folder)
			if err != nil {
				return nil, err
			}
			open = append(open, p.named[name.name]...)
			if !opened[name.folder] {
				opened[name.folder] = true
				open = append(open, p.always...)
			}
		}
	}
	texts := make([]string, len(reached))
	for i, d := range reached {
		texts[i] = d.folder + "\n" + d.tokens()
	}
	slices.Sort(texts)
	sum := sha256.New()
	for _, text := range texts {
		write(sum, text)
	}
	return sum.Sum(nil), nil
}

// write adds a text to a hash so that no two rows of texts look alike.
func write(sum hash.Hash, text string) { fmt.Fprintf(sum, "%d\n%s\n", len(text), text) }

// used is a name at the top of a package.
type used struct{ folder, name string }

func (d *declaration) uses() (names []used) {
	others := map[*ast.Ident]bool{} // names behind a dot, of fields and of parameters: not at the top of this package
	ast.Inspect(d.node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			others[n.Sel] = true
			if x, ok := n.X.(*ast.Ident); ok && d.imports[x.Name] != "" {
				names = append(names, used{d.imports[x.Name], n.Sel.Name})
			}
		case *ast.Field:
			for _, name := range n.Names {
				others[name] = true
			}
		case *ast.Ident:
			if !others[n] {
				names = append(names, used{d.folder, n.Name})
			}
		}
		return true
	})
	return names
}

// runOf returns the run function of a claim, from the literal in this package that has its name.
func (s *sources) runOf(claim string) (*declaration, error) {
	p, err := s.open("reproduce")
	if err != nil {
		return nil, err
	}
	var found *declaration
	for _, declarations := range p.named {
		for _, d := range declarations {
			ast.Inspect(d.node, func(n ast.Node) bool {
				if run := runIn(n, claim); run != nil {
					found = &declaration{d.source, run}
				}
				return true
			})
		}
	}
	if found == nil {
		return nil, fmt.Errorf("no claim{name: %q, run: ...} in reproduce/*.go", claim)
	}
	return found, nil
}

// runIn returns the field run of a literal claim{name: "...", run: ...}.
func runIn(n ast.Node, claim string) (run ast.Node) {
	literal, ok := n.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	if kind, ok := literal.Type.(*ast.Ident); !ok || kind.Name != "claim" {
		return nil
	}
	named := false
	for _, element := range literal.Elts {
		if field, ok := element.(*ast.KeyValueExpr); ok {
			name, ok := field.Value.(*ast.BasicLit)
			switch field.Key.(*ast.Ident).Name {
			case "name":
				named = ok && name.Value == strconv.Quote(claim)
			case "run":
				run = field.Value
			}
		}
	}
	if !named {
		return nil
	}
	return run
}

// open parses a package once.
func (s *sources) open(folder string) (*pkg, error) {
	if p := s.packages[folder]; p != nil {
		return p, nil
	}
	p := &pkg{named: map[string][]*declaration{}}
	s.packages[folder] = p
	files, err := fs.ReadDir(s.tree, folder)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		name := path.Join(folder, file.Name())
		if file.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(s.tree, name)
		if err != nil {
			return nil, err
		}
		if err := p.add(folder, name, text); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// add adds the declarations of a file.
func (p *pkg) add(folder, name string, text []byte) error {
	from := &source{folder, text, token.NewFileSet(), map[string]string{}}
	file, err := parser.ParseFile(from.set, name, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, i := range file.Imports {
		target, _ := strconv.Unquote(i.Path.Value)
		if target == "embed" {
			return fmt.Errorf("%s embeds files, which a fingerprint does not have", name)
		}
		if folder, ok := strings.CutPrefix(target, module); ok && folder != "nb" {
			alias := path.Base(folder)
			if i.Name != nil {
				alias = i.Name.Name
			}
			from.imports[alias] = folder
		}
	}
	for _, node := range file.Decls {
		d := &declaration{from, node}
		for _, name := range names(node) {
			if name == "_" || name == "init" {
				p.always = append(p.always, d)
			} else {
				p.named[name] = append(p.named[name], d)
			}
		}
	}
	return nil
}

// names returns what a declaration is found by: its name, or names; a method by that of its type.
func names(node ast.Decl) (names []string) {
	if f, ok := node.(*ast.FuncDecl); ok {
		if f.Recv == nil {
			return []string{f.Name.Name}
		}
		kind := f.Recv.List[0].Type
		for {
			switch k := kind.(type) {
			case *ast.StarExpr:
				kind = k.X
			case *ast.IndexExpr:
				kind = k.X
			case *ast.Ident:
				return []string{k.Name}
			default:
				return []string{"_"}
			}
		}
	}
	for _, spec := range node.(*ast.GenDecl).Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			names = append(names, s.Name.Name)
		case *ast.ValueSpec:
			for _, name := range s.Names {
				names = append(names, name.Name)
			}
		}
	}
	return names
}

// tokens returns the text without comments and layout.
func (d *declaration) tokens() string {
	text := d.text[d.set.Position(d.node.Pos()).Offset:d.set.Position(d.node.End()).Offset]
	var b strings.Builder
	var s scanner.Scanner
	set := token.NewFileSet()
	s.Init(set.AddFile("", set.Base(), len(text)), text, nil, 0)
	for {
		_, t, literal := s.Scan()
		switch t {
		case token.EOF:
			return b.String()
		case token.SEMICOLON: // written or not
			literal = ""
		}
		fmt.Fprintf(&b, "%s %s\n", t, literal)
	}
}
