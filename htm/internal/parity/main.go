// Command parity runs by hand what htm.core (C++) was measured on, under its
// conventions, and prints one line: the time of a step, a hash of all active bits of
// all steps, and what was learned. The same hash means the same work, bit for bit.
//
//	go run ./htm/internal/parity sp inputs=1024 density=0.10 steps=3000
//	go run ./htm/internal/parity tm cells=32 w=40 nseq=20 len=50 epochs=10 noise=4 predDec=0.01
//	go run ./htm/internal/parity sp by=both steps=100
//
// by=ref takes the plain reference of package ref instead of the shipped code, and
// by=both compares them and prints the ratio of their times. Without arguments it
// lists every parameter.
package main

import (
	"fmt"
	"io"
	"os"

	"gohtm/htm/internal/parity/work"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(words []string, out io.Writer) error {
	if len(words) == 0 {
		_, err := fmt.Fprintln(out, work.Help())
		return err
	}
	w, by, err := work.Parse(words)
	if err != nil {
		return err
	}
	result, err := w.Run(by == "ref")
	if err != nil {
		return err
	}
	line := result.String()
	if work.Clock != "processor" {
		line += " clock=" + work.Clock
	}
	if by == "both" {
		plain, err := w.Run(true)
		if err != nil {
			return err
		}
		if !plain.Same(result) {
			return fmt.Errorf("parity: the reference does other work: %v\nthe shipped code: %v", plain, result)
		}
		line += fmt.Sprintf(" ref-us/step=%.2f ratio=%.1f", plain.PerStep(), plain.PerStep()/result.PerStep())
	}
	_, err = fmt.Fprintln(out, line)
	return err
}
