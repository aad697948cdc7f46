package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"gohtm/htm/internal/conventions"
)

// The columns of the file that the document and the figures are made from. It has
// no times, which belong to one machine.
const header = "work\tcurve\tx\tincrements a step\ttimes the reference\ttimes htm.core\tbytes a synapse\tallocations a step\tsynapses\thash"

// number writes what is worth keeping; 0 is "-", not measured.
func number(x float64) string {
	if x == 0 {
		return "-"
	}
	return strconv.FormatFloat(x, 'g', 4, 64)
}

func (r result) row() string {
	hash := "-"
	if r.Hash != conventions.NewHash() {
		hash = fmt.Sprintf("%016x", uint64(r.Hash))
	}
	return strings.Join([]string{
		r.Name, r.Curve, number(r.X), number(r.Cost), number(r.Reference), number(r.HtmCore), number(r.Bytes), strconv.FormatFloat(r.Allocs, 'g', 4, 64), strconv.Itoa(r.Synapses), hash,
	}, "\t")
}

// String is the line that is printed: with the time, on this machine.
func (r result) String() string {
	fields := strings.Split(r.row(), "\t")
	return strings.Join([]string{r.Name, number(r.Micros), fields[4], fields[5], fields[6], fields[7], fields[9]}, "\t")
}

const printed = "work\tµs a step\ttimes the reference\ttimes htm.core\tbytes a synapse\tallocations a step\thash"

// write is what read reads.
func write(path string, results []result) error {
	var b strings.Builder
	b.WriteString(header + "\n")
	for _, r := range results {
		b.WriteString(r.row() + "\n")
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// read returns the results of a file; an error names every line that is wrong.
func read(path string) (results []result, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	if lines[0] != header {
		return nil, fmt.Errorf("%s: the first line is %q, want %q", path, lines[0], header)
	}
	for i, line := range lines[1:] {
		r, bad := parse(line)
		if bad != nil {
			err = errors.Join(err, fmt.Errorf("%s:%d: %w", path, i+2, bad))
		}
		results = append(results, r)
	}
	return results, err
}

func parse(line string) (r result, err error) {
	fields := strings.Split(line, "\t")
	if len(fields) != strings.Count(header, "\t")+1 {
		return r, fmt.Errorf("%d fields, want %d", len(fields), strings.Count(header, "\t")+1)
	}
	r.Name, r.Curve = fields[0], fields[1]
	for i, to := range []*float64{&r.X, &r.Cost, &r.Reference, &r.HtmCore, &r.Bytes, &r.Allocs} {
		if text := fields[2+i]; text != "-" {
			var bad error
			*to, bad = strconv.ParseFloat(text, 64)
			err = errors.Join(err, bad)
		}
	}
	synapses, bad := strconv.Atoi(fields[8])
	r.Synapses, err = synapses, errors.Join(err, bad)
	r.Hash = conventions.NewHash()
	if fields[9] != "-" {
		hash, bad := strconv.ParseUint(fields[9], 16, 64)
		r.Hash, err = conventions.Hash(hash), errors.Join(err, bad)
	}
	return r, err
}

// merge puts new results in the places of old ones of the same name, in the order
// of the tasks; old results that are no task's any more are left out.
func merge(tasks []task, old, results []result) (merged []result) {
	latest := map[string]result{}
	for _, r := range append(append([]result(nil), old...), results...) {
		latest[r.Name] = r
	}
	for _, t := range tasks {
		if r, ok := latest[t.name]; ok {
			merged = append(merged, r)
		}
	}
	return merged
}
