package datasets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// Progress is how far a download is.
type Progress struct {
	File        string // File.Path
	Done, Total int64  // bytes
}

// transport is the standard one, proxies of the environment included; files are
// taken as they are, so that their sizes can be checked.
var transport = func() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DisableCompression = true
	return t
}()

// patience is how long Fetch waits for an address that sends nothing.
const patience = 20 * time.Second

// Fetch brings all files of a set to this machine and returns their paths. Files
// that are there already, in GOHTM_DATA or in the cache, are checked and left
// alone; the others go to the cache. progress, which may be nil, is called again
// and again. When the context ends so does Fetch, and leaves nothing behind.
func Fetch(ctx context.Context, name string, progress func(Progress)) ([]string, error) {
	set, err := Find(name)
	if err != nil {
		return nil, err
	}
	return newStore().fetchSet(ctx, set, progress)
}

func (s *store) fetchSet(ctx context.Context, set Set, progress func(Progress)) ([]string, error) {
	var paths []string
	for _, f := range set.Files {
		_, path, err := s.load(ctx, set, f, patience, progress)
		if err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// fetch downloads a file into the cache from the first address that gives the
// right bytes. They are written to a temporary file in the same folder, which is
// renamed when complete: nobody ever sees half a file, and two who fetch at once
// replace it by its like. What a crash leaves over is never looked at.
func (s *store) fetch(ctx context.Context, f File, silence time.Duration, progress func(Progress)) (data []byte, err error) {
	if s.cache == "" {
		return nil, s.cacheErr
	}
	path := s.cached(f)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("the cache cannot be written: %w", err)
	}
	// Made before the download: no byte is fetched for a cache that is read-only.
	part, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return nil, fmt.Errorf("the cache cannot be written: %w", err)
	}
	defer func() {
		if err != nil {
			part.Close()
			os.Remove(part.Name())
		}
	}()
	if data, err = s.download(ctx, f, silence, progress); err != nil {
		return nil, err
	}
	if err = s.keep(part, path, data); err != nil {
		return nil, fmt.Errorf("%s cannot be kept in the cache: %w", f.Path, err)
	}
	return data, nil
}

// keep writes data to the temporary file and renames it to path.
func (s *store) keep(part *os.File, path string, data []byte) error {
	var w io.Writer = part
	if s.output != nil {
		w = s.output(w)
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := part.Chmod(0o644); err != nil {
		return err
	}
	if err := part.Sync(); err != nil {
		return err
	}
	if err := part.Close(); err != nil {
		return err
	}
	return os.Rename(part.Name(), path)
}

// download tries the addresses in order and returns the first right bytes.
func (s *store) download(ctx context.Context, f File, silence time.Duration, progress func(Progress)) ([]byte, error) {
	var errs error
	for _, url := range f.URLs {
		data, err := s.get(ctx, url, f, silence, progress)
		if err == nil {
			return data, nil
		}
		errs = errors.Join(errs, err)
	}
	return nil, errs
}

// get reads one address. It gives up when nothing has come for the time silence,
// whether in finding the host, connecting, or in the middle of the body.
func (s *store) get(ctx context.Context, url string, f File, silence time.Duration, progress func(Progress)) (data []byte, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watchdog := time.AfterFunc(silence, func() { cancel(fmt.Errorf("nothing came for %v", silence)) })
	defer watchdog.Stop()
	defer func() {
		if err == nil {
			return
		}
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		err = fmt.Errorf("%s: %w", url, err)
	}()

	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	response, err := (&http.Client{Transport: s.transport}).Do(request)
	if err != nil {
		return nil, errors.Unwrap(err) // a *url.Error, which repeats the address
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the server says %s", response.Status)
	}
	data = make([]byte, 0, f.Size+1) // one byte more, to notice a file that is too long
	for {
		n, err := response.Body.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		watchdog.Reset(silence)
		if progress != nil && n > 0 {
			progress(Progress{File: f.Path, Done: int64(len(data)), Total: f.Size})
		}
		if err == io.EOF || len(data) == cap(data) {
			return data, f.check("the answer", data)
		}
		if err != nil {
			return nil, fmt.Errorf("broke off after %d of %d bytes: %w", len(data), f.Size, err)
		}
	}
}
