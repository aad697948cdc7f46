package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestCleanRemovesArchivesOnly has a folder in which other things lie, too: -o may name any.
func TestCleanRemovesArchivesOnly(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	if err := clean(folder); err != nil {
		t.Fatal(err)
	}
	stay := []string{"SHA256SUMS.asc", "gohtm-kernel-notes.txt", "my-gohtm-kernel-v1.zip"}
	for _, name := range append([]string{"SHA256SUMS", "gohtm-kernel-v1-linux-amd64.tar.gz", "gohtm-kernel-v1-windows-amd64.zip"}, stay...) {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := clean(folder); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, entry := range entries {
		left = append(left, entry.Name())
	}
	if !slices.Equal(left, stay) {
		t.Errorf("%q are left, want %q", left, stay)
	}
}
