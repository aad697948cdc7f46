package datasets

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write testdata anew")

// What was measured on the real rows, and how far a look-alike may be off. The
// injected events widen the errors of yesterday's and last week's value: a closed
// day counts twice.
func TestHotGymLikeHasTheStatisticsOfTheRealRows(t *testing.T) {
	for _, seed := range []uint64{0, 1, 2, 3, 42, 1 << 63} {
		for _, tt := range gymStatistics(HotGymLike(seed)) {
			if !(math.Abs(tt.got-tt.measured) <= tt.margin) {
				t.Errorf("seed %d: %s is %.3f, want %.3f up to %.3f", seed, tt.name, tt.got, tt.measured, tt.margin)
			}
		}
	}
}

// The same arithmetic on the real rows gives what was measured, to its last digit.
func TestStatisticsOfTheRealRows(t *testing.T) {
	gym, err := (&store{data: realData(t)}).hotGym()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range gymStatistics(gym) {
		if !(math.Abs(tt.got-tt.measured) <= tt.digit) {
			t.Errorf("%s is %.4f, want %.3f", tt.name, tt.got, tt.measured)
		}
	}
}

// statistic is one line of a comparison: what it is, what was measured on the
// real rows, to which digit, and by how much a look-alike may miss it.
type statistic struct {
	name                         string
	got, measured, digit, margin float64
}

func gymStatistics(s *Series) []statistic {
	x := s.Values()
	rest := hourOfWeekResidual(x)
	lines := []statistic{
		{"mean", mean(x), 31.305, 0.001, 2},
		{"standard deviation", deviation(x), 19.636, 0.001, 2},
		{"highest value", slices.Max(x), 90.9, 0, 12},
		{"lowest value", slices.Min(x), 4.4, 0, 0},
		{"autocorrelation, 1 hour", correlation(x, 1), 0.860, 0.001, 0.02},
		{"autocorrelation, 12 hours", correlation(x, 12), -0.478, 0.001, 0.04},
		{"autocorrelation, 1 day", correlation(x, 24), 0.823, 0.001, 0.04},
		{"autocorrelation, 3 days", correlation(x, 72), 0.642, 0.001, 0.03},
		{"autocorrelation, 1 week", correlation(x, 168), 0.909, 0.001, 0.03},
		{"residual of the hour of week", deviation(rest), 7.89, 0.005, 1.5},
		{"its autocorrelation, 1 hour", correlation(rest, 1), 0.666, 0.001, 0.13},
		{"NRMSE of the last value", nrmse(x, 1), 0.528, 0.001, 0.03},
		{"NRMSE of the same hour yesterday", nrmse(x, 24), 0.585, 0.001, 0.065},
		{"NRMSE of the same hour last week", nrmse(x, 168), 0.337, 0.001, 0.06},
	}
	for i, measured := range []float64{28.1, 27.8, 30.2, 32.2, 35.0, 34.6} {
		month, margin := time.July+time.Month(i), 1.5
		if month >= time.October { // good and bad days grow with the season
			margin = 5
		}
		lines = append(lines, statistic{"mean of " + month.String(), monthMean(s, month), measured, 0.06, margin})
	}
	return lines
}

func monthMean(s *Series, month time.Month) float64 {
	var x []float64
	for _, row := range s.Rows {
		if row.Time.Month() == month {
			x = append(x, row.Value)
		}
	}
	return mean(x)
}

// The profile that the generator starts from comes out again, up to the spread
// of 13 weeks; where opening or closing moves within the hour, with more of it.
func TestHotGymLikeHasTheWinterProfile(t *testing.T) {
	var sum, count [24][7]float64
	for _, seed := range []uint64{1, 2, 42} {
		s := HotGymLike(seed)
		for _, row := range s.Rows[:s.Events[0].Row] { // before anything changes
			hour, weekday := row.Time.Hour(), (row.Time.Weekday()+6)%7
			sum[hour][weekday] += row.Value
			count[hour][weekday]++
		}
	}
	for hour := 5; hour < 22; hour++ {
		for weekday := range 7 {
			got, want := sum[hour][weekday]/count[hour][weekday], gymMean[hour][weekday]
			if margin := 0.8 + gymSpread[hour][weekday]/3; !(math.Abs(got-want) < margin) {
				t.Errorf("hour %d, weekday %d: mean %.2f, want %.2f up to %.2f", hour, weekday, got, want, margin)
			}
		}
	}
}

// The night machine: on most nights two or three hours, from 23 h on four of ten.
func TestHotGymLikeNights(t *testing.T) {
	const above = 11 // kW
	starts, hours, nights := map[int]int{}, 0, 0
	for _, seed := range []uint64{1, 2, 42} {
		rows := HotGymLike(seed).Rows[20:] // from the first evening on
		for night := 0; (night+1)*24 <= 60*24; night++ {
			nights++
			first := -1
			for _, row := range rows[night*24+2 : night*24+8] { // 22 to 4 h
				if row.Value > above {
					hours++
					if first < 0 {
						first = row.Time.Hour()
					}
				}
			}
			starts[first]++
		}
	}
	if perNight := float64(hours) / float64(nights); perNight < 1.6 || perNight > 2.4 {
		t.Errorf("%.2f hours above %d kW a night, want about 2", perNight, above)
	}
	if late := float64(starts[0]) / float64(nights); starts[23] < nights/5 || late < 0.4 {
		t.Errorf("first hours %v of %d nights, want 23 h on more than a fifth and 0 h on most", starts, nights)
	}
}

// Every event is where its label says, and not one row beyond.
func TestHotGymLikeEvents(t *testing.T) {
	s := HotGymLike(42)
	at := func(stamp string) int { return s.find(stamp) }
	event := func(kind string) Event {
		i := slices.IndexFunc(s.Events, func(e Event) bool { return e.Kind == kind })
		e := s.Events[i]
		if !e.Time.Equal(s.Rows[e.Row].Time) || e.Inferred || e.Label == "" {
			t.Errorf("event %+v, want the time of its row, a label, and not inferred", e)
		}
		return e
	}
	lowest := func(from, until int) float64 { return slices.Min(s.Values()[from:until]) }

	if e := event(Base); e.Row != at("2010-09-16 00:00") || e.Row+e.Rows != at("2010-10-15 00:00") {
		t.Errorf("base %+v, want 16 September to 14 October", e)
	} else if inside := lowest(e.Row, e.Row+e.Rows); inside != 7.8 || lowest(e.Row-24, e.Row) > 5 || lowest(e.Row+e.Rows, e.Row+e.Rows+24) > 5 {
		t.Errorf("lowest value of the raised base %.1f, want 7.8, and under 5 on the days around it", inside)
	}
	// Wednesdays at 5 h: 15.4 kW before the clock change, then the load of 6 h.
	if e, x := event(Clock), s.Values(); e.Row != at("2010-10-03 02:00") || x[at("2010-09-29 05:00")] > 30 || x[at("2010-10-06 05:00")] < 30 {
		t.Errorf("clock %+v, want the routine an hour earlier from 3 October, 2 h on", e)
	}
	if e := event(Closed); e.Time.Weekday() == time.Saturday || e.Time.Weekday() == time.Sunday {
		t.Errorf("closed %+v, want a working day", e)
	} else if top := slices.Max(s.Values()[e.Row : e.Row+e.Rows]); top > 6 || e.Rows != 17 {
		t.Errorf("the closed day has %d rows up to %.1f kW, want 17 up to 6", e.Rows, top)
	}
	level := event(Level)
	usual := (meanOf(s, level.Row-168, level.Rows) + meanOf(s, level.Row+168, level.Rows)) / 2
	if share := meanOf(s, level.Row, level.Rows) / usual; share < 0.6 || share > 0.8 || level.Rows != 17 {
		t.Errorf("%d rows at %.2f of the same day a week before and after, want 17 at 0.7", level.Rows, share)
	}
	spike, x := event(Spike), s.Values()
	if above := x[spike.Row] - (x[spike.Row-1]+x[spike.Row+1])/2; spike.Rows != 1 || above < 30 || above > 50 {
		t.Errorf("spike of %d rows is %.1f kW above its neighbours, want 1 row and 40", spike.Rows, above)
	}
}

func meanOf(s *Series, row, rows int) float64 { return mean(s.Values()[row : row+rows]) }

// The look-alike's bytes, as written by -update. They must not depend on the
// machine; run with GOARCH=386 and GO386=softfloat to see.
func TestHotGymLikeGolden(t *testing.T) {
	var b strings.Builder
	for _, seed := range []uint64{0, 1, 42} {
		s := HotGymLike(seed)
		fmt.Fprintf(&b, "seed %d: %s\n%v\n", seed, rowsSum(s.Rows), s.Values()[:48])
	}
	const golden = "testdata/hotgym-like.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the look-alike has changed:\n%s\nwant\n%s", b.String(), want)
	}
}

func TestHotGymLikeSeeds(t *testing.T) {
	once, again, other := HotGymLike(7), HotGymLike(7), HotGymLike(8)
	if !slices.Equal(once.Values(), again.Values()) {
		t.Error("two look-alikes of one seed differ")
	}
	if slices.Equal(once.Values(), other.Values()) {
		t.Error("the look-alikes of two seeds are the same")
	}
}

// The first numbers of seed 1234567, as published with the generator.
func TestSplitMix(t *testing.T) {
	s := splitMix(1234567)
	for i, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423} {
		if got := s.next(); got != want {
			t.Errorf("number %d is %d, want %d", i, got, want)
		}
	}
}

func mean(x []float64) (m float64) {
	for _, v := range x {
		m += v / float64(len(x))
	}
	return m
}

func deviation(x []float64) float64 { return math.Sqrt(covariance(x, 0)) }

func covariance(x []float64, lag int) (c float64) {
	m := mean(x)
	for i := lag; i < len(x); i++ {
		c += (x[i] - m) * (x[i-lag] - m) / float64(len(x))
	}
	return c
}

func correlation(x []float64, lag int) float64 { return covariance(x, lag) / covariance(x, 0) }

// nrmse is the error of predicting the value lag steps ago, over the deviation.
func nrmse(x []float64, lag int) float64 {
	square := 0.0
	for i := lag; i < len(x); i++ {
		square += (x[i] - x[i-lag]) * (x[i] - x[i-lag])
	}
	return math.Sqrt(square/float64(len(x)-lag)) / deviation(x)
}

// hourOfWeekResidual takes the mean of its hour of the week from each value.
func hourOfWeekResidual(x []float64) []float64 {
	var sum, count [168]float64
	for i, v := range x {
		sum[i%168] += v
		count[i%168]++
	}
	rest := make([]float64, len(x))
	for i, v := range x {
		rest[i] = v - sum[i%168]/count[i%168]
	}
	return rest
}
