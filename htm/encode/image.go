package encode

import (
	"fmt"
	"image"
	"image/color"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// PixelCode says which of a pixel's bits are on for a grey level, from 0 for black
// to 255 for white: bit b is on if 1<<b is in the result. It is called once for
// each level, when an encoder is made, and must always say the same.
//
//	func(grey uint8, bits int) uint64 { return uint64(grey) >> (8 - bits) } // Binary, for up to 8 bits
type PixelCode func(grey uint8, bits int) uint64

// Thermometer turns on the more bits the lighter a pixel is:
//
//	bit b is on  if grey >= 255 (b+1) / (bits+1)
//
// for 4 bits from 51, 102, 153 and 204 on. It guarantees: two pixels differ in as
// many bits as they are levels apart. Purdy (2016), arXiv:1602.05925, has as its
// first rule that inputs that are alike share bits; of these codes it is the one
// that keeps it.
func Thermometer(grey uint8, bits int) uint64 {
	level := min(int(grey)*(bits+1)/255, bits)
	return 1<<level - 1
}

// Buckets turns on one bit, that of the pixel's range of grey levels:
//
//	bit b is on  if b = floor(grey bits / 256)
//
// It guarantees: one bit of a pixel is on, so that every image has as many bits on
// as pixels, and two images share as many bits as pixels have the same bucket.
func Buckets(grey uint8, bits int) uint64 { return 1 << (int(grey) * bits >> 8) }

// Binary turns on the digits of floor(grey 2^bits / 256) as a binary number, for 4
// bits the upper half of a byte; bit 0 is the lowest digit. It guarantees that levels
// differ, but not that neighbours share bits: 7 is 0111 and 8 is 1000.
func Binary(grey uint8, bits int) uint64 { return uint64(grey) << bits >> 8 }

// Threshold returns the code of a pixel by one bit, which is on from a grey level
// on; for Bits = 1.
func Threshold(from uint8) PixelCode {
	return func(grey uint8, bits int) uint64 {
		if grey >= from {
			return 1
		}
		return 0
	}
}

// ImageParams configures an Image: start from DefaultImageParams, change fields.
type ImageParams struct {
	Width, Height int // pixels
	Bits          int // for each pixel, in [1, 32]
	// Code says which of them are on; nil means Thermometer. Others are Buckets,
	// Binary and Threshold(level).
	Code PixelCode
	// Mean turns a pixel on, by one bit, if it is at least as light as the mean of its
	// own image, instead of Code: htm.core's way with handwritten digits. Bits is 1.
	Mean bool
	// Invert makes black 255 and white 0 before all else: for dark ink on light paper.
	Invert bool
}

// DefaultImageParams returns 4 bits a pixel by Thermometer for images of that size.
//
// "4 bits a pixel" may also be read as Binary, the upper half of a byte. Thermometer
// is meant here, because with it alike pixels share bits, as no two need in Binary.
func DefaultImageParams(width, height int) ImageParams {
	return ImageParams{Width: width, Height: height, Bits: 4}
}

const mostPixelBits = 32

// Validate names every field that is out of range.
func (p ImageParams) Validate() error {
	c := check.New("encode")
	c.That(p.Width > 0 && p.Width <= mostBits, "Width = %d, want in [1, 2^28]", p.Width)
	c.That(p.Height > 0 && p.Height <= mostBits, "Height = %d, want in [1, 2^28]", p.Height)
	c.That(p.Bits > 0 && p.Bits <= mostPixelBits, "Bits = %d, want in [1, %d]", p.Bits, mostPixelBits)
	if c.Err() == nil {
		c.That(p.Width <= mostBits/p.Bits/p.Height, "Width * Height * Bits = %d * %d * %d, want <= 2^28", p.Width, p.Height, p.Bits)
	}
	c.That(!p.Mean || p.Bits == 1, "Bits = %d, want 1 with Mean", p.Bits)
	c.That(!p.Mean || p.Code == nil, "Code is given, want nil with Mean")
	return c.Err()
}

// Image encodes a grey image, pixel by pixel, row by row: bit b of the pixel in
// row y, column x is bit (y*Width + x)*Bits + b of the SDR, whose Shape is Height,
// Width, Bits, or Height, Width for one bit. It guarantees what its PixelCode does
// for each pixel, and that a pixel changes no bits but its own, unless Mean is set.
type Image struct {
	params ImageParams
	levels [256][]int // which bits are on
}

// NewImage returns the encoder, or an error that names every bad field, or the
// grey level for which Code turns on a bit that is not there.
func NewImage(p ImageParams) (*Image, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	e := &Image{params: p}
	code := p.Code
	if code == nil {
		code = Thermometer
	}
	for level := range e.levels {
		grey := uint8(level)
		if p.Invert {
			grey = 255 - grey
		}
		on := code(grey, p.Bits)
		if on>>p.Bits != 0 {
			return nil, fmt.Errorf("encode: Code(%d, %d) = %#x, want bits below %d only", grey, p.Bits, on, p.Bits)
		}
		for bit := 0; bit < p.Bits; bit++ {
			if on>>bit&1 == 1 {
				e.levels[level] = append(e.levels[level], bit)
			}
		}
	}
	return e, nil
}

// Params returns what the encoder was made with.
func (e *Image) Params() ImageParams { return e.params }

// Size returns the number of bits of every SDR: Width * Height * Bits.
func (e *Image) Size() int { return e.params.Width * e.params.Height * e.params.Bits }

// Encode returns the SDR of an image, given row by row from the top left, 0 for
// black and 255 for white. Another number of pixels than Width*Height is an error.
func (e *Image) Encode(pixels []uint8) (sdr.SDR, error) {
	p := e.params
	if len(pixels) != p.Width*p.Height {
		return sdr.SDR{}, fmt.Errorf("encode: %d pixels, want Width*Height = %d", len(pixels), p.Width*p.Height)
	}
	code := sdr.SDR{Size: e.Size(), Shape: []int{p.Height, p.Width, p.Bits}}
	if p.Bits == 1 {
		code.Shape = code.Shape[:2]
	}
	levels := &e.levels
	if p.Mean {
		levels = meanLevels(pixels, p.Invert)
	}
	for i, grey := range pixels {
		for _, bit := range levels[grey] {
			code.Bits = append(code.Bits, i*p.Bits+bit)
		}
	}
	return code, nil
}

// meanLevels is the table by which a pixel's one bit is on
//
//	if grey >= mean(pixels), or, inverted, if 255 - grey >= mean(255 - pixels)
//
// which is grey <= mean(pixels). htm.core's mnist.py, encode. It is exact, being
// done in whole numbers; in an image of one grey all pixels are on.
func meanLevels(pixels []uint8, invert bool) *[256][]int {
	sum := 0
	for _, grey := range pixels {
		sum += int(grey)
	}
	var levels [256][]int
	for level := range levels {
		if scaled := level * len(pixels); !invert && scaled >= sum || invert && scaled <= sum {
			levels[level] = []int{0}
		}
	}
	return &levels
}

// EncodeFloats is Encode of pixels from 0 for black to 1 for white: the nearest of
// the 256 grey levels counts, so that grey/255 is grey again. A pixel that is not
// in [0, 1] is an error that names it.
func (e *Image) EncodeFloats(pixels []float64) (sdr.SDR, error) {
	grey := make([]uint8, len(pixels))
	for i, x := range pixels {
		if !(x >= 0 && x <= 1) {
			return sdr.SDR{}, fmt.Errorf("encode: pixel %d = %v, want in [0, 1]", i, x)
		}
		grey[i] = uint8(float64(x*255) + .5)
	}
	return e.Encode(grey)
}

// EncodeImage is Encode of an image of package image, colours turned to grey as
// color.GrayModel does. nil and an image of another size are errors.
func (e *Image) EncodeImage(picture image.Image) (sdr.SDR, error) {
	if picture == nil {
		return sdr.SDR{}, fmt.Errorf("encode: image = nil, want one of %d x %d pixels", e.params.Width, e.params.Height)
	}
	bounds := picture.Bounds()
	if bounds.Dx() != e.params.Width || bounds.Dy() != e.params.Height {
		return sdr.SDR{}, fmt.Errorf("encode: image of %d x %d pixels, want %d x %d", bounds.Dx(), bounds.Dy(), e.params.Width, e.params.Height)
	}
	grey := make([]uint8, 0, e.params.Width*e.params.Height)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			grey = append(grey, color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y)
		}
	}
	return e.Encode(grey)
}
