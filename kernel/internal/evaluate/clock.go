package evaluate

import (
	"fmt"
	"math"
	"time"
)

// How %timeit measures: so many batches, each at least so long.
const (
	batches  = 7
	longBout = 20 * time.Millisecond
)

// timeOften runs a compiled cell again and again and prints how long it takes.
func (i *Interp) timeOften(p *program) *Error {
	batch := func(n int) (time.Duration, *Error) {
		begin := time.Now()
		for k := 0; k < n; k++ {
			if _, failed := i.run(p); failed != nil {
				return 0, failed
			}
		}
		return time.Since(begin), nil
	}
	n := 1
	for {
		took, failed := batch(n)
		if failed != nil {
			return failed
		}
		if took >= longBout || n >= 1<<24 {
			break
		}
		n = max(2*n, int(1.2*float64(n)*float64(longBout)/float64(max(took, time.Nanosecond))))
	}
	least, sum, squares := math.Inf(1), 0.0, 0.0
	for k := 0; k < batches; k++ {
		took, failed := batch(n)
		if failed != nil {
			return failed
		}
		each := float64(took) / float64(n)
		least = min(least, each)
		sum += each
		squares += each * each
	}
	mean := sum / batches
	deviation := math.Sqrt(max(0, squares/batches-mean*mean))
	fmt.Printf("%s a run, at best %s (mean %s ± %s of %d batches of %d)\n", rounded(time.Duration(mean)),
		rounded(time.Duration(least)), rounded(time.Duration(mean)), rounded(time.Duration(deviation)), batches, n)
	return nil
}

// rounded leaves three digits of a duration.
func rounded(d time.Duration) time.Duration {
	for unit := time.Duration(1); ; unit *= 10 {
		if d < 1000*unit {
			return d.Round(unit)
		}
	}
}
