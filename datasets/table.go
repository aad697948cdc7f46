package datasets

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"time"
)

// table is the layout of a CSV file of stamps, values and perhaps more, and what
// its rows must be. The rows have a sum of their own, so that a copy with other
// line ends is known to be the same data.
type table struct {
	header [][]string                  // the lines before the rows, the first with the columns' names
	more   func(at time.Time) []string // what the other columns say at a time, or nil
	layout string                      // of the stamps, as in package time
	zone   *time.Location
	step   time.Duration // between any two rows
	rows   int
	sum    string // SHA-256 of the rows, written as in rowsSum
}

// read parses a file and checks it against the table. Every complaint names file
// and line: a record of another shape, a stamp or number that cannot be read,
// NaN, a clock that stands still, goes backwards or leaves a row out.
func (t *table) read(file string, data []byte) ([]Row, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = len(t.header[0])
	rows := make([]Row, 0, t.rows)
	for n := 0; ; n++ {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		line, _ := r.FieldPos(0)
		if n < len(t.header) {
			if want := t.header[n]; !slices.Equal(record, want) {
				return nil, fmt.Errorf("%s, line %d: header %q, want %q", file, line, record, want)
			}
			continue
		}
		row, err := t.row(record)
		if err == nil && len(rows) > 0 {
			err = t.follows(rows[len(rows)-1].Time, row.Time)
		}
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", file, line, err)
		}
		rows = append(rows, row)
	}
	if len(rows) != t.rows {
		return nil, fmt.Errorf("%s: %d rows, want %d", file, len(rows), t.rows)
	}
	if sum := rowsSum(rows); sum != t.sum {
		return nil, fmt.Errorf("%s: the rows can be read but are not the published ones: their SHA-256 is %s, want %s", file, sum, t.sum)
	}
	return rows, nil
}

func (t *table) row(record []string) (Row, error) {
	at, err := time.ParseInLocation(t.layout, record[0], t.zone)
	if err != nil {
		return Row{}, fmt.Errorf("stamp %q, want the form %s", record[0], t.layout)
	}
	value, err := strconv.ParseFloat(record[1], 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return Row{}, fmt.Errorf("value %q, want a finite number", record[1])
	}
	if t.more != nil {
		if got, want := record[2:], t.more(at); !slices.Equal(got, want) {
			return Row{}, fmt.Errorf("columns %q beside the stamp %s, want %q", got, record[0], want)
		}
	}
	return Row{Time: at, Value: value}, nil
}

// follows checks that now is one step after the row before it.
func (t *table) follows(before, now time.Time) error {
	switch d := now.Sub(before); {
	case d == t.step:
		return nil
	case d == 0:
		return fmt.Errorf("stamp %s is there twice", now.Format(stamp))
	case d < 0:
		return fmt.Errorf("the clock goes backwards: %s after %s", now.Format(stamp), before.Format(stamp))
	default:
		return fmt.Errorf("rows are missing: %s after %s, want steps of %v", now.Format(stamp), before.Format(stamp), t.step)
	}
}

// rowsSum is the SHA-256 over the rows, each as "2010-07-02 00:00,21.2\n".
func rowsSum(rows []Row) string {
	h := sha256.New()
	for _, row := range rows {
		fmt.Fprintf(h, "%s,%s\n", row.Time.Format(stamp), strconv.FormatFloat(row.Value, 'g', -1, 64))
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// check compares a file, here or on its way, with the size and sum of the manifest.
func (f File) check(path string, data []byte) error {
	if n := int64(len(data)); n != f.Size {
		return fmt.Errorf("%s is damaged: %d bytes, want %d", path, n, f.Size)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(data)); sum != f.SHA256 {
		return fmt.Errorf("%s is damaged: SHA-256 %s, want %s", path, sum, f.SHA256)
	}
	return nil
}
