package nb

import (
	"fmt"
	"math"
	"reflect"
	"sort"
	"strconv"
	"strings"

	"gohtm/htm/sdr"
)

// Describe says what a value is: the fields of a struct such as Params, the rows of
// a slice of records or of a data frame, what a slice of numbers comes to, the
// entries of a map, how many bits of an SDR are on, and of all else its type and
// how fmt prints it. A long table shows its first and last rows and can be sorted.
func Describe(x interface{}) Table {
	t := Table{Title: fmt.Sprintf("%T", x), Most: 20, Sortable: true}
	if x == nil {
		t.Title, t.Rows = "nil", [][]interface{}{{"no value"}}
		return t
	}
	switch v := x.(type) {
	case sdr.SDR:
		t.Title = "sdr.SDR, " + v.String()
		t.Header = []string{"", "value"}
		t.Rows = [][]interface{}{{"bits", v.Size}, {"on", v.Len()}, {"share on (%)", 100 * v.Density()}}
		return t
	case interface { // a data frame of gota
		Names() []string
		Records() [][]string
	}:
		t.Header = v.Names()
		if records := v.Records(); len(records) > 0 {
			for _, record := range records[1:] { // the first are the names
				t.Rows = append(t.Rows, anys(record))
			}
		}
		t.Title += fmt.Sprintf(", %s rows", Thousands(len(t.Rows)))
		return t
	}
	v := reflect.ValueOf(x)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Struct:
		if t.Header = []string{"field", "value", "type"}; v.NumField() > 0 {
			t.Rows = fieldRows(v)
		}
		if len(t.Rows) == 0 { // it shows nothing but what it says of itself
			t.Header, t.Rows = nil, [][]interface{}{{fmt.Sprint(x)}}
		}
		t.Most = 0
	case reflect.Slice, reflect.Array:
		t.Title += fmt.Sprintf(", %s values", Thousands(v.Len()))
		t.Header, t.Rows = sliceRows(v)
	case reflect.Map:
		t.Title += fmt.Sprintf(", %s entries", Thousands(v.Len()))
		t.Header = []string{"key", "value"}
		for _, key := range v.MapKeys() {
			t.Rows = append(t.Rows, []interface{}{key.Interface(), brief(v.MapIndex(key))})
		}
		sort.Slice(t.Rows, func(i, k int) bool { return less(t.Rows[i][0], t.Rows[k][0]) })
	default:
		t.Rows = [][]interface{}{{fmt.Sprint(x)}}
	}
	return t
}

func anys(texts []string) []interface{} {
	var row []interface{}
	for _, text := range texts {
		row = append(row, text)
	}
	return row
}

func less(a, b interface{}) bool {
	if isNumber(a) && isNumber(b) {
		return asFloat(a) < asFloat(b)
	}
	return fmt.Sprint(a) < fmt.Sprint(b)
}

// fieldRows are the exported fields.
func fieldRows(v reflect.Value) [][]interface{} {
	var rows [][]interface{}
	for i := 0; i < v.NumField(); i++ {
		field := v.Type().Field(i)
		if field.IsExported() {
			rows = append(rows, []interface{}{field.Name, brief(v.Field(i)), field.Type.String()})
		}
	}
	return rows
}

// sliceRows are the records, or of numbers how many and how large they are.
func sliceRows(v reflect.Value) (header []string, rows [][]interface{}) {
	element := v.Type().Elem()
	if _, isSDR := reflect.Zero(element).Interface().(sdr.SDR); element.Kind() == reflect.Struct && !isSDR {
		var fields []int
		for i := 0; i < element.NumField(); i++ {
			if element.Field(i).IsExported() {
				fields, header = append(fields, i), append(header, element.Field(i).Name)
			}
		}
		for k := 0; k < v.Len() && len(fields) > 0; k++ {
			var row []interface{}
			for _, i := range fields {
				row = append(row, brief(v.Index(k).Field(i)))
			}
			rows = append(rows, row)
		}
		if len(fields) > 0 {
			return header, rows
		}
	}
	if v.Len() > 0 && isNumber(v.Index(0).Interface()) {
		low, high, sum, n := math.Inf(1), math.Inf(-1), 0.0, 0
		for k := 0; k < v.Len(); k++ {
			if x := asFloat(v.Index(k).Interface()); !math.IsNaN(x) {
				low, high, sum, n = math.Min(low, x), math.Max(high, x), sum+x, n+1
			}
		}
		rows = [][]interface{}{{"numbers", n}, {"NaN", v.Len() - n}}
		if n > 0 {
			rows = append(rows, []interface{}{"smallest", shortNumber(low)}, []interface{}{"mean", shortNumber(sum / float64(n))}, []interface{}{"largest", shortNumber(high)})
		}
		return []string{"", "value"}, rows
	}
	for k := 0; k < v.Len(); k++ {
		rows = append(rows, []interface{}{k, brief(v.Index(k))})
	}
	return []string{"index", "value"}, rows
}

// brief is a value that fits into a cell: numbers as they are, functions by whether
// they are there, long texts cut.
func brief(v reflect.Value) interface{} {
	switch v.Kind() {
	case reflect.Func:
		if v.IsNil() {
			return "nil"
		}
		return "a function"
	case reflect.Pointer, reflect.Interface, reflect.Map, reflect.Slice, reflect.Chan:
		if v.IsNil() {
			return "nil"
		}
	}
	if v.CanInterface() && isNumber(v.Interface()) {
		if v.CanFloat() { // as it was written, not with two decimals
			x, _ := strconv.ParseFloat(strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()), 64)
			return precise(x)
		}
		return v.Interface()
	}
	text := strings.Join(strings.Fields(fmt.Sprint(v)), " ")
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:59]) + "…"
	}
	return text
}

// precise is a number that shows up to ten digits.
type precise float64
