package encode

import (
	"fmt"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// Field is one part of a Multi's code: what it takes from a row, of whatever type
// the rows are, and how it encodes it,
//
//	encode.Field{Name: "kW", Size: kilowatts.Size(), Encode: func(row interface{}) (sdr.SDR, error) {
//		return kilowatts.Encode(row.(reading).kW)
//	}}
type Field struct {
	Name string // for errors and Parts: not empty, unique
	Size int    // bits of the code
	// Encode returns the code. It must have no memory: step a Delta or an Adaptive
	// before, and let its code be a part of the row.
	Encode func(row interface{}) (sdr.SDR, error)
}

// Multi joins the codes of several fields of a row, one after the other. It
// guarantees what its fields do, each in its own bits: see Parts.
//
// This is NuPIC's MultiEncoder (multi.py), with functions for dictionaries.
type Multi struct {
	fields []Field
	parts  []Part
}

// NewMulti returns the encoder, or an error that names every bad field.
func NewMulti(fields ...Field) (*Multi, error) {
	c := check.New("encode")
	c.That(len(fields) > 0, "0 Fields, want at least one")
	e := &Multi{}
	var names []string
	offset := 0
	for i, field := range fields {
		names = append(names, field.Name)
		c.That(field.Size > 0 && field.Size <= mostBits-offset, "Fields[%d].Size = %d, want > 0, and <= 2^28 for all", i, field.Size)
		c.That(field.Encode != nil, "Fields[%d].Encode = nil, want a function", i)
		e.fields = append(e.fields, field)
		e.parts = append(e.parts, Part{Name: field.Name, Offset: offset, Size: field.Size})
		if field.Size > 0 && field.Size <= mostBits-offset {
			offset += field.Size
		}
	}
	checkNames(c, "Fields[%d].Name", names)
	if err := c.Err(); err != nil {
		return nil, err
	}
	return e, nil
}

// Parts returns where each field stands in the SDR.
func (e *Multi) Parts() []Part { return append([]Part(nil), e.parts...) }

// Size returns the number of bits of every SDR.
func (e *Multi) Size() int {
	last := e.parts[len(e.parts)-1]
	return last.Offset + last.Size
}

// Encode returns the row's SDR. If a field cannot encode the row, or its code is not
// valid or not of its size, that is an error which names the field.
func (e *Multi) Encode(row interface{}) (sdr.SDR, error) {
	code, err := Join(e.parts, func(i int) (sdr.SDR, error) { return e.fields[i].Encode(row) })
	if err != nil {
		return sdr.SDR{}, fmt.Errorf("encode: %w", err)
	}
	return code, nil
}

// Join puts the codes of parts one after the other; encode returns that of the i-th
// part, of which Name and Size count. The error names the part that has no code, or one
// that is not valid or not of its Size.
func Join(parts []Part, encode func(i int) (sdr.SDR, error)) (sdr.SDR, error) {
	var all sdr.SDR
	for i, part := range parts {
		code, err := encode(i)
		part.Offset = all.Size
		if all.Bits, err = AppendPart(all.Bits, part, code, err); err != nil {
			return sdr.SDR{}, err
		}
		all.Size += part.Size
	}
	return all, nil
}

// AppendPart appends the on bits of a part's code to dst, moved to where the part
// stands; code and err are what the part's encoder returned. The error names the part
// that has no code, or one that is not valid or not of its Size; it leaves dst as it was.
func AppendPart(dst []int, part Part, code sdr.SDR, err error) ([]int, error) {
	if err == nil && code.Size != part.Size {
		err = fmt.Errorf("a code of %d bits, want %d", code.Size, part.Size)
	}
	if err == nil {
		err = code.Check()
	}
	if err != nil {
		return dst, fmt.Errorf("field %q: %w", part.Name, err)
	}
	from := len(dst)
	dst = append(dst, code.Bits...)
	move(dst[from:], part.Offset)
	return dst, nil
}

// move moves bits up by an offset.
func move(bits []int, offset int) {
	for i := range bits {
		bits[i] += offset
	}
}
