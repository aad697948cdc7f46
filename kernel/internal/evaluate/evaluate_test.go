package evaluate

import (
	"strings"
	"testing"
	"time"
)

// cells runs cells one after the other and returns what the last one gave.
func cells(t *testing.T, i *Interp, codes ...string) (*Result, *Error) {
	t.Helper()
	var result *Result
	var failed *Error
	for _, code := range codes {
		result, failed = i.Eval("cell", code)
	}
	return result, failed
}

func TestResult(t *testing.T) {
	for _, tt := range []struct {
		name  string
		cells []string
		want  string
	}{
		{"an expression is the result", []string{"1+1"}, "[2] <nil>"},
		{"an assignment has none", []string{"x := 1"}, "nothing"},
		{"a declaration has none", []string{"func f() int { return 1 }"}, "nothing"},
		{"a loop has none", []string{"for i := 0; i < 2; i++ { }"}, "nothing"},
		{"a comment has none", []string{"// nothing"}, "nothing"},
		{"a print shows no count", []string{`import "fmt"; fmt.Print()`}, "nothing"},
		{"a print under another name neither", []string{`import f "fmt"; f.Print()`}, "nothing"},
		{"a Sprint is a value", []string{`import "fmt"; fmt.Sprint(3)`}, "[3] <nil>"},
		{"an error that is nil is left out", []string{`import "strconv"; strconv.Atoi("12")`}, "[12] <nil>"},
		{"an error is kept", []string{`import "errors"; errors.New("no")`}, "[] no"},
		{"a cell can be run again", []string{"x := 1", "x := 1", "x"}, "[1] <nil>"},
		{"a variable can change its type", []string{"x := 1", `x := "a"`, "x"}, "[a] <nil>"},
		{"an older function goes on with the older type", []string{"x := 1", "func f() int { return x }", "x := 2.5", "f()"}, "[1] <nil>"},
		{"an older function sees a new value", []string{"x := 1", "func f() int { return x }", "x := 2", "f()"}, "[2] <nil>"},
		{"functions of a cell may stand in any order", []string{"func a() int { return b() }\nfunc b() int { return 7 }\na()"}, "[7] <nil>"},
		{"functions may call each other in turn", []string{"type T struct{ n int }\n" +
			"func odd(t T) bool { if t.n == 0 { return false }; return even(T{t.n - 1}) }\n" +
			"func even(t T) bool { if t.n == 0 { return true }; return odd(T{t.n - 1}) }\nodd(T{7})"}, "[true] <nil>"},
		{"an import can be used with a dot", []string{`import . "strings"` + "\n" + `ToUpper("a")`}, "[A] <nil>"},
		{"a closure is a field", []string{"type T struct { F func(int) int }\nt := T{func(i int) int { return 2*i }}\nt.F(4)"}, "[8] <nil>"},
		{"a method is a value", []string{"type C struct { n int }\nfunc (c *C) Inc() int { c.n++; return c.n }\nc := &C{}\nf := c.Inc\nf()\nf()"}, "[2] <nil>"},
		{"a channel is received from", []string{"c := make(chan int, 1)\nc <- 3\n<-c"}, "[3] <nil>"},
		{"a channel is received from with two results", []string{"c := make(chan int)\nclose(c)\nv, ok := <-c\nok"}, "[false] <nil>"},
		{"a select takes what is ready", []string{"c := make(chan int, 1)\nc <- 3\nv := 0\nselect { case v = <-c: }\nv"}, "[3] <nil>"},
		{"a constant is sent as the channel's type", []string{"c := make(chan float64, 1)\nc <- 3\n<-c / 2"}, "[1.5] <nil>"},
		{"a nil is sent", []string{"c := make(chan error, 1)\nc <- nil\n<-c == nil"}, "[true] <nil>"},
		{"a value is sent as an interface", []string{"import \"errors\"\nc := make(chan interface{}, 1)\nc <- errors.New(\"e\")\n(<-c).(error).Error()"}, "[e] <nil>"},
		{"an element of a map is one value", []string{"m := map[string]int{\"a\": 4}\nm[\"a\"]"}, "[4] <nil>"},
		{"an element of a map is one argument", []string{"m := map[string]string{\"a\": \"x\"}\nfunc id(s string) string { return s }\nid(m[\"a\"])"}, "[x] <nil>"},
		{"an element of a map is one of any number of arguments", []string{`import "fmt"`, "m := map[string]int{\"a\": 5}\nfmt.Sprint((m[\"a\"]))"}, "[5] <nil>"},
		{"a struct in a map is one argument", []string{"type T struct { X int }\nm := map[int]T{1: T{4}}\nfunc get(t T) int { return t.X }\nget(m[1])"}, "[4] <nil>"},
		{"a named number in a map is one argument", []string{`import "time"`, "m := map[int]time.Duration{1: 2}\nfunc get(d time.Duration) time.Duration { return d }\nint(get(m[1]))"}, "[2] <nil>"},
		{"a number of a type of a cell in a map is one argument", []string{"type N int\nm := map[int]N{1: 2}\nfunc get(n N) N { return n + 1 }\nint(get(m[1]))"}, "[3] <nil>"},
		{"a type assertion is one argument", []string{"type T struct { X int }\nvar e interface{} = T{4}\nfunc get(t T) int { return t.X }\nget(e.(T))"}, "[4] <nil>"},
		{"an element of a slice, of an array, of a string is one argument", []string{"func f(x byte) int { return int(x) }\nfunc g(x float64) float64 { return x }\n" +
			"s := \"ab\"\nf(s[0]) + f([]byte{1}[0]) + f([2]byte{2}[0]) + int(g([]float64{3}[0])) + f(\"b\"[0])"}, "[201] <nil>"},
		{"an element that is a function, an interface, nil", []string{"import \"fmt\"\nfs := []func() int{func() int { return 3 }}\nfunc run(f func() int) int { return f() }\n" +
			"es := []error{nil}\nfmt.Sprint(run(fs[0])) + fmt.Sprint(es[0])"}, "[3<nil>] <nil>"},
		{"a goroutine with an element", []string{"c := make(chan int)\nm := map[int]int{1: 6}\ngo func(n int) { c <- n }(m[1])\n<-c"}, "[6] <nil>"},
		{"a type assertion is one value", []string{"var x interface{} = 5\nx.(int)"}, "[5] <nil>"},
		{"a select beside a variable called stop", []string{"stop := make(chan int, 1)\nstop <- 3\nv := 0\nselect { case v = <-stop: }\nv"}, "[3] <nil>"},
		{"a panic is recovered from", []string{"func f() (r interface{}) { defer func() { r = recover() }(); panic(8) }\nf()"}, "[8] <nil>"},
		{"make makes a slice, a map, a channel", []string{"a, b, c := make([]int, 3), make(map[int]int), make(chan int, 2)\nlen(a) + len(b) + cap(c) + cap(make([]byte, 1, 9))"}, "[14] <nil>"},
		{"a goroutine sends", []string{"c := make(chan int)\ngo func(n int) { c <- n }(5)\n<-c"}, "[5] <nil>"},
		{"a goroutine of a named function", []string{"c := make(chan int)\nfunc send(n int) { c <- n }\ngo send(6)\n<-c"}, "[6] <nil>"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			result, failed := cells(t, New(), tt.cells...)
			if failed != nil {
				t.Fatal(failed)
			}
			if got := result.String(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		cells []string
		want  string // the start of the error
	}{
		{"a name that is unknown, with its place", []string{"x := 1\n\ty(x)"}, "CompileError: cell:2:2: undefined identifier: y"},
		{"what does not parse, with its place", []string{"\nfunc f( {"}, "CompileError: cell:2:9: "},
		{"a wrong type, with its place", []string{"\nvar z int = \"a\""}, "CompileError: cell:2:"},
		{"a package that is not compiled in", []string{`import "example.org/none"`}, `ImportError: cell:1:8: package "example.org/none" is not compiled into this kernel`},
		{"a panic", []string{`panic("boo")`}, "panic: boo"},
		{"a nil map", []string{"var m map[int]int\nm[1] = 2"}, "runtime error: assignment to entry in nil map"},
		{"a nil pointer", []string{"var p *struct{ X int }\np.X"}, "runtime error: invalid memory address or nil pointer"},
		{"an index out of range", []string{"s := []int{1}\nn := 3\ns[n]"}, "runtime error: slice index out of range"},
		{"a division by zero", []string{"a := 0\n1 / a"}, "runtime error: integer divide by zero"},
		{"a recursion without end", []string{"func f(n int) int { return f(n+1) }\nf(0)"}, "runtime error: functions call each other more than"},
		{"a type assertion that does not hold", []string{"var x interface{} = 5\nx.(string)"}, "runtime error: interface conversion: x is no string"},
		{"a slice out of bounds", []string{"n := 9\n[]int{1}[:n]"}, "runtime error: slice index out of bounds"},
		{"more memory than there is", []string{"n := 1 << 55\nx := make([]byte, n)"}, "panic: make: no memory for"},
		{"more memory than can be counted", []string{"x := make([]float64, 1 << 61)"}, "panic: make: no memory for"},
		{"a large capacity", []string{"x := make([]float64, 1, 1 << 50)"}, "panic: make: no memory for"},
		{"an exit", []string{`import "os"; os.Exit(3)`}, "panic: os.Exit(3): a cell does not end the kernel"},
		{"a fatal log", []string{`import "log"; log.Fatalln("no", 5)`}, "panic: log.Fatal: no 5"},
		{"a directory that does not exist", []string{"%cd /none/at/all"}, "CommandError: "},
		{"a command that is unknown", []string{"%nonsense"}, "CommandError: %nonsense is not a command"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, failed := cells(t, New(), tt.cells...)
			if failed == nil || !strings.HasPrefix(failed.Error(), tt.want) {
				t.Errorf("got %v, want %s", failed, tt.want)
			}
		})
	}
}

func TestErrorsNameTheLine(t *testing.T) {
	for _, tt := range []struct {
		name  string
		cells []string
		want  string // of the traceback, without the error
	}{
		{"an expression", []string{"x := 0\n\n1 / x"}, "    at cell:3: 1 / x"},
		{"a statement", []string{"x := 0\ny := 1\ny /= x"}, "    at cell:3: y /= x"},
		{"a declaration", []string{"x := 0\nvar y = 1\n\nvar z = y / x"}, "    at cell:4: var z = y / x"},
		{"a loop", []string{"a := []int{1}\nfor i := 0; i < 3; i++ {\n\tb := i\n\ta[b]++\n}"}, "    at cell:4: a[b]++"},
		{"a function and the line that called it", []string{"func f(s []int) int {\n\treturn s[4]\n}", "\nf(nil) + 1"}, "    at cell:2: return s[4]\n    at cell:2: f(nil) + 1"},
		{"a closure that compiled code calls", []string{"import \"sort\"\nn := 2\nsort.Search(9, func(i int) bool {\n\tpanic(i)\n})"}, "    at cell:4: panic(i)\n    at cell:3: sort.Search(9, func(i int) bool {"},
		{"a second cell that fails", []string{"for i := 0; i < 3; i++ { panic(1) }", "x := 0\n1 / x"}, "    at cell:2: 1 / x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, failed := cells(t, New(), tt.cells...)
			if failed == nil {
				t.Fatal("no error")
			}
			var got []string
			for _, line := range failed.Traceback[1:] {
				if strings.HasPrefix(line, "    at ") {
					got = append(got, line)
				}
			}
			if got := strings.Join(got, "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestHints(t *testing.T) {
	for _, tt := range []struct {
		name  string
		cells []string
		want  string
	}{
		{"a package that is not imported", []string{"\nfmt.Println(1)"}, `import "fmt"`},
		{"a package that is not imported, in an assignment", []string{"b, err := os.Open(\"x\")"}, `import "os"`},
		{"a package that is not imported, in a chain", []string{`b, err := exec.Command("ls").Output()`}, `import "os/exec"`},
		{"a package of two names", []string{"rand.Int()"}, `import "crypto/rand" or import "math/rand"`},
		{"a name that a package does not have", []string{`import "fmt"`, "fmt.Prinln(1)"}, `Package "fmt" has no Prinln`},
		{"a function without a name", []string{"func() { panic(1) }()"}, "(func() { ... })()"},
		{"a variable that hides a package", []string{`import "fmt"`, "fmt := 1", "fmt.Println(1)"}, "hides it"},
		{"a method that a value does not have", []string{`import "strings"`, "var b strings.Builder", "b.Writ(1)"}, `b has no field or method Writ: Tab behind "b."`},
		{"a value of an older type", []string{"type P struct { X int }\nvar p P", "type P struct { X, Y int }", "p = P{}"}, "old type"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, failed := cells(t, New(), tt.cells...)
			if failed == nil {
				t.Fatal("no error")
			}
			if got := failed.Traceback[len(failed.Traceback)-1]; !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFailedCellChangesNoName(t *testing.T) {
	for _, tt := range []struct{ name, failing, then, want string }{
		{"it does not compile", "x := 9\nnone(x)", "x", "[5] <nil>"},
		{"it does not compile and gives a name another type", "x := \"nine\"\nnone(x)", "x", "[5] <nil>"},
		{"its code is not run later", "x = 9\nnone(x)", "x", "[5] <nil>"},
		{"it panics before the declaration", `panic("a")` + "\n" + `x := "b"`, "x", "[5] <nil>"},
		{"it panics after the declaration", `x := "b"` + "\n" + `panic("a")`, "x", "[b] <nil>"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i := New()
			if _, failed := cells(t, i, "x := 5", tt.failing); failed == nil {
				t.Fatal("the cell did not fail")
			}
			result, failed := cells(t, i, tt.then)
			if failed != nil || result.String() != tt.want {
				t.Errorf("got %v, %v; want %s", result, failed, tt.want)
			}
		})
	}
}

func TestInterrupt(t *testing.T) {
	for _, tt := range []struct{ name, code string }{
		{"an endless loop", "y := 1\nfor { }"},
		{"a loop in a function", "y := 1\nfunc f() { for { } }\nf()"},
		{"endless calls", "y := 1\nfunc g(n int) int { return n }\nfor { g(1) }"},
		{"a long sleep", "import \"time\"\ny := 1\ntime.Sleep(time.Hour)"},
		{"a receive", "y := 1\nc := make(chan int)\n<-c"},
		{"a receive in a function", "y := 1\nfunc h(c chan string) string { return <-c }\nh(nil)"},
		{"a send", "y := 1\nc := make(chan int)\nc <- 1"},
		{"a select", "y := 1\nc := make(chan int)\nselect { case <-c: }"},
		{"functions that recover", "y := 1\nfunc r() { defer func() { recover() }(); for { } }\nfor { r() }"},
		{"an empty select", "y := 1\nselect { }"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i := New()
			if _, failed := cells(t, i, "x := 5"); failed != nil {
				t.Fatal(failed)
			}
			go func() {
				time.Sleep(50 * time.Millisecond)
				i.Interrupt()
			}()
			if _, failed := cells(t, i, tt.code); failed == nil || failed.Name != "Interrupted" {
				t.Fatalf("got %v, want an interrupt", failed)
			}
			result, failed := cells(t, i, "x + y")
			if failed != nil || result.String() != "[6] <nil>" {
				t.Errorf("the next cell: %v, %v; want [6] <nil>", result, failed)
			}
		})
	}
}

func TestInterruptWhileIdle(t *testing.T) {
	i := New()
	i.Interrupt()
	result, failed := cells(t, i, "n := 0\nfor k := 0; k < 1000; k++ { n++ }\nn")
	if failed != nil || result.String() != "[1000] <nil>" {
		t.Errorf("got %v, %v; want [1000] <nil>", result, failed)
	}
}

func TestContextEndsOnInterrupt(t *testing.T) {
	i := New()
	stop := i.start()
	ctx := i.Context()
	if ctx.Err() != nil {
		t.Error("the context is cancelled without an interrupt")
	}
	i.Interrupt()
	<-ctx.Done()
	if !stop().interrupted {
		t.Error("the cell does not know that it was interrupted")
	}
	stop = i.start()
	ctx = i.Context()
	stop()
	if ctx.Err() != nil {
		t.Error("the end of a cell cancels its context, and what goes on behind it")
	}
	if i.Context().Err() != nil {
		t.Error("the context of the next cell is cancelled")
	}
}

func TestComplete(t *testing.T) {
	for _, tt := range []struct {
		name, code string
		cursor     int
		match      string // one of the matches; none if empty
		start, end int
	}{
		{"a function of a package", "fmt.Printl", 10, "Println", 4, 10},
		{"behind text that is not ASCII", `s := "äöü世"; fmt.Printl`, 23, "Println", 17, 23},
		{"a variable", "abso", 4, "absolute", 0, 4},
		{"in the middle", "abso + 1", 4, "absolute", 0, 4},
		{"a method", "b.Le", 4, "Len", 2, 4},
		{"nothing that matches", "nonesuch", 8, "", 0, 8},
		{"an empty cell", "", 0, "", 0, 0},
		{"a cursor behind the end", "abso", 40, "absolute", 0, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i := New()
			if _, failed := cells(t, i, "import (\"fmt\"; \"bytes\")\nabsolute := 1\nvar b bytes.Buffer"); failed != nil {
				t.Fatal(failed)
			}
			matches, start, end := i.Complete(tt.code, tt.cursor)
			if start != tt.start || end != tt.end {
				t.Errorf("range [%d, %d), want [%d, %d)", start, end, tt.start, tt.end)
			}
			found := strings.Contains(" "+strings.Join(matches, " ")+" ", " "+tt.match+" ")
			if tt.match == "" {
				found = len(matches) == 0
			}
			if !found {
				t.Errorf("matches %q, want %q among them", matches, tt.match)
			}
		})
	}
}
