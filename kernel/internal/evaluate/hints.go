package evaluate

import (
	"fmt"
	"go/ast"
	"go/parser"
	"slices"
	"strings"

	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/imports"
)

// addHint adds to an error that many meet what can be done about it.
func (i *Interp) addHint(e *Error) {
	hint := ""
	switch {
	case strings.HasPrefix(e.Value, "reflect: Call using "), strings.HasPrefix(e.Value, "reflect.Set: value of type "):
		hint = "If a type was declared anew, values that were made before have the old type: make them anew, with := or var."
	case strings.Contains(e.Value, ": not a package: "):
		hint = noSelectorHint(e.Value)
	case strings.HasSuffix(e.Value, "expected 'IDENT', found '{'"):
		hint = "Outside of a function, a function without a name stands in parentheses: (func() { ... })()"
	case strings.HasSuffix(e.Value, "expected '(', found '['"), strings.HasSuffix(e.Value, "expected ']', found 'IDENT' any"):
		hint = "The interpreter has no type parameters: write it for the type that you need, func F(x float64) float64 {...}, or with interface{}."
	case e.Name == "CompileError":
		hint = i.packageHint(e.Value)
	}
	if hint == "" {
		return
	}
	if len(e.Traceback) == 0 {
		e.Traceback = []string{e.Error()}
	}
	e.Traceback = append(e.Traceback, hint)
}

// noSelectorHint is about what the interpreter complains of if a variable has no such field or
// method, or hides the package that was meant.
func noSelectorHint(message string) string {
	_, found, _ := strings.Cut(message, ": not a package: ")
	found, _, _ = strings.Cut(found, " <") // the kind of expression
	_, expression, _ := strings.Cut(found, " in ")
	name, selected, _ := strings.Cut(expression, ".")
	for path, p := range imports.Packages {
		if p.Name == name && !hidden(path) {
			return "A variable has the name of the package and hides it: import the package again, or call the variable something else."
		}
	}
	return fmt.Sprintf("%s has no field or method %s: Tab behind \"%s.\" lists those that it has.", name, selected, name)
}

// packageHint is about the package that an error of the compiler names.
func (i *Interp) packageHint(message string) string {
	found := message[strings.LastIndex(message, ": ")+len(": "):]
	found, _, _ = strings.Cut(found, " <") // the kind of expression
	if _, after, ok := strings.Cut(found, " in "); ok {
		found = after
	}
	expression, err := parser.ParseExpr(found)
	if err != nil {
		return ""
	}
	name, selected := head(expression)
	if name == "" {
		return ""
	}
	if symbol := i.ir.Comp.TryResolve(name); symbol != nil {
		if imported, ok := symbol.Value.(*fast.Import); ok && selected != "" {
			return fmt.Sprintf("Package %q has no %s for the interpreter.", imported.Path, selected)
		}
		return ""
	}
	var paths []string
	for path, p := range imports.Packages {
		if p.Name == name && !hidden(path) {
			paths = append(paths, fmt.Sprintf("import %q", path))
		}
	}
	if len(paths) == 0 {
		return ""
	}
	slices.Sort(paths)
	return "It is not imported: " + strings.Join(paths, " or ")
}

// head returns the name that an expression begins with, and what is selected from it.
func head(e ast.Expr) (name, selected string) {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x.Name, selected
		case *ast.SelectorExpr:
			e, selected = x.X, x.Sel.Name
		case *ast.CallExpr:
			e = x.Fun
		default:
			return "", ""
		}
	}
}
