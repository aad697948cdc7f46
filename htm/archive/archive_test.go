package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// everything has a field of every type that a state may be made of.
type everything struct {
	Flag      bool
	Name      string
	Count     int
	Big       uint64
	Least     int64
	Small     int8
	X         float64
	Y         float32
	Time      time.Time
	Bytes     []uint8
	Shorts    []uint16
	Words     []uint32
	Longs     []uint64
	Numbers   []int
	Signed    []int32
	Singles   []float32
	Doubles   []float64
	None      []int
	Empty     []int
	Named     names
	Rows      [][]float32
	Parts     []part
	Inner     part
	Truths    []bool
	Defined   words
	Different []width
}

type part struct{ A, B int }
type names []string
type words []uint64
type width int16

func full() everything {
	return everything{
		Flag: true, Name: "π \x00", Count: -1, Big: math.MaxUint64, Least: math.MinInt64, Small: -128,
		X: math.Float64frombits(0x7ff0000000000001), Y: math.Float32frombits(0x7fc00123), // a signalling NaN, a NaN with a payload
		Time:  time.Date(2010, 7, 2, 1, 2, 3, 123456789, time.UTC),
		Bytes: []uint8{0, 255}, Shorts: []uint16{0, math.MaxUint16}, Words: []uint32{0, math.MaxUint32}, Longs: []uint64{0, math.MaxUint64},
		Numbers: []int{math.MinInt64, math.MaxInt64}, Signed: []int32{math.MinInt32, math.MaxInt32},
		Singles: []float32{0, float32(math.Copysign(0, -1)), float32(math.Inf(1)), math.Float32frombits(0x7f800001), math.SmallestNonzeroFloat32},
		Doubles: []float64{0.1, math.Copysign(0, -1), math.Inf(-1), math.Float64frombits(0xfff0000000000001), math.SmallestNonzeroFloat64},
		Empty:   []int{}, Named: names{"", "a"}, Rows: [][]float32{nil, {}, {1, 2}}, Parts: []part{{1, 2}, {3, 4}}, Inner: part{5, 6},
		Truths: []bool{true, false}, Defined: words{7}, Different: []width{-300, 300},
	}
}

// bits is a value with its floating point numbers as bits, so that every NaN is
// its own.
func bits(v reflect.Value) interface{} {
	switch v.Kind() {
	case reflect.Float32:
		return math.Float32bits(v.Interface().(float32))
	case reflect.Float64:
		return math.Float64bits(v.Float())
	case reflect.Slice:
		all := []interface{}{v.IsNil()}
		for i := 0; i < v.Len(); i++ {
			all = append(all, bits(v.Index(i)))
		}
		return all
	case reflect.Struct:
		if v.Type() == timeType {
			return v.Interface().(time.Time).UnixNano()
		}
		var all []interface{}
		for i := 0; i < v.NumField(); i++ {
			all = append(all, bits(v.Field(i)))
		}
		return all
	}
	return v.Interface()
}

var test = Part{Kind: "test.Part", Version: 3, Params: struct{ Columns int }{1024}}

func written(t testing.TB, p Part, state interface{}) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p, state); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryTypeKeepsItsBits(t *testing.T) {
	want := full()
	for _, readers := range []func(io.Reader) io.Reader{
		func(r io.Reader) io.Reader { return r }, iotest.OneByteReader, iotest.DataErrReader,
	} {
		var got everything
		if err := Read(readers(bytes.NewReader(written(t, test, want))), test, &got); err != nil {
			t.Fatal(err)
		}
		if g, w := bits(reflect.ValueOf(got)), bits(reflect.ValueOf(want)); !reflect.DeepEqual(g, w) {
			t.Errorf("read %v\nwant %v", g, w)
		}
	}
}

func TestATimeKeepsItsInstantAlone(t *testing.T) {
	type state struct{ Time time.Time }
	zone := time.FixedZone("LMT", 53*60+28) // whole minutes are all that text has room for
	want := time.Date(1890, 1, 1, 0, 0, 0, 1, zone)
	var got state
	if err := Read(bytes.NewReader(written(t, test, state{want})), test, &got); err != nil || !got.Time.Equal(want) || got.Time.Location() != time.UTC {
		t.Errorf("read %v, error %v, want %v in UTC", got.Time, err, want)
	}
	err := Write(io.Discard, test, state{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err == nil || err.Error() != "archive: State.Time is in the year 10000, want one in [0, 9999]" {
		t.Errorf("year 10000: error %v", err)
	}
}

func TestTheSameStateGivesTheSameBytes(t *testing.T) {
	if a, b := written(t, test, full()), written(t, test, full()); !bytes.Equal(a, b) {
		t.Error("two files of one state differ")
	}
}

// Worked by hand from RFC 8949 and RFC 8746: a1 a map of one pair, 61 a text of one
// byte, d8 45 tag 69, 44 a string of four bytes.
func TestIntegersTakeTheLeastWidth(t *testing.T) {
	type state struct{ A []int }
	for _, tt := range []struct {
		values []int
		want   string
	}{
		{nil, "a16141f6"},
		{[]int{}, "a16141d84040"},
		{[]int{0, 255}, "a16141d8404200ff"},
		{[]int{1, 256}, "a16141d8454401000001"},
		{[]int{1 << 16}, "a16141d8464400000100"},
		{[]int{1 << 32}, "a16141d847480000000001000000"},
		{[]int{-1, 127}, "a16141d84842ff7f"},
		{[]int{-128, 0}, "a16141d848428000"},
		{[]int{-129}, "a16141d84d427fff"},
		{[]int{-1, 128}, "a16141d84d44ffff8000"},
		{[]int{-1, 1 << 15}, "a16141d84e48ffffffff00800000"},
		{[]int{-1, 1 << 31}, "a16141d84f50ffffffffffffffff0000008000000000"},
	} {
		tree, err := pack(state{tt.values})
		if err != nil {
			t.Fatal(err)
		}
		body, err := encoder.Marshal(tree)
		if got := fmt.Sprintf("%x", body); err != nil || got != tt.want {
			t.Errorf("%v becomes %s, error %v, want %s", tt.values, got, err, tt.want)
		}
		var got state
		if err := decodeState(body, &got); err != nil || !reflect.DeepEqual(got.A, tt.values) {
			t.Errorf("%v comes back as %v, error %v", tt.values, got.A, err)
		}
	}
}

// Worked by hand from RFC 8949: f9, fa and fb begin a number of 2, 4 and 8 bytes, c0
// is the tag of a time, 74 begins a text of 20 bytes.
func TestScalarsKeepTheirWidth(t *testing.T) {
	type state struct {
		A float64
		B float32
		C int
		T time.Time
	}
	tree, err := pack(state{0.5, 0.5, -1, time.Date(2010, 7, 2, 3, 4, 5, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	const want = "a4" + "6141fb3fe0000000000000" + "6142fa3f000000" + "614320" + "6154c074323031302d30372d30325430333a30343a30355a"
	if got := fmt.Sprintf("%x", must(encoder.Marshal(tree))); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestArchivesFollowEachOther(t *testing.T) {
	type state struct{ N int }
	stream := bytes.NewBuffer(append(written(t, test, state{1}), written(t, test, state{2})...))
	for want := 1; want <= 2; want++ {
		var got state
		if err := Read(stream, test, &got); err != nil || got.N != want {
			t.Errorf("archive %d holds %d, error %v", want, got.N, err)
		}
	}
}

// file makes an archive of any format version and body, with right checksums.
func file(version uint32, body []byte) []byte {
	start := binary.LittleEndian.AppendUint32([]byte(magic), version)
	start = binary.LittleEndian.AppendUint64(start, uint64(len(body)))
	start = binary.LittleEndian.AppendUint32(start, crc32.Checksum(start, castagnoli))
	return append(append(start, body...), checksum(start, body)...)
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	type state struct{ N int }
	good := written(t, test, state{1})
	other := func(change func(*Part)) []byte {
		p := test
		change(&p)
		return written(t, p, state{1})
	}
	flipped := func(at int) []byte {
		b := bytes.Clone(good)
		b[at] ^= 1
		return b
	}
	header := must(encoder.Marshal(Header{Kind: test.Kind, Version: 3, Params: []Param{{"Columns", "1024"}}}))
	body := func(tree interface{}) []byte {
		return file(1, append(bytes.Clone(header), must(encoder.Marshal(tree))...))
	}
	for _, tt := range []struct {
		name string
		file []byte
		want string
	}{
		{"nothing", nil, "archive: truncated: 0 bytes, want at least 24"},
		{"a picture", []byte("\x89PNG\r\n\x1a\n and so on"), `archive: not a gohtm file: it begins with "\x89PNG\r\n\x1a\n", want "\x89gohtm\r\n"`},
		{"a short text", []byte("hi"), `archive: not a gohtm file: it begins with "hi", want "\x89gohtm\r\n"`},
		{"line ends converted", bytes.ReplaceAll(good, []byte("\r\n"), []byte("\n")), `archive: not a gohtm file: it begins with "\x89gohtm\n\x01", want "\x89gohtm\r\n"`},
		{"the first bytes alone", good[:20], "archive: truncated: 20 bytes, want at least 24"},
		{"cut in the body", good[:40], fmt.Sprintf("archive: truncated: 40 bytes, want %d", len(good))},
		{"cut before the last byte", good[:len(good)-1], fmt.Sprintf("archive: truncated: %d bytes, want %d", len(good)-1, len(good))},
		{"a bit of the version flipped", flipped(9), "archive: damaged: the checksum of the first bytes does not match them"},
		{"a bit of the length flipped", flipped(12), "archive: damaged: the checksum of the first bytes does not match them"},
		{"a bit of the body flipped", flipped(40), "archive: damaged: the checksum does not match the contents"},
		{"a bit of the checksum flipped", flipped(len(good) - 1), "archive: damaged: the checksum does not match the contents"},
		{"a later format", file(2, []byte("what nobody knows yet")), "archive: format version 2, want 1: the file was written by a later gohtm"},
		{"format version 0", file(0, nil), "archive: damaged: the checksum of the first bytes does not match them"},
		{"a length that no file has", prefix(1, math.MaxUint64), fmt.Sprintf("archive: damaged: a body of %d bytes", uint64(math.MaxUint64))},
		{"a length beyond what is there", prefix(1, 1<<50), fmt.Sprintf("archive: truncated: 24 bytes, want %d", 1<<50+24+32)},
		{"no header", file(1, nil), "archive: damaged: header: EOF"},
		{"a header that is none", file(1, []byte{0xf6, 0xf6}), "archive: damaged: header without kind or version"},
		{"a strange header", file(1, must(encoder.Marshal(map[string]int{"Kinds": 1}))), "archive: damaged: header: cbor: found unknown field at map element index 0"},
		{"no state", file(1, header), "archive: damaged: state: EOF"},
		{"two states", file(1, append(bytes.Clone(header), 1, 1)), "archive: damaged: state: cbor: 1 bytes of extraneous data starting at index 1"},
		{"another kind", other(func(p *Part) { p.Kind = "test.Other" }), "archive: the file holds a test.Other, want a test.Part"},
		{"a later version", other(func(p *Part) { p.Version = 4 }), "archive: test.Part of version 4 in the file, want version 3: it was written by a later gohtm"},
		{"an earlier version", other(func(p *Part) { p.Version = 2 }), "archive: test.Part of version 2 in the file, want version 3: it was written by an earlier gohtm"},
		{"other parameters", other(func(p *Part) { p.Params = struct{ Columns int }{2048} }), "test: Columns = 2048 in the file, want 1024 as in this Part"},
		{"a field less", body(map[string]int{}), "archive: State.N is missing"},
		{"a field more", body(map[string]int{"N": 1, "M": 1}), "archive: State has 2 fields, want 1"},
		{"no struct", body(1), "archive: State is 1, want archive.state"},
		{"another type", body(map[string]string{"N": "one"}), `archive: State.N is "one", want int`},
		{"a fraction", body(map[string]float64{"N": 1.5}), "archive: State.N is 1.5, want int"},
		{"too large a number", body(map[string]uint64{"N": 1 << 63}), "archive: State.N is 9223372036854775808, want int"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got state
			err := Read(bytes.NewReader(tt.file), test, &got)
			if err == nil || err.Error() != tt.want {
				t.Errorf("error %v\nwant  %s", err, tt.want)
			}
		})
	}
}

func TestArraysThatDoNotFit(t *testing.T) {
	type state struct {
		A []int8
		B []uint16
		C []float32
		D []part
		E []int64
	}
	for _, tt := range []struct {
		change func(s *struct{ A, B, C, D, E interface{} })
		want   string
	}{
		{func(s *struct{ A, B, C, D, E interface{} }) { s.A = []int{128} }, "archive: State.A[0] does not fit into int8"},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.A = []uint64{1 << 63} }, "archive: State.A[0] does not fit into int8"},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.E = []uint64{1 << 63} }, "archive: State.E[0] does not fit into int64"},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.B = []int{0, -1} }, "archive: State.B[1] does not fit into uint16"},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.B = []int{1 << 16} }, "archive: State.B[0] does not fit into uint16"},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.B = []float32{1} }, "archive: State.B is an item with tag 85, want []uint16"},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.C = []float64{1} }, "archive: State.C is an item with tag 86, want []float32"},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.C = []int{1} }, "archive: State.C is an item with tag 64, want []float32"},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.C = "text" }, `archive: State.C is "text", want []float32`},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.D = []int{1} }, "archive: State.D is an item with tag 64, want []archive.part"},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.D = []interface{}{true} }, "archive: State.D[0] is true, want archive.part"},
		{func(s *struct{ A, B, C, D, E interface{} }) { s.A = []interface{}{uint64(1)} }, "archive: State.A is a []interface {}, want []int8"},
	} {
		s := struct{ A, B, C, D, E interface{} }{[]int{-128, 127}, []int{65535}, []float32{1}, []part{{1, 2}}, []int64{-1}}
		tree := func() []byte {
			fields := map[string]interface{}{}
			for i, v := 0, reflect.ValueOf(s); i < v.NumField(); i++ {
				packed, err := packValue("", v.Field(i).Elem())
				if fields[v.Type().Field(i).Name] = packed; err != nil {
					fields[v.Type().Field(i).Name] = v.Field(i).Interface() // as it is
				}
			}
			return must(encoder.Marshal(fields))
		}
		var got state
		if err := decodeState(tree(), &got); err != nil || !reflect.DeepEqual(got, state{[]int8{-128, 127}, []uint16{65535}, []float32{1}, []part{{1, 2}}, []int64{-1}}) {
			t.Fatalf("what fits: %+v, error %v", got, err)
		}
		tt.change(&s)
		if err := decodeState(tree(), &got); err == nil || err.Error() != tt.want {
			t.Errorf("error %v\nwant  %s", err, tt.want)
		}
	}
	odd := must(encoder.Marshal(map[string]interface{}{"A": taggedBytes(tagSint16, 1, 2, 3), "B": nil, "C": nil, "D": nil, "E": nil}))
	if err := decodeState(odd, &state{}); err == nil || err.Error() != "archive: State.A has 3 bytes, want a multiple of 2" {
		t.Errorf("three bytes of pairs: error %v", err)
	}
}

func TestWriteNamesWhatItCannotWrite(t *testing.T) {
	type inner struct{ hidden int }
	for _, tt := range []struct {
		state, params interface{}
		want          string
	}{
		{struct{ F func() }{}, nil, "archive: State.F is a func(), want numbers, texts, slices and structs"},
		{struct{ P []*int }{[]*int{nil}}, nil, "archive: State.P[0] is a *int, want numbers, texts, slices and structs"},
		{struct{ I inner }{inner{1}}, nil, "archive: State.I.hidden is not exported, want exported fields only"},
		{struct{}{}, struct{ M []map[int]int }{[]map[int]int{nil}}, "archive: parameter M[0] is a map[int]int, want numbers, texts, functions, slices and structs"},
	} {
		if err := Write(io.Discard, Part{Kind: "test.Part", Version: 1, Params: tt.params}, tt.state); err == nil || err.Error() != tt.want {
			t.Errorf("error %v\nwant  %s", err, tt.want)
		}
	}
	full := errors.New("no space left on device")
	for n := 0; n < 3; n++ { // the first bytes, the body, the checksum
		if err := Write(&failing{n, full}, test, struct{}{}); !errors.Is(err, full) {
			t.Errorf("error %v after %d writes, want that of the writer", err, n)
		}
	}
	if err := Read(iotest.ErrReader(full), test, &struct{}{}); !errors.Is(err, full) {
		t.Errorf("error %v, want that of the reader", err)
	}
}

type failing struct {
	after int
	err   error
}

func (f *failing) Write(b []byte) (int, error) {
	if f.after--; f.after < 0 {
		return 0, f.err
	}
	return len(b), nil
}

func TestInspect(t *testing.T) {
	h, err := Inspect(bytes.NewReader(written(t, test, full())))
	if err != nil || h.String() != "test.Part, version 3\n\tColumns = 1024" {
		t.Errorf("%v, error %v", h, err)
	}
	if _, err := Inspect(strings.NewReader("text")); err == nil {
		t.Error("no error for a text")
	}
}
