// Package history keeps the cells that were run, over sessions: a file for each
// session, a line for each cell. Old sessions are forgotten.
//
// Source: Jupyter client documentation, "Messaging in Jupyter", section "History".
package history

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// What is kept of earlier sessions.
const (
	mostSessions = 500
	mostBytes    = 16 << 20
)

// Entry is a cell that was run.
type Entry struct {
	Session int    `json:"-"`
	Line    int    `json:"line"` // the number in the cell's prompt
	Input   string `json:"input"`
	Output  string `json:"output,omitempty"` // the text of its result, "" for none
}

// History is what was run in this session and in those before it that are kept.
// All methods are for one goroutine.
type History struct {
	directory string
	session   int
	file      *os.File
	now       []Entry // of this session
}

// Open begins a new session in a directory, and forgets the oldest ones there. On
// error it returns a history of this session alone, which works all the same.
func Open(directory string) (*History, error) {
	h := &History{session: 1}
	if err := os.MkdirAll(directory, 0o700); err != nil {
		return h, fmt.Errorf("history: %w", err)
	}
	h.directory = directory
	sessions, err := h.sessions()
	if err != nil {
		return h, err
	}
	h.forget(sessions)
	if n := len(sessions); n > 0 {
		h.session = sessions[n-1] + 1
	}
	for ; ; h.session++ { // another kernel may begin at the same time
		h.file, err = os.OpenFile(h.name(h.session), os.O_CREATE|os.O_EXCL|os.O_WRONLY|os.O_APPEND, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return h, fmt.Errorf("history: %w", err)
	}
	return h, nil
}

// Close ends the session; one without a cell leaves no file.
func (h *History) Close() error {
	if h.file == nil {
		return nil
	}
	err := h.file.Close()
	if len(h.now) == 0 {
		err = errors.Join(err, os.Remove(h.name(h.session)))
	}
	h.file = nil
	return err
}

// Add notes a cell. What cannot be written is remembered in this session all the same.
func (h *History) Add(e Entry) error {
	e.Session = h.session
	h.now = append(h.now, e)
	if h.file == nil {
		return nil
	}
	line, err := json.Marshal(e)
	if err == nil {
		_, err = h.file.Write(append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("history: %w", err)
	}
	return nil
}

// Tail returns the last n cells, the oldest first.
func (h *History) Tail(n int) []Entry {
	return h.collect(n, func(Entry) bool { return true })
}

// Range returns the cells with start <= Line < stop of a session: 0 is this one, -1
// the one before it. A stop of 0 or less means to the end.
func (h *History) Range(session, start, stop int) (entries []Entry) {
	if session <= 0 {
		session += h.session
	}
	for _, e := range h.of(session) {
		if e.Line >= start && (e.Line < stop || stop <= 0) {
			entries = append(entries, e)
		}
	}
	return entries
}

// Search returns the last n cells (0: all) whose whole input matches a pattern, in which *
// stands for any text and ? for any character; unique leaves out what comes again
// later.
func (h *History) Search(pattern string, n int, unique bool) []Entry {
	seen := map[string]bool{}
	return h.collect(n, func(e Entry) bool {
		if !matches(pattern, e.Input) || unique && seen[e.Input] {
			return false
		}
		seen[e.Input] = true
		return true
	})
}

// collect goes from the last cell back, until it has n that are wanted (0: all).
func (h *History) collect(n int, wanted func(Entry) bool) (entries []Entry) {
	sessions, _ := h.sessions()
	sessions = append(slices.DeleteFunc(sessions, func(s int) bool { return s >= h.session }), h.session)
	for k := len(sessions) - 1; k >= 0; k-- {
		list := h.of(sessions[k])
		for i := len(list) - 1; i >= 0; i-- {
			if wanted(list[i]) {
				entries = append(entries, list[i])
				if len(entries) == n {
					slices.Reverse(entries)
					return entries
				}
			}
		}
	}
	slices.Reverse(entries)
	return entries
}

// of returns the cells of a session; a line that is damaged is passed over.
func (h *History) of(session int) (entries []Entry) {
	if session == h.session {
		return h.now
	}
	file, err := os.Open(h.name(session))
	if err != nil {
		return nil
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, mostBytes)
	for lines.Scan() {
		e := Entry{Session: session}
		if json.Unmarshal(lines.Bytes(), &e) == nil {
			entries = append(entries, e)
		}
	}
	return entries
}

const suffix = ".jsonl"

func (h *History) name(session int) string {
	return filepath.Join(h.directory, strconv.Itoa(session)+suffix)
}

// sessions lists the sessions that have files, in order.
func (h *History) sessions() (list []int, err error) {
	if h.directory == "" {
		return nil, nil
	}
	files, err := os.ReadDir(h.directory)
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	for _, file := range files {
		if number, ok := strings.CutSuffix(file.Name(), suffix); ok {
			if n, err := strconv.Atoi(number); err == nil && n > 0 {
				list = append(list, n)
			}
		}
	}
	slices.Sort(list)
	return list, nil
}

// forget removes the oldest sessions beyond what is kept.
func (h *History) forget(sessions []int) {
	bytes := int64(0)
	for k := len(sessions) - 1; k >= 0; k-- {
		name := h.name(sessions[k])
		if info, err := os.Stat(name); err == nil {
			bytes += info.Size()
		}
		if len(sessions)-k >= mostSessions || bytes > mostBytes {
			os.Remove(name) // another kernel may have done so
		}
	}
}

// matches tells whether a text matches a pattern of * and ?.
func matches(pattern, text string) bool {
	var escaped strings.Builder
	for _, r := range pattern {
		if r == '[' || r == ']' || r == '\\' {
			escaped.WriteByte('\\')
		}
		escaped.WriteRune(r)
	}
	// A slash is a character as others, but * of package path stops there.
	const standIn = "\x00"
	ok, err := path.Match(strings.ReplaceAll(escaped.String(), "/", standIn), strings.ReplaceAll(text, "/", standIn))
	return ok && err == nil
}
