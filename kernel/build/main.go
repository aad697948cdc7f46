// Command build builds the kernel: it generates the bindings of all packages
// that a cell can import and compiles them together with gophernotes.
//
//	go run ./kernel/build [-o file] [-vet] [-staticcheck]
//
// Generated files go to build/kernel and enter the kernel's package through the
// overlay build/kernel/overlay.json, as do the files of gophernotes that are
// compiled as they are.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// kernelPackage is the kernel's main package, and tag the build tag of its files.
const (
	kernelPackage = "./kernel/gohtm-kernel"
	tag           = "gophernotes"
)

func main() {
	output := flag.String("o", filepath.Join("build", "gohtm-kernel"), "the `file` to build")
	vet := flag.Bool("vet", false, "vet the kernel's package instead of building it")
	staticcheck := flag.Bool("staticcheck", false, "run staticcheck on the kernel's package instead of building it")
	flag.Parse()
	if err := run(*output, *vet, *staticcheck); err != nil {
		fmt.Fprintln(os.Stderr, "kernel/build:", err)
		os.Exit(1)
	}
}

// run works in the module's root directory.
func run(output string, vet, staticcheck bool) error {
	overlay, err := compose(filepath.Join("build", "kernel"))
	if err != nil {
		return err
	}
	if !vet && !staticcheck {
		return goCommand(nil, "build", "-trimpath", "-tags", tag, "-overlay", overlay, "-o", output, kernelPackage)
	}
	if vet {
		if err := goCommand(nil, "vet", "-tags", tag, "-overlay", overlay, kernelPackage); err != nil {
			return err
		}
	}
	if staticcheck {
		// staticcheck takes the overlay from the environment, where quotes keep a
		// path with spaces together.
		flags := os.Getenv("GOFLAGS") + " '-overlay=" + overlay + "'"
		return goCommand([]string{"GOFLAGS=" + flags}, "tool", "staticcheck", "-tags", tag, kernelPackage)
	}
	return nil
}

// goCommand runs the go command with more in its environment.
func goCommand(environment []string, arguments ...string) error {
	command := exec.Command("go", arguments...)
	command.Env = append(os.Environ(), environment...)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	return command.Run()
}
