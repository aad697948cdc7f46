package server

import (
	"context"
	"encoding/json"
	"errors"

	"gohtm/kernel/internal/wire"
)

// ErrNoInput says that nobody can be asked.
var ErrNoInput = errors.New("the front end that runs this cell takes no input")

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
	question, err := wire.New("input_request", s.session, parent, map[string]any{"prompt": prompt, "password": false})
	if err == nil {
		err = s.stdin.send(question, s.key)
	}
	if err != nil {
		return "", err
	}
	select {
	case line := <-s.answers:
		return line, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// answered takes what comes on the stdin socket.
func (s *Server) answered(message *wire.Message) {
	var content struct {
		Value *string `json:"value"`
	}
	if err := json.Unmarshal(message.Content, &content); err != nil || message.Header.Type != "input_reply" || content.Value == nil {
		s.log.Printf("stdin: %s dropped, want an input_reply with a value", message.Header.Type)
		return
	}
	select {
	case s.answers <- *content.Value:
	default:
		s.log.Print("stdin: an answer that nobody waits for is dropped")
	}
}
