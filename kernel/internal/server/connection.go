package server

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"

	"github.com/go-zeromq/zmq4"

	"gohtm/kernel/internal/wire"
)

// Connection is the content of the connection file that Jupyter hands to a kernel.
type Connection struct {
	Transport       string `json:"transport"`
	IP              string `json:"ip"`
	ShellPort       int    `json:"shell_port"`
	ControlPort     int    `json:"control_port"`
	StdinPort       int    `json:"stdin_port"`
	IOPubPort       int    `json:"iopub_port"`
	HBPort          int    `json:"hb_port"`
	Key             string `json:"key"`
	SignatureScheme string `json:"signature_scheme"`
}

// ReadConnection reads a connection file.
func ReadConnection(path string) (Connection, error) {
	c := Connection{Transport: "tcp", IP: "127.0.0.1"}
	data, err := os.ReadFile(path)
	if err != nil {
		return c, err
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return c, fmt.Errorf("%s: %w", path, err)
	}
	if c.Key != "" && c.SignatureScheme != "hmac-sha256" {
		return c, fmt.Errorf("%s: signature_scheme = %q, want hmac-sha256", path, c.SignatureScheme)
	}
	return c, nil
}

// address is where the socket with the given port listens.
func (c Connection) address(port int) string {
	separator := ":"
	if c.Transport == "ipc" {
		separator = "-"
	}
	return fmt.Sprintf("%s://%s%s%d", c.Transport, c.IP, separator, port)
}

// socket is a ZeroMQ socket that several goroutines may send on.
type socket struct {
	zmq4.Socket
	name  string
	mutex sync.Mutex
}

// send signs and sends a message.
func (s *socket) send(m *wire.Message, key []byte) error {
	frames, err := m.Frames(key)
	if err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.SendMulti(zmq4.NewMsgFrom(frames...))
}

// listen opens the five sockets of a kernel.
func (s *Server) listen(c Connection) error {
	for _, x := range []struct {
		socket **socket
		name   string
		make   func(context.Context, ...zmq4.Option) zmq4.Socket
		port   int
	}{
		{&s.iopub, "iopub", zmq4.NewPub, c.IOPubPort},
		{&s.stdin, "stdin", zmq4.NewRouter, c.StdinPort},
		{&s.heartbeat, "heartbeat", zmq4.NewRep, c.HBPort},
		{&s.control, "control", zmq4.NewRouter, c.ControlPort},
		{&s.shell, "shell", zmq4.NewRouter, c.ShellPort},
	} {
		*x.socket = &socket{name: x.name, Socket: x.make(context.Background(), zmq4.WithLogger(s.log))}
		if err := (*x.socket).Listen(patientScheme + c.address(x.port)); err != nil {
			return fmt.Errorf("%s socket: %w", x.name, err)
		}
	}
	return nil
}

// beat answers the heartbeat: it sends back what comes.
func (s *Server) beat() {
	for {
		message, err := s.heartbeat.Recv()
		if err != nil {
			s.log.Printf("heartbeat: %v", err)
			continue
		}
		if err := s.heartbeat.Send(message); err != nil {
			s.log.Printf("heartbeat: %v", err)
		}
	}
}
