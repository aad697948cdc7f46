package experiment

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gohtm/datasets"
)

// words runs Words with a seed for everything.
func words(t *testing.T, p WordsParams, seed uint64) WordsResult {
	t.Helper()
	p.Stream.Seed, p.Memory.Seed, p.KillSeed = seed, seed, seed
	r, err := Words(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func skipShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("runs full-size experiments, not in -short")
	}
	t.Parallel()
}

// Hawkins & Ahmad (2016), figure 6A, at full size: about .5 after 2,500 elements, a
// dip to about .28 after the switch, and back at .5 some 3,000 elements later; one cell
// a minicolumn, a first-order memory, stays at .30 to .35. The margins are wide enough for what
// other seeds gave: .280 to .289 at the lowest, .445 at 5,000, .497 at 7,000.
func TestWordsRelearnsAsPublished(t *testing.T) {
	skipShort(t)
	for seed := uint64(1); seed <= 2; seed++ {
		p := DefaultWordsParams()
		p.Elements = 7501
		r := words(t, p, seed)
		dip := lowest(r.Curve[3600:4400])
		t.Logf("seed %d: %.3f before, %.3f at the lowest, %.3f at 5,000, %.3f at 7,500", seed, mean(r.Curve[3000:3500]), dip, r.Curve[5000], r.Curve[7500])
		if mean(r.Curve[3000:3500]) < .48 || dip < .24 || dip > .33 || r.Curve[5000] < .44 || r.Curve[7500] < .49 {
			t.Errorf("seed %d: want >= .48 before the switch, .24 to .33 at the lowest, >= .44 at 5,000, >= .49 at 7,500", seed)
		}
		p.Memory.CellsPerColumn = 1
		if most := slices.Max(words(t, p, seed).Curve); most > .40 {
			t.Errorf("seed %d: a first-order memory comes to %.3f, want at most .40", seed, most)
		}
	}
}

// Figure 6B: of 40 % of dead cells next to nothing is seen, 50 % costs a dip to about
// .43 and 75 % one to about .17, and all recover; 60 % is between. Margins .06; another program gave
// .472, .407 and .156 for the three that are printed.
func TestWordsSurviveDamageAsPublished(t *testing.T) {
	skipShort(t)
	before := 1.0
	for _, tt := range []struct {
		share, low, high, late float64 // late: after 2,000 elements more
	}{{.4, .42, .50, .47}, {.5, .37, .49, .45}, {.6, .25, .42, .43}, {.75, .11, .23, .43}} {
		p := DefaultWordsParams()
		p.Stream.Switch, p.KillShare, p.Elements = datasets.Never, tt.share, 5501
		r := words(t, p, 1)
		dip := lowest(r.Curve[3501:4200])
		t.Logf("%v dead: %.3f at the lowest, %.3f at 5,500", tt.share, dip, r.Curve[5500])
		if dip < tt.low || dip > tt.high || dip >= before || r.Curve[5500] < tt.late {
			t.Errorf("%v dead: want %v to %v at the lowest, less than %v, and >= %v at 5,500", tt.share, tt.low, tt.high, before, tt.late)
		}
		before = dip
	}
}

// The same in small, over seeds: learned, forgotten at the switch, learned again; and
// what does not depend on the switch is the same without it.
func TestShortWords(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		p := ShortWordsParams()
		r := words(t, p, seed)
		dip, end := lowest(r.Curve[1560:2400]), last(r.Curve)
		if r.Curve[1500] < .46 || dip > .33 || end < .42 {
			t.Errorf("seed %d: %.3f before, %.3f at the lowest, %.3f at the end; want >= .46, <= .33, >= .42", seed, r.Curve[1500], dip, end)
		}
		if len(r.Accuracy) != p.Elements || len(r.Bursting) != p.Elements || r.Bursting[0] != 1 || r.Accuracy[0] != 0 || r.Segments == 0 || r.Synapses < r.Segments {
			t.Errorf("seed %d: %d accuracies, %v bursting at first, %d segments, %d synapses", seed, len(r.Accuracy), r.Bursting[0], r.Segments, r.Synapses)
		}
		p.Stream.Switch = datasets.Never
		same := words(t, p, seed)
		if !reflect.DeepEqual(same.Accuracy[:1500], r.Accuracy[:1500]) || reflect.DeepEqual(same.Accuracy, r.Accuracy) {
			t.Errorf("seed %d: the switch has no effect, or one before it comes", seed)
		}
		// A dead half costs something, all cells everything.
		for share, most := range map[float64]float64{.5: .45, 1: 0} {
			p.KillShare, p.Elements = share, 2000
			killed := words(t, p, seed)
			if !slices.Equal(killed.Accuracy[:1500], same.Accuracy[:1500]) || mean(killed.Accuracy[1500:]) > most {
				t.Errorf("seed %d, %v dead: accuracy %.3f from there on, want at most %v, and the same before", seed, share, mean(killed.Accuracy[1500:]), most)
			}
		}
	}
}

func TestWordsIsInterruptedWithWhatIsDone(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	r, err := Words(ctx, ShortWordsParams(), func(done, total int) {
		if total != 3500 {
			t.Errorf("total %d, want 3,500", total)
		}
		if done == 20 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || err.Error() != "experiment: stopped after 20 of 3500 steps: context canceled" || len(r.Curve) != 20 {
		t.Errorf("%d points, %v; want 20, stopped", len(r.Curve), err)
	}
}

// complain checks that an error names every field that was changed.
func complain(t *testing.T, err error, want ...string) {
	t.Helper()
	for _, w := range want {
		if err == nil || !strings.Contains(err.Error(), w) {
			t.Errorf("error\n%v\nwant in it %s", err, w)
		}
	}
}

func TestWordsParams(t *testing.T) {
	if p := DefaultWordsParams(); p.Validate() != nil || ShortWordsParams().Validate() != nil {
		t.Fatalf("defaults: %v, %v", p.Validate(), ShortWordsParams().Validate())
	}
	p := DefaultWordsParams()
	p.Stream.Active, p.Memory.Columns, p.Elements, p.KillShare, p.KillAt, p.Keep, p.Window = 0, 1, 0, 2, -1, 1, 0
	complain(t, p.Validate(), "datasets: Active = 0", "experiment: Memory.Columns = 1, want Stream.Columns = 2048",
		"Elements = 0, want > 0", "KillShare = 2, want in [0, 1]", "KillAt = -1, want >= 0", "Keep = 1, want in [0, 1)", "Window = 0, want > 0")
	p = DefaultWordsParams()
	p.Memory.MinThreshold = 0
	complain(t, p.Validate(), "temporal: MinThreshold = 0")
	if _, err := Words(context.Background(), p, nil); err == nil {
		t.Error("Words accepts impossible parameters")
	}
}

func TestHighOrderSwitchScoresFromTheSwitchOn(t *testing.T) {
	p := ShortWordsParams()
	p.Elements, p.Stream.Switch, p.KillAt = 400, 300, 300
	quiet := func(int, int) {}
	run, err := HighOrderSwitch(p).Run(context.Background(), HTM(), 5, quiet)
	if err != nil {
		t.Fatal(err)
	}
	r := words(t, p, 5)
	if run.Score != mean(r.Accuracy[300:]) || run.Metrics[0].Value != r.Curve[299] || run.Metrics[2].Value != r.Curve[399] {
		t.Errorf("%+v, want the mean accuracy from 300 on, %v", run, mean(r.Accuracy[300:]))
	}
	if len(run.X) != points || run.X[0] != 2 || run.Curve[0] != r.Curve[1] || run.X[points-1] != 400 || run.Curve[points-1] != r.Curve[399] {
		t.Errorf("curve from %v, %v to %v, %v", run.X[0], run.Curve[0], run.X[points-1], run.Curve[points-1])
	}
	damaged, err := CellDamage(p, .75).Run(context.Background(), HTM(), 5, quiet)
	if err != nil {
		t.Fatal(err)
	}
	q := p
	q.Stream.Switch, q.KillShare = datasets.Never, .75
	if damaged.Score != mean(words(t, q, 5).Accuracy[300:]) || CellDamage(p, .75).Name != "75 % of the cells die" {
		t.Errorf("%+v, want the mean accuracy from the damage on", damaged)
	}
	p.Stream.Switch = datasets.Never
	whole, err := HighOrderSwitch(p).Run(context.Background(), HTM(), 5, quiet)
	if err != nil || whole.Score != mean(words(t, p, 5).Accuracy) {
		t.Errorf("without a switch: score %v, %v", whole.Score, err)
	}
}
