package server

import (
	"encoding/json"

	"gohtm/kernel/internal/wire"
)

// handleShell serves one request of the shell socket.
func (s *Server) handleShell(request *queued) {
	s.status(request.Message, "busy")
	defer s.status(request.Message, "idle")
	if request.aborted {
		s.reply(s.shell, request.Message, "execute_reply", map[string]any{"status": "aborted"})
		return
	}
	s.handle(s.shell, request.Message)
}

// handleControl serves one request of the control socket, while a cell may be running.
func (s *Server) handleControl(request *wire.Message) {
	s.status(request, "busy")
	defer s.status(request, "idle")
	switch request.Header.Type {
	case "interrupt_request":
		s.engine.Interrupt()
		s.reply(s.control, request, "interrupt_reply", map[string]any{"status": "ok"})
	case "execute_request", "complete_request", "is_complete_request", "inspect_request", "history_request",
		"comm_open", "comm_msg", "comm_close":
		s.refuse(s.control, request, "is served on the shell socket only")
	default:
		s.handle(s.control, request)
	}
}

// handle serves a request that may come on either socket.
func (s *Server) handle(from *socket, request *wire.Message) {
	switch request.Header.Type {
	case "kernel_info_request":
		s.reply(from, request, "kernel_info_reply", s.kernelInfo())
	case "execute_request":
		s.execute(from, request)
	case "complete_request":
		s.complete(from, request)
	case "is_complete_request":
		s.isComplete(from, request)
	case "inspect_request":
		s.inspect(from, request)
	case "history_request":
		s.past(from, request)
	case "comm_info_request":
		s.commInfo(from, request)
	case "comm_open", "comm_msg", "comm_close":
		s.comm(request)
	case "shutdown_request":
		s.shutdown(from, request)
	default:
		s.refuse(from, request, "is not known to this kernel")
	}
}

// refuse answers a request that cannot be served, so that nobody waits for it.
func (s *Server) refuse(from *socket, request *wire.Message, why string) {
	s.log.Printf("%s: %s %s", from.name, request.Header.Type, why)
	s.reply(from, request, replyType(request.Header.Type), failure(&Error{
		Name: "UnsupportedRequest", Value: request.Header.Type + " " + why,
	}))
}

// replyType is the type of the reply to a request.
func replyType(request string) string {
	const suffix = "_request"
	if n := len(request) - len(suffix); n > 0 && request[n:] == suffix {
		request = request[:n]
	}
	return request + "_reply"
}

// failure is the content of a reply that says what went wrong.
func failure(e *Error) map[string]any {
	traceback := e.Traceback
	if traceback == nil {
		traceback = []string{}
	}
	return map[string]any{"status": "error", "ename": e.Name, "evalue": e.Value, "traceback": traceback}
}

// content reads a request's content; a wrong one is answered with an error.
func (s *Server) content(from *socket, request *wire.Message, into any) bool {
	err := json.Unmarshal(request.Content, into)
	if err != nil {
		s.log.Printf("%s: content of %s: %v", from.name, request.Header.Type, err)
		s.reply(from, request, replyType(request.Header.Type), failure(&Error{
			Name: "BadRequest", Value: err.Error(),
		}))
	}
	return err == nil
}

// kernelInfo is what a front end asks for first.
func (s *Server) kernelInfo() map[string]any {
	return map[string]any{
		"status":                 "ok",
		"protocol_version":       wire.ProtocolVersion,
		"implementation":         s.info.Implementation,
		"implementation_version": s.info.Version,
		"banner":                 s.info.Banner,
		"help_links":             s.info.HelpLinks,
		"language_info": map[string]any{
			"name":               "go",
			"version":            s.info.LanguageVersion,
			"mimetype":           "text/x-go",
			"file_extension":     ".go",
			"pygments_lexer":     "go",
			"codemirror_mode":    "text/x-go",
			"nbconvert_exporter": "script",
		},
	}
}

// complete answers the Tab key.
func (s *Server) complete(from *socket, request *wire.Message) {
	var content struct {
		Code   string `json:"code"`
		Cursor int    `json:"cursor_pos"`
	}
	if !s.content(from, request, &content) {
		return
	}
	matches, start, end := s.engine.Complete(content.Code, content.Cursor)
	if matches == nil {
		matches = []string{}
	}
	s.reply(from, request, "complete_reply", map[string]any{
		"status": "ok", "matches": matches, "cursor_start": start, "cursor_end": end, "metadata": map[string]any{},
	})
}

// inspect answers Shift-Tab.
func (s *Server) inspect(from *socket, request *wire.Message) {
	var content struct {
		Code   string `json:"code"`
		Cursor int    `json:"cursor_pos"`
	}
	if !s.content(from, request, &content) {
		return
	}
	reply := map[string]any{"status": "ok", "found": false, "data": map[string]any{}, "metadata": map[string]any{}}
	if bundle := s.engine.Inspect(content.Code, content.Cursor); bundle != nil {
		reply["found"], reply["data"], reply["metadata"] = true, object(bundle.Data), object(bundle.Metadata)
	}
	s.reply(from, request, "inspect_reply", reply)
}

// isComplete tells a console whether Enter runs the code or adds a line.
func (s *Server) isComplete(from *socket, request *wire.Message) {
	var content struct {
		Code string `json:"code"`
	}
	if !s.content(from, request, &content) {
		return
	}
	status, indent := s.engine.IsComplete(content.Code)
	reply := map[string]any{"status": status}
	if status == "incomplete" {
		reply["indent"] = indent
	}
	s.reply(from, request, "is_complete_reply", reply)
}

// shutdown ends the kernel, or leaves it to be started again; a running cell is stopped.
func (s *Server) shutdown(from *socket, request *wire.Message) {
	var content struct {
		Restart bool `json:"restart"`
	}
	if !s.content(from, request, &content) {
		return
	}
	reply := map[string]any{"status": "ok", "restart": content.Restart}
	s.reply(from, request, "shutdown_reply", reply)
	s.publish(request, "shutdown_reply", reply)
	s.Shutdown()
	s.engine.Interrupt()
}
