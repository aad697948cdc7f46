package nb

import (
	"math"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
)

func labels(ticks []tick) string {
	var found []string
	for _, t := range ticks {
		if t.label != "" {
			found = append(found, t.label)
		}
	}
	return strings.Join(found, " ")
}

func TestNumberTicks(t *testing.T) {
	for _, tt := range []struct {
		min, max float64
		n        int
		want     string
	}{
		{0, 4390, 9, "0 500 1,000 1,500 2,000 2,500 3,000 3,500 4,000"},
		{0, 1, 2, "0.0 0.5 1.0"},
		{0, 0.3, 3, "0.0 0.1 0.2 0.3"},
		{-1, 1, 4, "-1.0 -0.5 0.0 0.5 1.0"},
		{0, 350000, 4, "0 100,000 200,000 300,000"},
		{0, 0.0004, 4, "0.0000 0.0001 0.0002 0.0003 0.0004"},
		{5, 5, 4, "5"},
		// 0.2 apart they are one number: there is none between 2^53 and 2^53 + 2.
		{1 << 53, 1<<53 + 2, 10, "9.007e+15 9.007e+15"},
	} {
		if got := labels(numberTicks(tt.min, tt.max, tt.n)); got != tt.want {
			t.Errorf("%v to %v: %q, want %q", tt.min, tt.max, got, tt.want)
		}
	}
}

func TestTimeTicks(t *testing.T) {
	friday := time.Date(2010, 7, 2, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name   string
		days   float64
		pixels vg.Length
		want   string
	}{
		{"hours", 1, 800, "Fri 2 Jul 03:00 06:00 09:00 12:00 15:00 18:00 21:00 Sat 3 Jul"},
		{"days with their date", 3, 800, "Fri 2 Jul Sat 3 Jul Sun 4 Jul"},
		{"days in little room", 7, 380, "Fri Sat Sun Mon Tue Wed Thu"},
		{"Mondays", 28, 800, "5 Jul 12 Jul 19 Jul 26 Jul"},
		{"months", 183, 800, "Aug 2010 Sep 2010 Oct 2010 Nov 2010 Dec 2010 Jan 2011"},
	} {
		a := axis{max: tt.days * 86400, origin: friday}
		if tt.name == "months" {
			a.max++
		}
		if got := labels(a.ticks(tt.pixels, xTickRoom)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for _, tt := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{4391, 0, "4,391"}, {999, 0, "999"}, {-1234567, 0, "-1,234,567"}, {3.646, 2, "3.65"},
		{1234.5, 2, "1,234.50"}, {-0.001, 2, "0.00"}, {-0.5, 1, "-0.5"}, {math.NaN(), 2, "–"}, {1e18, 0, "1e+18"},
	} {
		if got := formatNumber(tt.v, tt.decimals); got != tt.want {
			t.Errorf("formatNumber(%v, %d) = %q, want %q", tt.v, tt.decimals, got, tt.want)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", -999: "-999", 1000: "1,000", -123456: "-123,456", 1234567: "1,234,567"} {
		if got := Thousands(n); got != want {
			t.Errorf("Thousands(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestShortNumber(t *testing.T) {
	for v, want := range map[float64]string{4.3: "4.30", 12000: "12,000", 0.9999: "0.9999", 0.0004: "0.0004", 6.8149: "6.81", -0.5: "-0.50"} {
		if got := shortNumber(v); got != want {
			t.Errorf("shortNumber(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestLogTicks(t *testing.T) {
	for _, tt := range []struct {
		low, high float64
		n         int
		want      string
	}{
		{1, 1000, 9, "1 2 5 10 20 50 100 200 500 1,000"},
		{0.001, 100, 5, "0.001 0.01 0.1 1 10 100"},
		{1e-12, 1, 4, "10^-12 10^-9 10^-6 10^-3 10^0"},
		{1e-8, 1e-6, 9, "10^-8 2·10^-8 5·10^-8 10^-7 2·10^-7 5·10^-7 10^-6"},
		{2, 9, 4, "2 4 6 8"}, // within one power of ten: round numbers
		{2e-9, 9e-9, 4, "2·10^-9 4·10^-9 6·10^-9 8·10^-9"},
	} {
		var found []string
		for _, k := range logTicks(math.Log10(tt.low), math.Log10(tt.high), tt.n) {
			if k.power != "" {
				k.label += "^" + k.power
			}
			if k.label != "" {
				found = append(found, k.label)
			}
		}
		if got := strings.Join(found, " "); got != tt.want {
			t.Errorf("%v to %v: %q, want %q", tt.low, tt.high, got, tt.want)
		}
	}
}
