package archive

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"
)

func taggedBytes(tag uint64, b ...byte) cbor.Tag { return cbor.Tag{Number: tag, Content: b} }

type params struct {
	Columns   int
	Increment float32
	Shape     []int
	Hook      func(int) int
	Name      string
	Inner     *innerParams
	Parts     []innerParams
	Any       interface{}
	Err       error
	Time      time.Time
	hidden    int
}

type innerParams struct {
	Wrap bool
	Far  float64
}

func double(x int) int { return 2 * x }
func triple(x int) int { return 3 * x }

func some() params {
	return params{
		Columns: 1024, Increment: 0.1, Shape: []int{32, 32}, Hook: double, Name: "a",
		Inner: &innerParams{true, math.Inf(1)}, Parts: []innerParams{{}, {Far: 1}}, Any: innerParams{},
		Time: time.Date(2010, 7, 2, 0, 0, 0, 0, time.UTC), hidden: 1,
	}
}

func TestDescribe(t *testing.T) {
	got, err := describe(some())
	if err != nil {
		t.Fatal(err)
	}
	const want = `
	Columns = 1024
	Increment = 0.1
	Shape = [32 32]
	Hook = htm/archive.double
	Name = a
	Inner.Wrap = true
	Inner.Far = +Inf
	Parts[0].Wrap = false
	Parts[0].Far = 0
	Parts[1].Wrap = false
	Parts[1].Far = 1
	Any.Wrap = false
	Any.Far = 0
	Err = nil
	Time = 2010-07-02 00:00:00 +0000 UTC`
	if text := strings.TrimPrefix(Header{Params: got}.String(), ", version 0"); text != want {
		t.Errorf("%s\nwant%s", text, want)
	}
}

func TestEveryDifferenceIsNamed(t *testing.T) {
	for _, tt := range []struct {
		name        string
		file, reads func(p *params)
		want        []string
	}{
		{"the same", nil, nil, nil},
		{"a field that is not exported is none", func(p *params) { p.hidden = 2 }, nil, nil},
		{"two numbers", func(p *params) { p.Columns, p.Increment = 2048, 0.25 }, nil,
			[]string{"test: Columns = 2048 in the file, want 1024 as in this Part", "test: Increment = 0.25 in the file, want 0.1 as in this Part"}},
		{"the next number of 32 bits", func(p *params) { p.Increment = math.Nextafter32(0.1, 1) }, nil,
			[]string{"test: Increment = 0.10000001 in the file, want 0.1 as in this Part"}},
		{"a slice", func(p *params) { p.Shape = nil }, nil, []string{"test: Shape = [] in the file, want [32 32] as in this Part"}},
		{"an element more in the file", nil, func(p *params) { p.Parts = p.Parts[:1] },
			[]string{"test: Parts[1].Wrap = false in the file, want none as in this Part", "test: Parts[1].Far = 1 in the file, want none as in this Part"}},
		{"an element less in the file", func(p *params) { p.Parts = p.Parts[:1] }, nil,
			[]string{"test: Parts[1].Wrap = none in the file, want false as in this Part", "test: Parts[1].Far = none in the file, want 1 as in this Part"}},
		{"nothing pointed to", func(p *params) { p.Inner = nil }, nil, []string{
			"test: Inner.Wrap = none in the file, want true as in this Part", "test: Inner.Far = none in the file, want +Inf as in this Part",
			"test: Inner = nil in the file, want none as in this Part"}},
		{"no hook", func(p *params) { p.Hook = nil }, nil, []string{"test: Hook = nil in the file, want htm/archive.double as in this Part"}},
		{"a hook of one's own where none was", nil, func(p *params) { *p = some(); p.Hook = nil },
			[]string{"test: Hook = htm/archive.double in the file, want nil as in this Part"}},
		{"another of this module's functions", func(p *params) { p.Hook = triple }, nil,
			[]string{"test: Hook = htm/archive.triple in the file, want htm/archive.double as in this Part"}},
		{"a function of one's own may be any", func(p *params) { p.Hook = func(x int) int { return x } }, nil, nil},
		{"and may be read as any", nil, func(p *params) { p.Hook = func(x int) int { return -x } }, nil},
		{"but not as none", func(p *params) { p.Hook = func(x int) int { return x } }, func(p *params) { p.Hook = nil },
			[]string{"test: Hook = a function in the file, want nil as in this Part"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			saved, reads := some(), some()
			if tt.file != nil {
				tt.file(&saved)
			}
			if tt.reads != nil {
				tt.reads(&reads)
			}
			file, err := describe(saved)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if err := (Header{"test.Part", 1, file}).fits(Part{"test.Part", 1, reads}); err != nil {
				got = err.Error()
			}
			if want := strings.Join(tt.want, "\n"); got != want {
				t.Errorf("error\n%s\nwant\n%s", got, want)
			}
		})
	}
}
