// Package live tells open pages that their list or their dossier has changed,
// by server-sent events. It says that something happened, never what or to
// whom; the page then asks again, through the door it came from.
package live

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
)

// Beat is how often a quiet stream says that it is alive, and looks whether
// its session still is.
const Beat = 20 * time.Second

// Door binds the routes of this door.
type Door struct {
	Hub  *Hub
	Desk *casework.Desk
	Beat time.Duration // 0 = Beat
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	if d.Beat == 0 {
		d.Beat = Beat
	}
	r.OnSignOut(d.Hub.Close)
	r.GET(httpx.EventsPath, httpx.Staff(access.Clerk, access.Officer, access.Leader, access.Cashier), func(e *core.RequestEvent, by access.Actor) error {
		return d.listen(e, r, by)
	})
}

// listen writes events until the page goes away or its session ends.
func (d Door) listen(e *core.RequestEvent, r *httpx.Router, by access.Actor) error {
	if !strings.Contains(e.Request.Header.Get("Accept"), "text/event-stream") {
		return e.NoContent(http.StatusNoContent) // not a page that listens
	}
	one, err := d.dossier(e, by)
	if err != nil {
		return err
	}
	s, ok := d.Hub.join(by, r.SessionKey(e), one)
	if !ok {
		e.Response.Header().Set("Retry-After", "60")
		return e.NoContent(http.StatusServiceUnavailable)
	}
	defer d.Hub.leave(s)
	out := http.NewResponseController(e.Response)
	if err := out.SetWriteDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("open stream: %w", err)
	}
	head := e.Response.Header()
	head.Set("Content-Type", "text/event-stream")
	head.Set("Cache-Control", "no-store")
	head.Set("X-Accel-Buffering", "no") // a proxy in front must not collect it
	beat := time.NewTicker(d.Beat)
	defer beat.Stop()
	text := "retry: 5000\n\n"
	for {
		if _, err := e.Response.Write([]byte(text)); err != nil {
			return nil // the page has gone away
		}
		if err := out.Flush(); err != nil {
			return nil // the page has gone away
		}
		select {
		case <-e.Request.Context().Done():
			return nil
		case <-s.gone:
			_, _ = e.Response.Write([]byte("event: end\ndata: \n\n")) // the page may be gone already
			return nil
		case <-s.wake:
			text = d.Hub.take(s)
		case <-beat.C:
			if !r.Alive(e) {
				_, _ = e.Response.Write([]byte("event: end\ndata: \n\n")) // the page may be gone already
				return nil
			}
			text = ": \n\n"
		}
	}
}

// dossier is the id of the one dossier that the page asks about with ?ho-so=,
// "" for a list; only whoever works on it may listen at it.
func (d Door) dossier(e *core.RequestEvent, by access.Actor) (string, error) {
	code := e.Request.URL.Query().Get("ho-so")
	if code == "" {
		return "", nil
	}
	c, err := d.Desk.Find(e.App, by, code)
	if err == nil && !by.Works(c.UnitPath) {
		err = problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	return c.ID, err
}
