// Package nb draws figures for a notebook. It takes SDRs, slices and numbers and
// computes nothing about a model.
//
//   - Lines: learning curves with bands over seeds, baselines, published values
//     with error bars, logarithmic axes, clouds of points; Multiples: a grid of them
//   - Bars, Histogram: named values, distributions
//   - Forecast, Anomaly, Growth: a stream and a memory over time
//   - Bits, Raster, Matrix: one SDR or two over each other, many, heat maps
//   - Cells, Segments, Transitions: a memory by its cells, synapses and states
//   - Tiles: sheets of weights, receptive fields or digits
//   - Recording, PoolerRecording, Stream, Encoder, Playground: viewers to explore with
//     mouse or keyboard; their method Viewer ends a cell, and Forecast and Anomaly have one
//   - Live, Progress: what changes while a run goes on; Terminal shows both as text
//   - Table, Describe; Rows and Columns put figures together; Plot is any gonum plot
//
// A figure is a plain struct, filled in by name and turned into a picture by its
// method Figure. What ends a cell shows itself:
//
//	nb.Lines{
//		Title:  "Error while learning, hot gym",
//		YLabel: "error (kW)",
//		Series: []nb.Line{{Name: "HTM", Y: errors}, {Name: "same hour last week", Y: naive, Dashed: true}},
//		Marks:  []nb.Mark{{X: 2201, Label: "clock change"}},
//	}.Figure()
//
// A struct is what reads best in a short cell: the names stand where the values
// are, what is left out has a sensible meaning, and the same value can be put into
// Rows, Columns or Show. Data that cannot be drawn is an error in the cell.
//
// Pictures are SVG of one size for all, 840 pixels wide, on a white card, with
// colours that colour-blind people tell apart, legends outside the data and nothing
// loaded from elsewhere. The same data give the same bytes.
//
// # Adding a figure
//
// One file and its example, nothing else: a struct with a method
// Figure() (*Figure, error) in name.go, built from a panel (axes, legend, layers)
// and newFigure with a sentence for those who cannot see it; an Example in
// name_test.go that calls golden("name", ...), which compares the picture with
// testdata/name.svg. `go test ./nb -update` writes that file: open it and look.
//
// A viewer is a figure for those who don't run scripts, data, and a script in assets/,
// put together by newViewer.
//
// Both also go into notebooks/gallery.ipynb, whose last cell says what is missing.
package nb
