package cell

import (
	"go/scanner"
	"go/token"
	"strings"
)

// IsComplete says whether code can be run as it is: "complete", "incomplete" if
// more lines must follow (a bracket, raw string, comment or operator is open),
// or "invalid". For incomplete code, indent is what the next line begins with.
func IsComplete(code string) (status, indent string) {
	_, code = Commands(code)
	open, last, problem := scan(code)
	switch {
	case problem == "raw string literal not terminated", problem == "comment not terminated":
		return "incomplete", ""
	case problem != "", open < 0:
		return "invalid", ""
	case open > 0:
		return "incomplete", strings.Repeat("\t", open)
	case continues(last):
		return "incomplete", "\t"
	}
	return "complete", ""
}

// scan returns how many brackets code leaves open (less than 0: one too many is
// closed), its last token, and the first thing that the scanner could not read.
func scan(code string) (open int, last token.Token, problem string) {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(code))
	s.Init(file, []byte(code), func(_ token.Position, message string) {
		if problem == "" {
			problem = message
		}
	}, 0)
	last = token.SEMICOLON
	for {
		_, tok, _ := s.Scan()
		switch tok {
		case token.EOF:
			return open, last, problem
		case token.LPAREN, token.LBRACK, token.LBRACE:
			open++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if open--; open < 0 {
				return open, tok, problem
			}
		}
		last = tok
	}
}

// continues reports whether a line that ends with the token goes on in the next.
func continues(last token.Token) bool {
	switch last {
	case token.INC, token.DEC, token.RPAREN, token.RBRACK, token.RBRACE, token.SEMICOLON, token.ELLIPSIS, token.TILDE:
		return false
	}
	return last.IsOperator()
}
