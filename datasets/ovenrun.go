package datasets

import "math"

// furnace is an oven while it runs.
type furnace struct {
	*Oven
	random, sensor, plan *splitMix // of production, of what is measured, of faults

	air, measured float64
	late          []float64 // of each break of today, in minutes
	examples      []int     // bodies of each recipe so far
	recipe        int       // of the latest body; -1 before the first
	ready         float64   // the minute from which on the next body may come
	body          *body     // that is in, or nil

	due    []int    // minutes of this week at which faults come, those that have not yet
	waits  int      // faults that are due and have found no cycle yet
	bag    []string // kinds of fault, those to come before all have been
	spoilt bool     // the latest cycle had a fault
}

// body is a cycle while it runs. Its times are minutes after it began.
type body struct {
	begin       int         // minute
	phases      []OvenPhase // with the durations and targets of this very cycle
	end         float64
	fault       string
	from, until float64 // of the fault
	power       float64 // what is left of the burner
}

func newFurnace(o *Oven) *furnace {
	p := o.Params
	return &furnace{
		Oven: o, air: p.Ambient, recipe: -1, examples: make([]int, len(p.Recipes)),
		random: streamOf(p.Seed, 1), sensor: streamOf(p.Seed, 2), plan: streamOf(p.Seed, 3),
	}
}

// step is one minute.
func (f *furnace) step(minute int) {
	p := &f.Params
	clock, workday := minute%ovenDay, minute%ovenWeek < 5*ovenDay
	if clock == 0 {
		f.newDay(minute)
	}
	if f.body != nil && float64(minute-f.body.begin) >= f.body.end {
		f.ready = float64(minute) + f.random.between(p.Pause, 2*p.Pause)
		f.body = nil
	}
	if f.body == nil && workday && float64(minute) >= f.ready && f.open(clock) {
		f.begin(minute)
	}
	f.heat(minute, f.body != nil || workday && clock >= p.Open-p.WarmUp && clock < p.Close)
	f.measure(minute)
}

// newDay draws how late the breaks are, and on Mondays when the faults of the week come:
// one in each of as many equal parts of the working time.
func (f *furnace) newDay(minute int) {
	p := &f.Params
	f.late = f.late[:0]
	for range p.Breaks {
		f.late = append(f.late, f.random.between(-p.Late, p.Late))
	}
	if minute%ovenWeek != 0 || minute/ovenWeek+1 < p.FaultsFrom || len(p.Faults) == 0 {
		return
	}
	f.due = f.due[:0]
	open := p.Close - p.Open
	for i := 0; i < p.PerWeek; i++ {
		worked := int((float64(i) + f.plan.unit()) * float64(5*open) / float64(p.PerWeek))
		f.due = append(f.due, minute+worked/open*ovenDay+p.Open+worked%open)
	}
}

// open tells whether bodies may come.
func (f *furnace) open(clock int) bool {
	if clock < f.Params.Open || clock >= f.Params.Close {
		return false
	}
	for i, b := range f.Params.Breaks {
		from := float64(b.From) + f.late[i]
		if float64(clock) >= from && float64(clock) < from+float64(b.Minutes) {
			return false
		}
	}
	return true
}

// begin puts a body in, unless the rest of the day is too short for it.
func (f *furnace) begin(minute int) {
	p := &f.Params
	recipe := f.recipe
	if recipe < 0 || f.random.unit() >= p.Lot {
		var known []int
		for i, r := range p.Recipes {
			if r.Week <= minute/ovenWeek+1 {
				known = append(known, i)
			}
		}
		recipe = known[f.random.below(len(known))]
	}
	if rest := p.Close - minute%ovenDay; p.length(recipe) > float64(rest) {
		f.ready = float64(minute + rest)
		return
	}
	f.recipe = recipe
	f.examples[recipe]++
	f.body = &body{begin: minute, power: 1}
	offset := float64(p.Offset * f.random.normal())
	for _, phase := range p.Recipes[recipe].Phases {
		phase.Target += offset
		phase.Ramp *= 1 + float64(p.Jitter*f.random.normal())
		phase.Hold *= 1 + float64(p.Jitter*f.random.normal())
		f.body.phases = append(f.body.phases, phase)
	}
	f.spoil(recipe)
	for _, phase := range f.body.phases {
		f.body.end += phase.Ramp + phase.Hold
	}
	if f.body.until == 0 {
		f.body.until = f.body.end
	}
	f.write()
}

// spoil gives a body a fault if one is due, and fits.
func (f *furnace) spoil(recipe int) {
	p, b := &f.Params, f.body
	for len(f.due) > 0 && f.due[0] <= b.begin {
		f.due, f.waits = f.due[1:], f.waits+1
	}
	before := f.spoilt
	f.spoilt = false
	if f.waits == 0 || before || f.examples[recipe] <= p.Known {
		return
	}
	if len(f.bag) == 0 {
		for _, i := range f.plan.permutation(len(p.Faults)) {
			f.bag = append(f.bag, p.Faults[i])
		}
	}
	if f.bag[0] == WrongOrder && (len(b.phases) < 3 || b.phases[0].Target == b.phases[1].Target) {
		return // waits for a recipe with two soaks
	}
	b.fault = f.bag[0]
	f.bag, f.waits, f.spoilt = f.bag[1:], f.waits-1, true
	f.worsen()
}

// worsen changes a body's cycle as its fault does, and says from when until when.
func (f *furnace) worsen() {
	b, severity, total := f.body, f.Params.Severity, 0.0
	hottest, reached := 0, 0.0 // the phase, and when its ramp begins
	for i, phase := range b.phases {
		if phase.Target > b.phases[hottest].Target {
			hottest, reached = i, total
		}
		total += phase.Ramp + phase.Hold
	}
	soak, u := &b.phases[hottest], f.plan.unit()
	switch b.fault {
	case WeakHeater:
		b.power = 1 - float64(severity*(.6+float64(.1*u)))
	case OpenDoor:
		b.from = reached + soak.Ramp + float64(soak.Hold*(.1+float64(.3*u)))
		b.until = b.from + f.plan.between(4, 9)
	case StuckValue:
		b.from = float64(total * (.15 + float64(.45*u)))
	case WrongOrder:
		b.phases[0], b.phases[1] = b.phases[1], b.phases[0]
	case Overheated:
		b.from = reached
		soak.Target += float64(severity * (17 + float64(6*u)))
	case CutShort:
		soak.Hold *= 1 - float64(severity*(.55+float64(.1*u)))
		b.from = reached + soak.Ramp + soak.Hold
	}
}

// write puts a body, and what is to be said of it, into the labels.
func (f *furnace) write() {
	p, b := &f.Params, f.body
	row := func(minutes float64) int { // the first one at or after so many minutes of the cycle
		at := int(math.Ceil((float64(b.begin) + minutes) / float64(p.Interval)))
		return min(at, (p.Weeks*ovenWeek-1)/p.Interval+1)
	}
	label := func(kind, text string, from, until float64) {
		first := row(from)
		f.Series.Events = append(f.Series.Events, Event{
			Row: first, Rows: max(1, row(until)-first), Time: ovenTime(first * p.Interval), Kind: kind, Label: text,
		})
	}
	r := p.Recipes[f.recipe]
	f.Cycles = append(f.Cycles, OvenCycle{Row: row(0), Rows: row(b.end) - row(0), Recipe: f.recipe, Example: f.examples[f.recipe], Fault: b.fault})
	if r.Week > 1 && f.examples[f.recipe] == 1 {
		label(NewRecipe, "the first "+r.Name, 0, b.end)
	}
	if b.fault != "" {
		label(b.fault, b.fault+": "+r.Name, b.from, b.until)
	}
}

// heat moves the air by a minute.
func (f *furnace) heat(minute int, on bool) {
	p := &f.Params
	set, power, leak := p.StandBy, p.Power, 0.0
	if b := f.body; b != nil {
		now := float64(minute - b.begin)
		set, power = b.set(now, p.StandBy), float64(p.Power*b.power)
		if b.fault == OpenDoor && now >= b.from && now < b.until {
			leak = float64(p.Severity * (f.air - p.Ambient) / 8)
		}
	}
	loss := (f.air-p.Ambient)/p.Loss + leak
	switch {
	case !on:
		f.air -= loss
	case f.air > set:
		f.air -= math.Min(p.Fan, (f.air-set)/p.Lag)
	default:
		f.air += math.Min(power, (set-f.air)/p.Lag+loss) - loss
	}
}

// set is the controller's set point so many minutes after the cycle began.
func (b *body) set(now, from float64) float64 {
	for _, phase := range b.phases {
		if now < phase.Ramp {
			return from + float64((phase.Target-from)*(now/phase.Ramp))
		}
		if now -= phase.Ramp; now < phase.Hold {
			return phase.Target
		}
		now -= phase.Hold
		from = phase.Target
	}
	return from
}

// measure is what the sensor says.
func (f *furnace) measure(minute int) {
	noise := float64(f.Params.Noise * f.sensor.normal())
	if b := f.body; b != nil && b.fault == StuckValue && float64(minute-b.begin) >= b.from {
		return
	}
	f.measured = f.air + noise
}
