package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// head is what the page begins with.
const head = `<!-- Written by make reproduce from reproduce/results: change the claims in reproduce/ instead. -->
# What was published, and what comes out here

Published experiments, done again at full length. ` + "`make reproduce`" + ` runs all of them, on all processors; it can be interrupted, goes on where it was, and runs
again only what may have changed. Every number of ours stands in ` + "`reproduce/results`" + `, this page and its figures are made from these, and the same seeds give
the same bits on every machine.

- **Ours** is the mean over the seeds, with the smallest and the largest in brackets; or a share of trials, with the interval in which it is in 999 of 1,000 cases.
- **Band** is where our mean has to be for the verdict *agrees*. Bands allow for what differs between seeds and between programs (random streams cannot be
  matched) and for how closely a figure can be read. Where nothing stands, there is nothing to judge: a number for comparison. For shares of trials the published
  number has to be in our interval.
- Where we **differ** it says why below the table.

`

// pages returns what publish writes: the page and its figures, by file name.
func (p project) pages() (pages map[string]string, err error) {
	defer orError(&err)
	var list, body strings.Builder
	list.WriteString("| claim | published by | verdict |\n|---|---|---|\n")
	pages = map[string]string{}
	for _, c := range p.claims {
		results, err := p.found(c.name)
		if err != nil {
			return nil, err
		}
		f := findings{c, results}
		if results == nil {
			fmt.Fprintf(&list, "| %s | %s | not run yet |\n", c.title, byline(c.source))
			continue
		}
		fmt.Fprintf(&list, "| [%s](#%s) | %s | %s |\n", c.title, c.name, byline(c.source), f.summary())
		body.WriteString(f.section())
		if c.figure == nil {
			continue
		}
		figure, err := c.figure(f)
		if err != nil {
			return nil, fmt.Errorf("the figure of %s: %w", c.name, err)
		}
		name := "docs/reproduction/" + c.name + ".svg"
		pages[name] = figure.SVG()
		fmt.Fprintf(&body, "![%s](%s)\n\n", strings.ReplaceAll(c.title, "\n", " "), name)
	}
	pages["REPRODUCTION.md"] = strings.TrimRight(head+list.String()+"\n"+body.String(), "\n") + "\n"
	return pages, nil
}

// publish writes the page and its figures.
func (p project) publish() error {
	pages, err := p.pages()
	if err != nil {
		return err
	}
	for name, text := range pages {
		if err := replace(filepath.Join(p.root, filepath.FromSlash(name)), []byte(text)); err != nil {
			return err
		}
	}
	return nil
}

// byline is a source without its title: what stands before the quotation mark, or
// before a colon.
func byline(source string) string {
	authors, _, _ := strings.Cut(source, `, "`)
	authors, _, _ = strings.Cut(authors, ": ")
	return authors
}

// summary says how many rows agree.
func (f findings) summary() string {
	agree, judged := 0, 0
	for _, r := range f.claim.rows {
		switch f.judge(r).verdict {
		case "agrees":
			agree++
			judged++
		case "differs":
			judged++
		}
	}
	text := fmt.Sprintf("%d of %d numbers agree", agree, judged)
	switch {
	case agree == 1 && judged == 1:
		text = "its number agrees"
	case agree == judged && judged > 0:
		text = fmt.Sprintf("all %d numbers agree", judged)
	}
	if n := len(f.results); n < f.claim.seeds {
		text += fmt.Sprintf(", of %d of %d seeds", n, f.claim.seeds)
	}
	return text
}

// section is a claim on the page.
func (f findings) section() string {
	var b strings.Builder
	var reasons []string
	differs := map[string][]string{} // the rows with a reason
	c := f.claim
	fmt.Fprintf(&b, "<a id=\"%s\"></a>\n\n## %s\n\n%s.\n\n%s", c.name, c.title, strings.TrimRight(c.source, "."), c.about)
	if n := len(f.results); n > 1 {
		fmt.Fprintf(&b, " %d seeds.", n)
	}
	b.WriteString("\n\n| | published | ours | band | verdict |\n|---|---|---|---|---|\n")
	for _, r := range c.rows {
		format := r.format
		if format == "" {
			format = "%.3f"
		}
		found, band := f.judge(r), r.band.text()
		if r.of != "" {
			band = "in our interval"
		}
		emphasis := ""
		if found.verdict == "differs" {
			emphasis = "**"
			if differs[r.why] == nil {
				reasons = append(reasons, r.why)
			}
			differs[r.why] = append(differs[r.why], r.what)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s%s%s |\n", r.what, r.published.text(format), found.ours, band, emphasis, found.verdict, emphasis)
	}
	b.WriteString("\n")
	for _, why := range reasons {
		verb := "differs"
		if len(differs[why]) > 1 {
			verb = "differ"
		}
		fmt.Fprintf(&b, "- **%s** %s: %s\n", strings.Join(differs[why], "; "), verb, why)
	}
	if len(reasons) > 0 {
		b.WriteString("\n")
	}
	return b.String()
}

// show prints the claims as the page would have them, and leaves the page alone.
func (p project) show(out io.Writer, results map[string][]result) (err error) {
	defer orError(&err)
	for _, c := range p.claims {
		if found := results[c.name]; found != nil {
			f := findings{c, found}
			fmt.Fprint(out, f.section())
			if c.figure != nil {
				figure, err := c.figure(f)
				if err != nil {
					return fmt.Errorf("the figure of %s: %w", c.name, err)
				}
				name := filepath.Join(p.root, "build", "reproduce", c.name+".svg")
				if err := replace(name, []byte(figure.SVG())); err != nil {
					return err
				}
				fmt.Fprintf(out, "figure: %s\n", name)
			}
		}
	}
	return nil
}

// orError turns a panic over what a claim asks for and does not have into an error.
func orError(err *error) {
	if trouble := recover(); trouble != nil {
		*err = fmt.Errorf("%v", trouble)
	}
}
