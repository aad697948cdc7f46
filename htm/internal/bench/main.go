// Command bench measures what a step of every part costs, on the works that were
// published for htm.core and on others, and prints one tab-separated line for each:
// its time on this machine, how many times as fast it is as the slow reference of
// package ref and as htm.core was on another machine of the same kind, memory,
// allocations, and a hash of all active bits. A hash that is not the published one,
// or not the reference's over the same steps, is an error.
//
//	go run ./htm/internal/bench                 # everything
//	go run ./htm/internal/bench -run 'T1|local' # the works whose names match
//	go run ./htm/internal/bench -update         # everything, and then BENCHMARKS.md and docs/benchmark-*.svg
//	go run ./htm/internal/bench -draw           # only these, from what was measured last
//
// Times are the processor's, for the calls of Step alone, the least of several
// runs, in which the works take turns.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"gohtm/datasets"
)

func main() {
	err := run(os.Args[1:], os.Stdout)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// measured is where the results stand, from the root of the module.
const measured = "htm/internal/bench/measured.tsv"

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(out)
	chosen := flags.String("run", "", "regular expression: only works with such a name")
	times := flags.Int("n", 5, "runs of each work, of which the fastest counts")
	steps := flags.Int("soak", 20_000, "steps of the soak")
	update := flags.Bool("update", false, "put the results into "+measured+", BENCHMARKS.md and docs/")
	draw := flags.Bool("draw", false, "write BENCHMARKS.md and docs/ from "+measured+" and measure nothing")
	root := flags.String("root", ".", "folder of the module")
	if err := flags.Parse(args); err != nil {
		return err
	}
	name, err := regexp.Compile(*chosen)
	if err != nil || *times < 1 || *steps < 1 || flags.NArg() > 0 {
		return fmt.Errorf("-run %q -n %d -soak %d %q, want a regular expression, numbers > 0 and nothing else", *chosen, *times, *steps, flags.Args())
	}
	path := filepath.Join(*root, measured)
	if !*draw {
		results, err := measure(choose(tasks(*steps), name), *times, out)
		if err != nil || !*update {
			return err
		}
		old, err := read(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		if err := write(path, merge(tasks(*steps), old, results)); err != nil {
			return err
		}
	}
	results, err := read(path)
	if err != nil {
		return err
	}
	return publish(*root, results)
}

// tasks are all works, in the order of the table.
func tasks(soakSteps int) (all []task) {
	all = append(all, poolers()...)
	all = append(all, memories()...)
	all = append(all, rules()...)
	all = append(all, pipelines()...)
	all = append(all, mnist(), soak(soakSteps))
	all = append(all, sideBySide()...)
	all = append(all, poolerCurves()...)
	return append(all, memoryCurves()...)
}

func choose(tasks []task, name *regexp.Regexp) (chosen []task) {
	for _, t := range tasks {
		if name.MatchString(t.name) {
			chosen = append(chosen, t)
		}
	}
	return chosen
}

// measure runs the tasks in turn, so many times, and prints their lines. Those
// whose data are not at hand are left out with a line that says so.
func measure(tasks []task, times int, out io.Writer) ([]result, error) {
	all := make([]*runs, len(tasks))
	for i, t := range tasks {
		all[i] = &runs{task: t}
	}
	unit := increment()
	for n := 0; n < times; n++ {
		if times > 1 {
			fmt.Fprintf(out, "# run %d of %d\n", n+1, times)
		}
		for i, r := range all {
			if r == nil {
				continue
			}
			err := r.run(times)
			if errors.Is(err, datasets.ErrUnavailable) {
				first, _, _ := strings.Cut(err.Error(), "\n")
				fmt.Fprintf(out, "# left out: %s\n", first)
				all[i] = nil
			} else if err != nil {
				return nil, err
			}
		}
		unit = math.Min(unit, increment())
	}
	var results []result
	fmt.Fprintln(out, printed)
	for _, r := range all {
		if r != nil {
			results = append(results, r.finish(unit))
			fmt.Fprintln(out, results[len(results)-1])
		}
	}
	return results, nil
}
