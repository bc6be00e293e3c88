package public

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/templates"
)

// procedurePage is one procedure as a commune offers it: what to bring first,
// then how long, how much, where, and what comes after.
type procedurePage struct {
	templates.Page
	Commune  org.Unit
	Code     string
	Name     string
	Body     procedure.Version
	Cases    []choice
	Chosen   string // title of the case, "" when there is only one
	Papers   []paperGroup
	Limit    string
	Due      templates.Due
	Opening  opening
	Channels []string
	Fees     []string // amounts that this unit's province has set
	Exempt   []string
	Version  string // “Bản 1, áp dụng từ 01/07/2026”
}

// choice is one case (trường hợp) to choose by a link.
type choice struct {
	Href, Title string
	On          bool
}

// paperGroup is one paper, or several of which one is enough.
type paperGroup struct {
	OneOf  bool
	Papers []paper
}

type paper struct{ Title, Count, Note string }

func (d *door) procedure(e *core.RequestEvent, by access.Actor) error {
	unit, ok, err := d.here(e, by)
	if !ok || err != nil {
		return err
	}
	now := d.Org.Now()
	offer, err := d.Catalog.Offer(e.App, unit.ID, e.Request.PathValue("code"), today(now))
	if err != nil {
		return err // not offered here: the error page says so in words
	}
	body := offer.Version.Body
	asked := e.Request.URL.Query().Get("truong-hop")
	chosen, err := body.CaseOf(asked, nil)
	if err != nil && asked == "" {
		return err
	}
	if err != nil {
		return e.Redirect(http.StatusSeeOther, "/"+unit.Code+"/thu-tuc/"+offer.Code) // an old link: the usual case
	}
	cal, err := d.Org.Calendar(e.App, unit)
	if err != nil {
		return err
	}
	q, res, err := d.Desk.Foresee(e.App, unit, offer, chosen.Key)
	var list problem.List
	if err != nil && !errors.As(err, &list) {
		return err
	}
	p := procedurePage{Page: d.pageOf(e, unit, bare(body.Name)), Commune: unit, Code: offer.Code, Name: bare(body.Name), Body: body, Opening: openingOf(cal, now)}
	p.Limit = body.LimitText()
	if q.Limit != body.Deadline.Limit && q.Limit.N > 0 {
		p.Limit = q.Limit.Words()
	}
	if !res.Due.IsZero() {
		label := templates.Text("public.procedure.due", nil)
		if !cal.Open(now) {
			label = templates.Text("public.procedure.due_next", nil)
		}
		p.Due = templates.Due{Label: label, At: res.Due,
			Clock: templates.Text("track.before", map[string]string{"time": templates.Clock(res.Due)})}
	}
	key := fmt.Sprint(describe(offer), unit, chosen.Key, p.Opening, res.Due)
	return d.show(e, "public/procedure", key, p.Page, func() any { p.fill(offer, chosen); return p })
}

// fill adds what depends on the version and the case alone.
func (p *procedurePage) fill(offer catalog.Offer, chosen procedure.Case) {
	if len(p.Body.Cases) > 1 {
		p.Chosen = chosen.Title
		for _, c := range p.Body.Cases {
			x := choice{p.Path + "?truong-hop=" + c.Key, c.Title, c.Key == chosen.Key}
			if c.Default {
				p.Cases = append([]choice{x}, p.Cases...) // what most people need stands first
				continue
			}
			p.Cases = append(p.Cases, x)
		}
	}
	p.Papers = papersOf(p.Body.Papers(chosen.Key))
	for _, c := range offer.Channels {
		if key := "public.channel." + string(c); templates.HasText(key) {
			p.Channels = append(p.Channels, templates.Text(key, nil))
		}
	}
	seen := map[string]bool{}
	for _, f := range p.Body.Fees {
		if len(f.Cases) > 0 && !contains(f.Cases, chosen.Key) {
			continue
		}
		if amount, known := offer.LocalFees[f.Key]; known {
			p.Fees = append(p.Fees, f.Title+": "+templates.Money(amount))
		}
		for _, x := range f.Exemptions {
			if !seen[x.Title] {
				seen[x.Title] = true
				p.Exempt = append(p.Exempt, x.Title)
			}
		}
	}
	p.Version = templates.Text("public.procedure.version", map[string]string{"no": strconv.Itoa(offer.Version.No), "day": templates.ShortDay(offer.Version.EffectiveFrom)})
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// papersOf puts papers of which one is enough together, where the first stands.
func papersOf(list []procedure.Component) []paperGroup {
	var out []paperGroup
	place := map[string]int{}
	for _, c := range list {
		if i, ok := place[c.OneOf]; ok && c.OneOf != "" {
			out[i].Papers = append(out[i].Papers, paperOf(c))
			continue
		}
		if c.OneOf != "" {
			place[c.OneOf] = len(out)
		}
		out = append(out, paperGroup{OneOf: c.OneOf != "", Papers: []paper{paperOf(c)}})
	}
	for i := range out {
		out[i].OneOf = out[i].OneOf && len(out[i].Papers) > 1
	}
	return out
}

func paperOf(c procedure.Component) paper {
	p := paper{Title: c.Title, Note: c.Note}
	n := map[string]string{"originals": strconv.Itoa(c.Originals), "copies": strconv.Itoa(c.Copies)}
	shown := strings.Contains(strings.ToLower(c.Note), "xuất trình") // the note says it better
	switch {
	case shown:
	case c.Requirement == procedure.ShowOnly:
		p.Count = templates.Text("public.paper.show", nil)
	case c.Originals > 0 && c.Copies > 0:
		p.Count = templates.Text("public.paper.both", n)
	case c.Copies > 0:
		p.Count = templates.Text("public.paper.copies", n)
	case c.Originals > 0:
		p.Count = templates.Text("public.paper.originals", n)
	}
	switch {
	case c.Requirement == procedure.Optional && p.Count == "":
		p.Count = templates.Text("public.paper.when_needed", nil)
	case c.Requirement == procedure.Optional:
		p.Count = templates.Text("public.paper.optional", map[string]string{"count": p.Count})
	}
	return p
}
