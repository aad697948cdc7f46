package server

import (
	"time"

	"gohtm/kernel/internal/wire"
)

// abortDelay is how long the reply to a failed cell waits for requests that are
// on their way behind it: "Run All" sends all cells at once, and those after the
// failed one must not run. A front end that waits for the reply is not affected.
const abortDelay = 50 * time.Millisecond

// executeRequest is the content of an execute_request.
type executeRequest struct {
	Code            string            `json:"code"`
	Silent          bool              `json:"silent"`
	StoreHistory    bool              `json:"store_history"`
	UserExpressions map[string]string `json:"user_expressions"`
	StopOnError     bool              `json:"stop_on_error"`
	AllowStdin      bool              `json:"allow_stdin"`
}

// execute runs a cell: echo, output, result or error, reply.
func (s *Server) execute(from *socket, request *wire.Message) {
	content := executeRequest{StoreHistory: true, StopOnError: true}
	if !s.content(from, request, &content) {
		return
	}
	s.setParent(request, content.AllowStdin)
	if !content.Silent {
		if content.StoreHistory {
			s.count++
		}
		s.publish(request, "execute_input", map[string]any{
			"code": content.Code, "execution_count": s.count,
		})
	}
	if page := s.engine.Page(content.Code); page != nil {
		s.succeed(from, request, content, map[string]any{"source": "page", "data": object(page.Data), "start": 0})
		return
	}
	result, failed := s.engine.Execute(Cell{Code: content.Code, Count: s.count})
	s.engine.Flush()
	if content.StoreHistory && !content.Silent {
		s.remember(content.Code, result)
	}
	if failed != nil {
		s.fail(from, request, content, failed)
		return
	}
	if result != nil && !content.Silent {
		err := s.publish(request, "execute_result", map[string]any{
			"execution_count": s.count,
			"data":            object(result.Data),
			"metadata":        object(result.Metadata),
		})
		if err != nil {
			s.fail(from, request, content, &Error{Name: "DisplayError", Value: err.Error(), Traceback: []string{err.Error()}})
			return
		}
	}
	s.succeed(from, request, content)
}

// succeed replies to a cell that ran to its end, with what the front end is to do.
func (s *Server) succeed(from *socket, request *wire.Message, content executeRequest, payload ...any) {
	if payload == nil {
		payload = []any{}
	}
	s.reply(from, request, "execute_reply", map[string]any{
		"status":           "ok",
		"execution_count":  s.count,
		"user_expressions": s.evaluate(content.UserExpressions),
		"payload":          payload,
	})
}

// fail shows a cell's error, and sends back the cells that wait behind it.
func (s *Server) fail(from *socket, request *wire.Message, content executeRequest, e *Error) {
	reply := failure(e)
	s.publish(request, "error", map[string]any{
		"ename": reply["ename"], "evalue": reply["evalue"], "traceback": reply["traceback"],
	})
	if content.StopOnError {
		time.Sleep(abortDelay)
		s.queue.abort()
	}
	reply["execution_count"] = s.count
	reply["user_expressions"] = map[string]any{}
	reply["payload"] = []any{}
	s.reply(from, request, "execute_reply", reply)
}

// evaluate answers the expressions that a front end attached to a cell.
func (s *Server) evaluate(expressions map[string]string) map[string]any {
	results := make(map[string]any, len(expressions))
	for name, expression := range expressions {
		bundle, failed := s.engine.Evaluate(expression)
		switch {
		case failed != nil:
			results[name] = failure(failed)
		case bundle == nil:
			results[name] = map[string]any{"status": "ok", "data": map[string]any{}, "metadata": map[string]any{}}
		default:
			results[name] = map[string]any{
				"status": "ok", "data": object(bundle.Data), "metadata": object(bundle.Metadata),
			}
		}
	}
	return results
}
