package cell

import (
	"go/scanner"
	"go/token"
	"strings"
)

// Declaration is a function, method, type, variable or constant that a cell
// declares at its top level with a keyword.
type Declaration struct {
	Name    string // of a method: Type.Name
	Text    string // the code, of a function without its body
	Comment string // the lines of comment that stand right before it
}

// Declarations lists what a cell declares, in order.
func Declarations(code string) (list []Declaration) {
	_, code = Commands(code)
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(code))
	s.Init(file, []byte(code), func(token.Position, string) {}, scanner.ScanComments)
	var comment []string // of the lines before
	var statement []word // up to now, of the top level
	depth, line := 0, 0  // of brackets; the last one of the comment
	for {
		pos, kind, text := s.Scan()
		if kind == token.COMMENT {
			if first := file.Line(pos); depth == 0 && len(statement) == 0 {
				if first != line+1 {
					comment = nil
				}
				comment = append(comment, uncomment(text)...)
				line = first + strings.Count(text, "\n")
			}
			continue
		}
		if depth == 0 && (kind == token.SEMICOLON || kind == token.EOF) {
			if len(statement) > 0 {
				if file.Line(token.Pos(file.Base()+statement[0].from)) != line+1 {
					comment = nil
				}
				if d, ok := declaration(code, statement); ok {
					d.Comment = strings.Join(comment, "\n")
					list = append(list, d)
				}
				comment = nil
			}
			statement = nil
			if kind == token.EOF {
				return list
			}
			continue
		}
		switch kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth = max(0, depth-1)
		case token.EOF: // a bracket is open: the cell did not run
			return list
		}
		from := file.Offset(pos)
		if text == "" {
			text = kind.String()
		}
		statement = append(statement, word{kind, text, from, from + len(text)})
	}
}

// declaration makes one of the words of a statement, if it is one of a single name.
func declaration(code string, words []word) (d Declaration, ok bool) {
	text := func(from, to word) string { return strings.TrimSpace(code[from.from:to.to]) }
	last := words[len(words)-1]
	switch words[0].kind {
	case token.TYPE, token.VAR, token.CONST:
		if len(words) < 2 || words[1].kind != token.IDENT {
			return d, false
		}
		return Declaration{Name: words[1].text, Text: text(words[0], last)}, true
	case token.FUNC:
		k, receiver := 1, ""
		if len(words) > 1 && words[1].kind == token.LPAREN {
			for k = 2; k < len(words) && words[k].kind != token.RPAREN; k++ {
				if words[k].kind == token.IDENT {
					receiver = words[k].text + "."
				}
			}
			k++
		}
		if k >= len(words) || words[k].kind != token.IDENT {
			return d, false
		}
		end := last
		for depth, i := 0, k; i < len(words); i++ {
			switch words[i].kind {
			case token.LPAREN, token.LBRACK:
				depth++
			case token.RPAREN, token.RBRACK:
				depth--
			case token.LBRACE: // of the body, or of a type such as struct{}
				if before := words[i-1].kind; depth == 0 && before != token.STRUCT && before != token.INTERFACE {
					end = words[i-1]
					i = len(words)
				}
			}
		}
		return Declaration{Name: receiver + words[k].text, Text: text(words[0], end)}, true
	}
	return d, false
}

// uncomment returns the lines of a comment without its signs.
func uncomment(text string) (lines []string) {
	if strings.HasPrefix(text, "/*") {
		text = strings.TrimSuffix(strings.TrimPrefix(text, "/*"), "*/")
	}
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimPrefix(strings.TrimSpace(line), "//")
		lines = append(lines, strings.TrimPrefix(line, " "))
	}
	return lines
}
