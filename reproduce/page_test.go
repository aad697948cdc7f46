package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gohtm/datasets"
)

var here = project{root: "..", claims: claims}

// The page and the figures in the tree are what the results there give, and there
// are no others.
func TestThePageIsMadeFromTheResults(t *testing.T) {
	pages, err := here.pages()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil || string(got) != want {
			t.Errorf("%s is not what reproduce/results gives, error %v: go run ./reproduce -draw", name, err)
		}
	}
	figures, _ := filepath.Glob("../docs/reproduction/*")
	for _, file := range figures {
		if pages["docs/reproduction/"+filepath.Base(file)] == "" {
			t.Errorf("%s belongs to no claim", file)
		}
	}
	results, _ := filepath.Glob("results/*")
	for _, file := range results {
		known := false
		for _, c := range claims {
			known = known || c.name+".json" == filepath.Base(file)
		}
		if !known {
			t.Errorf("%s belongs to no claim", file)
		}
	}
	if bad := regexp.MustCompile(`NaN|\bInf\b|%!`).FindString(pages["REPRODUCTION.md"]); bad != "" {
		t.Errorf("%q on the page", bad)
	}
}

// Names, sources and explanations are there, each seed once and in order, and where
// we differ it says why.
func TestEveryClaimIsWhole(t *testing.T) {
	names := map[string]bool{}
	for _, c := range claims {
		if names[c.name] || !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(c.name) {
			t.Errorf("%q is a name twice, or none of a file", c.name)
		}
		names[c.name] = true
		if c.title == "" || c.source == "" || c.about == "" || !strings.ContainsAny(c.about[len(c.about)-1:], ".?") || c.cost <= 0 || len(c.rows) == 0 {
			t.Errorf("%s: title %q, source %q, about %q, cost %v, %d rows; want all of them", c.name, c.title, c.source, c.about, c.cost, len(c.rows))
		}
		results, err := here.found(c.name)
		if err != nil {
			t.Error(err)
		} else if len(results) == 0 {
			t.Logf("%s was not run yet: go run ./reproduce -run %s", c.name, c.name)
			continue
		}
		for i, r := range results {
			if want := uint64(min(1, c.seeds) + i); r.Seed != want || i > 0 && i >= c.seeds {
				t.Errorf("%s: result %d is of seed %d, want %d of %d", c.name, i, r.Seed, want, c.seeds)
			}
		}
		f := findings{c, results}
		for _, r := range c.rows {
			if f.judge(r).verdict == "differs" && r.why == "" {
				t.Errorf("%s: %s differs, and nobody says why", c.name, r.what)
			}
			if strings.Contains(r.what+r.why, "|") {
				t.Errorf("%s: %q would end a column", c.name, r.what)
			}
		}
	}
}

// What takes little time is run again, the first seed of it: the bits in the tree
// are what the code gives.
func TestTheResultsAreThoseOfTheCode(t *testing.T) {
	ran := 0
	for _, c := range claims {
		results, err := here.found(c.name)
		if err != nil {
			t.Error(err)
		}
		if c.cost > .05 || testing.Short() && c.cost > .01 || len(results) == 0 {
			continue
		}
		ran++
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := c.run(context.Background(), results[0].Seed, func(int, int) {})
			if errors.Is(err, datasets.ErrUnavailable) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			got.Seed = results[0].Seed
			g, _ := json.Marshal(got)
			w, _ := json.Marshal(results[0])
			if !bytes.Equal(g, w) {
				t.Errorf("got  %s\nwant %s", g, w)
			}
		})
	}
	if ran < 2 {
		t.Errorf("%d claims are cheap enough, want 2", ran)
	}
}

// A run that is told to stop does so, with the reason: no results of half a run are kept.
func TestEveryRunStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	for _, c := range claims {
		if c.cost <= .01 {
			continue // it is over before it can be told
		}
		if _, err := c.run(ctx, 1, func(int, int) {}); !errors.Is(err, context.Canceled) && !errors.Is(err, datasets.ErrUnavailable) {
			t.Errorf("%s: error %v, want %v", c.name, err, context.Canceled)
		}
	}
}

// A claim that is written but not in the list would never run.
func TestEveryClaimIsInTheList(t *testing.T) {
	p, err := newSources(os.DirFS("..")).open("reproduce")
	if err != nil {
		t.Fatal(err)
	}
	written := 0
	for name := range p.named {
		if strings.HasSuffix(name, "Claim") {
			written++
		}
	}
	if written != len(claims) {
		t.Errorf("%d variables are called ...Claim, %d are in the list", written, len(claims))
	}
}
