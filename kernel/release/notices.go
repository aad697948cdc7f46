package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// part is a module that is linked into the kernel, and where its files are.
type part struct {
	path, version, directory string
	packages                 []string // directories of those that are linked
}

// A file of one of these names says what a module's, or a package's, terms are; so
// do the files of a folder of such a name.
var terms = regexp.MustCompile(`(?i)^(licen[cs]es?|copying|notice|ofl)([-.].*)?$`)

// gophernotes' files are compiled as part of the kernel's own package.
const gophernotes = "github.com/gopherdata/gophernotes"

// notices is the text that goes with the kernel for a system: each module that is
// linked, its version, where its source is, and its terms.
func notices(system, architecture, overlay string) (string, error) {
	parts, err := linked(system, architecture, overlay)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString("This program holds the following parts of others. Their sources are at the addresses given;\n" +
		"none of them was changed.\n")
	for _, p := range parts {
		files, err := p.terms()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "\n%s\n%s %s\nsource: %s\n", strings.Repeat("=", 100), p.path, p.version, p.source())
		for _, file := range files {
			text, err := read(file)
			if err != nil {
				return "", err
			}
			name, err := filepath.Rel(p.directory, file)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&out, "\n---- %s\n\n%s\n", filepath.ToSlash(name), text)
		}
	}
	return out.String(), nil
}

// read returns a text in UTF-8, with lines that end as here. Old terms are in Latin-1.
func read(file string) (string, error) {
	text, err := os.ReadFile(file)
	if !utf8.Valid(text) {
		runes := make([]rune, len(text))
		for i, b := range text {
			runes[i] = rune(b)
		}
		text = []byte(string(runes))
	}
	return strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")), err
}

// source is where everybody finds the part's source.
func (p part) source() string {
	if p.path == standard {
		return "https://go.dev/dl/" // of all versions
	}
	return "https://pkg.go.dev/" + p.path + "@" + p.version
}

// terms lists the files of the part's terms: its own, and those of packages in it
// that have others.
func (p part) terms() ([]string, error) {
	var files []string
	for _, directory := range append([]string{p.directory}, p.packages...) {
		for _, pattern := range []string{"*", "*/*"} {
			found, err := filepath.Glob(filepath.Join(directory, pattern))
			if err != nil {
				return nil, err
			}
			for _, file := range found {
				name, _ := filepath.Rel(directory, file)
				first, _, _ := strings.Cut(filepath.ToSlash(name), "/")
				info, err := os.Stat(file)
				if err == nil && !info.IsDir() && filepath.Ext(file) != ".go" && terms.MatchString(first) && !slices.Contains(files, file) {
					files = append(files, file)
				}
			}
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s %s: no file says what its terms are (%s)", p.path, p.version, p.directory)
	}
	return files, nil
}

// standard stands for the standard library among the modules.
const standard = "Go's standard library"

// linked lists the modules that the kernel for a system is linked from, by path.
func linked(system, architecture, overlay string) ([]part, error) {
	list := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,Standard,Module", "-tags", "gophernotes", "-overlay", overlay, "./kernel/gohtm-kernel")
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+architecture, "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	found, err := list.Output()
	if err != nil {
		return nil, err
	}
	root, err := output("go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	version, err := output("go", "env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	parts := map[string]*part{standard: {path: standard, version: version, directory: root}}
	for decoder := json.NewDecoder(strings.NewReader(string(found))); ; {
		var p struct {
			Dir      string
			Standard bool
			Module   *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		if parts[p.Module.Path] == nil {
			parts[p.Module.Path] = &part{path: p.Module.Path, version: p.Module.Version, directory: p.Module.Dir}
		}
		parts[p.Module.Path].packages = append(parts[p.Module.Path].packages, p.Dir)
	}
	own, err := output("go", "list", "-m", "-f", "{{.Version}}\t{{.Dir}}", gophernotes)
	if err != nil {
		return nil, err
	}
	version, directory, _ := strings.Cut(own, "\t")
	parts[gophernotes] = &part{path: gophernotes, version: version, directory: directory}
	sorted := make([]part, 0, len(parts))
	for _, p := range parts {
		sorted = append(sorted, *p)
	}
	slices.SortFunc(sorted, func(a, b part) int { return strings.Compare(a.path, b.path) })
	return sorted, nil
}
