package datasets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ErrUnavailable is wrapped by the error for a file that is neither here nor
// could be fetched.
var ErrUnavailable = errors.New("not available")

// DataVariable is the environment variable that names a folder with data sets.
const DataVariable = "GOHTM_DATA"

// store knows the places where files are looked for.
type store struct {
	data      string // the folder of GOHTM_DATA, or empty
	cache     string // the folder of the cache, or empty
	cacheErr  error  // why there is no cache
	system    string // the folder where the system's packages put data sets, or empty
	transport http.RoundTripper
	output    func(io.Writer) io.Writer // what writes go through; tests fill the disk here
}

// systemFolder is where Debian's packages put data sets: dataset-fashion-mnist.
const systemFolder = "/usr/share/datasets"

// newStore is the store of this process's environment. Proxies are the
// environment's (HTTPS_PROXY, NO_PROXY).
func newStore() *store {
	s := &store{data: os.Getenv(DataVariable), system: systemFolder, transport: transport}
	dir, err := os.UserCacheDir()
	if err != nil {
		s.cacheErr = fmt.Errorf("there is no folder for a cache: %w", err)
		return s
	}
	s.cache = filepath.Join(dir, "gohtm")
	return s
}

// Place says where a file of a set was found.
type Place struct {
	File File
	From string // "GOHTM_DATA", "cache", "system" for a package of the system's, or "" for nowhere
	Path string // on this machine
	Err  error  // what is wrong with the file there, its path included, or nil
}

// Places tells where each file of the set is on this machine, without fetching.
func (s Set) Places() []Place {
	places := make([]Place, len(s.Files))
	for i, f := range s.Files {
		_, places[i] = newStore().local(f)
	}
	return places
}

// local reads a file from GOHTM_DATA, else from the cache, else from the system's
// folder, and checks it. A file in GOHTM_DATA belongs to the user: if damaged it is an
// error and not passed over, and another way of writing the same rows is accepted, as is
// the file without its compression. Elsewhere a damaged file is told of if there is no
// good one.
func (s *store) local(f File) ([]byte, Place) {
	for form := &f; form != nil && s.data != ""; form = form.plain {
		place := Place{File: f, From: DataVariable, Path: filepath.Join(s.data, filepath.FromSlash(form.Path))}
		data, err := form.read(place.Path)
		if err != nil && f.table != nil && data != nil {
			_, err = f.table.read(place.Path, data)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			place.Err = err
			return data, place
		}
	}
	missing := Place{File: f}
	for _, in := range []struct{ name, folder string }{{"cache", s.cache}, {"system", s.system}} {
		if in.folder == "" {
			continue
		}
		place := Place{File: f, From: in.name, Path: filepath.Join(in.folder, filepath.FromSlash(f.Path))}
		data, err := f.read(place.Path)
		if err == nil {
			return data, place
		}
		if place.Err = err; missing.Err == nil && !errors.Is(err, fs.ErrNotExist) {
			missing = place
		}
	}
	return nil, missing
}

// read returns the bytes at a path if they are the file's. One that was compressed
// anew, as a package's may be, is returned without its compression.
func (f File) read(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if err = f.check(path, data); err != nil && f.plain != nil {
		if content, bad := unzip(data); bad == nil && f.plain.check(path, content) == nil {
			return content, nil
		}
	}
	return data, err
}

// cached is the file's path in the cache.
func (s *store) cached(f File) string { return filepath.Join(s.cache, filepath.FromSlash(f.Path)) }

// load returns a file's bytes and path from the first place that has it, the net
// last. A damaged file in the cache is replaced.
func (s *store) load(ctx context.Context, set Set, f File, silence time.Duration, progress func(Progress)) ([]byte, string, error) {
	data, place := s.local(f)
	if place.Err == nil && place.From != "" {
		return data, place.Path, nil
	}
	if place.From == DataVariable {
		return nil, "", fmt.Errorf("datasets: %w", place.Err)
	}
	data, err := s.fetch(ctx, f, silence, progress)
	if err == nil {
		return data, s.cached(f), nil
	}
	if place.Err != nil {
		err = errors.Join(place.Err, err)
	}
	return nil, "", s.unavailable(set, f, err)
}

// unavailable is the error that says how to get a file.
func (s *store) unavailable(set Set, f File, cause error) error {
	now, cache := "not set", s.cache
	if s.data != "" {
		now = "set to " + s.data + ", where it is not"
	}
	if cache == "" {
		cache = "the cache"
	}
	return fmt.Errorf(`datasets: %s is %w: it is not on this machine and could not be fetched. Three ways to get it:
  1. set %s to a folder that holds %s (now %s);
  2. where there is a network, run: go run ./datasets/... fetch %s (it lands in %s);
  3. save %s as %s.
What was tried:
  %w`, f.Path, ErrUnavailable, DataVariable, f.Path, now, set.Name, cache,
		f.URLs[0], filepath.Join(cache, filepath.FromSlash(f.Path)), indent{cause})
}

// indent is an error whose further lines are set in by two blanks.
type indent struct{ error }

func (e indent) Error() string { return strings.ReplaceAll(e.error.Error(), "\n", "\n  ") }
func (e indent) Unwrap() error { return e.error }
