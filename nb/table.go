package nb

import (
	"fmt"
	"html"
	"math"
	"reflect"
	"strconv"
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
	Most   int             // rows shown at most, the first and the last of them; 0 means all
	// Sortable sorts the rows that are shown when a heading is clicked, or chosen with
	// the keyboard. Where scripts don't run it is the same table, as it is.
	Sortable bool
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
	row := func(tag, rule, weight string, cells []string, values []interface{}) {
		handlers := ""
		if tag == "th" && t.Sortable {
			handlers = sortHandlers
		}
		fmt.Fprintf(&b, "\n<tr style=\"background:transparent\"%s>", handlers)
		for i := 0; i < columns; i++ {
			side, more := "left", ""
			if numeric[i] {
				side = "right"
			}
			text := html.EscapeString(cell(cells, i))
			if handlers != "" {
				more = ` tabindex="0" role="columnheader button" title="sort by this"`
				text += `<span aria-hidden="true"> ↕</span>`
			} else if t.Sortable {
				more = sortValue(numeric[i], values, i)
			}
			fmt.Fprintf(&b, `<%s style="text-align:%s;padding:0.25em 0.9em;border:0;border-bottom:%s;font-weight:%s;font-variant-numeric:tabular-nums"%s>%s</%s>`,
				tag, side, rule, weight, more, text, tag)
		}
		b.WriteString("</tr>")
	}
	if len(t.Header) > 0 {
		row("th", "2px solid rgba(128,128,128,0.8)", "bold", t.Header, nil)
	}
	first, last := t.shown()
	for i, cells := range t.cells() {
		if i == first && first < last {
			fmt.Fprintf(&b, "\n<tr data-fold=\"1\" style=\"background:transparent\"><td colspan=\"%d\" style=\"text-align:center;padding:0.25em 0.9em;border:0\">%s</td></tr>", columns, t.fold())
		}
		if i >= first && i < last {
			continue
		}
		weight := "normal"
		if t.strong(i) {
			weight = "bold"
		}
		row("td", "1px solid rgba(128,128,128,0.3)", weight, cells, t.Rows[i])
	}
	b.WriteString("\n</table>\n")
	return b.String()
}

// String is the table with its columns aligned by spaces.
func (t Table) String() string {
	columns, numeric := t.columns()
	all := t.cells()
	first, last := t.shown()
	all = append(all[:first:first], all[last:]...)
	fold := first
	if len(t.Header) > 0 {
		fold++
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
		if k == fold && first < last {
			lines = append(lines, t.fold())
		}
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

// shown says which rows are left out: from first to last, without last.
func (t Table) shown() (first, last int) {
	if t.Most <= 0 || len(t.Rows) <= t.Most {
		return len(t.Rows), len(t.Rows)
	}
	return (t.Most + 1) / 2, len(t.Rows) - t.Most/2
}

func (t Table) fold() string {
	first, last := t.shown()
	return "… " + Thousands(last-first) + " of " + Thousands(len(t.Rows)) + " rows not shown …"
}

// sortHandlers sort the rows of the table by the column of the heading, upwards
// and then downwards; what is not shown stays at the end.
const sortHandlers = ` onclick="var h=event.target.closest('th');if(!h)return;var all=h.parentNode.children,k=[].indexOf.call(all,h),d=h.getAttribute('aria-sort')=='ascending'?-1:1;` +
	`[].forEach.call(all,function(o){o.removeAttribute('aria-sort');o.lastChild.textContent=' ↕'});h.setAttribute('aria-sort',d>0?'ascending':'descending');h.lastChild.textContent=d>0?' ↑':' ↓';` +
	`var v=function(r){var c=r.children[k],s=c.getAttribute('data-v');return s===null?c.textContent:+s},rows=[].slice.call(h.closest('table').rows,1),fold=function(r){return r.hasAttribute('data-fold')};` +
	`rows.filter(function(r){return !fold(r)}).sort(function(a,b){var x=v(a),y=v(b);return d*(x<y?-1:x>y?1:0)}).concat(rows.filter(fold)).forEach(function(r){r.parentNode.appendChild(r)})"` +
	` onkeydown="if(event.key=='Enter'||event.key==' '){event.preventDefault();event.target.click()}"`

// sortValue is the number that a cell is sorted by; what has none comes first.
func sortValue(numeric bool, values []interface{}, i int) string {
	if !numeric {
		return ""
	}
	v := math.Inf(-1)
	if i < len(values) && values[i] != nil {
		if x := asFloat(values[i]); !math.IsNaN(x) {
			v = x
		}
	}
	text := strconv.FormatFloat(v, 'g', -1, 64)
	if math.IsInf(v, 0) {
		text = strings.TrimSuffix(text, "Inf") + "Infinity"
	}
	return ` data-v="` + text + `"`
}

func asFloat(value interface{}) float64 {
	switch v := reflect.ValueOf(value); {
	case v.CanInt():
		return float64(v.Int())
	case v.CanUint():
		return float64(v.Uint())
	default:
		return v.Float()
	}
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
		if _, all := value.(precise); all {
			return strconv.FormatFloat(x, 'g', 10, 64)
		}
		if t.Format != "" {
			return fmt.Sprintf(t.Format, x)
		}
		return formatNumber(x, 2)
	}
}
