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
	transport http.RoundTripper
	output    func(io.Writer) io.Writer // what writes go through; tests fill the disk here
}

// newStore is the store of this process's environment. Proxies are the
// environment's (HTTPS_PROXY, NO_PROXY).
func newStore() *store {
	s := &store{data: os.Getenv(DataVariable), transport: transport}
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
	From string // "GOHTM_DATA", "cache" or "" for nowhere
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

// local reads a file from GOHTM_DATA or else from the cache, and checks it. A file
// in GOHTM_DATA belongs to the user: if damaged it is an error and not passed
// over, and another way of writing the same rows is accepted, as is the file
// without its compression.
func (s *store) local(f File) ([]byte, Place) {
	for form := &f; form != nil && s.data != ""; form = form.plain {
		place := Place{File: f, From: DataVariable, Path: filepath.Join(s.data, filepath.FromSlash(form.Path))}
		data, err := os.ReadFile(place.Path)
		if err == nil {
			if err = form.check(place.Path, data); err != nil && f.table != nil {
				_, err = f.table.read(place.Path, data)
			}
		}
		if !errors.Is(err, fs.ErrNotExist) {
			place.Err = err
			return data, place
		}
	}
	if s.cache != "" {
		place := Place{File: f, From: "cache", Path: s.cached(f)}
		data, err := os.ReadFile(place.Path)
		if err == nil {
			err = f.check(place.Path, data)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			place.Err = err
			return data, place
		}
	}
	return nil, Place{File: f}
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
