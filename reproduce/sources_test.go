package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// small is a module in which the claim "words" can reach all that is called used, and
// nothing that is called unused.
func small() fstest.MapFS {
	files := map[string]string{
		"reproduce/words.go": `package main
			import ("context"; run "gohtm/experiment")
			var wordsClaim = claim{
				name: "words", title: "unused title",
				run: func(ctx context.Context) (result, error) { return fold(run.Words(usedSeed)), nil },
				rows: []row{{what: "unused row"}},
			}
			func fold(x float64) result { return result{x} }
			func draw() string { return "unused figure" }
			const usedSeed = 7`,
		"reproduce/codes.go": `package main
			var codesClaim = claim{name: "codes", run: func() { unusedRun() }}
			func unusedRun() {}`,
		"experiment/words.go": `package experiment
			import ("gohtm/htm/temporal"; "gohtm/nb")
			// Words runs.
			func Words(seed int) float64 { m := temporal.New(seed); nb.Unused(); return m.Score() + tasks[0] }
			var tasks = []float64{1}
			func Other() int { return 1000 + len("unused") }`,
		"experiment/words_test.go": `package experiment
			func Test() { unusedTest() }`,
		"htm/temporal/memory.go": `package temporal
			type Memory struct { limit }
			func New(seed int) *Memory { return &Memory{} }
			func (m *Memory) Score() float64 { return usedFactor }
			const (
				first = iota
				usedFactor
			)
			func init() { usedInit = 3 }
			var usedInit int`,
		"htm/temporal/limit.go": `package temporal
			type limit struct { usedField, Named int }
			func Named(Bound int) string { return "unused name" }
			func (l limit) Bound() int { return 255 }
			type unusedType struct{}
			func (unusedType) Unused() {}`,
		"nb/figure.go": `package nb
			func Unused() {}`,
		"htm/spatial/pooler.go": `package spatial
			func Unused() {}`,
	}
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

func fingerprintOf(t *testing.T, tree fstest.MapFS) string {
	t.Helper()
	sum, err := newSources(tree).fingerprint("words")
	if err != nil {
		t.Fatal(err)
	}
	return string(sum)
}

func TestWhatARunCanReachIsInItsFingerprint(t *testing.T) {
	want := fingerprintOf(t, small())
	for _, tt := range []struct {
		name, file, old, new string
		changes              bool
	}{
		{"the run", "reproduce/words.go", "fold(run", "1+fold(run", true},
		{"a function it calls", "reproduce/words.go", "result{x}", "result{2*x}", true},
		{"a constant", "reproduce/words.go", "usedSeed = 7", "usedSeed = 8", true},
		{"the experiment", "experiment/words.go", "+ tasks", "- tasks", true},
		{"a table that it reads", "experiment/words.go", "{1}", "{2}", true},
		{"a method, by its type", "htm/temporal/memory.go", "return usedFactor", "return 2*usedFactor", true},
		{"where a constant stands in its group", "htm/temporal/memory.go", "first = iota", "zeroth = iota\nfirst", true},
		{"what a package does when it begins", "htm/temporal/memory.go", "usedInit = 3", "usedInit = 4", true},
		{"a type inside another", "htm/temporal/limit.go", "Named int", "Named uint", true},
		{"and its methods", "htm/temporal/limit.go", "255", "256", true},

		{"the title", "reproduce/words.go", "unused title", "a better one", false},
		{"a row", "reproduce/words.go", "unused row", "a better one", false},
		{"the figure", "reproduce/words.go", "unused figure", "a better one", false},
		{"another claim", "reproduce/codes.go", "func unusedRun() {}", "func unusedRun() { return }", false},
		{"a comment", "experiment/words.go", "Words runs.", "Words runs well.", false},
		{"the layout", "experiment/words.go", "m := temporal.New(seed); nb", "m := temporal.New(seed)\n\n\t\tnb", false},
		{"a function that is not called", "experiment/words.go", "1000", "1001", false},
		{"a function with the name of a field", "htm/temporal/limit.go", "unused name", "a better one", false},
		{"a test", "experiment/words_test.go", "unusedTest", "unusedTests", false},
		{"a type that is not used", "htm/temporal/limit.go", "Unused()", "Unused2()", false},
		{"how it is drawn", "nb/figure.go", "Unused()", "Unused(x int)", false},
		{"a package that is not imported", "htm/spatial/pooler.go", "Unused", "Unused2", false},
	} {
		tree := small()
		text := string(tree[tt.file].Data)
		if !strings.Contains(text, tt.old) {
			t.Fatalf("%s: no %q in %s", tt.name, tt.old, tt.file)
		}
		tree[tt.file].Data = []byte(strings.ReplaceAll(text, tt.old, tt.new))
		if changed := fingerprintOf(t, tree) != want; changed != tt.changes {
			t.Errorf("%s: changed %v, want %v", tt.name, changed, tt.changes)
		}
	}
}

func TestFingerprintsThatCannotBe(t *testing.T) {
	for _, tt := range []struct{ name, file, text, want string }{
		{"no such claim", "reproduce/words.go", "package main", `no claim{name: "words", run: ...} in reproduce/*.go`},
		{"a claim without a run", "reproduce/words.go", `package main; var c = claim{name: "words"}`, `no claim{name: "words"`},
		{"a file that is not Go", "experiment/words.go", "package", "experiment/words.go:1"},
		{"embedded files", "experiment/words.go", `package experiment; import _ "embed"`, "embeds files"},
	} {
		tree := small()
		tree[tt.file].Data = []byte(tt.text)
		if _, err := newSources(tree).fingerprint("words"); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
	if _, err := newSources(fstest.MapFS{}).fingerprint("words"); err == nil {
		t.Error("an empty tree has a fingerprint")
	}
}

// In this module: each claim has a fingerprint of its own.
func TestEveryClaimHasAFingerprint(t *testing.T) {
	code, seen := newSources(os.DirFS("..")), map[string]string{}
	for _, c := range claims {
		sum, err := code.fingerprint(c.name)
		if err != nil {
			t.Error(err)
		}
		if other := seen[string(sum)]; other != "" {
			t.Errorf("%s and %s have one fingerprint", c.name, other)
		}
		seen[string(sum)] = c.name
	}
}
