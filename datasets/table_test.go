package datasets

import (
	"strings"
	"testing"
	"time"
)

// toyTable is a hot gym of three rows.
var toyTable = &table{header: gymHeader, layout: "1/2/06 15:04", zone: gymZone, step: time.Hour, rows: 3, sum: toySum}

// The sum of "2010-07-02 00:00,21.2\n2010-07-02 01:00,5\n2010-07-02 02:00,4.7\n", by sha256sum.
const toySum = "72d95ca1e8b0be16c250e40d1521338fa65c51d693ea137164a8093b42cd2d18"

const toyHead = "timestamp,kw_energy_consumption\ndatetime,float\nT,\n"

func TestTableRead(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       string // part of the error, or empty
	}{
		{"as published", toyHead + "7/2/10 0:00,21.2\n7/2/10 1:00,5\n7/2/10 2:00,4.7\n", ""},
		{"stamps with leading zeros, values with more digits", toyHead + "07/02/10 00:00,21.20\n07/02/10 01:00,5.0\n07/02/10 02:00,4.7\n", ""},
		{"no line end at the end", toyHead + "7/2/10 0:00,21.2\n7/2/10 1:00,5\n7/2/10 2:00,4.7", ""},
		{"another header", "timestamp,kw\ndatetime,float\nT,\n", "toy.csv, line 1: header"},
		{"a row without a value", toyHead + "7/2/10 0:00,21.2\n7/2/10 1:00\n7/2/10 2:00,4.7\n", "line 5: wrong number of fields"},
		{"an empty value", toyHead + "7/2/10 0:00,21.2\n7/2/10 1:00,\n7/2/10 2:00,4.7\n", `toy.csv, line 5: value ""`},
		{"NaN", toyHead + "7/2/10 0:00,NaN\n", `line 4: value "NaN"`},
		{"infinite", toyHead + "7/2/10 0:00,-inf\n", `line 4: value "-inf"`},
		{"too large for a float", toyHead + "7/2/10 0:00,1e999\n", `line 4: value "1e999"`},
		{"a decimal comma", toyHead + "7/2/10 0:00,21,2\n", "line 4: wrong number of fields"},
		{"a stamp of another form", toyHead + "2010-07-02 00:00,21.2\n", `line 4: stamp "2010-07-02 00:00"`},
		{"a stamp that does not exist", toyHead + "2/30/10 0:00,21.2\n", `line 4: stamp "2/30/10 0:00"`},
		{"an hour twice", toyHead + "7/2/10 0:00,21.2\n7/2/10 0:00,5\n", "line 5: stamp 2010-07-02 00:00 is there twice"},
		{"a clock that goes backwards", toyHead + "7/2/10 1:00,21.2\n7/2/10 0:00,5\n", "line 5: the clock goes backwards: 2010-07-02 00:00 after 2010-07-02 01:00"},
		{"an hour left out", toyHead + "7/2/10 0:00,21.2\n\n7/2/10 2:00,4.7\n", "line 6: rows are missing"},
		{"cut off between rows", toyHead + "7/2/10 0:00,21.2\n", "1 rows, want 3"},
		{"cut off in a row", toyHead + "7/2/10 0:00,21.2\n7/2/10 1:0", "line 5: wrong number of fields"},
		{"an open quote", toyHead + "7/2/10 0:00,\"21.2\n", "line 4"},
		{"empty", "", "0 rows, want 3"},
		{"one digit changed", toyHead + "7/2/10 0:00,21.3\n7/2/10 1:00,5\n7/2/10 2:00,4.7\n", "not the published ones"},
		{"a row too many", toyHead + "7/2/10 0:00,21.2\n7/2/10 1:00,5\n7/2/10 2:00,4.7\n7/2/10 3:00,4.7\n", "4 rows, want 3"},
	} {
		for ends, text := range map[string]string{"LF": tt.text, "CRLF": strings.ReplaceAll(tt.text, "\n", "\r\n")} {
			t.Run(tt.name+", "+ends, func(t *testing.T) {
				rows, err := toyTable.read("toy.csv", []byte(text))
				switch {
				case tt.want == "" && err != nil:
					t.Errorf("error %v, want none", err)
				case tt.want == "" && (len(rows) != 3 || rows[2] != Row{time.Date(2010, 7, 2, 2, 0, 0, 0, gymZone), 4.7}):
					t.Errorf("rows %v, want three, the last 4.7 at 2 h", rows)
				case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "toy.csv")):
					t.Errorf("error %v, want toy.csv and %q in it", err, tt.want)
				}
			})
		}
	}
}
