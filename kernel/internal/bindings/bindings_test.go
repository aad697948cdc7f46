package bindings

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

const fixture = `package fixture

import "io"

const (
	Typed   int64 = 5
	Whole         = 7
	Huge          = 1 << 63
	Beyond        = 1 << 70
	Ratio         = 1.5
	Letter        = 'a'
	Word          = "w"
	Yes           = true
	hidden        = 1
)

var Shared = 1

func Plain(x int) int { return x }

func Generic[T any](x T) T { return x }

type Struct struct{ X int }

type List[T any] []T

type Ints = List[int]

type Number interface{ ~int | ~float64 }

type Shape interface {
	Area(scale float64) float64
	Draw(to io.Writer, points ...int) (n int, err error)
	Reset()
}

type Closed interface{ hide() }
`

// check returns the types of a source file.
func check(t *testing.T, source string) *types.Package {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "fixture.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: importer.ForCompiler(files, "source", nil)}
	pkg, err := config.Check("example.org/fixture", files, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

// squeeze makes one space of any white space.
func squeeze(source string) string { return strings.Join(strings.Fields(source), " ") }

func TestGenerate(t *testing.T) {
	source, err := Generate(check(t, fixture), []string{"Shape"}, 3)
	if err != nil {
		t.Fatal(err)
	}
	got := squeeze(string(source))
	for _, tt := range []struct{ name, want string }{
		{"the build tag of the kernel", "//go:build gophernotes"},
		{"the package under its path", `imports.Packages["example.org/fixture"] = imports.Package{ Name: "fixture",`},
		{"a typed constant", `"Typed": reflect.ValueOf(p0_fixture.Typed),`},
		{"an untyped constant that fits an int", `"Whole": reflect.ValueOf(p0_fixture.Whole),`},
		{"one that needs all 64 bits", `"Huge": reflect.ValueOf(uint64(p0_fixture.Huge)),`},
		{"one that no integer holds", `"Beyond": reflect.ValueOf(float64(p0_fixture.Beyond)),`},
		{"its digits", `"Beyond": "int:1180591620717411303424",`},
		{"an untyped fraction", `"Ratio": "float:3/2",`},
		{"an untyped character", `"Letter": "rune:97",`},
		{"an untyped text", `"Word": "string:w",`},
		{"an untyped truth", `"Yes": "bool:true",`},
		{"a variable by its address", `"Shared": reflect.ValueOf(&p0_fixture.Shared).Elem(),`},
		{"a function", `"Plain": reflect.ValueOf(p0_fixture.Plain),`},
		{"a type", `"Struct": reflect.TypeFor[p0_fixture.Struct](),`},
		{"a type that a generic one was made", `"Ints": reflect.TypeFor[p0_fixture.Ints](),`},
		{"an interface", `"Shape": reflect.TypeFor[p0_fixture.Shape](),`},
		{"a proxy", `"Shape": reflect.TypeFor[proxy3Shape](),`},
		{"a method of the proxy", `func (p *proxy3Shape) Area(a0 float64) float64 { return p.Area_(p.Object, a0) }`},
		{"one with a variable number of arguments", `func (p *proxy3Shape) Draw(a0 p1_io.Writer, a1 ...int) (int, error) { return p.Draw_(p.Object, a0, a1...) }`},
		{"one without a result", `func (p *proxy3Shape) Reset() { p.Reset_(p.Object) }`},
		{"the function behind a method", `Draw_ func(object interface{}, a0 p1_io.Writer, a1 ...int) (int, error)`},
	} {
		if !strings.Contains(got, squeeze(tt.want)) {
			t.Errorf("%s: no %s in\n%s", tt.name, tt.want, source)
		}
	}
	for _, left := range []string{`"Generic"`, `"List"`, `"Number"`, `"hidden"`} {
		if strings.Contains(got, left) {
			t.Errorf("%s is registered", left)
		}
	}
}

func TestComplete(t *testing.T) {
	source, err := Complete(check(t, fixture), func(name string) bool { return name == "Plain" })
	if err != nil {
		t.Fatal(err)
	}
	got := squeeze(string(source))
	if !strings.Contains(got, `complete("example.org/fixture", imports.Package{ Name: "fixture",`) || !strings.Contains(got, `"Struct": reflect`) {
		t.Errorf("it does not complete the package:\n%s", source)
	}
	if strings.Contains(got, `"Plain"`) {
		t.Error("a name that is known is there again")
	}
}

func TestGenerateRefuses(t *testing.T) {
	for name, want := range map[string]string{
		"Closed": "has the method hide", "Struct": "is not an interface", "Number": "is not an interface", "None": "has no type None",
	} {
		_, err := Generate(check(t, fixture), []string{name}, 0)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a proxy for %s: %v, want %q", name, err, want)
		}
	}
}

func TestGenerateEmpty(t *testing.T) {
	if _, err := Generate(check(t, "package fixture"), nil, 0); err != nil {
		t.Error(err)
	}
}
