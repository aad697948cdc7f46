package archive

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func only(t *testing.T, folder, name, contents string) {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Name() != name {
			t.Errorf("%s is left behind", f.Name())
		}
	}
	if got, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(got) != contents {
		t.Errorf("%s holds %q, error %v, want %q", name, got, err, contents)
	}
}

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func TestAFileIsReplacedWholeOrNotAtAll(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.gohtm")
	for _, s := range []string{"first", "second"} {
		if err := SaveFile(path, text(s)); err != nil {
			t.Fatal(err)
		}
		only(t, folder, "a.gohtm", s)
	}
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o644 {
		t.Errorf("mode %v, error %v, want that others may read it", info.Mode(), err)
	}
	full := errors.New("disk full")
	err := SaveFile(path, func(w io.Writer) error {
		if err := text("thi")(w); err != nil {
			return err
		}
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("error %v, want %v", err, full)
	}
	only(t, folder, "a.gohtm", "second")
	// A step after writing fails: the file is closed already.
	if err := SaveFile(path, func(w io.Writer) error { return w.(io.Closer).Close() }); err == nil {
		t.Error("no error of a closed file")
	}
	only(t, folder, "a.gohtm", "second")
	if err := SaveFile(filepath.Join(folder, "none", "a"), text("x")); err == nil || !strings.HasPrefix(err.Error(), "archive: ") {
		t.Errorf("no such folder: error %v", err)
	}
}

func TestLoadFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gohtm")
	if err := LoadFile(path, nil); err == nil || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v, want that there is no file", err)
	}
	type state struct{ N int }
	if err := SaveFile(path, func(w io.Writer) error { return Write(w, test, state{5}) }); err != nil {
		t.Fatal(err)
	}
	var got state
	load := func(r io.Reader) error { return Read(r, test, &got) }
	if err := LoadFile(path, load); err != nil || got.N != 5 {
		t.Errorf("read %v, error %v", got, err)
	}
	if err := SaveFile(path, text("x")); err != nil {
		t.Fatal(err)
	}
	if err := LoadFile(path, load); err == nil || !strings.HasPrefix(err.Error(), path+": archive: not a gohtm file") {
		t.Errorf("error %v, want it to begin with the path", err)
	}
}
