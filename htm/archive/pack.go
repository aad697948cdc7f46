package archive

import (
	"fmt"
	"reflect"
	"time"

	"github.com/fxamacker/cbor/v2"
)

const tagTime = 0 // RFC 8949, a date and time as text

var timeType = reflect.TypeOf(time.Time{})

// pack turns a state into what the encoder writes: maps, slices, tagged bytes.
func pack(state interface{}) (interface{}, error) {
	return packValue("State", reflect.ValueOf(state))
}

func packValue(place string, v reflect.Value) (interface{}, error) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == timeType {
			t := v.Interface().(time.Time).UTC()
			if t.Year() < 0 || t.Year() > 9999 {
				return nil, fmt.Errorf("archive: %s is in the year %d, want one in [0, 9999]", place, t.Year())
			}
			return cbor.Tag{Number: tagTime, Content: t.Format(time.RFC3339Nano)}, nil
		}
		fields := make(map[string]interface{}, v.NumField())
		for i := 0; i < v.NumField(); i++ {
			f := v.Type().Field(i)
			if !f.IsExported() {
				return nil, fmt.Errorf("archive: %s.%s is not exported, want exported fields only", place, f.Name)
			}
			packed, err := packValue(place+"."+f.Name, v.Field(i))
			if err != nil {
				return nil, err
			}
			fields[f.Name] = packed
		}
		return fields, nil
	case reflect.Slice:
		if v.IsNil() {
			return nil, nil
		}
		if packed, ok := packNumbers(v); ok {
			return packed, nil
		}
		elements := make([]interface{}, v.Len())
		for i := range elements {
			packed, err := packValue(fmt.Sprintf("%s[%d]", place, i), v.Index(i))
			if err != nil {
				return nil, err
			}
			elements[i] = packed
		}
		return elements, nil
	case reflect.Bool, reflect.String, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return v.Interface(), nil
	}
	return nil, fmt.Errorf("archive: %s is a %s, want numbers, texts, slices and structs", place, v.Type())
}

// unpack puts what the decoder has read into the struct that state points to:
// every field has to be there, and no other.
func unpack(tree, state interface{}) error {
	return unpackValue("State", tree, reflect.ValueOf(state).Elem())
}

func unpackValue(place string, tree interface{}, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Struct:
		if t, ok := tree.(time.Time); ok && v.Type() == timeType {
			v.Set(reflect.ValueOf(t))
			return nil
		}
		return unpackStruct(place, tree, v)
	case reflect.Slice:
		return unpackSlice(place, tree, v)
	}
	return unpackScalar(place, tree, v)
}

func unpackStruct(place string, tree interface{}, v reflect.Value) error {
	fields, ok := tree.(map[string]interface{})
	if !ok || v.Type() == timeType {
		return misfit(place, tree, v)
	}
	for i := 0; i < v.NumField(); i++ {
		name := v.Type().Field(i).Name
		field, ok := fields[name]
		if !ok {
			return fmt.Errorf("archive: %s.%s is missing", place, name)
		}
		if err := unpackValue(place+"."+name, field, v.Field(i)); err != nil {
			return err
		}
	}
	if len(fields) > v.NumField() {
		return fmt.Errorf("archive: %s has %d fields, want %d", place, len(fields), v.NumField())
	}
	return nil
}

func unpackSlice(place string, tree interface{}, v reflect.Value) error {
	switch tree := tree.(type) {
	case nil:
		v.SetZero()
		return nil
	case cbor.Tag:
		return unpackNumbers(place, tree, v)
	case []interface{}:
		if isNumber(v.Type().Elem().Kind()) {
			break
		}
		made := reflect.MakeSlice(v.Type(), len(tree), len(tree))
		for i, element := range tree {
			if err := unpackValue(fmt.Sprintf("%s[%d]", place, i), element, made.Index(i)); err != nil {
				return err
			}
		}
		v.Set(made)
		return nil
	}
	return misfit(place, tree, v)
}

// unpackScalar takes what the decoder makes of numbers: uint64 if not negative,
// else int64, or float64.
func unpackScalar(place string, tree interface{}, v reflect.Value) error {
	ok := false
	switch x := tree.(type) {
	case bool:
		if ok = v.Kind() == reflect.Bool; ok {
			v.SetBool(x)
		}
	case string:
		if ok = v.Kind() == reflect.String; ok {
			v.SetString(x)
		}
	case float64:
		if ok = v.CanFloat(); ok {
			v.SetFloat(x)
		}
	case uint64:
		switch {
		case v.CanUint():
			if ok = !v.OverflowUint(x); ok {
				v.SetUint(x)
			}
		case v.CanInt():
			if ok = x>>63 == 0 && !v.OverflowInt(int64(x)); ok {
				v.SetInt(int64(x))
			}
		}
	case int64:
		if ok = v.CanInt() && !v.OverflowInt(x); ok {
			v.SetInt(x)
		}
	}
	if !ok {
		return misfit(place, tree, v)
	}
	return nil
}

func misfit(place string, tree interface{}, v reflect.Value) error {
	return fmt.Errorf("archive: %s is %s, want %s", place, short(tree), v.Type())
}

// short names what was read without its contents, if those may be long.
func short(tree interface{}) string {
	switch x := tree.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("%.40q", x)
	case bool, uint64, int64, float64:
		return fmt.Sprint(x)
	case cbor.Tag:
		return fmt.Sprintf("an item with tag %d", x.Number)
	}
	return fmt.Sprintf("a %T", tree)
}
