package synapse_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"
)

// A rule is not finished before it is in the table and has an example with a known answer.
func TestEveryRuleIsInTheTable(t *testing.T) {
	rows, examples, rules := map[string]bool{}, map[string]bool{}, 0
	for _, row := range builtIn {
		rows[row.name] = true
	}
	var functions []*ast.FuncDecl
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				examples[f.Name.Name] = true
				functions = append(functions, f)
			}
		}
	}
	for _, f := range functions {
		name := f.Name.Name
		if !f.Name.IsExported() || name == "Tabulate" || !makesARule(f) {
			continue
		}
		rules++
		if !rows[name] || !examples["Example"+name] {
			t.Errorf("%s: in builtIn %v, has an example %v, want both", name, rows[name], examples["Example"+name])
		}
	}
	if rules < 9 {
		t.Errorf("%d rules found, want 9 or more", rules)
	}
}

// makesARule tells whether a function returns (*Plasticity, error).
func makesARule(f *ast.FuncDecl) bool {
	if f.Type.Results == nil || len(f.Type.Results.List) != 2 {
		return false
	}
	star, ok := f.Type.Results.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	of, ok := star.X.(*ast.Ident)
	return ok && of.Name == "Plasticity"
}
