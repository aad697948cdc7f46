package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// inside is the folder that an archive holds.
const inside = "gohtm"

// tarred packs the files of a folder; the program can be run.
func tarred(path, folder, program string, made time.Time) error {
	return written(path, func(file io.Writer) error {
		packed := gzip.NewWriter(file)
		archive := tar.NewWriter(packed)
		err := each(folder, func(entry fs.FileInfo, content io.Reader) error {
			header := &tar.Header{Name: inside + "/" + entry.Name(), Mode: int64(mode(entry.Name(), program)), Size: entry.Size(), ModTime: made}
			if err := archive.WriteHeader(header); err != nil {
				return err
			}
			_, err := io.Copy(archive, content)
			return err
		})
		if err != nil {
			return err
		}
		if err := archive.Close(); err != nil {
			return err
		}
		return packed.Close()
	})
}

// zipped packs the files of a folder for systems that know zip better.
func zipped(path, folder, program string, made time.Time) error {
	return written(path, func(file io.Writer) error {
		archive := zip.NewWriter(file)
		err := each(folder, func(entry fs.FileInfo, content io.Reader) error {
			header := &zip.FileHeader{Name: inside + "/" + entry.Name(), Method: zip.Deflate, Modified: made}
			header.SetMode(mode(entry.Name(), program))
			part, err := archive.CreateHeader(header)
			if err != nil {
				return err
			}
			_, err = io.Copy(part, content)
			return err
		})
		if err != nil {
			return err
		}
		return archive.Close()
	})
}

func mode(name, program string) fs.FileMode {
	if name == program {
		return 0o755
	}
	return 0o644
}

// each calls add for every file of a folder, by name.
func each(folder string, add func(entry fs.FileInfo, content io.Reader) error) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		err := func() error {
			content, err := os.Open(filepath.Join(folder, entry.Name()))
			if err != nil {
				return err
			}
			defer content.Close()
			info, err := content.Stat()
			if err != nil {
				return err
			}
			return add(info, content)
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

// written makes a file of what fill writes.
func written(path string, fill func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	err = fill(file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}
