package server

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"gohtm/kernel/internal/wire"
)

// ErrNoInput says that nobody can be asked.
var ErrNoInput = errors.New("the front end that runs this cell takes no input")

// question is one that waits for its answer.
type question struct {
	id, cell string      // of the question and of the request to run the cell
	answer   chan string // holds one
}

// Input asks the front end whose cell runs for a line of text, and waits for it
// until the context ends.
func (s *Server) Input(ctx context.Context, prompt string) (string, error) {
	s.mutex.Lock()
	parent, asks := s.parent, s.asks
	s.mutex.Unlock()
	if parent == nil || !asks {
		return "", ErrNoInput
	}
	s.engine.Flush() // what was printed before is part of the question
	message, err := wire.New("input_request", s.session, parent, map[string]any{"prompt": prompt, "password": false})
	if err != nil {
		return "", err
	}
	q := &question{message.Header.ID, parent.Header.ID, make(chan string, 1)}
	s.mutex.Lock()
	s.questions = append(s.questions, q)
	s.mutex.Unlock()
	defer func() {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.questions = slices.DeleteFunc(s.questions, func(other *question) bool { return other == q })
	}()
	if err := s.stdin.send(message, s.key); err != nil {
		return "", err
	}
	select {
	case line := <-q.answer:
		return line, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// answered takes what comes on the stdin socket. JupyterLab says which question it answers,
// others do not: theirs goes to the oldest that waits.
func (s *Server) answered(message *wire.Message) {
	var content struct {
		Value *string `json:"value"`
	}
	if err := json.Unmarshal(message.Content, &content); err != nil || message.Header.Type != "input_reply" || content.Value == nil {
		s.log.Printf("stdin: %s dropped, want an input_reply with a value", message.Header.Type)
		return
	}
	var to struct {
		ID string `json:"msg_id"`
	}
	if err := json.Unmarshal(message.Parent, &to); err != nil {
		s.log.Printf("stdin: an input_reply dropped, its parent: %v", err)
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, q := range s.questions {
		if to.ID != "" && to.ID != q.id && to.ID != q.cell {
			continue
		}
		select {
		case q.answer <- *content.Value:
			return
		default: // it has one
		}
	}
	s.log.Print("stdin: an answer that nobody waits for is dropped")
}
