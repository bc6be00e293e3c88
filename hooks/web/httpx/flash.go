package httpx

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/templates"
)

// flashCookie carries the key of one sentence from an act to the page after
// it. It holds a key, never words: nothing personal, and nothing that another
// site could make this page say.
const (
	flashCookie = "vua_xong"
	flashPrefix = "done."
)

// Done leaves a sentence about what was just done for the next page; key
// begins with "done.".
func Done(e *core.RequestEvent, key string) {
	e.SetCookie(&http.Cookie{Name: flashCookie, Value: strings.TrimPrefix(key, flashPrefix), Path: "/", MaxAge: 60, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// done is the sentence that was left, taken once.
func done(e *core.RequestEvent) string {
	c, err := e.Request.Cookie(flashCookie)
	if err != nil || c.Value == "" || e.Request.Method != http.MethodGet {
		return ""
	}
	e.SetCookie(&http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	if !templates.HasText(flashPrefix + c.Value) {
		return ""
	}
	return templates.Text(flashPrefix+c.Value, nil)
}
