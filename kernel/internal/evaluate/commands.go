package evaluate

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"

	"gohtm/kernel/internal/cell"
)

const help = `Lines that may stand at the head of a cell:
  %cd [directory]  change the working directory
  %load file.go    run a file's declarations before the cell
  %time            say how long the cell took
  %timeit          run the cell again and again, and say how long it takes
  %who             list what cells have declared
  %reset           forget all that cells have declared
  %help            this text
  $program ...     run a program
  %%bash           the whole cell is a script for bash
A cell such as "nb.Lines?" shows what is known of a name; so does Shift-Tab.
`

// clock is what a cell is to be timed by.
type clock int

const (
	noClock clock = iota
	once
	often
)

// commands runs the special lines at the head of a cell and takes them off it.
func (i *Interp) commands(code *string) (timed clock, err error) {
	if script, ok := cell.Script(*code); ok {
		*code = ""
		return noClock, i.bash(script)
	}
	commands, rest := cell.Commands(*code)
	*code = rest
	for _, command := range commands {
		name, argument, _ := strings.Cut(command.Line, " ")
		switch argument = strings.TrimSpace(argument); {
		case command.Shell:
			err = i.shell(command.Line)
		case name == "time":
			timed = once
		case name == "timeit":
			timed = often
		case name == "load":
			*code, err = load(argument, *code)
		default:
			err = i.special(name, argument)
		}
		if err != nil {
			return noClock, err
		}
	}
	return timed, nil
}

// special runs a command of the kernel.
func (i *Interp) special(name, argument string) (err error) {
	switch name {
	case "cd":
		return changeDirectory(argument)
	case "help":
		_, err = os.Stdout.WriteString(help)
	case "who":
		_, err = os.Stdout.WriteString(i.who())
	case "reset":
		i.forget()
	case "go111module": // gophernotes' switch for imports at run time: there are none
	default:
		err = fmt.Errorf("%%%s is not a command of this kernel\n%s", name, help)
	}
	return err
}

// load puts a file before the code of a cell.
func load(name, code string) (string, error) {
	if name == "" {
		return code, errors.New("%load of nothing, want the name of a file")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return code, err
	}
	return packageClause.ReplaceAllString(string(data), "") + "\n" + code, nil
}

var packageClause = regexp.MustCompile(`(?m)^package\s+\w+\s*;?`)

// bash runs a script, until its end or an interrupt.
func (i *Interp) bash(script string) error {
	command := exec.CommandContext(i.context(), "bash")
	command.Stdin = strings.NewReader(script)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("bash: %w", err)
	}
	return nil
}

// changeDirectory goes to a directory, to the user's own if it is not named.
func changeDirectory(to string) error {
	if to == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return err
		}
		to = home
	}
	return os.Chdir(to)
}

// shell runs a program to its end, or until the cell is interrupted. It is split
// at spaces and not given to a shell, as in gophernotes.
func (i *Interp) shell(line string) error {
	words := strings.Fields(line)
	if len(words) == 0 {
		return nil
	}
	command := exec.CommandContext(i.context(), words[0], words[1:]...)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("$%s: %w", line, err)
	}
	return nil
}
