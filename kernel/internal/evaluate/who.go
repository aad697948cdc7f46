package evaluate

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/cosmos72/gomacro/fast"
	xr "github.com/cosmos72/gomacro/xreflect"
)

// who lists what cells have declared, and how many goroutines of theirs run.
func (i *Interp) who() string {
	c := i.ir.Comp
	var text strings.Builder
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	for _, name := range slices.Sorted(maps.Keys(c.Types)) {
		if _, old := i.beginning.types[name]; !old {
			fmt.Fprintf(table, "type\t%s\t%s\n", name, c.Types[name].ReflectType().Kind())
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Binds)) {
		bind := c.Binds[name]
		if i.beginning.binds[name] == bind || bind.Type == nil {
			continue
		}
		kind := symbolWord(bind.AsSymbol(0))
		if imported, ok := bind.Value.(*fast.Import); ok {
			fmt.Fprintf(table, "import\t%s\t%q\n", name, imported.Path)
			continue
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", kind, name, plainType(bind.Type))
	}
	table.Flush()
	if n := i.goroutines.Load(); n > 0 {
		fmt.Fprintf(&text, "%d goroutines of cells run\n", n)
	}
	if text.Len() == 0 {
		return "nothing is declared\n"
	}
	return text.String()
}

// forget makes all names mean what they meant before the first cell, and lets go
// of what variables held. Goroutines that cells have started go on.
func (i *Interp) forget() {
	values := i.ir.PrepareEnv().Vals
	for name, bind := range i.ir.Comp.Binds {
		if i.beginning.binds[name] == bind || bind.Const() || bind.Desc.Class() == fast.IntBind {
			continue
		}
		if at := bind.Desc.Index(); at != fast.NoIndex && at < len(values) {
			values[at] = xr.Value{}
		}
	}
	i.beginning.restore(i.ir.Comp)
	clear(i.declared)
}
