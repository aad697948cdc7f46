package archive

import (
	"bytes"
	"reflect"
	"testing"
)

// No file, and no state in a file with the right checksums, makes Read panic; what
// it accepts is written and read again with the same bits.
func FuzzRead(f *testing.F) {
	good := written(f, test, full())
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add(prefix(1, 1<<60))
	header := must(encoder.Marshal(Header{Kind: test.Kind, Version: test.Version, Params: must(describe(test.Params))}))
	f.Add(good[prefixSize+len(header) : len(good)-32]) // the state alone
	f.Add([]byte{0xa1, 0x61, 'A', 0x9a, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, data []byte) {
		var ignored everything
		_ = Read(bytes.NewReader(data), test, &ignored)
		_, _ = Inspect(bytes.NewReader(file(1, data)))

		var first, second everything
		if err := Read(bytes.NewReader(file(1, append(bytes.Clone(header), data...))), test, &first); err != nil {
			return
		}
		if err := Read(bytes.NewReader(written(t, test, first)), test, &second); err != nil {
			t.Fatal(err)
		}
		if a, b := bits(reflect.ValueOf(first)), bits(reflect.ValueOf(second)); !reflect.DeepEqual(a, b) {
			t.Errorf("read %v\nwant %v", b, a)
		}
	})
}
