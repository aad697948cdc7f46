package main

import (
	"embed"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"gohtm/htm/internal/conventions"
	"gohtm/nb"
)

//go:embed document.md
var source embed.FS

// publish writes BENCHMARKS.md and the figures.
func publish(root string, results []result) error {
	text, err := document(results)
	if err != nil {
		return err
	}
	files := map[string]string{"BENCHMARKS.md": text}
	for name, draw := range figures {
		figure, err := draw(results)
		if err != nil {
			return err
		}
		files[filepath.Join("docs", name)] = figure.SVG()
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// document fills document.md in.
func document(results []result) (string, error) {
	of := byName(results)
	t, err := template.New("document.md").Funcs(template.FuncMap{
		"works":   func(prefix string) string { return works(results, prefix) },
		"phases":  func() string { return phaseTable(of) },
		"ratio":   func(a, b string) string { return quotient(of[a].Cost, of[b].Cost) },
		"htmcore": func(name string) string { return ratio(of[name].HtmCore) },
		"cost":    func(name string) string { return ratio(of[name].Cost) },
	}).ParseFS(source, "document.md")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.Execute(&b, nil)
	return b.String(), err
}

func byName(results []result) map[string]result {
	of := map[string]result{}
	for _, r := range results {
		of[r.Name] = r
	}
	return of
}

// works is a table of the works whose names begin so, without those of a curve.
func works(results []result, prefix string) string {
	var b strings.Builder
	b.WriteString("| work | times htm.core | times the reference | bytes a synapse | allocations a step | hash |\n|---|---|---|---|---|---|\n")
	for _, r := range results {
		if name, ok := strings.CutPrefix(r.Name, prefix); ok && r.Curve == "" {
			name = strings.TrimLeft(name, ":, ")
			hash := ""
			if r.Hash != conventions.NewHash() {
				hash = fmt.Sprintf("`%016x`", uint64(r.Hash))
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", name, ratio(r.HtmCore), ratio(r.Reference), ratio(r.Bytes), allocs(r.Allocs), hash)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func phaseTable(of map[string]result) string {
	var b strings.Builder
	b.WriteString("| phase | touches a step | cost a step | cost a touch | what bounds it |\n|---|---|---|---|---|\n")
	for _, p := range phases() {
		cost := p.cost(of)
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", p.name, nb.Thousands(int(math.Round(p.touches))), ratio(cost), quotient(cost, p.touches), p.bound)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// ratio is a number with as many digits as can be trusted; empty if there is none.
func ratio(x float64) string {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0) || x == 0:
		return ""
	case math.Abs(x) < 10:
		return fmt.Sprintf("%.2g", x)
	case math.Abs(x) < 100:
		return fmt.Sprintf("%.0f", x)
	}
	step := math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-1)
	return nb.Thousands(int(math.Round(x/step) * step))
}

func quotient(a, b float64) string { return ratio(a / b) }

// allocs has two digits: a growing array costs an allocation now and then.
func allocs(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}
