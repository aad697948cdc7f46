package cell

import (
	"reflect"
	"strings"
	"testing"
)

func TestSubject(t *testing.T) {
	one := func(names ...string) (links []Link) {
		for _, name := range names {
			links = append(links, Link{Name: name})
		}
		return links
	}
	for _, tt := range []struct {
		code string // with | at the position
		want []Link
	}{
		{"fmt.Prin|tln", one("fmt", "Println")},
		{"fm|t.Println", one("fmt")},
		{"fmt.Println|", one("fmt", "Println")},
		{"|x", one("x")},
		{"fmt.Println(|", one("fmt", "Println")},
		{"fmt.Println(1, |)", one("fmt", "Println")},
		{"fmt.Println((1 + |2), 3)", one("fmt", "Println")},
		{"f(g(1), |2)", one("f")},
		{"f(g(|1), 2)", one("g")},
		{"f(x|)", one("x")},
		{"f([]int{1, |2})", one("f")},
		{"nb.Lines{Title: |2}", one("nb", "Lines")},
		{"[]nb.Line{{|}}", one("nb", "Line")},
		{"for range x { | }", nil},
		{"f(x[|3])", one("f")},
		{"p.Active().Si|ze", []Link{{Name: "p"}, {Name: "Active", Calls: 1}, {Name: "Size"}}},
		{"p.Runs[f(1)].X|", []Link{{Name: "p"}, {Name: "Runs", Index: 1}, {Name: "X"}}},
		{"p.F(1)(2).X|", []Link{{Name: "p"}, {Name: "F", Calls: 2}, {Name: "X"}}},
		{"x :=\n\tsdr.New|(3)", one("sdr", "New")},
		{"\"ä\"; ä|", one("ä")},
		{"|", nil},
		{"1 + |2", nil},
		{"(a + b).x|", nil},
		{"\"a\".x|", nil},
		{").x|", nil},
		{"// x|", nil},
		{"/* open x|", nil},
	} {
		at := strings.Index(tt.code, "|")
		if got := Subject(strings.Replace(tt.code, "|", "", 1), at); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q: %v, want %v", tt.code, got, tt.want)
		}
	}
}

func TestImportPath(t *testing.T) {
	for _, tt := range []struct {
		code, want string
		ok         bool
	}{
		{`import "gohtm/h`, "gohtm/h", true},
		{`import "`, "", true},
		{"import (\n\t\"fmt\"\n\tp \"gon", "gon", true},
		{`import ("fmt"; "gon`, "", false}, // not the first string of its line
		{`import "fmt"`, "", false},
		{`x := "gon`, "", false},
		{"import \"fmt\"\nx := \"gon", "", false},
		{`"`, "", false},
	} {
		if path, ok := ImportPath(tt.code); path != tt.want || ok != tt.ok {
			t.Errorf("%q: %q, %v; want %q, %v", tt.code, path, ok, tt.want, tt.ok)
		}
	}
}

func TestLiteral(t *testing.T) {
	for _, tt := range []struct {
		code, want string
		ok         bool
	}{
		{"x := nb.Lines{", "x := nb.Lines", true},
		{"T{A: f(1, []int{2}), ", "T", true},
		{"T{A: 1,\n\t", "T", true},
		{"f(1, ", "", false},
		{"[]int{1, ", "[]int", true}, // a type without fields
		{"T{A: ", "", false},
		{"x", "", false},
		{"", "", false},
	} {
		if head, ok := Literal(tt.code); head != tt.want || ok != tt.ok {
			t.Errorf("%q: %q, %v; want %q, %v", tt.code, head, ok, tt.want, tt.ok)
		}
	}
}

func TestDeclarations(t *testing.T) {
	code := `%cd /tmp
import "fmt"

// Twice doubles.
// It is quick.
func Twice(x int) (y struct{ a int }) {
	// not this
	var inner int
	return
}

// far away

func Far() {}
/* On doubles
a rule. */
func (r *Rule) On(p float64) float64 { return p }
// Rule is one.
type Rule struct {
	A int // a
}
x := 3 // no keyword
// Most is most.
const Most = 4
var (
	a, b int
)
var open = f(`
	want := []Declaration{
		{"Twice", "func Twice(x int) (y struct{ a int })", "Twice doubles.\nIt is quick."},
		{"Far", "func Far()", ""},
		{"Rule.On", "func (r *Rule) On(p float64) float64", "On doubles\na rule."},
		{"Rule", "type Rule struct {\n\tA int // a\n}", "Rule is one."},
		{"Most", "const Most = 4", "Most is most."},
	}
	if got := Declarations(code); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}

func FuzzSubject(f *testing.F) {
	f.Add("p.Active().Size", 12)
	f.Add("func (r R) F(", 13)
	f.Fuzz(func(t *testing.T, code string, at int) {
		for _, link := range Subject(code, at) {
			if link.Name == "" || !strings.Contains(code, link.Name) {
				t.Errorf("%q at %d: a link %q", code, at, link.Name)
			}
		}
		Declarations(code)
		ImportPath(code)
		Literal(code)
	})
}
