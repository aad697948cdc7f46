// Package server is the message loop of a Jupyter kernel: sockets, requests and
// replies. It knows nothing of the language; an Engine runs the cells.
//
// Three goroutines: one receives the shell's requests into a queue, Run takes
// them from it one after the other, and one answers the control socket at once,
// also while a cell runs.
//
// Source: Jupyter client documentation, "Messaging in Jupyter", protocol version 5.3.
package server

import (
	"log"
	"sync"

	"gohtm/kernel/internal/history"
	"gohtm/kernel/internal/wire"
)

// Info is what a kernel says of itself.
type Info struct {
	Implementation, Version, Banner, LanguageVersion string
	HelpLinks                                        []HelpLink
}

// HelpLink is an entry of the notebook's help menu.
type HelpLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// Server connects an Engine to its front ends.
type Server struct {
	engine  Engine
	info    Info
	log     *log.Logger
	key     []byte
	session string

	shell, control, stdin, iopub, heartbeat *socket

	queue *queue
	quit  chan struct{} // closed when the kernel is to end
	once  sync.Once     // closes quit
	count int           // executions so far

	history *history.History // of the cells that were run

	mutex     sync.Mutex
	parent    *wire.Message // the request that output belongs to
	asks      bool          // its front end can be asked for input
	printed   int           // bytes of text that it has printed
	questions []*question   // that wait for an answer, the oldest first
}

// New opens the sockets of a connection. Cells that are run go into the past.
func New(connection Connection, info Info, past *history.History, logger *log.Logger) (*Server, error) {
	s := &Server{
		history: past,
		info:    info,
		log:     logger,
		key:     []byte(connection.Key),
		session: wire.NewID(),
		queue:   newQueue(),
		quit:    make(chan struct{}),
	}
	return s, s.listen(connection)
}

// Run serves requests until a front end asks for shutdown. The engine's cells
// run on the calling goroutine.
func (s *Server) Run(engine Engine) {
	s.engine = engine
	s.publish(nil, "status", map[string]any{"execution_state": "starting"})
	go s.beat()
	go s.receive(s.control, s.handleControl)
	go s.receive(s.stdin, s.answered)
	go s.receive(s.shell, s.queue.push)
	for {
		select {
		case <-s.quit:
			return
		case <-s.queue.ready:
		}
		request := s.queue.pop()
		select {
		case <-s.quit: // what still waits is not served
			return
		default:
			s.handleShell(request)
		}
	}
}

// receive hands the valid messages of a socket to handle; others are logged and
// dropped.
func (s *Server) receive(from *socket, handle func(*wire.Message)) {
	for {
		frames, err := from.Recv()
		if err != nil {
			s.log.Printf("%s: %v", from.name, err)
			continue
		}
		message, err := wire.Parse(frames.Frames, s.key)
		if err != nil {
			s.log.Printf("%s: message dropped: %v", from.name, err)
			continue
		}
		handle(message)
	}
}

// reply answers a request on the socket that it came from.
func (s *Server) reply(to *socket, request *wire.Message, msgType string, content any) {
	message, err := wire.New(msgType, s.session, request, content)
	if err == nil {
		err = to.send(message, s.key)
	}
	if err != nil {
		s.log.Printf("%s: %v", to.name, err)
	}
}

// Shutdown makes Run return after the request that it serves.
func (s *Server) Shutdown() { s.once.Do(func() { close(s.quit) }) }

// Done is closed by Shutdown.
func (s *Server) Done() <-chan struct{} { return s.quit }
