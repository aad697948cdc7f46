package main

import (
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"
)

// clock tells how far the runs are and how long they will still take.
type clock struct {
	mutex sync.Mutex
	log   io.Writer
	begun time.Time
	parts map[string]float64 // of each run that has begun, by key: how much is done
	costs map[string]float64
	total float64
	runs  int // that have finished
}

func newClock(jobs []job, log io.Writer) *clock {
	c := &clock{log: log, begun: time.Now(), parts: map[string]float64{}, costs: map[string]float64{}}
	for _, j := range jobs {
		c.costs[j.key] = j.claim.cost
		c.total += j.claim.cost
	}
	return c
}

func (c *clock) progress(j job, done, total int) {
	if total <= 0 {
		return // how much there is to do is not known yet
	}
	c.mutex.Lock()
	c.parts[j.key] = float64(done) / float64(total)
	c.mutex.Unlock()
}

func (c *clock) finished(j job, took time.Duration) {
	c.progress(j, 1, 1)
	c.mutex.Lock()
	c.runs++
	c.mutex.Unlock()
	c.say("%v: done in %v", j, took.Round(time.Second))
}

// say writes a line with how many runs are done and about how long the others will take.
func (c *clock) say(format string, args ...any) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	fmt.Fprintf(c.log, "[%d/%d] %s%s\n", c.runs, len(c.costs), fmt.Sprintf(format, args...), c.left(time.Since(c.begun)))
}

// left says how long all will still take, from how long what is done has taken.
func (c *clock) left(elapsed time.Duration) string {
	done := 0.0
	for key, part := range c.parts {
		done += part * c.costs[key]
	}
	if done < .01*c.total || done >= c.total {
		return ""
	}
	rest := time.Duration(float64(elapsed) * (c.total - done) / done)
	return fmt.Sprintf(", about %v left", rest.Round(time.Second))
}

// tick says every half minute that it goes on, until what it returns is called.
func (c *clock) tick() (stop func()) {
	ticker, end := time.NewTicker(30*time.Second), make(chan bool)
	go func() {
		for {
			select {
			case <-ticker.C:
				c.say("%d running", min(runtime.GOMAXPROCS(0), len(c.costs)-c.runs))
			case <-end:
				ticker.Stop()
				return
			}
		}
	}()
	return func() { close(end) }
}
