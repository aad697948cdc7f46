package datasets

import (
	"fmt"
	"math"
	"slices"
	"time"
)

var ovenRow = Generator{
	Name:   "oven",
	Title:  "the temperature of a paint oven: recipes, breaks, weekends, new recipes, labelled faults",
	Source: "made for notebook 11",
	Call:   "datasets.NewOven(datasets.DefaultOvenParams())",
}

// Kinds of event of an oven.
const (
	NewRecipe  = "new recipe"  // the first body that is baked by a recipe
	WeakHeater = "weak heater" // the burner gives less than it should, for a whole cycle
	OpenDoor   = "open door"   // air is lost in the middle of a soak
	StuckValue = "stuck value" // the sensor repeats what it last measured
	WrongOrder = "wrong order" // two soaks are exchanged: each value is a usual one
	Overheated = "overheated"  // the hottest soak is hotter than the recipe says
	CutShort   = "cut short"   // the hottest soak ends too early
)

// OvenFaults returns the kinds of fault.
func OvenFaults() []string {
	return []string{WeakHeater, OpenDoor, StuckValue, WrongOrder, Overheated, CutShort}
}

// OvenPhase is a part of a recipe: the controller moves to a temperature and holds it.
type OvenPhase struct {
	Target float64 // °C
	Ramp   float64 // minutes of the way there
	Hold   float64 // minutes that it soaks
}

// OvenRecipe is what a kind of body gets. Its last phase leads back to the temperature
// at which the oven waits.
type OvenRecipe struct {
	Name   string
	Phases []OvenPhase
	Week   int // from which on it is baked, from 1: the old recipes are those of week 1
}

// OvenBreak is a time without new bodies: the one that is in finishes.
type OvenBreak struct {
	Name    string
	From    int // minutes after midnight
	Minutes int
}

// OvenParams configures NewOven: start from DefaultOvenParams.
type OvenParams struct {
	Recipes  []OvenRecipe
	Weeks    int // from Monday to Sunday; nothing is baked on weekends
	Interval int // minutes from one row to the next

	Open, Close int         // minutes after midnight: from when on, and until when, bodies are baked
	WarmUp      int         // minutes before Open that the oven is switched on
	Breaks      []OvenBreak // of every day
	Late        float64     // minutes by which a break may begin earlier or later, day by day
	Lot         float64     // the chance that the next body is of the same kind
	Pause       float64     // minutes that changing bodies takes at least; at most twice that

	Ambient, StandBy float64 // °C: of the hall, and between bodies
	Power            float64 // °C a minute that the burner gives at most
	Loss             float64 // minutes in which the oven would lose all its heat at the present pace
	Fan              float64 // °C a minute that the fan takes away at most
	Lag              float64 // minutes that the air is behind the controller

	Jitter float64 // standard deviation of the durations of phases, as a share of them
	Offset float64 // °C: standard deviation of a cycle's targets, for bodies differ
	Noise  float64 // °C: standard deviation of the sensor

	Faults     []string // of OvenFaults; they come equally often
	FaultsFrom int      // the first week with faults, from 1
	PerWeek    int      // how many come in a week
	Severity   float64  // 1 for what NewOven describes; less is fainter, in (0, 1]
	Known      int      // how many bodies of a recipe there were before one has a fault

	Seed uint64
}

// DefaultOvenParams returns eight weeks in two shifts, a row every three minutes: three
// recipes from the beginning, a fourth from the sixth week on and a fifth from the
// seventh; six faults a week from the fourth week on.
//
// The temperatures and times are those at which such coats are usually baked (electrocoat
// about 180 °C, primer about 160 °C, clear coat about 140 °C after a flash-off near 80 °C,
// 20 minutes each). They, and everything else here, are made up, not measured.
func DefaultOvenParams() OvenParams {
	return OvenParams{
		Recipes: []OvenRecipe{
			{"electrocoat", []OvenPhase{{180, 18, 21}, {60, 14, 3}}, 1},
			{"primer", []OvenPhase{{160, 14, 21}, {60, 12, 3}}, 1},
			{"clear coat", []OvenPhase{{80, 5, 10}, {140, 9, 21}, {60, 11, 3}}, 1},
			{"new car, two-tone", []OvenPhase{{100, 6, 12}, {150, 8, 15}, {120, 5, 12}, {60, 9, 3}}, 6},
			{"plastic parts", []OvenPhase{{90, 8, 30}, {60, 5, 3}}, 7},
		},
		Weeks: 8, Interval: 3,
		Open: 6 * 60, Close: 22 * 60, WarmUp: 30,
		Breaks: []OvenBreak{{"breakfast", 9 * 60, 15}, {"lunch", 12 * 60, 30}, {"shift change", 14 * 60, 15}, {"supper", 18 * 60, 30}},
		Late:   5, Lot: .6, Pause: 4,
		Ambient: 20, StandBy: 60, Power: 14, Loss: 40, Fan: 12, Lag: 2,
		Jitter: .03, Offset: .7, Noise: .5,
		Faults: OvenFaults(), FaultsFrom: 4, PerWeek: 6, Severity: 1, Known: 15,
		Seed: 42,
	}
}

// Validate names every field that is out of range.
func (p OvenParams) Validate() error {
	var bad faults
	p.validateRecipes(&bad)
	bad.that(p.Weeks > 0 && p.Weeks <= 520, "Weeks = %d, want in [1, 520]", p.Weeks)
	bad.that(p.Interval > 0 && p.Interval <= 60, "Interval = %d, want in [1, 60]", p.Interval)
	bad.that(0 <= p.WarmUp && p.WarmUp <= p.Open && p.Open < p.Close && p.Close <= 24*60,
		"WarmUp = %d, Open = %d, Close = %d, want 0 <= WarmUp <= Open < Close <= 1440", p.WarmUp, p.Open, p.Close)
	for i, b := range p.Breaks {
		bad.that(b.From >= 0 && b.Minutes > 0 && b.From <= 24*60 && b.Minutes <= 24*60, "Breaks[%d] = %v, want minutes of a day", i, b)
	}
	bad.that(p.Late >= 0 && p.Late <= 60, "Late = %v, want in [0, 60]", p.Late)
	bad.share("Lot", p.Lot)
	bad.that(p.Pause >= 1 && p.Pause <= 1000, "Pause = %v, want in [1, 1000]", p.Pause)
	bad.that(p.Ambient >= -50 && p.Ambient <= p.StandBy && p.StandBy <= 1000, "Ambient = %v, StandBy = %v, want -50 <= Ambient <= StandBy <= 1000", p.Ambient, p.StandBy)
	bad.that(p.Power > 0 && p.Power <= 1000, "Power = %v, want in (0, 1000]", p.Power)
	bad.that(p.Loss >= 10 && p.Loss <= 1e6, "Loss = %v, want in [10, 1e6]", p.Loss)
	bad.that(p.Fan > 0 && p.Fan <= 1000, "Fan = %v, want in (0, 1000]", p.Fan)
	bad.that(p.Lag >= 1 && p.Lag <= 1000, "Lag = %v, want in [1, 1000]", p.Lag)
	bad.that(p.Jitter >= 0 && p.Jitter <= .1, "Jitter = %v, want in [0, .1]", p.Jitter)
	bad.that(p.Offset >= 0 && p.Offset <= 100, "Offset = %v, want in [0, 100]", p.Offset)
	bad.that(p.Noise >= 0 && p.Noise <= 100, "Noise = %v, want in [0, 100]", p.Noise)
	for i, kind := range p.Faults {
		bad.that(slices.Contains(OvenFaults(), kind), "Faults[%d] = %q, want one of %q", i, kind, OvenFaults())
	}
	bad.that(p.FaultsFrom > 0, "FaultsFrom = %d, want > 0", p.FaultsFrom)
	bad.that(p.PerWeek >= 0 && p.PerWeek <= 100, "PerWeek = %d, want in [0, 100]", p.PerWeek)
	bad.that(p.Severity > 0 && p.Severity <= 1, "Severity = %v, want in (0, 1]", p.Severity)
	bad.that(p.Known >= 0, "Known = %d, want >= 0", p.Known)
	return bad.err
}

func (p OvenParams) validateRecipes(bad *faults) {
	first := false
	for i, r := range p.Recipes {
		bad.that(r.Name != "" && len(r.Phases) > 0, "Recipes[%d] = %q with %d Phases, want a name and one or more", i, r.Name, len(r.Phases))
		bad.that(r.Week > 0, "Recipes[%d].Week = %d, want > 0", i, r.Week)
		bad.that(p.length(i) < float64(p.Close-p.Open), "Recipes[%d] takes %v minutes, want less than the day from Open to Close", i, p.length(i))
		for j, phase := range r.Phases {
			bad.that(phase.Target >= p.Ambient && phase.Target <= 1000 && phase.Ramp >= 1 && phase.Hold >= 0,
				"Recipes[%d].Phases[%d] = %v, want a Target in [Ambient, 1000], a Ramp of a minute or more, and Hold >= 0", i, j, phase)
		}
		first = first || r.Week == 1
	}
	bad.that(first, "no recipe of week 1, want one or more")
}

// length is how long a recipe takes, in minutes.
func (p OvenParams) length(recipe int) (minutes float64) {
	for _, phase := range p.Recipes[recipe].Phases {
		minutes += phase.Ramp + phase.Hold
	}
	return minutes
}

// OvenCycle is one body in the oven.
type OvenCycle struct {
	Row, Rows int    // from the row in which the oven begins to heat, until it is back at the waiting temperature
	Recipe    int    // one of Params.Recipes
	Example   int    // the number of this body among those of its recipe, from 1
	Fault     string // its kind, or empty
}

// Oven is a series of temperatures with all that is known of it.
type Oven struct {
	Params OvenParams
	// Series has a row every Interval minutes, in °C with one digit behind the point. Its Events
	// are the faults, from when on they act until they are over, and the first cycle of each new recipe.
	Series *Series
	Cycles []OvenCycle // in order; each fault of Events is in one of them
}

// NewOven follows a paint oven, minute by minute. A controller moves its set point along
// the phases of a recipe, and the air follows as burner, losses and fan allow:
//
//	loss = (air - Ambient) / Loss
//	heat = (set - air) / Lag + loss      at most Power
//	air += heat - loss                   below the set point
//	air -= (air - set) / Lag             above it, at most Fan
//
// Bodies come one after another, in lots of a kind, with a pause to change them; none comes during
// breaks, at the change of shifts, at night and on weekends, when the oven cools down. Durations
// differ a little from cycle to cycle, targets too, and the sensor is noisy. From some week on
// there is a new recipe.
//
// Faults come one to a cycle, spread evenly over the weeks that have them, with an unspoilt cycle between two
// of them: a weak heater (about a third of the Power), an open door in the hottest soak (for 4 to 9 minutes, in
// which the heat would be gone in 8), a stuck sensor from some time in the cycle to its end,
// the first two soaks in the wrong order, about 20 °C too much in the hottest soak, or its end after two fifths
// of its time. Only sums, products and quotients are used: the same seed gives the same
// bytes on every machine. The error names every bad parameter.
func NewOven(p OvenParams) (*Oven, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	o := &Oven{Params: p, Series: &Series{
		Name:    "oven",
		Title:   fmt.Sprintf("Paint oven, generated (seed %d)", p.Seed),
		Unit:    "°C",
		Source:  fmt.Sprintf("generated by NewOven, seed %d", p.Seed),
		Licence: "generated: none needed",
	}}
	f := newFurnace(o)
	for minute := 0; minute < p.Weeks*ovenWeek; minute++ {
		f.step(minute)
		if minute%p.Interval == 0 {
			o.Series.Rows = append(o.Series.Rows, Row{Time: ovenTime(minute), Value: math.Round(f.measured*10) / 10})
		}
	}
	return o, nil
}

// In minutes.
const (
	ovenDay  = 24 * 60
	ovenWeek = 7 * ovenDay
)

// ovenTime is a minute of the series, which begins on a Monday.
func ovenTime(minute int) time.Time {
	return time.Date(2024, 1, 1, 0, minute, 0, 0, time.UTC)
}
