package evaluate

import (
	"go/ast"
	"reflect"

	"github.com/cosmos72/gomacro/fast"
	xr "github.com/cosmos72/gomacro/xreflect"
)

// single wraps the only argument of a call if it is an element or a type
// assertion. The interpreter would take f(m[key]) for a call with two arguments,
// the element and whether it is there.
func single(c *ast.CallExpr) {
	if len(c.Args) != 1 || c.Ellipsis.IsValid() {
		return
	}
	if name, ok := c.Fun.(*ast.Ident); ok && oneArgument[name.Name] {
		return
	}
	switch x := ast.Unparen(c.Args[0]).(type) {
	case *ast.IndexExpr, *ast.TypeAssertExpr:
		c.Args[0] = call(singleName, x.Pos(), x)
	}
}

// oneArgument holds functions and conversions that take one value anyhow.
var oneArgument = map[string]bool{
	"cap": true, "close": true, "imag": true, "len": true, "make": true, "new": true, "real": true,
	"bool": true, "byte": true, "complex128": true, "float32": true, "float64": true, "int": true, "int8": true, "int16": true, "int32": true,
	"int64": true, "rune": true, "string": true, "uint": true, "uint8": true, "uint16": true, "uint32": true, "uint64": true, "uintptr": true,
}

// compileSingle compiles an expression to its first value.
func compileSingle(c *fast.Comp, node *ast.CallExpr) *fast.Call {
	x := c.Expr1(node.Args[0], nil)
	results := []xr.Type{x.Type}
	if same, ok := identities[x.Type.ReflectType()]; ok {
		function := xr.MakeValue(same)
		t := c.Universe.FuncOf(results, results, false)
		return &fast.Call{
			Fun:      &fast.Expr{Lit: fast.Lit{Type: t}, Fun: func(*fast.Env) xr.Value { return function }},
			Args:     []*fast.Expr{x},
			OutTypes: results,
		}
	}
	return callOf(c, results, func(arguments []xr.Value) []xr.Value { return arguments }, x)
}

// identities are functions that return what they are given, for the types that
// the interpreter calls functions of without reflection.
var identities = map[reflect.Type]reflect.Value{}

func init() {
	identity[bool]()
	identity[int]()
	identity[int8]()
	identity[int16]()
	identity[int32]()
	identity[int64]()
	identity[uint]()
	identity[uint8]()
	identity[uint16]()
	identity[uint32]()
	identity[uint64]()
	identity[float32]()
	identity[float64]()
	identity[string]()
}

// identity adds the function of one type to identities.
func identity[T any]() {
	identities[reflect.TypeFor[T]()] = reflect.ValueOf(func(x T) T { return x })
}
