package encode

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// NuPIC's category_test.py: ES, GB and US with 3 bits each after 3 for the unknown;
// without a code for the unknown, worked by hand.
func TestCategoryKnownAnswers(t *testing.T) {
	names := []string{"ES", "GB", "US"}
	for _, tt := range []struct {
		name     string
		unknown  bool
		category string
		size     int
		bits     []int
		decoded  string
	}{
		{"the first after the unknown", true, "ES", 12, []int{3, 4, 5}, "ES"},
		{"the last", true, "US", 12, []int{9, 10, 11}, "US"},
		{"the unknown has a code", true, "NA", 12, []int{0, 1, 2}, ""},
		{"the first of all", false, "ES", 9, []int{0, 1, 2}, "ES"},
		{"the last of all", false, "US", 9, []int{6, 7, 8}, "US"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewCategory(CategoryParams{Categories: names, Active: 3, Unknown: tt.unknown})
			if err != nil {
				t.Fatal(err)
			}
			code, err := e.Encode(tt.category)
			if err != nil || !slices.Equal(code.Bits, tt.bits) || code.Size != tt.size || e.Size() != tt.size {
				t.Errorf("%v of %d, %v; want bits %v of %d", code, e.Size(), err, tt.bits, tt.size)
			}
			if decoded, overlap, err := e.Decode(code); decoded != tt.decoded || overlap != 3 || err != nil {
				t.Errorf("decoded as %q, %d, %v; want %q, 3", decoded, overlap, err, tt.decoded)
			}
		})
	}
}

// The same file, with 9 bits: codes that lost bits at either end, and two at once.
func TestCategoryDecode(t *testing.T) {
	var names []string
	for i := 1; i < 10; i++ {
		names = append(names, fmt.Sprint("cat", i))
	}
	e, err := NewCategory(CategoryParams{Categories: names, Active: 9})
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		code, err := e.Encode(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, bits := range [][]int{code.Bits, code.Bits[1:], code.Bits[:8], code.Bits[5:], code.Bits[:4]} {
			if got, overlap, err := e.Decode(sdr.SDR{Size: 81, Bits: bits}); got != name || overlap != len(bits) || err != nil {
				t.Errorf("bits %v are decoded as %q, %d, %v; want %q", bits, got, overlap, err, name)
			}
		}
		other, _ := e.Encode(names[8-i])
		if got, _, _ := e.Decode(code.Union(other)); got != names[min(i, 8-i)] {
			t.Errorf("%q and %q at once are decoded as %q, want the first of them", name, names[8-i], got)
		}
	}
	if got, overlap, err := e.Decode(sdr.SDR{Size: 81}); got != "" || overlap != 0 || err != nil {
		t.Errorf("nothing is decoded as %q, %d, %v; want nothing", got, overlap, err)
	}
}

// A caller may change the list that it gave; the encoder has its own.
func TestCategoriesAreCopied(t *testing.T) {
	names := []string{"a", "b"}
	block, errBlock := NewCategory(CategoryParams{Categories: names, Active: 1})
	random, errRandom := NewSDRCategory(DefaultSDRCategoryParams(names...))
	if errBlock != nil || errRandom != nil {
		t.Fatal(errBlock, errRandom)
	}
	names[0] = "c"
	code, _ := block.Encode("a")
	if got, _, _ := block.Decode(code); got != "a" {
		t.Errorf("Category: a is decoded as %q", got)
	}
	code, _ = random.Encode("a")
	if got, _, _ := random.Decode(code); got != "a" {
		t.Errorf("SDRCategory: a is decoded as %q", got)
	}
}

func TestCategoryErrors(t *testing.T) {
	names := []string{"ES", "GB", "US"}
	block, errBlock := NewCategory(CategoryParams{Categories: names, Active: 3})
	unknown, errUnknown := NewCategory(CategoryParams{Categories: names, Active: 3, Unknown: true})
	random, errRandom := NewSDRCategory(DefaultSDRCategoryParams(names...))
	p := DefaultSDRCategoryParams()
	p.Open = true
	open, errOpen := NewSDRCategory(p)
	if errBlock != nil || errUnknown != nil || errRandom != nil || errOpen != nil {
		t.Fatal(errBlock, errUnknown, errRandom, errOpen)
	}
	for _, tt := range []struct {
		name, category, want string
		encode               func(string) (sdr.SDR, error)
	}{
		{"unknown", "FR", `encode: category = "FR", want one of the 3 in Categories`, block.Encode},
		{"missing", "", `encode: category = "", want a name`, block.Encode},
		{"missing is not unknown", "", `encode: category = "", want a name`, unknown.Encode},
		{"unknown to SDRCategory", "es", `encode: category = "es", want one of the 3 in Categories`, random.Encode},
		{"missing in SDRCategory", "", `encode: category = "", want a name`, random.Encode},
		{"open for all but a missing one", "", `encode: category = "", want a name`, open.Encode},
		{"open", "FR", "", open.Encode},
		{"a block for the unknown", "FR", "", unknown.Encode},
	} {
		if _, err := tt.encode(tt.category); errorText(err) != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
	for _, tt := range []struct {
		name   string
		code   sdr.SDR
		want   string
		decode func(sdr.SDR) (string, int, error)
	}{
		{"another size", sdr.SDR{Size: 10}, "encode: SDR of 10 bits, want 9", block.Decode},
		{"not valid", sdr.SDR{Size: 9, Bits: []int{9}}, "encode: sdr: bit 9, want in [0, 9)", block.Decode},
		{"another size for SDRCategory", sdr.SDR{Size: 9}, "encode: SDR of 9 bits, want 400", random.Decode},
		{"not valid for SDRCategory", sdr.SDR{Size: 400, Bits: []int{1, 0}}, "encode: sdr: bit 0 stands at place 1 after bit 1, want sorted bits", random.Decode},
	} {
		if _, _, err := tt.decode(tt.code); errorText(err) != tt.want {
			t.Errorf("Decode, %s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestCategoryParamsErrors(t *testing.T) {
	for _, tt := range []struct {
		name string
		p    CategoryParams
		want string
	}{
		{"no categories", CategoryParams{Active: 3}, "encode: Categories = [], want at least one"},
		{"an empty name", CategoryParams{Categories: []string{"a", ""}, Active: 3}, `encode: Categories[1] = "", want a name`},
		{"a name twice", CategoryParams{Categories: []string{"a", "b", "a"}, Active: 3}, `encode: Categories[2] = "a", want another name than Categories[0]`},
		{"Active", CategoryParams{Categories: []string{"a"}}, "encode: Active = 0, want > 0, and <= 2^28 bits for all"},
		{"huge Active", CategoryParams{Categories: []string{"a", "b"}, Active: 1 << 27}, "encode: Active = 134217728, want > 0, and <= 2^28 bits for all"},
	} {
		if _, err := NewCategory(tt.p); errorText(err) != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestSDRCategoryParamsErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*SDRCategoryParams)
		want  string
	}{
		{"no categories", func(p *SDRCategoryParams) { p.Categories = nil }, "encode: Categories = [], want at least one, or Open"},
		{"an empty name", func(p *SDRCategoryParams) { p.Categories[0] = "" }, `encode: Categories[0] = "", want a name`},
		{"a name twice", func(p *SDRCategoryParams) { p.Categories[1] = "ES" }, `encode: Categories[1] = "ES", want another name than Categories[0]`},
		{"Size", func(p *SDRCategoryParams) { p.Size = 41 }, "encode: Size = 41, want >= 2*Active = 42 and <= 2^28"},
		{"huge Size", func(p *SDRCategoryParams) { p.Size = 1 << 60 }, "encode: Size = 1152921504606846976, want >= 2*Active = 42 and <= 2^28"},
		{"Active", func(p *SDRCategoryParams) { p.Active, p.MaxOverlap = 0, 0 }, "encode: Active = 0, want in [1, 2^27]"},
		{"MaxOverlap", func(p *SDRCategoryParams) { p.MaxOverlap = 21 }, "encode: MaxOverlap = 21, want in [0, Active = 21)"},
		{"negative MaxOverlap", func(p *SDRCategoryParams) { p.MaxOverlap = -1 }, "encode: MaxOverlap = -1, want in [0, Active = 21)"},
	} {
		p := DefaultSDRCategoryParams("ES", "GB")
		tt.spoil(&p)
		if _, err := NewSDRCategory(p); errorText(err) != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

// words are so many different names.
func words(count int) []string {
	var names []string
	for i := 0; i < count; i++ {
		names = append(names, fmt.Sprint("S", i))
	}
	return names
}

// The promises over all pairs: sizes, and the overlap's bound, which the error names
// when it is broken; chance makes it Active^2/Size on average.
func TestSDRCategoryOverlaps(t *testing.T) {
	p := DefaultSDRCategoryParams(words(300)...)
	e, err := NewSDRCategory(p)
	if err != nil {
		t.Fatal(err)
	}
	var codes []sdr.SDR
	for _, name := range p.Categories {
		code, err := e.Encode(name)
		if err != nil || code.Check() != nil || code.Size != 400 || code.Len() != 21 {
			t.Fatalf("%s: %v, %v", name, code, err)
		}
		codes = append(codes, code)
	}
	pairs, sum, worst := 0, 0, 0
	var of [2]string
	for i, a := range codes {
		for j, b := range codes[:i] {
			shared := a.Overlap(b)
			pairs, sum = pairs+1, sum+shared
			if shared > worst {
				worst, of = shared, [2]string{p.Categories[j], p.Categories[i]}
			}
		}
	}
	if worst > p.MaxOverlap {
		t.Errorf("%v share %d bits, want at most %d", of, worst, p.MaxOverlap)
	}
	// A pair's overlap is hypergeometric, with a variance of 1; 44,850 pairs' mean is good to .005.
	if mean, want := float64(sum)/float64(pairs), 21*21/400.; mean < want-.025 || mean > want+.025 {
		t.Errorf("a mean overlap of %v, want %v", mean, want)
	}
	p.MaxOverlap = worst
	if _, err := NewSDRCategory(p); err != nil {
		t.Errorf("MaxOverlap = %d, which no pair breaks: %v", worst, err)
	}
	p.MaxOverlap = worst - 1
	want := fmt.Sprintf("encode: MaxOverlap = %d, want >= the %d bits that %q and %q share, or a larger Size or another Seed", worst-1, worst, of[0], of[1])
	if _, err := NewSDRCategory(p); errorText(err) != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// A code depends on the seed and the name, not on the list: its order, what else is
// in it, or that the name is not.
func TestSDRCategoryCodesDependOnNamesAlone(t *testing.T) {
	p := DefaultSDRCategoryParams(words(40)...)
	encoders := map[string]*SDRCategory{}
	for what, change := range map[string]func(*SDRCategoryParams){
		"as they are":      func(*SDRCategoryParams) {},
		"in reverse":       func(p *SDRCategoryParams) { slices.Reverse(p.Categories) },
		"a shorter list":   func(p *SDRCategoryParams) { p.Categories = p.Categories[20:] },
		"no list":          func(p *SDRCategoryParams) { p.Categories = nil },
		"another seed":     func(p *SDRCategoryParams) { p.Seed++ },
		"more bits":        func(p *SDRCategoryParams) { p.Size++ },
		"fewer bits on":    func(p *SDRCategoryParams) { p.Active-- },
		"a closer overlap": func(p *SDRCategoryParams) { p.MaxOverlap = 9 },
	} {
		changed := p
		changed.Open = true
		changed.Categories = slices.Clone(p.Categories)
		change(&changed)
		e, err := NewSDRCategory(changed)
		if err != nil {
			t.Fatal(err)
		}
		encoders[what] = e
	}
	for _, name := range append(words(45), "S", "S 1", "é") { // a part of a name, a longer one, two bytes
		want, err := encoders["as they are"].Encode(name)
		if err != nil {
			t.Fatal(err)
		}
		for what, e := range encoders {
			differs := what == "another seed" || what == "more bits" || what == "fewer bits on"
			if got, err := e.Encode(name); err != nil || got.Equal(want) == differs {
				t.Errorf("%s, %s: %v, %v; as they are %v", name, what, got, err, want)
			}
		}
	}
}

// The same bits on every machine: of the seed 42, as this package drew them first.
func TestSDRCategorySeed(t *testing.T) {
	p := DefaultSDRCategoryParams("ES", "GB")
	p.Size, p.Active, p.MaxOverlap = 100, 5, 4
	e, err := NewSDRCategory(p)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]int{"ES": {1, 4, 31, 53, 81}, "GB": {0, 49, 57, 77, 97}} {
		if code, err := e.Encode(name); err != nil || !slices.Equal(code.Bits, want) {
			t.Errorf("%s: %v, %v; want %v", name, code, err, want)
		}
	}
}

// The promise of Decode: a category is found as long as 2k < Active - MaxOverlap, of
// whose bits k were lost and k others added, wherever they are.
func TestSDRCategoryDecode(t *testing.T) {
	p := DefaultSDRCategoryParams(words(100)...)
	e, err := NewSDRCategory(p)
	if err != nil {
		t.Fatal(err)
	}
	stream := rng.New(5)
	for k := 0; 2*k < p.Active-p.MaxOverlap; k++ {
		for i, name := range p.Categories {
			code, _ := e.Encode(name)
			other, _ := e.Encode(p.Categories[(i+1)%100]) // the bits that are added are the worst: of one other category
			lost := stream.Sample(p.Active, k)
			var noisy sdr.SDR
			noisy.Size = code.Size
			for place, bit := range code.Bits {
				if !slices.Contains(lost, place) {
					noisy.Bits = append(noisy.Bits, bit)
				}
			}
			noisy.Bits = append(noisy.Bits, other.Minus(code).Bits[:k]...)
			slices.Sort(noisy.Bits)
			if got, overlap, err := e.Decode(noisy); got != name || overlap != p.Active-k || err != nil {
				t.Errorf("%s with %d bits moved is decoded as %q, %d, %v", name, k, got, overlap, err)
			}
		}
	}
	if got, overlap, err := e.Decode(sdr.SDR{Size: 400}); got != "" || overlap != 0 || err != nil {
		t.Errorf("nothing is decoded as %q, %d, %v; want nothing", got, overlap, err)
	}
}

// nameEncoder is a Category or an SDRCategory.
type nameEncoder interface {
	Size() int
	Encode(string) (sdr.SDR, error)
	Decode(sdr.SDR) (string, int, error)
}

// Whatever the names: an error, or codes that decode to their names.
func FuzzCategories(f *testing.F) {
	f.Add("ES,GB,US", 3, true, uint64(1))
	f.Add(",", 1, false, uint64(0))
	f.Fuzz(func(t *testing.T, list string, active int, unknown bool, seed uint64) {
		names := strings.Split(list, ",")
		if active > 40 || len(names) > 50 {
			return
		}
		random := DefaultSDRCategoryParams(names...)
		random.Active, random.MaxOverlap, random.Seed = active, max(0, active-1), seed
		block := CategoryParams{Categories: names, Active: active, Unknown: unknown}
		for _, make := range []func() (nameEncoder, error){
			func() (nameEncoder, error) { return NewCategory(block) },
			func() (nameEncoder, error) { return NewSDRCategory(random) },
		} {
			e, err := make()
			if err != nil {
				if !strings.Contains(err.Error(), "want") {
					t.Errorf("error %v, want one that says what is wanted", err)
				}
				continue
			}
			for _, name := range names {
				code, err := e.Encode(name)
				if err != nil || code.Check() != nil || code.Size != e.Size() || code.Len() != active {
					t.Fatalf("%q: %v, %v", name, code, err)
				}
				if got, overlap, err := e.Decode(code); got != name || overlap != active || err != nil {
					t.Errorf("%q is decoded as %q, %d, %v", name, got, overlap, err)
				}
			}
		}
	})
}
