// Command gohtm-data lists the data sets and fetches the real ones. From the
// project's root:
//
//	go run ./datasets/...                 list the sets, real and generated
//	go run ./datasets/... fetch hotgym    bring one to this machine
//
// It exits with 0 when all went well, 1 when a file could not be had or is
// damaged, 2 when it was called wrongly (go run itself turns any failure into 1).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"gohtm/datasets"
)

const usage = `Usage:
  go run ./datasets/... [list]                          the real sets, their licence, and where they
                                                        are; the generated ones, and how they are called
  go run ./datasets/... fetch [-timeout 5m] NAME ...    bring sets to this machine

A file is looked for in the folder that GOHTM_DATA names, then in the cache, then
among the system's packages (/usr/share/datasets), then at its addresses on the net. Proxies are taken from HTTPS_PROXY and NO_PROXY.

Flags of fetch:
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is main with its surroundings as parameters; it returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	command := "list"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, args = args[0], args[1:]
	}
	flags := flag.NewFlagSet("gohtm-data", flag.ContinueOnError)
	flags.SetOutput(stderr)
	timeout := flags.Duration("timeout", 5*time.Minute, "give up after this `time`")
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	ctx, cancel := context.WithTimeout(ctx, *timeout)
	defer cancel()
	switch {
	case command == "list" && flags.NArg() == 0:
		return list(stdout)
	case command == "fetch" && flags.NArg() > 0:
		return fetch(ctx, flags.Args(), stdout, stderr)
	case command == "help":
		flags.SetOutput(stdout)
		flags.Usage()
		return 0
	}
	fmt.Fprintf(stderr, "gohtm-data: cannot do %q with %d names\n", command, flags.NArg())
	flags.Usage()
	return 2
}

// list prints the manifest and what of it is on this machine, and the generators.
func list(w io.Writer) (code int) {
	for _, set := range datasets.Sets() {
		fmt.Fprintf(w, "%s: %s (%d bytes, licence %s)\n", set.Name, set.Title, set.Size(), set.Licence)
		fmt.Fprintf(w, "  %s\n  from %s\n", set.Description, set.Source)
		for _, place := range set.Places() {
			switch {
			case place.Err != nil:
				fmt.Fprintf(w, "  %s: in %s, but %v\n", place.File.Path, place.From, place.Err)
				code = 1
			case place.From == "":
				fmt.Fprintf(w, "  %s: not here; get it with: go run ./datasets/... fetch %s\n", place.File.Path, set.Name)
			default:
				fmt.Fprintf(w, "  %s: in %s, %s\n", place.File.Path, place.From, place.Path)
			}
		}
	}
	fmt.Fprintf(w, "\nGenerated, the same on every machine:\n")
	for _, g := range datasets.Generators() {
		fmt.Fprintf(w, "%s: %s\n  from %s\n  %s\n", g.Name, g.Title, g.Source, g.Call)
	}
	return code
}

// fetch brings the named sets here and prints their paths.
func fetch(ctx context.Context, names []string, stdout, stderr io.Writer) int {
	for _, name := range names {
		if _, err := datasets.Find(name); err != nil {
			fmt.Fprintln(stderr, err)
			return 2
		}
	}
	for _, name := range names {
		paths, err := datasets.Fetch(ctx, name, report(stderr))
		for _, path := range paths {
			fmt.Fprintln(stdout, path)
		}
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
	}
	return 0
}

// report prints how far a download is, once a second and at its end.
func report(w io.Writer) func(datasets.Progress) {
	last := time.Time{}
	return func(p datasets.Progress) {
		if p.Done == p.Total || time.Since(last) > time.Second {
			fmt.Fprintf(w, "%s: %d of %d bytes\n", p.File, p.Done, p.Total)
			last = time.Now()
		}
	}
}
