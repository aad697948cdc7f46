package encode_test

import (
	"fmt"
	"time"

	"gohtm/htm/encode"
)

func ExampleScalar() {
	temperature, err := encode.NewScalar(encode.ScalarParams{Min: -10, Max: 30, Size: 45, Active: 5})
	if err != nil {
		fmt.Println(err)
		return
	}
	cold, _ := temperature.Encode(-4)
	colder, _ := temperature.Encode(-6)
	fmt.Println(cold)
	fmt.Println(colder)
	fmt.Println("shared:", cold.Overlap(colder))
	_, err = temperature.Encode(31)
	fmt.Println(err)
	// Output:
	// 5 of 45: 6 7 8 9 10
	// 5 of 45: 4 5 6 7 8
	// shared: 3
	// encode: value = 31, want in [-10, 30]
}

func ExampleScalarParams() {
	p := encode.ScalarParams{Min: 1, Max: 10, Active: 5}
	fmt.Println(p.WithResolution(1).Size, p.WithRadius(1).Size)
	// Output: 14 50
}

func ExampleRandomDistributed() {
	kilowatts, err := encode.NewRandomDistributed(encode.DefaultRandomDistributedParams(.88))
	if err != nil {
		fmt.Println(err)
		return
	}
	a, _ := kilowatts.Encode(21.2)
	for _, x := range []float64{21.5, 22, 25, 40, -40} {
		b, _ := kilowatts.Encode(x)
		fmt.Printf("21.2 and %v share %d of %d bits\n", x, a.Overlap(b), a.Len())
	}
	// Output:
	// 21.2 and 21.5 share 21 of 21 bits
	// 21.2 and 22 share 20 of 21 bits
	// 21.2 and 25 share 17 of 21 bits
	// 21.2 and 40 share 0 of 21 bits
	// 21.2 and -40 share 1 of 21 bits
}

func ExampleRandomDistributedParams() {
	p := encode.DefaultRandomDistributedParams(.5)
	p.Offset = 30
	p.Buckets = 200
	rooms, _ := encode.NewRandomDistributed(p)
	_, err := rooms.Encode(100)
	fmt.Println(err)
	p.Clip = true
	rooms, _ = encode.NewRandomDistributed(p)
	fmt.Println(rooms.Bucket(100))
	// Output:
	// encode: value = 100, want in [-20.25, 79.75)
	// 199 <nil>
}

func ExampleDate() {
	date, err := encode.NewDate(encode.DateParams{
		DayOfWeek: encode.Window{Active: 7, Radius: 1},
		TimeOfDay: encode.Window{Active: 21, Radius: 3},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	six := time.Date(2010, 7, 2, 6, 0, 0, 0, time.UTC)
	a, _ := date.Encode(six)
	b, _ := date.Encode(six.Add(2 * time.Hour))
	fmt.Println(date.Parts())
	fmt.Println("6 h and 8 h share", a.Overlap(b), "of", a.Len(), "bits")
	// Output:
	// [{DayOfWeek 0 49} {TimeOfDay 49 168}]
	// 6 h and 8 h share 13 of 28 bits
}

func ExampleDateParams() {
	p := encode.DefaultDateParams()
	p.TimeOfDay.Radius = 3
	p.Weekend.Active = 11
	date, _ := encode.NewDate(p)
	fmt.Println(date.Size())
	// Output: 190
}

func ExampleWindow() {
	// 21 bits at midnight; those of 0:00 and 4:00 have nothing in common.
	date, _ := encode.NewDate(encode.DateParams{TimeOfDay: encode.Window{Active: 21, Radius: 4}})
	midnight := time.Date(2010, 7, 2, 0, 0, 0, 0, time.UTC)
	a, _ := date.Encode(midnight)
	b, _ := date.Encode(midnight.Add(4 * time.Hour))
	fmt.Println(date.Size(), a.Overlap(b))
	// Output: 126 0
}

func ExamplePart() {
	date, _ := encode.NewDate(encode.DefaultDateParams())
	for _, part := range date.Parts() {
		fmt.Printf("%s: bits %d to %d\n", part.Name, part.Offset, part.Offset+part.Size-1)
	}
	// Output:
	// Weekend: bits 0 to 41
	// TimeOfDay: bits 42 to 545
}
