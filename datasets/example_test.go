package datasets_test

import (
	"context"
	"fmt"

	"gohtm/datasets"
)

func ExampleHotGymLike() {
	gym := datasets.HotGymLike(42)
	fmt.Println(gym.Title, gym.Real)
	for _, row := range gym.Rows[5:8] {
		fmt.Println(row.Time.Format("Mon 2006-01-02 15:04"), row.Value)
	}
	// Output:
	// Hot gym, synthetic look-alike (seed 42) false
	// Fri 2010-07-02 05:00 17.9
	// Fri 2010-07-02 06:00 43.6
	// Fri 2010-07-02 07:00 40.8
}

func ExampleHotGymOrLike() {
	gym := datasets.HotGymOrLike() // may ask the net for the real rows
	fmt.Println(gym.Title, gym.Real, len(gym.Rows))
	fmt.Println(gym.Note) // why it is the look-alike, if it is
}

func ExampleSeries_Frame() {
	frame := datasets.HotGymLike(42).Frame()
	fmt.Println(frame.Names(), frame.Nrow())
	fmt.Println(frame.Elem(0, 0), frame.Elem(0, 1).Float())
	// Output:
	// [time value] 4391
	// 2010-07-02 00:00 15.3
}

func ExampleEvent() {
	for _, event := range datasets.HotGymLike(42).Events {
		fmt.Println(event.Time.Format("2006-01-02 15:04"), event.Rows, event.Kind)
	}
	// Output:
	// 2010-09-16 00:00 696 base
	// 2010-10-03 02:00 1 clock
	// 2010-11-10 04:00 17 closed
	// 2010-11-25 04:00 17 level
	// 2010-12-07 14:00 1 spike
}

func ExampleFind() {
	set, err := datasets.Find("hotgym")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(set.Title, set.Size(), set.Licence)
	for _, column := range set.Columns {
		fmt.Println(column.Name)
	}
	_, err = datasets.Find("hot gym")
	fmt.Println(err)
	// Output:
	// Hot gym, hourly 80465 MIT
	// timestamp
	// kw_energy_consumption
	// datasets: no set "hot gym", want one of: hotgym, hotgym-15m, nyc-taxi, mnist
}

func ExampleFetch() {
	// For a set that is not in GOHTM_DATA or in the cache yet. Give a context with
	// a deadline, or one that the notebook's interrupt ends.
	paths, err := datasets.Fetch(context.Background(), "hotgym", func(p datasets.Progress) {
		fmt.Printf("%s: %d of %d bytes\n", p.File, p.Done, p.Total)
	})
	fmt.Println(paths, err)
}
