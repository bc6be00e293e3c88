package httpx

import (
	"crypto/hmac"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// Lengths of a session: signed out after half an hour of silence and after
// twelve hours in any case (ASVS 5.0 7.3).
const (
	idle     = 30 * time.Minute
	longest  = 12 * time.Hour
	renewAge = time.Minute // a younger cookie is not written anew
)

// cookieName is the session cookie. Over HTTPS it has the __Host- prefix; a
// commune's LAN has no certificate, so plain HTTP has a name of its own.
func cookieName(e *core.RequestEvent) string {
	if e.IsTLS() {
		return "__Host-motcua"
	}
	return "motcua"
}

// SignIn starts a session of the staff record.
func (r *Router) SignIn(e *core.RequestEvent, rec *core.Record) {
	now := r.Office.Now()
	r.setSession(e, rec, now, now)
}

// SignOut ends the session of this browser.
func (r *Router) SignOut(e *core.RequestEvent) {
	if _, ok := r.session(e); ok {
		for _, told := range r.signedOut {
			told(r.SessionKey(e))
		}
	}
	e.SetCookie(&http.Cookie{Name: cookieName(e), Value: "", Path: "/", MaxAge: -1, HttpOnly: true, Secure: e.IsTLS(), SameSite: http.SameSiteLaxMode})
}

// setSession writes the cookie: who, since when, last seen when, and a keyed
// hash over these and the account's own secret, which changes when the account
// is disabled or its password is changed.
func (r *Router) setSession(e *core.RequestEvent, rec *core.Record, since, seen time.Time) {
	body := rec.Id + "." + strconv.FormatInt(since.Unix(), 36) + "." + strconv.FormatInt(seen.Unix(), 36)
	e.SetCookie(&http.Cookie{Name: cookieName(e), Value: body + "." + r.sign(rec, body), Path: "/", MaxAge: int(longest / time.Second),
		HttpOnly: true, Secure: e.IsTLS(), SameSite: http.SameSiteLaxMode})
}

func (r *Router) sign(rec *core.Record, body string) string {
	return r.Vault.Mac("session "+rec.TokenKey(), body)
}

// session returns the staff record behind the cookie, and renews the cookie.
func (r *Router) session(e *core.RequestEvent) (*core.Record, bool) {
	c, err := e.Request.Cookie(cookieName(e))
	if err != nil {
		return nil, false
	}
	part := strings.Split(c.Value, ".")
	if len(part) != 4 {
		return nil, false
	}
	since, err1 := strconv.ParseInt(part[1], 36, 64)
	seen, err2 := strconv.ParseInt(part[2], 36, 64)
	if err1 != nil || err2 != nil {
		return nil, false
	}
	now := r.Office.Now()
	if now.Sub(time.Unix(seen, 0)) > idle || now.Sub(time.Unix(since, 0)) > longest {
		return nil, false
	}
	rec, ok := r.Office.Account(e.App, part[0])
	if !ok {
		return nil, false
	}
	body := strings.Join(part[:3], ".")
	if !hmac.Equal([]byte(r.sign(rec, body)), []byte(part[3])) {
		return nil, false
	}
	if now.Sub(time.Unix(seen, 0)) > renewAge && !byItself(e.Request) {
		r.setSession(e, rec, time.Unix(since, 0), now)
	}
	return rec, true
}

// EventsPath is where pages listen for changes.
const EventsPath = "/su-kien"

// byItself reports whether the page sent the request without its reader: to
// listen, or to show a list again. Nobody stays signed in by that.
func byItself(req *http.Request) bool {
	return req.URL.Path == EventsPath || req.Method == http.MethodGet && req.Header.Get("X-Part") != ""
}

// OnSignOut tells somebody which session has ended.
func (r *Router) OnSignOut(told func(session string)) { r.signedOut = append(r.signedOut, told) }

// SessionKey names the session of a request that has one: whose, and since
// when. It opens nothing.
func (r *Router) SessionKey(e *core.RequestEvent) string {
	c, err := e.Request.Cookie(cookieName(e))
	if err != nil {
		return ""
	}
	part := strings.Split(c.Value, ".")
	return strings.Join(part[:min(len(part), 2)], ".")
}

// Alive reports whether the session of a long request still holds.
func (r *Router) Alive(e *core.RequestEvent) bool {
	rec, ok := r.session(e)
	if !ok {
		return false
	}
	by, err := r.Office.Actor(e.App, rec)
	return err == nil && by.Signed() && !by.MustChange
}

// loopback reports whether the request comes from this very machine, not
// through a proxy on it.
func loopback(req *http.Request) bool {
	host, _, err := net.SplitHostPort(req.RemoteAddr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	forwarded := req.Header.Get("X-Forwarded-For") != "" || req.Header.Get("Forwarded") != "" || req.Header.Get("X-Real-IP") != ""
	return ip != nil && ip.IsLoopback() && !forwarded
}
