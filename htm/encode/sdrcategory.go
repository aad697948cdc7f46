package encode

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/check"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// SDRCategoryParams configures an SDRCategory: start from DefaultSDRCategoryParams,
// change fields.
type SDRCategoryParams struct {
	Categories []string // names that can be decoded: none empty, none twice
	Size       int      // bits of the SDR, at least twice Active; NuPIC's n
	Active     int      // bits that are on; NuPIC's w
	// MaxOverlap is how many bits two Categories may share: by chance they share
	// Active^2/Size. Less keeps them better apart and needs more Size.
	MaxOverlap int
	// Open gives a code of its own to every other name, too, which may share more
	// bits with others and cannot be decoded; without it other names are errors.
	// NuPIC's choice when it is given no list.
	Open bool
	Seed uint64 // of the random bits; no value means "random"
}

// DefaultSDRCategoryParams returns 21 of 400 bits, as a RandomDistributed has, and
// NuPIC's least number of bits on (sdr_category.py).
func DefaultSDRCategoryParams(categories ...string) SDRCategoryParams {
	return SDRCategoryParams{Categories: categories, Size: 400, Active: 21, MaxOverlap: 10, Seed: 42}
}

// Validate names every field that is out of range. Whether the codes of Categories
// keep to MaxOverlap is known only to NewSDRCategory.
func (p SDRCategoryParams) Validate() error {
	c := check.New("encode")
	c.That(len(p.Categories) > 0 || p.Open, "Categories = [], want at least one, or Open")
	checkNames(c, "Categories[%d]", p.Categories)
	c.That(p.Active > 0 && p.Active <= mostBits/2, "Active = %d, want in [1, 2^27]", p.Active)
	c.That(p.Size/2 >= p.Active && p.Size <= mostBits, "Size = %d, want >= 2*Active = %d and <= 2^28", p.Size, 2*p.Active)
	c.That(0 <= p.MaxOverlap && p.MaxOverlap < max(1, p.Active), "MaxOverlap = %d, want in [0, Active = %d)", p.MaxOverlap, p.Active)
	return c.Err()
}

// SDRCategory encodes names that have nothing to do with each other as random SDRs.
// It guarantees: Active bits are on; the code of a name depends on Size, Active, Seed
// and the name alone; two of Categories share at most MaxOverlap bits.
//
// A code does not depend on the names that came before, or on their order, because
// streams bring names in whatever order: a model that goes on after a restart, two
// models that are compared, and a list that has grown since must agree on what a
// name's code is. So MaxOverlap is held by refusing a Seed that breaks it, not by
// drawing again.
//
// This is NuPIC's SDRCategoryEncoder (sdr_category.py), which draws codes in the
// order of the names, promises only that they differ, and has one code for all
// unknown names: for that, put a name such as "<UNKNOWN>" into Categories.
type SDRCategory struct {
	params  SDRCategoryParams
	codes   map[string][]int // of Categories
	holders map[int][]int    // of each bit, the places in Categories whose code has it
}

// NewSDRCategory returns the encoder, or an error that names every bad field, or two
// categories that share more than MaxOverlap bits.
func NewSDRCategory(p SDRCategoryParams) (*SDRCategory, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	p.Categories = slices.Clone(p.Categories)
	e := &SDRCategory{params: p, codes: make(map[string][]int, len(p.Categories)), holders: map[int][]int{}}
	for i, name := range p.Categories {
		bits := p.draw(name)
		if other, shared := most(e.overlaps(bits)); shared > p.MaxOverlap {
			return nil, fmt.Errorf("encode: MaxOverlap = %d, want >= the %d bits that %q and %q share, or a larger Size or another Seed",
				p.MaxOverlap, shared, p.Categories[other], name)
		}
		e.codes[name] = bits
		for _, bit := range bits {
			e.holders[bit] = append(e.holders[bit], i)
		}
	}
	return e, nil
}

// draw returns the bits of a name: its bytes, one by one, choose the stream.
func (p SDRCategoryParams) draw(name string) []int {
	stream := rng.New(p.Seed)
	for i := 0; i < len(name); i++ {
		stream.Restore(stream.Next() ^ uint64(name[i]))
	}
	return stream.Sample(p.Size, p.Active)
}

// overlaps returns how many of the bits each of Categories has.
func (e *SDRCategory) overlaps(bits []int) []int {
	counts := make([]int, len(e.params.Categories))
	for _, bit := range bits {
		for _, holder := range e.holders[bit] {
			counts[holder]++
		}
	}
	return counts
}

// Params returns what the encoder was made with.
func (e *SDRCategory) Params() SDRCategoryParams {
	p := e.params
	p.Categories = slices.Clone(p.Categories)
	return p
}

// Size returns the number of bits of every SDR.
func (e *SDRCategory) Size() int { return e.params.Size }

// Encode returns the category's SDR. An empty name, which stands for one that is
// missing, is an error, and so is one that is not in Categories, unless Open.
func (e *SDRCategory) Encode(category string) (sdr.SDR, error) {
	bits, known := e.codes[category]
	if err := needCategory(category, known || e.params.Open, len(e.codes)); err != nil {
		return sdr.SDR{}, err
	}
	if !known {
		bits = e.params.draw(category)
	}
	return sdr.SDR{Size: e.params.Size, Bits: slices.Clone(bits)}, nil
}

// Decode returns which of Categories shares the most bits with a code, the first of
// them if there are several, and how many; "" and 0 if none shares any. It finds a
// category of whose bits k were lost and k others added wherever
// 2k < Active-MaxOverlap. A code of another size is an error.
func (e *SDRCategory) Decode(code sdr.SDR) (category string, overlap int, err error) {
	if err := needCode(code, e.params.Size); err != nil {
		return "", 0, err
	}
	place, overlap := most(e.overlaps(code.Bits))
	if overlap == 0 {
		return "", 0, nil
	}
	return e.params.Categories[place], overlap, nil
}
