package datasets

import (
	"strings"
	"testing"
	"time"
)

// Counted by hand: a week has five weekdays with 8 half hours in the morning and, up to 23 h,
// 4 at night; the first week from row 13,152 on, a Wednesday, is whole.
func TestPerturbedTaxi(t *testing.T) {
	for _, tt := range []struct{ until, less, more int }{{23, 40, 20}, {24, 40, 30}, {21, 40, 0}} {
		s := TaxiLike(1)
		before := s.Values()
		changed, err := PerturbedTaxi(s, TaxiPerturbedFrom, tt.until)
		if err != nil {
			t.Fatal(err)
		}
		less, more := 0, 0
		for i, row := range changed.Rows[:TaxiPerturbedFrom+336] {
			clock, weekday := row.Time.Format("15:04"), row.Time.Weekday()
			switch row.Value {
			case before[i]:
				continue
			case 0.8 * before[i]:
				less++
				if clock < "07:00" || clock > "10:30" {
					t.Errorf("fewer at %v", row.Time)
				}
			case 1.2 * before[i]:
				more++
				if clock < "21:00" {
					t.Errorf("more at %v", row.Time)
				}
			default:
				t.Errorf("row %d is %v, was %v", i, row.Value, before[i])
			}
			if i < TaxiPerturbedFrom || weekday == time.Saturday || weekday == time.Sunday {
				t.Errorf("row %d, a %v, changed", i, weekday)
			}
		}
		if less != tt.less || more != tt.more {
			t.Errorf("until %d: in a week %d half hours have less and %d more, want %d and %d", tt.until, less, more, tt.less, tt.more)
		}
		if s.Rows[TaxiPerturbedFrom+14].Value != before[TaxiPerturbedFrom+14] || len(s.Events) == len(changed.Events) {
			t.Error("the series given has changed, too")
		}
		if changed.Real || !strings.Contains(changed.Title, "weekdays changed from 2015-04-01 on") || changed.Events[9].Row != TaxiPerturbedFrom {
			t.Errorf("real %v, title %q, events %v", changed.Real, changed.Title, changed.Events)
		}
	}
}

func TestPerturbedTaxiRefuses(t *testing.T) {
	for _, tt := range []struct {
		s           *Series
		from, until int
		want        string
	}{
		{nil, 0, 23, "datasets: Series is nil"},
		{TaxiLike(1), -1, 23, "datasets: from = -1, want a row of 17520"},
		{TaxiLike(1), 17520, 23, "from = 17520"},
		{TaxiLike(1), 0, 20, "datasets: until = 20, want in [21, 24]"},
		{TaxiLike(1), 0, 25, "until = 25"},
	} {
		if _, err := PerturbedTaxi(tt.s, tt.from, tt.until); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %s", err, tt.want)
		}
	}
}
