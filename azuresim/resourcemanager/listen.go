package resourcemanager

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"strconv"
	"sync"
	"time"
)

const (
	// handshakeRecord is the first byte of a TLS connection (RFC 8446 §5.1); no HTTP method begins with it.
	handshakeRecord = 0x16

	// firstByteLimit is how long a connection may stay silent before it is dropped.
	firstByteLimit = 10 * time.Second
)

// Listen opens port on 127.0.0.1, or a free port for 0, and answers both HTTPS with the certificate given
// and plain HTTP there: a connection's first byte tells which it is. One port serves clients that insist on
// HTTPS and our own, which then need no certificate store. Serve it with an [http.Server]'s Serve.
//
// The context bounds the opening only; the listener lives until it is closed.
func Listen(ctx context.Context, port int, certificate tls.Certificate) (net.Listener, error) {
	var config net.ListenConfig
	tcp, err := config.Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, fmt.Errorf("listening on port %d: %w", port, err)
	}
	l := &listener{
		Listener: tcp,
		config:   &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
		ready:    make(chan net.Conn),
		closed:   make(chan struct{}),
	}
	go l.accept()
	return l, nil
}

// listener hands on connections whose first byte is known. Each is awaited on its own, so that a silent
// client holds nobody up.
type listener struct {
	net.Listener

	config *tls.Config
	ready  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

// Accept waits for a connection of either kind.
func (l *listener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.ready:
		return conn, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close ends Accept and drops connections that have said nothing yet.
func (l *listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

func (l *listener) accept() {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			_ = l.Close()
			return
		}
		go l.sort(conn)
	}
}

func (l *listener) sort(conn net.Conn) {
	_ = conn.SetReadDeadline(time.Now().Add(firstByteLimit))
	peeked := &peekedConn{Conn: conn, reader: bufio.NewReader(conn)}
	first, err := peeked.reader.Peek(1)
	if err != nil {
		_ = conn.Close()
		return
	}
	_ = conn.SetReadDeadline(time.Time{})
	var sorted net.Conn = peeked
	if first[0] == handshakeRecord {
		sorted = tls.Server(peeked, l.config)
	}
	select {
	case l.ready <- sorted:
	case <-l.closed:
		_ = conn.Close()
	}
}

// peekedConn reads from the buffer that holds the byte already seen.
type peekedConn struct {
	net.Conn

	reader *bufio.Reader
}

// Read makes peekedConn a connection that has lost nothing.
func (c *peekedConn) Read(p []byte) (int, error) { return c.reader.Read(p) }
