package archive_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gohtm/htm/archive"
)

// A part of one's own: parameters, a state of exported fields, and Save and Load.
type counter struct {
	limit int
	state counterState
}

type counterState struct{ Count int }

func (c *counter) part() archive.Part {
	return archive.Part{Kind: "mine.Counter", Version: 1, Params: struct{ Limit int }{c.limit}}
}

func (c *counter) Save(w io.Writer) error { return archive.Write(w, c.part(), c.state) }

func (c *counter) Load(r io.Reader) error {
	var s counterState
	if err := archive.Read(r, c.part(), &s); err != nil {
		return err
	}
	if s.Count > c.limit { // what the file says may be anything: check it, then take it
		return errors.New("mine: Count is over the limit")
	}
	c.state = s
	return nil
}

func ExamplePart() {
	var file bytes.Buffer
	first := counter{limit: 10, state: counterState{Count: 3}}
	fmt.Println(first.Save(&file))

	saved := file.Bytes()
	second := counter{limit: 10}
	fmt.Println(second.Load(bytes.NewReader(saved)), second.state.Count)

	third := counter{limit: 20}
	fmt.Println(third.Load(bytes.NewReader(saved)))
	// Output:
	// <nil>
	// <nil> 3
	// mine: Limit = 10 in the file, want 20 as in this Counter
}

func ExampleSaveFile() {
	folder, _ := os.MkdirTemp("", "gohtm")
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "counter.gohtm")

	c := counter{limit: 10, state: counterState{Count: 3}}
	fmt.Println(archive.SaveFile(path, c.Save))
	c.state.Count = 7
	fmt.Println(archive.LoadFile(path, c.Load), c.state.Count)
	// Output:
	// <nil>
	// <nil> 3
}

func ExampleHeader() {
	var file bytes.Buffer
	c := counter{limit: 10}
	_ = c.Save(&file)
	header, err := archive.Inspect(&file)
	fmt.Println(header, err)
	// Output:
	// mine.Counter, version 1
	// 	Limit = 10 <nil>
}

func ExampleParam() {
	p := archive.Param{Name: "Readouts[0].Feed", Value: "htm/model.WinnerCells"}
	fmt.Println(p.Name, "=", p.Value)
	// Output: Readouts[0].Feed = htm/model.WinnerCells
}
