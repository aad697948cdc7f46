package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gohtm/htm/internal/parity/work"
)

// The line of every work that takes no more than a second has the published hash
// and counts; the others are compared where the algorithms are tested.
func TestTheLineHasThePublishedHash(t *testing.T) {
	lines := 0
	for _, p := range work.All() {
		if p.Long {
			continue
		}
		var out bytes.Buffer
		if err := run(p.Words, &out); err != nil {
			t.Fatal(err)
		}
		got := fields(t, out.String())
		want := map[string]string{
			"hash": fmt.Sprintf("%016x", uint64(p.Hash)), "connected": fmt.Sprint(p.Connected), "sum": fmt.Sprintf("%.6f", p.Sum),
			"segments": fmt.Sprint(p.Segments), "synapses": fmt.Sprint(p.Synapses),
		}
		for name, value := range want {
			published := value != "0" && value != "0.000000"
			if got[name] == "" || published && got[name] != value {
				t.Errorf("%v: %s=%s, want %s", p.Words, name, got[name], value)
			}
		}
		if each, err := strconv.ParseFloat(got["us/step"], 64); err != nil || each <= 0 || each > 1e6 {
			t.Errorf("%v: us/step=%s", p.Words, got["us/step"])
		}
		lines++
	}
	if lines < 3 {
		t.Errorf("%d works were run, want at least 3", lines)
	}
}

func TestBothGiveARatio(t *testing.T) {
	for _, words := range []string{"sp inputs=200 columns=256 steps=5", "tm columns=256 cells=4 nseq=2 len=5 epochs=2"} {
		var one, both, plain bytes.Buffer
		for by, out := range map[string]*bytes.Buffer{"gohtm": &one, "both": &both, "ref": &plain} {
			if err := run(strings.Fields(words+" by="+by), out); err != nil {
				t.Fatal(err)
			}
		}
		hash := regexp.MustCompile("hash=[0-9a-f]{16}")
		if h := hash.FindString(one.String()); h == "" || hash.FindString(plain.String()) != h || hash.FindString(both.String()) != h {
			t.Errorf("%s prints\n%s%s%swant the same hash", words, &one, &plain, &both)
		}
		if !regexp.MustCompile(` ref-us/step=\d+\.\d\d ratio=\d+\.\d\n$`).Match(both.Bytes()) {
			t.Errorf("%s by=both prints %s", words, &both)
		}
	}
}

func TestMainPrintsOneLine(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer func(args []string, stdout *os.File) { os.Args, os.Stdout = args, stdout }(os.Args, os.Stdout)
	os.Args, os.Stdout = []string{"parity", "sp", "steps=2"}, out
	main()
	out.Close()
	if line, err := os.ReadFile(out.Name()); err != nil || !strings.HasPrefix(string(line), "us/step=") {
		t.Errorf("main prints %q, error %v", line, err)
	}
}

func TestErrors(t *testing.T) {
	full := errors.New("disk full")
	for _, words := range []string{"", "sp inputs=200 columns=256 steps=2"} {
		if err := run(strings.Fields(words), writer{full}); !errors.Is(err, full) {
			t.Errorf("%q: error %v, want that of the writer", words, err)
		}
	}
	for _, words := range []string{"sp x=1", "sp steps=0", "tm w=0 by=both"} {
		var out bytes.Buffer
		if err := run(strings.Fields(words), &out); err == nil || out.Len() > 0 {
			t.Errorf("%q: error %v, prints %q, want an error alone", words, err, &out)
		}
	}
}

type writer struct{ err error }

func (w writer) Write([]byte) (int, error) { return 0, w.err }

func TestWithoutWordsItHelps(t *testing.T) {
	var out bytes.Buffer
	if err := run(nil, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"sp by=gohtm", "\tinputs=1024\t", "tm by=gohtm", "\tpredDec=0\t", "\tlearn=1\t"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}

// fields returns the name=value of a line.
func fields(t *testing.T, line string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, word := range strings.Fields(line) {
		name, value, ok := strings.Cut(word, "=")
		if !ok || all[name] != "" {
			t.Errorf("%q in a line, want name=value, each once", word)
		}
		all[name] = value
	}
	if strings.Count(line, "\n") != 1 {
		t.Errorf("%q, want one line", line)
	}
	return all
}
