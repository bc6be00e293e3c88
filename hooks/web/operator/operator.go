// Package operator is the door of the machine itself: commands on this computer
// that must go through the running server, and whoever watches that it lives.
// It answers loopback with the pass of this run; for anyone else it is not there.
package operator

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/backup"
	"motcua/hooks/service/health"
	pass "motcua/hooks/service/operator"
	"motcua/hooks/web/httpx"
)

// Door binds the routes of this door.
type Door struct {
	Pass    pass.Pass
	Backups *backup.Keeper
	Doctor  *health.Doctor
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	r.POST("/api/motcua/operator/backup", httpx.Anyone(), d.only(d.backup))
	r.GET("/api/motcua/operator/health", httpx.Anyone(), d.only(d.health))
	r.GET("/healthz", httpx.Anyone(), d.pulse)
}

// pulse is for whoever watches the server from outside: alive, and ready.
func (d Door) pulse(e *core.RequestEvent, _ access.Actor) error {
	p := d.Doctor.Pulse(e.App)
	if !p.Ready {
		return e.JSON(http.StatusServiceUnavailable, p)
	}
	return e.JSON(http.StatusOK, p)
}

// only lets the operator's commands pass.
func (d Door) only(h httpx.Handler) httpx.Handler {
	return func(e *core.RequestEvent, by access.Actor) error {
		if !httpx.Loopback(e.Request) || !d.Pass.Opens(e.Request.Header.Get(pass.Header)) {
			return e.NotFoundError("", nil)
		}
		return h(e, by)
	}
}

// Line is one line of an answer that takes its time.
type Line struct {
	Done     int64        `json:"done,omitempty"`
	All      int64        `json:"all,omitempty"`
	Made     *backup.Made `json:"made,omitempty"`
	Problems problem.List `json:"problems,omitempty"`
	Error    string       `json:"error,omitempty"`
}

// backup makes one and tells how far it is, a line a step. It goes on when
// nobody listens any more.
func (d Door) backup(e *core.RequestEvent, _ access.Actor) error {
	var in struct {
		Place string `json:"place"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(e.Response, e.Request.Body, 1<<16)).Decode(&in); err != nil || in.Place == "" {
		return problem.Problem{Kind: problem.Invalid, Field: "place", Key: httpx.KeyBadInput}
	}
	rc := http.NewResponseController(e.Response)
	_ = rc.SetWriteDeadline(time.Time{}) // a recorder of a test has none
	e.Response.Header().Set("Content-Type", "application/x-ndjson")
	out := json.NewEncoder(e.Response)
	say := func(l Line) {
		if out.Encode(l) == nil {
			_ = rc.Flush() // nobody listens any more: the work goes on
		}
	}
	percent := int64(-1)
	made, err := d.Backups.Make(e.App, in.Place, backup.ByHand, func(done, all int64) {
		if p := done * 100 / all; p != percent {
			percent = p
			say(Line{Done: done, All: all})
		}
	})
	switch list, ok := problem.In(err); {
	case err == nil:
		say(Line{Made: &made})
	case ok:
		say(Line{Problems: list})
	default:
		e.App.Logger().Error("backup failed", "error", err.Error())
		say(Line{Error: err.Error()})
	}
	return nil
}

// health is the doctor's report; ?deep=1 proves the books too.
func (d Door) health(e *core.RequestEvent, _ access.Actor) error {
	_ = http.NewResponseController(e.Response).SetWriteDeadline(time.Time{}) // a recorder of a test has none
	r, err := d.Doctor.Report(e.App, e.Request.URL.Query().Get("deep") == "1")
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, r)
}
