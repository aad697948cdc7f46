package cell

import "strings"

// Command is a line at the head of a cell that is not Go: "$ls -l" runs a
// program, "%cd dir" is a command of the kernel.
type Command struct {
	Shell bool
	Line  string // without the first character
}

// Commands takes the special lines off the head of a cell. They become empty
// lines in code, so that the others keep their numbers. Special lines end at the
// first line of Go.
func Commands(cell string) (commands []Command, code string) {
	lines := strings.Split(cell, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if line[0] != '$' && line[0] != '%' {
			break
		}
		commands = append(commands, Command{Shell: line[0] == '$', Line: strings.TrimSpace(line[1:])})
		lines[i] = ""
	}
	return commands, strings.Join(lines, "\n")
}

// Script returns the rest of a cell whose first line is %%bash.
func Script(cell string) (script string, ok bool) {
	first, rest, _ := strings.Cut(strings.TrimLeft(cell, " \t\n"), "\n")
	return rest, strings.TrimSpace(first) == "%%bash"
}
