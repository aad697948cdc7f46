// Command reproduce does published experiments again, at full length and over
// seeds, and writes REPRODUCTION.md: what was published, what came out here, and
// whether the two agree. No number on that page is typed by hand.
//
//	make reproduce                           # everything: what was not yet run, or may have changed since
//	go run ./reproduce -list                 # the claims, their runs, and what is kept of them
//	go run ./reproduce -run 'words|endings'  # the claims whose names match
//	go run ./reproduce -run words -seeds 1   # only the first seed: a quick look, printed; not on the page if that has more
//	go run ./reproduce -draw                 # the page and its figures again, from what was found last
//
// A run is a claim with a seed. As many go at once as there are processors, those
// that take long first. The result of each is kept in build/reproduce under a hash
// of all the code it can reach (see sources.go): an interrupted command goes on where
// it was, and what an edit cannot have changed is not run again. The results that
// the page is made from are in reproduce/results, one file for each claim.
//
// # How to add a claim
//
// One file, words.go for example, and its name in the list in claims.go:
//
//	var wordsClaim = claim{
//		name:   "words",
//		title:  "Words among random elements: other words after a while",
//		source: `Hawkins & Ahmad (2016), "Why neurons ...", doi:10.3389/fncir.2016.00023, figure 6A`,
//		about:  "What is run, and how it differs from the paper.",
//		seeds:  5,
//		cost:   12,
//		run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
//			p := experiment.DefaultWordsParams()
//			p.Stream.Seed, p.Memory.Seed = seed, seed
//			r, err := experiment.Words(ctx, p, progress)
//			if err != nil {
//				return result{}, err
//			}
//			var out result
//			out.number("before", mean(r.Curve[3000:3500]))
//			out.curve("high order", counting(len(r.Curve)), r.Curve)
//			return out, nil
//		},
//		rows: []row{
//			{what: "accuracy before the words change", key: "before", published: value(.50), band: atLeast(.48),
//				why: "printed only if it differs; then it has to be there"},
//		},
//		figure: func(f findings) (*nb.Figure, error) { ... f.line("high order", "gohtm", nb.Blue) ... },
//	}
//
// What was published is a value(...), about(...) read off a figure, spread(mean, deviation),
// words("..."), or, of a curve that package experiment has, from(curve, x); drawn(curve, ...) are
// its marks. printed("6.353e-11") is a number that has to round to what is printed, and a row
// with of a share of trials, which has to agree within Wilson's interval.
//
// run is what takes time: all that is random comes from its seed, from 1 on, or
// 0 if the claim has no seeds. What it returns is kept, so let it return what a
// figure may want later. Everything else, words, bands and figures, is applied when
// the page is written and can be changed without running anything again. Real data
// is asked for by datasets.MNIST() and the like, never by MNISTOrLike: a claim whose
// data are not at hand is left out with a line that says so, and keeps the results it had.
// Then: go run ./reproduce -run words, look at the page, and commit the file in results, the
// page and the figure with the claim. One seed is enough to begin with (-seeds 1); the page
// says so. A claim that costs a twentieth of a minute at most is run by the tests, too.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := command(ctx, os.Args[1:], claims, os.Stdout, os.Stderr)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "reproduce:", err)
		os.Exit(1)
	}
}

// command is the whole program on these claims.
func command(ctx context.Context, args []string, claims []claim, out, log io.Writer) error {
	flags := flag.NewFlagSet("reproduce", flag.ContinueOnError)
	flags.SetOutput(log)
	pattern := flags.String("run", "", "regular expression: only claims with such a name")
	seeds := flags.Int("seeds", 0, "only so many seeds of each claim, and print what they give; 0 means all")
	list := flags.Bool("list", false, "list the claims and run nothing")
	draw := flags.Bool("draw", false, "write the page and its figures from reproduce/results and run nothing")
	again := flags.Bool("again", false, "run also what is kept")
	root := flags.String("root", ".", "folder of the module")
	if err := flags.Parse(args); err != nil {
		return err
	}
	name, err := regexp.Compile(*pattern)
	if err != nil || *seeds < 0 || flags.NArg() > 0 {
		return fmt.Errorf("-run %q -seeds %d %q, want a regular expression, a number >= 0 and nothing else", *pattern, *seeds, flags.Args())
	}
	p := project{root: *root, claims: claims}
	if *draw {
		return p.publish()
	}
	jobs, err := p.jobs(name, *seeds)
	if err != nil {
		return err
	}
	if *list {
		return p.list(out, jobs)
	}
	results, err := p.work(ctx, jobs, *again, log)
	if ctx.Err() != nil {
		return fmt.Errorf("stopped; what is done is kept, and the same command goes on from there: %w", err)
	}
	if err != nil {
		return err
	}
	if *seeds > 0 {
		if err := p.show(out, results); err != nil {
			return err
		}
	}
	if err := p.update(results, *seeds > 0); err != nil {
		return err
	}
	return p.publish()
}
