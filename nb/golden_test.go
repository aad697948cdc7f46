package nb

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

var update = flag.Bool("update", false, "write the golden pictures instead of comparing with them")

// golden compares a figure with testdata/name.svg and prints whether they are the
// same: the body of every figure's Example.
func golden(name string, drawing Drawing) {
	f, err := drawing.Figure()
	if err != nil {
		fmt.Println(err)
		return
	}
	compareGolden(name+".svg", f.SVG())
}

func compareGolden(file, got string) {
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			fmt.Println(err)
			return
		}
	}
	want, err := os.ReadFile(path)
	switch {
	case err != nil:
		fmt.Println(err)
	case string(want) != got:
		fmt.Printf("differs from %s: look at the new picture after go test -update\n", path)
	default:
		fmt.Println("as", path)
	}
}
