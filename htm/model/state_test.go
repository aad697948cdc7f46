package model

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func restored(t *testing.T, s State) *Model {
	t.Helper()
	m := made(t, small(t))
	if err := m.Restore(s); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestStateGoesOnBitForBit(t *testing.T) {
	rows := days(8)
	for _, at := range []int{0, 1, 2, 100} {
		m := made(t, small(t))
		run(t, m, rows[:at])
		s, c := m.Snapshot(), m.Clone()
		recent := slices.Clone(s.Readouts[1].Recent)
		want := run(t, m, rows[at:])
		same(t, "clone", run(t, c, rows[at:]), want)
		same(t, "restored", run(t, restored(t, s), rows[at:]), want)
		same(t, "restored again: the state is a copy", run(t, restored(t, s), rows[at:]), want)
		if !slices.Equal(s.Readouts[1].Recent, recent) {
			t.Errorf("the state's recent values became %v, want %v as before", s.Readouts[1].Recent, recent)
		}
	}
}

func TestACloneGoesItsOwnWay(t *testing.T) {
	rows := days(8)
	m := made(t, small(t))
	run(t, m, rows[:100])
	s, c := m.Snapshot(), m.Clone()
	other := days(8)[100:]
	for i := range other {
		other[i].Value = 10 - other[i].Value
	}
	run(t, c, other)
	same(t, "after the clone went on", run(t, m, rows[100:]), run(t, restored(t, s), rows[100:]))
}

func TestADamagedStateIsRefusedWhole(t *testing.T) {
	m, larger := made(t, small(t)), made(t, Plain())
	run(t, m, days(4))
	run(t, larger, days(2))
	for _, tt := range []struct {
		name   string
		damage func(s *State)
		want   string
	}{
		{"negative rows", func(s *State) { s.Rows = -1 }, "model: Rows = -1, want >= 0"},
		{"no value", func(s *State) { s.Previous.Value = math.NaN() }, "model: Previous.Value = NaN, want a finite number"},
		{"a readout less", func(s *State) { s.Readouts = s.Readouts[1:] }, "model: 3 Readouts, want 4"},
		{"neighbours where there are none", func(s *State) { s.Readouts[0].Nearest = s.Readouts[2].Nearest }, `model: readout "winner cells": model: 1 Nearest, want one if, and only if, the readout is an instance memory`},
		{"a classifier less", func(s *State) { s.Readouts[0].Classifiers = s.Readouts[0].Classifiers[1:] }, `1 Classifiers, want 2`},
		{"values less", func(s *State) { s.Readouts[0].Values = nil }, `0 Values, want 2`},
		{"too many recent values", func(s *State) { s.Readouts[0].Recent = make([]float64, 9) }, `9 Recent values, want at most 3`},
		{"a recent value that is none", func(s *State) { s.Readouts[0].Recent[0] = math.Inf(1) }, `want finite numbers`},
		{"another pooler", func(s *State) { s.Pooler = larger.Snapshot().Pooler }, "spatial: "},
		{"another memory", func(s *State) { s.Memory = larger.Snapshot().Memory }, "temporal: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, good, target := m.Snapshot(), m.Snapshot(), m.Clone()
			tt.damage(&s)
			if err := target.Restore(s); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %s", err, tt.want)
			}
			rest := days(6)[96:]
			same(t, "after the refused state", run(t, target, rest), run(t, restored(t, good), rest))
		})
	}
}
