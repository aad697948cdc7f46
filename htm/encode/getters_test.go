package encode

import (
	"reflect"
	"testing"
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
