package httpx

import (
	"net/http"
	"net/url"
	"regexp"
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

// DoneWith is Done for an act that was done from a list: the sentence leads to
// the dossier, which may have left the list.
func DoneWith(e *core.RequestEvent, key, code string) {
	Done(e, key+"|"+code)
}

// codeLike is what may stand in an address of the office as a dossier.
var codeLike = regexp.MustCompile(`^[0-9A-Za-z.-]{1,60}$`)

// done is the sentence that was left, taken once, and the dossier it leads to,
// "" when it stands alone.
func done(e *core.RequestEvent) (said, code string) {
	c, err := e.Request.Cookie(flashCookie)
	if err != nil || c.Value == "" || e.Request.Method != http.MethodGet {
		return "", ""
	}
	key, code, _ := strings.Cut(c.Value, "|")
	if !codeLike.MatchString(code) {
		code = ""
	}
	e.SetCookie(&http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	if !templates.HasText(flashPrefix + key) {
		return "", ""
	}
	return templates.Text(flashPrefix+key, nil), code
}

// flash puts the sentence onto the page.
func flash(e *core.RequestEvent, p *templates.Page) {
	var code string
	if p.Flash, code = done(e); code != "" {
		p.FlashAt = "/ho-so/" + url.PathEscape(code)
	}
}
