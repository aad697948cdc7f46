package datasets

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// realData is the folder with the real files; without it the test is skipped.
func realData(t *testing.T) string {
	for _, dir := range []string{os.Getenv(DataVariable), "../../shared/datasets"} {
		if _, err := os.Stat(filepath.Join(dir, "hotgym", "rec-center-hourly.csv")); dir != "" && err == nil {
			return dir
		}
	}
	t.Skipf("the real hot gym is not here: set %s to a folder that holds it", DataVariable)
	return ""
}

func TestHotGymRealRows(t *testing.T) {
	for _, tt := range []struct {
		set         Set
		rows        int
		first, last string
		mean        string
	}{
		{hotGymSet, 4391, "2010-07-02 00:00 21.2", "2010-12-31 22:00 5", "31.305"},
		{hotGym15Set, 17568, "2010-07-02 00:00 5.3", "2010-12-31 23:45 1.2", "7.825"},
	} {
		published, err := os.ReadFile(filepath.Join(realData(t), tt.set.Files[0].Path))
		if errors.Is(err, fs.ErrNotExist) {
			t.Skip(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		lf := bytes.ReplaceAll(published, []byte("\r\n"), []byte("\n"))
		for ends, data := range map[string][]byte{"LF": lf, "CRLF": bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n"))} {
			s := &store{data: t.TempDir()}
			put(t, filepath.Join(s.data, tt.set.Files[0].Path), data)
			gym, err := s.series(tt.set, "kW")
			if err != nil {
				t.Errorf("%s with %s: %v", tt.set.Name, ends, err)
				continue
			}
			first, last := gym.Rows[0], gym.Rows[len(gym.Rows)-1]
			row := func(r Row) string { return fmt.Sprint(r.Time.Format(stamp), " ", r.Value) }
			if len(gym.Rows) != tt.rows || row(first) != tt.first || row(last) != tt.last || !gym.Real {
				t.Errorf("%s with %s: %d rows from %s to %s, real %v; want %d from %s to %s, true",
					tt.set.Name, ends, len(gym.Rows), row(first), row(last), gym.Real, tt.rows, tt.first, tt.last)
			}
			if m := fmt.Sprintf("%.3f", mean(gym.Values())); m != tt.mean {
				t.Errorf("%s with %s: mean %s, want %s", tt.set.Name, ends, m, tt.mean)
			}
		}
	}
}

// Four quarters of an hour sum to the hour: the two real files are of one gym.
func TestHotGymQuartersSumToHours(t *testing.T) {
	s := &store{data: realData(t)}
	hours, err := s.hotGym()
	if err != nil {
		t.Fatal(err)
	}
	quarters, err := s.series(hotGym15Set, "kWh")
	if errors.Is(err, ErrUnavailable) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	x := quarters.Values()
	for i, hour := range hours.Rows {
		if sum := x[4*i] + x[4*i+1] + x[4*i+2] + x[4*i+3]; sum-hour.Value > 0.051 || hour.Value-sum > 0.051 {
			t.Fatalf("row %d: quarters sum to %.2f, want %.1f", i, sum, hour.Value)
		}
	}
}

// The labels of the real rows lie where the rows show them.
func TestHotGymEvents(t *testing.T) {
	gym, err := (&store{data: realData(t)}).hotGym()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range gym.Events {
		if !e.Inferred || e.Rows < 1 || e.Row+e.Rows > len(gym.Rows) || !e.Time.Equal(gym.Rows[e.Row].Time) {
			t.Errorf("event %+v, want inferred and rows of the series", e)
		}
	}
	base, x := gym.Events[0], gym.Values()
	end := base.Row + base.Rows
	if inside := slices.Min(x[base.Row:end]); inside != 7.4 {
		t.Errorf("base: lowest value %.1f, want 7.4", inside)
	}
	if before, after := slices.Min(x[base.Row-24:base.Row]), slices.Min(x[end:end+24]); before > 5.5 || after > 5.5 {
		t.Errorf("base: lowest values %.1f and %.1f on the days beside it, want about 5", before, after)
	}
	if clock := gym.Events[1]; clock.Kind != Clock || clock.Row != 2234 || clock.Time.Format(stamp) != "2010-10-03 02:00" {
		t.Errorf("event %+v, want the clock change in row 2234", clock)
	}
}

// A damaged file of the user's is an error that names file and line; it is not
// passed over, and HotGymOrLike says so.
func TestHotGymDamaged(t *testing.T) {
	s := &store{data: t.TempDir(), cache: t.TempDir()}
	path := filepath.Join(s.data, hotGymSet.Files[0].Path)
	put(t, path, []byte(toyHead+"7/2/10 0:00,21.2\n7/2/10 1:00,x\n"))
	_, err := s.hotGym()
	if err == nil || !strings.HasPrefix(err.Error(), "datasets: "+path) || !strings.Contains(err.Error(), `line 5: value "x"`) {
		t.Errorf("error %v, want the path and line 5", err)
	}
	if like := s.hotGymOrLike(); like.Real || !strings.Contains(like.Title, "synthetic look-alike") || !strings.Contains(like.Note, "line 5") {
		t.Errorf("real %v, title %q, note %q; want a look-alike that says so, and why", like.Real, like.Title, like.Note)
	}
}

// swamp is a network that swallows everything, or gives a byte every 3 seconds.
type swamp struct {
	trickle bool
	request *http.Request
}

func (s swamp) RoundTrip(r *http.Request) (*http.Response, error) {
	if s.trickle {
		return &http.Response{StatusCode: 200, Body: io.NopCloser(swamp{request: r})}, nil
	}
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func (s swamp) Read(p []byte) (int, error) {
	select {
	case <-s.request.Context().Done():
		return 0, s.request.Context().Err()
	case <-time.After(3 * time.Second):
		return copy(p, "t"), nil
	}
}

// A machine with a bad network gets its look-alike within seconds.
func TestHotGymOrLikeDoesNotHang(t *testing.T) {
	for why, network := range map[string]swamp{"nothing came for 4s": {}, "deadline exceeded": {trickle: true}} {
		s := &store{cache: t.TempDir(), transport: network}
		synctest.Test(t, func(t *testing.T) { // the clock is a false one: no real seconds pass
			begun := time.Now()
			like := s.hotGymOrLike()
			if took := time.Since(begun); took > 8*time.Second || took < 4*time.Second {
				t.Errorf("it took %v, want 4 to 8 s", took)
			}
			if like.Real || !strings.Contains(like.Title, "synthetic") || !strings.Contains(like.Note, why) {
				t.Errorf("real %v, title %q, note %q; want a look-alike that says so, and %q", like.Real, like.Title, like.Note, why)
			}
		})
	}
}

func TestHotGymOrLikeWithTheRealRows(t *testing.T) {
	gym := (&store{data: realData(t)}).hotGymOrLike()
	if !gym.Real || gym.Title != "Hot gym, hourly" || gym.Note != "" {
		t.Errorf("real %v, title %q, note %q; want the real rows", gym.Real, gym.Title, gym.Note)
	}
}

func TestSeriesViews(t *testing.T) {
	s := HotGymLike(42)
	values, times, frame := s.Values(), s.Times(), s.Frame()
	if len(values) != 4391 || values[7] != s.Rows[7].Value || !times[7].Equal(s.Rows[7].Time) || frame.Nrow() != 4391 {
		t.Errorf("%d values, %d times, %d frame rows; want those of 4391 rows", len(values), len(times), frame.Nrow())
	}
	if name := frame.Names(); len(name) != 2 || name[0] != "time" || name[1] != "value" || frame.Elem(7, 0).String() != "2010-07-02 07:00" || frame.Elem(7, 1).Float() != values[7] {
		t.Errorf("frame with %v, row 7 %v %v; want time and value of row 7", name, frame.Elem(7, 0), frame.Elem(7, 1))
	}
	if values[7] = -1; s.Rows[7].Value == -1 {
		t.Error("Values shares memory with the rows")
	}
	for _, want := range []string{"synthetic look-alike (seed 42)", "4391 rows", "2010-12-31 22:00", "row 2234, 2010-10-03 02:00: from here on"} {
		if !strings.Contains(s.String(), want) {
			t.Errorf("String %q, want %q in it", s, want)
		}
	}
}

// put writes a file and the folders above it.
func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
