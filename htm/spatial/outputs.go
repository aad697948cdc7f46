package spatial

// Rates returns graded outputs beside the winners: how much every minicolumn that won
// the last step overlaps with its input, as a share of the largest overlap of
// all,
//
//	rate_i = o_i / max_j o_j   if minicolumn i won, else 0
//
// in [0, 1]. Overlaps are not boosted: boosting decides who wins, not how much. These
// are the k winners of Ahmad & Scheinkman (2019), "How can we be so dense? The
// benefits of using highly sparse representations", arXiv:1903.11257, scaled to the
// rates of StepRates, so that one pooler may feed another.
func (p *Pooler) Rates() []float32 { return p.AppendRates(make([]float32, 0, p.params.Columns)) }

// AppendRates appends Rates to dst, for loops that must not allocate.
func (p *Pooler) AppendRates(dst []float32) []float32 {
	first := len(dst)
	for range p.params.Columns {
		dst = append(dst, 0)
	}
	rates, largest := dst[first:], p.largestResponse()
	if largest > 0 {
		for _, column := range p.active {
			rates[column] = p.response(column) / largest
		}
	}
	return dst
}

// Responses returns Rates without any competition: of all minicolumns, whether
// they won or not.
func (p *Pooler) Responses() []float32 {
	return p.AppendResponses(make([]float32, 0, p.params.Columns))
}

// AppendResponses appends Responses to dst, for loops that must not allocate.
func (p *Pooler) AppendResponses(dst []float32) []float32 {
	largest := max(p.largestResponse(), 1e-30) // of nothing but zeros
	for column := range p.params.Columns {
		dst = append(dst, p.response(column)/largest)
	}
	return dst
}

// response is the overlap of a minicolumn in the last step, not boosted; after store.
func (p *Pooler) response(column int) float32 {
	if p.terminals != nil {
		return p.terminals.drive[column]
	}
	return float32(p.overlaps[column])
}

func (p *Pooler) largestResponse() (largest float32) {
	p.store()
	for column := range p.params.Columns {
		largest = max(largest, p.response(column))
	}
	return largest
}
