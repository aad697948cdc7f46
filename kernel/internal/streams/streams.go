// Package streams takes over the standard output and error of the process, so
// that all that is written there, by a cell, by compiled code or by a child
// process, reaches the notebook.
package streams

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"os"
	"sync"
	"time"
	"unicode/utf8"
)

// Capture is the redirection of one file descriptor.
type Capture struct {
	read  *os.File
	write *os.File // a private copy of the pipe's end, for the marks
	emit  func(text string)

	mutex sync.Mutex // one flush at a time
	mark  []byte     // what a flush writes behind all output before it
	done  chan struct{}
}

// Take redirects the file descriptor fd (1 or 2) and calls emit, one call at a
// time, with what is written to it. It also returns the file that was there before.
func Take(fd int, emit func(text string)) (capture *Capture, original *os.File, err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	if original, err = replace(fd, w); err != nil {
		return nil, nil, err
	}
	var random [16]byte
	rand.Read(random[:])
	c := &Capture{
		read:  r,
		write: w,
		emit:  emit,
		mark:  []byte("\x00flush " + hex.EncodeToString(random[:]) + "\x00"),
		done:  make(chan struct{}),
	}
	go c.copy()
	return c, original, nil
}

// Flush returns when all that was written before the call has been emitted. A
// mark goes through the pipe behind the output, and comes out when it is through.
func (c *Capture) Flush() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if _, err := c.write.Write(c.mark); err == nil {
		<-c.done
	}
}

// Output is emitted when it is so old, or so much: a front end drops the output
// of a kernel that sends many small messages.
const (
	gather = 20 * time.Millisecond
	enough = 256 << 10
)

// copy emits what comes out of the pipe.
func (c *Capture) copy() {
	pieces := make(chan []byte)
	go c.receive(pieces)
	var pending []byte
	var old <-chan time.Time // while output is gathered
	for {
		select {
		case piece, open := <-pieces:
			unseen := max(0, len(pending)-len(c.mark)) // where a mark may begin
			pending = append(pending, piece...)
			switch {
			case !open, len(pending) >= enough, bytes.Contains(pending[unseen:], c.mark):
				pending = c.drain(pending, !open)
				old = nil
			case old == nil:
				old = time.After(gather)
			}
			if !open {
				return
			}
		case <-old:
			pending = c.drain(pending, false)
			old = nil
		}
	}
}

// receive sends what comes out of the pipe, and closes the channel at its end. It
// is a goroutine since not every system's pipes have deadlines.
func (c *Capture) receive(pieces chan<- []byte) {
	defer close(pieces)
	buffer := make([]byte, 64<<10)
	for {
		n, err := c.read.Read(buffer)
		if n > 0 {
			pieces <- bytes.Clone(buffer[:n])
		}
		if err != nil {
			return
		}
	}
}

// drain emits what is complete in data and returns the rest: the beginning of a
// mark or of a character whose end has not come out yet.
func (c *Capture) drain(data []byte, last bool) []byte {
	for {
		text, rest, marked := split(data, c.mark, last)
		if len(text) > 0 {
			c.emit(string(text))
		}
		if !marked {
			return append(data[:0], rest...)
		}
		c.done <- struct{}{}
		data = rest
	}
}

// split cuts data at the first mark. Without one, it keeps back the start of a
// mark or of a character at the end of data, unless this is the last of the data.
func split(data, mark []byte, last bool) (text, rest []byte, marked bool) {
	if at := bytes.Index(data, mark); at >= 0 {
		return data[:at], data[at+len(mark):], true
	}
	if last {
		return data, nil, false
	}
	keep := partialMark(data, mark)
	if keep == 0 {
		keep = partialRune(data)
	}
	cut := len(data) - keep
	return data[:cut], data[cut:], false
}

// partialMark returns how many bytes at the end of data are the beginning of mark.
func partialMark(data, mark []byte) int {
	for n := min(len(mark)-1, len(data)); n > 0; n-- {
		if bytes.HasPrefix(mark, data[len(data)-n:]) {
			return n
		}
	}
	return 0
}

// partialRune returns how many bytes at the end of data begin a character that
// is not complete.
func partialRune(data []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(data); n++ {
		tail := data[len(data)-n:]
		if utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return n
			}
			return 0
		}
	}
	return 0
}
