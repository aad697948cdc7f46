package encode

import (
	"compress/gzip"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// mnist reads the test images of handwritten digits from the folder that GOHTM_DATA
// names, in LeCun's idx format: four big-endian numbers (2051, count, rows, columns),
// then a byte a pixel.
func mnist(t *testing.T) [][]uint8 {
	t.Helper()
	folder := os.Getenv("GOHTM_DATA")
	path := filepath.Join(folder, "mnist", "t10k-images-idx3-ubyte.gz")
	file, err := os.Open(path)
	if folder == "" || os.IsNotExist(err) {
		t.Skip("GOHTM_DATA names no folder with mnist/t10k-images-idx3-ubyte.gz")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	const header, size, count = 16, 28 * 28, 10000
	if len(data) != header+count*size || binary.BigEndian.Uint32(data) != 2051 {
		t.Fatalf("%s: %d bytes, want %d of an idx file of images", path, len(data), header+count*size)
	}
	images := make([][]uint8, count)
	for i := range images {
		images[i] = data[header+i*size : header+(i+1)*size]
	}
	return images
}

// How many bits are on in the 10,000 images together, and in the emptiest and the
// fullest of them, under each coding, counted by a few lines of Python from the
// definitions: 134 of 784 pixels are at least as light as the mean of their image,
// and of 784*4 bits 418 are on by the thermometer, 415 by binary digits.
func TestImageOfDigits(t *testing.T) {
	images := mnist(t)
	for _, tt := range []struct {
		name                string
		change              func(*ImageParams)
		sum, least, fullest int
	}{
		{"mean", func(p *ImageParams) { p.Bits, p.Mean = 1, true }, 1340188, 40, 275},
		{"thermometer", func(p *ImageParams) {}, 4181308, 82, 1030},
		{"binary", func(p *ImageParams) { p.Code = Binary }, 4152399, 94, 1039},
		{"buckets", func(p *ImageParams) { p.Code = Buckets }, 7840000, 784, 784},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := DefaultImageParams(28, 28)
			tt.change(&p)
			e := newImage(t, p)
			sum, least, fullest := 0, p.Bits*784, 0
			for _, pixels := range images {
				code, err := e.Encode(pixels)
				if err != nil {
					t.Fatal(err)
				}
				sum += code.Len()
				least, fullest = min(least, code.Len()), max(fullest, code.Len())
			}
			if sum != tt.sum || least != tt.least || fullest != tt.fullest {
				t.Errorf("%d bits on, between %d and %d; want %d, between %d and %d", sum, least, fullest, tt.sum, tt.least, tt.fullest)
			}
		})
	}
}
