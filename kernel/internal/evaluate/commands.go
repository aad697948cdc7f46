package evaluate

import (
	"fmt"
	"os"
	"os/exec"
	"strings"

	"gohtm/kernel/internal/cell"
)

const help = `Lines that may stand at the head of a cell:
  %cd [directory]  change the working directory
  %help            this text
  $program ...     run a program
`

// commands runs the special lines at the head of a cell and takes them off it.
func (i *Interp) commands(code *string) error {
	commands, rest := cell.Commands(*code)
	*code = rest
	for _, command := range commands {
		run := i.special
		if command.Shell {
			run = i.shell
		}
		if err := run(command.Line); err != nil {
			return err
		}
	}
	return nil
}

// special runs a command of the kernel.
func (i *Interp) special(line string) error {
	name, argument, _ := strings.Cut(line, " ")
	switch name {
	case "cd":
		return changeDirectory(strings.TrimSpace(argument))
	case "help":
		_, err := os.Stdout.WriteString(help)
		return err
	case "go111module": // gophernotes' switch for imports at run time: there are none
		return nil
	}
	return fmt.Errorf("%%%s is not a command of this kernel\n%s", name, help)
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
