package temporal

// With Params.Transmission a matching segment is active by what its synapses
// contribute, and not by how many of them are connected:
//
//	drive  = Σ_i contribution(permanence_i)   over the synapses i with an active input
//	active = drive >= ActivationThreshold
//
// Only which cells are predicted follows from it: a release that fails does so on the
// way to this segment, so that the presynaptic cell was active all the same, for
// matching, adapting and growing. Whatever is left to chance is drawn from a
// stream of its own, anew by each Step, learning or not, and by each Predict, in the order of the
// distal segments, by cell and age, and of their synapses as they grew, and then
// of the apical ones. So a segment with few synapses of its input costs nothing.

// ofRelease makes the stream of releases another one than that of the winners.
const ofRelease = 0x72656c65617365

// transmit finds the drive of the matching segments, and keeps the whole part of it,
// which tells as well whether it reaches a threshold, in the place of the number of
// connected synapses.
func (m *Memory) transmit(z *zone) {
	if m.params.Transmission == nil {
		return
	}
	for _, input := range z.inputs {
		z.levels[input] = 1
	}
	z.drives = z.store.AppendDrives(z.drives[:0], m.params.Transmission, z.levels, z.matching, m.release.Float64)
	for i, drive := range z.drives {
		z.matching[i].Connected = uint16(max(0, min(drive, 1<<16-1)))
	}
	for _, input := range z.inputs {
		z.levels[input] = 0
	}
}
