package datasets

import (
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// Every set says all that a set must say, and the README says the same.
func TestManifest(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	hex := regexp.MustCompile("^[0-9a-f]{64}$")
	// A code host's file is of a commit; the sums pin all of them.
	pinned := regexp.MustCompile("^https://(raw.githubusercontent.com/.*/[0-9a-f]{40}/|storage.googleapis.com/|ossci-datasets.s3.amazonaws.com/)")
	names := map[string]bool{}
	for _, set := range Sets() {
		if names[set.Name] || set.Name == "" || set.Title == "" || set.Description == "" || set.Source == "" || set.Licence == "" || set.Citation == "" || len(set.Columns) == 0 || len(set.Files) == 0 {
			t.Errorf("set %q is there twice or says too little: %+v", set.Name, set)
		}
		names[set.Name] = true
		if line := fmt.Sprintf("| `%s` | %d | %s |", set.Name, set.Size(), set.Citation); !strings.Contains(string(readme), line) {
			t.Errorf("README.md lacks %q", line)
		}
		for _, f := range set.Files {
			if f.Size <= 0 || !hex.MatchString(f.SHA256) || path.Clean(f.Path) != f.Path || len(f.URLs) == 0 {
				t.Errorf("%s: file %+v, want a size, a sum, a clean path, addresses", set.Name, f)
			}
			for _, url := range f.URLs {
				if !pinned.MatchString(url) {
					t.Errorf("%s: address %s, want HTTPS and a commit", set.Name, url)
				}
			}
			for _, line := range []string{
				fmt.Sprintf("| `%s` | %d | `%s` |", f.Path, f.Size, f.SHA256),
				fmt.Sprintf("| `%s` | `%s` |", set.Name, f.Path),
			} {
				if !strings.Contains(string(readme), line) {
					t.Errorf("README.md lacks %q", line)
				}
			}
		}
	}
}
