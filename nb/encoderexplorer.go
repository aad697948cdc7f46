package nb

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"gohtm/htm/sdr"
)

//go:embed assets/encoder.js
var encoderScript string

// Encoder lets one explore how an encoder turns values into bits: a slider for the
// value, one for each parameter, the bits, those shared with a pinned value, and how
// overlap falls with distance. It takes the codes from the encoder itself, for every
// setting of the parameters, so that a saved notebook needs none.
//
//	nb.Encoder{
//		Title: "A scalar encoder", Values: nb.Range(0, 100, 1),
//		Parameters: []nb.Parameter{{Name: "bits on", Settings: []float64{5, 11, 21, 41}}},
//		Make: func(settings []float64) (nb.EncodeFunc, error) {
//			e, err := encode.NewScalar(encode.ScalarParams{Max: 100, Size: 200, Active: int(settings[0])})
//			if err != nil {
//				return nil, err
//			}
//			return e.Encode, nil
//		},
//	}.Viewer()
type Encoder struct {
	Title      string
	ValueLabel string    // what the values are, with the unit; "value" if empty
	Values     []float64 // to encode, in the order of the slider; nil means 0, 1, 2 ... for each of Names
	// Names are what is shown of the values: categories, hours of a week. Nil means
	// the numbers.
	Names      []string
	Parameters []Parameter
	// Make returns the encoder for one setting of each of the parameters, in their
	// order. An error of Make or of what it returns is shown where there is no code.
	Make func(settings []float64) (EncodeFunc, error)
	// Value and Pinned say where the sliders stand at first: numbers of two of the
	// Values, or 0 for both to have them in the middle.
	Value, Pinned int
}

// EncodeFunc returns the code of a value: the method Encode of an encoder of numbers.
type EncodeFunc func(value float64) (sdr.SDR, error)

// Parameter is something that can be set to each of a few values.
type Parameter struct {
	Name     string // with the unit
	Settings []float64
	Names    []string // what is shown of the settings; nil means the numbers
	Start    int      // the number of the setting at first
}

// Range returns from, from + step, ... up to and with to, or nothing if step does not
// lead there: the values of an Encoder.
func Range(from, to, step float64) []float64 {
	var values []float64
	for i := 0; step != 0 && (to-from)/step-float64(i) > -1e-9 && i < 1e6; i++ {
		values = append(values, from+float64(i)*step)
	}
	return values
}

// mostCodes is how many codes an Encoder works out: values times settings.
const mostCodes = 50_000

// explored is what assets/encoder.js reads.
type explored struct {
	Title      string              `json:"title"`
	Label      string              `json:"label"`
	Names      []string            `json:"names"` // of the values
	Parameters []exploredParameter `json:"parameters"`
	Value      int                 `json:"value"`
	Pinned     int                 `json:"pinned"`
	// Settings are all there are, those of the last parameter following each other.
	Settings []exploredSetting `json:"settings"`
}

type exploredParameter struct {
	Name  string   `json:"name"`
	Names []string `json:"names"`
	Start int      `json:"start"`
}

// exploredSetting has a code for each value: runs of bits, or "!" and why there is none.
type exploredSetting struct {
	Size  int      `json:"size"`
	Codes []string `json:"codes"`
	codes []sdr.SDR
}

// Viewer makes it something to explore. No code at all at the first settings, codes of
// different sizes for one setting, and what is too much for a notebook are an error.
func (e Encoder) Viewer() (*Viewer, error) {
	e, err := e.filled()
	if err != nil {
		return nil, err
	}
	data := explored{Title: e.Title, Label: e.ValueLabel, Names: e.Names, Parameters: []exploredParameter{}, Value: e.Value, Pinned: e.Pinned}
	start := 0
	for _, p := range e.Parameters {
		data.Parameters = append(data.Parameters, exploredParameter{p.Name, p.Names, p.Start})
		start = start*len(p.Settings) + p.Start
	}
	for k := 0; k < e.combinations(); k++ {
		if err := Context().Err(); err != nil {
			return nil, fmt.Errorf("nb: %q: %w", e.Title, err)
		}
		s, err := e.explore(e.settings(k))
		if err != nil {
			return nil, err
		}
		if k != start {
			s.codes = nil // only the picture needs them
		}
		data.Settings = append(data.Settings, s)
	}
	still, err := e.still(data.Settings[start])
	if err != nil {
		return nil, err
	}
	var size counter
	packer := newPacker(&size)
	if err := errors.Join(json.NewEncoder(packer).Encode(data), packer.Close()); err != nil {
		return nil, err
	}
	if size > mostRecorded {
		return nil, fmt.Errorf("nb: %q: the codes take %s bytes, want at most %s: fewer values, settings or bits", e.Title, Thousands(int(size)), Thousands(mostRecorded))
	}
	return newViewer(still, marksScript+encoderScript, data)
}

// Figure draws the codes at the first settings, and how many bits each two share.
func (e Encoder) Figure() (*Figure, error) {
	e, err := e.filled()
	if err != nil {
		return nil, err
	}
	var settings []float64
	for _, p := range e.Parameters {
		settings = append(settings, p.Settings[p.Start])
	}
	s, err := e.explore(settings)
	if err != nil {
		return nil, err
	}
	return e.still(s)
}

func (e Encoder) combinations() int {
	n := 1
	for _, p := range e.Parameters {
		n *= len(p.Settings)
	}
	return n
}

// settings are the k-th.
func (e Encoder) settings(k int) []float64 {
	all := make([]float64, len(e.Parameters))
	for i := len(all) - 1; i >= 0; i-- {
		given := e.Parameters[i].Settings
		all[i] = given[k%len(given)]
		k /= len(given)
	}
	return all
}

// explore encodes every value at one setting.
func (e Encoder) explore(settings []float64) (exploredSetting, error) {
	s := exploredSetting{Codes: make([]string, len(e.Values)), codes: make([]sdr.SDR, len(e.Values))}
	encode, failed := e.Make(append([]float64(nil), settings...))
	if failed == nil && encode == nil {
		return s, fmt.Errorf("nb: %q: Make returns no function at %v, want one or an error", e.Title, settings)
	}
	for i, v := range e.Values {
		code, err := sdr.SDR{}, failed
		if err == nil {
			code, err = encode(v)
		}
		if err != nil {
			s.Codes[i] = "!" + err.Error()
			continue
		}
		if err := code.Check(); err != nil {
			return s, fmt.Errorf("nb: %q: the code of %s at %v: %w", e.Title, e.Names[i], settings, err)
		}
		if code.Size == 0 || s.Size != 0 && code.Size != s.Size {
			return s, fmt.Errorf("nb: %q: the code of %s at %v has size %d, others have %d, want one size > 0", e.Title, e.Names[i], settings, code.Size, s.Size)
		}
		s.Size, s.codes[i], s.Codes[i] = code.Size, code, bitRuns(code)
	}
	return s, nil
}

// still is the picture at one setting.
func (e Encoder) still(s exploredSetting) (*Figure, error) {
	var codes []sdr.SDR
	var names []string
	const most = 56 // rows that can be told apart
	every := (len(e.Values) + most - 1) / most
	for i := 0; i < len(e.Values); i += every {
		if s.codes[i].Size > 0 {
			codes, names = append(codes, s.codes[i]), append(names, e.Names[i])
		}
	}
	if len(codes) == 0 {
		return nil, fmt.Errorf("nb: %q: no value has a code at first: %s", e.Title, strings.TrimPrefix(s.Codes[0], "!"))
	}
	caption := fmt.Sprintf("%s of %s values", Thousands(len(codes)), Thousands(len(e.Values)))
	mark := "; "
	for _, p := range e.Parameters {
		caption += mark + p.Name + " " + p.Names[p.Start]
		mark = ", "
	}
	f, err := Columns(
		Raster{Title: e.Title, Caption: caption, SDRs: codes, Names: names, YLabel: e.ValueLabel},
		Matrix{Title: "Bits that each two share", Values: Overlaps(codes), XNames: names, YNames: names, XLabel: e.ValueLabel, YLabel: e.ValueLabel, ValueLabel: "overlap (bits)"},
	)
	if err != nil {
		return nil, err
	}
	f.text = sentence(e.Title, "Encoder") + fmt.Sprintf(" Codes of %s, from %s to %s; %s bits.", caption, names[0], names[len(names)-1], Thousands(s.Size))
	return f, nil
}

// filled has the names where none are given, or says what is wrong.
func (e Encoder) filled() (Encoder, error) {
	e.ValueLabel = named(e.ValueLabel, "value")
	e.Parameters = append([]Parameter(nil), e.Parameters...)
	if e.Values == nil {
		e.Values = counting(len(e.Names))
	}
	if e.Names == nil {
		e.Names = numbered(e.Values)
	}
	bad := func(format string, args ...interface{}) (Encoder, error) {
		return e, fmt.Errorf("nb: %q: %s", e.Title, fmt.Sprintf(format, args...))
	}
	n := len(e.Values)
	switch {
	case e.Make == nil:
		return bad("Make = nil, want a function that returns an encoder")
	case n < 2 || n > 1000:
		return bad("%d values, want from 2 to 1,000", n)
	case len(e.Names) != n:
		return bad("%d names for %d values, want as many", len(e.Names), n)
	case e.Value < 0 || e.Value >= n || e.Pinned < 0 || e.Pinned >= n:
		return bad("Value = %d and Pinned = %d, want two of the %d values", e.Value, e.Pinned, n)
	}
	if e.Value == 0 && e.Pinned == 0 {
		e.Pinned = n / 2
		e.Value = min(n-1, e.Pinned+max(1, n/20))
	}
	codes := n
	for i, p := range e.Parameters {
		switch {
		case len(p.Settings) == 0:
			return bad("parameter %q has 0 settings, want at least one", p.Name)
		case p.Start < 0 || p.Start >= len(p.Settings):
			return bad("parameter %q: Start = %d, want in [0, %d)", p.Name, p.Start, len(p.Settings))
		case p.Names == nil:
			e.Parameters[i].Names = numbered(p.Settings)
		case len(p.Names) != len(p.Settings):
			return bad("parameter %q: %d names for %d settings, want as many", p.Name, len(p.Names), len(p.Settings))
		}
		if codes *= len(p.Settings); codes > mostCodes {
			return bad("more than %s codes, want fewer values or settings", Thousands(mostCodes))
		}
	}
	return e, nil
}

// numbered writes numbers with as many decimals as all of them need, six at most.
func numbered(values []float64) []string {
	decimals, scale := 0, 1.0
	for ; decimals < 6 && !whole(values, scale, 1e-6); decimals++ {
		scale *= 10
	}
	var names []string
	for _, v := range values {
		names = append(names, formatNumber(v, decimals))
	}
	return names
}
