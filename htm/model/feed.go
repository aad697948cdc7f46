package model

import "gohtm/htm/sdr"

// Feed chooses what of a model's state a readout sees after a step. It appends
// the on bits to dst and says how many bits there are in all.
type Feed func(m *Model, dst []int) (bits []int, size int)

// ActiveCells feeds every active cell: a bursting minicolumn puts all of its
// cells into the code, which says nothing about the context.
func ActiveCells(m *Model, dst []int) ([]int, int) {
	return m.memory.AppendActiveCells(dst), m.cells()
}

// WinnerCells feeds one cell of each active minicolumn, also of a bursting one.
func WinnerCells(m *Model, dst []int) ([]int, int) {
	return m.memory.AppendWinnerCells(dst), m.cells()
}

// ActiveColumns feeds the pooler's minicolumns: a control without temporal memory.
func ActiveColumns(m *Model, dst []int) ([]int, int) {
	return m.pooler.AppendActive(dst), m.params.Pooler.Columns
}

// EncoderBits feeds the input code: a control without pooler and memory.
func EncoderBits(m *Model, dst []int) ([]int, int) {
	return append(dst, m.code.Bits...), m.params.Pooler.Inputs
}

func (m *Model) cells() int { return m.params.Memory.Columns * m.params.Memory.CellsPerColumn }

func (m *Model) feed(f Feed, buffer []int) sdr.SDR {
	bits, size := f(m, buffer[:0])
	return sdr.SDR{Size: size, Bits: bits}
}
