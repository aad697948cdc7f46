package datasets

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"os"

	"gohtm/htm/sdr"
)

// LabelledImages are gray pictures and what they show.
type LabelledImages struct {
	Title         string
	Rows, Columns int       // of each image
	Images        [][]uint8 // Rows x Columns pixels each, row by row: 0 is background, 255 ink
	Labels        []uint8   // one for each image
	Names         []string  // what each label means, from 0 on; nil if it is the number itself
	Note          string    // of a stand-in: what was missing; else empty
}

// ReadImages returns the images and labels of two files in the IDX format, as those
// of MNIST and of Fashion-MNIST, compressed by gzip or not. The errors for a
// damaged file name it and say what is wrong.
func ReadImages(images, labels string) (*LabelledImages, error) {
	pictures, err := os.ReadFile(images)
	if err != nil {
		return nil, fmt.Errorf("datasets: %w", err)
	}
	names, err := os.ReadFile(labels)
	if err != nil {
		return nil, fmt.Errorf("datasets: %w", err)
	}
	return parseImages(images, pictures, labels, names)
}

// parseImages puts together what two files, read already, hold.
func parseImages(imagesPath string, images []byte, labelsPath string, labels []byte) (*LabelledImages, error) {
	size, pixels, err := parseIDX(imagesPath, images, 3)
	if err != nil {
		return nil, err
	}
	count, names, err := parseIDX(labelsPath, labels, 1)
	if err != nil {
		return nil, err
	}
	if count[0] != size[0] {
		return nil, fmt.Errorf("datasets: %s has %d images and %s %d labels, want as many", imagesPath, size[0], labelsPath, count[0])
	}
	set := &LabelledImages{Title: imagesPath, Rows: size[1], Columns: size[2], Labels: names}
	for each := size[1] * size[2]; len(set.Images) < size[0]; pixels = pixels[each:] {
		set.Images = append(set.Images, pixels[:each:each])
	}
	return set, nil
}

// unzipped is the largest file that parseIDX takes out of a gzip.
const unzipped = 1 << 30

// parseIDX reads an IDX file of bytes: two zeros, the type 8, the number of
// dimensions, the length of each in four bytes, high one first, and the data.
// http://yann.lecun.com/exdb/mnist/, "The IDX file format".
func parseIDX(path string, data []byte, dimensions int) (lengths []int, content []byte, err error) {
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		if data, err = unzip(data); err != nil {
			return nil, nil, fmt.Errorf("datasets: %s is damaged: %w", path, err)
		}
	}
	head := 4 + 4*dimensions
	magic := []byte{0, 0, 8, byte(dimensions)}
	if len(data) < 4 || !bytes.Equal(data[:4], magic) {
		return nil, nil, fmt.Errorf("datasets: %s begins with % x, want the IDX magic number % x", path, data[:min(4, len(data))], magic)
	}
	if len(data) < head {
		return nil, nil, fmt.Errorf("datasets: %s is damaged: %d bytes, want a head of %d", path, len(data), head)
	}
	want := uint64(1)
	for i := range dimensions {
		n := binary.BigEndian.Uint32(data[4+4*i:])
		if n == 0 || want*uint64(n) > unzipped { // three factors below 2^32, the product of two below 2^30
			return nil, nil, fmt.Errorf("datasets: %s is damaged: dimension %d is %d, want a positive number of at most 2^30 bytes in all", path, i, n)
		}
		want *= uint64(n)
		lengths = append(lengths, int(n))
	}
	if content = data[head:]; uint64(len(content)) != want {
		return nil, nil, fmt.Errorf("datasets: %s is damaged: %d bytes behind the head, want %d = %v", path, len(content), want, lengths)
	}
	return lengths, content, nil
}

func unzip(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(r, unzipped+1))
	if err == nil && len(content) > unzipped {
		err = fmt.Errorf("more than %d bytes in the gzip", unzipped)
	}
	return content, err
}

// Binary returns image i as an SDR with a Shape of rows x columns: a pixel is on
// when it is at least the image's mean, and not 0; the image stands in the middle of
// a larger one. htm.core's MNIST example cuts at the mean, the pooler paper uses
// frames of 32 x 32. An image that is not there and a frame that is smaller than
// the image are errors.
func (l *LabelledImages) Binary(i, rows, columns int) (sdr.SDR, error) {
	var bad faults
	bad.that(i >= 0 && i < len(l.Images), "i = %d, want in [0, %d)", i, len(l.Images))
	bad.that(rows >= l.Rows && rows <= most, "rows = %d, want in [%d, %d]", rows, l.Rows, most)
	bad.that(columns >= l.Columns && columns <= most, "columns = %d, want in [%d, %d]", columns, l.Columns, most)
	bad.product("rows and columns", rows, columns)
	if bad.err != nil {
		return sdr.SDR{}, bad.err
	}
	sum := 0
	for _, pixel := range l.Images[i] {
		sum += int(pixel)
	}
	frame := sdr.SDR{Size: rows * columns, Shape: []int{rows, columns}}
	top, left := (rows-l.Rows)/2, (columns-l.Columns)/2
	for at, pixel := range l.Images[i] {
		if pixel > 0 && int(pixel)*len(l.Images[i]) >= sum {
			frame.Bits = append(frame.Bits, (top+at/l.Columns)*columns+left+at%l.Columns)
		}
	}
	return frame, nil
}
