package temporal

// Where Params say that synapses or spikes count more or less, or that inputs inhibit,
// a matching segment is active by what its synapses contribute, and not by how many of
// them are connected:
//
//	drive  = Σ_i level_i * contribution(permanence_i)  -  inhibition   over the synapses i with an active input
//	active = drive >= ActivationThreshold
//
// with contribution as in Params.Transmission, level as in spikes.go, and inhibition as
// in inhibit.go. A segment that does not match, because fewer than MinThreshold of its
// inputs are active, is never active, however much these count.
//
// Only which cells are predicted follows from it. A release that fails does so on the
// way to this segment: the presynaptic cell was active all the same, for matching,
// adapting and growing. Whatever is left to chance is drawn from a stream of its own,
// anew by each Step, learning or not, by each Predict, and by KillCells: first for
// inhibitory segments, then for the matching distal and then the apical ones, each by
// cell and age, and for their synapses as they grew.

// ofRelease makes the stream of releases another one than that of the winners.
const ofRelease = 0x72656c65617365

// transmit finds the drives of the matching segments.
func (m *Memory) transmit(z *zone) {
	if z.levels == nil {
		return
	}
	z.drives = z.store.AppendDrives(z.drives[:0], m.params.Transmission, z.levels, z.matching, m.release.Float64)
	for _, input := range z.inputs {
		z.levels[input] = 0
	}
}

// settle puts the whole part of a drive, which tells as well whether it reaches a
// threshold, in the place of the number of connected synapses.
func (z *zone) settle() {
	for i, drive := range z.drives {
		z.matching[i].Connected = uint16(max(0, min(drive, 1<<16-1)))
	}
}

// summing tells whether drives are anything but a count.
func (p *Params) summing() bool {
	return p.Transmission != nil || p.SpikeWindow > 1 || p.InhibitoryInputs > 0
}
