// Command build builds the kernel: it generates the bindings of all packages
// that a cell can import and compiles them together with gophernotes. It is
// called in the module's root directory.
//
//	go run ./kernel/build [-o file | -vet]
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
	vet := flag.Bool("vet", false, "run vet and staticcheck on the kernel's package instead of building it")
	flag.Parse()
	if err := run(*output, *vet); err != nil {
		fmt.Fprintln(os.Stderr, "kernel/build:", err)
		os.Exit(1)
	}
}

func run(output string, vet bool) error {
	overlay, replace, err := compose(filepath.Join("build", "kernel"))
	if err != nil {
		return err
	}
	if !vet {
		return goCommand("build", "-trimpath", "-tags", tag, "-overlay", overlay, "-o", output, kernelPackage)
	}
	if err := goCommand("vet", "-tags", tag, "-overlay", overlay, kernelPackage); err != nil {
		return err
	}
	return staticcheck(replace)
}

// goCommand runs the go command.
func goCommand(arguments ...string) error {
	command := exec.Command("go", arguments...)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	return command.Run()
}
