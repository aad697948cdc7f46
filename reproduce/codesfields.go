package main

import (
	"context"

	"gohtm/datasets"
	"gohtm/experiment"
)

var codesFieldsClaim = claim{
	name:   "codes-fields",
	title:  "Receptive fields of bars, crosses and digits",
	source: cuiCodes + ", figure 4",
	about: "What minicolumns with topology are connected to after 200 epochs of 1,000 images with bars or crosses, and 2 of 10,000 digits. The figure shows examples and no numbers; here their likeness is the cosine of " +
		"the angle between a field and the best of 200 images, within reach. Notebook 05 has pictures. With crosses a tenth of the minicolumns is on, as in the authors' parameters: the fields are patches that hold many " +
		"crosses; with a density of .02, as for bars, they are one or a few.",
	seeds: 1,
	cost:  6,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		train, err := datasets.MNIST()
		if err != nil {
			return r, err
		}
		sparse := experiment.CrossFieldsParams()
		sparse.Pooler.Density = 0.02
		all := []struct {
			name   string
			params experiment.FieldsParams
		}{{"bars", experiment.BarFieldsParams()}, {"crosses", experiment.CrossFieldsParams()}, {"sparse crosses", sparse}, {"digits", experiment.DigitFieldsParams(train)}}
		for i, one := range all {
			one.params.Seed, one.params.Pooler.Seed = seed, seed
			f, err := experiment.Fields(ctx, one.params, func(done, total int) { progress(i*total+done, len(all)*total) })
			if err != nil {
				return r, err
			}
			before, after := experiment.Likeness(f.Before, f.Inputs[:200]), experiment.Likeness(f.After, f.Inputs[:200])
			r.number(one.name+" before", before)
			r.number(one.name+" after", after)
			r.number(one.name+" gained", after-before)
			r.number(one.name+" straight", experiment.Straight(f.After, 32, 5))
		}
		return r, nil
	},
	rows: []row{
		{what: "bars: share of the synapses in straight runs of five and more", key: "bars straight", published: words("bars"), band: atLeast(.9)},
		{what: "bars: likeness before learning", key: "bars before", band: open(), published: words("")},
		{what: "after it", key: "bars after", band: atLeast(.5), published: words("bars")},
		{what: "crosses: likeness before learning", key: "crosses before", band: open(), published: words("")},
		{what: "after it", key: "crosses after", band: atLeast(.5), published: words("crosses")},
		{what: "crosses, density .02: likeness after learning", key: "sparse crosses after", band: atLeast(.5), published: words("crosses")},
		{what: "digits: likeness before learning", key: "digits before", band: open(), published: words("")},
		{what: "after it", key: "digits after", band: atLeast(.45), published: words("strokes and blobs")},
	},
}
