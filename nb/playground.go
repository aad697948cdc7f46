package nb

import (
	_ "embed"
	"fmt"
	"math"

	"gohtm/htm/sdr"
)

//go:embed assets/playground.js
var playgroundScript string

// Playground lets one play with two SDRs: their size, how many bits are on, how
// many of these noise moves elsewhere, and the overlap from which they match. It
// says how likely a random SDR is to match by chance, exactly and by trying. The
// fields are where its sliders stand at first.
type Playground struct {
	Title     string
	Size      int     // bits, 64 to 4096; 0 means 2048
	On        int     // bits that are on, 1 to Size/2; 0 means 2 %
	Noise     float64 // share of these that noise moves, in [0, 1]
	Threshold int     // overlap from which two match, 1 to On; 0 means half of On
	Seed      uint32  // of the bits drawn
}

// playground is what assets/playground.js reads.
type playground struct {
	Title     string  `json:"title"`
	Size      int     `json:"n"`
	On        int     `json:"w"`
	Noise     float64 `json:"noise"`
	Threshold int     `json:"threshold"`
	Seed      uint32  `json:"seed"`
}

// Viewer makes it something to play with; a field out of its range is an error.
func (p Playground) Viewer() (*Viewer, error) {
	still, err := p.Figure()
	if err != nil {
		return nil, err
	}
	return newViewer(still, playgroundScript, playground(p.filled()))
}

// filled has the usual values where none are given.
func (p Playground) filled() Playground {
	if p.Title == "" {
		p.Title = "Two SDRs, noise and chance"
	}
	if p.Size == 0 {
		p.Size = 2048
	}
	if p.On == 0 {
		p.On = max(1, p.Size/50)
	}
	if p.Threshold == 0 {
		p.Threshold = (p.On + 1) / 2
	}
	return p
}

func (p Playground) check() error {
	switch {
	case p.Size < 64 || p.Size > 4096:
		return fmt.Errorf("nb: %q: Size = %d, want in [64, 4096]", p.Title, p.Size)
	case p.On < 1 || p.On > p.Size/2:
		return fmt.Errorf("nb: %q: On = %d, want in [1, %d]", p.Title, p.On, p.Size/2)
	case !(p.Noise >= 0 && p.Noise <= 1):
		return fmt.Errorf("nb: %q: Noise = %v, want in [0, 1]", p.Title, p.Noise)
	case p.Threshold < 1 || p.Threshold > p.On:
		return fmt.Errorf("nb: %q: Threshold = %d, want in [1, %d]", p.Title, p.Threshold, p.On)
	}
	return nil
}

// Figure draws the chance of a false match at every threshold.
func (p Playground) Figure() (*Figure, error) {
	p = p.filled()
	if err := p.check(); err != nil {
		return nil, err
	}
	chance := Line{Name: "a random SDR matches"}
	for theta := 1; theta <= p.On; theta++ {
		chance.X = append(chance.X, float64(theta))
		chance.Y = append(chance.Y, p.falseMatch(theta)/math.Ln10)
	}
	f, err := Lines{
		Title: p.Title, Caption: fmt.Sprintf("%s bits, %s on; at a threshold of %d the chance is 10^%.1f", Thousands(p.Size), Thousands(p.On), p.Threshold, p.falseMatch(p.Threshold)/math.Ln10),
		XLabel: "threshold (bits of overlap)", YLabel: "chance (power of ten)",
		Series: []Line{chance}, Marks: []Mark{{X: float64(p.Threshold), Label: "threshold"}},
	}.Figure()
	if err != nil {
		return nil, err
	}
	f.text += fmt.Sprintf(" At a threshold of %d it is 10^%.1f.", p.Threshold, p.falseMatch(p.Threshold)/math.Ln10)
	return f, nil
}

// falseMatch is the logarithm of the chance that a random SDR of as many bits on
// shares at least theta with a given one.
func (p Playground) falseMatch(theta int) float64 {
	return sdr.LogFalseMatch(p.Size, p.On, p.On, theta)
}
