// Package saving joins package archive to the parts that it saves. It is apart,
// because it has a type parameter, and what users import has none.
package saving

import (
	"io"
	"reflect"

	"gohtm/htm/archive"
)

// Load reads a part's state and restores it; on error restore was not called, or
// returned that error.
func Load[State any](r io.Reader, part archive.Part, restore func(State) error) error {
	var s State
	if err := archive.Read(r, part, &s); err != nil {
		return err
	}
	return restore(s)
}

// ParamsOf returns what an encoder or another part says that it was made with, by a
// method Params without arguments; nil if it has none.
func ParamsOf(part interface{}) interface{} {
	m := reflect.ValueOf(part).MethodByName("Params")
	if !m.IsValid() || m.Type().NumIn() != 0 || m.Type().NumOut() != 1 {
		return nil
	}
	return m.Call(nil)[0].Interface()
}
