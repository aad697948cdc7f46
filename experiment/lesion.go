package experiment

import (
	"context"

	"gohtm/datasets"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// LesionParams configures Lesion: start from DefaultLesionParams or ShortLesionParams.
type LesionParams struct {
	Pooler spatial.Params // inputs and minicolumns on sheets of the same two axes
	// InitialRadius is how far from the input above it a minicolumn has synapses at first; the
	// others of its pool begin at 0. Pooler.PotentialRadius or more leaves all as they are.
	InitialRadius int
	Data          func(seed uint64) ([]sdr.SDR, error) // the inputs of an epoch, others for each seed
	Epochs        int
	// Centre is the row and the column around which, as far as Radius along each axis,
	// minicolumns die before epoch LesionAt: a stroke. If Retina is set, they live, but the
	// inputs there are off from then on.
	Centre   [2]int
	Radius   int
	LesionAt int
	Retina   bool
	// Inside and Outside are the corners, first and last row and column, of two squares of
	// inputs: in the lesion and away from it.
	Inside, Outside [4]int
	Every           int    // epochs between two looks, > 0; LesionAt and the end are always looked at
	Seed            uint64 // of data and order
}

// DefaultLesionParams returns the fault tolerance of Cui, Ahmad & Hawkins (2017),
// doi:10.3389/fncom.2017.00111, with topology: 100 images of 32 x 32 with six bars, others in
// each of 600 epochs; after 180 a stroke of 11 x 11 minicolumns. Synapses begin in a radius of
// 5, and can grow in one of 10.
func DefaultLesionParams() LesionParams {
	p := LesionParams{
		Pooler: topologyPooler(), InitialRadius: 5, Epochs: 600,
		Data:   func(seed uint64) ([]sdr.SDR, error) { return datasets.BarSets(100, 32, 32, 6, 13, seed) },
		Centre: [2]int{15, 15}, Radius: 5, LesionAt: 180,
		Inside: [4]int{14, 17, 14, 17}, Outside: [4]int{27, 30, 8, 11}, Every: 5, Seed: 1,
	}
	p.Pooler.PotentialRadius = 10
	return p
}

// ShortLesionParams returns the same for 80 epochs, with the lesion after 30.
func ShortLesionParams() LesionParams {
	p := DefaultLesionParams()
	p.Epochs, p.LesionAt, p.Every = 80, 30, 5
	return p
}

// Validate names every field that is out of range.
func (p LesionParams) Validate() error {
	var bad faults
	bad.part(p.Pooler.Validate())
	rows, columns := bad.sheet(p.Pooler)
	bad.that(p.InitialRadius > 0, "InitialRadius = %d, want > 0", p.InitialRadius)
	bad.that(p.Data != nil, "Data is nil, want a function")
	bad.that(p.Epochs > 0, "Epochs = %d, want > 0", p.Epochs)
	bad.that(p.LesionAt > 0 && p.LesionAt < p.Epochs, "LesionAt = %d, want in [1, Epochs = %d)", p.LesionAt, p.Epochs)
	bad.that(p.Radius >= 0, "Radius = %d, want >= 0", p.Radius)
	bad.that(p.Every > 0, "Every = %d, want > 0", p.Every)
	if rows > 0 {
		bad.that(p.Centre[0] >= 0 && p.Centre[0] < rows && p.Centre[1] >= 0 && p.Centre[1] < columns, "Centre = %v, want on the sheet of %d x %d", p.Centre, rows, columns)
		for _, square := range []struct {
			name    string
			corners [4]int
		}{{"Inside", p.Inside}, {"Outside", p.Outside}} {
			c := square.corners
			bad.that(c[0] >= 0 && c[0] <= c[1] && c[1] < rows && c[2] >= 0 && c[2] <= c[3] && c[3] < columns,
				"%s = %v, want first and last row and column on the sheet of %d x %d", square.name, c, rows, columns)
		}
	}
	return bad.err
}

// LesionResult is what Lesion sees, look by look.
type LesionResult struct {
	// Epochs are how many of learning were over at each look. The look at LesionAt is right
	// after the lesion; the one before it, an epoch less, is the last of the whole pooler.
	Epochs []int
	// Coverage is by how many minicolumns each input is connected, row by row of the sheet.
	Coverage        [][]float64
	Inside, Outside []float64 // its means over the two squares of inputs
	// CentreRows and CentreColumns are where the receptive field of each minicolumn has its
	// middle, on the sheet; NaN if it has no connected synapse.
	CentreRows, CentreColumns [][]float64
	Lost                      sdr.SDR // minicolumns that died, or inputs that fell silent
}

// Look returns which look was the last one at or before an epoch; it panics if there was none.
func (r LesionResult) Look(epoch int) int {
	look := -1
	for i, at := range r.Epochs {
		if at <= epoch {
			look = i
		}
	}
	if look < 0 {
		panic("experiment: no look at or before that epoch, want an epoch >= 0")
	}
	return look
}

// Lesion trains a pooler with topology, then destroys a patch of minicolumns (a stroke) or
// silences a patch of inputs (a lesion of the retina), and lets it learn on: do others take over?
// progress, if not nil, is told of the epochs. When ctx ends the result so far is returned
// with an error.
//
// Cui, Ahmad & Hawkins (2017), "The HTM Spatial Pooler: a neocortical algorithm for
// online sparse distributed coding", doi:10.3389/fncom.2017.00111, figure 5: right after a stroke
// hardly a minicolumn is connected to the inputs in the middle; neighbours grow synapses there,
// slowly. After a lesion of the retina the minicolumns turn to the inputs around, fast.
func Lesion(ctx context.Context, p LesionParams, progress func(done, total int)) (LesionResult, error) {
	var result LesionResult
	if err := p.Validate(); err != nil {
		return result, err
	}
	pooler, err := spatial.New(p.Pooler)
	if err != nil {
		return result, err
	}
	if err := narrow(pooler, p.InitialRadius); err != nil {
		return result, err
	}
	random := sdr.NewRandom(p.Seed)
	silent := sdr.SDR{Size: p.Pooler.Inputs}
	for epoch := 0; epoch <= p.Epochs; epoch++ {
		if err := stopped(ctx, epoch, p.Epochs); err != nil {
			return result, err
		}
		if epoch == p.LesionAt {
			result.Lost = sdr.SDR{Size: p.Pooler.Columns, Bits: pooler.Neighbours(p.Centre[0]*p.Pooler.ColumnShape[1]+p.Centre[1], p.Radius)}
			if p.Retina {
				silent = result.Lost
			} else if err := pooler.KillColumns(result.Lost); err != nil {
				return result, err
			}
		}
		if epoch%p.Every == 0 || epoch == p.LesionAt || epoch == p.LesionAt-1 || epoch == p.Epochs {
			result.look(pooler, p, epoch)
		}
		if epoch == p.Epochs {
			break
		}
		inputs, err := p.Data(p.Seed<<32 + uint64(epoch))
		if err != nil {
			return result, err
		}
		if err := sized(inputs, p.Pooler.Inputs); err != nil {
			return result, err
		}
		for _, i := range shuffled(len(inputs), random) {
			pooler.Step(inputs[i].Minus(silent), true)
		}
		if progress != nil {
			progress(epoch+1, p.Epochs)
		}
	}
	return result, nil
}

// look adds what is seen after so many epochs.
func (r *LesionResult) look(pooler *spatial.Pooler, p LesionParams, epoch int) {
	rows, columns := sheet(p.Pooler)
	coverage := make([]float64, rows*columns)
	var centreRows, centreColumns []float64
	for column := range rows * columns {
		field := pooler.Connected(column)
		for _, input := range field.Bits {
			coverage[input]++
		}
		y, x := centre(field, column, rows, columns)
		centreRows, centreColumns = append(centreRows, y), append(centreColumns, x)
	}
	square := func(c [4]int) float64 {
		var inputs []float64
		for row := c[0]; row <= c[1]; row++ {
			inputs = append(inputs, coverage[row*columns+c[2]:row*columns+c[3]+1]...)
		}
		return mean(inputs)
	}
	r.Epochs, r.Coverage = append(r.Epochs, epoch), append(r.Coverage, coverage)
	r.Inside, r.Outside = append(r.Inside, square(p.Inside)), append(r.Outside, square(p.Outside))
	r.CentreRows, r.CentreColumns = append(r.CentreRows, centreRows), append(r.CentreColumns, centreColumns)
}
