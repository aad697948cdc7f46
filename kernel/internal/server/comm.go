package server

import (
	"encoding/json"

	"gohtm/kernel/internal/wire"
)

// comm hands a message of a comm to the engine; no reply is due. A comm to a target
// that is not known is closed, as the protocol asks for.
func (s *Server) comm(request *wire.Message) {
	var content map[string]any
	if err := json.Unmarshal(request.Content, &content); err != nil {
		s.log.Printf("content of %s: %v", request.Header.Type, err)
		return
	}
	s.setParent(request, false)
	known := s.engine.Comm(request.Header.Type, content)
	s.engine.Flush()
	if !known && request.Header.Type == "comm_open" {
		s.publish(request, "comm_close", map[string]any{"comm_id": content["comm_id"], "data": map[string]any{}})
	}
}

// SendComm sends a message of a comm to the front ends.
func (s *Server) SendComm(kind string, content map[string]any) error { return s.output(kind, content) }

// commInfo lists the comms that are open, of one target if that is named.
func (s *Server) commInfo(from *socket, request *wire.Message) {
	var content struct {
		Target string `json:"target_name"`
	}
	if !s.content(from, request, &content) {
		return
	}
	list := map[string]any{}
	for id, target := range s.engine.Comms() {
		if content.Target == "" || content.Target == target {
			list[id] = map[string]any{"target_name": target}
		}
	}
	s.reply(from, request, "comm_info_reply", map[string]any{"status": "ok", "comms": list})
}
