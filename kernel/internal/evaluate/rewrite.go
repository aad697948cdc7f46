package evaluate

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/astutil"
)

// What the interpreter does in compiled code cannot be stopped or caught from
// outside, so a cell is rewritten before it is compiled:
//
//	<-ch              becomes a receive that an interrupt ends
//	v, ok := <-ch     the same with two results
//	ch <- v           becomes a send that an interrupt ends
//	select            without a default gets a case for the interrupt
//	go f(x)           becomes go guard(f)(x): a panic is shown, not the kernel's end
//	f(m[key])         becomes f(one(m[key])): see single
//	_, _ = x, y       becomes { _ = x; _ = y }, which the interpreter can do
//	recover()         becomes one that does not stop an interrupt
//
// The names of the helpers are no identifiers, so that no cell can mean them.
const (
	receiveName     = "<-"
	receiveBothName = "<-,"
	sendName        = "<-=" // of two arguments
	guardName       = "go"
	doneName        = "<-done"
	stopName        = "<-stop"
	recoverName     = "recover,"
	markName        = "line,"
	singleName      = "one,"
)

// rewrite puts the helpers into the code of a cell.
func rewrite(nodes []ast.Node) {
	for n, node := range nodes {
		nodes[n] = rewriteNode(node)
	}
}

// rewriteNode rewrites one node; what has a form that only the interpreter's
// macros know stays as it is.
func rewriteNode(node ast.Node) (result ast.Node) {
	defer func() {
		if recover() != nil {
			result = node
		}
	}()
	spared := map[ast.Node]bool{} // receives and sends that a select makes itself
	both := map[ast.Node]bool{}   // receives with two results
	pre := func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.CommClause:
			spare(n.Comm, spared)
		case *ast.AssignStmt:
			if len(n.Lhs) == 2 && len(n.Rhs) == 1 {
				both[ast.Unparen(n.Rhs[0])] = true
			}
		case *ast.ValueSpec:
			if len(n.Names) == 2 && len(n.Values) == 1 {
				both[ast.Unparen(n.Values[0])] = true
			}
		}
		return true
	}
	post := func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && !spared[n] {
				name := receiveName
				if both[n] {
					name = receiveBothName
				}
				c.Replace(call(name, n.OpPos, n.X))
			}
		case *ast.AssignStmt:
			if block := blanks(n); block != nil {
				c.Replace(block)
			}
		case *ast.SendStmt:
			if !spared[n] {
				c.Replace(&ast.ExprStmt{X: call(sendName, n.Pos(), n.Chan, n.Value)})
			}
		case *ast.SelectStmt:
			stoppable(n)
		case *ast.GoStmt:
			guardCall(n.Call)
		case *ast.CallExpr:
			single(n)
			if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "recover" && len(n.Args) == 0 {
				c.Replace(call(recoverName, n.Pos(), n))
			}
		}
		return true
	}
	return astutil.Apply(node, pre, post)
}

// blanks takes an assignment to nothing but blanks apart; others yield nil.
func blanks(a *ast.AssignStmt) ast.Stmt {
	if a.Tok != token.ASSIGN || len(a.Lhs) < 2 || len(a.Lhs) != len(a.Rhs) {
		return nil
	}
	block := &ast.BlockStmt{Lbrace: a.Pos(), Rbrace: a.End()}
	for n, to := range a.Lhs {
		if name, ok := to.(*ast.Ident); !ok || name.Name != "_" {
			return nil
		}
		block.List = append(block.List, &ast.AssignStmt{Lhs: a.Lhs[n : n+1], TokPos: a.TokPos, Tok: a.Tok, Rhs: a.Rhs[n : n+1]})
	}
	return block
}

// spare marks the receive or send that a select's case consists of.
func spare(comm ast.Stmt, spared map[ast.Node]bool) {
	switch s := comm.(type) {
	case *ast.SendStmt:
		spared[s] = true
	case *ast.ExprStmt:
		spared[ast.Unparen(s.X)] = true
	case *ast.AssignStmt:
		for _, x := range s.Rhs {
			spared[ast.Unparen(x)] = true
		}
	}
}

// stoppable adds a case for the interrupt to a select that may block.
func stoppable(s *ast.SelectStmt) {
	for _, clause := range s.Body.List {
		if c, ok := clause.(*ast.CommClause); !ok || c.Comm == nil {
			return // it has a default: it does not block
		}
	}
	at := s.Pos()
	s.Body.List = append(s.Body.List, &ast.CommClause{
		Case: at,
		Comm: &ast.ExprStmt{X: &ast.UnaryExpr{OpPos: at, Op: token.ARROW, X: call(doneName, at)}},
		Body: []ast.Stmt{&ast.ExprStmt{X: call(stopName, at)}},
	})
}

// guardCall wraps the function of a go statement.
func guardCall(c *ast.CallExpr) {
	if c.Ellipsis.IsValid() {
		return // the interpreter does not take such a call apart
	}
	if name, ok := c.Fun.(*ast.Ident); ok && predeclared[name.Name] {
		body := &ast.ExprStmt{X: &ast.CallExpr{Fun: c.Fun, Lparen: c.Lparen, Args: c.Args, Rparen: c.Rparen}}
		c.Fun, c.Args = &ast.FuncLit{
			Type: &ast.FuncType{Func: c.Pos(), Params: &ast.FieldList{}},
			Body: &ast.BlockStmt{Lbrace: c.Pos(), List: []ast.Stmt{body}, Rbrace: c.End()},
		}, nil
	}
	c.Fun = call(guardName, c.Pos(), c.Fun)
}

// predeclared functions are no values that could be wrapped.
var predeclared = map[string]bool{
	"close": true, "copy": true, "delete": true, "panic": true, "print": true, "println": true, "recover": true,
}

// call makes the expression name(arguments).
func call(name string, at token.Pos, arguments ...ast.Expr) *ast.CallExpr {
	end := at
	if len(arguments) > 0 {
		end = arguments[len(arguments)-1].End()
	}
	return &ast.CallExpr{Fun: &ast.Ident{NamePos: at, Name: name}, Lparen: at, Args: arguments, Rparen: end}
}
