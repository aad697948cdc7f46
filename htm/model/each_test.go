package model

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gohtm/htm/sdr"
)

// several jobs that differ in seeds, params and rows.
func several(t *testing.T) []Job {
	p := small(t)
	params := []Params{p, p, p, p, p}
	params[1].Memory.Seed, params[2].Pooler.Seed = 1, 2
	params[3].Memory.CellsPerColumn = 3
	jobs := Jobs(params, days(4))
	jobs[4].Rows = days(6)[24:]
	return jobs
}

func TestRunEachDoesNotDependOnTheNumberOfWorkers(t *testing.T) {
	jobs := several(t)
	var want [][]Record
	total := 0
	for _, job := range jobs {
		want = append(want, run(t, made(t, job.Params), job.Rows))
		total += len(job.Rows)
	}
	for _, n := range []int{1, 2, 8} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		calls := 0
		records, err := RunEach(context.Background(), jobs, func(done, of int) {
			if calls++; done != calls || of != total {
				t.Errorf("progress %d of %d, want %d of %d", done, of, calls, total)
			}
		})
		if err != nil || len(records) != len(jobs) || calls != total {
			t.Fatalf("%d workers: %d runs, %d calls of progress, error %v; want %d, %d", n, len(records), calls, err, len(jobs), total)
		}
		for i := range jobs {
			same(t, fmt.Sprintf("job %d with %d workers and alone", i, n), records[i], want[i])
		}
	}
}

// As many jobs run at once as there are processors: each waits in its first row
// for the others, and none starts before one of them is through.
func TestRunEachUsesEveryProcessor(t *testing.T) {
	const n = 3
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
	var running, most atomic.Int64
	together := make(chan struct{})
	p := small(t)
	field := p.Fields[0]
	wait := field
	wait.Encode = func(now Moment) (sdr.SDR, error) {
		if now.Value != 7 {
			return field.Encode(now)
		}
		at := running.Add(1)
		defer running.Add(-1)
		if at > most.Load() {
			most.Store(at)
		}
		if at == n {
			select {
			case <-together:
			default:
				close(together)
			}
		}
		select {
		case <-together:
		case <-time.After(10 * time.Second):
			return sdr.SDR{}, errors.New("the others do not come")
		}
		return field.Encode(now)
	}
	p.Fields = append([]Field{wait}, p.Fields[1:]...)
	row := days(1)[:1]
	row[0].Value = 7
	if _, err := RunEach(context.Background(), Jobs([]Params{p, p, p, p, p, p}, row), nil); err != nil {
		t.Error(err)
	}
	if most.Load() != n {
		t.Errorf("%d jobs at once, want %d", most.Load(), n)
	}
}

func TestAStoppedRunEachKeepsWhatWasDone(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one job after the other
	jobs := several(t)
	ctx, stop := context.WithCancel(context.Background())
	records, err := RunEach(ctx, jobs, func(done, _ int) {
		if done == len(jobs[0].Rows)+30 {
			stop()
		}
	})
	for _, want := range []string{
		"model: job 1: model: stopped after 30 of 96 rows: ", "\nmodel: job 2: model: stopped after 0 of 96 rows: ", "\nmodel: job 4: model: stopped after 0 of 120 rows: ",
	} {
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q in it", err, want)
		}
	}
	if strings.Contains(err.Error(), "job 0") || len(records) != len(jobs) || records[2] != nil {
		t.Errorf("%d runs, the third of %d records, error %v", len(records), len(records[2]), err)
	}
	same(t, "the job that was through", records[0], run(t, made(t, jobs[0].Params), jobs[0].Rows))
	same(t, "the job that was stopped", records[1], run(t, made(t, jobs[1].Params), jobs[1].Rows[:30]))
}

func TestRunEachSaysWhichJobsFailed(t *testing.T) {
	jobs := several(t)
	jobs[1].Params.Readouts, jobs[3].Params.Readouts = []Readout{{}}, []Readout{{}}
	records, err := RunEach(context.Background(), jobs, func(int, int) { t.Error("a job ran") })
	if err == nil || records != nil || !strings.HasPrefix(err.Error(), "model: job 1: ") || !strings.Contains(err.Error(), "\nmodel: job 3: ") {
		t.Errorf("%d runs, error %v; want the error alone, of jobs 1 and 3", len(records), err)
	}

	jobs = several(t)
	jobs[1].Rows = days(4)
	jobs[1].Rows[3].Value = math.NaN()
	records, err = RunEach(context.Background(), jobs, nil)
	if err == nil || !strings.HasPrefix(err.Error(), "model: job 1: model: row 3: ") || strings.Contains(err.Error(), "\n") {
		t.Errorf("error %v, want that of row 3 of job 1", err)
	}
	for i, job := range jobs {
		if want := len(job.Rows); i != 1 && len(records[i]) != want || i == 1 && len(records[i]) != 3 {
			t.Errorf("job %d: %d records", i, len(records[i]))
		}
	}
}

// A panic in a hook comes up where a notebook can catch it, not in a goroutine,
// and the other jobs do not go on for nothing.
func TestRunEachPanicsInTheCallersGoroutine(t *testing.T) {
	jobs := several(t)
	own := jobs[1].Params
	own.SetFields(Field{Name: "own", Size: 8, Encode: func(Moment) (sdr.SDR, error) { panic("mine") }})
	jobs[1].Params = own
	jobs[0].Rows = days(30)
	for _, n := range []int{1, 2, 8} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		rows := 0
		func() {
			defer func() {
				if r := recover(); r != "mine" {
					t.Errorf("recovered %v, want the hook's panic", r)
				}
			}()
			_, _ = RunEach(context.Background(), jobs, func(done, _ int) { rows = done })
			t.Error("no panic")
		}()
		if n > 1 && rows >= len(jobs[0].Rows) { // one worker has done the first job before it comes to the panic
			t.Errorf("%d workers: the first job has gone on to its end, %d rows in all", n, rows)
		}
	}
}

func TestRunEachOfNothing(t *testing.T) {
	if records, err := RunEach(context.Background(), nil, nil); err != nil || len(records) != 0 {
		t.Errorf("%v, %v", records, err)
	}
}

// One op is eight models side by side. With -cpu 1,2 the ratio of the two lines is
// what a second processor is worth.
func BenchmarkRunEach(b *testing.B) {
	rows := days(20)
	params := make([]Params, 8)
	for i := range params {
		params[i] = Plain()
		params[i].Pooler.Seed, params[i].Memory.Seed = uint64(i), uint64(i)
	}
	for i := 0; i < b.N; i++ {
		if _, err := RunEach(context.Background(), Jobs(params, rows), nil); err != nil {
			b.Fatal(err)
		}
	}
}
