package experiment

import (
	"fmt"
	"math"
	"strings"
	"text/tabwriter"
)

// Rows are a table: what nb.Table takes as its Header and Rows.
type Rows struct {
	Header []string
	Rows   [][]interface{}
}

// String writes the table in columns, numbers with three digits behind the point.
func (r Rows) String() string {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, strings.Join(r.Header, "\t"))
	for _, row := range r.Rows {
		cells := make([]string, len(row))
		for i, x := range row {
			switch x := x.(type) {
			case nil:
			case float64:
				cells[i] = number(x)
			default:
				cells[i] = fmt.Sprint(x)
			}
		}
		fmt.Fprint(w, "\n", strings.Join(cells, "\t"))
	}
	w.Flush()
	return text.String()
}

// String writes the Scores, as a cell does that ends with a comparison.
func (c Comparison) String() string { return c.Scores().String() }

// note stands where a variant was not run on a task, as it changes nothing there.
const note = "not touched"

// Scores returns a row for each variant and a column for each task: the mean score over
// the seeds and its standard error.
func (c Comparison) Scores() Rows {
	return c.grid(0, func(task, variant string) interface{} { return c.Score(task, variant).String() })
}

// Differences returns a row for each variant but the baseline, and a column for each
// task: by how much its score exceeds the baseline's, and the paired standard error. A
// star says that the difference is Clear.
func (c Comparison) Differences() Rows {
	return c.grid(1, func(task, variant string) interface{} {
		d := c.Difference(task, variant)
		text := d.String()
		if d.Mean >= 0 {
			text = "+" + text
		}
		if d.Clear() {
			text += " *"
		}
		return text
	})
}

// grid fills a table of variants, from the first on, by tasks.
func (c Comparison) grid(first int, content func(task, variant string) interface{}) Rows {
	rows := Rows{Header: []string{"variant"}}
	for _, t := range c.Tasks {
		rows.Header = append(rows.Header, t.heading())
	}
	for v := first; v < len(c.Variants); v++ {
		line := []interface{}{c.Variants[v].Name}
		for t := range c.Tasks {
			cell := c.Cells[t][v]
			switch {
			case cell.Untouched:
				line = append(line, note)
			case len(cell.scores()) == 0:
				line = append(line, "failed")
			default:
				line = append(line, content(cell.Task, cell.Variant))
			}
		}
		rows.Rows = append(rows.Rows, line)
	}
	return rows
}

// heading is the name of a task with the unit of its score, and which way is better.
func (t Task) heading() string {
	better := "↑"
	if t.Lower {
		better = "↓"
	}
	if t.Unit == "" {
		return t.Name + " " + better
	}
	return t.Name + " (" + t.Unit + ") " + better
}

// Details returns a row for each variant on a task: mean score, its standard deviation over the
// seeds, the difference from the baseline, the paired standard error, the number of seeds,
// and the mean of every metric. It panics if there is no such task.
func (c Comparison) Details(task string) Rows {
	t := c.task(task)
	rows := Rows{Header: []string{"variant", "score", "spread", "difference", "standard error", "seeds"}}
	metrics := c.metrics(t)
	rows.Header = append(rows.Header, metrics...)
	for v, cell := range c.Cells[t] {
		if cell.Untouched {
			rows.Rows = append(rows.Rows, []interface{}{cell.Variant + " (" + note + ")"})
			continue
		}
		score, difference := c.Score(task, cell.Variant), c.Difference(task, cell.Variant)
		line := []interface{}{cell.Variant, score.Mean, score.Spread, difference.Mean, difference.Error, score.Count}
		if v == 0 {
			line[3], line[4] = nil, nil
		}
		for _, name := range metrics {
			line = append(line, c.Metric(task, cell.Variant, name).Mean)
		}
		rows.Rows = append(rows.Rows, line)
	}
	return rows
}

// metrics are the names of those of a task.
func (c Comparison) metrics(t int) (names []string) {
	for _, cell := range c.Cells[t] {
		for _, run := range cell.Runs {
			if math.IsNaN(run.Score) {
				continue
			}
			for _, m := range run.Metrics {
				names = append(names, m.Name)
			}
			return names
		}
	}
	return nil
}
