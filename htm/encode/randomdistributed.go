package encode

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/check"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// RandomDistributedParams configures a RandomDistributed: start from
// DefaultRandomDistributedParams, change fields.
type RandomDistributedParams struct {
	Size       int     // bits of the SDR, > 6*Active as in NuPIC; its n
	Active     int     // bits that are on; NuPIC's w
	Resolution float64 // width of a bucket in the value's unit, > 0
	Offset     float64 // the value at the centre of the middle bucket; NuPIC takes the first value it sees
	// Buckets is how many buckets there are: values in Offset +- Resolution*Buckets/2
	// can be encoded. More buckets need more Size.
	Buckets int
	// MaxOverlap is how many bits two buckets may share by chance, that is, when
	// they are Active or more apart. Less keeps values better apart and needs more Size.
	MaxOverlap int
	// Clip encodes finite values beyond the first or last bucket as that bucket,
	// as NuPIC always does; without it they are errors.
	Clip bool
	Seed uint64 // of the random bits; no value means "random"
}

// DefaultRandomDistributedParams returns NuPIC's defaults
// (random_distributed_scalar.py) for buckets of so wide a resolution.
func DefaultRandomDistributedParams(resolution float64) RandomDistributedParams {
	return RandomDistributedParams{Size: 400, Active: 21, Resolution: resolution, Buckets: 1000, MaxOverlap: 2, Seed: 42}
}

// What memory, and patience while the table is drawn, can bear.
const (
	mostBuckets = 1 << 15
	mostTable   = 1 << 30
)

// Validate names every field that is out of range. Whether Size has room for so
// many Buckets is known only to NewRandomDistributed.
func (p RandomDistributedParams) Validate() error {
	c := check.New("encode")
	c.That(p.Active > 0 && p.Active <= mostBits, "Active = %d, want in [1, 2^28]", p.Active)
	c.That(p.Size > 6*p.Active && p.Size <= mostBits, "Size = %d, want > 6*Active = %d and <= 2^28", p.Size, 6*p.Active)
	c.That(p.Resolution > 0 && check.Finite(p.Resolution), "Resolution = %v, want a finite number > 0", p.Resolution)
	c.That(check.Finite(p.Offset), "Offset = %v, want a finite number", p.Offset)
	c.That(p.Buckets > 0 && p.Buckets <= mostBuckets, "Buckets = %d, want in [1, 2^15]", p.Buckets)
	if c.Err() == nil {
		c.That(p.Size <= mostTable/p.Buckets, "Size * Buckets = %d * %d, want <= 2^30", p.Size, p.Buckets)
	}
	c.That(0 <= p.MaxOverlap && p.MaxOverlap <= p.Active, "MaxOverlap = %d, want in [0, Active = %d]", p.MaxOverlap, p.Active)
	return c.Err()
}

// RandomDistributed encodes a number as a random-looking set of bits that
// changes by one bit from bucket to bucket. It guarantees, for buckets i and j:
//
//	overlap(i, j)  = Active - |i-j|  if |i-j| < Active
//	overlap(i, j) <= MaxOverlap      otherwise
//
// Those are the rules of NuPIC's RandomDistributedScalarEncoder. NuPIC adds
// buckets when a value first needs them, so that its codes depend on the order
// of the values; here the whole table is drawn from Seed at construction, and a
// code depends on nothing but the parameters. (htm.core's encoder of this name
// hashes instead, and promises no overlaps.)
type RandomDistributed struct {
	params RandomDistributedParams
	table  []int // Active sorted bits for each bucket
}

// NewRandomDistributed returns the encoder, or an error that names every bad
// field, or says that Size has no room for so many Buckets.
func NewRandomDistributed(p RandomDistributedParams) (*RandomDistributed, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	sequence, err := p.sequence()
	if err != nil {
		return nil, err
	}
	e := &RandomDistributed{params: p, table: make([]int, 0, p.Buckets*p.Active)}
	for i := 0; i < p.Buckets; i++ {
		e.table = append(e.table, sequence[i:i+p.Active]...)
		slices.Sort(e.table[i*p.Active:])
	}
	return e, nil
}

// sequence draws the bits b such that bucket i is b[i], ..., b[i+Active-1]:
// neighbours then differ in one bit. Each is drawn evenly from the bits that
// keep the overlap rules.
func (p RandomDistributedParams) sequence() ([]int, error) {
	stream := rng.New(p.Seed)
	sequence := make([]int, 0, p.Buckets+p.Active-1)
	for len(sequence) < cap(sequence) {
		free := p.free(sequence)
		if len(free) == 0 {
			return nil, fmt.Errorf("encode: Buckets = %d, want at most the %d that this Seed finds for Size = %d, or a larger Size or MaxOverlap",
				p.Buckets, max(0, len(sequence)-p.Active+1), p.Size)
		}
		sequence = append(sequence, free[stream.Below(len(free))])
	}
	return sequence, nil
}

// free returns the bits that may come next in the sequence.
func (p RandomDistributedParams) free(sequence []int) []int {
	refused := make([]bool, p.Size)
	// Buckets less than Active apart span up to 2*Active-1 bits, which must all differ.
	for _, bit := range sequence[max(0, len(sequence)-(2*p.Active-2)):] {
		refused[bit] = true
	}
	// A bucket further away that shares MaxOverlap bits with the new one before
	// its last bit is drawn must not share that one too. Such buckets end before
	// the new one starts.
	start := max(0, len(sequence)-(p.Active-1))
	inNew := make([]bool, p.Size)
	for _, bit := range sequence[start:] {
		inNew[bit] = true
	}
	shared := 0
	for end, bit := range sequence[:start] {
		if inNew[bit] {
			shared++
		}
		first := end - p.Active + 1
		if first < 0 {
			continue
		}
		if first > 0 && inNew[sequence[first-1]] {
			shared--
		}
		if shared >= p.MaxOverlap {
			for _, bit := range sequence[first : end+1] {
				refused[bit] = true
			}
		}
	}
	free := make([]int, 0, p.Size)
	for bit, no := range refused {
		if !no {
			free = append(free, bit)
		}
	}
	return free
}

// Params returns what the encoder was made with.
func (e *RandomDistributed) Params() RandomDistributedParams { return e.params }

// Size returns the number of bits of every SDR.
func (e *RandomDistributed) Size() int { return e.params.Size }

// Buckets returns how many different SDRs there are.
func (e *RandomDistributed) Buckets() int { return e.params.Buckets }

// Bucket returns the number of the value's bucket in [0, Buckets()): bucket
// Buckets()/2 + k holds the values in Offset + Resolution*[k-1/2, k+1/2), for
// negative k too.
func (e *RandomDistributed) Bucket(x float64) (int, error) {
	p := &e.params
	if err := needFinite(x); err != nil {
		return 0, err
	}
	from := (x - p.Offset) / p.Resolution
	k := math.Floor(from)
	if from-k >= .5 {
		k++
	}
	middle := float64(p.Buckets / 2)
	first, last := -middle, float64(p.Buckets-1)-middle
	if k < first || k > last {
		if !p.Clip {
			return 0, fmt.Errorf("encode: value = %v, want in [%v, %v)", x,
				p.Offset+float64((first-.5)*p.Resolution), p.Offset+float64((last+.5)*p.Resolution))
		}
		k = max(first, min(k, last))
	}
	return int(middle + k), nil
}

// Encode returns the value's SDR. NaN, an infinity, or a value out of range that
// Clip does not allow is an error that names it and the range.
func (e *RandomDistributed) Encode(x float64) (sdr.SDR, error) {
	return encodeNumber(e, x, e.params.Active)
}

// AppendBits appends the on bits of Encode's SDR to dst, which an error leaves as it was.
func (e *RandomDistributed) AppendBits(dst []int, x float64) ([]int, error) {
	bucket, err := e.Bucket(x)
	if err != nil {
		return dst, err
	}
	active := e.params.Active
	return append(dst, e.table[bucket*active:(bucket+1)*active]...), nil
}
