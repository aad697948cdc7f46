package evaluate

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/cosmos72/gomacro/fast"
	xr "github.com/cosmos72/gomacro/xreflect"
)

// maxPlaces is how many places of a failed cell are named.
const maxPlaces = 8

// markLines puts before each statement of a cell's top level a mark that notes
// its position when it runs. In loops and functions, which have to be fast, the
// interpreter keeps the position itself.
func markLines(nodes []ast.Node) (marked []ast.Node) {
	for _, node := range nodes {
		switch node.(type) {
		case ast.Stmt, ast.Expr:
			at := node.Pos()
			position := &ast.BasicLit{ValuePos: at, Kind: token.INT, Value: strconv.Itoa(int(at))}
			marked = append(marked, &ast.ExprStmt{X: call(markName, at, position)})
		}
		marked = append(marked, node)
	}
	return marked
}

// mark notes that the statement at a position begins.
func (i *Interp) mark(at int) {
	i.at = token.Pos(at)
	i.top.DebugPos = nil // of an earlier statement
}

// runTraced runs compiled code. If it panics, i.places is where.
func (i *Interp) runTraced(e *fast.Expr) ([]xr.Value, []xr.Type) {
	i.top = i.ir.PrepareEnv()
	i.mark(int(token.NoPos))
	if e.Const() {
		return i.ir.RunExpr(e)
	}
	run := e.AsXV(fast.COptKeepUntyped)
	return i.ir.RunExpr(&fast.Expr{
		Lit:   fast.Lit{Type: e.Type},
		Types: e.Types,
		Fun: func(env *fast.Env) (value xr.Value, values []xr.Value) {
			done := false
			defer func() {
				if !done {
					i.places = i.callers(i.record.CurrEnv)
				}
			}()
			value, values = run(env)
			done = true
			return value, values
		},
	})
}

// callers lists the lines that run, the innermost first.
func (i *Interp) callers(env *fast.Env) (places []string) {
	for env != nil && len(places) < maxPlaces {
		if place := i.place(env); place != "" && (len(places) == 0 || places[len(places)-1] != place) {
			places = append(places, place)
		}
		for env != nil && env.Caller == nil {
			env = env.Outer
		}
		if env != nil {
			env = env.Caller
		}
	}
	return places
}

// place names the line that runs in env, "" if it is not known.
func (i *Interp) place(env *fast.Env) string {
	at := token.NoPos
	switch {
	case env.IP >= 0 && env.IP < len(env.DebugPos):
		at = env.DebugPos[env.IP]
	case env == i.top:
		at = i.at
	}
	if at == token.NoPos {
		return ""
	}
	source, position := i.ir.Comp.Fileset.Source(at)
	return fmt.Sprintf("    at %s:%d: %s", position.Filename, position.Line, strings.TrimSpace(source))
}
