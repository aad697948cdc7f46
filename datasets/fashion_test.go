package datasets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// How often each kind comes, the first labels, and the mean and deviation of the training
// pixels that everybody uses: 0.2860, 0.3530. Without the files there is nothing to test: they are
// not among those that every developer has.
func TestFashionMNISTRealImages(t *testing.T) {
	s := &store{data: os.Getenv(DataVariable), system: systemFolder}
	if _, place := s.local(fashionSet.Files[0]); place.From == "" {
		t.Logf("Fashion-MNIST is not here: neither in %s nor from a package", DataVariable)
		return
	}
	for first, want := range map[int]struct {
		each   int
		labels string
	}{0: {6000, "[9 0 0 3 0]"}, 2: {1000, "[9 2 1 1 6]"}} {
		set, err := s.fashion(first, "")
		if err != nil {
			t.Fatal(err)
		}
		var kinds [10]int
		sum, squares, n := 0.0, 0.0, 0.0
		for i, image := range set.Images {
			kinds[set.Labels[i]]++
			for _, pixel := range image {
				x := float64(pixel) / 255
				sum, squares, n = sum+x, squares+x*x, n+1
			}
		}
		for kind, count := range kinds {
			if count != want.each {
				t.Errorf("%d of %s, want %d", count, set.Names[kind], want.each)
			}
		}
		if fmt.Sprint(set.Labels[:5]) != want.labels || set.Rows != 28 || set.Columns != 28 {
			t.Errorf("%v of %d x %d pixels, want %s of 28 x 28", set.Labels[:5], set.Rows, set.Columns, want.labels)
		}
		m := sum / n
		if got := fmt.Sprintf("%.4f %.4f", m, math.Sqrt(squares/n-m*m)); first == 0 && got != "0.2860 0.3530" {
			t.Errorf("training pixels of mean and deviation %s, want 0.2860 0.3530", got)
		}
	}
}

func TestFashionMNISTMissing(t *testing.T) {
	s := &store{cacheErr: os.ErrPermission}
	for first, name := range map[int]string{0: "fashion-mnist/train-images", 2: "fashion-mnist/t10k-images"} {
		if _, err := s.fashion(first, ""); err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "Three ways to get it") {
			t.Errorf("error %v, want %s and how to get it", err, name)
		}
	}
}

// packed compresses by gzip, with a name in the head or without.
func packed(t *testing.T, content []byte, name string) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Name = name
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// packedToy is toyData as a file that is compressed, and its bytes.
func packedToy(t *testing.T) (File, []byte) {
	data := packed(t, toyData, "toy")
	plain := toySet().Files[0]
	return File{Path: "toys/toy.gz", Size: int64(len(data)), SHA256: fmt.Sprintf("%x", sha256.Sum256(data)), plain: &plain}, data
}

// What counts of a compressed file is what is in it, wherever it lies.
func TestPackedAnew(t *testing.T) {
	file, original := packedToy(t)
	for name, tt := range map[string]struct {
		data, want []byte // want nil means damaged
	}{
		"as published":    {original, original},
		"packed anew":     {packed(t, toyData, ""), toyData},
		"other content":   {packed(t, toyData[1:], "toy"), nil},
		"cut off":         {original[:len(original)-9], nil},
		"not compressed":  {toyData, nil},
		"nothing in them": {nil, nil},
	} {
		for where, s := range map[string]*store{
			DataVariable: {data: t.TempDir()}, "cache": {cache: t.TempDir()}, "system": {system: t.TempDir()},
		} {
			put(t, filepath.Join(s.data+s.cache+s.system, file.Path), tt.data)
			data, place := s.local(file)
			if place.From != where || place.File.Path != file.Path {
				t.Errorf("%s: found in %q, want %q", name, place.From, where)
			}
			if tt.want != nil && (place.Err != nil || !bytes.Equal(data, tt.want)) {
				t.Errorf("%s in %s: %d bytes, %v; want %d", name, where, len(data), place.Err, len(tt.want))
			}
			if tt.want == nil && (place.Err == nil || !strings.Contains(place.Err.Error(), place.Path+" is damaged")) {
				t.Errorf("%s in %s: error %v, want that it is damaged", name, where, place.Err)
			}
		}
	}
}

// GOHTM_DATA comes before the cache, that before the system's folder; what is damaged
// in the last two gives way to what is not.
func TestPlacesInOrder(t *testing.T) {
	file, good := packedToy(t)
	bad := packed(t, []byte("no toy"), "toy")
	for _, tt := range []struct {
		data, cache, system []byte
		from                string
		err                 bool
	}{
		{good, bad, good, DataVariable, false},
		{bad, good, good, DataVariable, true},
		{nil, good, bad, "cache", false},
		{nil, good, good, "cache", false},
		{nil, bad, good, "system", false},
		{nil, bad, bad, "cache", true},
		{nil, nil, bad, "system", true},
		{nil, nil, good, "system", false},
		{nil, nil, nil, "", false},
	} {
		s := &store{data: t.TempDir(), cache: t.TempDir(), system: t.TempDir()}
		for folder, data := range map[string][]byte{s.data: tt.data, s.cache: tt.cache, s.system: tt.system} {
			if data != nil {
				put(t, filepath.Join(folder, file.Path), data)
			}
		}
		if _, place := s.local(file); place.From != tt.from || (place.Err != nil) != tt.err {
			t.Errorf("data %d, cache %d, system %d bytes: from %q, error %v; want %q, %v",
				len(tt.data), len(tt.cache), len(tt.system), place.From, place.Err, tt.from, tt.err)
		}
	}
}

// The exported functions look where the environment says, and where packages put data sets.
func TestFashionMNISTByName(t *testing.T) {
	if s := newStore(); s.system != "/usr/share/datasets" {
		t.Errorf("system folder %q, want Debian's", s.system)
	}
	file, data := fashionSet.Files[3], t.TempDir()
	t.Setenv(DataVariable, data)
	for _, f := range fashionSet.Files {
		put(t, filepath.Join(data, f.Path), []byte("no clothing"))
	}
	for name, call := range map[string]func() (*LabelledImages, error){"train-images": FashionMNIST, "t10k-images": FashionMNISTTest} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("error %v, want that %s is damaged", err, name)
		}
	}
	if place := fashionSet.Places()[3]; place.File.Path != file.Path || place.Err == nil {
		t.Errorf("%+v, want the labels, damaged", place)
	}
}
