package encode

import (
	"image"
	"image/color"
	"math"
	"math/bits"
	"slices"
	"testing"

	"gohtm/htm/internal/rng"
)

func newImage(t testing.TB, p ImageParams) *Image {
	t.Helper()
	e, err := NewImage(p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Worked by hand. 4 bits: thermometer from 51, 102, 153 and 204 on; buckets of 64;
// the upper half of the byte.
func TestPixelCodes(t *testing.T) {
	for _, tt := range []struct {
		name string
		code PixelCode
		bits int
		want map[uint8]uint64
	}{
		{"thermometer", Thermometer, 4, map[uint8]uint64{0: 0, 50: 0, 51: 1, 101: 1, 102: 3, 152: 3, 153: 7, 203: 7, 204: 15, 254: 15, 255: 15}},
		{"thermometer of one bit", Thermometer, 1, map[uint8]uint64{127: 0, 128: 1, 255: 1}},
		{"thermometer of 32 bits", Thermometer, 32, map[uint8]uint64{0: 0, 7: 0, 8: 1, 255: 1<<32 - 1}}, // from 7.7 on
		{"buckets", Buckets, 4, map[uint8]uint64{0: 1, 63: 1, 64: 2, 127: 2, 128: 4, 192: 8, 255: 8}},
		{"buckets of one bit", Buckets, 1, map[uint8]uint64{0: 1, 255: 1}},
		{"buckets of three bits", Buckets, 3, map[uint8]uint64{85: 1, 86: 2, 170: 2, 171: 4}}, // from 85.3 and 170.7 on
		{"binary", Binary, 4, map[uint8]uint64{0: 0, 15: 0, 16: 1, 127: 7, 128: 8, 255: 15}},
		{"binary of one bit", Binary, 1, map[uint8]uint64{127: 0, 128: 1}},
		{"binary of a byte", Binary, 8, map[uint8]uint64{0: 0, 1: 1, 200: 200, 255: 255}},
		{"threshold", Threshold(100), 1, map[uint8]uint64{0: 0, 99: 0, 100: 1, 255: 1}},
		{"threshold 0", Threshold(0), 1, map[uint8]uint64{0: 1, 255: 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for grey, want := range tt.want {
				if got := tt.code(grey, tt.bits); got != want {
					t.Errorf("grey %d: %b, want %b", grey, got, want)
				}
			}
		})
	}
}

// The codes' promises, for all grey levels and all numbers of bits.
func TestPixelCodesKeepTheirWord(t *testing.T) {
	for n := 1; n <= mostPixelBits; n++ {
		seen := map[uint64]bool{}
		for a := 0; a < 256; a++ {
			level := bits.OnesCount64(Thermometer(uint8(a), n))
			if got, want := Thermometer(uint8(a), n), uint64(1)<<level-1; got != want {
				t.Fatalf("thermometer of %d bits, grey %d: %b, want the lowest bits only", n, a, got)
			}
			for b := 0; b < n; b++ {
				if on := Thermometer(uint8(a), n)>>b&1 == 1; on != (a*(n+1) >= 255*(b+1)) {
					t.Fatalf("thermometer of %d bits, grey %d, bit %d is %v", n, a, b, on)
				}
			}
			if got := bits.OnesCount64(Buckets(uint8(a), n)); got != 1 {
				t.Fatalf("buckets of %d bits, grey %d: %d on, want 1", n, a, got)
			}
			for _, on := range []uint64{Thermometer(uint8(a), n), Buckets(uint8(a), n), Binary(uint8(a), n)} {
				if on>>n != 0 {
					t.Fatalf("grey %d: %b, want %d bits", a, on, n)
				}
			}
			seen[Binary(uint8(a), n)] = true
		}
		if want := min(256, 1<<n); len(seen) != want {
			t.Errorf("binary of %d bits: %d codes, want %d", n, len(seen), want)
		}
	}
}

// Worked by hand: 3 wide, 2 high.
func TestImageEncode(t *testing.T) {
	pixels := []uint8{
		0, 60, 255,
		128, 200, 20,
	} // mean 110.5
	base := ImageParams{Width: 3, Height: 2, Bits: 1}
	for _, tt := range []struct {
		name   string
		change func(*ImageParams)
		bits   []int
		shape  []int
	}{
		{"one bit from half of white on", func(p *ImageParams) {}, []int{2, 3, 4}, []int{2, 3}},
		{"a threshold", func(p *ImageParams) { p.Code = Threshold(60) }, []int{1, 2, 3, 4}, []int{2, 3}},
		{"the mean", func(p *ImageParams) { p.Mean = true }, []int{2, 3, 4}, []int{2, 3}},
		{"4 bits", func(p *ImageParams) { p.Bits = 4 }, []int{4, 8, 9, 10, 11, 12, 13, 16, 17, 18}, []int{2, 3, 4}},
		{"buckets", func(p *ImageParams) { p.Bits, p.Code = 4, Buckets }, []int{0, 4, 11, 14, 19, 20}, []int{2, 3, 4}},
		{"binary", func(p *ImageParams) { p.Bits, p.Code = 2, Binary }, []int{4, 5, 7, 8, 9}, []int{2, 3, 2}},
		{"inverted", func(p *ImageParams) { p.Invert = true }, []int{0, 1, 5}, []int{2, 3}},
		{"an inverted threshold is for the inverted levels", func(p *ImageParams) { p.Invert, p.Code = true, Threshold(235) }, []int{0, 5}, []int{2, 3}},
		{"the mean, inverted", func(p *ImageParams) { p.Mean, p.Invert = true, true }, []int{0, 1, 5}, []int{2, 3}},
		{"a code of one's own", func(p *ImageParams) {
			p.Bits = 3
			p.Code = func(grey uint8, bits int) uint64 {
				if grey == 20 {
					return 1<<bits - 1
				}
				return 0
			}
		}, []int{15, 16, 17}, []int{2, 3, 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := base
			tt.change(&p)
			e := newImage(t, p)
			code, err := e.Encode(pixels)
			if err != nil || !slices.Equal(code.Bits, tt.bits) || !slices.Equal(code.Shape, tt.shape) || code.Size != e.Size() {
				t.Errorf("%v, %v, want bits %v in shape %v", code, err, tt.bits, tt.shape)
			}
			if err := code.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

// The mean itself is on, whether or not it is a whole number; an image of one grey
// is all on, as in htm.core.
func TestImageMean(t *testing.T) {
	for _, tt := range []struct {
		name     string
		pixels   []uint8
		on, dark []int
	}{
		{"the mean is on both ways", []uint8{10, 20, 30}, []int{1, 2}, []int{0, 1}},
		{"20 and a third", []uint8{10, 20, 31}, []int{2}, []int{0, 1}},
		{"black", []uint8{0, 0, 0}, []int{0, 1, 2}, []int{0, 1, 2}},
		{"white", []uint8{255, 255, 255}, []int{0, 1, 2}, []int{0, 1, 2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			light := newImage(t, ImageParams{Width: 3, Height: 1, Bits: 1, Mean: true})
			dark := newImage(t, ImageParams{Width: 3, Height: 1, Bits: 1, Mean: true, Invert: true})
			a, errA := light.Encode(tt.pixels)
			b, errB := dark.Encode(tt.pixels)
			if errA != nil || errB != nil || !slices.Equal(a.Bits, tt.on) || !slices.Equal(b.Bits, tt.dark) {
				t.Errorf("%v and inverted %v, want %v and %v (%v, %v)", a.Bits, b.Bits, tt.on, tt.dark, errA, errB)
			}
		})
	}
}

// Two thermometer images differ in as many bits as their pixels are levels apart;
// two bucket images share as many as pixels have one bucket.
func TestImageDistance(t *testing.T) {
	const pixels, n = 50, 7
	thermometer := newImage(t, ImageParams{Width: pixels, Height: 1, Bits: n})
	buckets := newImage(t, ImageParams{Width: pixels, Height: 1, Bits: n, Code: Buckets})
	stream := rng.New(3)
	for round := 0; round < 200; round++ {
		a, b := make([]uint8, pixels), make([]uint8, pixels)
		apart, alike := 0, 0
		for i := range a {
			a[i], b[i] = uint8(stream.Below(256)), uint8(stream.Below(256))
			levels := int(a[i])*(n+1)/255 - int(b[i])*(n+1)/255
			if a[i] == 255 || b[i] == 255 {
				a[i], b[i], levels = 9, 9, 0
			}
			apart += max(levels, -levels)
			if int(a[i])*n/256 == int(b[i])*n/256 {
				alike++
			}
		}
		x, errX := thermometer.Encode(a)
		y, errY := thermometer.Encode(b)
		if errX != nil || errY != nil {
			t.Fatal(errX, errY)
		}
		if got := x.Minus(y).Len() + y.Minus(x).Len(); got != apart {
			t.Errorf("thermometer: %d bits differ, want %d", got, apart)
		}
		x, errX = buckets.Encode(a)
		y, errY = buckets.Encode(b)
		if got := x.Overlap(y); errX != nil || errY != nil || got != alike || x.Len() != pixels {
			t.Errorf("buckets: %d bits shared, want %d (%v, %v)", got, alike, errX, errY)
		}
	}
}

// grey/255 is grey again, and what is between is the nearest level.
func TestImageEncodeFloats(t *testing.T) {
	e := newImage(t, ImageParams{Width: 256, Height: 1, Bits: 8, Code: Binary})
	grey, shares, below, above := make([]uint8, 256), make([]float64, 256), make([]float64, 256), make([]float64, 256)
	for i := range grey {
		grey[i], shares[i] = uint8(i), float64(i)/255
		below[i], above[i] = max(0, (float64(i)-.49)/255), min(1, (float64(i)+.49)/255)
	}
	want, err := e.Encode(grey)
	if err != nil {
		t.Fatal(err)
	}
	for name, pixels := range map[string][]float64{"the same": shares, "a little less": below, "a little more": above} {
		if got, err := e.EncodeFloats(pixels); err != nil || !got.Equal(want) {
			t.Errorf("%s: %v, %v, want %v", name, got, err, want)
		}
	}
}

// An image of package image, in grey and in colours, part of a larger one.
func TestImageEncodeImage(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 10, 10))
	colours := image.NewRGBA(image.Rect(0, 0, 10, 10))
	for y := 0; y < 10; y++ {
		for x := 0; x < 10; x++ {
			level := uint8(20*x + 3*y)
			grey.SetGray(x, y, color.Gray{Y: level})
			colours.SetRGBA(x, y, color.RGBA{R: level, G: level, B: level, A: 255})
		}
	}
	e := newImage(t, ImageParams{Width: 3, Height: 2, Bits: 8, Code: Binary})
	want, err := e.Encode([]uint8{95, 115, 135, 98, 118, 138}) // x 4 to 6, y 5 and 6
	if err != nil {
		t.Fatal(err)
	}
	part := image.Rect(4, 5, 7, 7)
	for name, picture := range map[string]image.Image{"grey": grey.SubImage(part), "colours": colours.SubImage(part)} {
		if got, err := e.EncodeImage(picture); err != nil || !got.Equal(want) || !slices.Equal(got.Shape, []int{2, 3, 8}) {
			t.Errorf("%s: %v, %v, want %v", name, got, err, want)
		}
	}
	if _, err := e.EncodeImage(grey.SubImage(image.Rect(0, 0, 2, 3))); errorText(err) != "encode: image of 2 x 3 pixels, want 3 x 2" {
		t.Errorf("another size: error %v", err)
	}
	if _, err := e.EncodeImage(grey.SubImage(image.Rect(0, 0, 3, 3))); errorText(err) != "encode: image of 3 x 3 pixels, want 3 x 2" {
		t.Errorf("another height: error %v", err)
	}
	if _, err := e.EncodeImage(nil); errorText(err) != "encode: image = nil, want one of 3 x 2 pixels" {
		t.Errorf("nil: error %v", err)
	}
}

func TestImageErrors(t *testing.T) {
	e := newImage(t, DefaultImageParams(2, 1))
	for _, tt := range []struct {
		name   string
		pixels []float64
		want   string
	}{
		{"too few", []float64{0}, "encode: 1 pixels, want Width*Height = 2"},
		{"none", nil, "encode: 0 pixels, want Width*Height = 2"},
		{"too many", []float64{0, 0, 0}, "encode: 3 pixels, want Width*Height = 2"},
		{"NaN", []float64{0, math.NaN()}, "encode: pixel 1 = NaN, want in [0, 1]"},
		{"above white", []float64{1.001, 0}, "encode: pixel 0 = 1.001, want in [0, 1]"},
		{"below black", []float64{0, -1e-300}, "encode: pixel 1 = -1e-300, want in [0, 1]"},
		{"infinite", []float64{math.Inf(1), 0}, "encode: pixel 0 = +Inf, want in [0, 1]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := e.EncodeFloats(tt.pixels); errorText(err) != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
	if _, err := e.Encode(make([]uint8, 783)); errorText(err) != "encode: 783 pixels, want Width*Height = 2" {
		t.Errorf("error %v", err)
	}
}

func TestImageParamsErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*ImageParams)
		want  string
	}{
		{"Width", func(p *ImageParams) { p.Width = 0 }, "encode: Width = 0, want in [1, 2^28]"},
		{"Height", func(p *ImageParams) { p.Height = -28 }, "encode: Height = -28, want in [1, 2^28]"},
		{"no Bits", func(p *ImageParams) { p.Bits = 0 }, "encode: Bits = 0, want in [1, 32]"},
		{"too many Bits", func(p *ImageParams) { p.Bits = 33 }, "encode: Bits = 33, want in [1, 32]"},
		{"too large", func(p *ImageParams) { p.Width, p.Height = 1<<14, 1<<13 }, "encode: Width * Height * Bits = 16384 * 8192 * 4, want <= 2^28"},
		{"Mean with 4 bits", func(p *ImageParams) { p.Mean = true }, "encode: Bits = 4, want 1 with Mean"},
		{"Mean with a code", func(p *ImageParams) { p.Mean, p.Bits, p.Code = true, 1, Binary }, "encode: Code is given, want nil with Mean"},
		{"two at once", func(p *ImageParams) { p.Width, p.Bits = 0, 0 }, "encode: Width = 0, want in [1, 2^28]\nencode: Bits = 0, want in [1, 32]"},
		{"a code with a bit that is not there", func(p *ImageParams) { p.Code = func(grey uint8, bits int) uint64 { return uint64(grey) } }, "encode: Code(16, 4) = 0x10, want bits below 4 only"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := DefaultImageParams(28, 28)
			tt.spoil(&p)
			if _, err := NewImage(p); errorText(err) != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
	if e := newImage(t, DefaultImageParams(28, 28)); e.Size() != 3136 || e.Params().Bits != 4 || e.Params().Code != nil {
		t.Errorf("Size %d, Params %+v; want 28 x 28 x 4 bits", e.Size(), e.Params())
	}
}

// Whatever the pixels: an error, or a valid SDR with each pixel's code.
func FuzzImage(f *testing.F) {
	f.Add([]byte{0, 1, 127, 128, 254, 255}, 3, 4, 0, false)
	f.Add([]byte{}, 0, 1, 2, true)
	f.Fuzz(func(t *testing.T, pixels []byte, width, perPixel, kind int, invert bool) {
		if width < 1 || len(pixels) == 0 || len(pixels)%width != 0 || kind < 0 || kind > 3 {
			return
		}
		codes := []PixelCode{Thermometer, Buckets, Binary, Threshold(77)}
		e, err := NewImage(ImageParams{Width: width, Height: len(pixels) / width, Bits: perPixel, Code: codes[kind], Invert: invert})
		if err != nil {
			return
		}
		code, err := e.Encode(pixels)
		if err == nil {
			err = code.Check()
		}
		if err != nil {
			t.Fatal(err)
		}
		dense := code.Dense()
		for i, grey := range pixels {
			if invert {
				grey = 255 - grey
			}
			for bit := 0; bit < perPixel; bit++ {
				if got, want := dense[i*perPixel+bit], codes[kind](grey, perPixel)>>bit&1 == 1; got != want {
					t.Fatalf("pixel %d = %d, bit %d is %v, want %v", i, grey, bit, got, want)
				}
			}
		}
	})
}
