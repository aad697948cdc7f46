package server

import (
	"fmt"
	"strings"

	"gohtm/kernel/internal/wire"
)

// publish sends a message to all front ends, as an answer to parent. An error,
// such as content that JSON has no form for, is logged and returned.
func (s *Server) publish(parent *wire.Message, msgType string, content any) error {
	message, err := wire.New(msgType, s.session, parent, content)
	if err == nil {
		message.Identities = [][]byte{[]byte("kernel." + msgType)} // the topic
		err = s.iopub.send(message, s.key)
	}
	if err != nil {
		s.log.Printf("iopub: %v", err)
	}
	return err
}

// status tells the front ends that work on a request begins or is over.
func (s *Server) status(request *wire.Message, state string) {
	s.publish(request, "status", map[string]any{"execution_state": state})
}

// setParent makes a request the one that output belongs to, and notes whether who
// sent it can be asked for input.
func (s *Server) setParent(request *wire.Message, asks bool) {
	s.mutex.Lock()
	s.parent, s.asks, s.printed = request, asks, 0
	s.mutex.Unlock()
}

// output publishes something for the cell that runs, or ran last.
func (s *Server) output(msgType string, content any) error {
	s.mutex.Lock()
	parent := s.parent
	s.mutex.Unlock()
	return s.publish(parent, msgType, content)
}

// mostPrinted is how many bytes of text a cell may print: more makes a notebook that
// cannot be opened.
const mostPrinted = 10 << 20

// Stream shows text that was written to "stdout" or "stderr". Of too much of it, the
// end is not shown.
func (s *Server) Stream(name, text string) {
	s.mutex.Lock()
	room := mostPrinted - s.printed
	written := len(text)
	s.printed += written
	s.mutex.Unlock()
	if room <= 0 {
		return
	}
	if room < len(text) {
		text = strings.ToValidUTF8(text[:room], "")
	}
	s.output("stream", map[string]any{"name": name, "text": text})
	if room <= written {
		s.output("stream", map[string]any{"name": "stderr", "text": fmt.Sprintf(
			"\nThis cell has printed %d MB of text: what else it prints is not shown.\n", mostPrinted>>20)})
	}
}

// Cell identifies the request that output belongs to.
func (s *Server) Cell() any {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.parent
}

// StreamTo shows text that belongs to an earlier cell.
func (s *Server) StreamTo(cell any, name, text string) {
	parent, _ := cell.(*wire.Message)
	s.publish(parent, "stream", map[string]any{"name": name, "text": text})
}

// Display shows a bundle, or with update replaces the one that was shown with
// the same display_id in Transient.
func (s *Server) Display(b Bundle, update bool) error {
	s.engine.Flush() // what was printed before stands before it
	msgType := "display_data"
	if update {
		msgType = "update_display_data"
	}
	return s.output(msgType, map[string]any{
		"data":      object(b.Data),
		"metadata":  object(b.Metadata),
		"transient": object(b.Transient),
	})
}

// ClearOutput removes what the cell has shown; with wait, when it shows the next thing.
func (s *Server) ClearOutput(wait bool) error {
	s.engine.Flush()
	return s.output("clear_output", map[string]any{"wait": wait})
}

// object turns nil into an empty map, since front ends want an object.
func object(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}
