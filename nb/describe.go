package nb

import (
	"fmt"
	"math"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"gohtm/htm/sdr"
)

// Describe says what a value is: the fields of a struct such as Params, the rows of
// a slice of records or of a data frame, what a slice of numbers comes to, the
// entries of a map, how many bits of an SDR are on, the counts of a pooler, a memory
// or another part of a model, and of all else its type and how fmt prints it. A long
// table shows its first and last rows and can be sorted.
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
	case dataFrame:
		t.Header = v.Names()
		if records := v.Records(); len(records) > 0 {
			t.Rows = frameRows(records[1:]) // the first are the names
		}
		t.Title += fmt.Sprintf(", %s rows", Thousands(len(t.Rows)))
		return t
	}
	if part, ok := x.(fmt.Stringer); ok && isPart(x) {
		t.Title, t.Header, t.Rows = part.String(), []string{"count", "value"}, partRows(reflect.ValueOf(x))
		t.Most = 0
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
		for entry := v.MapRange(); entry.Next(); { // a key that is NaN is not found again
			t.Rows = append(t.Rows, []interface{}{entry.Key().Interface(), brief(entry.Value())})
		}
		sort.Slice(t.Rows, func(i, k int) bool { return less(t.Rows[i][0], t.Rows[k][0]) })
	default:
		t.Rows = [][]interface{}{{fmt.Sprint(x)}}
	}
	return t
}

// dataFrame is one of gota.
type dataFrame interface {
	Names() []string
	Records() [][]string
}

// TableFor is the table that a value shows itself as when it ends a cell: that of
// Describe for a data frame, records, parameters, and a part of a model. ok is false
// for all else.
func TableFor(x interface{}) (t Table, ok bool) {
	switch x.(type) {
	case nil, bundler, Drawing, error, fmt.Formatter:
		return Table{}, false
	case dataFrame:
		return Describe(x), true
	case fmt.Stringer:
		if isPart(x) {
			return Describe(x), true
		}
		return Table{}, false
	}
	switch v := reflect.TypeOf(x); {
	case v.Kind() == reflect.Struct:
		ok = strings.HasSuffix(v.Name(), "Params")
	case v.Kind() == reflect.Slice && v.Elem().Kind() == reflect.Struct && reflect.ValueOf(x).Len() > 0:
		switch reflect.Zero(v.Elem()).Interface().(type) {
		case bundler, Drawing, error, fmt.Formatter, fmt.Stringer:
		default:
			ok = len(exportedFields(v.Elem())) > 0
		}
	}
	if ok {
		t = Describe(x)
	}
	return t, ok
}

// isPart tells whether a value is a part of a model: it has parameters and a state.
func isPart(x interface{}) bool {
	t := reflect.TypeOf(x)
	if t.Kind() != reflect.Pointer || reflect.ValueOf(x).IsNil() || t.Elem().Kind() != reflect.Struct {
		return false
	}
	_, params := t.MethodByName("Params")
	_, state := t.MethodByName("Snapshot")
	return params && state
}

// partRows are what a part says of itself in one number or SDR: the methods without
// arguments that return one.
func partRows(v reflect.Value) [][]interface{} {
	var rows [][]interface{}
	for i := 0; i < v.NumMethod(); i++ {
		name, method := v.Type().Method(i).Name, v.Method(i)
		if method.Type().NumIn() != 0 || method.Type().NumOut() != 1 {
			continue
		}
		switch result := reflect.Zero(method.Type().Out(0)).Interface().(type) {
		case sdr.SDR:
			code := method.Call(nil)[0].Interface().(sdr.SDR)
			rows = append(rows, []interface{}{name, fmt.Sprintf("%s of %s on", Thousands(code.Len()), Thousands(code.Size))})
		default:
			if isNumber(result) {
				rows = append(rows, []interface{}{name, brief(method.Call(nil)[0])})
			}
		}
	}
	return rows
}

// frameRows are the records of a data frame, the columns of numbers as numbers.
func frameRows(records [][]string) [][]interface{} {
	rows := make([][]interface{}, len(records))
	for k := range records[:min(1, len(records))] {
		for i := range records[k] {
			numbers := true
			for _, record := range records {
				_, err := strconv.ParseFloat(record[i], 64)
				numbers = numbers && err == nil
			}
			for r, record := range records {
				var value interface{} = record[i]
				if numbers {
					x, _ := strconv.ParseFloat(record[i], 64)
					value = precise(x)
				}
				rows[r] = append(rows[r], value)
			}
		}
	}
	return rows
}

// exportedFields are those of a struct. The interpreter puts a sign before the names
// of those that are not, and reflection takes it for a capital.
func exportedFields(t reflect.Type) []int {
	var fields []int
	for i := 0; i < t.NumField(); i++ {
		if name := t.Field(i).Name; t.Field(i).IsExported() && unicode.IsUpper([]rune(name)[0]) {
			fields = append(fields, i)
		}
	}
	return fields
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
	for _, i := range exportedFields(v.Type()) {
		field := v.Type().Field(i)
		rows = append(rows, []interface{}{field.Name, brief(v.Field(i)), field.Type.String()})
	}
	return rows
}

// sliceRows are the records, or of numbers how many and how large they are.
func sliceRows(v reflect.Value) (header []string, rows [][]interface{}) {
	element := v.Type().Elem()
	if _, isSDR := reflect.Zero(element).Interface().(sdr.SDR); element.Kind() == reflect.Struct && !isSDR {
		fields := exportedFields(element)
		for _, i := range fields {
			header = append(header, element.Field(i).Name)
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
	text := strings.Join(strings.Fields(fmt.Sprint(beginning(v))), " ")
	if runes := []rune(text); len(runes) > mostLetters {
		text = string(runes[:mostLetters-1]) + "…"
	}
	return text
}

const mostLetters = 60 // in a cell

// beginning is what brief prints of a value, which may be a data set: of a long list no
// more than its letters could show, and of a pointer to what says nothing of itself the type.
func beginning(v reflect.Value) interface{} {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.CanInterface() {
		switch v.Interface().(type) {
		case fmt.Stringer, fmt.Formatter, error:
			return v
		}
	}
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		return "a " + v.Type().Elem().String()
	case v.Kind() == reflect.Slice && v.Len() > mostLetters:
		return v.Slice(0, mostLetters)
	}
	return v
}

// precise is a number that shows up to ten digits.
type precise float64
