// Package datasets gives the data sets of the notebooks by name, as Go values
// and as gota data frames: real ones, which are not part of this program and
// are looked for in this order,
//
//  1. in the folder that the variable GOHTM_DATA names,
//  2. in the user's cache (gohtm below os.UserCacheDir),
//  3. where the system's packages put data sets, /usr/share/datasets,
//  4. at their addresses on the net, with size and SHA-256 checked,
//
// and generated ones (see Generators), which need nothing and are the same on every
// machine: what was read off a published experiment, so that it can be done again.
// Real data is never replaced silently: a Series says in its Title and by its Real
// flag what it is.
//
// The command in gohtm-data lists and fetches: go run ./datasets/...
package datasets

import (
	"fmt"
	"slices"
	"strings"
)

// Set is a row of the manifest: a real data set, what it is and where it is had.
type Set struct {
	Name        string // as in Fetch
	Title       string
	Description string
	Source      string // who published it
	Licence     string // as stated at the source
	Citation    string // what to cite who uses it: authors, year, and a doi if there is one
	Columns     []Column
	Files       []File
}

// Column describes a column of a set's files.
type Column struct {
	Name    string // as in the file
	Meaning string // with its unit
}

// File is one file of a set.
type File struct {
	Path   string   // below GOHTM_DATA and below the cache, with slashes
	Size   int64    // bytes
	SHA256 string   // in hexadecimal
	URLs   []string // tried in this order
	table  *table   // how its rows are read
	plain  *File    // the same without its compression, or nil
}

// manifest is the list of all sets. To add one: write its file beside hotgym.go,
// put it in here and in the README's table.
var manifest = []Set{hotGymSet, hotGym15Set, taxiSet, mnistSet, fashionSet}

// Sets returns the manifest: all real sets, in order.
func Sets() []Set { return slices.Clone(manifest) }

// Find returns the real set of that name, or an error that lists the names, or
// says how a generated set is had.
func Find(name string) (Set, error) {
	names := make([]string, len(manifest))
	for i, set := range manifest {
		if set.Name == name {
			return set, nil
		}
		names[i] = set.Name
	}
	for _, g := range generators {
		if g.Name == name {
			return Set{}, faultOf("%q is generated and nothing to fetch: call %s", name, g.Call)
		}
	}
	return Set{}, fmt.Errorf("datasets: no set %q, want one of: %s", name, strings.Join(names, ", "))
}

// Size is the sum over the set's files, in bytes.
func (s Set) Size() (bytes int64) {
	for _, f := range s.Files {
		bytes += f.Size
	}
	return bytes
}
