package datasets

import (
	"strconv"
	"time"
)

// taxiZone keeps the wall clock as it stands in the file, which names no zone. Its
// half hours are those of New York with summer time: on 2014-11-02 the two of 1 h
// hold the passengers of two hours, and on 2015-03-08 those of 2 h hardly any.
var taxiZone = time.FixedZone("New York", -5*60*60)

var taxiSet = Set{
	Name:  "nyc-taxi",
	Title: "New York taxis, every 30 minutes",
	Description: "Passengers of New York's taxis, 2014-07-01 to 2015-06-30, every 30 minutes; " +
		"its first 10,320 rows are the series of the Numenta Anomaly Benchmark.",
	Source:   "https://github.com/numenta/htmresearch",
	Licence:  "AGPL-3.0 (the repository; not embedded)",
	Citation: "Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893; the benchmark's windows: Lavin & Ahmad (2015), doi:10.1109/ICMLA.2015.141",
	Columns: []Column{
		{"timestamp", "start of the half hour, clock of New York"},
		{"passenger_count", "passengers in the half hour"},
		{"timeofday", "minutes since midnight"},
		{"dayofweek", "0 is Monday"},
	},
	Files: []File{{
		Path:   "nyc-taxi/nyc_taxi.csv",
		Size:   577247,
		SHA256: "092d957f5bb0d2cd62f85098ed2268114a47b4738a5f4b29ea6be4be7349fc4d",
		URLs: []string{
			"https://raw.githubusercontent.com/numenta/htmresearch/ea7f86eb6c575e5a749ce4411d1cd10b18da19a1/projects/sequence_prediction/continuous_sequence/data/nyc_taxi.csv",
			"https://raw.githubusercontent.com/numenta/htmpapers/c59a339a05478f5ae76fc6243c553ef125c0c51a/frontiers/the_htm_spatial_pooler_a_neocortical_algorithm_for_online_sparse_distributed_coding/data/nyc_taxi.csv",
		},
		table: &table{
			header: [][]string{{"timestamp", "passenger_count", "timeofday", "dayofweek"}, {"datetime", "int", "int", "int"}, {"T", "", "", ""}},
			layout: "2006-01-02 15:04:05", zone: taxiZone, step: 30 * time.Minute, rows: 17520, more: timeAndDay,
			sum: "ba8699cc981638edfc0a49880e742ca854f285cc9f8e75c583d53e7bab4547c4",
		},
	}},
}

// timeAndDay is what the file's last two columns say at a time.
func timeAndDay(at time.Time) []string {
	return []string{strconv.Itoa(60*at.Hour() + at.Minute()), strconv.Itoa((int(at.Weekday()) + 6) % 7)}
}

// TaxiBenchmarkRows is how many rows of Taxi are in the anomaly benchmark's version.
const TaxiBenchmarkRows = 10320

// Taxi returns the passengers of New York's taxis in 17,520 half hours: the series
// of Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893. Minutes of the
// day and day of the week are those of each Row's Time.
//
// Its events are the five windows that the Numenta Anomaly Benchmark labels, Lavin &
// Ahmad (2015), doi:10.1109/ICMLA.2015.141, and, inferred, the two changes of the
// clock. It is found like HotGym.
func Taxi() (*Series, error) { return newStore().taxi() }

func (s *store) taxi() (*Series, error) {
	taxi, err := s.series(taxiSet, "passengers in 30 minutes")
	if err != nil {
		return nil, err
	}
	// NAB/labels/combined_windows.json, whose ends are inside.
	taxi.label(Anomaly, "2014-10-30 15:30", "2014-11-03 23:00", "New York marathon")
	taxi.label(Clock, "2014-11-02 01:00", "2014-11-02 02:00", "end of summer time: two hours in one").Inferred = true
	taxi.label(Anomaly, "2014-11-25 12:00", "2014-11-29 19:30", "Thanksgiving")
	taxi.label(Anomaly, "2014-12-23 11:30", "2014-12-27 19:00", "Christmas")
	taxi.label(Anomaly, "2014-12-29 21:30", "2015-01-03 05:00", "New Year")
	taxi.label(Anomaly, "2015-01-24 20:30", "2015-01-29 04:00", "snow storm")
	taxi.label(Clock, "2015-03-08 02:00", "2015-03-08 03:00", "summer time: an hour that hardly exists").Inferred = true
	return taxi, nil
}
