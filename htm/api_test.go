package htm_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// publicPackages parses every package that users import, tests included, by folder.
func publicPackages(t *testing.T) map[string][]*ast.File {
	t.Helper()
	packages := map[string][]*ast.File{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "internal" || entry.Name() == "testdata"):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(path, ".go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		packages[filepath.Dir(path)] = append(packages[filepath.Dir(path)], file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) < 10 {
		t.Fatalf("%d packages found, want at least 10", len(packages))
	}
	return packages
}

func isTest(file *ast.File) bool {
	for _, imported := range file.Imports {
		if imported.Path.Value == `"testing"` {
			return true
		}
	}
	return strings.HasSuffix(file.Name.Name, "_test")
}

// receiver returns the name of a method's type, "" for a function.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	of := f.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	if name, ok := of.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// exported is one exported name and whether a comment says what it means.
type exported struct {
	name string
	doc  bool
	kind token.Token // token.TYPE for a type
}

func exportedNames(file *ast.File) (names []exported) {
	add := func(kind token.Token, name string, docs ...*ast.CommentGroup) {
		doc := false
		for _, d := range docs {
			doc = doc || d.Text() != ""
		}
		names = append(names, exported{name, doc, kind})
	}
	for _, declared := range file.Decls {
		switch d := declared.(type) {
		case *ast.FuncDecl:
			if of := receiver(d); d.Name.IsExported() && (of == "" || ast.IsExported(of)) {
				add(token.FUNC, strings.TrimPrefix(of+"."+d.Name.Name, "."), d.Doc)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.ValueSpec:
					for _, name := range s.Names {
						if name.IsExported() {
							add(d.Tok, name.Name, d.Doc, s.Doc, s.Comment)
						}
					}
				case *ast.TypeSpec:
					if !s.Name.IsExported() {
						continue
					}
					add(token.TYPE, s.Name.Name, d.Doc, s.Doc, s.Comment)
					if fields, ok := s.Type.(*ast.StructType); ok {
						names = append(names, exportedFields(s.Name.Name, fields)...)
					}
				}
			}
		}
	}
	return names
}

// exportedFields returns the fields of a struct. A comment serves the fields below
// it, too, up to an empty line or the next comment.
func exportedFields(of string, s *ast.StructType) (names []exported) {
	previous := false
	var end token.Pos
	for i, field := range s.Fields.List {
		doc := field.Doc.Text() != "" || field.Comment.Text() != ""
		if !doc && i > 0 && field.Pos()-end <= 3 { // the next line: newline and tabs
			doc = previous
		}
		previous, end = doc, field.End()
		if field.Comment != nil {
			end = field.Comment.End()
		}
		for _, name := range field.Names {
			if name.IsExported() {
				names = append(names, exported{of + "." + name.Name, doc, token.VAR})
			}
		}
	}
	return names
}

func TestEveryExportedNameHasADocComment(t *testing.T) {
	for folder, files := range publicPackages(t) {
		for _, file := range files {
			if isTest(file) {
				continue
			}
			for _, name := range exportedNames(file) {
				if !name.doc {
					t.Errorf("%s: %s has no doc comment", folder, name.name)
				}
			}
		}
	}
}

// An Example belongs to a type when its name says so (ExampleMemory_Step), or when
// its code names the type or a constructor or method of its own.
func TestEveryExportedTypeHasARunningExample(t *testing.T) {
	for folder, files := range publicPackages(t) {
		shown := map[string]bool{}
		for _, file := range files {
			for _, declared := range file.Decls {
				f, ok := declared.(*ast.FuncDecl)
				if !ok || !strings.HasPrefix(f.Name.Name, "Example") || !runs(file, f) {
					continue
				}
				name := strings.TrimPrefix(f.Name.Name, "Example")
				shown[strings.Split(name, "_")[0]] = true
				ast.Inspect(f, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok {
						shown[strings.TrimPrefix(strings.TrimPrefix(id.Name, "Default"), "New")] = true
						shown[id.Name] = true
					}
					return true
				})
			}
		}
		for _, file := range files {
			if isTest(file) {
				continue
			}
			for _, name := range exportedNames(file) {
				if name.kind == token.TYPE && !shown[name.name] {
					t.Errorf("%s: no Example shows the type %s", folder, name.name)
				}
			}
		}
	}
}

// runs tells whether an Example has an Output comment, without which go test only compiles it.
func runs(file *ast.File, f *ast.FuncDecl) bool {
	for _, comment := range file.Comments {
		if f.Body.Lbrace < comment.Pos() && comment.End() < f.Body.Rbrace {
			text := strings.ToLower(strings.TrimSpace(comment.Text()))
			if strings.HasPrefix(text, "output:") || strings.HasPrefix(text, "unordered output:") {
				return true
			}
		}
	}
	return false
}
