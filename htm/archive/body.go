package archive

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/fxamacker/cbor/v2"
)

// The encoder gives one representation to each value and keeps all bits of a
// floating point number; the decoder refuses what the encoder would never write.
// It allocates no more than a multiple of the bytes that are there.
var (
	encoder = must(cbor.EncOptions{
		Sort: cbor.SortCoreDeterministic, IndefLength: cbor.IndefLengthForbidden,
		ShortestFloat: cbor.ShortestFloatNone, NaNConvert: cbor.NaNConvertNone, InfConvert: cbor.InfConvertNone,
	}.EncMode())
	decoder = must(cbor.DecOptions{
		DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, UTF8: cbor.UTF8RejectInvalid,
		MaxNestedLevels: 32, MaxArrayElements: 1 << 30, MaxMapPairs: 1 << 10,
		DefaultMapType: reflect.TypeOf(map[string]interface{}(nil)),
		// Without this a crafted whole number becomes a *big.Int.
		BignumTag:         cbor.BignumTagForbidden,
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField,
	}.DecMode())
)

func must[T any](mode T, err error) T {
	if err != nil {
		panic(err)
	}
	return mode
}

func encodeBody(h Header, state interface{}) ([]byte, error) {
	header, err := encoder.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("archive: header: %w", err)
	}
	rest, err := encoder.Marshal(state)
	if err != nil {
		return nil, fmt.Errorf("archive: state: %w", err)
	}
	return append(header, rest...), nil
}

func decodeHeader(body []byte) (h Header, state []byte, err error) {
	state, err = decoder.UnmarshalFirst(body, &h)
	if err != nil {
		return Header{}, nil, fmt.Errorf("archive: damaged: header: %w", err)
	}
	if h.Kind == "" || h.Version < 1 {
		return Header{}, nil, errors.New("archive: damaged: header without kind or version")
	}
	return h, state, nil
}

func decodeState(item []byte, state interface{}) error {
	var tree interface{}
	if err := decoder.Unmarshal(item, &tree); err != nil {
		return fmt.Errorf("archive: damaged: state: %w", err)
	}
	return unpack(tree, state)
}
