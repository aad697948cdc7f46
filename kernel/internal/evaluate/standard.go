package evaluate

import (
	"fmt"
	"log"
	"maps"
	"reflect"
	"strings"
	"time"

	"github.com/cosmos72/gomacro/base"
	"github.com/cosmos72/gomacro/gls"
	"github.com/cosmos72/gomacro/imports"
)

// replaceStandard gives cells their own form of the functions of the standard
// library that would stop the kernel, or that an interrupt could not stop.
func (i *Interp) replaceStandard() {
	functions := map[string]any{
		"os.Exit":     func(code int) { panic(fmt.Sprintf("os.Exit(%d): a cell does not end the kernel", code)) },
		"log.Fatal":   func(v ...any) { fatal(fmt.Sprint(v...)) },
		"log.Fatalf":  func(format string, v ...any) { fatal(fmt.Sprintf(format, v...)) },
		"log.Fatalln": func(v ...any) { fatal(fmt.Sprintln(v...)) },
		"time.Sleep":  i.sleep,
	}
	maps.Copy(functions, i.standardInput())
	maps.Copy(functions, i.standardOutput())
	for name, f := range functions {
		pkg, function, _ := strings.Cut(name, ".")
		imports.Packages[pkg].Binds[function] = reflect.ValueOf(f)
	}
}

// fatal logs a message and ends the cell.
func fatal(message string) {
	log.Output(3, message)
	panic("log.Fatal: " + strings.TrimSuffix(message, "\n"))
}

// sleep is time.Sleep for cells.
func (i *Interp) sleep(d time.Duration) {
	if gls.GoID() != i.goroutine { // a goroutine that a cell has started
		time.Sleep(d)
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-i.context().Done():
		panic(base.SigInterrupt)
	}
}
