// Package setup is the door of an empty folder: one page, opened once with the
// address that the server printed, where the first administrator names the
// unit. It decides nothing and is gone when the folder has a unit.
package setup

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/service/seed"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Path of the page; the token stands behind it.
const Path = "/thiet-lap"

// started is where the new administrator goes: the addresses for the other
// desks and the test print.
const started = "/quan-tri/bat-dau"

// Door binds the routes of this door.
type Door struct {
	Org     *org.Office
	Catalog *catalog.Catalog
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	p := pages{d, r}
	r.GET(Path, httpx.Anyone(), p.show)
	r.POST(Path, httpx.Anyone(), p.take)
}

type pages struct {
	Door
	r *httpx.Router
}

// sector is one group of procedures to choose from.
type sector struct {
	Name  string
	ID    string
	Items []templates.Choice
}

// row is one commune of a host.
type row struct {
	N      string // "00", "01" …
	Number int
}

// page is the set-up page.
type page struct {
	templates.Page
	In       url.Values
	Token    string
	Several  bool
	One, All string // addresses of the two shapes
	Rows     []row
	Sectors  []sector
	Wrong    string // about the procedures
}

// V is what was typed into a field.
func (p page) V(name string) string { return p.In.Get(name) }

// Below is the field of a commune's row.
func (p page) Below(r row, name, key string) templates.Field {
	field := "below." + r.N + "." + name
	return p.Field(field, key, p.In.Get(field))
}

// firstRows is how many communes a host's page asks for at once.
const firstRows = 3

func (p pages) show(e *core.RequestEvent, _ access.Actor) error {
	q := e.Request.URL.Query()
	if err := p.open(e, q.Get("token")); err != nil {
		return err
	}
	in := url.Values{"token": {q.Get("token")}, "morning": {"07:00-11:30"}, "afternoon": {"13:30-17:00"}, "admin.clerk": {"yes"}}
	if q.Get("kieu") == seed.Several {
		in.Set("shape", seed.Several)
	}
	pack, err := seed.Pack()
	if err != nil {
		return err
	}
	for _, v := range pack {
		in.Add("offer", v.Code)
	}
	return p.answer(e, http.StatusOK, in, nil)
}

// open lets only the last printed token of an empty folder pass; for everybody
// else the page is not there.
func (p pages) open(e *core.RequestEvent, token string) error {
	ok, err := p.Org.SetupOpens(e.App, token)
	if err == nil && !ok {
		err = problem.Problem{Kind: problem.NotFound, Key: seed.KeySetupGone}
	}
	return err
}

func (p pages) take(e *core.RequestEvent, _ access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	if err := p.open(e, form.Get("token")); err != nil {
		return err
	}
	if form.Get("more") != "" {
		return p.answer(e, http.StatusOK, form, nil)
	}
	in := read(form)
	rec, err := seed.Setup(e.App, p.Org, p.Catalog, in, p.Org.Now())
	if err != nil {
		said, code, err := httpx.Say(placed(form, err))
		if err != nil {
			return err
		}
		return p.answer(e, code, form, said)
	}
	p.r.SignIn(e, rec)
	httpx.Done(e, "done.setup")
	return e.Redirect(http.StatusSeeOther, started)
}

// read turns the form into the input of the service. A row of a commune that
// was left blank is none.
func read(form url.Values) seed.SetupInput {
	in := seed.SetupInput{Token: form.Get("token"), Shape: form.Get("shape"), Procedures: form["offer"]}
	in.Top = org.UnitInput{Parent: form.Get("parent"), Name: form.Get("name"), Code: form.Get("code"), Identifier: form.Get("identifier"), Place: form.Get("place"),
		Address: form.Get("address"), Phone: form.Get("phone"), PaperAbove: form.Get("paper_above"), PaperOwn: form.Get("paper_own"), Hours: hours(form)}
	in.Admin = org.AdminInput{Name: form.Get("admin.name"), Title: form.Get("admin.title"), Email: form.Get("admin.email"),
		Password: form.Get("admin.password"), Again: form.Get("admin.again"), Clerk: form.Get("admin.clerk")}
	for _, n := range filled(form) {
		get := func(name string) string { return form.Get("below." + n + "." + name) }
		in.Below = append(in.Below, org.UnitInput{Name: get("name"), Code: get("code"), Identifier: get("identifier"), Place: get("place"), Phone: get("phone"), Address: get("address")})
	}
	return in
}

func hours(form url.Values) string {
	var parts []string
	for _, name := range []string{"morning", "afternoon"} {
		if t := strings.TrimSpace(form.Get(name)); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, ",")
}

// filled are the numbers of the rows in which something was typed.
func filled(form url.Values) []string {
	var out []string
	for i := range seed.MostUnits + firstRows {
		n := fmt.Sprintf("%02d", i)
		for _, name := range []string{"name", "code", "identifier", "phone", "address"} {
			if strings.TrimSpace(form.Get("below."+n+"."+name)) != "" {
				out = append(out, n)
				break
			}
		}
	}
	return out
}

// placed moves the problems of the n-th commune to the row it was typed in,
// and those of the hours to the first box.
func placed(form url.Values, err error) error {
	list, is := problem.In(err)
	if !is {
		return err
	}
	rows := filled(form)
	out := make(problem.List, len(list))
	for i, x := range list {
		var n int
		if _, err := fmt.Sscanf(x.Field, "below.%d.", &n); err == nil && n < len(rows) {
			x.Field = "below." + rows[n] + x.Field[strings.LastIndex(x.Field, "."):]
		}
		if x.Field == "hours" {
			x.Field = "morning"
		}
		out[i] = x
	}
	return out
}

func (p pages) answer(e *core.RequestEvent, code int, in url.Values, wrong []templates.Problem) error {
	out := page{Page: p.r.Page(e, access.Actor{}, templates.Text("setup.title", nil)), In: in, Token: in.Get("token"), Several: in.Get("shape") == seed.Several}
	out.Problems = wrong
	out.One = Path + "?token=" + url.QueryEscape(out.Token)
	out.All = out.One + "&kieu=" + seed.Several
	if out.Several {
		last := firstRows
		if rows := filled(in); len(rows) > 0 {
			_, _ = fmt.Sscan(rows[len(rows)-1], &last) // digits that filled wrote
			last = max(firstRows, last+1)
		}
		if in.Get("more") != "" {
			last++
		}
		for i := range min(last, seed.MostUnits) {
			out.Rows = append(out.Rows, row{fmt.Sprintf("%02d", i), i + 1})
		}
	}
	var err error
	if out.Sectors, err = sectors(in["offer"]); err != nil {
		return err
	}
	out.Wrong = out.Error("offer")
	return httpx.Render(e, code, "setup/setup", out)
}

// sectors lists the pack by sector, with what is chosen.
func sectors(chosen []string) ([]sector, error) {
	pack, err := seed.Pack()
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(pack, func(a, b procedure.Version) int { return strings.Compare(a.Sector, b.Sector) })
	var out []sector
	for i, v := range pack {
		if len(out) == 0 || out[len(out)-1].Name != v.Sector {
			out = append(out, sector{Name: v.Sector, ID: fmt.Sprintf("sector-%d", len(out))})
		}
		id := "offer"
		if i > 0 {
			id += "-" + v.Code
		}
		s := &out[len(out)-1]
		s.Items = append(s.Items, templates.Choice{Option: templates.Option{Value: v.Code, Label: v.Name, Hint: v.Code + " · " + v.LimitText()},
			Name: "offer", ID: id, On: slices.Contains(chosen, v.Code)})
	}
	return out, nil
}
