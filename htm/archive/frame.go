package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

const (
	magic         = "\x89gohtm\r\n"
	formatVersion = 1
	prefixSize    = len(magic) + 4 + 8 + 4
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// prefix returns the first 24 bytes of a file.
func prefix(version uint32, length uint64) []byte {
	p := append(make([]byte, 0, prefixSize), magic...)
	p = binary.LittleEndian.AppendUint32(p, version)
	p = binary.LittleEndian.AppendUint64(p, length)
	return binary.LittleEndian.AppendUint32(p, crc32.Checksum(p, castagnoli))
}

func writeFrame(w io.Writer, body []byte) error {
	start := prefix(formatVersion, uint64(len(body)))
	sum := checksum(start, body)
	for _, part := range [][]byte{start, body, sum} {
		if _, err := w.Write(part); err != nil {
			return fmt.Errorf("archive: %w", err)
		}
	}
	return nil
}

func checksum(parts ...[]byte) []byte {
	h := sha256.New()
	for _, part := range parts {
		h.Write(part)
	}
	return h.Sum(nil)
}

// readFrame returns the body of the next archive, or says why there is none.
func readFrame(r io.Reader) (body []byte, err error) {
	start, err := readUpTo(r, uint64(prefixSize))
	if err != nil {
		return nil, err
	}
	version, length, err := checkPrefix(start)
	if err != nil {
		return nil, err
	}
	if version != formatVersion {
		return nil, fmt.Errorf("archive: format version %d, want %d: the file was written by a later gohtm", version, formatVersion)
	}
	rest := length + sha256.Size
	if rest < length || rest > math.MaxInt64 {
		return nil, fmt.Errorf("archive: damaged: a body of %d bytes", length)
	}
	got, err := readUpTo(r, rest)
	if err != nil {
		return nil, err
	}
	if uint64(len(got)) < rest {
		return nil, fmt.Errorf("archive: truncated: %d bytes, want %d", prefixSize+len(got), uint64(prefixSize)+rest)
	}
	body, sum := got[:length], got[length:]
	if !bytes.Equal(checksum(start, body), sum) {
		return nil, errors.New("archive: damaged: the checksum does not match the contents")
	}
	return body, nil
}

// checkPrefix reads the first bytes of a file, of which there may be too few.
func checkPrefix(start []byte) (version uint32, length uint64, err error) {
	seen := min(len(start), len(magic))
	switch {
	case string(start[:seen]) != magic[:seen]:
		return 0, 0, fmt.Errorf("archive: not a gohtm file: it begins with %q, want %q", start[:seen], magic)
	case len(start) < prefixSize:
		return 0, 0, fmt.Errorf("archive: truncated: %d bytes, want at least %d", len(start), prefixSize)
	}
	version = binary.LittleEndian.Uint32(start[len(magic):])
	length = binary.LittleEndian.Uint64(start[len(magic)+4:])
	if !bytes.Equal(prefix(version, length), start) || version == 0 {
		return 0, 0, errors.New("archive: damaged: the checksum of the first bytes does not match them")
	}
	return version, length, nil
}

// readUpTo reads n bytes, or less when the reader ends. Memory grows with what is
// there, whatever n promises.
func readUpTo(r io.Reader, n uint64) ([]byte, error) {
	var b bytes.Buffer
	if _, err := b.ReadFrom(io.LimitReader(r, int64(n))); err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	return b.Bytes(), nil
}
