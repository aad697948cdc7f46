package evaluate

import (
	"fmt"
	"go/ast"
	"os"
	"reflect"
	"strings"

	"github.com/cosmos72/gomacro/base"
	"github.com/cosmos72/gomacro/fast"
	"github.com/cosmos72/gomacro/gls"
	xr "github.com/cosmos72/gomacro/xreflect"
)

// declareHelpers makes the helpers known to the interpreter.
func (i *Interp) declareHelpers() {
	builtin := func(name string, arguments uint16, compile func(c *fast.Comp, node *ast.CallExpr) *fast.Call) {
		i.ir.DeclBuiltin(name, fast.Builtin{ArgMin: arguments, ArgMax: arguments,
			Compile: func(c *fast.Comp, _ fast.Symbol, node *ast.CallExpr) *fast.Call { return compile(c, node) }})
	}
	builtin(receiveName, 1, func(c *fast.Comp, node *ast.CallExpr) *fast.Call { return i.compileReceive(c, node, false) })
	builtin(receiveBothName, 1, func(c *fast.Comp, node *ast.CallExpr) *fast.Call { return i.compileReceive(c, node, true) })
	builtin(sendName, 2, i.compileSend)
	builtin(guardName, 1, i.compileGuard)
	builtin(singleName, 1, compileSingle)
	i.ir.DeclFunc(doneName, i.done)
	i.ir.DeclFunc(stopName, func() { panic(base.SigInterrupt) })
	i.ir.DeclFunc(recoverName, recovered)
	i.ir.DeclFunc(markName, i.mark)
	i.limitMake()
	i.declareModern()
}

// recovered lets an interrupt pass through the functions that recover from panics.
func recovered(caught interface{}) interface{} {
	if caught == base.SigInterrupt {
		panic(caught)
	}
	return caught
}

// done is ready to be received from when the cell is interrupted; for a
// goroutine that a cell has started, never.
func (i *Interp) done() <-chan struct{} {
	if gls.GoID() != i.goroutine {
		return nil
	}
	return i.context().Done()
}

// compileReceive compiles a receive that an interrupt ends.
func (i *Interp) compileReceive(c *fast.Comp, node *ast.CallExpr, both bool) *fast.Call {
	channel := c.Expr1(node.Args[0], nil)
	if channel.Type == nil || channel.Type.Kind() != xr.Chan {
		c.Errorf("cannot receive from %v <%v>: it is not a channel", node.Args[0], channel.Type)
	}
	results := []xr.Type{channel.Type.Elem()}
	if both {
		results = append(results, c.TypeOfBool())
	}
	return callOf(c, results, func(arguments []xr.Value) []xr.Value {
		value, ok := i.receive(arguments[0])
		if both {
			return []xr.Value{value, xr.ValueOf(ok)}
		}
		return []xr.Value{value}
	}, channel)
}

// compileSend compiles a send that an interrupt ends.
func (i *Interp) compileSend(c *fast.Comp, node *ast.CallExpr) *fast.Call {
	channel := c.Expr1(node.Args[0], nil)
	if channel.Type == nil || channel.Type.Kind() != xr.Chan {
		c.Errorf("cannot send to %v <%v>: it is not a channel", node.Args[0], channel.Type)
	}
	element := channel.Type.Elem()
	value := c.Expr1(node.Args[1], nil)
	if value.Const() {
		value.ConstTo(element)
	} else if !value.Type.AssignableTo(element) {
		c.Errorf("cannot send %v <%v> to a channel of <%v>", node.Args[1], value.Type, element)
	}
	convert := c.Converter(value.Type, element)
	return callOf(c, nil, func(arguments []xr.Value) []xr.Value {
		x := arguments[1]
		if convert != nil {
			x = convert(x)
		}
		i.send(arguments[0], x)
		return nil
	}, channel, value)
}

// compileGuard compiles the wrapping of a function that is to run in a goroutine.
func (i *Interp) compileGuard(c *fast.Comp, node *ast.CallExpr) *fast.Call {
	function := c.Expr1(node.Args[0], nil)
	t := function.Type
	if t == nil || t.Kind() != xr.Func {
		c.Errorf("go: %v <%v> is not a function", node.Args[0], t)
	}
	return callOf(c, []xr.Type{t}, func(arguments []xr.Value) []xr.Value {
		f := arguments[0]
		owner := i.owner()
		return []xr.Value{xr.MakeFunc(t, func(arguments []xr.Value) (results []xr.Value) {
			i.goroutines.Add(1)
			defer i.goroutines.Add(-1)
			i.owned(owner, func() {
				defer i.report()
				if t.IsVariadic() {
					results = f.CallSlice(arguments)
				} else {
					results = f.Call(arguments)
				}
			})
			return results
		})}
	}, function)
}

// report shows the panic of a goroutine, which would end the kernel otherwise.
func (i *Interp) report() {
	if caught := recover(); caught != nil {
		e := newError(caught, frames())
		fmt.Fprintf(i.output.own(os.Stderr), "a goroutine ended: %s\n", strings.Join(e.Traceback, "\n"))
	}
}

// callOf makes the call of a compiled function.
func callOf(c *fast.Comp, results []xr.Type, f func([]xr.Value) []xr.Value, arguments ...*fast.Expr) *fast.Call {
	var types []xr.Type
	for _, argument := range arguments {
		types = append(types, argument.Type)
	}
	t := c.Universe.FuncOf(types, results, false)
	function := xr.MakeFunc(t, f)
	return &fast.Call{
		Fun:      &fast.Expr{Lit: fast.Lit{Type: t}, Fun: func(*fast.Env) xr.Value { return function }},
		Args:     arguments,
		OutTypes: results,
	}
}

// receive takes a value from a channel, or panics when the cell is interrupted.
func (i *Interp) receive(channel xr.Value) (value xr.Value, ok bool) {
	chosen, received, ok := reflect.Select([]reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: channel.ReflectValue()},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(i.done())},
	})
	if chosen == 1 {
		panic(base.SigInterrupt)
	}
	return xr.MakeValue(received), ok
}

// send gives a value to a channel, or panics when the cell is interrupted.
func (i *Interp) send(channel, value xr.Value) {
	chosen, _, _ := reflect.Select([]reflect.SelectCase{
		{Dir: reflect.SelectSend, Chan: channel.ReflectValue(), Send: value.ReflectValue()},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(i.done())},
	})
	if chosen == 1 {
		panic(base.SigInterrupt)
	}
}
