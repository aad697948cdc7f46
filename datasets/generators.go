package datasets

import "slices"

// Generator is a row of the list of generated sets: what it is and how a cell
// gets it. The same seed gives the same bytes on every machine.
type Generator struct {
	Name   string // "words"
	Title  string // what it is, in a line
	Source string // who used it first, or where it is from
	Call   string // how it is called, with the values of the source
}

// generators is the list of all generated sets. To add one: write its file with
// its row, put the row in here and in the README's table, and its bytes into the
// golden of generators_test.go.
var generators = []Generator{
	hotGymLikeRow, randomSDRsRow, varyingSparsityRow, barPairsRow, barSetsRow, crossesRow, correlatedPairsRow,
	dendritesRow, scalarWeightsRow, randomSequencesRow, branchesRow,
	wordsRow, highOrderRow, longSequencesRow, lettersRow, extensiveRow, reberRow, embeddedReberRow,
	mackeyGlassRow, sinesRow, ovenRow, mnistLikeRow, taxiLikeRow,
}

// Generators returns the list of generated sets, in order. What is measured and
// has to be fetched is in Sets.
func Generators() []Generator { return slices.Clone(generators) }
