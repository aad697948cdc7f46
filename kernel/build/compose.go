package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cosmos72/gomacro/imports"
	"golang.org/x/tools/go/packages"

	"gohtm/kernel/internal/bindings"
	"gohtm/kernel/internal/docs"
)

// upstream lists the files of gophernotes that are compiled as they are: the
// display package and the automatic rendering. Its message loop is replaced.
var upstream = []string{"display.go", "image.go", "x_package.go"}

// The names that files of gophernotes and bindings get in the kernel's package
// begin so.
const (
	upstreamPrefix = "gophernotes_"
	bindingsPrefix = "zz_bindings_"
)

// compose writes the bindings and the overlay into a directory. It returns the
// overlay's path and what is in it: the files that stand for others.
func compose(directory string) (overlay string, replace map[string]string, err error) {
	directory, err = filepath.Abs(directory)
	if err != nil {
		return "", nil, err
	}
	target, err := filepath.Abs(kernelPackage)
	if err != nil {
		return "", nil, err
	}
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return "", nil, err
	}
	source, err := gophernotes()
	if err != nil {
		return "", nil, err
	}
	replace = map[string]string{}
	for _, name := range upstream {
		replace[filepath.Join(target, upstreamPrefix+name)] = filepath.Join(source, name)
	}
	files, err := generate(directory)
	if err != nil {
		return "", nil, err
	}
	for _, file := range files {
		replace[filepath.Join(target, filepath.Base(file))] = file
	}
	data, err := json.MarshalIndent(map[string]any{"Replace": replace}, "", "\t")
	if err != nil {
		return "", nil, err
	}
	overlay = filepath.Join(directory, "overlay.json")
	return overlay, replace, writeChanged(overlay, data)
}

// gophernotes returns the directory of the module's source, after a download if
// it is not there.
func gophernotes() (string, error) {
	const module = "github.com/gopherdata/gophernotes"
	list := []string{"list", "-m", "-f", "{{.Dir}}", module}
	directory, err := output("go", list...)
	if err != nil || directory != "" {
		return directory, err
	}
	if _, err := output("go", "mod", "download", module); err != nil {
		return "", err
	}
	return output("go", list...)
}

// documentation is the file that the kernel's package embeds: what the source code
// says of the packages that are compiled in.
const documentation = "documentation.gz"

// generate writes a file of bindings for each package, and the documentation of
// all, and returns their paths.
func generate(directory string) ([]string, error) {
	paths, interfaces, err := wanted()
	if err != nil {
		return nil, err
	}
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedTypes | packages.NeedImports | packages.NeedDeps,
	}, paths...)
	if err != nil {
		return nil, err
	}
	if packages.PrintErrors(loaded) > 0 {
		return nil, fmt.Errorf("packages with errors cannot be compiled in")
	}
	var files []string
	library := docs.Library{}
	for n, p := range loaded {
		if err := library.Collect(p.PkgPath, p.GoFiles); err != nil {
			return nil, err
		}
		var source []byte
		if old, ok := imports.Packages[p.PkgPath]; ok {
			source, err = bindings.Complete(p.Types, func(name string) bool { return knows(old, name) })
		} else {
			source, err = bindings.Generate(p.Types, interfaces[p.PkgPath], n)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.PkgPath, err)
		}
		name := bindingsPrefix + strings.NewReplacer("/", "_", ".", "_", "-", "_").Replace(p.PkgPath) + "_.go"
		file := filepath.Join(directory, name)
		if err := writeChanged(file, source); err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	predeclared, err := packages.Load(&packages.Config{Mode: packages.NeedFiles}, docs.Predeclared)
	if err != nil {
		return nil, err
	}
	if err := library.Collect(docs.Predeclared, predeclared[0].GoFiles); err != nil {
		return nil, err
	}
	packed, err := library.Pack()
	if err != nil {
		return nil, err
	}
	file := filepath.Join(directory, documentation)
	return append(files, file), writeChanged(file, packed)
}

// knows reports whether the interpreter's own bindings of a package have the name.
func knows(p imports.Package, name string) bool {
	return p.Binds[name].IsValid() || p.Types[name] != nil
}

// standard lists the packages of the standard library that the interpreter has
// bindings for, which are as old as it is.
func standard() (paths []string) {
	for path := range imports.Packages {
		first, _, _ := strings.Cut(path, "/")
		if !strings.Contains(first, ".") && path != "unsafe" && path != "syscall" && path != "plugin" {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// wanted lists the packages to be compiled in: those of packages.txt with the
// interfaces that are to have a proxy, the module's own, and the standard library's.
func wanted() (paths []string, interfaces map[string][]string, err error) {
	data, err := os.ReadFile(filepath.Join("kernel", "packages.txt"))
	if err != nil {
		return nil, nil, err
	}
	interfaces = map[string][]string{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		paths = append(paths, words[0])
		interfaces[words[0]] = words[1:]
	}
	own, err := output("go", "list", "-f", `{{if ne .Name "main"}}{{.ImportPath}}{{end}}`, "./...")
	if err != nil {
		return nil, nil, err
	}
	for _, path := range strings.Fields(own) {
		if _, listed := interfaces[path]; !listed && !strings.Contains(path+"/", "/internal/") && !strings.Contains(path, "/kernel/") {
			paths = append(paths, path)
		}
	}
	return append(paths, standard()...), interfaces, lines.Err()
}

// writeChanged writes a file unless it holds the data already.
func writeChanged(file string, data []byte) error {
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, data) {
		return nil
	}
	return os.WriteFile(file, data, 0o644)
}

// output runs a command and returns what it prints.
func output(name string, arguments ...string) (string, error) {
	command := exec.Command(name, arguments...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", strings.Join(command.Args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
