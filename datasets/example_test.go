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
	// datasets: no set "hot gym", want one of: hotgym, hotgym-15m, nyc-taxi, mnist, fashion-mnist
}

func ExampleFetch() {
	// For a set that is not in GOHTM_DATA or in the cache yet. Give a context with
	// a deadline, or one that the notebook's interrupt ends.
	paths, err := datasets.Fetch(context.Background(), "hotgym", func(p datasets.Progress) {
		fmt.Printf("%s: %d of %d bytes\n", p.File, p.Done, p.Total)
	})
	fmt.Println(paths, err)
}

func ExampleTaxi() {
	taxi, err := datasets.Taxi() // may fetch the file
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(taxi)
}

func ExampleMNIST() {
	digits, err := datasets.MNIST() // may fetch the files
	if err != nil {
		fmt.Println(err)
		return
	}
	input, _ := digits.Binary(0, 32, 32)
	fmt.Println(len(digits.Images), digits.Labels[0], input)
}

func ExampleFashionMNIST() {
	clothes, err := datasets.FashionMNIST() // may ask the net for the files
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(clothes.Images), clothes.Names[clothes.Labels[0]])
}

func ExampleReadImages() {
	digits, err := datasets.ReadImages("my-images-idx3-ubyte.gz", "my-labels-idx1-ubyte.gz")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(digits.Images), digits.Rows, digits.Columns)
}

func ExampleLabelledImages() {
	images := datasets.LabelledImages{Rows: 2, Columns: 2, Images: [][]uint8{{0, 200, 90, 250}}, Labels: []uint8{7}}
	input, err := images.Binary(0, 4, 4) // on where 135, the mean, or more; in a frame
	fmt.Println(images.Labels[0], input, err)
	// Output: 7 2 of 16 (4x4): 6 10 <nil>
}

func ExampleSet() {
	for _, set := range datasets.Sets() {
		fmt.Println(set.Name, set.Size(), set.Licence)
	}
	// Output:
	// hotgym 80465 MIT
	// hotgym-15m 358896 MIT
	// nyc-taxi 577247 AGPL-3.0 (the repository; not embedded)
	// mnist 11594722 CC BY-SA 3.0 (as commonly stated; not embedded)
	// fashion-mnist 30878645 MIT
}

func ExampleColumn() {
	taxi, _ := datasets.Find("nyc-taxi")
	for _, column := range taxi.Columns {
		fmt.Println(column.Name, "-", column.Meaning)
	}
	// Output:
	// timestamp - start of the half hour, clock of New York
	// passenger_count - passengers in the half hour
	// timeofday - minutes since midnight
	// dayofweek - 0 is Monday
}

func ExampleFile() {
	mnist, _ := datasets.Find("mnist")
	for _, file := range mnist.Files {
		fmt.Println(file.Path, file.Size, len(file.URLs))
	}
	// Output:
	// mnist/train-images-idx3-ubyte.gz 9912422 2
	// mnist/train-labels-idx1-ubyte.gz 28881 2
	// mnist/t10k-images-idx3-ubyte.gz 1648877 2
	// mnist/t10k-labels-idx1-ubyte.gz 4542 2
}

func ExamplePlace() {
	gym, _ := datasets.Find("hotgym")
	for _, place := range gym.Places() {
		fmt.Println(place.File.Path, place.From != "" || place.Path == "") // From is empty for nowhere
	}
	// Output: hotgym/rec-center-hourly.csv true
}

func ExampleProgress() {
	show := func(p datasets.Progress) { fmt.Printf("%s: %d %%\n", p.File, 100*p.Done/p.Total) } // give it to Fetch
	show(datasets.Progress{File: "nyc-taxi/nyc_taxi.csv", Done: 144311, Total: 577247})
	// Output: nyc-taxi/nyc_taxi.csv: 24 %
}

func ExampleRow() {
	row := datasets.HotGymLike(42).Rows[6]
	fmt.Println(row.Time.Weekday(), row.Time.Hour(), row.Value)
	// Output: Friday 6 43.6
}
