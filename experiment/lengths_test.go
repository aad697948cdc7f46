package experiment

import (
	"context"
	"errors"
	"math"
	"testing"

	"gohtm/datasets"
)

// Cui, Ahmad & Hawkins (2016): 257, 515 and 801 sequences for lengths of 10, 20 and 40, and
// linear in the length. Other seeds, and 100 sequences at the least: from .7 to 1.6 of it.
func TestLengthsAsPublished(t *testing.T) {
	skipShort(t)
	published, _ := PublishedLengths()
	p := DefaultLengthsParams()
	p.Lengths = []int{10, 20, 40}
	r, err := Lengths(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(r)
	for i, length := range r.Lengths {
		if ratio := r.Sequences[i] / published.At(float64(length)); ratio < .7 || ratio > 1.6 {
			t.Errorf("length %d: %v sequences, published %v", length, r.Sequences[i], published.At(float64(length)))
		}
		if r.Elements[i] > (r.Sequences[i])*float64(length+1) || r.Elements[i] < (r.Sequences[i]-1)*float64(length+1) {
			t.Errorf("length %d: %v elements in %v sequences and as many separators", length, r.Elements[i], r.Sequences[i])
		}
	}
}

func TestLengths(t *testing.T) {
	p := ShortLengthsParams()
	p.Lengths = []int{5, 10}
	told := 0
	r, err := Lengths(context.Background(), p, func(done, total int) {
		if told++; done != told || total != 2 {
			t.Errorf("%d of %d, want %d of 2", done, total, told)
		}
	})
	if err != nil || told != 2 || !(r.Sequences[0] >= 100) || !(r.Sequences[1] > r.Sequences[0]) {
		t.Fatalf("%+v, %v; want 100 sequences or more, and more for longer ones", r, err)
	}
	// What it counts is what Endings shows: not before, but then the last 100 are right.
	q := p.Each
	q.Stream.Task, _ = datasets.LongSequences(5, p.Seed)
	q.Elements = int(r.Elements[0])
	q.KillSeed = p.Seed
	q.Stream.Seed, q.Memory.Seed = p.Seed, p.Seed
	same, err := Endings(context.Background(), q, nil)
	n := len(same.Curve)
	if err != nil || float64(n) != r.Sequences[0] || same.Curve[n-1] != 1 || same.Curve[n-2] == 1 || same.Elements[n-1] != q.Elements-1 {
		t.Errorf("%d sequences, then %v and before %v of 100 right, %v; want %v, 1, less", n, same.Curve[n-1], same.Curve[n-2], err, r.Sequences[0])
	}
	// Half of them right comes earlier, and in too few elements it never comes.
	p.Enough = .5
	half, err := Lengths(context.Background(), p, nil)
	if err != nil || half.Sequences[1] >= r.Sequences[1] {
		t.Errorf("half right after %v, all after %v, %v", half.Sequences[1], r.Sequences[1], err)
	}
	p.Each.Elements = 300
	none, err := Lengths(context.Background(), p, nil)
	if err != nil || !math.IsNaN(none.Sequences[0]) || !math.IsNaN(none.Elements[1]) {
		t.Errorf("%+v, %v; want nothing learned in 300 elements", none, err)
	}
}

func TestLengthsIsInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	p := ShortLengthsParams()
	p.Lengths = []int{5, 10}
	r, err := Lengths(ctx, p, func(int, int) { stop() })
	if !errors.Is(err, context.Canceled) || len(r.Sequences) != 1 {
		t.Errorf("%+v, %v; want one length, stopped", r, err)
	}
}

func TestLengthsParams(t *testing.T) {
	if p := DefaultLengthsParams(); p.Validate() != nil || ShortLengthsParams().Validate() != nil || p.Each.Elements != 400000 || p.Each.Window != 100 {
		t.Fatalf("defaults: %v, %v", p.Validate(), ShortLengthsParams().Validate())
	}
	p := DefaultLengthsParams()
	p.Lengths, p.Enough, p.Each.Window, p.Each.Stream.Switch = []int{10, 2}, 0, 0, 5
	complain(t, p.Validate(), "Lengths[1] = 2", "Enough = 0, want in (0, 1]", "Window = 0", "Each.Stream.Switch = 5, want Never")
	p.Lengths = nil
	_, err := Lengths(context.Background(), p, nil)
	complain(t, err, "Lengths is empty")
}
