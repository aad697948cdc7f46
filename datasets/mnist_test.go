package datasets

import (
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func realMNIST(t *testing.T) *store {
	s := &store{data: realData(t)}
	if _, err := os.Stat(filepath.Join(s.data, "mnist")); err != nil {
		t.Skip(err)
	}
	return s
}

// How often each digit comes, as is published with the set, the first labels, and
// the mean and deviation of the training pixels that everybody uses: 0.1307, 0.3081.
func TestMNISTRealImages(t *testing.T) {
	s := realMNIST(t)
	for _, tt := range []struct {
		first  int
		digits string
		labels string
	}{
		{0, "[5923 6742 5958 6131 5842 5421 5918 6265 5851 5949]", "[5 0 4 1 9]"},
		{2, "[980 1135 1032 1010 982 892 958 1028 974 1009]", "[7 2 1 0 4]"},
	} {
		set, err := s.mnist(tt.first, "")
		if err != nil {
			t.Fatal(err)
		}
		digits := make([]int, 10)
		sum, squares, n := 0.0, 0.0, 0.0
		for i, image := range set.Images {
			digits[set.Labels[i]]++
			for _, pixel := range image {
				x := float64(pixel) / 255
				sum, squares, n = sum+x, squares+x*x, n+1
			}
		}
		if fmt.Sprint(digits) != tt.digits || fmt.Sprint(set.Labels[:5]) != tt.labels || set.Rows != 28 || set.Columns != 28 || len(set.Images[0]) != 784 {
			t.Errorf("digits %v from %v of %d x %d pixels, want %s from %s of 28 x 28", digits, set.Labels[:5], set.Rows, set.Columns, tt.digits, tt.labels)
		}
		m := sum / n
		if got := fmt.Sprintf("%.4f %.4f", m, math.Sqrt(squares/n-m*m)); tt.first == 0 && got != "0.1307 0.3081" {
			t.Errorf("training pixels of mean and deviation %s, want 0.1307 0.3081", got)
		}
	}
}

// Files that were unpacked already will do, but only the published ones.
func TestMNISTUncompressed(t *testing.T) {
	s, own := realMNIST(t), &store{data: t.TempDir()}
	for _, f := range mnistSet.Files[2:] {
		packed, err := os.Open(filepath.Join(s.data, f.Path))
		if err != nil {
			t.Fatal(err)
		}
		defer packed.Close()
		r, err := gzip.NewReader(packed)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(own.data, f.plain.Path), data)
	}
	if set, err := own.mnist(2, ""); err != nil || len(set.Images) != 10000 {
		t.Errorf("error %v, want 10,000 images", err)
	}
	labels := filepath.Join(own.data, "mnist", "t10k-labels-idx1-ubyte")
	put(t, labels, []byte("no labels"))
	if _, err := own.mnist(2, ""); err == nil || !strings.Contains(err.Error(), labels+" is damaged: 9 bytes, want 10008") {
		t.Errorf("error %v, want the damaged file", err)
	}
}

// Neither here nor to be fetched: the error names the first missing file.
func TestMNISTMissing(t *testing.T) {
	s := &store{cacheErr: os.ErrPermission}
	for first, name := range map[int]string{0: "train-images", 2: "t10k-images"} {
		if _, err := s.mnist(first, ""); err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "Three ways to get it") {
			t.Errorf("error %v, want %s and how to get it", err, name)
		}
	}
}
