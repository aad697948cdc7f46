package spec

import (
	"bytes"
	"encoding/json"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestInstallAndUninstall(t *testing.T) {
	root := filepath.Join(t.TempDir(), "with a space")
	t.Setenv("JUPYTER_DATA_DIR", root)
	directory := filepath.Join(root, "kernels", "gohtm")
	for range 2 { // the second time changes nothing
		var out bytes.Buffer
		if err := Install(nil, &out); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), directory) {
			t.Errorf("it says %q, want the directory %s", out.String(), directory)
		}
	}
	entries, err := os.ReadDir(directory)
	if err != nil || len(entries) != 5 {
		t.Fatalf("%d files (%v), want 5", len(entries), err)
	}
	data, err := os.ReadFile(filepath.Join(directory, "kernel.json"))
	if err != nil {
		t.Fatal(err)
	}
	var description struct {
		Argv []string `json:"argv"`
	}
	if err := json.Unmarshal(data, &description); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(description.Argv[0])
	if err != nil || info.Mode()&0o111 == 0 {
		t.Errorf("%s cannot be run (%v)", description.Argv[0], err)
	}
	for range 2 {
		if err := Uninstall(nil, &bytes.Buffer{}); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(directory); err == nil {
			t.Error("the directory is still there")
		}
	}
}

func TestTarget(t *testing.T) {
	t.Setenv("JUPYTER_DATA_DIR", "/data")
	t.Setenv("VIRTUAL_ENV", "/venv")
	for _, tt := range []struct {
		name      string
		arguments []string
		want      string
	}{
		{"for the user by default", nil, "/data/kernels/gohtm"},
		{"for the user by name", []string{"--user"}, "/data/kernels/gohtm"},
		{"for a prefix", []string{"--prefix", "/opt"}, "/opt/share/jupyter/kernels/gohtm"},
		{"for the active environment", []string{"--sys-prefix"}, "/venv/share/jupyter/kernels/gohtm"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := target("install", tt.arguments)
			if err != nil || got != tt.want {
				t.Errorf("got %s, %v; want %s", got, err, tt.want)
			}
		})
	}
	t.Setenv("VIRTUAL_ENV", "")
	t.Setenv("CONDA_PREFIX", "")
	if _, err := target("install", []string{"--sys-prefix"}); err == nil {
		t.Error("without an environment, --sys-prefix is no error")
	}
	if _, err := target("install", []string{"more"}); err == nil {
		t.Error("an argument too many is no error")
	}
}

func TestFailedReplaceLeavesTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := write(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	err := replace(path, 0o644, func(out io.Writer) error {
		out.Write([]byte("half"))
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("got %v, want the reason", err)
	}
	entries, _ := os.ReadDir(filepath.Dir(path))
	if data, _ := os.ReadFile(path); string(data) != "old" || len(entries) != 1 {
		t.Errorf("the file holds %q among %d files, want the old one alone", data, len(entries))
	}
}

func TestLogo(t *testing.T) {
	for scale, size := range map[int]int{1: 32, 2: 64} {
		data, err := logoPNG(scale)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil || picture.Bounds().Dx() != size || picture.Bounds().Dy() != size {
			t.Errorf("scale %d: %v, %v; want %d by %d", scale, picture.Bounds(), err, size, size)
		}
		// The first row's last cell is active, the one before it is not.
		at := func(column int) any { return picture.At(scale*(margin+column*pitch), scale*margin) }
		if at(6) != active || at(5) != silent {
			t.Errorf("scale %d: colours %v and %v", scale, at(6), at(5))
		}
	}
	if !bytes.Contains(logoSVG(), []byte("#ffc83d")) {
		t.Error("the SVG has no active cell")
	}
}
