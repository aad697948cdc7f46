package main

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// TestDependenciesAreReviewed compares what go.mod asks for with the list of what was looked at.
func TestDependenciesAreReviewed(t *testing.T) {
	required := find(t, "../../go.mod", `(?m)^\t(\S+ v\S+)`)
	reviewed := find(t, "../dependencies.txt", `(?m)^([^#\s]+ v\S+): \S`)
	if len(required) < 20 {
		t.Fatalf("%d modules in go.mod, want those of the kernel", len(required))
	}
	for _, module := range required {
		if !slices.Contains(reviewed, module) {
			t.Errorf("kernel/dependencies.txt has no line for %s", module)
		}
	}
	for _, module := range reviewed {
		if !slices.Contains(required, module) {
			t.Errorf("kernel/dependencies.txt has %s, which go.mod does not ask for", module)
		}
	}
}

// find returns the first group of every match in a file.
func find(t *testing.T, path, pattern string) (found []string) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
		found = append(found, match[1])
	}
	return found
}
