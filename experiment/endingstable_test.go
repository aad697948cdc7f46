package experiment

import (
	"testing"

	"gohtm/datasets"
)

// Worked by hand: four sequences, in pairs that differ in their first and last symbols alone. All of the
// beginning tells the end, once each has been heard.
func TestEndingsTable(t *testing.T) {
	p := ShortEndingsParams(datasets.OnePrediction())
	p.Stream.Task = datasets.HighOrderTask{Name: "pairs", Symbols: 9, Endings: 1,
		Sequences: [][]int{{0, 2, 3}, {1, 2, 4}, {5, 6, 7}, {6, 6, 8}}}
	p.Stream.Switch, p.Elements, p.Window = datasets.Never, 8000, 100
	table := func(p EndingsParams, order int) EndingsResult {
		r, err := EndingsTable(p, order)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	// After 2 the latest of 3 and 4 is right half of the time, and so is after 5, 6 the latest of 7
	// and 8; but after 6, 6 the latest to follow 6 was 6. In all (1/2 + 1/2 + 1/2 + 0) / 4.
	if r := table(p, 1); r.Between(1000, 8000) < .345 || r.Between(1000, 8000) > .405 {
		t.Errorf("order 1: %.3f correct, want .375", r.Between(1000, 8000))
	}
	two := table(p, 2)
	wrong := 0
	for _, correct := range two.Correct {
		wrong += int(1 - correct)
	}
	if wrong != 4 || len(two.Correct) != 2000 {
		t.Errorf("order 2: %d of %d wrong, want each of the four sequences wrong once, of 2,000", wrong, len(two.Correct))
	}
	p.LearnUntil = 0
	if r := table(p, 2); r.Between(0, 8000) != 0 {
		t.Errorf("without learning: %.3f correct, want none", r.Between(0, 8000))
	}
	_, err := EndingsTable(p, 0)
	complain(t, err, "experiment: order = 0, want > 0")
	p.Window = 0
	_, err = EndingsTable(p, 1)
	complain(t, err, "Window = 0")
}

// The paper's task with the paper's numbers of endings: a table of everything knows them after
// each was heard once, and again soon after they are exchanged; of the symbol before alone nearly nothing is known.
func TestEndingsTableOnThePublishedTasks(t *testing.T) {
	for _, task := range []datasets.HighOrderTask{datasets.OnePrediction(), datasets.TwoEndings(), datasets.FourEndings()} {
		p := DefaultEndingsParams(task)
		for order, want := range map[int][2]float64{1: {.1, .35}, 7: {.98, 1}} {
			r, err := EndingsTable(p, order)
			if got := r.Between(3000, 9900); err != nil || got < want[0] || got > want[1] {
				t.Errorf("%s, order %d: %.3f correct, %v; want %v", task.Name, order, got, err, want)
			}
		}
	}
}
