package archive_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"testing"

	"gohtm/htm/anomaly"
	"gohtm/htm/archive"
	"gohtm/htm/competitive"
	"gohtm/htm/encode"
	"gohtm/htm/internal/saving"
	"gohtm/htm/metric"
	"gohtm/htm/model"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

type saved interface {
	Save(w io.Writer) error
	Load(r io.Reader) error
}

// parts has every part with a state, by the kind in its files.
func parts(t *testing.T) map[string]saved {
	made := func(part interface{}, err error) saved {
		if err != nil {
			t.Fatal(err)
		}
		return part.(saved)
	}
	resting := func(t *synapse.Transmission, err error) (*synapse.ShortTerm, error) { return t.ShortTerm(10), err }
	return map[string]saved{
		"anomaly.Likelihood":            made(anomaly.NewLikelihood(anomaly.DefaultLikelihoodParams())),
		"anomaly.MovingAverage":         made(anomaly.NewMovingAverage(anomaly.DefaultMovingAverageParams())),
		"anomaly.ExponentialLikelihood": made(anomaly.NewExponentialLikelihood(anomaly.DefaultExponentialLikelihoodParams())),
		"anomaly.WindowedGaussian":      made(anomaly.NewWindowedGaussian(anomaly.DefaultWindowedGaussianParams())),
		"anomaly.SeenRange":             made(anomaly.NewSeenRange(anomaly.DefaultSeenRangeParams())),
		"competitive.Layer":             made(competitive.New(competitive.DefaultParams(20, 10))),
		"encode.Adaptive":               made(encode.NewAdaptive(encode.DefaultAdaptiveParams(100))),
		"encode.Delta":                  made(encode.NewDelta(encode.NewScalar(encode.ScalarParams{Min: -1, Max: 1, Size: 20, Active: 3}))),
		"metric.Activity":               made(metric.NewActivity(50)),
		"metric.Window":                 made(metric.NewWindow(50)),
		"model.Model":                   made(model.New(model.Plain())),
		"predict.Classifier":            made(predict.NewClassifier(predict.DefaultClassifierParams(20, 5))),
		"predict.Values":                made(predict.NewValues(predict.DefaultValuesParams(5))),
		"predict.Nearest":               made(predict.NewNearest(predict.DefaultNearestParams(20))),
		"predict.Naive":                 made(predict.NewNaive(predict.PreviousValue(1))),
		"predict.NearestClassifier":     made(predict.NewNearestClassifier(predict.DefaultNearestClassifierParams(20, 5))),
		"predict.Dense":                 made(predict.NewDense(predict.DefaultDenseParams(20, 5))),
		"sdr.Random":                    made(sdr.NewRandom(1), nil),
		"spatial.Pooler":                made(spatial.New(spatial.DefaultParams(20, 30))),
		"synapse.ShortTerm":             made(resting(synapse.Depressing(.5, 3))),
		"synapse.Store":                 made(synapse.New(synapse.DefaultParams(10, 10))),
		"temporal.Memory":               made(temporal.New(temporal.DefaultParams(20))),
	}
}

// Whatever has a Snapshot has a file, too, and is in the tables of these tests.
func TestEveryStateIsSaved(t *testing.T) {
	methods := map[string]map[string]bool{}
	folders, err := filepath.Glob("../*")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		packages, err := filepath.Glob(folder + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range packages {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, declaration := range file.Decls {
				if f, ok := declaration.(*ast.FuncDecl); ok && f.Recv != nil {
					star, _ := f.Recv.List[0].Type.(*ast.StarExpr)
					if star == nil {
						continue
					}
					name := fmt.Sprintf("%s.%v", file.Name, star.X)
					if methods[name] == nil {
						methods[name] = map[string]bool{}
					}
					methods[name][f.Name.Name] = true
				}
			}
		}
	}
	known := parts(t)
	for name, has := range methods {
		if !has["Snapshot"] || !ast.IsExported(name[strings.Index(name, ".")+1:]) {
			continue
		}
		for _, method := range []string{"Restore", "Clone", "Save", "Load"} {
			if !has[method] {
				t.Errorf("%s has Snapshot and no %s", name, method)
			}
		}
		if known[name] == nil {
			t.Errorf("%s is not in the table of parts", name)
		}
	}
}

func TestEveryPartTakesItsOwnFilesAndNoOthers(t *testing.T) {
	known := parts(t)
	for kind, part := range known {
		var file bytes.Buffer
		if err := part.Save(&file); err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		header, err := archive.Inspect(bytes.NewReader(file.Bytes()))
		if err != nil || header.Kind != kind {
			t.Errorf("%s: the file holds a %s, error %v", kind, header.Kind, err)
		}
		for other, reader := range known {
			err := reader.Load(bytes.NewReader(file.Bytes()))
			want := ""
			if other != kind {
				want = fmt.Sprintf("archive: the file holds a %s, want a %s", kind, other)
			}
			if got := message(err); got != want {
				t.Errorf("a file of %s into %s: error %q, want %q", kind, other, got, want)
			}
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

var update = flag.Bool("update", false, "write testdata/schema.txt")

// The fields of every state and of all parameters, with the version of each part. If
// this test fails, files that were written before can no longer be read: raise the
// part's Version, then go test ./htm/archive -run Schema -update.
func TestSchema(t *testing.T) {
	var lines []string
	for kind, part := range parts(t) {
		var file bytes.Buffer
		if err := part.Save(&file); err != nil {
			t.Fatal(err)
		}
		header, err := archive.Inspect(&file)
		if err != nil {
			t.Fatal(err)
		}
		about := fmt.Sprintf("%s %d", kind, header.Version)
		state := reflect.ValueOf(part).MethodByName("Snapshot").Call(nil)[0].Type()
		fields(&lines, about+" State", state)
		if params := saving.ParamsOf(part); params != nil {
			fields(&lines, about+" Params", reflect.TypeOf(params))
		}
	}
	sort.Strings(lines)
	got := strings.Join(lines, "\n") + "\n"
	const golden = "testdata/schema.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	for _, line := range lines {
		if !strings.Contains(string(want), line+"\n") {
			t.Errorf("new: %s", line)
		}
	}
	for _, line := range strings.Split(string(want), "\n") {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("gone: %s", line)
		}
	}
}

// fields lists the fields of a struct with their types, down to the last one.
func fields(lines *[]string, place string, of reflect.Type) {
	for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
		if e := of.Elem(); e.Kind() != reflect.Struct && e.Kind() != reflect.Slice {
			break
		}
		of, place = of.Elem(), place+"[]"
	}
	if of.Kind() != reflect.Struct || of.PkgPath() == "time" {
		*lines = append(*lines, fmt.Sprintf("%s %s", place, of))
		return
	}
	for i := 0; i < of.NumField(); i++ {
		if f := of.Field(i); f.IsExported() {
			fields(lines, place+"."+f.Name, f.Type)
		}
	}
}
