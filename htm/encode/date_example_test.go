package encode_test

import (
	"fmt"
	"time"

	"gohtm/htm/encode"
)

// A movable holiday is a list of its days: the fourth Thursday of November.
func ExampleHoliday() {
	p := encode.DefaultDateParams()
	p.Holiday = encode.Window{Active: 5, Radius: 1}
	for year := 2010; year <= 2012; year++ {
		first := time.Date(year, time.November, 1, 0, 0, 0, 0, time.UTC)
		day := 1 + (int(time.Thursday-first.Weekday())+7)%7 + 3*7
		p.Holidays = append(p.Holidays, encode.Holiday{Year: year, Month: time.November, Day: day})
	}
	fmt.Println(p.Holidays)
	p.Weekend, p.TimeOfDay = encode.Window{}, encode.Window{} // to see the holiday alone
	date, err := encode.NewDate(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	for hour := 0; hour < 72; hour += 12 {
		when := time.Date(2010, time.November, 24, hour, 0, 0, 0, time.UTC)
		code, _ := date.Encode(when)
		fmt.Println(when.Format("Jan 2 15:04"), code.Bits)
	}
	// Output:
	// [12-25 2010-11-25 2011-11-24 2012-11-22]
	// Nov 24 00:00 [0 1 2 3 4]
	// Nov 24 12:00 [2 3 4 5 6]
	// Nov 25 00:00 [5 6 7 8 9]
	// Nov 25 12:00 [5 6 7 8 9]
	// Nov 26 00:00 [5 6 7 8 9]
	// Nov 26 12:00 [2 3 4 5 6]
}

func ExampleCustomWindow() {
	lessons, err := encode.Weekdays("monday,wednesday")
	if err != nil {
		fmt.Println(err)
		return
	}
	date, err := encode.NewDate(encode.DateParams{Custom: []encode.CustomWindow{
		{Name: "lesson", Window: encode.Window{Active: 3, Radius: 1}, Days: lessons, From: 18, To: 19.5},
		{Name: "night", Window: encode.Window{Active: 3, Radius: 1}, From: 22, To: 6},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(date.Parts())
	monday := time.Date(2010, time.July, 5, 18, 0, 0, 0, time.UTC)
	for hour := 0; hour < 8; hour += 2 {
		code, _ := date.Encode(monday.Add(time.Duration(hour) * time.Hour))
		fmt.Println(18+hour, "h:", code.Bits)
	}
	// Output:
	// [{lesson 0 6} {night 6 6}]
	// 18 h: [3 4 5 6 7 8]
	// 20 h: [0 1 2 6 7 8]
	// 22 h: [0 1 2 9 10 11]
	// 24 h: [0 1 2 9 10 11]
}
