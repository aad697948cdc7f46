package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// staging is a directory that exists while staticcheck runs, which reads files
// without the overlay. The go command passes it over, because of its name.
const staging = "kernel/_staticcheck"

// staticcheck checks the kernel's package, and reports what it finds in files of
// this project.
func staticcheck(replace map[string]string) (err error) {
	if err := os.RemoveAll(staging); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(staging)) }()
	if err := stage(replace); err != nil {
		return err
	}
	command := exec.Command("go", "tool", "staticcheck", "-tags", tag, "./"+staging)
	command.Stderr = os.Stderr
	found, err := command.Output()
	ours := 0
	for lines := bufio.NewScanner(bytes.NewReader(found)); lines.Scan(); {
		line := lines.Text()
		if !strings.Contains(line, upstreamPrefix) && !strings.Contains(line, bindingsPrefix) {
			ours++
			fmt.Println(strings.ReplaceAll(line, filepath.FromSlash(staging), kernelPackage))
		}
	}
	if ours > 0 || err != nil && len(found) == 0 {
		return errors.Join(fmt.Errorf("staticcheck found %d problems", ours), err)
	}
	return nil
}

// stage copies the files of the kernel's package, with those of the overlay.
func stage(replace map[string]string) error {
	files, err := filepath.Glob(filepath.Join(kernelPackage, "*.go"))
	if err != nil {
		return err
	}
	sources := map[string]string{}
	for _, file := range files {
		sources[filepath.Base(file)] = file
	}
	for name, file := range replace {
		sources[filepath.Base(name)] = file
	}
	if err := os.MkdirAll(staging, 0o755); err != nil {
		return err
	}
	for name, file := range sources {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(staging, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
