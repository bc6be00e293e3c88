// Package apptest is the test kit: a house of its own for each test, on a real
// database, with one superior, three communes and staff of every role.
package apptest

import (
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"
	"github.com/stretchr/testify/require"

	"motcua/hooks"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/cashier"
	"motcua/hooks/service/org"
	"motcua/hooks/service/seed"
)

// Start is the moment a house's clock shows first: Friday 20 November 2026,
// 9:00 in the office.
var Start = time.Date(2026, 11, 20, 9, 0, 0, 0, calendar.Location)

// House is a whole product on a folder of its own.
type House struct {
	*hooks.House
	App      core.App
	Mux      http.Handler
	Superior org.Unit
	Communes []org.Unit
	t        testing.TB
	mu       sync.Mutex
	now      time.Time
}

// Now is the house's clock.
func (h *House) Now() time.Time { h.mu.Lock(); defer h.mu.Unlock(); return h.now }

// SetNow moves the clock; text is office time, 2006-01-02T15:04.
func (h *House) SetNow(text string) {
	t, err := time.ParseInLocation("2006-01-02T15:04", text, calendar.Location)
	require.NoError(h.t, err)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = t
}

// fixture is a migrated and seeded folder, made once and cloned for each house.
var fixture = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "motcua-fixture")
	if err != nil {
		return "", err
	}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: hooks.Connect})
	h := hooks.Register(app, options(dir, func() time.Time { return Start }))
	if err := app.Bootstrap(); err != nil {
		return "", err
	}
	if err := h.Prepare(app); err != nil {
		return "", err
	}
	if _, err := seed.MakeOffices(app, h.Org, h.Catalog, Start); err != nil {
		return "", err
	}
	return dir, app.ResetBootstrapState()
})

func options(dir string, now func() time.Time) hooks.Options {
	return hooks.Options{Now: now, KeyFile: filepath.Join(dir, "test.key"), Random: rand.NewChaCha8([32]byte{1}), BaseURL: "http://motcua.test", Demo: true}
}

// Open opens a house that ends with the test. listens is the address that its
// server believes to listen at; without one it does not know.
func Open(t testing.TB, listens ...string) *House {
	t.Helper()
	return openAt(t, nil, listens...)
}

// OpenHeard opens a house and tells hear every statement that its database is
// sent, the values written into it. hear is called from many goroutines.
func OpenHeard(t testing.TB, hear func(sql string)) *House {
	t.Helper()
	return openAt(t, hear)
}

func openAt(t testing.TB, hear func(sql string), listens ...string) *House {
	t.Helper()
	from, err := fixture()
	require.NoError(t, err)
	dir, err := tests.TempDirClone(from)
	require.NoError(t, err)
	h := &House{t: t, now: Start}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: heard(hear)})
	h.App = app
	h.House = hooks.Register(app, options(dir, h.Now))
	require.NoError(t, app.Bootstrap())
	t.Cleanup(func() {
		require.NoError(t, app.ResetBootstrapState())
		require.NoError(t, os.RemoveAll(dir))
		require.NoError(t, os.RemoveAll(dir+"-saoluu"))
	})
	h.serve(listens...)
	h.Superior, err = h.Org.UnitByCode(app, "hoa-giang")
	require.NoError(t, err)
	h.Communes, err = h.Org.Units(app, nil, "commune")
	require.NoError(t, err)
	return h
}

// heard connects as the product does, and listens.
func heard(hear func(sql string)) core.DBConnectFunc {
	return func(path string) (*dbx.DB, error) {
		db, err := hooks.Connect(path)
		if err != nil || hear == nil || strings.HasSuffix(path, "auxiliary.db") {
			return db, err
		}
		db.QueryLogFunc = func(_ context.Context, _ time.Duration, sql string, _ *sql.Rows, _ error) { hear(sql) }
		db.ExecLogFunc = func(_ context.Context, _ time.Duration, sql string, _ sql.Result, _ error) { hear(sql) }
		return db, nil
	}
}

// serve builds the mux once: binding the routes twice panics.
func (h *House) serve(listens ...string) {
	router, err := apis.NewRouter(h.App)
	require.NoError(h.t, err)
	se := &core.ServeEvent{App: h.App, Router: router}
	for _, addr := range listens {
		se.Server = &http.Server{Addr: addr, ReadHeaderTimeout: time.Second} // never started
	}
	err = h.App.OnServe().Trigger(se, func(e *core.ServeEvent) error {
		h.Mux, err = e.Router.BuildMux()
		return err
	})
	require.NoError(h.t, err)
}

// Staff is the first account of a role in the n-th commune (0, 1, 2); the
// superior's for access.Superior. again picks the second one.
func (h *House) Staff(role access.Role, commune int, again ...bool) *core.Record {
	h.t.Helper()
	unit := h.Superior
	if role != access.Superior {
		unit = h.Communes[commune]
	}
	list, err := h.Org.StaffOf(h.App, unit.Path, role)
	require.NoError(h.t, err)
	var found []string
	for _, a := range list {
		if a.Unit == unit.ID {
			found = append(found, a.ID)
		}
	}
	i := 0
	if len(again) > 0 {
		i = 1
	}
	require.Greater(h.t, len(found), i, "no such staff: %s", role)
	r, err := h.App.FindRecordById("staff", found[i])
	require.NoError(h.t, err)
	return r
}

// Actor is Staff as an actor, for calling services.
func (h *House) Actor(role access.Role, commune int, again ...bool) access.Actor {
	h.t.Helper()
	a, err := h.Org.Actor(h.App, h.Staff(role, commune, again...))
	require.NoError(h.t, err)
	return a
}

// Pay takes every known fee of a dossier in cash, by the commune's cashier.
func (h *House) Pay(commune int, code string) {
	h.t.Helper()
	_, err := h.Till.Take(h.App, h.Actor(access.Cashier, commune), cashier.TakeInput{Dossiers: []string{code}})
	require.NoError(h.t, err)
}

// Visitor is somebody with a browser or a token.
type Visitor struct {
	h      *House
	cookie []*http.Cookie
	token  string
}

// Guest is somebody who has not signed in.
func (h *House) Guest() *Visitor { return &Visitor{h: h} }

// As signs in through the page and also holds a token for the API.
func (h *House) As(role access.Role, commune int, again ...bool) *Visitor {
	h.t.Helper()
	r := h.Staff(role, commune, again...)
	v := h.Guest()
	res := v.Post("/dang-nhap", url.Values{"email": {r.Email()}, "password": {seed.Password}})
	require.Equal(h.t, http.StatusSeeOther, res.Code, res.Body.String())
	token, err := r.NewAuthToken()
	require.NoError(h.t, err)
	v.token = token
	return v
}

// Bearer holds a token of an account that no role of the fixture names.
func (h *House) Bearer(r *core.Record) *Visitor {
	h.t.Helper()
	token, err := r.NewAuthToken()
	require.NoError(h.t, err)
	return &Visitor{h: h, token: token}
}

// Do sends a request as the visitor's browser would: cookie and origin for
// pages, token for the API.
func (v *Visitor) Do(method, path string, body io.Reader, header http.Header) *httptest.ResponseRecorder {
	v.h.t.Helper()
	req := httptest.NewRequest(method, path, body)
	for k, list := range header {
		req.Header[k] = list
	}
	if strings.HasPrefix(path, "/api/") {
		if v.token != "" && req.Header.Get("Authorization") == "" {
			req.Header.Set("Authorization", v.token)
		}
	} else {
		for _, c := range v.cookie {
			req.AddCookie(c)
		}
		if method != http.MethodGet && req.Header.Get("Origin") == "" && req.Header.Get("Sec-Fetch-Site") == "" {
			req.Header.Set("Origin", "http://"+req.Host)
		}
	}
	rec := httptest.NewRecorder()
	v.h.Mux.ServeHTTP(rec, req)
	v.keep(rec.Result().Cookies())
	return rec
}

func (v *Visitor) keep(set []*http.Cookie) {
	for _, c := range set {
		kept := v.cookie[:0:0]
		for _, old := range v.cookie {
			if old.Name != c.Name {
				kept = append(kept, old)
			}
		}
		if c.MaxAge >= 0 {
			kept = append(kept, c)
		}
		v.cookie = kept
	}
}

// Get opens a page or asks the API.
func (v *Visitor) Get(path string) *httptest.ResponseRecorder {
	v.h.t.Helper()
	return v.Do(http.MethodGet, path, nil, nil)
}

// Post sends a form.
func (v *Visitor) Post(path string, form url.Values) *httptest.ResponseRecorder {
	v.h.t.Helper()
	return v.Do(http.MethodPost, path, strings.NewReader(form.Encode()), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
}

// JSON sends a value to the API; keys are header names and values by turns.
func (v *Visitor) JSON(method, path string, body any, header ...string) *httptest.ResponseRecorder {
	v.h.t.Helper()
	b, err := json.Marshal(body)
	require.NoError(v.h.t, err)
	head := http.Header{"Content-Type": {"application/json"}}
	for i := 0; i+1 < len(header); i += 2 {
		head.Set(header[i], header[i+1])
	}
	return v.Do(method, path, strings.NewReader(string(b)), head)
}
