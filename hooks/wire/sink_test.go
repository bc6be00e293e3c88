package wire_test

import (
	"bufio"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// sink is a small mail server (RFC 5321) that keeps what it is given and drops
// a double by its Message-ID, as real ones and their readers do.
type sink struct {
	net.Listener
	mu     sync.Mutex
	refuse string // answer to RCPT, "" = take it
	hangUp bool   // cuts the line after the text, before its answer
	raw    int
	read   map[string]letter
}

type letter struct {
	to, subject, text string
	header            mail.Header
}

func newSink(t *testing.T) *sink {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	s := &sink{Listener: l, read: map[string]letter{}}
	var talks sync.WaitGroup
	talks.Add(1)
	go func() {
		defer talks.Done()
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			talks.Add(1)
			go func() { defer talks.Done(); s.talk(c) }()
		}
	}()
	t.Cleanup(func() { _ = l.Close(); talks.Wait() })
	return s
}

func (s *sink) host() (host, port string) {
	host, port, _ = net.SplitHostPort(s.Addr().String())
	return host, port
}

func (s *sink) set(refuse string, hangUp bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse, s.hangUp = refuse, hangUp
}

func (s *sink) talk(c net.Conn) {
	defer c.Close() //nolint:errcheck // the test is over
	in := bufio.NewReader(c)
	say := func(line string) { _, _ = fmt.Fprintf(c, "%s\r\n", line) } // a line hung up is what is tested
	say("220 sink ESMTP")
	to := ""
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		s.mu.Lock()
		refuse, hangUp := s.refuse, s.hangUp
		s.mu.Unlock()
		switch verb := strings.ToUpper(strings.TrimSpace(line)); {
		case strings.HasPrefix(verb, "EHLO"):
			say("250-sink")
			say("250 8BITMIME")
		case strings.HasPrefix(verb, "RCPT") && refuse != "":
			say(refuse)
		case strings.HasPrefix(verb, "RCPT"):
			to = strings.Trim(strings.SplitN(strings.TrimSpace(line), ":", 2)[1], "<> ")
			say("250 ok")
		case verb == "DATA":
			say("354 go on")
			text := ""
			for {
				part, err := in.ReadString('\n')
				if err != nil {
					return
				}
				if part == ".\r\n" {
					break
				}
				text += part
			}
			s.keep(to, text)
			if hangUp {
				return
			}
			say("250 taken")
		case verb == "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

func (s *sink) keep(to, text string) {
	m, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		return
	}
	body, _ := io.ReadAll(quotedprintable.NewReader(m.Body))
	subject, _ := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw++
	s.read[m.Header.Get("Message-ID")] = letter{to, subject, strings.TrimSpace(string(body)), m.Header}
}

func (s *sink) got() (raw int, read map[string]letter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	read = map[string]letter{}
	for k, v := range s.read {
		read[k] = v
	}
	return s.raw, read
}
