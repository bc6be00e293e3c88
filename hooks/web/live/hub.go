package live

import (
	"sync"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// Limits of open streams: of everybody, and of one session, whose browser
// shows one page at a time.
const (
	maxStreams = 400
	maxSession = 6
)

// Hub passes on that something has changed. It holds no name: a list is told
// “yours” or “your unit's”, the page of a dossier “this one”, nothing more. It is safe for
// concurrent use, and no stream that is slow holds up an act.
type Hub struct {
	mu      sync.Mutex
	streams map[*stream]bool
}

// stream is one page that listens.
type stream struct {
	by      access.Actor
	session string
	wake    chan struct{} // one place: many changes are one call
	gone    chan struct{} // closed when the session has ended
	dossier string        // the one whose page listens; "" = a list
	mine    bool          // since the last call; under Hub.mu
}

// NewHub returns a hub that nobody listens to.
func NewHub() *Hub { return &Hub{streams: map[*stream]bool{}} }

// join lets a page listen to its unit, or to one dossier whose id is given;
// false when too many do.
func (h *Hub) join(by access.Actor, session, dossier string) (*stream, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	same := 0
	for s := range h.streams {
		if s.session == session {
			same++
		}
	}
	if len(h.streams) >= maxStreams || same >= maxSession {
		return nil, false
	}
	s := &stream{by: by, session: session, dossier: dossier, wake: make(chan struct{}, 1), gone: make(chan struct{})}
	h.streams[s] = true
	return s, true
}

func (h *Hub) leave(s *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.streams, s)
}

// Landed is called after an act is on the disk (casework.Desk.Landed).
func (h *Hub) Landed(_ core.App, c casework.Case, e dossier.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.streams {
		if !s.hears(c, e) {
			continue
		}
		s.mine = s.mine || c.Holder == s.by.ID || e.Actor == s.by.ID || s.by.StandsFor(c.Holder)
		select {
		case s.wake <- struct{}{}:
		default: // it has not read the last call yet
		}
	}
}

// hears reports whether an event concerns the page: a list all of its unit, a
// dossier what others did to it.
func (s *stream) hears(c casework.Case, e dossier.Event) bool {
	if !s.by.Scope.Has(c.UnitPath) {
		return false
	}
	return s.dossier == "" || s.dossier == c.ID && s.by.ID != e.Actor
}

// Close ends every stream of a session: somebody has signed out.
func (h *Hub) Close(session string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.streams {
		if s.session == session {
			close(s.gone)
			delete(h.streams, s)
		}
	}
}

// take is what happened since the last call, as an event of the stream.
func (h *Hub) take(s *stream) string {
	if s.dossier != "" {
		return "event: dossier\ndata: moved\n\n"
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	what := "unit"
	if s.mine {
		what = "mine"
	}
	s.mine = false
	return "event: list\ndata: " + what + "\n\n"
}

// Open is how many pages listen.
func (h *Hub) Open() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.streams)
}
