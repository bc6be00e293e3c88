package office

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// tidings are what colleagues did to a dossier since its page was opened: how
// much, the last of it and when. Not who and to whom: the page itself says
// that when it is loaded again.
type tidings struct {
	N    int
	Last string
	At   time.Time
	Href string
}

// news answers an open page that asks what others did since event ?tu=; with
// nothing when there is nothing, and to those who only look on.
func (p pages) news(e *core.RequestEvent, by access.Actor) error {
	code := e.Request.PathValue("code")
	c, err := p.Desk.Find(e.App, by, code)
	if err != nil {
		return err
	}
	if !by.Works(c.UnitPath) {
		return e.NoContent(http.StatusNoContent)
	}
	history, err := p.Desk.History(e.App, by, code)
	if err != nil {
		return err
	}
	seen, _ := strconv.Atoi(e.Request.URL.Query().Get("tu")) // none: all of it is news
	history = slices.DeleteFunc(history, func(x casework.Entry) bool { return x.Seq <= seen || x.Actor == by.ID })
	if len(history) == 0 {
		return e.NoContent(http.StatusNoContent)
	}
	last := history[len(history)-1]
	var b bytes.Buffer
	err = templates.Fragment(&b, "office/dossier", "tidings", tidings{N: len(history), Last: title(last), At: last.At, Href: httpx.DossierPath(c.Dossier)})
	if err != nil {
		return err
	}
	return e.HTML(http.StatusOK, b.String())
}
