package archive

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"

	"github.com/fxamacker/cbor/v2"
)

// The tags of RFC 8746, "CBOR Tags for Typed Arrays", table 1, of those that are
// little endian.
const (
	tagUint8   = 64
	tagUint16  = 69
	tagUint32  = 70
	tagUint64  = 71
	tagSint8   = 72
	tagSint16  = 77
	tagSint32  = 78
	tagSint64  = 79
	tagFloat32 = 85
	tagFloat64 = 86
)

func isNumber(k reflect.Kind) bool {
	return reflect.Int <= k && k <= reflect.Uint64 || k == reflect.Float32 || k == reflect.Float64
}

// packNumbers makes a typed array of a slice of numbers.
func packNumbers(v reflect.Value) (packed cbor.Tag, ok bool) {
	n, kind := v.Len(), v.Type().Elem().Kind()
	switch {
	case !isNumber(kind):
		return cbor.Tag{}, false
	case kind == reflect.Float32:
		b := make([]byte, 0, 4*n)
		for _, x := range v.Convert(reflect.TypeOf([]float32(nil))).Interface().([]float32) {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
		}
		return cbor.Tag{Number: tagFloat32, Content: b}, true
	case kind == reflect.Float64:
		b := make([]byte, 0, 8*n)
		for _, x := range v.Convert(reflect.TypeOf([]float64(nil))).Interface().([]float64) {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
		}
		return cbor.Tag{Number: tagFloat64, Content: b}, true
	case kind >= reflect.Uint:
		return packIntegers(n, func(i int) uint64 { return v.Index(i).Uint() }, false), true
	}
	return packIntegers(n, func(i int) uint64 { return uint64(v.Index(i).Int()) }, true), true
}

// packIntegers takes the narrowest array that holds all of n integers, given as
// their 64 bits; without a negative one it is an array of unsigned integers.
func packIntegers(n int, at func(i int) uint64, signed bool) cbor.Tag {
	var used, negative uint64 // bits that are used, of a negative number those that are not its sign
	for i := 0; i < n; i++ {
		x := at(i)
		if signed && int64(x) < 0 {
			negative = 1
			x = ^x
		}
		used |= x
	}
	tags, width := [4]uint64{tagUint8, tagUint16, tagUint32, tagUint64}, 0
	if negative != 0 {
		tags, used = [4]uint64{tagSint8, tagSint16, tagSint32, tagSint64}, used<<1
	}
	for width < 3 && used>>(8<<width) != 0 {
		width++
	}
	b := make([]byte, 0, n<<width)
	for i := 0; i < n; i++ {
		switch x := at(i); width {
		case 0:
			b = append(b, byte(x))
		case 1:
			b = binary.LittleEndian.AppendUint16(b, uint16(x))
		case 2:
			b = binary.LittleEndian.AppendUint32(b, uint32(x))
		case 3:
			b = binary.LittleEndian.AppendUint64(b, x)
		}
	}
	return cbor.Tag{Number: tags[width], Content: b}
}

// unpackNumbers fills a slice from a typed array. Integers may be of any width and
// sign, if the slice can hold them; floating point numbers are of the same width.
func unpackNumbers(place string, tag cbor.Tag, v reflect.Value) error {
	b, ok := tag.Content.([]byte)
	kind := v.Type().Elem().Kind()
	width, signed := layout(tag.Number)
	switch {
	case !ok || width == 0 || !isNumber(kind),
		(kind == reflect.Float32) != (tag.Number == tagFloat32), (kind == reflect.Float64) != (tag.Number == tagFloat64):
		return misfit(place, tag, v)
	case len(b)%width != 0:
		return fmt.Errorf("archive: %s has %d bytes, want a multiple of %d", place, len(b), width)
	}
	n := len(b) / width
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	switch kind {
	case reflect.Float32:
		for i, xs := 0, v.Convert(reflect.TypeOf([]float32(nil))).Interface().([]float32); i < n; i++ {
			xs[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		}
		return nil
	case reflect.Float64:
		for i, xs := 0, v.Convert(reflect.TypeOf([]float64(nil))).Interface().([]float64); i < n; i++ {
			xs[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
		}
		return nil
	}
	for i := 0; i < n; i++ {
		if x := integer(b[i*width:][:width], signed); !setInteger(v.Index(i), x, signed) {
			return fmt.Errorf("archive: %s[%d] does not fit into %s", place, i, v.Type().Elem())
		}
	}
	return nil
}

// layout returns how many bytes a number of a typed array has, 0 if the tag is of
// none that is known here, and whether it can be negative.
func layout(tag uint64) (width int, signed bool) {
	switch tag {
	case tagUint8, tagSint8:
		width = 1
	case tagUint16, tagSint16:
		width = 2
	case tagUint32, tagSint32, tagFloat32:
		width = 4
	case tagUint64, tagSint64, tagFloat64:
		width = 8
	}
	return width, tag >= tagSint8
}

// integer reads one of 1, 2, 4 or 8 bytes, its sign extended to 64 bits.
func integer(b []byte, signed bool) (x uint64) {
	for i, digit := range b {
		x |= uint64(digit) << (8 * i)
	}
	if unused := 64 - 8*len(b); signed {
		return uint64(int64(x<<unused) >> unused)
	}
	return x
}

func setInteger(v reflect.Value, x uint64, signed bool) bool {
	negative := signed && int64(x) < 0
	switch {
	case v.CanInt():
		if x>>63 != 0 && !negative || v.OverflowInt(int64(x)) {
			return false
		}
		v.SetInt(int64(x))
	case negative || v.OverflowUint(x):
		return false
	default:
		v.SetUint(x)
	}
	return true
}
