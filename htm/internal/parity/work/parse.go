package work

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Work is a Pooler or a Memory.
type Work interface {
	Run(reference bool) (Result, error)
}

// setting is a parameter that can be set by name.
type setting struct {
	name    string
	value   interface{} // where it is: *int, *uint64, *float32, *float64 or *bool
	meaning string
}

// Parse reads a work from words: sp or tm, and name=value for what is not as in
// DefaultPooler or DefaultMemory. Run says with by=ref that the reference is meant,
// with by=both that both are. An error names every word that is wrong.
func Parse(words []string) (w Work, by string, err error) {
	kind := ""
	if len(words) > 0 {
		kind = words[0]
	}
	by = "gohtm"
	switch kind {
	case "sp":
		p := DefaultPooler()
		err = set(append(p.settings(), setting{"by", &by, ways}), words[1:])
		return p, by, err
	case "tm":
		m := DefaultMemory()
		err = set(append(m.settings(), setting{"by", &by, ways}), words[1:])
		return m, by, err
	}
	return nil, "", fmt.Errorf("parity: %q, want sp (spatial pooler) or tm (temporal memory), and then name=value\n%s", kind, Help())
}

const ways = "gohtm (the shipped code), ref (the slow reference) or both"

func set(settings []setting, words []string) (err error) {
	complain := func(format string, args ...interface{}) {
		err = errors.Join(err, fmt.Errorf("parity: "+format, args...))
	}
	seen := map[string]bool{}
	for _, word := range words {
		name, text, isSetting := strings.Cut(word, "=")
		s := find(settings, name)
		switch {
		case !isSetting || s == nil:
			complain("%q, want name=value with one of %s", word, names(settings))
		case seen[name]:
			complain("%s is there twice", name)
		case !s.set(text):
			complain("%s = %q, want %s", name, text, s.kind())
		}
		seen[name] = true
	}
	return err
}

func find(settings []setting, name string) *setting {
	for i := range settings {
		if settings[i].name == name {
			return &settings[i]
		}
	}
	return nil
}

func names(settings []setting) string {
	var all []string
	for _, s := range settings {
		all = append(all, s.name)
	}
	return strings.Join(all, ", ")
}

func (s *setting) set(text string) bool {
	var err error
	switch v := s.value.(type) {
	case *int:
		*v, err = strconv.Atoi(text)
	case *uint64:
		*v, err = strconv.ParseUint(text, 0, 64)
	case *float32:
		var x float64
		x, err = strconv.ParseFloat(text, 32)
		*v = float32(x)
	case *float64:
		*v, err = strconv.ParseFloat(text, 64)
	case *bool:
		*v, err = strconv.ParseBool(text)
	case *string:
		*v = text
		return text == "gohtm" || text == "ref" || text == "both"
	}
	return err == nil
}

func (s *setting) kind() string {
	switch s.value.(type) {
	case *int, *uint64:
		return "a whole number: " + s.meaning
	case *bool:
		return "1 or 0: " + s.meaning
	case *string:
		return s.meaning
	}
	return "a number: " + s.meaning
}

// Help lists every parameter with its default.
func Help() string {
	p, m := DefaultPooler(), DefaultMemory()
	var b strings.Builder
	for _, work := range []struct {
		kind     string
		settings []setting
	}{{"sp", p.settings()}, {"tm", m.settings()}} {
		fmt.Fprintf(&b, "%s by=gohtm, or ref, or both\n", work.kind)
		for _, s := range work.settings {
			fmt.Fprintf(&b, "\t%s=%s\t%s\n", s.name, s.text(), s.meaning)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (s *setting) text() string {
	switch v := s.value.(type) {
	case *int:
		return strconv.Itoa(*v)
	case *uint64:
		return strconv.FormatUint(*v, 10)
	case *float32:
		return fmt.Sprint(*v)
	case *float64:
		return fmt.Sprint(*v)
	case *bool:
		if *v {
			return "1"
		}
	}
	return "0"
}
