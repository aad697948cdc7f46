package nb

import (
	"fmt"
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// place is where a value stands on the axis, in the axis's own terms: its decimal
// logarithm on a logarithmic one.
func (a axis) place(v float64) float64 {
	if a.log {
		return math.Log10(v)
	}
	return v
}

// logTicks label about n of the powers of ten between two logarithms, or 1, 2 and
// 5 times each where there is room, or, within one power of ten, round numbers.
func logTicks(low, high float64, n int) []tick {
	n = max(n, 2)
	if decades := math.Floor(high+1e-9) - math.Ceil(low-1e-9) + 1; decades < 2 && high-low < 1.2 {
		return roundTicks(low, high, n)
	}
	plain := low > -3.01 && high < 5.01 // 0.001 to 100,000 are read at once
	every := int(math.Max(1, math.Ceil((high-low)/float64(n))))
	multiples := []float64{1}
	if high-low <= float64(n)/3 {
		multiples = []float64{1, 2, 5}
	}
	var ticks []tick
	for e := int(math.Floor(low)); e <= int(math.Ceil(high)); e++ {
		for _, m := range multiples {
			at := float64(e) + math.Log10(m)
			if at < low-1e-9 || at > high+1e-9 {
				continue
			}
			t := tick{value: at, line: true}
			if ((e%every)+every)%every == 0 {
				t.label, t.power = powerLabel(m, e, plain)
			} else if every > 5 {
				continue // lines too close to each other
			}
			ticks = append(ticks, t)
		}
	}
	return ticks
}

// roundTicks are those of a linear axis, at their logarithms.
func roundTicks(low, high float64, n int) []tick {
	from, to := math.Pow(10, low), math.Pow(10, high)
	unit := 1.0 // so that small numbers are written as 2·10 to a power
	exponent := 0
	if from < 1e-3 || to > 1e5 {
		exponent = int(math.Floor(high))
		unit = math.Pow10(exponent)
	}
	var ticks []tick
	for _, t := range numberTicks(from/unit, to/unit, n) {
		if t.value <= 0 {
			continue
		}
		t.value = math.Log10(t.value * unit)
		if exponent != 0 {
			t.label, t.power = t.label+"·10", strconv.Itoa(exponent)
		}
		ticks = append(ticks, t)
	}
	return ticks
}

func powerLabel(multiple float64, exponent int, plain bool) (label, power string) {
	switch {
	case plain:
		return formatNumber(multiple*math.Pow10(exponent), max(0, -exponent)), ""
	case multiple == 1:
		return "10", strconv.Itoa(exponent)
	}
	return formatNumber(multiple, 0) + "·10", strconv.Itoa(exponent)
}

var powerText = lettering{size: 9, line: 12, color: axisGrey}

func (t tick) width() vg.Length {
	w := tickText.width(t.label)
	if t.power != "" {
		w += 1 + powerText.width(t.power)
	}
	return w
}

// put writes the label from x on, with its baseline at y.
func (t tick) put(c vg.Canvas, x, y vg.Length) {
	tickText.put(c, x, y, left, t.label)
	if t.power != "" {
		powerText.put(c, x+1+tickText.width(t.label), y+5, left, t.power)
	}
}

// checkLogs says what cannot stand on a logarithmic axis, besides the series.
func (l Lines) checkLogs() error {
	refuse := func(what string, v float64) error {
		return fmt.Errorf("nb: %q: %s = %v, want > 0 on a logarithmic axis", l.Title, what, v)
	}
	if l.LogX {
		for _, m := range l.Marks {
			if !(m.X > 0) {
				return refuse(fmt.Sprintf("mark %q", m.Label), m.X)
			}
		}
		for _, b := range l.Bands {
			if !(b.From > 0 && b.To > 0) {
				return refuse(fmt.Sprintf("band %q", b.Name), math.Min(b.From, b.To))
			}
		}
	}
	if l.LogY {
		for _, v := range l.Levels {
			if v.Y <= 0 {
				return refuse(fmt.Sprintf("level %q", v.Name), v.Y)
			}
		}
		if l.YRange != [2]float64{} && l.YRange[0] <= 0 {
			return refuse("YRange[0]", l.YRange[0])
		}
	}
	return nil
}

// logSeries replaces numbers by their logarithms where an axis is logarithmic. A
// band that reaches zero goes on to the edge of the data area.
func (l Lines) logSeries(name string, s *Line) error {
	logs := func(of string, values []float64, edge bool) ([]float64, error) {
		var found []float64
		for i, v := range values {
			if v <= 0 && !edge {
				return nil, fmt.Errorf("nb: %q: %s: %s[%d] = %v, want > 0 on a logarithmic axis, or NaN for a gap", l.Title, name, of, i, v)
			}
			found = append(found, math.Log10(math.Max(v, 0)))
		}
		return found, nil
	}
	var err error
	if l.LogX {
		if s.X, err = logs("x", s.X, false); err != nil {
			return err
		}
	}
	if l.LogY {
		if s.Y, err = logs("y", s.Y, false); err != nil {
			return err
		}
		s.Low, _ = logs("low", s.Low, true)
		s.High, _ = logs("high", s.High, true)
	}
	return nil
}

// logged are marks and bands by their logarithms.
func logged(marks []Mark, bands []Band) ([]Mark, []Band) {
	marks, bands = append([]Mark(nil), marks...), append([]Band(nil), bands...)
	for i := range marks {
		marks[i].X = math.Log10(marks[i].X)
	}
	for i := range bands {
		bands[i].From, bands[i].To = math.Log10(bands[i].From), math.Log10(bands[i].To)
	}
	return marks, bands
}
