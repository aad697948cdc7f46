package datasets

import "gohtm/htm/sdr"

var randomSequencesRow = Generator{
	Name:   "random-sequences",
	Title:  "sequences of random SDRs, for a first-order memory",
	Source: "Ahmad & Hawkins (2016), arXiv:1601.00720, simulation of a temporal memory against n and against noise",
	Call:   "datasets.RandomSequences(1000, 20, 2000, 64, seed)",
}

// RandomSequences returns so many sequences of that length, all of SDRs with
// active random bits of size on. It is the input of the simulation in which a
// memory of one cell per minicolumn sees 1,000 sequences of 20 once: with active 64
// its predictions are wrong at size 300 and right from 1,000 on; with one sequence,
// size 2048 and active 40, that of noise. Ahmad & Hawkins (2016), arXiv:1601.00720,
// and their programs run_tm_dim_experiment and run_tm_noise_experiment. A number
// that is not positive, or active > size, is an error.
func RandomSequences(count, length, size, active int, seed uint64) ([][]sdr.SDR, error) {
	var bad faults
	bad.size("count", count)
	bad.size("length", length)
	bad.size("size", size)
	bad.of("active", active, "size", size)
	bad.product("count, length and active", count, length, active)
	if bad.err != nil {
		return nil, bad.err
	}
	random := streamOf(seed)
	sequences := make([][]sdr.SDR, count)
	for i := range sequences {
		sequences[i] = make([]sdr.SDR, length)
		for j := range sequences[i] {
			sequences[i][j] = random.sdr(size, active)
		}
	}
	return sequences, nil
}
