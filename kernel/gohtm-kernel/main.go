//go:build gophernotes

// Command gohtm-kernel is the Jupyter kernel "Go (HTM)": gophernotes' display
// package and rendering, a message loop of its own, and the packages of this
// module, gonum and gota compiled in.
package main

import (
	"fmt"
	"log"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"time"

	"gohtm/kernel/internal/history"
	"gohtm/kernel/internal/server"
	"gohtm/kernel/internal/spec"
	"gohtm/kernel/internal/streams"
)

const usage = `usage:
  gohtm-kernel install [--user | --sys-prefix | --prefix DIR]
                                install the kernel, by default for the current user
  gohtm-kernel uninstall [--user | --sys-prefix | --prefix DIR]
  gohtm-kernel version
  gohtm-kernel FILE             serve the connection file FILE: what Jupyter calls
`

func main() {
	if len(os.Args) < 2 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	var err error
	switch os.Args[1] {
	case "install":
		err = spec.Install(os.Args[2:], os.Stdout)
	case "uninstall":
		err = spec.Uninstall(os.Args[2:], os.Stdout)
	case "version", "--version":
		fmt.Printf("gohtm-kernel %s (%s)\n", version(), runtime.Version())
	case "help", "-h", "--help":
		fmt.Print(usage)
	default:
		err = serve(os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gohtm-kernel:", err)
		os.Exit(1)
	}
}

// release is the version of a build that is given to others, set by the linker.
var release string

// version is that of the release, or of the module if it was built from one.
func version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "0.1.0"
}

// serve is the kernel.
func serve(connectionFile string) error {
	connection, err := server.ReadConnection(connectionFile)
	if err != nil {
		return err
	}
	var s *server.Server // set before the first output
	stdout, _, err := streams.Take(1, func(text string) { s.Stream("stdout", text) })
	if err != nil {
		return err
	}
	stderr, original, err := streams.Take(2, func(text string) { s.Stream("stderr", text) })
	if err != nil {
		return err
	}
	// What ends the process cannot reach the notebook any more: it goes to the
	// terminal or log of Jupyter.
	debug.SetCrashOutput(original, debug.CrashOptions{})
	logger := log.New(original, "gohtm-kernel: ", log.LstdFlags)
	past := remember(logger)
	defer past.Close()
	s, err = server.New(connection, server.Info{
		Implementation:  "gohtm-kernel",
		Version:         version(),
		Banner:          "Go (HTM): gophernotes with hierarchical temporal memory inside, " + runtime.Version(),
		LanguageVersion: runtime.Version(),
		HelpLinks: []server.HelpLink{
			{Text: "Go", URL: "https://go.dev/ref/spec"},
			{Text: "Gonum", URL: "https://pkg.go.dev/gonum.org/v1/gonum"},
			{Text: "Gonum plot", URL: "https://pkg.go.dev/gonum.org/v1/plot"},
			{Text: "gophernotes", URL: "https://github.com/gopherdata/gophernotes"},
		},
	}, past, logger)
	if err != nil {
		fmt.Fprintln(original, "gohtm-kernel:", err)
		os.Exit(1)
	}
	e := newEngine(s, stdout, stderr)
	go watchSignals(e)
	go watchParent(s)
	go func() { // for a cell that cannot be stopped
		<-s.Done()
		time.Sleep(time.Second)
		os.Exit(0)
	}()
	s.Run(e)
	time.Sleep(100 * time.Millisecond) // the last messages are on their way
	return nil
}

// remember begins a session of the history; without a place to keep it, of this
// session alone.
func remember(logger *log.Logger) *history.History {
	directory := spec.HistoryDirectory()
	if directory == "" {
		return &history.History{}
	}
	past, err := history.Open(directory)
	if err != nil {
		logger.Print(err)
	}
	return past
}

// watchSignals stops the running cell on an interrupt signal.
func watchSignals(e *engine) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	for range signals {
		e.Interrupt()
	}
}
