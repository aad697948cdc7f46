package encode_test

import (
	"fmt"

	"gohtm/htm/encode"
)

// A cyclist's position every ten seconds, on a grid of 20 m.
func ExampleGeospatial() {
	cyclist, err := encode.NewGeospatial(encode.DefaultGeospatialParams(20, 10))
	if err != nil {
		fmt.Println(err)
		return
	}
	start := encode.Position{Longitude: 13.4, Latitude: 52.5, Speed: 6}
	a, _ := cyclist.Encode(start)
	for _, east := range []float64{.0003, .0006, .01} {
		next := start
		next.Longitude += east
		b, _ := cyclist.Encode(next)
		place, _ := cyclist.Coordinate(next)
		fmt.Println(place, "shares", a.Overlap(b), "of", a.Len(), "bits")
	}
	_, err = cyclist.Encode(encode.Position{Latitude: 90})
	fmt.Println(err)
	// Output:
	// [74585 344552] shares 16 of 21 bits
	// [74587 344552] shares 6 of 21 bits
	// [74639 344552] shares 0 of 21 bits
	// encode: latitude = 90, want in [-85.05112877980659, 85.05112877980659]
}

// With Altitude a place is one in space, from the centre of the earth.
func ExampleGeospatialParams() {
	p := encode.DefaultGeospatialParams(100, 1)
	p.Altitude = true
	plane, err := encode.NewGeospatial(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(plane.Coordinate(encode.Position{Longitude: 90, Latitude: 0, Altitude: 11000}))
	fmt.Println(plane.Radius(250))
	// Output:
	// [0 63891 0] <nil>
	// 2 <nil>
}

func ExamplePosition() {
	ship, err := encode.NewGeospatial(encode.DefaultGeospatialParams(100, 60))
	if err != nil {
		fmt.Println(err)
		return
	}
	// Both sides of the 180th degree.
	a, _ := ship.Encode(encode.Position{Longitude: 179.9999, Latitude: -17, Speed: 8})
	b, _ := ship.Encode(encode.Position{Longitude: -179.9999, Latitude: -17, Speed: 8})
	fmt.Println(a.Overlap(b), "of", a.Len(), "bits shared")
	// Output: 15 of 21 bits shared
}
