package encode_test

import (
	"fmt"

	"gohtm/htm/encode"
)

func ExampleCategory() {
	country, err := encode.NewCategory(encode.CategoryParams{Categories: []string{"ES", "GB", "US"}, Active: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	code, _ := country.Encode("GB")
	fmt.Println(code)
	code.Bits = code.Bits[1:] // one bit is lost
	fmt.Println(country.Decode(code))
	_, err = country.Encode("FR")
	fmt.Println(err)
	// Output:
	// 3 of 9: 3 4 5
	// GB 2 <nil>
	// encode: category = "FR", want one of the 3 in Categories
}

func ExampleCategoryParams() {
	p := encode.CategoryParams{Categories: []string{"ES", "GB", "US"}, Active: 3, Unknown: true}
	country, _ := encode.NewCategory(p)
	fmt.Println(country.Encode("FR"))
	fmt.Println(country.Encode("ES"))
	// Output:
	// 3 of 12: 0 1 2 <nil>
	// 3 of 12: 3 4 5 <nil>
}

func ExampleSDRCategory() {
	few, err := encode.NewSDRCategory(encode.DefaultSDRCategoryParams("gym", "hall", "pool"))
	if err != nil {
		fmt.Println(err)
		return
	}
	more, _ := encode.NewSDRCategory(encode.DefaultSDRCategoryParams("attic", "pool", "gym"))
	gym, _ := few.Encode("gym")
	pool, _ := few.Encode("pool")
	samePool, _ := more.Encode("pool")
	fmt.Println("gym and pool share", gym.Overlap(pool), "of", gym.Len(), "bits of", gym.Size)
	fmt.Println("pool has the same code in another list:", pool.Equal(samePool))
	fmt.Println(few.Decode(pool.Minus(gym)))
	// Output:
	// gym and pool share 1 of 21 bits of 400
	// pool has the same code in another list: true
	// pool 20 <nil>
}

func ExampleSDRCategoryParams() {
	p := encode.DefaultSDRCategoryParams()
	p.Open = true // any name has a code
	words, _ := encode.NewSDRCategory(p)
	code, err := words.Encode("neocortex")
	fmt.Println(code.Len(), "of", code.Size, err)
	// Output: 21 of 400 <nil>
}
