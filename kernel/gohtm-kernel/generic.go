//go:build gophernotes

package main

import (
	"cmp"
	"fmt"
	"reflect"
	"sort"

	"github.com/cosmos72/gomacro/imports"
)

// The packages slices and maps are all type parameters, for which the interpreter has
// no form. Under their names cells get functions for slices and maps of any type.
func init() {
	imports.Packages["slices"] = imports.Package{Name: "slices", Binds: map[string]reflect.Value{
		"Sort":     reflect.ValueOf(sortSlice),
		"Reverse":  reflect.ValueOf(reverseSlice),
		"Contains": reflect.ValueOf(func(s, v interface{}) bool { return indexOf(s, v) >= 0 }),
		"Index":    reflect.ValueOf(indexOf),
		"Equal":    reflect.ValueOf(func(a, b interface{}) bool { return reflect.DeepEqual(slice(a).Interface(), slice(b).Interface()) }),
	}}
	imports.Packages["maps"] = imports.Package{Name: "maps", Binds: map[string]reflect.Value{
		"StringKeys": reflect.ValueOf(func(m interface{}) (keys []string) { keysInto(m, &keys); return keys }),
		"IntKeys":    reflect.ValueOf(func(m interface{}) (keys []int) { keysInto(m, &keys); return keys }),
	}}
}

// slice returns the value of a slice; anything else panics.
func slice(s interface{}) reflect.Value {
	v := reflect.ValueOf(s)
	if v.Kind() != reflect.Slice {
		panic(fmt.Sprintf("slices: %T, want a slice", s))
	}
	return v
}

// sortSlice sorts a slice of numbers or strings in place.
func sortSlice(s interface{}) {
	v := slice(s)
	sort.SliceStable(s, func(i, j int) bool {
		a, b := v.Index(i), v.Index(j)
		switch {
		case a.CanInt():
			return a.Int() < b.Int()
		case a.CanUint():
			return a.Uint() < b.Uint()
		case a.CanFloat():
			return cmp.Less(a.Float(), b.Float())
		case a.Kind() == reflect.String:
			return a.String() < b.String()
		}
		panic(fmt.Sprintf("slices: Sort of %T, want numbers or strings; sort.Slice takes a function", s))
	})
}

// reverseSlice reverses a slice in place.
func reverseSlice(s interface{}) {
	swap := reflect.Swapper(slice(s).Interface())
	for i, j := 0, slice(s).Len()-1; i < j; i, j = i+1, j-1 {
		swap(i, j)
	}
}

// indexOf returns where a slice has a value first, -1 if nowhere.
func indexOf(s, value interface{}) int {
	v := slice(s)
	x := reflect.ValueOf(value)
	if x.IsValid() && x.CanConvert(v.Type().Elem()) {
		value = x.Convert(v.Type().Elem()).Interface() // 3 is a float64 among those
	}
	for i := 0; i < v.Len(); i++ {
		if reflect.DeepEqual(v.Index(i).Interface(), value) {
			return i
		}
	}
	return -1
}

// keysInto puts the keys of a map, sorted, into a slice of their type.
func keysInto(m, into interface{}) {
	list := reflect.ValueOf(into).Elem()
	v := reflect.ValueOf(m)
	if v.Kind() != reflect.Map || v.Type().Key().Kind() != list.Type().Elem().Kind() {
		panic(fmt.Sprintf("maps: %T, want a map with keys of type %v", m, list.Type().Elem()))
	}
	for _, key := range v.MapKeys() {
		list.Set(reflect.Append(list, key.Convert(list.Type().Elem())))
	}
	sortSlice(list.Interface())
}
