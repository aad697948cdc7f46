package nb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"gohtm/htm/encode"
	"gohtm/htm/sdr"
)

// scalarEncoder has settings of which one makes no sense.
func scalarEncoder() Encoder {
	return Encoder{
		Title: "A scalar encoder from 0 to 20", ValueLabel: "value (kW)", Values: Range(0, 20, 1),
		Parameters: []Parameter{
			{Name: "bits", Settings: []float64{20, 60}, Start: 1},
			{Name: "bits on", Settings: []float64{5, 11, 21}},
		},
		Make: func(settings []float64) (EncodeFunc, error) {
			e, err := encode.NewScalar(encode.ScalarParams{Max: 20, Size: int(settings[0]), Active: int(settings[1])})
			if err != nil {
				return nil, err
			}
			return e.Encode, nil
		},
	}
}

func ExampleEncoder() {
	golden("encoder-scalar", scalarEncoder())
	// Output: as testdata/encoder-scalar.svg
}

func ExampleEncoder_Viewer() {
	viewer, err := scalarEncoder().Viewer()
	if err != nil {
		panic(err)
	}
	fmt.Println(viewer)
	compareGolden("encoder.html", viewer.page())
	// Output:
	// Encoder: A scalar encoder from 0 to 20. Codes of 21 of 21 values; bits 60, bits on 5, from 0 to 20; 60 bits.
	// as testdata/encoder.html
}

// Names that are no numbers: the value is the number of the name.
func ExampleEncodeFunc() {
	animals := []string{"cat", "dog", "eel"}
	e, err := encode.NewCategory(encode.CategoryParams{Categories: animals, Active: 4})
	if err != nil {
		panic(err)
	}
	viewer, err := Encoder{
		Title: "Categories", ValueLabel: "animal", Names: animals,
		Make: func([]float64) (EncodeFunc, error) {
			return func(value float64) (sdr.SDR, error) { return e.Encode(animals[int(value)]) }, nil
		},
	}.Viewer()
	fmt.Println(viewer, err)
	// Output: Encoder: Categories. Codes of 3 of 3 values, from cat to eel; 12 bits. <nil>
}

func ExampleRange() {
	fmt.Println(Range(0, 1, 0.25), Range(3, 1, -1), Range(0, 1, -1))
	// Output: [0 0.25 0.5 0.75 1] [3 2 1] []
}

func exploredOf(t *testing.T, e Encoder) (d explored) {
	t.Helper()
	v, err := e.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(v.data), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// The settings follow each other as the script counts them, each with the encoder's
// own codes, or with why there is none.
func TestEncoderTakesTheCodesOfEverySetting(t *testing.T) {
	e := scalarEncoder()
	d := exploredOf(t, e)
	if len(d.Settings) != 6 {
		t.Fatalf("%d settings, want 2 by 3", len(d.Settings))
	}
	for i, size := range e.Parameters[0].Settings {
		for k, active := range e.Parameters[1].Settings {
			s := d.Settings[3*i+k]
			encode, failed := e.Make([]float64{size, active})
			for n, v := range e.Values {
				if failed != nil {
					if want := "!" + failed.Error(); s.Codes[n] != want {
						t.Errorf("%v bits, %v on: %q, want %q", size, active, s.Codes[n], want)
					}
					continue
				}
				code, err := encode(v)
				if err != nil {
					t.Fatal(err)
				}
				if want := bitRuns(code); s.Codes[n] != want || s.Size != int(size) {
					t.Errorf("%v bits, %v on: %v has %q of %d bits, want %q", size, active, v, s.Codes[n], s.Size, want)
				}
			}
		}
	}
	if s := d.Settings[2]; s.Size != 0 || !strings.Contains(s.Codes[0], "Size = 20, want > Active = 21") {
		t.Errorf("21 of 20 bits: size %d, %q, want the encoder's words", s.Size, s.Codes[0])
	}
	if d.Value != 11 || d.Pinned != 10 || d.Parameters[0].Start != 1 || d.Names[20] != "20" {
		t.Errorf("value %d, pinned %d, first parameter %d, last name %q, want 11, 10, 1 and 20", d.Value, d.Pinned, d.Parameters[0].Start, d.Names[20])
	}
}

// A value out of range has no code, and the others have.
func TestEncoderSaysWhyAValueHasNoCode(t *testing.T) {
	e := scalarEncoder()
	e.Values, e.Value, e.Pinned = []float64{-0.5, 0, 20}, 1, 1
	d := exploredOf(t, e)
	codes := d.Settings[4].Codes
	if !strings.HasPrefix(codes[0], "!encode: ") || strings.HasPrefix(codes[1], "!") || d.Names[0] != "-0.5" || d.Names[1] != "0.0" {
		t.Errorf("%q for %q, want an error and a code", codes[:2], d.Names[:2])
	}
	if d.Value != 1 || d.Pinned != 1 {
		t.Errorf("value %d, pinned %d, want what was given", d.Value, d.Pinned)
	}
	f, err := e.Figure()
	if err != nil || !strings.Contains(f.Text(), "2 of 3 values") {
		t.Errorf("%v, %v, want the two that have a code", f, err)
	}
}

func TestEncoderErrors(t *testing.T) {
	one, _ := sdr.New(8, 1)
	other, _ := sdr.New(9, 1)
	giving := func(codes ...sdr.SDR) func([]float64) (EncodeFunc, error) {
		return func([]float64) (EncodeFunc, error) {
			return func(v float64) (sdr.SDR, error) { return codes[int(v)%len(codes)], nil }, nil
		}
	}
	change := func(change func(*Encoder)) Encoder {
		e := scalarEncoder()
		change(&e)
		return e
	}
	for want, e := range map[string]Encoder{
		"Make = nil, want a function":                     {Values: []float64{1, 2}},
		"1 values, want from 2 to 1,000":                  change(func(e *Encoder) { e.Values = e.Values[:1] }),
		"1001 values, want from 2 to 1,000":               change(func(e *Encoder) { e.Values = Range(0, 1000, 1) }),
		"2 names for 21 values":                           change(func(e *Encoder) { e.Names = []string{"a", "b"} }),
		"Value = 21 and Pinned = 0, want":                 change(func(e *Encoder) { e.Value = 21 }),
		"Value = 0 and Pinned = -1, want":                 change(func(e *Encoder) { e.Pinned = -1 }),
		`parameter "bits on" has 0 settings`:              change(func(e *Encoder) { e.Parameters[1].Settings = nil }),
		`parameter "bits": Start = 2, want`:               change(func(e *Encoder) { e.Parameters[0].Start = 2 }),
		`"bits": 1 names for 2 settings`:                  change(func(e *Encoder) { e.Parameters[0].Names = []string{"a"} }),
		"more than 50,000 codes":                          change(func(e *Encoder) { e.Parameters[1].Settings = Range(0, 2000, 1) }),
		"no value has a code at first: encode: Size = 20": change(func(e *Encoder) { e.Parameters[0].Start, e.Parameters[1].Start = 0, 2 }),
		"the code of 1 at [] has size 9, others have 8":   {Names: []string{"0", "1"}, Make: giving(one, other)},
		"the code of 0 at [] has size 0, others have 0":   {Names: []string{"0", "1"}, Make: giving(sdr.SDR{})},
		"the code of 0 at []: sdr: ":                      {Names: []string{"0", "1"}, Make: giving(sdr.SDR{Size: 3, Bits: []int{5}})},
		"Make returns no function at []":                  {Names: []string{"0", "1"}, Make: func([]float64) (EncodeFunc, error) { return nil, nil }},
	} {
		if _, err := e.Viewer(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := (Encoder{}).Figure(); err == nil {
		t.Error("a figure of nothing: no error")
	}
}

// Random codes cannot be packed.
func TestEncoderTooLargeForANotebook(t *testing.T) {
	random := sdr.NewRandom(1)
	e := Encoder{Title: "random", Values: Range(1, 1000, 1), Parameters: []Parameter{{Settings: Range(1, 5, 1)}}, Make: func([]float64) (EncodeFunc, error) {
		return func(float64) (sdr.SDR, error) { return random.Draw(4096, 400), nil }, nil
	}}
	if _, err := e.Viewer(); err == nil || !strings.Contains(err.Error(), "want at most 1,350,000: fewer values, settings or bits") {
		t.Errorf("%v, want that it is too large", err)
	}
}

func TestEncoderStopsWithItsCell(t *testing.T) {
	cell, interrupt := context.WithCancel(context.Background())
	Attach(Host{Context: func() context.Context { return cell }})
	defer host.Store(nil)
	e := scalarEncoder()
	made, inner := 0, e.Make
	e.Make = func(settings []float64) (EncodeFunc, error) {
		if made++; made == 2 {
			interrupt()
		}
		return inner(settings)
	}
	if _, err := e.Viewer(); !errors.Is(err, context.Canceled) || made != 2 {
		t.Errorf("%v after %d settings, want to stop at the second", err, made)
	}
}

func TestNumbersAreWrittenAlike(t *testing.T) {
	for _, tt := range []struct {
		values []float64
		want   []string
	}{
		{[]float64{1, 2000, -3}, []string{"1", "2,000", "-3"}},
		{[]float64{0, 0.25, 0.5}, []string{"0.00", "0.25", "0.50"}},
		{[]float64{1. / 3}, []string{"0.333333"}},
	} {
		if got := numbered(tt.values); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%v are %q, want %q", tt.values, got, tt.want)
		}
	}
}
