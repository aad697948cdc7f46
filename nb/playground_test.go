package nb

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

func ExamplePlayground_Viewer() {
	viewer, err := Playground{Noise: 0.33}.Viewer()
	if err != nil {
		panic(err)
	}
	fmt.Println(viewer)
	compareGolden("playground.html", viewer.page())
	// Output:
	// Line chart: Two SDRs, noise and chance. Lines: a random SDR matches. At a threshold of 20 it is 10^-25.6.
	// as testdata/playground.html
}

func TestPlaygroundErrors(t *testing.T) {
	for want, p := range map[string]Playground{
		"Size = 63, want in [64, 4096]":   {Size: 63},
		"Size = 4097, want in [64, 4096]": {Size: 4097},
		"On = 51, want in [1, 50]":        {Size: 100, On: 51},
		"On = -1, want in [1, 50]":        {Size: 100, On: -1},
		"Noise = NaN, want in [0, 1]":     {Noise: math.NaN()},
		"Threshold = 11, want in [1, 10]": {On: 10, Threshold: 11},
	} {
		if _, err := p.Viewer(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// The script's chances are those of package sdr, over all its powers of ten, and
// what it tries comes out near. The bits it draws are as many as the sliders say.
func TestPlaygroundInABrowser(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil || testing.Short() {
		t.Skip("no browser, or a short run")
	}
	cases := []Playground{{}, {Noise: 0.33}, {Size: 64, On: 32, Threshold: 16, Noise: 1}, {Size: 4096, On: 100, Threshold: 100}, {Size: 1024, On: 21, Threshold: 3, Noise: 0.5}, {Size: 64, On: 32, Threshold: 1}, {Size: 100, On: 1, Threshold: 1}}
	page := "<body>"
	for _, p := range cases {
		v, err := p.Viewer()
		if err != nil {
			t.Fatal(err)
		}
		page += v.HTML()
	}
	page += `<script>const go=()=>{if(document.querySelectorAll('[role=group]').length<` + strconv.Itoa(len(cases)) + `)return setTimeout(go,50);for(const v of document.querySelectorAll('[role=group]')){
const count=(s)=>v.querySelector('path[data-state='+s+']').getAttribute('d').split('M').length-1;
[].find.call(v.querySelectorAll('button'),(b)=>b.textContent.startsWith('try')).click();
document.title+=[v.querySelector('[data-log10]').getAttribute('data-log10'),count('both'),count('pattern'),count('copy'),count('off'),v.querySelector('[data-part=match]').textContent.startsWith('They match'),
v.querySelector('[data-part=chance]').textContent.match(/Of 100,000 random SDRs ([\d,]+)/)[1].replace(/,/g,'')].join(' ')+'|'}};go()</script>`
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	dom, err := exec.Command(browser, "--headless", "--no-sandbox", "--virtual-time-budget=3000", "--user-data-dir="+t.TempDir(), "--dump-dom", "file://"+path).Output()
	if err != nil {
		t.Fatal(err)
	}
	_, title, _ := strings.Cut(string(dom), "<title>")
	title, _, _ = strings.Cut(title, "</title>")
	lines := strings.Split(strings.TrimSuffix(title, "|"), "|")
	if len(lines) != len(cases) {
		t.Fatalf("%q, want %d viewers", title, len(cases))
	}
	for i, p := range cases {
		p = p.filled()
		words := strings.Fields(lines[i])
		log10, err := strconv.ParseFloat(words[0], 64)
		if want := sdr.LogFalseMatch(p.Size, p.On, p.On, p.Threshold) / math.Ln10; err != nil || math.Abs(log10-want) > 1e-8 {
			t.Errorf("%+v: a chance of 10^%s, package sdr says 10^%v", p, words[0], want)
		}
		moved := int(math.Round(float64(p.On) * math.Round(100*p.Noise) / 100))
		want := fmt.Sprint(p.On-moved, " ", moved, " ", moved, " ", p.Size-p.On-moved, " ", p.On-moved >= p.Threshold)
		if got := strings.Join(words[1:6], " "); got != want {
			t.Errorf("%+v: bits in both, pattern, copy, neither, match: %s, want %s", p, got, want)
		}
		matches, err := strconv.ParseFloat(words[6], 64)
		chance := math.Exp(p.falseMatch(p.Threshold))
		if spread := 5*math.Sqrt(1e5*chance*(1-chance)) + 1e-6; err != nil || math.Abs(matches-1e5*chance) > spread+0.5 {
			t.Errorf("%+v: %s of 100,000 matched, want %v ± %v (5 standard deviations)", p, words[6], 1e5*chance, spread)
		}
	}
}
