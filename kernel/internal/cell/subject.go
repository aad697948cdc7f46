package cell

import (
	"go/scanner"
	"go/token"
	"strings"
)

// Link is one name of a chain such as pooler.Active().Size.
type Link struct {
	Name  string
	Calls int // how many pairs of parentheses follow: the next link is of what comes out
	Index int // how many pairs of square brackets follow
}

// Subject returns what stands at a position of code, as a chain of names: the
// name that the position touches, with what it is selected from; or, inside the
// parentheses of a call, what is called, or inside the braces of a literal, its
// package.Type. It returns nil if there is no name, or what it is selected from is not
// made of names, calls and indices.
func Subject(code string, at int) []Link {
	tokens := tokenize(code)
	k := touched(tokens, at)
	if k < 0 {
		k = called(tokens, at)
	}
	if k < 0 {
		return nil
	}
	return chain(tokens, k)
}

// word is a token and where it stands.
type word struct {
	kind     token.Token
	text     string
	from, to int
}

func tokenize(code string) (words []word) {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(code))
	s.Init(file, []byte(code), func(token.Position, string) {}, 0)
	for {
		pos, kind, text := s.Scan()
		if kind == token.EOF {
			return words
		}
		if text == "" {
			text = kind.String()
		}
		from := file.Offset(pos)
		words = append(words, word{kind, text, from, from + len(text)})
	}
}

// touched returns the name at a position, -1 if there is none.
func touched(words []word, at int) int {
	for k, w := range words {
		if w.kind == token.IDENT && w.from <= at && at <= w.to {
			return k
		}
	}
	return -1
}

// called returns the name before the innermost bracket with one that is open at a
// position. A brace counts after a selector only: others open blocks.
func called(words []word, at int) int {
	depth := 0
	for k := len(words) - 1; k >= 0; k-- {
		switch w := words[k]; {
		case w.from >= at:
		case w.kind == token.RPAREN || w.kind == token.RBRACE || w.kind == token.RBRACK:
			depth++
		case w.kind == token.LPAREN || w.kind == token.LBRACE || w.kind == token.LBRACK:
			if depth--; depth < 0 {
				selector := k > 1 && words[k-2].kind == token.PERIOD
				if k > 0 && words[k-1].kind == token.IDENT && (w.kind == token.LPAREN || w.kind == token.LBRACE && selector) {
					return k - 1
				}
				depth = 0 // of an expression in parentheses: what is further out?
			}
		}
	}
	return -1
}

// chain collects the names before the k-th word, up to it.
func chain(words []word, k int) (links []Link) {
	links = []Link{{Name: words[k].text}}
	for k--; k >= 0 && words[k].kind == token.PERIOD; k-- {
		var link Link
		for k--; k >= 0 && (words[k].kind == token.RPAREN || words[k].kind == token.RBRACK); k-- {
			if words[k].kind == token.RPAREN {
				link.Calls++
			} else {
				link.Index++
			}
			if k = opening(words, k); k < 0 {
				return nil
			}
		}
		if k < 0 || words[k].kind != token.IDENT {
			return nil
		}
		link.Name = words[k].text
		links = append([]Link{link}, links...)
	}
	return links
}

// opening returns where the bracket that closes at the k-th word opens.
func opening(words []word, k int) int {
	for depth := 0; k >= 0; k-- {
		switch words[k].kind {
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth++
		case token.LPAREN, token.LBRACK, token.LBRACE:
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return -1
}

// ImportPath returns what stands so far in the open string of an import declaration at
// the end of code.
func ImportPath(code string) (path string, ok bool) {
	line := code[strings.LastIndexByte(code, '\n')+1:]
	before, path, open := strings.Cut(line, "\"")
	if !open || strings.Contains(path, "\"") {
		return "", false
	}
	words := tokenize(code[:len(code)-len(line)] + before)
	for k := len(words) - 1; k >= 0; k-- {
		switch words[k].kind {
		case token.IMPORT:
			return path, true
		case token.LPAREN, token.STRING, token.IDENT, token.PERIOD, token.SEMICOLON: // of other lines of the declaration
		default:
			return "", false
		}
	}
	return "", false
}

// Literal returns code up to the name of the type of the literal whose field comes at
// its end: after its brace, or a comma.
func Literal(code string) (head string, ok bool) {
	words := tokenize(code)
	if n := len(words); n > 0 && words[n-1].kind == token.SEMICOLON && words[n-1].text == "\n" {
		words = words[:n-1]
	}
	if len(words) == 0 {
		return "", false
	}
	if last := words[len(words)-1].kind; last != token.LBRACE && last != token.COMMA {
		return "", false
	}
	depth := 0
	for k := len(words) - 1; k >= 0; k-- {
		switch words[k].kind {
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth++
		case token.LPAREN, token.LBRACK, token.LBRACE:
			if depth--; depth >= 0 {
				continue
			}
			if words[k].kind == token.LBRACE && k > 0 && words[k-1].kind == token.IDENT {
				return code[:words[k-1].to], true
			}
			return "", false
		}
	}
	return "", false
}
