package work

import (
	"strings"
	"testing"
	"time"
)

// Every setting reaches the work: another value gives another result.
func TestEverySettingCounts(t *testing.T) {
	for kind, tt := range map[string]struct {
		words  string            // of a small work, in which everything happens
		others map[string]string // another value of each setting
	}{
		"sp": {
			"inputs=100 columns=64 density=0.04 steps=300 patterns=50 potentialFraction=0.3 winners=0.1 stimulusThreshold=1 boost=2 dutyCyclePeriod=30 minPct=0.95",
			map[string]string{
				"inputs": "90", "columns": "65", "density": "0.1", "steps": "299", "patterns": "49", "potentialFraction": "0.5", "winners": "0.2",
				"connected": "0.2", "inc": "0.1", "dec": "0.02", "stimulusThreshold": "3", "boost": "5", "dutyCyclePeriod": "40", "minPct": "0",
				"learn": "0", "seed": "2", "poolSeed": "2", "boostInference": "",
			},
		},
		"tm": {
			"columns=64 cells=4 w=6 nseq=3 len=8 epochs=6 noise=1 predDec=0.02 activation=3 min=2 maxNew=5 maxSegments=2 maxSynapses=7 initial=0.4",
			map[string]string{
				"columns": "65", "cells": "5", "w": "7", "nseq": "4", "len": "9", "epochs": "7", "reset": "0", "noise": "0", "random": "1", "predDec": "0",
				"activation": "4", "min": "3", "initial": "0.3", "connected": "0.45", "maxNew": "4", "inc": "0.2", "dec": "0.05", "maxSegments": "1",
				"maxSynapses": "6", "learn": "0", "seed": "3", "noiseSeed": "3", "twisterSeed": "7",
			},
		},
	} {
		words := strings.Fields(kind + " " + tt.words)
		base := result(t, words, false)
		if plain := result(t, words, true); !plain.Same(base) {
			t.Errorf("%s: the reference gives %v, want %v", kind, plain, base)
		}
		p, m := DefaultPooler(), DefaultMemory()
		settings := p.settings()
		if kind == "tm" {
			settings = m.settings()
		}
		for _, s := range settings {
			other, known := tt.others[s.name]
			if !known {
				t.Errorf("%s %s is not tested", kind, s.name)
			}
			if other == "" { // see TestBoostInference
				continue
			}
			var changed []string
			for _, word := range words {
				if !strings.HasPrefix(word, s.name+"=") {
					changed = append(changed, word)
				}
			}
			if result(t, append(changed, s.name+"="+other), false).Same(base) {
				t.Errorf("%s %s=%s changes nothing", kind, s.name, other)
			}
		}
	}
}

func result(t *testing.T, words []string, reference bool) Result {
	t.Helper()
	w, _, err := Parse(words)
	if err != nil {
		t.Fatal(err)
	}
	r, err := w.Run(reference)
	if err != nil {
		t.Fatalf("%v: %v", words, err)
	}
	return r
}

// Factors stay 1 without learning, so what boostInference does needs a pooler that
// has learned: the setting is looked at where it goes.
func TestBoostInference(t *testing.T) {
	for text, want := range map[string]bool{"0": false, "1": true} {
		w, _, err := Parse([]string{"sp", "boostInference=" + text})
		if err != nil || w.(Pooler).Params.BoostInference != want {
			t.Errorf("boostInference=%s: %v, error %v, want %t", text, w.(Pooler).Params.BoostInference, err, want)
		}
	}
}

func TestParseAndRunNameWhatIsWrong(t *testing.T) {
	for _, tt := range []struct {
		words string
		want  string
	}{
		{"", `parity: "", want sp (spatial pooler) or tm (temporal memory), and then name=value`},
		{"spatial", `parity: "spatial", want sp (spatial pooler) or tm (temporal memory), and then name=value`},
		{"sp cells=3", `parity: "cells=3", want name=value with one of inputs, columns, density, `},
		{"tm noise", `parity: "noise", want name=value with one of columns, cells, w, nseq, `},
		{"tm w=x len=1.5 seed=-1", "parity: w = \"x\", want a whole number: active minicolumns of a pattern\nparity: len = \"1.5\", want a whole number: patterns of a sequence\nparity: seed = \"-1\", want a whole number: of the patterns"},
		{"tm w=3 w=4", "parity: w is there twice"},
		{"sp learn=maybe inc=much", "parity: learn = \"maybe\", want 1 or 0: 1, or 0\nparity: inc = \"much\", want a number: permanence increment"},
		{"sp by=hand", `parity: by = "hand", want gohtm (the shipped code), ref (the slow reference) or both`},
		{"sp steps=0 patterns=0 density=2 potentialFraction=NaN", "work: steps = 0, want > 0\nwork: patterns = 0, want > 0\nwork: density = 2, want in [0, 1]\nwork: potentialFraction = NaN, want in (0, 1]"},
		{"sp dec=2", "spatial: PermanenceDecrement = 2, want in [0, 1]"},
		{"tm w=40 columns=39", "work: w = 40, want > 0, and with noise = 0 at most columns = 39"},
		{"tm noise=-1 nseq=0 twisterSeed=0x100000000", "work: noise = -1, want >= 0\nwork: nseq = 0, len = 50, epochs = 10, want all > 0\nwork: twisterSeed = 4294967296, want < 2^32"},
		{"tm min=14", "temporal: MinThreshold = 14, want in [1, ActivationThreshold = 13]"},
	} {
		w, _, err := Parse(strings.Fields(tt.words))
		if err == nil {
			_, err = w.Run(false)
		}
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: error %v\nwant %s", tt.words, err, tt.want)
		}
	}
}

// The reference runs a published work too, as far as patience goes.
func TestReferenceHasThePublishedHash(t *testing.T) {
	if testing.Short() {
		t.Skip("20 seconds of work: left out by -short")
	}
	p := All()[1]
	if differences := p.Differences(result(t, p.Words, true)); differences != "" {
		t.Errorf("%s: %s", p.Name, differences)
	}
}

func TestDifferences(t *testing.T) {
	p := Published{Hash: 1, Connected: 2, Segments: 3, Sum: 4}
	if got := p.Differences(Result{Hash: 1, Connected: 2, Segments: 3, Sum: 4, Synapses: 9}); got != "" {
		t.Errorf("differences %q where there are none", got)
	}
	want := "hash = 0000000000000002, want 0000000000000001; connected = 3, want 2; segments = 4, want 3; sum = 5.000000, want 4.000000; "
	if got := p.Differences(Result{Hash: 2, Connected: 3, Segments: 4, Sum: 5}); got != want {
		t.Errorf("differences %q, want %q", got, want)
	}
}

func TestPerStep(t *testing.T) {
	r := Result{Times: []time.Duration{3 * time.Millisecond, time.Millisecond}, Steps: []int{100, 20}}
	const want = "us/step=33.33 hash=0000000000000000 connected=0 sum=0.000000 segments=0 synapses=0 us/step-by-pass=30.0,50.0"
	if r.String() != want {
		t.Errorf("%s, want %s", r, want)
	}
}

// processorTime goes on while there is work, and stands still in sleep.
func TestProcessorTime(t *testing.T) {
	if Clock != "processor" {
		t.Skip("there is no such clock on this system")
	}
	before := processorTime()
	time.Sleep(200 * time.Millisecond)
	if slept := processorTime() - before; slept > 150*time.Millisecond {
		t.Errorf("%v of processor time in 200 ms of sleep", slept)
	}
	begun, x := time.Now(), uint64(1)
	for before = processorTime(); processorTime()-before < 50*time.Millisecond; {
		x = x*6364136223846793005 + 1
		if time.Since(begun) > time.Minute {
			t.Fatal("no 50 ms of processor time in a minute of work", x)
		}
	}
}
