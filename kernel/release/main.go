// Command release builds the kernel for all systems that it is given out for,
// and packs each with what Jupyter needs and with the licences of what is in it.
// It is called in the module's root directory:
//
//	go run ./kernel/release [-o directory] [-version version] [os/architecture ...]
//
// Each archive holds one folder, gohtm, which is a kernelspec: the program, the
// file kernel.json that finds it wherever the folder lies, the logos, and
// NOTICES.txt. `jupyter kernelspec install gohtm` installs it, and so does
// `gohtm/gohtm-kernel install`. SHA256SUMS has the sums of all archives.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"gohtm/kernel/internal/spec"
)

// targets are the systems that the kernel is given out for.
var targets = []string{"linux/amd64", "linux/arm64", "darwin/arm64", "windows/amd64"}

func main() {
	directory := flag.String("o", filepath.Join("build", "release"), "the `directory` for the archives")
	version := flag.String("version", "", "the release's `version` (default: what git describes)")
	flag.Parse()
	if flag.NArg() > 0 {
		targets = flag.Args()
	}
	if err := release(*directory, *version, targets); err != nil {
		fmt.Fprintln(os.Stderr, "kernel/release:", err)
		os.Exit(1)
	}
}

func release(directory, version string, targets []string) error {
	if version == "" {
		described, err := output("git", "describe", "--tags", "--always", "--dirty")
		if err != nil {
			return fmt.Errorf("no version: git describes none (%w); say it with -version", err)
		}
		version = described
	}
	made, err := committed()
	if err != nil {
		return err
	}
	if err := clean(directory); err != nil {
		return err
	}
	var sums strings.Builder
	for _, target := range targets {
		fmt.Fprintln(os.Stderr, version, target)
		archive, err := pack(directory, version, target, made)
		if err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
		data, err := os.ReadFile(archive)
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), filepath.Base(archive))
	}
	return os.WriteFile(filepath.Join(directory, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// clean makes the directory if there is none, and removes the archives that an earlier
// release left in it: they are none of this one's. What else is there stays.
func clean(directory string) error {
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(directory)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if archives.MatchString(entry.Name()) && entry.Type().IsRegular() {
			if err := os.Remove(filepath.Join(directory, entry.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// archives is what a release leaves.
var archives = regexp.MustCompile(`^(gohtm-kernel-.*\.(zip|tar\.gz)|SHA256SUMS)$`)

// pack builds the kernel for a target and returns the path of its archive.
func pack(directory, version, target string, made time.Time) (string, error) {
	system, architecture, _ := strings.Cut(target, "/")
	folder, err := os.MkdirTemp(directory, ".folder-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	program := "gohtm-kernel"
	if system == "windows" {
		program += ".exe"
	}
	build := exec.Command("go", "run", "./kernel/build", "-target", target, "-version", version, "-o", filepath.Join(folder, program))
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return "", err
	}
	if err := spec.Portable(folder, program); err != nil {
		return "", err
	}
	overlay := filepath.Join("build", "kernel-"+system+"-"+architecture, "overlay.json")
	notices, err := notices(system, architecture, overlay)
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(folder, "NOTICES.txt"), []byte(notices), 0o644); err != nil {
		return "", err
	}
	path := filepath.Join(directory, fmt.Sprintf("gohtm-kernel-%s-%s-%s", version, system, architecture))
	if system == "windows" {
		return path + ".zip", zipped(path+".zip", folder, program, made)
	}
	return path + ".tar.gz", tarred(path+".tar.gz", folder, program, made)
}

// committed is when the source was committed: the archives' files bear that time,
// so that the same source gives the same archives.
func committed() (time.Time, error) {
	text, err := output("git", "log", "-1", "--format=%cI")
	if err != nil {
		return time.Unix(0, 0).UTC(), nil // not a repository: a folder of sources
	}
	return time.Parse(time.RFC3339, text)
}

// output runs a command and returns what it prints, without space around it.
func output(name string, arguments ...string) (string, error) {
	text, err := exec.Command(name, arguments...).Output()
	return strings.TrimSpace(string(text)), err
}
