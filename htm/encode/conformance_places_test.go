package encode_test

import (
	"math"
	"time"

	"gohtm/htm/encode"
	"gohtm/htm/htmtest"
	"gohtm/htm/sdr"
)

// What the rows of places, holidays and images in the conformance table need.

// place is what a Coordinate encodes.
type place struct {
	at     []int
	radius int
}

func coordinate(p encode.CoordinateParams) func() (htmtest.EncodeFunc, error) {
	return func() (htmtest.EncodeFunc, error) {
		e, err := encode.NewCoordinate(p)
		return func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(place).at, x.(place).radius) }, err
	}
}

func geospatial(p encode.GeospatialParams) func() (htmtest.EncodeFunc, error) {
	return func() (htmtest.EncodeFunc, error) {
		e, err := encode.NewGeospatial(p)
		return func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(encode.Position)) }, err
	}
}

func grey(p encode.ImageParams) func() (htmtest.EncodeFunc, error) {
	return func() (htmtest.EncodeFunc, error) {
		e, err := encode.NewImage(p)
		return func(x interface{}) (sdr.SDR, error) { return e.Encode(x.([]uint8)) }, err
	}
}

// diagonal are places in steps of (2, -2), so many, with a radius.
func diagonal(radius, count int) []interface{} {
	var places []interface{}
	for i := 0; i < count; i++ {
		places = append(places, place{[]int{2 * i, -2 * i}, radius})
	}
	return places
}

func row(p interface{}) float64 { return float64(p.(place).at[0]) }

func steps(a, b interface{}) float64 { return math.Abs(row(a) - row(b)) }

// westward are positions every so many degrees from a longitude on, so many.
func westward(from, step float64, count int) []interface{} {
	var positions []interface{}
	for i := 0; i < count; i++ {
		longitude := from - float64(step*float64(i))
		if longitude < -180 {
			longitude += 360
		}
		positions = append(positions, encode.Position{Longitude: longitude, Latitude: 50, Altitude: 100, Speed: 5})
	}
	return positions
}

func longitude(p interface{}) float64 { return p.(encode.Position).Longitude }

// christmas is how much of a holiday it is: 36 hours around the noon of 25
// December 2010 count in full, less by the hour on the days beside it.
func christmas(t interface{}) float64 {
	noon := time.Date(2010, 12, 25, 12, 0, 0, 0, t.(time.Time).Location())
	return math.Max(0, math.Min(36-math.Abs(t.(time.Time).Sub(noon).Hours()), 24)) / 24
}

// atWork is 1 from Monday to Friday between 8 and 17 h.
func atWork(t interface{}) float64 {
	when := t.(time.Time)
	if when.Weekday() >= time.Monday && when.Weekday() <= time.Friday && when.Hour() >= 8 && when.Hour() < 17 {
		return 1
	}
	return 0
}

func difference(of func(interface{}) float64) func(a, b interface{}) float64 {
	return func(a, b interface{}) float64 { return math.Abs(of(a) - of(b)) }
}

// shades are 3 x 2 images: black, white, and shades between.
func shades() []interface{} {
	var images []interface{}
	for i := 0; i < 12; i++ {
		image := make([]uint8, 6)
		for x := range image {
			image[x] = uint8(min(255, 23*i*(x+1)/2))
		}
		images = append(images, image)
	}
	return images
}

// otherQuarters is in how many pixels images fall in different quarters of grey.
func otherQuarters(a, b interface{}) float64 {
	n := 0.0
	for i, level := range a.([]uint8) {
		if level/64 != b.([]uint8)[i]/64 {
			n++
		}
	}
	return n
}

func wrongImages() []interface{} { return []interface{}{[]uint8{}, make([]uint8, 5), make([]uint8, 7)} }
