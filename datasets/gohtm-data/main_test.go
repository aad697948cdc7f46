package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gohtm/datasets"
)

// command runs the program with a folder as GOHTM_DATA and an empty cache.
func command(t *testing.T, data string, args ...string) (code int, stdout, stderr string) {
	t.Setenv("GOHTM_DATA", data)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // no test goes to the net
	var out, err bytes.Buffer
	code = run(ctx, args, &out, &err)
	return code, out.String(), err.String()
}

func TestRun(t *testing.T) {
	damaged := t.TempDir()
	path := filepath.Join(damaged, "hotgym", "rec-center-hourly.csv")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("timestamp,kw\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, data     string
		args           []string
		code           int
		stdout, stderr string // parts of them
	}{
		{"no arguments list", "", nil, 0, "hotgym: Hot gym, hourly (80465 bytes, licence MIT)", ""},
		{"list says what is not here", "", []string{"list"}, 0, "rec-center-hourly.csv: not here; get it with: go run ./datasets/... fetch hotgym", ""},
		{"list names the other sets", "", nil, 0, "mnist: MNIST, handwritten digits (11594722 bytes", ""},
		{"list names the generators", "", nil, 0, "\nwords: words with shared parts among random elements\n  from Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, figure 6\n  datasets.NewWords(datasets.DefaultWordsParams())\n", ""},
		{"list names a damaged file", damaged, []string{"list"}, 1, "in GOHTM_DATA, but " + path + ", line 1: header", ""},
		{"fetch of a damaged file", damaged, []string{"fetch", "hotgym"}, 1, "", path + ", line 1"},
		{"fetch that fails names the three ways", "", []string{"fetch", "hotgym"}, 1, "", "Three ways to get it"},
		{"fetch without a name", "", []string{"fetch"}, 2, "", "Usage:"},
		{"fetch of an unknown set", "", []string{"fetch", "hotgym", "gymhot"}, 2, "", `no set "gymhot", want one of: hotgym`},
		{"fetch of a generated set", "", []string{"fetch", "reber"}, 2, "", "generated and nothing to fetch: call datasets.Reber(1000, seed)"},
		{"list of something", "", []string{"list", "hotgym"}, 2, "", "Usage:"},
		{"an unknown command", "", []string{"get"}, 2, "", `cannot do "get"`},
		{"an empty command", "", []string{""}, 2, "", `cannot do ""`},
		{"an unknown flag", "", []string{"-x"}, 2, "", "-x"},
		{"a time that is none", "", []string{"fetch", "-timeout", "soon", "hotgym"}, 2, "", "soon"},
		{"-h", "", []string{"-h"}, 0, "", "Usage:"},
		{"help", "", []string{"help"}, 0, "Usage:", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := command(t, tt.data, tt.args...)
			if code != tt.code || !strings.Contains(stdout, tt.stdout) || !strings.Contains(stderr, tt.stderr) {
				t.Errorf("exit %d, output %q, errors %q; want %d, %q, %q", code, stdout, stderr, tt.code, tt.stdout, tt.stderr)
			}
		})
	}
}

// The first is printed, the second comes too soon, the last is the end.
func TestReport(t *testing.T) {
	var b strings.Builder
	show := report(&b)
	for _, done := range []int64{1, 2, 3} {
		show(datasets.Progress{File: "toy.csv", Done: done, Total: 3})
	}
	if want := "toy.csv: 1 of 3 bytes\ntoy.csv: 3 of 3 bytes\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func TestRunOnTheRealFiles(t *testing.T) {
	for _, data := range []string{os.Getenv("GOHTM_DATA"), "../../../shared/datasets"} {
		path := filepath.Join(data, "hotgym", "rec-center-hourly.csv")
		if _, err := os.Stat(path); data == "" || err != nil {
			continue
		}
		if code, stdout, _ := command(t, data, "list"); code != 0 || !strings.Contains(stdout, "rec-center-hourly.csv: in GOHTM_DATA, "+path) {
			t.Errorf("list: exit %d, output %q; want 0 and %s", code, stdout, path)
		}
		if code, stdout, _ := command(t, data, "fetch", "hotgym"); code != 0 || stdout != path+"\n" {
			t.Errorf("fetch: exit %d, output %q; want 0 and %s", code, stdout, path)
		}
		return
	}
	t.Skip("the real hot gym is not here: set GOHTM_DATA to a folder that holds it")
}
