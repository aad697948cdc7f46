package sdr_test

import (
	"testing"

	"gohtm/htm/internal/archivetest"
	"gohtm/htm/sdr"
)

func archived(testing.TB) archivetest.Part {
	r := sdr.NewRandom(5)
	return archivetest.Part{
		Save: r.Save, Load: r.Load, Snapshot: func() interface{} { return r.Snapshot() },
		Step: func(i int) interface{} { return r.Draw(100, 5+i%3) },
	}
}

func TestSavedRandomGoesOnBitForBit(t *testing.T) { archivetest.RoundTrip(t, 200, archived) }

func FuzzLoad(f *testing.F) { archivetest.FuzzLoad(f, archived) }
