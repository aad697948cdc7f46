package nb

import (
	"encoding/json"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Permanences that have no pattern cannot be packed: here they fill more than there is
// room for. What remains is the first steps, and it says so.
func TestLargeRecordingSaysWhatItLeavesOut(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	r := handRecording()
	r.Steps = nil
	for i := 0; i < 60; i++ {
		step := handRecording().Steps[0]
		step.Distal = map[int][]Segment{}
		for cell := 0; cell < 8; cell++ {
			s := Segment{make([]int, 3000), make([]float64, 3000)}
			for k := range s.Cells {
				s.Cells[k], s.Permanences[k] = k, random.Float64()
			}
			step.Distal[cell] = []Segment{s}
		}
		r.Steps = append(r.Steps, step)
	}
	v, err := r.Viewer()
	if err != nil {
		t.Fatal(err)
	}
	var data recorded
	if err := json.Unmarshal([]byte(v.data), &data); err != nil {
		t.Fatal(err)
	}
	if len(data.Steps) < 10 || len(data.Steps)+data.Dropped != 60 || data.Dropped == 0 {
		t.Errorf("%d steps and %d without room, want some of both, 60 together", len(data.Steps), data.Dropped)
	}
	if size := len(v.HTML()) + len(v.still.SVG()); size > 2_000_000 || size < 1_500_000 {
		t.Errorf("%d bytes, want nearly 2 MB", size)
	}
	if want := "The viewer has room for the first " + Thousands(len(data.Steps)) + " steps."; !strings.Contains(v.Text(), want) {
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
