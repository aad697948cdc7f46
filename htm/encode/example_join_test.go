package encode_test

import (
	"fmt"
	"math"

	"gohtm/htm/encode"
	"gohtm/htm/sdr"
)

func ExampleLog() {
	p := encode.DefaultLogParams(0)
	p.Min, p.Max = 1, 10000
	amount, err := encode.NewLog(p.WithResolution(.1)) // ten buckets a decade
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, x := range []float64{1, 2, 10, 20, 10000} {
		code, _ := amount.Encode(x)
		fmt.Println(x, code)
	}
	// Output:
	// 1 5 of 45: 0 1 2 3 4
	// 2 5 of 45: 3 4 5 6 7
	// 10 5 of 45: 10 11 12 13 14
	// 20 5 of 45: 13 14 15 16 17
	// 10000 5 of 45: 40 41 42 43 44
}

func ExampleLogParams() {
	p := encode.LogParams{Min: 1, Max: 1024, Active: 5, Base: 2}
	fmt.Println(p.WithRadius(1).Size) // a value and its double share no bits
	p.Base = math.E
	fmt.Println(p.WithRadius(1).Size)
	// Output:
	// 55
	// 40
}

func ExamplePassThrough() {
	pixels, err := encode.NewPassThrough(encode.PassThroughParams{Size: 4})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(pixels.EncodeDense([]bool{true, false, false, true}))
	fmt.Println(pixels.EncodeBits([]int{3, 0}))
	_, err = pixels.EncodeBits([]int{4})
	fmt.Println(err)
	// Output:
	// 2 of 4: 0 3 <nil>
	// 2 of 4: 0 3 <nil>
	// encode: sdr: bit 4, want in [0, 4)
}

func ExamplePassThroughParams() {
	winners, _ := encode.NewPassThrough(encode.PassThroughParams{Size: 2048, Active: 40})
	_, err := winners.EncodeBits([]int{17})
	fmt.Println(err)
	// Output: encode: SDR with 1 bits on, want 40
}

func ExampleMulti() {
	type reading struct {
		kW   float64
		room string
	}
	kilowatts, _ := encode.NewScalar(encode.ScalarParams{Min: 0, Max: 10, Size: 15, Active: 5})
	room, _ := encode.NewCategory(encode.CategoryParams{Categories: []string{"hall", "gym"}, Active: 3})
	multi, err := encode.NewMulti(
		encode.Field{Name: "kW", Size: kilowatts.Size(), Encode: func(row interface{}) (sdr.SDR, error) {
			return kilowatts.Encode(row.(reading).kW)
		}},
		encode.Field{Name: "room", Size: room.Size(), Encode: func(row interface{}) (sdr.SDR, error) {
			return room.Encode(row.(reading).room)
		}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(multi.Parts())
	fmt.Println(multi.Encode(reading{2, "gym"}))
	_, err = multi.Encode(reading{11, "gym"})
	fmt.Println(err)
	// Output:
	// [{kW 0 15} {room 15 6}]
	// 8 of 21: 2 3 4 5 6 18 19 20 <nil>
	// encode: field "kW": encode: value = 11, want in [0, 10]
}

// A field may be any function of a row.
func ExampleField() {
	sign := encode.Field{Name: "sign", Size: 2, Encode: func(row interface{}) (sdr.SDR, error) {
		if row.(float64) < 0 {
			return sdr.New(2, 0)
		}
		return sdr.New(2, 1)
	}}
	multi, _ := encode.NewMulti(sign)
	fmt.Println(multi.Encode(-3.5))
	// Output: 1 of 2: 0 <nil>
}
