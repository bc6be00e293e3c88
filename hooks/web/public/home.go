package public

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// communesPage lists the communes of this server.
type communesPage struct {
	templates.Page
	Communes []org.Unit
	Q        string
	Missing  bool   // somebody asked for a commune that is not here
	Home     string // first page of whoever is signed in
}

// home is the first page: the one commune of this server, or the list.
func (d *door) home(e *core.RequestEvent, by access.Actor) error {
	communes, err := d.Org.Working(e.App, "commune", today(d.Org.Now()))
	if err != nil {
		return err
	}
	if len(communes) == 1 {
		return d.showUnit(e, by, communes[0])
	}
	return d.communes(e, by, communes, http.StatusOK)
}

// communes answers with the list, narrowed by folded words.
func (d *door) communes(e *core.RequestEvent, by access.Actor, all []org.Unit, code int) error {
	p := communesPage{Page: d.r.Page(e, access.Actor{}, templates.Text("public.home.title", nil)), Missing: code == http.StatusNotFound}
	p.Q = strings.TrimSpace(e.Request.URL.Query().Get("q"))
	words := strings.Fields(identity.Fold(p.Q))
	for _, u := range all {
		if text := " " + identity.Fold(u.Name+" "+u.ShortName+" "+u.Address); hasAll(text, words) {
			p.Communes = append(p.Communes, u)
		}
	}
	if by.Signed() {
		p.Home = httpx.Home(by)
	}
	return httpx.Render(e, code, "public/communes", p)
}

func hasAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, " "+w) {
			return false
		}
	}
	return true
}

// here finds the commune of an address; false means that the answer has been
// given: that it does not work today, or a list of communes with 404.
func (d *door) here(e *core.RequestEvent, by access.Actor) (org.Unit, bool, error) {
	unit, err := d.Org.UnitByCode(e.App, e.Request.PathValue("unit"))
	if err == nil && unit.Kind == "commune" {
		if !unit.Works(today(d.Org.Now())) {
			return unit, false, d.ended(e, unit)
		}
		return unit, true, nil
	}
	if list, is := problem.In(err); err != nil && (!is || list[0].Kind != problem.NotFound) {
		return unit, false, err
	}
	communes, err := d.Org.Working(e.App, "commune", today(d.Org.Now()))
	if err != nil {
		return unit, false, err
	}
	return unit, false, d.communes(e, by, communes, http.StatusNotFound)
}

// pageOf is the page data of a commune's page.
func (d *door) pageOf(e *core.RequestEvent, unit org.Unit, title string) templates.Page {
	p := d.r.Page(e, access.Actor{}, title)
	p.Unit = &templates.Unit{Name: unit.Name, Href: "/" + unit.Code, Phone: unit.Phone, Address: unit.Address}
	return p
}

// homePage is a commune's home: two jobs, then what people ask by telephone.
type homePage struct {
	templates.Page
	Commune org.Unit
	Inner   string // the commune within a sentence
	Opening opening
	Used    []row
	Q       string // what was searched for; nothing here
	Home    string
}

// unit is a commune's home.
func (d *door) unit(e *core.RequestEvent, by access.Actor) error {
	unit, ok, err := d.here(e, by)
	if !ok || err != nil {
		return err
	}
	return d.showUnit(e, by, unit)
}

func (d *door) showUnit(e *core.RequestEvent, by access.Actor, unit org.Unit) error {
	now := d.Org.Now()
	cal, err := d.Org.Calendar(e.App, unit)
	if err != nil {
		return err
	}
	offers, err := d.Catalog.Offers(e.App, unit.ID, today(now))
	if err != nil {
		return err
	}
	codes, err := d.used.of(e.App, d.Desk, unit, now)
	if err != nil {
		return err
	}
	p := homePage{Page: d.pageOf(e, unit, shortUnit(unit)), Commune: unit, Inner: inner(unit), Opening: openingOf(cal, now), Used: rowsOf(unit, pick(offers, codes))}
	if by.Signed() {
		p.Home = httpx.Home(by)
	}
	key := fmt.Sprint(unit, p.Opening, p.Home, p.Used)
	return d.show(e, "public/home", key, p.Page, func() any { return p })
}

// mostUsed is how many procedures stand on a commune's home.
const mostUsed = 6

// pick finds the offers of the codes, in their order, and fills up with others.
func pick(offers []catalog.Offer, codes []string) []catalog.Offer {
	var out, rest []catalog.Offer
	place := map[string]int{}
	for i, o := range offers {
		place[o.Code] = i + 1
	}
	taken := map[string]bool{}
	for _, c := range codes {
		if i := place[c]; i > 0 && len(out) < mostUsed {
			out = append(out, offers[i-1])
			taken[c] = true
		}
	}
	for _, o := range offers {
		if !taken[o.Code] {
			rest = append(rest, o)
		}
	}
	return append(out, rest[:min(len(rest), mostUsed-len(out))]...)
}

// popular remembers for an hour which procedures people came for.
type popular struct {
	mu    sync.Mutex
	units map[string]counted
}

type counted struct {
	hour  int64
	codes []string
}

func (p *popular) of(app core.App, desk *casework.Desk, unit org.Unit, now time.Time) ([]string, error) {
	hour := now.Unix() / 3600
	p.mu.Lock()
	have, ok := p.units[unit.ID]
	p.mu.Unlock()
	if ok && have.hour == hour {
		return have.codes, nil
	}
	codes, err := desk.MostUsed(app, unit, today(now.AddDate(0, -6, 0)), mostUsed)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.units == nil {
		p.units = map[string]counted{}
	}
	p.units[unit.ID] = counted{hour, codes}
	return codes, nil
}

// today is the office day of a moment.
func today(t time.Time) string { return t.In(calendar.Location).Format(time.DateOnly) }

// inner makes “Xã An Bình” stand within a sentence.
func inner(u org.Unit) string {
	rs := []rune(shortUnit(u))
	if len(rs) > 0 {
		rs[0] = unicode.ToLower(rs[0])
	}
	return string(rs)
}

// shortUnit is “Xã An Bình”, the whole name where there is no short one.
func shortUnit(u org.Unit) string {
	if u.ShortName != "" {
		return u.ShortName
	}
	return u.Name
}
