package archive

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
)

// Values of hooks: see Part.Params.
const (
	noHook    = "nil"
	ownHook   = "a function"
	module    = "gohtm/"
	noParam   = "none"
	noElement = "nil"
)

// describe lists the parameters of a struct as text, field by field.
func describe(params interface{}) (all []Param, err error) {
	if params == nil {
		return nil, nil
	}
	err = describeValue(&all, "", reflect.ValueOf(params))
	return all, err
}

func describeValue(all *[]Param, name string, v reflect.Value) error {
	add := func(text string) { *all = append(*all, Param{name, text}) }
	switch v.Kind() {
	case reflect.Invalid: // nil where anything may stand
		add(noElement)
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			add(noElement)
			return nil
		}
		return describeValue(all, name, v.Elem())
	case reflect.Func:
		add(hook(v))
	case reflect.Struct:
		return describeStruct(all, name, v)
	case reflect.Slice, reflect.Array:
		if plain(v.Type().Elem().Kind()) {
			add(fmt.Sprint(v))
			return nil
		}
		for i := 0; i < v.Len(); i++ {
			if err := describeValue(all, fmt.Sprintf("%s[%d]", name, i), v.Index(i)); err != nil {
				return err
			}
		}
	default:
		if !plain(v.Kind()) {
			return fmt.Errorf("archive: parameter %s is a %s, want numbers, texts, functions, slices and structs", name, v.Type())
		}
		add(fmt.Sprint(v))
	}
	return nil
}

func describeStruct(all *[]Param, name string, v reflect.Value) error {
	if s, ok := v.Interface().(fmt.Stringer); ok && v.NumField() > 0 && !v.Type().Field(0).IsExported() {
		*all = append(*all, Param{name, s.String()}) // such as time.Time
		return nil
	}
	for i := 0; i < v.NumField(); i++ {
		if f := v.Type().Field(i); f.IsExported() {
			if err := describeValue(all, strings.TrimPrefix(name+"."+f.Name, "."), v.Field(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// plain tells whether all of a value is in its text.
func plain(k reflect.Kind) bool { return isNumber(k) || k == reflect.Bool || k == reflect.String }

// hook returns the name of a function of this module; another has none that would
// be the same in the next program.
func hook(v reflect.Value) string {
	if v.IsNil() {
		return noHook
	}
	name := runtime.FuncForPC(v.Pointer()).Name()
	if strings.HasPrefix(name, module) && !strings.Contains(name, ".func") && !strings.HasSuffix(name, "-fm") {
		return strings.TrimPrefix(name, module)
	}
	return ownHook
}

// fits says in what a file is not one of this part, or nil.
func (h Header) fits(part Part) error {
	if h.Kind != part.Kind {
		return fmt.Errorf("archive: the file holds a %s, want a %s", h.Kind, part.Kind)
	}
	if h.Version != part.Version {
		age := "a later"
		if h.Version < part.Version {
			age = "an earlier"
		}
		return fmt.Errorf("archive: %s of version %d in the file, want version %d: it was written by %s gohtm", h.Kind, h.Version, part.Version, age)
	}
	want, err := describe(part.Params)
	if err != nil {
		return err
	}
	return compare(part.Kind, h.Params, want)
}

// compare names every parameter that differs.
func compare(kind string, file, want []Param) (err error) {
	pkg, part, _ := strings.Cut(kind, ".")
	values, seen := map[string]string{}, map[string]bool{}
	for _, p := range file {
		values[p.Name] = p.Value
	}
	complain := func(name, got, want string) {
		err = errors.Join(err, fmt.Errorf("%s: %s = %s in the file, want %s as in this %s", pkg, name, got, want, part))
	}
	for _, p := range want {
		got, ok := values[p.Name]
		seen[p.Name] = true
		if !ok {
			got = noParam
		}
		if !same(got, p.Value) {
			complain(p.Name, got, p.Value)
		}
	}
	for _, p := range file {
		if !seen[p.Name] {
			complain(p.Name, p.Value, noParam)
		}
	}
	return err
}

// same compares values; a function without a name may be any other.
func same(a, b string) bool {
	return a == b || a == ownHook && isHook(b) || b == ownHook && isHook(a)
}

func isHook(value string) bool { return value != noHook && value != noParam }
