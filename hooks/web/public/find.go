package public

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/identity"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// row is one procedure in a list.
type row struct{ Href, Name, Event, Limit, Fee string }

func rowsOf(unit org.Unit, offers []catalog.Offer) []row {
	out := make([]row, len(offers))
	for i, o := range offers {
		out[i] = row{Href: "/" + unit.Code + "/thu-tuc/" + o.Code, Name: bare(o.Version.Body.Name), Event: o.Version.Body.LifeEvent, Limit: o.Rule().Limit.Words(), Fee: feeWord(o)}
	}
	return out
}

// bare is a procedure's name as people say it, without “Thủ tục” before it.
func bare(name string) string {
	if rest, found := strings.CutPrefix(name, "Thủ tục "); found {
		rs := []rune(rest)
		rs[0] = unicode.ToUpper(rs[0])
		return string(rs)
	}
	return name
}

func feeWord(o catalog.Offer) string {
	if len(o.Version.Body.Fees) == 0 {
		return templates.Text("public.find.free", nil)
	}
	return templates.Text("public.find.paid", nil)
}

// group is a life event or a sector with its procedures counted.
type group struct {
	Href, Name string
	Count      int
	On         bool
}

// findPage is the search of a commune's procedures.
type findPage struct {
	templates.Page
	Commune org.Unit
	Q       string
	Chosen  string // name of the chosen group
	Rows    []row
	Near    bool // nothing fits: the rows are what looks most alike
	Events  []group
	Sectors []group
	Count   int // of all procedures offered
}

// mostFound bounds a list of results; whoever asked for more narrows it.
const mostFound = 30

// find searches what the commune offers today.
func (d *door) find(e *core.RequestEvent, by access.Actor) error {
	unit, ok, err := d.here(e, by)
	if !ok || err != nil {
		return err
	}
	day := today(d.Org.Now())
	offers, err := d.Catalog.Offers(e.App, unit.ID, day)
	if err != nil {
		return err
	}
	query := e.Request.URL.Query()
	p := findPage{Page: d.pageOf(e, unit, templates.Text("public.find.title", nil)), Commune: unit, Q: tidy(query.Get("q")), Count: len(offers)}
	event, sector := query.Get("viec"), query.Get("linh-vuc")
	at := "/" + unit.Code + "/thu-tuc?"
	p.Events = groups(offers, at+"viec=", event, func(o catalog.Offer) string { return o.Version.Body.LifeEvent })
	p.Sectors = groups(offers, at+"linh-vuc=", sector, func(o catalog.Offer) string { return o.Version.Body.Sector })
	found := catalog.Search(offers, p.Q)
	switch {
	case event != "":
		found, p.Chosen = within(found, event, p.Events, func(o catalog.Offer) string { return o.Version.Body.LifeEvent })
	case sector != "":
		found, p.Chosen = within(found, sector, p.Sectors, func(o catalog.Offer) string { return o.Version.Body.Sector })
	case p.Q == "":
		found = nil // the groups say it better than a long list
	}
	if len(found) == 0 && p.Q != "" {
		p.Near, found = true, catalog.Nearest(offers, p.Q, 3)
		if err := d.Catalog.Missed(e.App, unit.Path, day, p.Q); err != nil {
			e.App.Logger().Error("keep a missed search", "error", err.Error()) // the reader gets the page all the same
		}
	}
	p.Rows = rowsOf(unit, found[:min(len(found), mostFound)])
	return httpx.Render(e, http.StatusOK, "public/find", p)
}

// maxQuery bounds what is searched for, in letters.
const maxQuery = 100

func tidy(text string) string {
	rs := []rune(identity.Tidy(text))
	return string(rs[:min(len(rs), maxQuery)])
}

// slug is the name of a group in an address.
func slug(name string) string { return strings.ReplaceAll(identity.Fold(name), " ", "-") }

func groups(offers []catalog.Offer, at, chosen string, of func(catalog.Offer) string) []group {
	count := map[string]int{}
	for _, o := range offers {
		if name := of(o); name != "" {
			count[name]++
		}
	}
	var out []group
	for name, n := range count {
		out = append(out, group{Href: at + slug(name), Name: name, Count: n, On: slug(name) == chosen})
	}
	slices.SortFunc(out, func(a, b group) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

func within(offers []catalog.Offer, chosen string, list []group, of func(catalog.Offer) string) (out []catalog.Offer, name string) {
	for _, o := range offers {
		if slug(of(o)) == chosen {
			out = append(out, o)
		}
	}
	for _, g := range list {
		if g.On {
			name = g.Name
		}
	}
	return out, name
}

// describe is the key of what an offer's page is made from.
func describe(o catalog.Offer) string {
	return fmt.Sprint(o.Version.SHA256, o.Version.No, o.Channels, o.LocalLimit, o.LocalFees)
}
