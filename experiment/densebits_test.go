package experiment

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"gohtm/datasets"
)

func denseBits(t *testing.T, p DenseLayerParams) []Epoch {
	t.Helper()
	epochs, err := DenseBits(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return epochs
}

// A linear layer tells nearly nine of ten digits from bits and from grey levels: more than from
// so few minicolumns, whose number does not matter to it.
func TestDenseBits(t *testing.T) {
	p := ShortDenseLayerParams(drawn(t, 1500, 1), 1500, 64)
	p.Alpha = .003
	s := p.Scalar()
	s.Alpha = .01
	bits, grey, pooled := denseBits(t, p), denseBits(t, s), denseLayer(t, p)
	b, g, d := settled(bits), settled(grey), settled(pooled.Epochs)
	t.Logf("bits %.3f, grey levels %.3f, pooler %.3f", b, g, d)
	if b < .75 || g < .75 || d > b-.1 {
		t.Errorf("bits %.3f, grey levels %.3f, pooler %.3f; want .75 at least, and .1 less with the pooler", b, g, d)
	}
	other := p
	other.Pooler.Columns, other.Passes = 32, 0
	if !reflect.DeepEqual(denseBits(t, other), bits) {
		t.Error("the pooler's parameters change what is learned without it")
	}
	other.Encode.Bits, other.Pooler.Inputs, other.Pooler.PotentialRadius = 1, 784, 784
	if reflect.DeepEqual(denseBits(t, other), bits) {
		t.Error("one bit a pixel gives the same as four")
	}
}

// By hand: two images of two pixels, grey 255 and 51, with the codes they have in four bits.
func TestInputCodes(t *testing.T) {
	images := &datasets.LabelledImages{Rows: 1, Columns: 2, Images: [][]uint8{{255, 0}, {0, 51}}, Labels: []uint8{0, 1}}
	p := DefaultDenseLayerParams(images)
	codes, err := inputCodes(p)
	if err != nil || !reflect.DeepEqual(codes[0].bits.Bits, []int{0, 1, 2, 3}) || !reflect.DeepEqual(codes[1].bits.Bits, []int{4}) || codes[0].rates != nil {
		t.Errorf("%+v, %v; want all four bits of the first pixel, one of the second", codes, err)
	}
	codes, err = inputCodes(p.Scalar())
	if err != nil || !reflect.DeepEqual(codes[1].bits.Bits, []int{1}) || !reflect.DeepEqual(codes[1].rates, []float32{.2}) || codes[0].rates[0] != 1 {
		t.Errorf("%+v, %v; want rates of 1 and .2", codes, err)
	}
}

func TestDenseBitsStopsAndRefuses(t *testing.T) {
	p := ShortDenseLayerParams(drawn(t, 50, 1), 50, 64)
	ctx, stop := context.WithCancel(context.Background())
	epochs, err := DenseBits(ctx, p, func(done, total int) {
		if total != 250 {
			t.Fatalf("total %d, want 250", total)
		}
		if done == 120 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || len(epochs) != 2 {
		t.Errorf("%d epochs, %v; want 2", len(epochs), err)
	}
	for want, change := range map[string]func(p *DenseLayerParams){
		"Epochs = 0":         func(p *DenseLayerParams) { p.Epochs = 0 },
		"predict: Alpha = 0": func(p *DenseLayerParams) { p.Alpha = 0 },
		"encode: Code(0, 4)": func(p *DenseLayerParams) {
			p.Encode.Code = func(grey uint8, bits int) uint64 { return 1 << 8 }
		},
	} {
		q := p
		change(&q)
		_, err := DenseBits(context.Background(), q, nil)
		complain(t, err, want)
	}
}
