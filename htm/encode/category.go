package encode

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// CategoryParams configures a Category.
type CategoryParams struct {
	Categories []string // their names: at least one, none empty, none twice
	Active     int      // bits of each category's block, all on in its code; NuPIC's w
	// Unknown gives a block, the first, to all names that are not in Categories, as
	// NuPIC does; without it they are errors.
	Unknown bool
}

// Validate names every field that is out of range.
func (p CategoryParams) Validate() error {
	c := check.New("encode")
	c.That(len(p.Categories) > 0, "Categories = [], want at least one")
	checkNames(c, "Categories[%d]", p.Categories)
	c.That(p.Active > 0 && p.Active <= mostBits/(len(p.Categories)+1), "Active = %d, want > 0, and <= 2^28 bits for all", p.Active)
	return c.Err()
}

// checkNames complains about names that are empty or there twice; place is the format
// of a name's place.
func checkNames(c *check.Fields, place string, names []string) {
	first := make(map[string]int, len(names))
	for i, name := range names {
		before, twice := first[name]
		switch {
		case name == "":
			c.That(false, place+" = %q, want a name", i, name)
		case twice:
			c.That(false, place+" = %q, want another name than "+place, i, name, before)
		default:
			first[name] = i
		}
	}
}

// Category encodes one of a few names that have nothing to do with each other. It
// guarantees: Active bits are on; two categories share none.
//
// This is NuPIC's CategoryEncoder (category.py), whose blocks are Unknown's and then
// each category's, in order. For many categories an SDRCategory needs fewer bits.
type Category struct {
	params CategoryParams
	block  map[string]int // of each category
}

// NewCategory returns the encoder, or an error that names every bad field.
func NewCategory(p CategoryParams) (*Category, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	p.Categories = slices.Clone(p.Categories)
	e := &Category{params: p, block: make(map[string]int, len(p.Categories))}
	for i, name := range p.Categories {
		e.block[name] = e.first() + i
	}
	return e, nil
}

// first returns the block of the first category.
func (e *Category) first() int {
	if e.params.Unknown {
		return 1
	}
	return 0
}

// Params returns what the encoder was made with.
func (e *Category) Params() CategoryParams {
	p := e.params
	p.Categories = slices.Clone(p.Categories)
	return p
}

// Size returns the number of bits of every SDR.
func (e *Category) Size() int { return e.params.Active * (e.first() + len(e.params.Categories)) }

// Encode returns the category's SDR. An empty name, which stands for one that is
// missing, is an error, and so is one that is not in Categories, unless there is a
// block for Unknown.
func (e *Category) Encode(category string) (sdr.SDR, error) {
	block, known := e.block[category]
	if err := needCategory(category, known || e.params.Unknown, len(e.block)); err != nil {
		return sdr.SDR{}, err
	}
	return run(e.Size(), block*e.params.Active, e.params.Active), nil
}

// needCategory is the error for a name that is missing, or that nobody knows.
func needCategory(category string, known bool, count int) error {
	switch {
	case category == "":
		return fmt.Errorf("encode: category = %q, want a name", category)
	case !known:
		return fmt.Errorf("encode: category = %q, want one of the %d in Categories", category, count)
	}
	return nil
}

// Decode returns the category whose block shares the most bits with a code, the
// first of them if there are several, and how many. It is "" with an overlap of 0
// if none shares any, and "" with more if it is Unknown's. A code of another size
// is an error.
func (e *Category) Decode(code sdr.SDR) (category string, overlap int, err error) {
	if err := needCode(code, e.Size()); err != nil {
		return "", 0, err
	}
	overlaps := make([]int, e.first()+len(e.params.Categories))
	for _, bit := range code.Bits {
		overlaps[bit/e.params.Active]++
	}
	block, overlap := most(overlaps)
	if overlap == 0 || block < e.first() {
		return "", overlap, nil
	}
	return e.params.Categories[block-e.first()], overlap, nil
}

// needCode is the error for an SDR that is not valid or not of so many bits.
func needCode(code sdr.SDR, size int) error {
	if err := code.Check(); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	if code.Size != size {
		return fmt.Errorf("encode: SDR of %d bits, want %d", code.Size, size)
	}
	return nil
}

// most returns the place of the greatest count, the first if there are several.
func most(counts []int) (place, count int) {
	for i, n := range counts {
		if n > count {
			place, count = i, n
		}
	}
	return place, count
}
