package server

import (
	"context"
	"net"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/transport"
)

// zmq4 shakes hands with one client after another: one that connects and says nothing
// would keep all others out. So a connection is handed to it only when its client has
// begun to speak, and the client has to finish its greeting in time.

const (
	greetingTime = 10 * time.Second
	greetingSize = 64 // bytes of a greeting: ZMTP 3.1 (rfc.zeromq.org/spec/37), section "Framing"
)

// The schemes of addresses for connections of that kind.
const patientScheme = "patient-"

func init() {
	for scheme, network := range map[string]string{"tcp": "tcp", "ipc": "unix"} {
		if err := zmq4.RegisterTransport(patientScheme+scheme, patientTransport{transport.New(network)}); err != nil {
			panic(err) // two of the name in one program
		}
	}
}

type patientTransport struct{ transport.Transport }

func (t patientTransport) Listen(ctx context.Context, address string) (net.Listener, error) {
	inner, err := t.Transport.Listen(ctx, address)
	if err != nil {
		return nil, err
	}
	l := &patientListener{Listener: inner, spoken: make(chan net.Conn), closed: make(chan struct{})}
	go l.accept()
	return l, nil
}

// patientListener accepts those who have begun to speak.
type patientListener struct {
	net.Listener
	spoken chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (l *patientListener) accept() {
	for {
		conn, err := l.Listener.Accept()
		select {
		case <-l.closed:
			return
		default:
		}
		if err != nil { // too many open files, say
			time.Sleep(10 * time.Millisecond)
			continue
		}
		go l.hear(conn)
	}
}

// hear waits for the first byte of a connection.
func (l *patientListener) hear(conn net.Conn) {
	first := make([]byte, 1)
	conn.SetReadDeadline(time.Now().Add(greetingTime))
	if _, err := conn.Read(first); err != nil {
		conn.Close()
		return
	}
	select {
	case l.spoken <- &greetingConn{Conn: conn, head: first}:
	case <-l.closed:
		conn.Close()
	}
}

func (l *patientListener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.spoken:
		return conn, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *patientListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// greetingConn gives back what was heard, and lifts the deadline when the greeting is
// over. One goroutine reads it.
type greetingConn struct {
	net.Conn
	head []byte
	read int // so far, up to the end of the greeting
}

func (c *greetingConn) Read(p []byte) (n int, err error) {
	if len(c.head) > 0 {
		n = copy(p, c.head)
		c.head = c.head[n:]
	} else {
		n, err = c.Conn.Read(p)
	}
	if c.read <= greetingSize {
		if c.read += n; c.read > greetingSize {
			c.Conn.SetReadDeadline(time.Time{})
		}
	}
	return n, err
}
