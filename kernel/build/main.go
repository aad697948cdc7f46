// Command build builds the kernel: it generates the bindings of all packages
// that a cell can import and compiles them together with gophernotes. It is
// called in the module's root directory.
//
//	go run ./kernel/build [-o file] [-target os/architecture] [-version version]
//	go run ./kernel/build -vet
//
// With a target, the kernel is one for another system; it is linked statically.
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
	"strings"
)

// kernelPackage is the kernel's main package, and tag the build tag of its files.
const (
	kernelPackage = "./kernel/gohtm-kernel"
	tag           = "gophernotes"
)

func main() {
	output := flag.String("o", filepath.Join("build", "gohtm-kernel"), "the `file` to build")
	target := flag.String("target", "", "the `os/architecture` to build for, as GOOS/GOARCH")
	version := flag.String("version", "", "what the kernel says its `version` is")
	vet := flag.Bool("vet", false, "run vet and staticcheck on the kernel's package instead of building it")
	flag.Parse()
	if err := run(*output, *target, *version, *vet); err != nil {
		fmt.Fprintln(os.Stderr, "kernel/build:", err)
		os.Exit(1)
	}
}

func run(output, target, version string, vet bool) error {
	directory := filepath.Join("build", "kernel")
	if target != "" {
		system, architecture, ok := strings.Cut(target, "/")
		if !ok {
			return fmt.Errorf("-target = %q, want os/architecture, such as linux/arm64", target)
		}
		// For all go commands from here on: what a package is differs by system.
		os.Setenv("GOOS", system)
		os.Setenv("GOARCH", architecture)
		os.Setenv("CGO_ENABLED", "0")
		directory += "-" + system + "-" + architecture
	}
	overlay, replace, err := compose(directory)
	if err != nil {
		return err
	}
	if !vet {
		arguments := []string{"build", "-trimpath", "-tags", tag, "-overlay", overlay, "-o", output}
		if version != "" {
			arguments = append(arguments, "-ldflags", "-X main.release="+version)
		}
		return goCommand(append(arguments, kernelPackage)...)
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
