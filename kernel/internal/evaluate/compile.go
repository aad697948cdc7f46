package evaluate

import (
	"go/ast"
	"go/token"
	"maps"
	"strconv"
	"strings"

	"github.com/cosmos72/gomacro/ast2"
	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/xreflect"
)

// program is a cell that was compiled.
type program struct {
	expr   *fast.Expr
	last   ast.Expr // the expression that ends the cell; nil if a statement does
	prints bool     // last is a call of fmt.Print or one of its kin

	before  scope   // what names meant before the cell
	prepare prepare // of the last attempt to compile it
	forward bool    // that attempt failed at a function declared further down
}

// scope is what names mean at the top level.
type scope struct {
	binds map[string]*fast.Bind
	types map[string]xreflect.Type
}

func scopeOf(c *fast.Comp) scope { return scope{maps.Clone(c.Binds), maps.Clone(c.Types)} }

// restore makes all names mean what they meant.
func (s scope) restore(c *fast.Comp) { c.Binds, c.Types = maps.Clone(s.binds), maps.Clone(s.types) }

// compile turns the code of a cell into a program, nil if there is nothing to
// run. If it fails, all names mean what they meant before.
func (i *Interp) compile(name, code string) (p *program, failed *Error) {
	c := i.ir.Comp
	c.Filepath = name
	p = &program{before: scopeOf(c)}
	failed = i.attempt(p, code, plain)
	if failed != nil && p.forward {
		failed = i.attempt(p, code, functionsFirst)
	}
	if failed != nil && strings.Contains(failed.Value, "cannot range over") {
		before := p.prepare
		failed = i.attempt(p, code, func(i *Interp, nodes []ast.Node) []ast.Node { return before(i, countingRanges(nodes)) })
	}
	if failed != nil {
		return nil, failed
	}
	if clash := clashes(p.before.binds, c.Binds); len(clash) > 0 {
		// Compile again, with new places for the names whose type has changed:
		// functions of earlier cells go on using the old places.
		first := p.prepare
		again := func(i *Interp, nodes []ast.Node) []ast.Node {
			for _, name := range clash {
				delete(c.Binds, name)
			}
			return first(i, nodes)
		}
		if failed := i.attempt(p, code, again); failed != nil {
			return nil, failed
		}
	}
	if p.expr == nil {
		return nil, nil
	}
	p.prints = p.last != nil && i.isPrint(p.last)
	return p, nil
}

// prepare is what an attempt does before it compiles the nodes of a cell; it
// returns those that are left.
type prepare func(i *Interp, nodes []ast.Node) []ast.Node

// plain prepares nothing.
func plain(_ *Interp, nodes []ast.Node) []ast.Node { return nodes }

// functionsFirst makes all functions of the cell known before their bodies are
// compiled, so that they can call each other in turn. Their types are compiled
// before them.
func functionsFirst(i *Interp, nodes []ast.Node) (others []ast.Node) {
	var types []ast.Node
	for _, node := range nodes {
		if d, ok := node.(*ast.GenDecl); ok && d.Tok == token.TYPE {
			types = append(types, node)
		} else {
			others = append(others, node)
		}
	}
	i.runNodes(types)
	c := i.ir.Comp
	for name, f := range functions(others) {
		c.NewBind(name, fast.FuncBind, c.Type(f.Type))
	}
	return others
}

// functions returns the functions that nodes declare, by name.
func functions(nodes []ast.Node) map[string]*ast.FuncDecl {
	declared := map[string]*ast.FuncDecl{}
	for _, node := range nodes {
		if f, ok := node.(*ast.FuncDecl); ok && f.Recv == nil {
			declared[f.Name.Name] = f
		}
	}
	return declared
}

// attempt compiles code into p. If it fails, all names mean what they meant
// before, and p.forward says whether the reason was a function that the cell
// declares further down.
func (i *Interp) attempt(p *program, code string, prepare prepare) (failed *Error) {
	c := i.ir.Comp
	c.Line = 0
	p.before.restore(c)
	p.prepare = prepare
	var nodes []ast.Node
	defer func() {
		if caught := recover(); caught != nil {
			failed = i.compileError(code, caught)
			c.Code.Clear() // it would run with the next cell
			p.before.restore(c)
			_, unknown, _ := strings.Cut(failed.Value, "undefined identifier: ")
			p.forward = functions(nodes)[unknown] != nil
		}
	}()
	nodes = c.ParseBytes([]byte(code))
	if len(nodes) > 0 {
		c.Fileset.File(nodes[0].Pos()).SetSourceForContent([]byte(code))
	}
	if failed := i.checkImports(nodes); failed != nil {
		return failed
	}
	if len(nodes) > 0 {
		p.last, _ = nodes[len(nodes)-1].(ast.Expr)
	}
	p.expr = i.compileNodes(prepare(i, i.importFirst(nodes)))
	return nil
}

// importFirst runs the import declarations among the nodes and returns the
// others: those are compiled against what was imported.
func (i *Interp) importFirst(nodes []ast.Node) (others []ast.Node) {
	for _, node := range nodes {
		declaration, ok := node.(*ast.GenDecl)
		if !ok || declaration.Tok != token.IMPORT {
			others = append(others, node)
			continue
		}
		i.runNodes([]ast.Node{node})
	}
	return others
}

// runNodes compiles and runs declarations.
func (i *Interp) runNodes(nodes []ast.Node) {
	if expr := i.compileNodes(nodes); expr != nil {
		i.ir.RunExpr(expr)
	}
}

// compileNodes compiles parsed code.
func (i *Interp) compileNodes(nodes []ast.Node) *fast.Expr {
	if len(nodes) == 0 {
		return nil
	}
	rewrite(nodes)
	nodes = markLines(nodes)
	form := ast2.AnyToAst(nodes, "cell")
	if form == nil {
		return nil
	}
	return i.ir.CompileAst(form)
}

// clashes lists the variables and functions that were declared again with another
// type in the same place, where code that was compiled before would misread them.
func clashes(before, after map[string]*fast.Bind) (names []string) {
	for name, bind := range after {
		old := before[name]
		if old == nil || old == bind || old.Const() || bind.Const() {
			continue
		}
		if old.Desc == bind.Desc && !old.Type.IdenticalTo(bind.Type) {
			names = append(names, name)
		}
	}
	return names
}

// prune is for a cell that failed while it ran: names that it did not come to
// give a value mean again what they meant before.
func (p *program) prune(ir *fast.Interp) {
	c := ir.Comp
	values := ir.PrepareEnv().Vals
	for name, bind := range c.Binds {
		old := p.before.binds[name]
		if old == bind || bind.Const() || bind.Desc.Class() == fast.IntBind {
			continue
		}
		if at := bind.Desc.Index(); at != fast.NoIndex && at < len(values) && !values[at].IsValid() {
			if old == nil {
				delete(c.Binds, name)
			} else {
				c.Binds[name] = old
			}
		}
	}
}

// isPrint reports whether e calls one of fmt's functions that print.
func (i *Interp) isPrint(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	name, ok := selector.X.(*ast.Ident)
	if !ok {
		return false
	}
	symbol := i.ir.Comp.TryResolve(name.Name)
	if symbol == nil {
		return false
	}
	imported, ok := symbol.Value.(*fast.Import)
	if !ok || imported.Path != "fmt" {
		return false
	}
	switch selector.Sel.Name {
	case "Print", "Printf", "Println", "Fprint", "Fprintf", "Fprintln":
		return true
	}
	return false
}

// importPath returns the path of an import declaration.
func importPath(spec *ast.ImportSpec) string {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return spec.Path.Value
	}
	return path
}
