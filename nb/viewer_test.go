package nb

import (
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

// Permanences that have no pattern cannot be packed: here they fill more than there is
// room for. What remains is the cells of all steps, and the segments of the first.
func TestLargeRecordingSaysWhatItLeavesOut(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	r := Recording{Title: "Noise", CellsPerColumn: 2, Connected: 0.5}
	for i := 0; i < 60; i++ {
		m := invented{size: 8, winners: []int{0, 1, 2, 3, 4, 5, 6, 7}, segments: map[int][]Segment{}}
		for cell := 0; cell < 8; cell++ {
			s := Segment{make([]int, 3000), make([]float64, 3000)}
			for k := range s.Cells {
				s.Cells[k], s.Permanences[k] = k, random.Float64()
			}
			m.segments[cell] = []Segment{s}
		}
		if err := r.Add("", m); err != nil {
			t.Fatal(err)
		}
	}
	v, err := r.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var data recorded
	dataOf(t, v, &data)
	if len(data.Steps) != 60 || data.Dropped != 0 || data.Detailed < 10 || data.Detailed > 50 {
		t.Errorf("%d steps, %d without room, %d with segments, want 60, 0 and 10 to 50", len(data.Steps), data.Dropped, data.Detailed)
	}
	if data.Steps[data.Detailed-1].Changed == nil || data.Steps[data.Detailed].Changed != nil || len(data.Segments) != 8*data.Detailed {
		t.Errorf("%d segments, want 8 of each of %d steps", len(data.Segments), data.Detailed)
	}
	saysWhatItLeavesOut(t, v, "It has the segments of the first "+Thousands(data.Detailed)+" steps.")
}

// The same of cells that have no pattern: the last steps go.
func TestLongRecordingSaysWhatItLeavesOut(t *testing.T) {
	random := sdr.NewRandom(1)
	r := Recording{Title: "Noise", CellsPerColumn: 2, Connected: 0.5}
	for i := 0; i < 300; i++ {
		if err := r.Add("", invented{size: 1 << 16, active: random.Draw(1<<16, 5000).Bits, winners: []int{1}, segments: map[int][]Segment{1: {{[]int{i}, []float64{0.5}}}}}); err != nil {
			t.Fatal(err)
		}
	}
	v, err := r.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var data recorded
	dataOf(t, v, &data)
	if len(data.Steps) < 100 || len(data.Steps) > 290 || len(data.Steps)+data.Dropped != 300 || data.Detailed != len(data.Steps) {
		t.Errorf("%d steps, %d without room, %d with segments, want some of the first two, 300 together, all with segments", len(data.Steps), data.Dropped, data.Detailed)
	}
	saysWhatItLeavesOut(t, v, "The viewer has room for the first "+Thousands(len(data.Steps))+" steps.")
}

func saysWhatItLeavesOut(t *testing.T, v *Viewer, want string) {
	t.Helper()
	if size := len(v.HTML()) + len(v.still.SVG()); size > 2_000_000 || size < 1_200_000 {
		t.Errorf("%d bytes, want nearly 2 MB", size)
	}
	if !strings.HasSuffix(v.Text(), want) {
		t.Errorf("%q, want that it says %q", v.Text(), want)
	}
}

func TestViewerIsSavedAsAPageAndAsAPicture(t *testing.T) {
	v, err := Playground{Title: `a "title" & <more>`}.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	still, err := v.Figure()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for name, want := range map[string]string{"a.html": v.HTML(), "a.svg": still.SVG()} {
		path := filepath.Join(folder, name)
		if err := v.Save(path); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || !strings.Contains(string(got), want) {
			t.Errorf("%s: %d bytes, %v, want the viewer's own", name, len(got), err)
		}
	}
	if err := v.Save(filepath.Join(folder, "a.txt")); err == nil {
		t.Error("a.txt: no error")
	}
	if strings.Contains(v.HTML(), "<more>") {
		t.Error("a title is not escaped")
	}
	bundle := v.MIMEBundle()
	if bundle["text/html"] != v.HTML() || bundle["image/svg+xml"] != still.SVG() || bundle["text/plain"] != v.String() || len(bundle) != 3 {
		t.Errorf("%d formats, want the viewer, its picture and its text", len(bundle))
	}
	// Nothing is loaded from elsewhere: the only addresses are names of SVG and its picture.
	page := strings.ReplaceAll(v.page(), "http://www.w3.org/2000/svg", "")
	if strings.Contains(page, "http") || strings.Contains(page, "//cdn") {
		t.Error("the page names an address")
	}
}
