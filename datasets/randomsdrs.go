package datasets

import "gohtm/htm/sdr"

var randomSDRsRow = Generator{
	Name:   "random-sdrs",
	Title:  "random SDRs, all with the same number of bits on",
	Source: "Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, randomSDR",
	Call:   "datasets.RandomSDRs(200, 1024, 20, seed)",
}

var varyingSparsityRow = Generator{
	Name:   "varying-sparsity",
	Title:  "random SDRs, some sparser than others",
	Source: "Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, randomSDRVaryingSparsity",
	Call:   "datasets.VaryingSparsity(100, 1024, 0.02, 0.2, seed)",
}

// RandomSDRs returns so many SDRs, each with active random bits of size on: the
// set randomSDR of the pooler paper with count 200, size 1024, active 20. Cui,
// Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, "Simulation Details".
// A number that is not positive, or active > size, is an error.
func RandomSDRs(count, size, active int, seed uint64) ([]sdr.SDR, error) {
	var bad faults
	bad.size("count", count)
	bad.size("size", size)
	bad.of("active", active, "size", size)
	bad.product("count and active", count, active)
	if bad.err != nil {
		return nil, bad.err
	}
	random := streamOf(seed)
	set := make([]sdr.SDR, count)
	for i := range set {
		set[i] = random.sdr(size, active)
	}
	return set, nil
}

// VaryingSparsity returns so many SDRs of size bits, with
//
//	active = floor(U[low, high) size)
//
// random ones on: the set randomSDRVaryingSparsity of the pooler paper with
// count 100, size 1024, shares 0.02 to 0.2 (cited at RandomSDRs). Shares outside
// [0, 1] and low > high are errors. A share below 1/size gives SDRs without bits.
func VaryingSparsity(count, size int, low, high float64, seed uint64) ([]sdr.SDR, error) {
	var bad faults
	bad.size("count", count)
	bad.size("size", size)
	bad.share("low", low)
	bad.share("high", high)
	bad.that(!(low > high), "low = %v, want <= high = %v", low, high)
	bad.product("count and size", count, size)
	if bad.err != nil {
		return nil, bad.err
	}
	random := streamOf(seed)
	set := make([]sdr.SDR, count)
	for i := range set {
		set[i] = random.sdr(size, int(float64(random.between(low, high)*float64(size))))
	}
	return set, nil
}
