// Package spec installs the kernel where Jupyter finds it: the program, its
// kernel.json and its logo in one directory of their own.
//
// Source: Jupyter client documentation, "Making kernels for Jupyter", section
// "Kernel specs"; for the directories, "Common directories and file locations".
package spec

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

const (
	name    = "gohtm"        // of the kernelspec, and of its directory
	title   = "Go (HTM)"     // what front ends show
	program = "gohtm-kernel" // the file of the program
)

// Install installs the running program as a kernel and says where on out. Each
// file is replaced as a whole, so that a kernel that runs goes on undisturbed.
func Install(arguments []string, out io.Writer) error {
	directory, err := target("install", arguments)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if self, err = filepath.EvalSymlinks(self); err != nil {
		return err
	}
	if err := install(self, directory); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "installed the kernel %q in %s\n", title, directory)
	return err
}

// install puts the kernelspec into a directory; kernel.json, by which it is
// found, comes last.
func install(self, directory string) error {
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return err
	}
	to := filepath.Join(directory, program+filepath.Ext(self))
	if !same(self, to) {
		if err := copyFile(self, to); err != nil {
			return err
		}
	}
	files, err := describe(to)
	if err != nil {
		return err
	}
	return writeAll(directory, files)
}

func writeAll(directory string, files []file) error {
	for _, file := range files {
		if err := write(filepath.Join(directory, file.name), file.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// file is a file of the kernelspec.
type file struct {
	name string
	data []byte
}

// Portable writes into a directory all of a kernelspec but the program, which is
// to lie beside them under the given name: Jupyter puts the directory's path in
// place of resource_dir, wherever the directory is.
func Portable(directory, program string) error {
	files, err := describe("{resource_dir}/" + program)
	if err != nil {
		return err
	}
	return writeAll(directory, files)
}

// describe returns the small files of the kernelspec for a program.
func describe(path string) ([]file, error) {
	small, err := logoPNG(1)
	if err != nil {
		return nil, err
	}
	large, err := logoPNG(2)
	if err != nil {
		return nil, err
	}
	description, err := json.MarshalIndent(map[string]any{
		"argv":         []string{path, "{connection_file}"},
		"display_name": title,
		"language":     "go",
		// By message, an interrupt reaches the kernel alone, not the programs that
		// a cell runs, and works for a kernel on another machine.
		"interrupt_mode": "message",
		"metadata":       map[string]any{"debugger": false},
	}, "", "  ")
	return []file{
		{"logo-32x32.png", small},
		{"logo-64x64.png", large},
		{"logo-svg.svg", logoSVG()},
		{"kernel.json", append(description, '\n')},
	}, err
}

// Uninstall removes what Install has installed and says so on out.
func Uninstall(arguments []string, out io.Writer) error {
	directory, err := target("uninstall", arguments)
	if err != nil {
		return err
	}
	if _, err := os.Stat(directory); errors.Is(err, fs.ErrNotExist) {
		_, err = fmt.Fprintf(out, "no kernel is installed in %s\n", directory)
		return err
	}
	if err := os.RemoveAll(directory); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "removed the kernel %q from %s\n", title, directory)
	return err
}

// target is the directory that the arguments ask for.
func target(command string, arguments []string) (string, error) {
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.Bool("user", false, "for the current user (the default)")
	sys := flags.Bool("sys-prefix", false, "for the Python environment that is active")
	prefix := flags.String("prefix", "", "for the installation with this `directory` as its prefix")
	if err := flags.Parse(arguments); err != nil {
		return "", err
	}
	if flags.NArg() > 0 {
		return "", fmt.Errorf("%s: %q is not an option", command, flags.Arg(0))
	}
	root := *prefix
	if *sys {
		if root = os.Getenv("VIRTUAL_ENV"); root == "" {
			root = os.Getenv("CONDA_PREFIX")
		}
		if root == "" {
			return "", errors.New("--sys-prefix: no environment is active (VIRTUAL_ENV and CONDA_PREFIX are not set)")
		}
	}
	data, err := dataDirectory()
	if root != "" {
		data, err = filepath.Abs(filepath.Join(root, "share", "jupyter"))
	}
	return filepath.Join(data, "kernels", name), err
}

// dataDirectory is where Jupyter looks for the current user's kernels.
func dataDirectory() (string, error) {
	if directory := os.Getenv("JUPYTER_DATA_DIR"); directory != "" {
		return filepath.Abs(directory)
	}
	switch runtime.GOOS {
	case "windows":
		if directory := os.Getenv("APPDATA"); directory != "" {
			return filepath.Join(directory, "jupyter"), nil
		}
	case "darwin":
		home, err := os.UserHomeDir()
		return filepath.Join(home, "Library", "Jupyter"), err
	default:
		if directory := os.Getenv("XDG_DATA_HOME"); directory != "" {
			return filepath.Join(directory, "jupyter"), nil
		}
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share", "jupyter"), err
}

// same reports whether two paths name one file.
func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// copyFile copies a program.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	return replace(to, 0o755, func(out io.Writer) error {
		_, err := io.Copy(out, in)
		return err
	})
}

// write writes a small file.
func write(path string, data []byte, mode fs.FileMode) error {
	return replace(path, mode, func(out io.Writer) error {
		_, err := out.Write(data)
		return err
	})
}

// replace writes a file beside path and gives it that name when it is complete.
func replace(path string, mode fs.FileMode, fill func(io.Writer) error) error {
	out, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	err = fill(out)
	if err == nil {
		err = out.Chmod(mode)
	}
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.Rename(out.Name(), path)
}

// HistoryDirectory is where the cells that were run are kept, "" for nowhere: the
// environment's GOHTM_HISTORY, or a directory among Jupyter's data of the user. "off"
// keeps nothing.
func HistoryDirectory() string {
	switch directory := os.Getenv("GOHTM_HISTORY"); directory {
	case "":
	case "off":
		return ""
	default:
		return directory
	}
	data, err := dataDirectory()
	if err != nil {
		return ""
	}
	return filepath.Join(data, name, "history")
}
