package encode

import (
	"fmt"
	"math"

	"gohtm/htm/internal/check"
	"gohtm/htm/internal/portable"
	"gohtm/htm/sdr"
)

// GeospatialParams configures a Geospatial: start from DefaultGeospatialParams,
// change fields.
type GeospatialParams struct {
	Size     int     // bits of the SDR, > 6*Active; NuPIC's n
	Active   int     // bits that are on; NuPIC's w
	Scale    float64 // metres that one step of the coordinates stands for, in [0.001, 10^6]
	Timestep float64 // seconds between readings, > 0
	// ReadingOverlap is by how much the neighbourhoods of two readings in a row
	// overlap: two radii are ReadingOverlap times the way between them. NuPIC: 1.5.
	ReadingOverlap float64
	// Altitude makes a place three-dimensional: metres above the ellipsoid count.
	Altitude bool
	Seed     uint64 // of the hash; no value means "random"
}

// DefaultGeospatialParams returns NuPIC's defaults (geospatial_coordinate.py) for
// a scale in metres and a time in seconds between readings.
func DefaultGeospatialParams(scale, timestep float64) GeospatialParams {
	return GeospatialParams{Size: 1000, Active: 21, Scale: scale, Timestep: timestep, ReadingOverlap: 1.5, Seed: 42}
}

const (
	leastScale, mostScale       = .001, 1e6
	leastAltitude, mostAltitude = -1e5, 1e9 // metres: below all ground, above all satellites

	// The World Geodetic System 1984: half the longer axis in metres, and the square
	// of the eccentricity, from the flattening 1/298.257223563. NIMA TR8350.2, table 3.1.
	earthRadius       = 6378137.0
	earthEccentricity = (2 - 1/298.257223563) / 298.257223563

	// mapEdge is the latitude in degrees at which the Web Mercator map is a square:
	// asin(tanh π).
	mapEdge = 85.05112877980659
)

// coordinates returns the parameters of the encoder of places. On the map the
// first dimension meets itself at the 180th degree.
func (p GeospatialParams) coordinates() CoordinateParams {
	c := CoordinateParams{Size: p.Size, Active: p.Active, Dimensions: 3, Seed: p.Seed}
	if !p.Altitude {
		c.Dimensions = 2
		c.Periods = []int{2 * int(math.Ceil(math.Pi*earthRadius/p.Scale)), 0}
	}
	return c
}

// Validate names every field that is out of range.
func (p GeospatialParams) Validate() error {
	c := check.New("encode")
	c.That(p.Scale >= leastScale && p.Scale <= mostScale, "Scale = %v, want in [%v, %v]", p.Scale, leastScale, mostScale)
	c.That(p.Timestep > 0 && check.Finite(p.Timestep), "Timestep = %v, want a finite number > 0", p.Timestep)
	c.That(p.ReadingOverlap > 0 && check.Finite(p.ReadingOverlap), "ReadingOverlap = %v, want a finite number > 0", p.ReadingOverlap)
	if c.Err() != nil {
		return c.Err()
	}
	return p.coordinates().Validate()
}

// Position is a reading of a satellite receiver.
type Position struct {
	Longitude float64 // degrees east of Greenwich, in [-180, 180]
	Latitude  float64 // degrees north of the equator, in [-90, 90]; on a map in ±85.0511
	Altitude  float64 // metres, in [-10^5, 10^9]; without GeospatialParams.Altitude it does not count
	Speed     float64 // metres per second, >= 0
}

// Geospatial encodes where something is and how fast it moves, as a Coordinate:
// of the place on the Web Mercator map or, with Altitude, in space. The radius
// follows the speed, so that readings in a row overlap. It guarantees what a
// Coordinate does; the map has no seam at the 180th degree of longitude, only
// two narrower columns of squares.
//
// A metre on the map is one on the ground only at the equator; at a latitude it
// is cos(latitude) metres, and towards the poles, where the map ends, nothing.
// With Altitude a metre is a metre everywhere.
//
// This is NuPIC's GeospatialCoordinateEncoder, but: coordinates are rounded down,
// not towards 0, which makes the squares at Greenwich and the equator twice as
// wide; and places beyond the 180th degree are neighbours. Logarithm, sine and
// cosine are the same on every machine.
type Geospatial struct {
	params GeospatialParams
	places *Coordinate
}

// NewGeospatial returns the encoder, or an error that names every bad field.
func NewGeospatial(p GeospatialParams) (*Geospatial, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	places, err := NewCoordinate(p.coordinates())
	return &Geospatial{params: p, places: places}, err
}

// Params returns what the encoder was made with.
func (e *Geospatial) Params() GeospatialParams { return e.params }

// Size returns the number of bits of every SDR.
func (e *Geospatial) Size() int { return e.params.Size }

// mercator returns the metres from (0, 0) on the spherical Mercator map, EPSG 3857,
// for longitude λ and latitude φ:
//
//	east = earthRadius λ, north = earthRadius artanh(sin φ)
//
// Snyder (1987), Map Projections: A Working Manual, doi:10.3133/pp1395, (7-1) and (7-2a).
func mercator(longitude, latitude float64) (east, north float64) {
	sin, _ := portable.SinCos(radians(latitude))
	return earthRadius * radians(longitude), earthRadius / 2 * portable.Log((1+sin)/(1-sin))
}

// geocentric returns the metres from the centre of the earth towards (0, 0), 90
// degrees east, and north, for longitude λ and latitude φ:
//
//	normal = earthRadius / √(1 - earthEccentricity sin²φ)
//	x      = (normal + altitude) cos φ cos λ
//	y      = (normal + altitude) cos φ sin λ
//	z      = (normal (1 - earthEccentricity) + altitude) sin φ
//
// NIMA TR8350.2, (4-14) and (4-15), with the square of the eccentricity.
func geocentric(longitude, latitude, altitude float64) (x, y, z float64) {
	sinLatitude, cosLatitude := portable.SinCos(radians(latitude))
	sinLongitude, cosLongitude := portable.SinCos(radians(longitude))
	normal := earthRadius / math.Sqrt(1-float64(float64(earthEccentricity*sinLatitude)*sinLatitude))
	across := (normal + altitude) * cosLatitude
	return across * cosLongitude, across * sinLongitude, (float64(normal*(1-earthEccentricity)) + altitude) * sinLatitude
}

func radians(degrees float64) float64 { return degrees * (math.Pi / 180) }

// Coordinate returns the place as whole steps of Scale: east and north on the map,
// or, with Altitude, from the centre of the earth. A number that is not finite or
// out of range is an error that names it. NuPIC's coordinateForPosition.
func (e *Geospatial) Coordinate(p Position) ([]int, error) {
	edge := 90.0
	if !e.params.Altitude {
		edge = mapEdge
	}
	switch {
	case !(p.Longitude >= -180 && p.Longitude <= 180):
		return nil, fmt.Errorf("encode: longitude = %v, want in [-180, 180]", p.Longitude)
	case !(p.Latitude >= -edge && p.Latitude <= edge):
		return nil, fmt.Errorf("encode: latitude = %v, want in [-%v, %v]", p.Latitude, edge, edge)
	case e.params.Altitude && !(p.Altitude >= leastAltitude && p.Altitude <= mostAltitude):
		return nil, fmt.Errorf("encode: altitude = %v, want in [%v, %v]", p.Altitude, leastAltitude, mostAltitude)
	}
	if p.Longitude == 180 {
		p.Longitude = -180
	}
	step := func(metres float64) int { return int(math.Floor(metres / e.params.Scale)) }
	if e.params.Altitude {
		x, y, z := geocentric(p.Longitude, p.Latitude, p.Altitude)
		return []int{step(x), step(y), step(z)}, nil
	}
	east, north := mercator(p.Longitude, p.Latitude)
	return []int{step(east), step(north)}, nil
}

// Radius returns the radius, in steps of Scale, for a speed:
//
//	radius = round(ReadingOverlap/2 * speed*Timestep/Scale)
//
// but at least the one whose neighbourhood has Active coordinates. A speed that is
// not finite, negative, or so great that the neighbourhood is too large is an error
// that names it. NuPIC's radiusForSpeed.
func (e *Geospatial) Radius(speed float64) (int, error) {
	p, least, most := e.params, e.places.least, e.places.most
	if !(speed >= 0) || math.IsInf(speed, 1) {
		return 0, fmt.Errorf("encode: speed = %v, want a finite number >= 0", speed)
	}
	steps := speed * p.Timestep / p.Scale
	radius := math.Round(p.ReadingOverlap / 2 * steps)
	if radius > float64(most) {
		return 0, fmt.Errorf("encode: speed = %v, want a radius of at most %d steps of Scale = %v, got %v", speed, most, p.Scale, radius)
	}
	return max(int(radius), least), nil
}

// Encode returns the position's SDR. What Coordinate and Radius refuse is an error.
func (e *Geospatial) Encode(p Position) (sdr.SDR, error) {
	coordinate, err := e.Coordinate(p)
	if err != nil {
		return sdr.SDR{}, err
	}
	radius, err := e.Radius(p.Speed)
	if err != nil {
		return sdr.SDR{}, err
	}
	return e.places.Encode(coordinate, radius)
}
