package server

import (
	"sync"

	"gohtm/kernel/internal/wire"
)

// queue holds the shell's requests until it is their turn.
type queue struct {
	ready    chan struct{} // holds a token as long as there are requests
	mutex    sync.Mutex
	requests []queued
}

// queued is a waiting request; aborted ones are answered but not served.
type queued struct {
	*wire.Message
	aborted bool
}

func newQueue() *queue { return &queue{ready: make(chan struct{}, 1)} }

// push appends a request.
func (q *queue) push(request *wire.Message) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	q.requests = append(q.requests, queued{Message: request})
	q.signal()
}

// pop takes the first request, nil if there is none.
func (q *queue) pop() *queued {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if len(q.requests) == 0 {
		return nil
	}
	first := q.requests[0]
	q.requests = q.requests[1:]
	if len(q.requests) > 0 {
		q.signal()
	}
	return &first
}

// abort marks all executions that wait.
func (q *queue) abort() {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	for i := range q.requests {
		if q.requests[i].Header.Type == "execute_request" {
			q.requests[i].aborted = true
		}
	}
}

// signal leaves a token; the mutex is held.
func (q *queue) signal() {
	select {
	case q.ready <- struct{}{}:
	default:
	}
}
