package encode

import (
	"errors"
	"math"
	"slices"
	"testing"

	"gohtm/htm/sdr"
)

// reading is a row of two values.
type reading struct {
	kW   float64
	room string
}

// readings encodes the number once coarsely and once finely, and the name.
func readings(t *testing.T) (multi *Multi, coarse, fine *Scalar, room *Category) {
	t.Helper()
	coarse, errCoarse := NewScalar(ScalarParams{Min: 0, Max: 10, Size: 8, Active: 3})
	fine, errFine := NewScalar(ScalarParams{Min: 0, Max: 10, Size: 25, Active: 5})
	room, errRoom := NewCategory(CategoryParams{Categories: []string{"hall", "gym"}, Active: 3})
	multi, err := NewMulti(
		Field{"coarse", 8, func(row interface{}) (sdr.SDR, error) { return coarse.Encode(row.(reading).kW) }},
		Field{"fine", 25, func(row interface{}) (sdr.SDR, error) { return fine.Encode(row.(reading).kW) }},
		Field{"room", 6, func(row interface{}) (sdr.SDR, error) { return room.Encode(row.(reading).room) }},
	)
	if errCoarse != nil || errFine != nil || errRoom != nil || err != nil {
		t.Fatal(errCoarse, errFine, errRoom, err)
	}
	return multi, coarse, fine, room
}

// Each field's code stands in its own part, in order.
func TestMultiEncode(t *testing.T) {
	multi, coarse, fine, room := readings(t)
	parts := multi.Parts()
	if want := []Part{{"coarse", 0, 8}, {"fine", 8, 25}, {"room", 33, 6}}; !slices.Equal(parts, want) || multi.Size() != 39 {
		t.Errorf("parts %v of %d, want %v of 39", parts, multi.Size(), want)
	}
	for _, row := range []reading{{0, "hall"}, {3.3, "gym"}, {10, "hall"}} {
		code, err := multi.Encode(row)
		if err != nil || code.Check() != nil || code.Size != 39 {
			t.Fatalf("%v: %v, %v", row, code, err)
		}
		a, _ := coarse.Encode(row.kW)
		b, _ := fine.Encode(row.kW)
		c, _ := room.Encode(row.room)
		for i, want := range []sdr.SDR{a, b, c} {
			var bits []int
			for _, bit := range code.Bits {
				if own := bit - parts[i].Offset; own >= 0 && own < parts[i].Size {
					bits = append(bits, own)
				}
			}
			if !slices.Equal(bits, want.Bits) {
				t.Errorf("%v: %s has bits %v, want %v", row, parts[i].Name, bits, want.Bits)
			}
		}
	}
}

// Nobody who holds a list of parts or fields can change the encoder.
func TestMultiCopies(t *testing.T) {
	one := func(interface{}) (sdr.SDR, error) { return sdr.SDR{Size: 2, Bits: []int{1}}, nil }
	fields := []Field{{"a", 2, one}, {"b", 2, one}}
	multi, err := NewMulti(fields...)
	if err != nil {
		t.Fatal(err)
	}
	fields[0].Encode = nil
	multi.Parts()[1].Offset = 99
	if code, err := multi.Encode(nil); err != nil || !slices.Equal(code.Bits, []int{1, 3}) {
		t.Errorf("%v, %v; want bits 1 and 3", code, err)
	}
}

func TestMultiErrors(t *testing.T) {
	multi, _, _, _ := readings(t)
	field := func(code sdr.SDR, err error) *Multi {
		m, errNew := NewMulti(Field{"x", 4, func(interface{}) (sdr.SDR, error) { return code, err }})
		if errNew != nil {
			t.Fatal(errNew)
		}
		return m
	}
	for _, tt := range []struct {
		name string
		m    *Multi
		row  interface{}
		want string
	}{
		{"a field's own error", multi, reading{math.NaN(), "gym"}, `encode: field "coarse": encode: value = NaN, want a finite number`},
		{"the last field's", multi, reading{1, "bar"}, `encode: field "room": encode: category = "bar", want one of the 2 in Categories`},
		{"somebody's error", field(sdr.SDR{}, errors.New("dear me")), nil, `encode: field "x": dear me`},
		{"a code of another size", field(sdr.SDR{Size: 5}, nil), nil, `encode: field "x": a code of 5 bits, want 4`},
		{"a code that is not valid", field(sdr.SDR{Size: 4, Bits: []int{2, 2}}, nil), nil, `encode: field "x": sdr: bit 2 is there twice, want unique bits`},
	} {
		if _, err := tt.m.Encode(tt.row); errorText(err) != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
	one := func(interface{}) (sdr.SDR, error) { return sdr.SDR{Size: 1}, nil }
	for _, tt := range []struct {
		name   string
		fields []Field
		want   string
	}{
		{"no fields", nil, "encode: 0 Fields, want at least one"},
		{"no name", []Field{{"", 1, one}}, `encode: Fields[0].Name = "", want a name`},
		{"a name twice", []Field{{"a", 1, one}, {"a", 1, one}}, `encode: Fields[1].Name = "a", want another name than Fields[0].Name`},
		{"no size", []Field{{"a", 0, one}}, "encode: Fields[0].Size = 0, want > 0, and <= 2^28 for all"},
		{"too large together", []Field{{"a", 1 << 28, one}, {"b", 1, one}}, "encode: Fields[1].Size = 1, want > 0, and <= 2^28 for all"},
		{"no function", []Field{{"a", 1, nil}}, "encode: Fields[0].Encode = nil, want a function"},
		{"all at once", []Field{{"", -1, nil}}, "encode: Fields[0].Size = -1, want > 0, and <= 2^28 for all\nencode: Fields[0].Encode = nil, want a function\n" + `encode: Fields[0].Name = "", want a name`},
	} {
		if _, err := NewMulti(tt.fields...); errorText(err) != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}
