//go:build gophernotes

package main

import (
	"fmt"
	"os"
	"strings"

	"gohtm/kernel/internal/server"
	"gohtm/nb"
)

// attach connects package nb to the notebook: its runs end on an interrupt, and
// its figures and progress bars are shown while a cell runs.
func (e *engine) attach() {
	nb.Attach(nb.Host{
		Context: e.Context,
		Comm:    e.server.SendComm,
		Display: func(bundle, metadata map[string]interface{}, displayID string, update bool) error {
			shown := server.Bundle{Data: textual(bundle), Metadata: metadata}
			if displayID != "" {
				shown.Transient = map[string]any{"display_id": displayID}
			}
			return e.server.Display(shown, update)
		},
	})
}

// Comm hands a message of a comm to the functions of cells that wait for it; if one
// panics or is interrupted, that is shown.
func (e *engine) Comm(kind string, content map[string]any) (known bool) {
	failed := e.Call(func() { known = nb.ReceiveComm(kind, content) })
	if failed != nil {
		fmt.Fprintln(os.Stderr, strings.Join(failed.Lines(), "\n"))
		return true
	}
	return known
}

// Comms returns the target of each comm that is open.
func (e *engine) Comms() map[string]string { return nb.Comms() }
