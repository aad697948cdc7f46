package model

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestForecastsStandAtTheRowTheyAreFor(t *testing.T) {
	records := make([]Record, 4)
	for i := range records {
		records[i].Predictions = []Prediction{{"a", 1, float64(10 + i)}, {"a", 3, float64(30 + i)}}
	}
	for _, tt := range []struct {
		ahead int
		want  []float64
	}{
		{1, []float64{math.NaN(), 10, 11, 12}},
		{3, []float64{math.NaN(), math.NaN(), math.NaN(), 30}},
	} {
		got := Forecasts(records, "a", tt.ahead)
		for i := range tt.want {
			if got[i] != tt.want[i] && !(math.IsNaN(got[i]) && math.IsNaN(tt.want[i])) {
				t.Errorf("%d ahead: %v, want %v", tt.ahead, got, tt.want)
				break
			}
		}
	}
	defer func() {
		if r := recover(); r != `model: no prediction by "b" for 1 rows ahead, want one of "a" 1, "a" 3` {
			t.Errorf("panic %v", r)
		}
	}()
	Forecasts(records, "b", 1)
}

func TestInputs(t *testing.T) {
	rows := days(1)
	var times []time.Time
	var values []float64
	for _, r := range rows {
		times, values = append(times, r.Time), append(values, r.Value)
	}
	got, err := Inputs(times, values)
	if err != nil || !slices.Equal(got, rows) {
		t.Errorf("%v, %v; want %v", got, err, rows)
	}
	if _, err := Inputs(times, values[1:]); err == nil || err.Error() != "model: 24 times and 23 values, want as many" {
		t.Errorf("error %v", err)
	}
}

func TestAStoppedRunKeepsWhatItHas(t *testing.T) {
	rows, whole := days(3), made(t, small(t))
	want := run(t, whole, rows)

	m := made(t, small(t))
	ctx, stop := context.WithCancel(context.Background())
	told := 0
	first, err := m.Run(ctx, rows, func(done, total int) {
		if told++; done != told || total != len(rows) {
			t.Errorf("progress %d of %d, want %d of %d", done, total, told, len(rows))
		}
		if done == 30 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "stopped after 30 of 72 rows") {
		t.Errorf("error %v", err)
	}
	if m.Rows() != 30 {
		t.Errorf("Rows() = %d, want 30", m.Rows())
	}
	same(t, "stopped and gone on", append(first, run(t, m, rows[30:])...), want)
}

func TestAProbeLeavesTheModelAlone(t *testing.T) {
	rows := days(6)
	want := run(t, made(t, small(t)), rows)
	records, probes, err := made(t, small(t)).RunProbed(context.Background(), rows, 50, 24, nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "probed", records, want)
	if len(probes) != 2 || probes[0].Seen != 50 || probes[1].Seen != 100 || len(probes[1].Records) != 24 {
		t.Errorf("probes %v, want 24 records after 50 and after 100 rows", probes)
	}
	if probes[0].Records[0].Row != 50 || probes[0].Records[23].Segments != records[49].Segments {
		t.Errorf("probe %+v, want rows from 50 on and no new segments", probes[0].Records[23])
	}
	told := 0
	_, probes, err = made(t, small(t)).RunProbed(context.Background(), rows, 60, 24, func(done, total int) {
		if told++; done != told || total != len(rows) {
			t.Errorf("progress %d of %d, want %d of %d", done, total, told, len(rows))
		}
	})
	if err != nil || len(probes) != 2 || probes[1].Seen != 120 {
		t.Errorf("%d probes, error %v; want the last one on exactly the last 24 rows", len(probes), err)
	}
	for _, bad := range [][2]int{{0, 1}, {1, 0}} {
		if _, _, err := made(t, small(t)).RunProbed(context.Background(), rows, bad[0], bad[1], nil); err == nil {
			t.Errorf("every %d, ahead %d: no error", bad[0], bad[1])
		}
	}
}

// Without learning only what the parts remember of the last rows changes.
func TestWithoutLearningNothingIsLearned(t *testing.T) {
	m, rows := made(t, small(t)), days(8)
	run(t, m, rows[:120])
	before := m.Snapshot()
	for i, row := range rows[120:] {
		row.Value = rows[i].Value // not what follows
		if _, err := m.Step(row, false); err != nil {
			t.Fatal(err)
		}
	}
	after := m.Snapshot()
	if !reflect.DeepEqual(before.Pooler.Permanences, after.Pooler.Permanences) || !reflect.DeepEqual(before.Pooler.ActiveDutyCycles, after.Pooler.ActiveDutyCycles) {
		t.Error("the pooler learned")
	}
	if !reflect.DeepEqual(before.Memory.Distal, after.Memory.Distal) {
		t.Error("the memory learned")
	}
	for i := range before.Readouts {
		a, b := before.Readouts[i], after.Readouts[i]
		for k := range a.Classifiers {
			if !reflect.DeepEqual(a.Classifiers[k].Weights, b.Classifiers[k].Weights) || fmt.Sprint(a.Values[k]) != fmt.Sprint(b.Values[k]) {
				t.Errorf("classifier %d of readout %d learned", k, i)
			}
		}
		if a.Nearest != nil && len(a.Nearest[0].Born) != len(b.Nearest[0].Born) {
			t.Errorf("readout %d stored %d states, want %d as before", i, len(b.Nearest[0].Born), len(a.Nearest[0].Born))
		}
	}
}
