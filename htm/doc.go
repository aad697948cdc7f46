// Package htm is the map of the science in this module: hierarchical temporal
// memory, a model of the neocortex as sparse binary codes that are learned
// online, locally and without labels. The package itself has no code.
//
// # The rooms
//
// A room imports only rooms above it; nothing here prints or plots, and only archive
// opens files.
//
//	archive   the file format that Save and Load of all others share
//	sdr       sparse distributed representations: sets of on bits, in any shape; noise;
//	          the exact mathematics of capacity, matching, unions and damage
//	encode    numbers, dates, categories, places, images to SDRs
//	synapse   segments and synapses, which input each listens to and how firmly;
//	          learning rules (Plasticity) and what an active synapse contributes (Transmission)
//	spatial   spatial pooler: an input code to a stable sparse set of minicolumns
//	temporal  temporal memory: which cell of a minicolumn, so that context is kept
//	anomaly   how unexpected a step was: raw score, likelihoods, averages, baselines
//	predict   what comes next, or which class: softmax classifier, nearest neighbours, a dense
//	          layer on real numbers, values with intervals, naive baselines
//	competitive   templates in place of synapses: units that become running averages of what they win
//	metric    how wrong a prediction was; how sparse, even, stable and robust a code is
//	model     all of them joined: a row in, a Record out
//	htmtest   suites that check an encoder, a learning rule or a component of yours
//
// # Conventions that change results
//
//   - A synapse is connected when its permanence is at or above ConnectedPermanence.
//   - The bits of an SDR are sorted and unique.
//   - Ties in inhibition are broken by a priority of each minicolumn, drawn from the
//     seed when the pooler is made.
//   - The cells that temporal.Memory calls predictive after a Step are its prediction
//     for the next step.
//   - Boosting changes while a pooler learns; without learning it is left out of the
//     overlap unless Params.BoostInference says otherwise.
//   - Every random number comes from the part's own stream, seeded by Params.Seed:
//     the same seed gives the same bits on every machine. Only the last digits of
//     anomaly likelihoods, of logarithmic scores, of entropies and of sdr's mathematics
//     are those of the machine's package math.
//   - Noise moves int(share * on bits) of an SDR's bits to places that were off.
//   - What a permanence becomes when its segment or pool learns is Params.Plasticity; nil
//     is HTM's increments. Trimming, raising, punishment and growth are as ever.
//   - What an active synapse contributes is Params.Transmission; nil is HTM's: 1 if it is
//     connected. A release that fails is missed by the segment alone: which cells were active, for
//     learning, is not changed by it. Chance is drawn with learning and without.
//   - A Context given to temporal.Memory's Predict belongs to the step that comes: with the
//     active cells of the step before it predicts that step, and is what that step learns.
//   - A file goes only into a part made with the same Params; a function among them is
//     known only as set or not, unless it is one of this module.
//   - k steps ahead means k rows later, whatever the clock says.
//
// # Glossary
//
// The words of the field, as used here, are explained in docs/glossary.md, to which the
// tutorials link.
//
// # Sources
//
//   - Hawkins & Ahmad (2016), Why neurons have thousands of synapses, doi:10.3389/fncir.2016.00023
//   - Cui, Ahmad & Hawkins (2016), Continuous online sequence learning, doi:10.1162/NECO_a_00893
//   - Cui, Ahmad & Hawkins (2017), The HTM spatial pooler, doi:10.3389/fncom.2017.00111
//   - Ahmad, Lavin, Purdy & Agha (2017), Unsupervised real-time anomaly detection, doi:10.1016/j.neucom.2017.04.070
//   - Ahmad & Hawkins (2015), Properties of sparse distributed representations, arXiv:1503.07469
//   - Ahmad & Hawkins (2016), How do neurons operate on sparse distributed representations?, arXiv:1601.00720
//   - Hawkins, Ahmad & Cui (2017), A theory of how columns in the neocortex enable learning the structure
//     of the world, doi:10.3389/fncir.2017.00081
//   - Purdy (2016), Encoding data for HTM systems, arXiv:1602.05925
//   - NuPIC, the first implementation (Python, MIT licence), for what the papers leave open
package htm
