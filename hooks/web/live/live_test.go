package live_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/seed"
)

// page is a browser that listens.
type page struct {
	t      *testing.T
	lines  chan string // closed when the stream ends
	cookie []*http.Cookie
	at     string
	stop   context.CancelFunc
}

// listen signs in over a real connection and opens the stream.
func listen(t *testing.T, h *apptest.House, at string, role access.Role, commune int) page {
	t.Helper()
	p, status := listenAt(t, h, at, "", role, commune)
	require.Equal(t, http.StatusOK, status)
	return p
}

// listenAt is listen for the news of one dossier, with what the door answers.
func listenAt(t *testing.T, h *apptest.House, at, query string, role access.Role, commune int) (page, int) {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	req, err := http.NewRequest(http.MethodPost, at+"/dang-nhap", strings.NewReader(url.Values{"email": {h.Staff(role, commune).Email()}, "password": {seed.Password}}.Encode()))
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", at)
	res, err := client.Do(req)
	require.NoError(t, err)
	require.NoError(t, res.Body.Close())
	ctx, stop := context.WithCancel(context.Background())
	p := page{t: t, lines: make(chan string, 64), cookie: res.Cookies(), at: at, stop: stop}
	t.Cleanup(stop)
	req, err = http.NewRequestWithContext(ctx, http.MethodGet, at+"/su-kien"+query, nil)
	require.NoError(t, err)
	req.Header.Set("Accept", "text/event-stream")
	for _, c := range p.cookie {
		req.AddCookie(c)
	}
	stream, err := client.Do(req)
	require.NoError(t, err)
	if stream.StatusCode != http.StatusOK {
		return p, stream.StatusCode
	}
	require.Equal(t, "text/event-stream", stream.Header.Get("Content-Type"))
	assert.Empty(t, stream.Header.Get("Set-Cookie"), "listening keeps nobody signed in")
	go func() {
		defer close(p.lines)
		defer stream.Body.Close() //nolint:errcheck // the test is over
		for s := bufio.NewScanner(stream.Body); s.Scan(); {
			if s.Text() != "" {
				p.lines <- s.Text()
			}
		}
	}()
	p.says("retry: 5000")
	return p, stream.StatusCode
}

// says waits for the next line.
func (p page) says(want string) {
	p.t.Helper()
	select {
	case got, open := <-p.lines:
		require.True(p.t, open, "the stream has ended; want %q", want)
		assert.Equal(p.t, want, got)
	case <-time.After(20 * time.Second):
		require.Fail(p.t, "nothing comes", want)
	}
}

func receive(t *testing.T, h *apptest.House, commune int) string {
	t.Helper()
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, commune), casework.ReceiveInput{Procedure: "1.004873", Applicant: casework.PersonInput{Name: "Đào Văn Ước", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}}})
	require.NoError(t, err)
	return got.Code
}

func TestAChangeIsTold(t *testing.T) {
	h := apptest.Open(t)
	server := httptest.NewServer(h.Mux)
	t.Cleanup(server.Close)
	officer, leader, other := listen(t, h, server.URL, access.Officer, 0), listen(t, h, server.URL, access.Leader, 0), listen(t, h, server.URL, access.Officer, 1)
	code := receive(t, h, 0)
	officer.says("event: list")
	officer.says("data: unit")
	leader.says("event: list")
	leader.says("data: unit")
	_, err := h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), code, 0, dossier.MoveInput{To: h.Staff(access.Officer, 0).Id})
	require.NoError(t, err)
	officer.says("event: list")
	officer.says("data: mine")
	leader.says("event: list")
	leader.says("data: unit")

	_, err = h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), code, 0, dossier.MoveInput{To: "x"})
	require.Error(t, err)
	receive(t, h, 1)
	other.says("event: list")
	other.says("data: unit")
	assert.Empty(t, officer.lines, "another unit's change and a refused act are silent")
	assert.Empty(t, leader.lines)
}

// TestAnOpenDossierHearsOfItselfAlone: not of another dossier, not of what its
// reader does, and nobody listens at the door of another unit.
func TestAnOpenDossierHearsOfItselfAlone(t *testing.T) {
	h := apptest.Open(t)
	server := httptest.NewServer(h.Mux)
	t.Cleanup(server.Close)
	code := receive(t, h, 0)
	ear := "?ho-so=" + url.QueryEscape(code)
	_, status := listenAt(t, h, server.URL, ear, access.Officer, 1)
	assert.Equal(t, http.StatusNotFound, status, "another unit")
	_, status = listenAt(t, h, server.URL, "?ho-so=H00-1", access.Officer, 0)
	assert.Equal(t, http.StatusNotFound, status)
	_, status = listenAt(t, h, server.URL, ear, access.UnitAdmin, 0)
	assert.Equal(t, http.StatusForbidden, status)

	clerk, status := listenAt(t, h, server.URL, ear, access.Clerk, 0)
	require.Equal(t, http.StatusOK, status)
	leader, status := listenAt(t, h, server.URL, ear, access.Leader, 0)
	require.Equal(t, http.StatusOK, status)
	other := receive(t, h, 0)
	_, err := h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), code, 0, dossier.MoveInput{To: h.Staff(access.Officer, 0).Id})
	require.NoError(t, err)
	leader.says("event: dossier")
	leader.says("data: moved")
	_, err = h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), other, 0, dossier.MoveInput{To: h.Staff(access.Officer, 0).Id})
	require.NoError(t, err)
	assert.Empty(t, clerk.lines, "the reader's own act")
	_, err = h.Desk.Forward(h.App, h.Actor(access.Officer, 0), code, 0, dossier.MoveInput{To: h.Staff(access.Leader, 0).Id})
	require.NoError(t, err)
	clerk.says("event: dossier")
	clerk.says("data: moved")
	leader.says("event: dossier")
	leader.says("data: moved")
	assert.Empty(t, leader.lines)
}

func TestSigningOutEndsTheStream(t *testing.T) {
	h := apptest.Open(t)
	server := httptest.NewServer(h.Mux)
	t.Cleanup(server.Close)
	p, stays := listen(t, h, server.URL, access.Officer, 0), listen(t, h, server.URL, access.Leader, 0)
	req, err := http.NewRequest(http.MethodPost, server.URL+"/dang-xuat", nil)
	require.NoError(t, err)
	req.Header.Set("Origin", server.URL)
	for _, c := range p.cookie {
		req.AddCookie(c)
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	require.NoError(t, err)
	require.NoError(t, res.Body.Close())
	p.says("event: end")
	receive(t, h, 0)
	stays.says("event: list")
}

func TestWhoMayListen(t *testing.T) {
	h := apptest.Open(t)
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/su-kien").Code)
	for _, role := range []access.Role{access.Superior, access.Inspector, access.UnitAdmin, access.ProcedureAdmin} {
		assert.Equal(t, http.StatusForbidden, h.As(role, 0).Get("/su-kien").Code, role)
	}
	assert.Equal(t, http.StatusNoContent, h.As(access.Clerk, 0).Get("/su-kien").Code, "a browser that does not listen is told nothing")
}

// TestManyListenAndManyAct is for the race detector: pages come and go while
// acts land.
func TestManyListenAndManyAct(t *testing.T) {
	h := apptest.Open(t)
	server := httptest.NewServer(h.Mux)
	t.Cleanup(server.Close)
	var all sync.WaitGroup
	pages := make([]page, 6)
	for i := range pages {
		pages[i] = listen(t, h, server.URL, []access.Role{access.Officer, access.Leader}[i%2], 0)
	}
	for i := range 4 {
		all.Go(func() {
			for range 3 {
				_, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: "1.004873",
					Applicant:  casework.PersonInput{Name: fmt.Sprint("Người ", i), Phone: "0912345678"},
					Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}}})
				assert.NoError(t, err)
			}
		})
		all.Go(pages[i].stop)
	}
	all.Wait()
	pages[4].says("event: list")
	pages[5].says("event: list")
}
