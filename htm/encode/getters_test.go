package encode

import (
	"reflect"
	"testing"

	"gohtm/htm/sdr"
)

// What an encoder was made with can be read, to make another one like it; and all
// its codes have its Size.
func TestParamsMakeTheSameEncoder(t *testing.T) {
	adaptive, errAdaptive := NewAdaptive(DefaultAdaptiveParams(99))
	logarithm, errLog := NewLog(DefaultLogParams(99))
	category, errCategory := NewCategory(CategoryParams{Categories: []string{"a", "b"}, Active: 5})
	random, errRandom := NewSDRCategory(DefaultSDRCategoryParams("a", "b"))
	pass, errPass := NewPassThrough(PassThroughParams{Size: 9, Active: 2})
	distributed, errDistributed := NewRandomDistributed(DefaultRandomDistributedParams(3))
	for _, err := range []error{errAdaptive, errLog, errCategory, errRandom, errPass, errDistributed} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		got, want  interface{}
		size, bits int
	}{
		{adaptive.Params(), DefaultAdaptiveParams(99), adaptive.Size(), 99},
		{logarithm.Params(), DefaultLogParams(99), logarithm.Size(), 99},
		{category.Params(), CategoryParams{Categories: []string{"a", "b"}, Active: 5}, category.Size(), 10},
		{random.Params(), DefaultSDRCategoryParams("a", "b"), random.Size(), 400},
		{pass.Params(), PassThroughParams{Size: 9, Active: 2}, pass.Size(), 9},
		{distributed.Params(), DefaultRandomDistributedParams(3), distributed.Size(), 400},
	} {
		if !reflect.DeepEqual(tt.got, tt.want) || tt.size != tt.bits {
			t.Errorf("params %+v of %d bits, want %+v of %d", tt.got, tt.size, tt.want, tt.bits)
		}
	}
}

// Whoever changes the names of returned parameters changes no encoder.
func TestParamsOfCategoriesAreCopies(t *testing.T) {
	category, err := NewCategory(CategoryParams{Categories: []string{"a", "b"}, Active: 5})
	if err != nil {
		t.Fatal(err)
	}
	random, err := NewSDRCategory(DefaultSDRCategoryParams("a", "b"))
	if err != nil {
		t.Fatal(err)
	}
	category.Params().Categories[0], random.Params().Categories[0] = "x", "x"
	for _, e := range []interface {
		Encode(string) (sdr.SDR, error)
		Decode(sdr.SDR) (string, int, error)
	}{category, random} {
		code, err := e.Encode("a")
		if err != nil {
			t.Fatal(err)
		}
		if name, _, err := e.Decode(code); name != "a" || err != nil {
			t.Errorf("%T: a is decoded as %q, %v", e, name, err)
		}
	}
}
