package evaluate

import (
	"cmp"
	"go/ast"
	"math"
	"reflect"

	"github.com/cosmos72/gomacro/fast"
	xr "github.com/cosmos72/gomacro/xreflect"
	"golang.org/x/tools/go/ast/astutil"
)

// What Go has learned since the interpreter was written, and can be taught: min, max,
// clear, and range over a number.

const (
	rangeName = "range,"
	anyNumber = 1<<16 - 1 // of arguments
)

func (i *Interp) declareModern() {
	declare := func(name string, least, most uint16, compile func(c *fast.Comp, node *ast.CallExpr) *fast.Call) {
		i.ir.DeclBuiltin(name, fast.Builtin{ArgMin: least, ArgMax: most,
			Compile: func(c *fast.Comp, _ fast.Symbol, node *ast.CallExpr) *fast.Call { return compile(c, node) }})
	}
	declare("min", 1, anyNumber, func(c *fast.Comp, node *ast.CallExpr) *fast.Call { return compileExtreme(c, node, "min", -1) })
	declare("max", 1, anyNumber, func(c *fast.Comp, node *ast.CallExpr) *fast.Call { return compileExtreme(c, node, "max", 1) })
	declare("clear", 1, 1, compileClear)
	declare(rangeName, 1, 1, compileRange)
}

// compileExtreme compiles min or max: the argument for which the comparison with all
// others has a sign.
func compileExtreme(c *fast.Comp, node *ast.CallExpr, name string, sign int) *fast.Call {
	var arguments []*fast.Expr
	var t xr.Type
	for _, argument := range node.Args {
		x := c.Expr1(argument, nil)
		arguments = append(arguments, x)
		if !x.Untyped() && t == nil {
			t = x.Type
		}
	}
	for _, x := range arguments { // constants alone: a float among them makes all floats
		if t == nil || x.Untyped() && t.Kind() == reflect.Int && x.DefaultType().Kind() == reflect.Float64 && allUntyped(arguments) {
			t = x.DefaultType()
		}
	}
	for k, x := range arguments {
		if x.Untyped() {
			x.ConstTo(t)
		} else if !x.Type.IdenticalTo(t) {
			c.Errorf("%s: %v is of type %v, want %v as the others", name, node.Args[k], x.Type, t)
		}
	}
	if _, ok := compare(reflect.Zero(t.ReflectType()), reflect.Zero(t.ReflectType())); !ok {
		c.Errorf("%s: values of type %v have no order", name, t)
	}
	return callOf(c, []xr.Type{t}, func(values []xr.Value) []xr.Value {
		best := values[0]
		for _, v := range values[1:] {
			if order, _ := compare(v.ReflectValue(), best.ReflectValue()); order == sign || order == isNaN {
				best = v
			}
		}
		return []xr.Value{best}
	}, arguments...)
}

func allUntyped(list []*fast.Expr) bool {
	for _, x := range list {
		if !x.Untyped() {
			return false
		}
	}
	return true
}

// isNaN is the order of what comes before all others: NaN.
const isNaN = 2

// compare orders two values of one type, if it has an order.
func compare(a, b reflect.Value) (order int, ok bool) {
	switch {
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int()), true
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint()), true
	case a.CanFloat():
		if math.IsNaN(a.Float()) {
			return isNaN, true
		}
		if math.IsNaN(b.Float()) {
			return 0, true
		}
		return cmp.Compare(a.Float(), b.Float()), true
	case a.Kind() == reflect.String:
		return cmp.Compare(a.String(), b.String()), true
	}
	return 0, false
}

// compileClear compiles clear of a map or a slice.
func compileClear(c *fast.Comp, node *ast.CallExpr) *fast.Call {
	x := c.Expr1(node.Args[0], nil)
	if kind := x.Type.Kind(); kind != reflect.Map && kind != reflect.Slice {
		c.Errorf("clear: %v is of type %v, want a map or a slice", node.Args[0], x.Type)
	}
	return callOf(c, nil, func(values []xr.Value) []xr.Value {
		values[0].ReflectValue().Clear()
		return nil
	}, x)
}

// countingRanges is for a cell in which a loop goes over a number: the number becomes
// a slice of so many elements without a size.
func countingRanges(nodes []ast.Node) []ast.Node {
	for n, node := range nodes {
		nodes[n] = astutil.Apply(node, nil, func(c *astutil.Cursor) bool {
			if loop, ok := c.Node().(*ast.RangeStmt); ok && loop.Value == nil {
				loop.X = call(rangeName, loop.X.Pos(), loop.X)
			}
			return true
		})
	}
	return nodes
}

// compileRange compiles what a loop goes over.
func compileRange(c *fast.Comp, node *ast.CallExpr) *fast.Call {
	x := c.Expr1(node.Args[0], nil)
	if x.Untyped() {
		x.ConstTo(x.DefaultType())
	}
	number := func(v xr.Value) int { return int(v.Int()) }
	switch k := x.Type.Kind(); {
	case k >= reflect.Int && k <= reflect.Int64:
	case k >= reflect.Uint && k <= reflect.Uintptr:
		number = func(v xr.Value) int { return int(v.Uint()) }
	default:
		return callOf(c, []xr.Type{x.Type}, func(values []xr.Value) []xr.Value { return values }, x)
	}
	elements := c.Universe.FromReflectType(reflect.TypeFor[[]struct{}]())
	return callOf(c, []xr.Type{elements}, func(values []xr.Value) []xr.Value {
		return []xr.Value{xr.ValueOf(make([]struct{}, max(0, number(values[0]))))}
	}, x)
}
