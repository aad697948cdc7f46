package evaluate

import (
	"fmt"
	"go/ast"

	"github.com/cosmos72/gomacro/fast"
	xr "github.com/cosmos72/gomacro/xreflect"
)

// largeSlice is the size in bytes from which a cell's make asks for memory first.
const largeSlice = 1 << 30

// limitMake has cells make slices that the system has memory for: Go ends the
// process at one that is larger.
func (i *Interp) limitMake() {
	original := i.ir.Comp.TryResolve("make").Value.(fast.Builtin)
	limited := original
	limited.Compile = func(c *fast.Comp, symbol fast.Symbol, node *ast.CallExpr) *fast.Call {
		call := original.Compile(c, symbol, node)
		switch make := call.Fun.Value.(type) {
		case func(xr.Type, int) xr.Value:
			call.Fun.Value = func(t xr.Type, n int) xr.Value {
				requireMemory(t, n)
				return make(t, n)
			}
		case func(xr.Type, int, int) xr.Value:
			call.Fun.Value = func(t xr.Type, n, capacity int) xr.Value {
				requireMemory(t, capacity)
				return make(t, n, capacity)
			}
		}
		return call
	}
	i.ir.DeclBuiltin("make", limited)
}

// requireMemory panics if the system has no memory for n elements of a slice.
func requireMemory(t xr.Type, n int) {
	if t.Kind() != xr.Slice || n <= 0 {
		return
	}
	size := int(t.Elem().Size())
	if size == 0 || n < largeSlice/size {
		return
	}
	if bytes := n * size; bytes/size == n && granted(bytes) {
		return
	}
	panic(fmt.Sprintf("make: no memory for %d elements of %d bytes", n, size))
}
