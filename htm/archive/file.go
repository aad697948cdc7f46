package archive

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// SaveFile keeps a part in a file: SaveFile("gym.gohtm", gym.Save). What was in the
// file before is replaced at once, when all has been written: if the disk is full
// or the program ends meanwhile, it is still there.
func SaveFile(path string, save func(w io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := save(f); err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return f.Chmod(0o644) }, // CreateTemp lets nobody else read it
		f.Sync,
		f.Close,
		func() error { return os.Rename(f.Name(), path) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("archive: %w", err)
		}
	}
	return nil
}

// LoadFile brings a part to the state in a file: LoadFile("gym.gohtm", gym.Load).
// The part must have been made with the parameters of the one that was saved; on
// error it is as it was.
func LoadFile(path string, load func(r io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	defer f.Close()
	if err := load(f); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
