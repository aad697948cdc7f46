package nb

import (
	"fmt"
	"html"
	"math"
	"reflect"
	"strings"
	"unicode/utf8"
)

// Table shows itself when it ends a cell: names at the left, numbers aligned at
// the right. It takes the colours of the page, so it is right on a dark theme too.
//
//	nb.Table{Header: []string{"model", "error (kW)"}, Rows: [][]interface{}{{"HTM", 3.65}, {"last week", 4.30}}}
type Table struct {
	Title  string
	Header []string
	Rows   [][]interface{} // texts and numbers; nil and NaN show as a dash; a short row is filled up
	Format string          // of numbers that are not whole; empty means "%.2f"
	Strong []int           // rows to set in bold, counted from 0
}

// MIMEBundle is the table as text/html and, aligned with spaces, as text/plain.
func (t Table) MIMEBundle() map[string]interface{} {
	return map[string]interface{}{"text/html": t.HTML(), "text/plain": t.String()}
}

// HTML returns the table as one element without scripts or style sheets.
func (t Table) HTML() string {
	columns, numeric := t.columns()
	var b strings.Builder
	b.WriteString(`<table style="border-collapse:collapse;margin:0.5em 0;color:inherit;background:transparent;font-size:13px">`)
	if t.Title != "" {
		fmt.Fprintf(&b, `<caption style="caption-side:top;text-align:left;font-weight:bold;color:inherit;padding:0 0 0.4em 0">%s</caption>`, html.EscapeString(t.Title))
	}
	row := func(tag, rule, weight string, cells []string) {
		b.WriteString("\n<tr style=\"background:transparent\">")
		for i := 0; i < columns; i++ {
			side := "left"
			if numeric[i] {
				side = "right"
			}
			fmt.Fprintf(&b, `<%s style="text-align:%s;padding:0.25em 0.9em;border:0;border-bottom:%s;font-weight:%s;font-variant-numeric:tabular-nums">%s</%s>`,
				tag, side, rule, weight, html.EscapeString(cell(cells, i)), tag)
		}
		b.WriteString("</tr>")
	}
	if len(t.Header) > 0 {
		row("th", "2px solid rgba(128,128,128,0.8)", "bold", t.Header)
	}
	for i, cells := range t.cells() {
		weight := "normal"
		if t.strong(i) {
			weight = "bold"
		}
		row("td", "1px solid rgba(128,128,128,0.3)", weight, cells)
	}
	b.WriteString("\n</table>\n")
	return b.String()
}

// String is the table with its columns aligned by spaces.
func (t Table) String() string {
	columns, numeric := t.columns()
	all := t.cells()
	if len(t.Header) > 0 {
		all = append([][]string{t.Header}, all...)
	}
	widths := make([]int, columns)
	for _, cells := range all {
		for i := range widths {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell(cells, i)))
		}
	}
	var lines []string
	if t.Title != "" {
		lines = append(lines, t.Title)
	}
	for k, cells := range all {
		var line strings.Builder
		for i, w := range widths {
			if i > 0 {
				line.WriteString("  ")
			}
			text := cell(cells, i)
			pad := strings.Repeat(" ", w-utf8.RuneCountInString(text))
			if numeric[i] {
				text = pad + text
			} else {
				text += pad
			}
			line.WriteString(text)
		}
		lines = append(lines, strings.TrimRight(line.String(), " "))
		if k == 0 && len(t.Header) > 0 {
			lines = append(lines, strings.Repeat("-", utf8.RuneCountInString(line.String())))
		}
	}
	return strings.Join(lines, "\n")
}

func (t Table) strong(row int) bool {
	for _, s := range t.Strong {
		if s == row {
			return true
		}
	}
	return false
}

// columns counts them and says which hold numbers only.
func (t Table) columns() (n int, numeric []bool) {
	n = len(t.Header)
	for _, row := range t.Rows {
		n = max(n, len(row))
	}
	numeric = make([]bool, n)
	for i := range numeric {
		some, text := false, false
		for _, row := range t.Rows {
			if i < len(row) && row[i] != nil {
				if isNumber(row[i]) {
					some = true
				} else {
					text = true
				}
			}
		}
		numeric[i] = some && !text
	}
	return n, numeric
}

func (t Table) cells() [][]string {
	var rows [][]string
	for _, row := range t.Rows {
		var cells []string
		for _, value := range row {
			cells = append(cells, t.format(value))
		}
		rows = append(rows, cells)
	}
	return rows
}

func cell(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}

func isNumber(value interface{}) bool {
	switch reflect.ValueOf(value).Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		_, speaks := value.(fmt.Stringer) // a duration says itself what it is
		return !speaks
	}
	return false
}

func (t Table) format(value interface{}) string {
	if value == nil {
		return "–"
	}
	if !isNumber(value) {
		return fmt.Sprint(value)
	}
	switch v := reflect.ValueOf(value); {
	case v.CanInt():
		return Thousands(int(v.Int()))
	case v.CanUint():
		return Thousands(int(v.Uint()))
	default:
		x := v.Float()
		if math.IsNaN(x) {
			return "–"
		}
		if t.Format != "" {
			return fmt.Sprintf(t.Format, x)
		}
		return formatNumber(x, 2)
	}
}
