//go:build unix

package streams

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Descriptor 2 is taken over while the test runs, and given back.
func TestTake(t *testing.T) {
	var got strings.Builder
	c, original, err := Take(2, func(text string) { got.WriteString(text) })
	if err != nil {
		t.Fatal(err)
	}
	defer redirect(int(original.Fd()), 2)
	c.Flush() // with nothing to emit
	var want strings.Builder
	for i := range 20_000 {
		line := fmt.Sprintln("line", i, "ä世😀")
		want.WriteString(line)
		os.Stderr.WriteString(line)
	}
	unix.Write(2, []byte("by the descriptor"))
	c.Flush()
	want.WriteString("by the descriptor")
	if got.String() != want.String() {
		t.Errorf("%d bytes came out, want %d", got.Len(), want.Len())
	}
	os.Stderr.WriteString(" and more")
	c.Flush()
	if !strings.HasSuffix(got.String(), " and more") {
		t.Error("what is written after a flush is lost")
	}
}

func TestManySmallWritesAreFewMessages(t *testing.T) {
	messages, length := 0, 0
	emitted := make(chan struct{}, 1)
	c, original, err := Take(2, func(text string) {
		messages++
		length += len(text)
		select {
		case emitted <- struct{}{}:
		default:
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	defer redirect(int(original.Fd()), 2)
	for range 20_000 {
		os.Stderr.WriteString("x")
	}
	c.Flush()
	<-emitted
	if messages > 100 || length != 20_000 {
		t.Errorf("%d bytes in %d messages, want 20000 in a few", length, messages)
	}
	os.Stderr.WriteString("soon")
	select {
	case <-emitted: // without a flush
	case <-time.After(10 * time.Second):
		t.Error("a single write is not emitted")
	}
}
