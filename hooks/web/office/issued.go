package office

import (
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/letter"
	"motcua/templates"
)

// issuedLine is one paper that the office made of the dossier.
type issuedLine struct {
	Title, Number, Copies string
	At                    time.Time
	Href                  string
	Kept                  string // address of the last kept copy; "" = none
}

// issued lists the papers that the acts of the dossier made.
func (p pages) issued(e *core.RequestEvent, by access.Actor, page dossierPage) ([]issuedLine, error) {
	list, err := (letter.Office{Desk: p.Desk}).Papers(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return nil, err
	}
	var out []issuedLine
	for _, l := range list {
		x := issuedLine{Title: l.Title, Number: l.Number, At: l.At, Href: page.Href + "/giay/" + l.Key(), Copies: templates.Text("papers.none", nil)}
		if n := len(l.Copies); n > 0 {
			x.Copies = templates.Text("papers.copies", map[string]string{"n": strconv.Itoa(l.Copies[n-1].Copy)})
			if id := l.Copies[n-1].File; id != "" {
				x.Kept = page.Href + "/ban-luu/" + id
			}
		}
		out = append(out, x)
	}
	return out, nil
}

// stepTime is what the norm of the present step leaves, in working time.
func stepTime(c casework.Case, history []casework.Entry, now time.Time) string {
	turns := dossier.Steps(casework.Events(history), c.Flow(), c.Cal, now)
	if len(turns) == 0 || !turns[len(turns)-1].Done.IsZero() {
		return ""
	}
	return letter.Rest(turns[len(turns)-1])
}
