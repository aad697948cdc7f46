package datasets

import (
	"fmt"
	"math"
)

var mnistLikeRow = Generator{
	Name:   "mnist-like",
	Title:  "a look-alike of MNIST: digits drawn with a pen of varying hand",
	Source: "ten digits of strokes, drawn for this set",
	Call:   "datasets.MNISTLike(10000, 42)",
}

// MNISTLike returns so many synthetic look-alikes of MNIST's images, 28 x 28 pixels
// with the digit in the middle, in random order, each digit as often as another but for
// chance. A digit is a few strokes whose points, slant, size, place and thickness differ from
// image to image, and whose ink is uneven. Of 6,000 images a linear classifier learns to tell nine
// in ten, as of MNIST's; but all hands have learned from one teacher, where real ones
// differ in how they form a digit at all. A count that is not positive is an error.
func MNISTLike(count int, seed uint64) (*LabelledImages, error) {
	var bad faults
	bad.images(count, likeSide, likeSide)
	if bad.err != nil {
		return nil, bad.err
	}
	set := &LabelledImages{
		Title: fmt.Sprintf("MNIST, synthetic look-alike (seed %d)", seed),
		Rows:  likeSide, Columns: likeSide,
		Images: make([][]uint8, count), Labels: make([]uint8, count),
	}
	random := streamOf(seed)
	for i := range set.Images {
		digit := random.below(len(strokes))
		set.Images[i], set.Labels[i] = draw(strokes[digit], random), uint8(digit)
	}
	return set, nil
}

// MNISTOrLike returns MNIST and MNISTTest if they are to be had, else MNISTLike of
// 10,000 and 2,000 images, whose Titles say that they are synthetic and whose Notes say
// what was missing.
func MNISTOrLike() (train, test *LabelledImages) { return newStore().mnistOrLike() }

func (s *store) mnistOrLike() (train, test *LabelledImages) {
	train, err := s.mnist(0, "MNIST, training")
	if err == nil {
		test, err = s.mnist(2, "MNIST, test")
	}
	if err == nil {
		return train, test
	}
	train, test = like(10000, 42), like(2000, 43)
	train.Note = fmt.Sprintf("this stands in for the real images: %v", err)
	test.Note = train.Note
	return train, test
}

// like is MNISTLike of a count that is positive.
func like(count int, seed uint64) *LabelledImages {
	set, err := MNISTLike(count, seed)
	if err != nil {
		panic(err)
	}
	return set
}

const likeSide = 28 // pixels

type point struct{ x, y float64 }

// strokes are the digits as a pen goes: in a square of side 1, y downwards.
var strokes = [10][][]point{
	{{{.5, .06}, {.3, .18}, {.22, .5}, {.3, .84}, {.5, .94}, {.7, .84}, {.78, .5}, {.7, .18}, {.5, .06}}},
	{{{.36, .24}, {.54, .08}, {.52, .92}}},
	{{{.24, .28}, {.34, .1}, {.6, .07}, {.76, .24}, {.64, .5}, {.4, .72}, {.24, .92}, {.5, .88}, {.8, .92}}},
	{{{.26, .14}, {.5, .06}, {.72, .16}, {.7, .36}, {.44, .47}, {.7, .54}, {.78, .74}, {.6, .92}, {.24, .86}}},
	{{{.34, .08}, {.26, .5}, {.5, .56}, {.78, .5}}, {{.68, .12}, {.64, .5}, {.6, .93}}},
	{{{.74, .09}, {.36, .1}, {.3, .42}, {.56, .42}, {.74, .58}, {.7, .82}, {.48, .93}, {.24, .84}}},
	{{{.66, .07}, {.42, .22}, {.28, .54}, {.3, .82}, {.5, .94}, {.7, .82}, {.7, .62}, {.5, .54}, {.3, .68}}},
	{{{.22, .12}, {.5, .1}, {.78, .12}, {.6, .44}, {.46, .7}, {.42, .93}}},
	{{{.5, .47}, {.32, .36}, {.32, .16}, {.5, .07}, {.7, .16}, {.68, .34}, {.5, .47}, {.3, .64}, {.32, .86}, {.5, .94}, {.7, .86}, {.72, .66}, {.5, .47}}},
	{{{.72, .3}, {.56, .48}, {.34, .42}, {.28, .22}, {.46, .07}, {.68, .12}, {.72, .3}, {.68, .62}, {.58, .93}}},
}

// hand is how a digit is written in one image.
type hand struct {
	width, height, slant, turn, left, top, thickness float64
}

func newHand(random *splitMix) hand {
	return hand{
		width: random.between(13, 23), height: random.between(16, 22),
		slant: random.between(-0.25, 0.55), turn: random.between(-0.2, 0.2),
		left: random.between(-1.5, 1.5), top: random.between(-1.5, 1.5),
		thickness: random.between(0.6, 1.8),
	}
}

// place puts a point of the square into the image: slanted, turned, and about its middle.
func (h hand) place(p point) point {
	x, y := float64((p.x-0.5)*h.width), float64((p.y-0.5)*h.height)
	x -= float64(h.slant * y)
	y += float64(h.turn * x)
	return point{x + likeSide/2 + h.left, y + likeSide/2 + h.top}
}

// draw returns an image of a digit, whose ink falls off over a pixel at its edges.
func draw(digit [][]point, random *splitMix) []uint8 {
	h, ink := newHand(random), make([]float64, likeSide*likeSide)
	for _, stroke := range digit {
		path := make([]point, len(stroke))
		for i, p := range stroke {
			path[i] = h.place(point{p.x + float64(0.05*random.normal()), p.y + float64(0.06*random.normal())})
		}
		path = rounded(rounded(path))
		for i := 1; i < len(path); i++ {
			stain(ink, path[i-1], path[i], h.thickness)
		}
	}
	image := make([]uint8, len(ink))
	for i, x := range ink {
		if x > 0 {
			image[i] = uint8(float64(255*x*random.between(0.8, 1)) + 0.5)
		}
	}
	return image
}

// rounded cuts the corners of a path at a quarter of each line. Chaikin (1974),
// doi:10.1016/0146-664X(74)90028-8.
func rounded(path []point) []point {
	smooth := []point{path[0]}
	between := func(a, b point, share float64) point {
		return point{a.x + float64(share*(b.x-a.x)), a.y + float64(share*(b.y-a.y))}
	}
	for i := 1; i < len(path); i++ {
		smooth = append(smooth, between(path[i-1], path[i], 0.25), between(path[i-1], path[i], 0.75))
	}
	return append(smooth, path[len(path)-1])
}

// stain makes the pixels near the line from a to b at least as dark as it does:
// wholly within the thickness, not at all a pixel beyond it.
func stain(ink []float64, a, b point, thickness float64) {
	reach := thickness + 1
	for row := within28(math.Min(a.y, b.y) - reach); row <= within28(math.Max(a.y, b.y)+reach); row++ {
		for column := within28(math.Min(a.x, b.x) - reach); column <= within28(math.Max(a.x, b.x)+reach); column++ {
			dark := math.Min(1, reach-distance(point{float64(column), float64(row)}, a, b))
			ink[row*likeSide+column] = math.Max(ink[row*likeSide+column], dark)
		}
	}
}

// within28 is the row or column of a place.
func within28(x float64) int { return min(max(int(x), 0), likeSide-1) }

// distance is that of p from the line from a to b.
func distance(p, a, b point) float64 {
	dx, dy, x, y := b.x-a.x, b.y-a.y, p.x-a.x, p.y-a.y
	if length := float64(dx*dx) + float64(dy*dy); length > 0 {
		share := math.Min(1, math.Max(0, (float64(x*dx)+float64(y*dy))/length))
		x, y = x-float64(share*dx), y-float64(share*dy)
	}
	return math.Sqrt(float64(x*x) + float64(y*y))
}
