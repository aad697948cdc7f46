package server

import (
	"gohtm/kernel/internal/history"
	"gohtm/kernel/internal/wire"
)

// remember puts a cell that was run into the history, with the text of its result.
func (s *Server) remember(code string, result *Bundle) {
	e := history.Entry{Line: s.count, Input: code}
	if result != nil {
		e.Output, _ = result.Data["text/plain"].(string)
	}
	if err := s.history.Add(e); err != nil {
		s.log.Print(err)
	}
}

// past answers a request for the history.
func (s *Server) past(from *socket, request *wire.Message) {
	var content struct {
		Access  string `json:"hist_access_type"` // tail, range or search
		Output  bool   `json:"output"`
		N       int    `json:"n"`
		Session int    `json:"session"`
		Start   int    `json:"start"`
		Stop    int    `json:"stop"`
		Pattern string `json:"pattern"`
		Unique  bool   `json:"unique"`
	}
	if !s.content(from, request, &content) {
		return
	}
	var found []history.Entry
	switch content.Access {
	case "tail":
		found = s.history.Tail(content.N)
	case "range":
		found = s.history.Range(content.Session, content.Start, content.Stop)
	case "search":
		found = s.history.Search(content.Pattern, content.N, content.Unique)
	default:
		s.reply(from, request, "history_reply", failure(&Error{
			Name: "BadRequest", Value: "hist_access_type = " + content.Access + ", want tail, range or search",
		}))
		return
	}
	list := make([]any, len(found))
	for i, e := range found {
		var shown any = e.Input
		if content.Output {
			shown = []any{e.Input, e.Output}
		}
		list[i] = []any{e.Session, e.Line, shown}
	}
	s.reply(from, request, "history_reply", map[string]any{"status": "ok", "history": list})
}
