package datasets

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// idx writes a file by hand: magic, lengths, data.
func idx(magic string, lengths []int, data ...byte) []byte {
	b := []byte(magic)
	for _, n := range lengths {
		b = append(b, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	}
	return append(b, data...)
}

func zip(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

// Three images of 2 x 3 pixels.
var (
	toyImages = idx("\x00\x00\x08\x03", []int{3, 2, 3}, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 255, 0, 0, 0, 0, 255)
	toyLabels = idx("\x00\x00\x08\x01", []int{3}, 7, 0, 9)
)

func TestReadImages(t *testing.T) {
	for name, change := range map[string]func([]byte) []byte{"plain": slices.Clone[[]byte], "gzip": zip} {
		dir := t.TempDir()
		images, labels := filepath.Join(dir, "images"), filepath.Join(dir, "labels")
		put(t, images, change(toyImages))
		put(t, labels, change(toyLabels))
		set, err := ReadImages(images, labels)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := [][]uint8{{0, 0, 0, 0, 0, 0}, {1, 2, 3, 4, 5, 6}, {255, 0, 0, 0, 0, 255}}
		if fmt.Sprint(set.Images) != fmt.Sprint(want) || !slices.Equal(set.Labels, []uint8{7, 0, 9}) || set.Rows != 2 || set.Columns != 3 {
			t.Errorf("%s: %+v, want the three images and labels", name, set)
		}
		set.Images[0] = append(set.Images[0], 77)
		if set.Images[1][0] != 1 {
			t.Errorf("%s: what is appended to an image goes into the next one", name)
		}
	}
}

func TestReadImagesDamaged(t *testing.T) {
	zipped := zip(toyImages)
	wrongSum := slices.Clone(zipped)
	wrongSum[len(wrongSum)-5] ^= 1
	for _, tt := range []struct {
		name           string
		images, labels []byte
		want           string
	}{
		{"labels for images", toyLabels, toyLabels, "images begins with 00 00 08 01, want the IDX magic number 00 00 08 03"},
		{"images for labels", toyImages, toyImages, "labels begins with 00 00 08 03, want the IDX magic number 00 00 08 01"},
		{"another type of number", idx("\x00\x00\x0d\x03", []int{1, 1, 1}, 0), toyLabels, "images begins with 00 00 0d 03"},
		{"nothing", nil, toyLabels, "images begins with , want"},
		{"two bytes", []byte{0, 0}, toyLabels, "images begins with 00 00, want"},
		{"a page of a web server", []byte("<!DOCTYPE html>"), toyLabels, "images begins with 3c 21 44 4f"},
		{"cut off in the head", toyImages[:14], toyLabels, "images is damaged: 14 bytes, want a head of 16"},
		{"cut off", toyImages[:30], toyLabels, "images is damaged: 14 bytes behind the head, want 18 = [3 2 3]"},
		{"too long", append(slices.Clone(toyImages), 0), toyLabels, "images is damaged: 19 bytes behind the head, want 18"},
		{"no images", idx("\x00\x00\x08\x03", []int{0, 2, 3}), toyLabels, "dimension 0 is 0, want a positive number"},
		{"more than there can be", idx("\x00\x00\x08\x03", []int{1 << 30, 1 << 30, 1 << 30}), toyLabels, "dimension 1 is 1073741824, want a positive number of at most 2^30 bytes"},
		{"fewer labels", toyImages, idx("\x00\x00\x08\x01", []int{2}, 7, 0), "has 3 images and"},
		{"more labels", toyImages, idx("\x00\x00\x08\x01", []int{4}, 7, 0, 9, 1), "4 labels, want as many"},
		{"gzip cut off", zipped[:len(zipped)-9], toyLabels, "images is damaged: unexpected EOF"},
		{"gzip cut off in its head", zipped[:5], toyLabels, "images is damaged: unexpected EOF"},
		{"gzip with a wrong sum", wrongSum, toyLabels, "images is damaged: gzip: invalid checksum"},
		{"gzip of something else", zip([]byte("something")), toyLabels, "images begins with 73 6f 6d 65"},
	} {
		dir := t.TempDir()
		images, labels := filepath.Join(dir, "images"), filepath.Join(dir, "labels")
		put(t, images, tt.images)
		put(t, labels, tt.labels)
		if set, err := ReadImages(images, labels); set != nil || err == nil || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want the path and %q", tt.name, err, tt.want)
		}
	}
	dir := t.TempDir()
	put(t, filepath.Join(dir, "images"), toyImages)
	for _, pair := range [][2]string{{"none", "images"}, {"images", "none"}} {
		if _, err := ReadImages(filepath.Join(dir, pair[0]), filepath.Join(dir, pair[1])); err == nil || !strings.Contains(err.Error(), "datasets: open "+filepath.Join(dir, "none")) {
			t.Errorf("error %v, want the name of the file that is not there", err)
		}
	}
}

// By hand: the mean of image 1 is 3.5, so 4, 5 and 6 are on; those of image 2 are its
// corners; nothing of image 0 is, though all of it is at its mean.
func TestBinary(t *testing.T) {
	set, err := parseImages("images", toyImages, "labels", toyLabels)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		i, rows, columns int
		want             []int
	}{
		{0, 2, 3, nil}, {1, 2, 3, []int{3, 4, 5}}, {2, 2, 3, []int{0, 5}},
		{2, 4, 5, []int{6, 13}}, {1, 3, 4, []int{4, 5, 6}},
	} {
		got, err := set.Binary(tt.i, tt.rows, tt.columns)
		if err != nil || got.Check() != nil || !slices.Equal(got.Bits, tt.want) || !slices.Equal(got.Shape, []int{tt.rows, tt.columns}) {
			t.Errorf("image %d in %d x %d: %v, error %v; want %v", tt.i, tt.rows, tt.columns, got, err, tt.want)
		}
	}
}

// A pixel that is just the mean is on.
func TestBinaryAtTheMean(t *testing.T) {
	even := LabelledImages{Rows: 1, Columns: 3, Images: [][]uint8{{9, 9, 9}, {8, 9, 10}}, Labels: []uint8{1, 2}}
	for i, want := range []int{3, 2} {
		if got, err := even.Binary(i, 1, 3); err != nil || got.Len() != want {
			t.Errorf("image %d: %v, error %v; want %d pixels on", i, got, err, want)
		}
	}
}

// Whatever bytes come: an error, or as many pixels and labels as the heads say.
func FuzzParseImages(f *testing.F) {
	f.Add(toyImages, toyLabels)
	f.Add(zip(toyImages), zip(toyLabels))
	f.Add(toyImages[:30], toyLabels)
	f.Add(idx("\x00\x00\x08\x03", []int{1 << 31, 1 << 31, 4}), toyLabels)
	f.Fuzz(func(t *testing.T, images, labels []byte) {
		set, err := parseImages("images", images, "labels", labels)
		if err != nil {
			return
		}
		if len(set.Images) != len(set.Labels) || len(set.Images) == 0 {
			t.Fatalf("%d images, %d labels", len(set.Images), len(set.Labels))
		}
		for i, image := range set.Images {
			if len(image) != set.Rows*set.Columns {
				t.Fatalf("image %d has %d pixels, want %d x %d", i, len(image), set.Rows, set.Columns)
			}
		}
	})
}
