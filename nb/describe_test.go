package nb

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

type someParams struct {
	Columns int
	Density float32
	Rule    func()
	hidden  int
}

func ExampleDescribe() {
	fmt.Println(Describe(someParams{Columns: 2048, Density: 0.02, hidden: 1}))
	fmt.Println(Describe([]float64{3, 1, math.NaN(), 2}))
	// Output:
	// nb.someParams
	// field    value  type
	// -----------------------
	// Columns  2,048  int
	// Density  0.02   float32
	// Rule     nil    func()
	// []float64, 4 values
	//           value
	// ---------------
	// numbers   3
	// NaN       1
	// smallest  1
	// mean      2
	// largest   3
}

type frame2 struct{}

func (frame2) Names() []string     { return []string{"hour", "kW"} }
func (frame2) Records() [][]string { return [][]string{{"hour", "kW"}, {"0", "21.2"}, {"1", "16.4"}} }

func TestDescribe(t *testing.T) {
	type record struct {
		Name  string
		Score float64
	}
	var many []record
	for i := 0; i < 30; i++ {
		many = append(many, record{fmt.Sprintf("r%d", i), float64(i) / 4})
	}
	for _, tt := range []struct {
		name  string
		value interface{}
		want  []string
	}{
		{"nothing", nil, []string{"nil", "no value"}},
		{"a pointer to a struct", &someParams{Columns: 3, Rule: func() {}}, []string{"*nb.someParams", "Columns  3", "a function"}},
		{"records", many, []string{"[]nb.record, 30 values", "Name", "r9     2.25", "… 10 of 30 rows not shown …", "r20", "r29    7.25"}},
		{"a data frame", frame2{}, []string{"nb.frame2, 2 rows", "hour", "21.2", "16.4"}},
		{"an SDR", cellsOf(2000, 1, 2), []string{"sdr.SDR", "2,000", "share on (%)", "0.10"}},
		{"a map in order", map[int]string{10: "b", 9: "a"}, []string{"2 entries", "9  a", "10  b"}},
		{"a map with a key that is NaN", map[float64]int{math.NaN(): 7}, []string{"1 entries", "–  ", "7"}},
		{"texts", []string{"x", strings.Repeat("long ", 30)}, []string{"0  x", "long long…"}},
		{"a number", 7, []string{"int", "7"}},
		{"a struct without fields of its own", struct{ a int }{5}, []string{"{5}"}},
	} {
		text, at := Describe(tt.value).String(), 0
		for _, want := range tt.want {
			k := strings.Index(text[at:], want)
			if k < 0 {
				t.Errorf("%s:\n%s\nwant %q (in this order)", tt.name, text, want)
				break
			}
			at += k
		}
	}
	if text := Describe(many).String(); strings.Contains(text, "r10 ") || strings.Contains(text, "r19") {
		t.Errorf("a long table shows its middle:\n%s", text)
	}
}

// counted counts how often it is printed.
type counted struct{ times *int }

func (c counted) String() string { *c.times++; return "x" }

// Of what is too long for a cell no more is printed than it could show: parameters may hold a data set.
func TestDescribePrintsOnlyWhatItShows(t *testing.T) {
	times := 0
	long := make([]counted, 1000)
	for i := range long {
		long[i].times = &times
	}
	type dataParams struct {
		Set  *someParams
		List []counted
		Any  interface{}
		One  *counted
	}
	text := Describe(dataParams{&someParams{Columns: 1}, long, long, &long[0]}).String()
	for _, want := range []string{"Set    a nb.someParams ", "List   [x x x", "Any    [x x x", "One    x "} {
		if !strings.Contains(text, want) {
			t.Errorf("%s\nwant %q", text, want)
		}
	}
	if times > 200 {
		t.Errorf("%d values printed for 60 letters in each of two cells", times)
	}
}

// A part of a model tells its counts, and is not changed by being asked.
func TestDescribeParts(t *testing.T) {
	pooler, err := spatial.New(spatial.DefaultParams(60, 100))
	if err != nil {
		t.Fatal(err)
	}
	memory, err := temporal.New(temporal.DefaultParams(100))
	if err != nil {
		t.Fatal(err)
	}
	pooler.Step(cellsOf(60, 1, 2, 3), true)
	memory.Step(pooler.Active(), true)
	poolerBefore, memoryBefore := pooler.Snapshot(), memory.Snapshot()
	for _, tt := range []struct {
		name  string
		value fmt.Stringer
		want  []string
	}{
		{"a pooler", pooler, []string{"Active            2 of 100 on", "InhibitionRadius", "Iteration         1", "Synapses"}},
		{"a memory", memory, []string{"ActiveCells             64 of 3,200 on", "Bursting                1", "Cells                   3,200", "Segments                0"}},
	} {
		table, ok := TableFor(tt.value)
		text, at := table.String(), 0
		if !ok || table.Title != tt.value.String() || !table.Sortable {
			t.Errorf("%s: table %v with title %q, want one with what it says of itself", tt.name, ok, table.Title)
		}
		for _, want := range tt.want {
			k := strings.Index(text[at:], want)
			if k < 0 {
				t.Errorf("%s:\n%s\nwant %q (in this order)", tt.name, text, want)
				break
			}
			at += k
		}
		for _, not := range []string{"Clone", "Params", "Snapshot", "Overlaps"} {
			if strings.Contains(text, not) {
				t.Errorf("%s: the table holds %s, which is no count", tt.name, not)
			}
		}
	}
	if !reflect.DeepEqual(pooler.Snapshot(), poolerBefore) || !reflect.DeepEqual(memory.Snapshot(), memoryBefore) {
		t.Error("who was asked has changed")
	}
}

func TestTableFor(t *testing.T) {
	type record struct{ A, b int }
	var none *spatial.Pooler
	for _, tt := range []struct {
		name  string
		value interface{}
		want  string // the first heading, or nothing
	}{
		{"a data frame", frame2{}, "hour"},
		{"records", []record{{1, 2}}, "A"},
		{"parameters", someParams{}, "field"},
		{"parameters of a pooler", spatial.DefaultParams(10, 10), "field"},
		{"no records", []record{}, ""},
		{"SDRs, which say what they are", []sdr.SDR{cellsOf(4, 1)}, ""},
		{"figures", []Lines{{}}, ""},
		{"records without fields", []struct{ a int }{{1}}, ""},
		{"another struct", record{1, 2}, ""},
		{"an SDR", cellsOf(4, 1), ""},
		{"numbers", []int{1, 2}, ""},
		{"a map", map[string]int{"a": 1}, ""},
		{"a figure", Lines{}, ""},
		{"a table", Table{}, ""},
		{"an error", fmt.Errorf("no"), ""},
		{"no pooler", none, ""},
		{"nothing", nil, ""},
	} {
		table, ok := TableFor(tt.value)
		got := ""
		if len(table.Header) > 0 {
			got = table.Header[0]
		}
		if ok != (tt.want != "") || got != tt.want {
			t.Errorf("%s: %v, headed %q, want %q", tt.name, ok, got, tt.want)
		}
	}
}

// The columns of a data frame are texts; those of numbers are sorted as numbers.
func TestFramesOfNumbers(t *testing.T) {
	table := Describe(frame3{})
	want := [][]interface{}{{precise(9), "9a", precise(math.NaN())}, {precise(10.5), "10", precise(2)}}
	if fmt.Sprint(table.Rows) != fmt.Sprint(want) || fmt.Sprintf("%T", table.Rows[1][1]) != "string" {
		t.Errorf("rows %v, want %v", table.Rows, want)
	}
	if html := table.HTML(); !strings.Contains(html, `data-v="10.5"`) || strings.Contains(html, `data-v="10"`) {
		t.Error("numbers are sorted as texts, or texts as numbers")
	}
	if rows := frameRows(nil); len(rows) != 0 {
		t.Errorf("%d rows of none", len(rows))
	}
}

type frame3 struct{}

func (frame3) Names() []string { return []string{"n", "text", "gap"} }
func (frame3) Records() [][]string {
	return [][]string{{"n", "text", "gap"}, {"9.000", "9a", "NaN"}, {"10.500", "10", "2"}}
}

func TestLongTablesSayWhatTheyLeaveOut(t *testing.T) {
	table := Table{Header: []string{"n"}, Most: 3}
	for i := 0; i < 1000; i++ {
		table.Rows = append(table.Rows, []interface{}{i})
	}
	if want := "  n\n---\n  0\n  1\n… 997 of 1,000 rows not shown …\n999"; table.String() != want {
		t.Errorf("table:\n%s\nwant:\n%s", table, want)
	}
	if html := table.HTML(); strings.Count(html, "<tr") != 5 || !strings.Contains(html, "… 997 of 1,000 rows not shown …") {
		t.Errorf("%d rows, want the heading, three and what is not shown", strings.Count(html, "<tr"))
	}
}

// In a browser: by numbers as numbers, upwards and then downwards, with a dash
// first; what is not shown stays at the end.
func TestTableSortsInABrowser(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil || testing.Short() {
		t.Skip("no browser, or a short run")
	}
	table := Table{Header: []string{"name", "n"}, Rows: [][]interface{}{{"b", 10}, {"c", 9}, {"x", 0}, {"a", nil}, {"d", -1.5}}, Most: 4, Sortable: true}
	page, want := "<body>", ""
	for _, tt := range []struct{ actions, want string }{
		{"", "b c (fold) a d"},
		{"h[1].click()", "a d c b (fold)"},
		{"h[1].click();h[1].click()", "b c d a (fold)"},
		{"h[0].dispatchEvent(new KeyboardEvent('keydown',{key:'Enter',bubbles:true}))", "a b c d (fold)"},
		{"h[1].click();h[0].click();h[0].click()", "d c b a (fold)"},
	} {
		page += "<div>" + table.HTML() + "<script>(function(){var t=document.currentScript.parentNode,h=t.querySelectorAll('th');" + tt.actions +
			";document.title+=[].slice.call(t.querySelectorAll('tr'),1).map(function(r){return r.dataset.fold?'(fold)':r.children[0].textContent}).join(' ')+'|'})()</script></div>"
		want += tt.want + "|"
	}
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	dom, err := exec.Command(browser, "--headless", "--no-sandbox", "--user-data-dir="+t.TempDir(), "--dump-dom", "file://"+path).Output()
	if err != nil {
		t.Fatal(err)
	}
	_, title, _ := strings.Cut(string(dom), "<title>")
	title, _, _ = strings.Cut(title, "</title>")
	if title != want {
		t.Errorf("%q, want %q", title, want)
	}
}
