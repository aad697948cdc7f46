package evaluate

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/cosmos72/gomacro/imports"
)

// checkImports returns an error if the code imports a package that is not
// compiled in: the interpreter would start a compiler.
func (i *Interp) checkImports(nodes []ast.Node) (failed *Error) {
	for _, node := range nodes {
		ast.Inspect(node, func(n ast.Node) bool {
			spec, ok := n.(*ast.ImportSpec)
			if !ok || failed != nil {
				return failed == nil
			}
			path := importPath(spec)
			if _, ok := imports.Packages[path]; !ok {
				failed = &Error{
					Name: "ImportError",
					Value: fmt.Sprintf("%s: package %q is not compiled into this kernel",
						i.ir.Comp.Fileset.Position(spec.Pos()), path),
				}
				failed.Traceback = []string{failed.Name + ": " + failed.Value, Offer(path)}
			}
			return failed == nil
		})
	}
	return failed
}

// Offer says what can be imported instead of path: packages with a similar name,
// and all that do not belong to the standard library.
func Offer(path string) string {
	var similar, others []string
	base := path[strings.LastIndexByte(path, '/')+1:]
	for name := range imports.Packages {
		if hidden(name) {
			continue
		}
		if name[strings.LastIndexByte(name, '/')+1:] == base {
			similar = append(similar, name)
		}
		if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") || first == "gohtm" || first == "display" {
			others = append(others, name)
		}
	}
	slices.Sort(similar)
	slices.Sort(others)
	var text strings.Builder
	if len(similar) > 0 {
		fmt.Fprintf(&text, "Did you mean %q?\n", similar)
	}
	text.WriteString("What can be imported: most of the standard library, and\n")
	for _, name := range others {
		text.WriteString("  " + name + "\n")
	}
	text.WriteString("To add a package: one line in kernel/packages.txt, then `make kernel`.")
	return text.String()
}

// hidden reports whether a registered package is the interpreter's own business.
func hidden(path string) bool {
	for _, prefix := range []string{"github.com/cosmos72/", "github.com/peterh/", "github.com/mattn/", "golang.org/x/tools/"} {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}
