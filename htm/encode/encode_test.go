package encode

import (
	"slices"
	"testing"
)

// The bit counts of the hot-gym configurations: NuPIC's quick start has 946 bits
// (its model.yaml); the others are variations of it.
func TestHotGymSizes(t *testing.T) {
	timeOfDay1, timeOfDay3 := Window{21, 1}, Window{21, 3}
	for _, tt := range []struct {
		name  string
		date  DateParams
		codes int // random distributed scalars beside the date
		want  int
	}{
		{"time of day with 21 bits and radius 1 h", DateParams{TimeOfDay: timeOfDay1}, 0, 504},
		{"time of day with 21 bits and radius 3 h", DateParams{TimeOfDay: timeOfDay3}, 0, 168},
		{"weekend with 21 bits", DateParams{Weekend: Window{21, 1}}, 0, 42},
		{"weekend with 11 bits", DateParams{Weekend: Window{11, 1}}, 0, 22},
		{"day of week with 7 bits and radius 1 day", DateParams{DayOfWeek: Window{7, 1}}, 0, 49},
		{"season with 3 bits and NuPIC's radius", DateParams{Season: Window{3, 91.5}}, 0, 12},
		{"quick start", DefaultDateParams(), 1, 946},
		{"time of day 3 h, weekend 11", DateParams{TimeOfDay: timeOfDay3, Weekend: Window{11, 1}}, 1, 590},
		{"and day of week", DateParams{TimeOfDay: timeOfDay3, Weekend: Window{11, 1}, DayOfWeek: Window{7, 1}}, 1, 639},
		{"and a second value", DateParams{TimeOfDay: timeOfDay3, Weekend: Window{11, 1}, DayOfWeek: Window{7, 1}}, 2, 1039},
	} {
		t.Run(tt.name, func(t *testing.T) {
			date, err := NewDate(tt.date)
			if err != nil {
				t.Fatal(err)
			}
			code, err := NewRandomDistributed(DefaultRandomDistributedParams(.88))
			if err != nil {
				t.Fatal(err)
			}
			if got := date.Size() + tt.codes*code.Size(); got != tt.want {
				t.Errorf("%d bits, want %d", got, tt.want)
			}
		})
	}
}

// Worked by hand: runs in 6 bits.
func TestRun(t *testing.T) {
	for _, tt := range []struct {
		name               string
		size, first, count int
		want               []int
	}{
		{"at the start", 6, 0, 3, []int{0, 1, 2}},
		{"at the end", 6, 3, 3, []int{3, 4, 5}},
		{"from before the start it comes back at the end, sorted", 6, -1, 3, []int{0, 1, 5}},
		{"past the end it comes back at the start, sorted", 6, 5, 3, []int{0, 1, 5}},
		{"as long as the size it is everything", 6, -2, 6, []int{0, 1, 2, 3, 4, 5}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := run(tt.size, tt.first, tt.count); !slices.Equal(got.Bits, tt.want) || got.Size != tt.size {
				t.Errorf("%v, want bits %v of %d", got, tt.want, tt.size)
			}
		})
	}
}
