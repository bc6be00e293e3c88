package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// postingLine is one procedure of the list of what a unit offers.
type postingLine struct {
	Href, Code, Name string
	Channels         string
	Limit            string
	Tag              templates.Tag
}

type postingSector struct {
	Name  string
	Lines []postingLine
}

type postingsPage struct {
	templates.Page
	Unit    org.Unit
	Choose  chooser
	Sectors []postingSector
	Count   string
	None    templates.Empty
}

// postings lists the whole catalogue with what the unit offers of it.
func (p office) postings(e *core.RequestEvent, by access.Actor) error {
	u, choose, err := p.pick(e, by, e.Request.URL.Query().Get("don-vi"), postingsPath, nil, by.Offers)
	if err != nil {
		return err
	}
	page := postingsPage{Page: p.r.Page(e, by, templates.Text("admin.postings", nil)), Unit: u, Choose: choose,
		None: templates.Empty{Title: templates.Text("admin.postings_none", nil), Href: proceduresPath, Action: templates.Text("admin.home.procedures", nil)}}
	list, err := p.Catalog.Postings(e.App, u.ID, p.today())
	if err != nil {
		return err
	}
	offered := 0
	for _, x := range list {
		if x.Offered {
			offered++
		}
		v := x.Version.Body
		if n := len(page.Sectors); n == 0 || page.Sectors[n-1].Name != v.Sector {
			page.Sectors = append(page.Sectors, postingSector{Name: v.Sector})
		}
		s := &page.Sectors[len(page.Sectors)-1]
		s.Lines = append(s.Lines, postingLine{Href: postingHref(x.Code, u), Code: x.Code, Name: v.Name, Channels: channelsText(x), Limit: limitText(x), Tag: postingTag(x)})
	}
	page.Count = templates.Text("admin.postings_count", map[string]string{"n": strconv.Itoa(offered), "all": strconv.Itoa(len(list))})
	return httpx.Render(e, http.StatusOK, "admin/postings", page)
}

func postingHref(code string, u org.Unit) string {
	return postingsPath + "/" + url.PathEscape(code) + "?don-vi=" + u.Code
}

func channelsText(x catalog.Posting) string {
	if !x.Offered {
		return ""
	}
	words := make([]string, len(x.Channels))
	for i, c := range x.Channels {
		words[i] = templates.Text("channel."+string(c), nil)
	}
	return strings.Join(words, ", ")
}

func limitText(x catalog.Posting) string {
	if x.LocalLimit.N > 0 {
		return templates.Text("admin.limit_local", map[string]string{"limit": x.LocalLimit.Words(), "law": x.Version.Body.Deadline.Limit.Words()})
	}
	return x.Version.Body.LimitText()
}

func postingTag(x catalog.Posting) templates.Tag {
	switch {
	case !x.Offered:
		return templates.Tag{Word: templates.Text("admin.posting_off", nil), Tone: "plain"}
	case len(x.Open()) > 0:
		return templates.Tag{Word: templates.Text("admin.posting_fee", nil), Tone: "soon"}
	}
	return templates.Tag{Word: templates.Text("admin.posting_on", nil), Tone: "ok"}
}

// feeField is a fee that the province sets.
type feeField struct {
	Key, Title, Value string
}

// postingPage is what one unit offers of one procedure.
type postingPage struct {
	templates.Page
	Unit     org.Unit
	Posting  catalog.Posting
	In       catalog.PostingInput
	At       string
	Back     string
	Channels []templates.Option
	Law      string
	Unit2    string // unit of the limit, in words
	CanLimit bool
	Fees     []feeField
	Show     string
	For, By  templates.Field // with whom it takes in for each other
}

func (p office) postingAgain(e *core.RequestEvent, by access.Actor, u org.Unit, x catalog.Posting, in catalog.PostingInput, wrong error) error {
	v := x.Version.Body
	page := postingPage{Page: p.r.Page(e, by, v.Name), Unit: u, Posting: x, In: in, At: postingHref(x.Code, u), Back: postingsPath + "?don-vi=" + u.Code,
		Law: v.LimitText(), Show: proceduresPath + "/" + x.Code}
	page.CanLimit = v.Deadline.Limit.Unit != deadline.SameDay && v.Deadline.Limit.Unit != deadline.None && v.Deadline.Limit.N > 1
	page.Unit2 = strings.TrimSpace(strings.TrimPrefix(v.Deadline.Limit.Words(), strconv.Itoa(v.Deadline.Limit.N)))
	for _, c := range v.Channels {
		page.Channels = append(page.Channels, templates.Option{Value: string(c), Label: templates.Text("channel."+string(c), nil), Chosen: slices.Contains(in.Channels, string(c))})
	}
	for _, f := range catalog.LocalFees(v) {
		page.Fees = append(page.Fees, feeField{Key: "fee." + f.Key, Title: f.Title, Value: in.Fees[f.Key]})
	}
	status, err := said(&page.Page, wrong)
	if err != nil {
		return err
	}
	if page.For, page.By, err = p.pacts(e, u, x.Code, in, &page.Page); err != nil {
		return err
	}
	return httpx.Render(e, status, "admin/posting", page)
}

// find loads the unit and the procedure that the address names.
func (p office) find(e *core.RequestEvent, by access.Actor) (org.Unit, catalog.Posting, error) {
	u, _, err := p.pick(e, by, e.Request.URL.Query().Get("don-vi"), postingsPath, nil, by.Offers)
	if err != nil {
		return u, catalog.Posting{}, err
	}
	x, err := p.Catalog.Posting(e.App, u.ID, e.Request.PathValue("procedure"), p.today())
	return u, x, err
}

func (p office) posting(e *core.RequestEvent, by access.Actor) error {
	u, x, err := p.find(e, by)
	if err != nil {
		return err
	}
	in := catalog.PostingInput{Offered: x.Offered, Fees: map[string]string{}}
	if in.For, err = p.codes(e, x.For); err != nil {
		return err
	}
	if in.By, err = p.codes(e, x.By); err != nil {
		return err
	}
	chosen := x.Channels
	if len(chosen) == 0 {
		chosen = []procedure.Channel{procedure.Desk}
	}
	for _, c := range chosen {
		in.Channels = append(in.Channels, string(c))
	}
	if x.LocalLimit.N > 0 {
		in.Limit = strconv.Itoa(x.LocalLimit.N)
	}
	for k, n := range x.LocalFees {
		in.Fees[k] = templates.Number(n)
	}
	return p.postingAgain(e, by, u, x, in, nil)
}

func (p office) post(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	u, x, err := p.find(e, by)
	if err != nil {
		return err
	}
	in := catalog.PostingInput{Offered: form.Get("offered") == "yes", Channels: form["channels"], Limit: form.Get("limit"), Fees: map[string]string{},
		For: form["receives_for"], By: form["received_by"]}
	for name := range form {
		if key, is := strings.CutPrefix(name, "fee."); is {
			in.Fees[key] = form.Get(name)
		}
	}
	if _, err := p.Catalog.Post(e.App, p.Org, by, u, x.Code, p.today(), in, p.Org.Now()); err != nil {
		return p.postingAgain(e, by, u, x, in, err)
	}
	return doneAt(e, "done.posting", postingsPath+"?don-vi="+u.Code)
}
