package metric_test

import (
	"testing"

	"gohtm/htm/internal/archivetest"
	"gohtm/htm/metric"
	"gohtm/htm/sdr"
)

func archivedActivity(t testing.TB) archivetest.Part {
	a, err := metric.NewActivity(30)
	if err != nil {
		t.Fatal(err)
	}
	return archivetest.Part{Save: a.Save, Load: a.Load, Snapshot: func() interface{} { return a.Snapshot() },
		Step: func(i int) interface{} {
			a.Step(sdr.NewRandom(uint64(i)).Draw(30, 6))
			return numbers(a)
		}}
}

func archivedWindow(t testing.TB) archivetest.Part {
	w, err := metric.NewWindow(7)
	if err != nil {
		t.Fatal(err)
	}
	return archivetest.Part{Save: w.Save, Load: w.Load, Snapshot: func() interface{} { return w.Snapshot() },
		Step: func(i int) interface{} {
			prediction := float64(i * i % 11)
			if i%5 == 0 {
				prediction = nan
			}
			if err := w.Add(float64(i%13), prediction); err != nil {
				t.Fatal(err)
			}
			return []float64{w.AAE(), w.RMSE(), float64(w.Count())}
		}}
}

func TestSavedPartsGoOnBitForBit(t *testing.T) {
	t.Run("Activity", func(t *testing.T) { archivetest.RoundTrip(t, 20, archivedActivity) })
	t.Run("Window", func(t *testing.T) { archivetest.RoundTrip(t, 20, archivedWindow) })
}

func FuzzLoadActivity(f *testing.F) { archivetest.FuzzLoad(f, archivedActivity) }
func FuzzLoadWindow(f *testing.F)   { archivetest.FuzzLoad(f, archivedWindow) }

// The window holds what came last, the oldest first, wherever its ring begins.
func TestWindowState(t *testing.T) {
	newWindow := func(size int) *metric.Window {
		w, err := metric.NewWindow(size)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	w := newWindow(3)
	for i := 0.; i < 5; i++ {
		if err := w.Add(i, i+1); err != nil {
			t.Fatal(err)
		}
	}
	s := w.Snapshot()
	same(t, "Truth", s.Truth, []float64{2, 3, 4})
	same(t, "Prediction", s.Prediction, []float64{3, 4, 5})
	clone, restored := w.Clone(), newWindow(3)
	if err := restored.Restore(s); err != nil {
		t.Fatal(err)
	}
	s.Truth[0] = 99
	for name, other := range map[string]*metric.Window{"clone": clone, "restored": restored} {
		if err := other.Add(9, 19); err != nil {
			t.Fatal(err)
		}
		same(t, name, []float64{other.AAE(), w.AAE()}, []float64{4, 1}) // errors 1, 1, 10; 1, 1, 1
		same(t, name+" holds", other.Snapshot().Truth, []float64{3, 4, 9})
	}
	for want, bad := range map[string]metric.WindowState{
		"metric: 4 records, want at most the window's 3":        {Truth: make([]float64, 4), Prediction: make([]float64, 4)},
		"metric: 2 truths and 1 predictions, want as many":      {Truth: make([]float64, 2), Prediction: make([]float64, 1)},
		"metric: truth = NaN, want a finite number at record 0": {Truth: []float64{nan}, Prediction: []float64{1}},
	} {
		if err := w.Restore(bad); err == nil || err.Error() != want {
			t.Errorf("Restore: %v, want %s", err, want)
		}
		same(t, "after a refused state", w.Snapshot().Truth, []float64{2, 3, 4})
	}
}
