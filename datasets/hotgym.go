package datasets

import (
	"context"
	"fmt"
	"time"
)

// gymZone is the clock of the hot gym: Sydney's standard time all year round.
// The files name no zone. It is inferred: no hour is missing or double, and on
// 2010-10-03, when Sydney went to summer time, the routine moves by one hour.
// The fixed zone keeps the wall clock as it stands in the file.
var gymZone = time.FixedZone("UTC+10", 10*60*60)

// Time limits of HotGym when it has to fetch: a machine without a network gets
// its error, and HotGymOrLike its look-alike, within seconds.
const (
	fetchWithin  = 8 * time.Second // altogether
	fetchSilence = 4 * time.Second // an address that sends nothing for so long is given up
)

var gymHeader = [][]string{{"timestamp", "kw_energy_consumption"}, {"datetime", "float"}, {"T", ""}}

var hotGymSet = Set{
	Name:  "hotgym",
	Title: "Hot gym, hourly",
	Description: "Power drawn by a gym in Australia, 2010-07-02 to 2010-12-31, hourly; the example series of NuPIC. " +
		"The clock is inferred to be UTC+10 without summer time.",
	Source:   "https://github.com/numenta/nupic-legacy",
	Licence:  "MIT",
	Citation: gymCitation,
	Columns:  gymColumns,
	Files: []File{{
		Path:   "hotgym/rec-center-hourly.csv",
		Size:   80465,
		SHA256: "72f63156d2ffc50a23f8c297b6aeb210fb9ab200e03bca2fab653d95f6cf154a",
		URLs: []string{
			"https://raw.githubusercontent.com/numenta/nupic-legacy/7281482def2a96fbda663e6c39e8351a1886dec7/examples/opf/clients/hotgym/prediction/one_gym/rec-center-hourly.csv",
			"https://raw.githubusercontent.com/numenta/htmresearch/ea7f86eb6c575e5a749ce4411d1cd10b18da19a1/projects/sequence_prediction/continuous_sequence/data/rec-center-hourly.csv",
		},
		table: &table{
			header: gymHeader, layout: "1/2/06 15:04", zone: gymZone, step: time.Hour, rows: 4391,
			sum: "6cc74955341c2d08df8e30e5d8d63dbf36015ec4c999533cf6e3f10e4eba9949",
		},
	}},
}

var hotGym15Set = Set{
	Name:        "hotgym-15m",
	Title:       "Hot gym, every 15 minutes",
	Description: "The same gym every 15 minutes; four of its values sum to one of the hourly set.",
	Source:      "https://github.com/numenta/nupic-legacy",
	Licence:     "MIT",
	Citation:    gymCitation,
	Columns:     gymColumns,
	Files: []File{{
		Path:   "hotgym/rec-center-every-15m-large.csv",
		Size:   358896,
		SHA256: "d988c781d9bbd9163a9ee03bce9d025c32595a392d69cceac22f99e482e4b333",
		URLs: []string{
			"https://raw.githubusercontent.com/numenta/nupic-legacy/7281482def2a96fbda663e6c39e8351a1886dec7/examples/opf/clients/hotgym/prediction/one_gym/rec-center-every-15m-large.csv",
		},
		table: &table{
			header: gymHeader, layout: "1/2/06 15:04", zone: gymZone, step: 15 * time.Minute, rows: 17568,
			sum: "e250ede7fe92c9558870ad5c4f701a5bee48ae2833332058e27e8080848bbb8d",
		},
	}},
}

const gymCitation = "Numenta, the hot gym example of NuPIC; in print: Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893"

var gymColumns = []Column{
	{"timestamp", "start of the interval, month/day/year hour:minute"},
	{"kw_energy_consumption", "energy in the interval, kWh; for the hourly set also the mean power, kW"},
}

// HotGym returns the real hourly series, 4,391 rows, from GOHTM_DATA, the cache
// or the net, where it looks for a few seconds at most. Its events are inferred.
// The error says how to get the file; see Fetch for a slow line.
func HotGym() (*Series, error) { return newStore().hotGym() }

// HotGym15 returns the real series with 17,568 rows, one every 15 minutes; its
// unit is kWh in that time. It is found like HotGym.
func HotGym15() (*Series, error) { return newStore().series(hotGym15Set, "kWh") }

// HotGymOrLike returns HotGym if it is to be had, else HotGymLike of seed 42,
// whose Title says that it is synthetic and whose Note says what was missing.
func HotGymOrLike() *Series { return newStore().hotGymOrLike() }

func (s *store) hotGymOrLike() *Series {
	gym, err := s.hotGym()
	if err == nil {
		return gym
	}
	like := HotGymLike(42)
	like.Note = fmt.Sprintf("this stands in for the real series: %v", err)
	return like
}

func (s *store) hotGym() (*Series, error) {
	gym, err := s.series(hotGymSet, "kW")
	if err != nil {
		return nil, err
	}
	gym.label(Base, "2010-09-15 22:00", "2010-10-14 22:00", "the load of the closed hours is 8 kW instead of 5")
	gym.label(Clock, "2010-10-03 02:00", "2010-10-03 03:00", "summer time: from here on the routine comes one hour earlier")
	gym.label(Schedule, "2010-10-04 00:00", "2010-10-05 00:00", "Labour Day: an evening like on weekends")
	gym.label(Base, "2010-12-06 00:00", "2010-12-07 00:00", "the load never falls below 8.8 kW")
	gym.label(Schedule, "2010-12-24 00:00", "2010-12-25 00:00", "Christmas Eve: early close")
	gym.label(Schedule, "2010-12-25 00:00", "2010-12-27 00:00", "Christmas and Boxing Day: 30 kW instead of 45")
	gym.label(Schedule, "2010-12-27 00:00", "2010-12-29 00:00", "two holidays: late opening, early close")
	gym.label(Schedule, "2010-12-31 00:00", "2010-12-31 22:00", "New Year's Eve: early close").Rows++ // the last row of the file
	for i := range gym.Events {
		gym.Events[i].Inferred = true
	}
	return gym, nil
}

// series returns a set of one table, without events.
func (s *store) series(set Set, unit string) (*Series, error) {
	ctx, cancel := context.WithTimeout(context.Background(), fetchWithin)
	defer cancel()
	file := set.Files[0]
	data, path, err := s.load(ctx, set, file, fetchSilence, nil)
	if err != nil {
		return nil, err
	}
	rows, err := file.table.read(path, data)
	if err != nil {
		return nil, fmt.Errorf("datasets: %w", err)
	}
	return &Series{Name: set.Name, Title: set.Title, Unit: unit, Source: set.Source, Licence: set.Licence, Real: true, Rows: rows}, nil
}
