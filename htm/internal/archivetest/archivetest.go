// Package archivetest checks Save and Load of a part: a suite for its tests, and
// a fuzz target.
package archivetest

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"
)

// Part is what is saved and loaded, as functions over it.
type Part struct {
	Save     func(w io.Writer) error
	Load     func(r io.Reader) error
	Snapshot func() interface{}
	// Step gives the part its input number i and returns what is to be seen then.
	Step func(i int) interface{}
}

// text shows all bits of a state or an output, apart from those of a NaN.
func text(x interface{}) string { return fmt.Sprintf("%#v", x) }

// Saved returns a part's file.
func Saved(t testing.TB, p Part) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.Save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// RoundTrip saves a part after so many steps, loads it into a fresh one, which has to
// be in the same state, and lets both go on for as many steps, with the same
// outputs. Files that are damaged or cut anywhere must be refused, and leave the
// part as it was.
func RoundTrip(t *testing.T, steps int, fresh func(t testing.TB) Part) {
	t.Helper()
	first, second := fresh(t), fresh(t)
	for i := 0; i < steps; i++ {
		first.Step(i)
	}
	file := Saved(t, first)
	if err := second.Load(bytes.NewReader(file)); err != nil {
		t.Fatal(err)
	}
	if a, b := text(first.Snapshot()), text(second.Snapshot()); a != b {
		t.Fatalf("loaded: state %.300s\nwant %.300s", b, a)
	}
	if !bytes.Equal(Saved(t, second), file) {
		t.Error("saved again: other bytes, want the same")
	}
	for i := steps; i < 2*steps; i++ {
		if a, b := text(first.Step(i)), text(second.Step(i)); a != b {
			t.Fatalf("step %d after loading: output %.300s\nwant %.300s", i, b, a)
		}
	}
	before := text(first.Snapshot())
	if before != text(second.Snapshot()) {
		t.Errorf("%d steps after loading: another state", steps)
	}
	for at := 0; at < len(file); at += 1 + len(file)/50 {
		flipped := bytes.Clone(file)
		flipped[at] ^= 0x10
		for _, bad := range [][]byte{flipped, file[:at]} {
			if err := first.Load(bytes.NewReader(bad)); err == nil || !strings.HasPrefix(err.Error(), "archive: ") {
				t.Errorf("a file damaged or cut at byte %d: error %v", at, err)
			}
		}
	}
	if text(first.Snapshot()) != before {
		t.Error("refused files changed the state")
	}
}

const prefix, sum = 24, sha256.Size // bytes before and after the body: see package archive

// Sealed returns a file of any body, with right checksums.
func Sealed(body []byte) []byte {
	file := binary.LittleEndian.AppendUint32([]byte("\x89gohtm\r\n"), 1)
	file = binary.LittleEndian.AppendUint64(file, uint64(len(body)))
	file = binary.LittleEndian.AppendUint32(file, crc32.Checksum(file, crc32.MakeTable(crc32.Castagnoli)))
	file = append(file, body...)
	end := sha256.Sum256(file)
	return append(file, end[:]...)
}

// FuzzLoad loads files whose contents are changed while their checksums are right.
// A part refuses them and is as it was, or takes them and can go on: it never panics.
func FuzzLoad(f *testing.F, fresh func(t testing.TB) Part) {
	for _, steps := range []int{0, 5, 30} {
		p := fresh(f)
		for i := 0; i < steps; i++ {
			p.Step(i)
		}
		file := Saved(f, p)
		body := file[prefix : len(file)-sum]
		if !bytes.Equal(Sealed(body), file) {
			f.Fatal("a sealed body is not the file that it is from")
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		p := fresh(t)
		before := text(p.Snapshot())
		if err := p.Load(bytes.NewReader(Sealed(body))); err != nil {
			if text(p.Snapshot()) != before {
				t.Errorf("refused (%v), and changed the state", err)
			}
			return
		}
		for i := 0; i < 20; i++ {
			p.Step(i)
		}
	})
}
