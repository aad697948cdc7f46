// Package htmcore makes a pooler that does what htm.core's does (C++, snapshot
// 8948288a), by exported names alone: parameters and a state say all of it.
package htmcore

import (
	"gohtm/htm/internal/conventions"
	"gohtm/htm/spatial"
)

// NewPooler makes a pooler from parameters as they are called here, under
// htm.core's conventions: connected means at least ConnectedPermanence less
// conventions.Tolerance, while weak minicolumns still grow by a share of
// ConnectedPermanence itself; small permanences are not trimmed; ties go to the
// higher index; pools and permanences are those of conventions.DrawPools. htm.core
// also boosts without learning (BoostInference), which is left to the caller.
func NewPooler(params spatial.Params, seed uint64) (*spatial.Pooler, error) {
	connected := params.ConnectedPermanence
	params.TrimFraction = 0
	params.ConnectedPermanence = connected - conventions.Tolerance
	params.RaiseFraction *= float64(connected) / float64(params.ConnectedPermanence)
	pooler, err := spatial.New(params)
	if err != nil {
		return nil, err
	}
	state := pooler.Snapshot()
	pools := conventions.DrawPools(params.Inputs, params.Columns, params.PotentialFraction, connected, seed)
	state.PoolStarts, state.PoolInputs, state.Permanences = pools.Starts, pools.Inputs, pools.Permanences
	for rank := range state.TieOrder {
		state.TieOrder[rank] = int32(params.Columns - 1 - rank)
	}
	return pooler, pooler.Restore(state)
}
