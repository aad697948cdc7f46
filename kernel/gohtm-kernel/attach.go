//go:build gophernotes

package main

import (
	"gohtm/kernel/internal/server"
	"gohtm/nb"
)

// attach connects package nb to the notebook: its runs end on an interrupt, and
// its figures and progress bars are shown while a cell runs.
func (e *engine) attach() {
	nb.Attach(nb.Host{
		Context: e.Context,
		Display: func(bundle, metadata map[string]interface{}, displayID string, update bool) error {
			shown := server.Bundle{Data: textual(bundle), Metadata: metadata}
			if displayID != "" {
				shown.Transient = map[string]any{"display_id": displayID}
			}
			return e.server.Display(shown, update)
		},
	})
}
