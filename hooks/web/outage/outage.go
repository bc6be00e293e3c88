// Package outage is the door of an office without power or network: pads of
// blank slips, keying them in afterwards, the fate of every number, and the
// morning kit on paper. It decides nothing; the numbers' office does.
package outage

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/code"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/number"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Addresses of this door.
const (
	blocksPath = "/mot-cua/phieu-giay"
	keyInPath  = "/mot-cua/nhap-bu"
	kitPath    = "/mot-cua/bo-du-phong"
	intakePath = "/mot-cua/tiep-nhan"
)

// Door binds the routes of this door.
type Door struct {
	Desk    *casework.Desk
	Org     *org.Office
	Catalog *catalog.Catalog
	Numbers *number.Office
}

// pages are the handlers: the door with the router that gives their page data.
type pages struct {
	Door
	r *httpx.Router
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	p := pages{d, r}
	desk := httpx.Staff(access.Clerk, access.Leader)
	r.GET(blocksPath, desk, p.blocks)
	r.POST(blocksPath, desk, p.lend)
	r.GET(blocksPath+"/{id}", desk, p.block)
	r.GET(blocksPath+"/{id}/in", desk, p.pad)
	r.POST(blocksPath+"/giai-trinh", desk, p.explain)
	r.POST(blocksPath+"/thu-ve", desk, p.takeBack)
	r.GET(keyInPath, httpx.Staff(access.Clerk), p.keyIn)
	r.POST(keyInPath, httpx.Staff(access.Clerk), p.open)
	r.GET(kitPath, desk, p.kit)
	r.POST(kitPath, desk, p.makeKit)
	r.GET(kitPath+"/in", desk, p.kitPaper)
}

// typed is a form as it was typed.
type typed struct{ url.Values }

func (t typed) text(name string) string { return strings.TrimSpace(t.Get(name)) }

// blocksPage lists the pads of a unit.
type blocksPage struct {
	templates.Page
	Rows   []blockView
	Gaps   int
	Count  templates.Field
	LentTo templates.Field
	Reason templates.Field
	Open   bool // the form stands open
	Clerk  bool // keys slips in
	Empty  templates.Empty
}

// blockView is a pad as the list shows it.
type blockView struct {
	number.Block
	Href string
	Made string
	Sum  string // what became of its slips, in words
	Tag  templates.Tag
}

func (p pages) blocks(e *core.RequestEvent, by access.Actor) error {
	return p.list(e, by, typed{}, http.StatusOK, nil)
}

func (p pages) list(e *core.RequestEvent, by access.Actor, t typed, status int, said []templates.Problem) error {
	unit, err := p.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	list, err := p.Numbers.Blocks(e.App, by, unit.Path)
	if err != nil {
		return err
	}
	v := blocksPage{Page: p.r.Page(e, by, templates.Text("outage.blocks.title", nil)), Clerk: by.Has(access.Clerk), Open: len(said) > 0 || len(list) == 0,
		Empty: templates.Empty{Title: templates.Text("outage.blocks.empty", nil), Text: templates.Text("outage.blocks.empty_text", nil)}}
	v.Problems = said
	v.lendFields(t)
	for _, b := range list {
		v.Gaps += b.Gaps
		v.Rows = append(v.Rows, blockView{Block: b, Href: blocksPath + "/" + b.ID, Made: paper.ShortMoment(b.MadeAt), Sum: sum(b), Tag: tagOf(b)})
	}
	return httpx.Render(e, status, "outage/blocks", v)
}

func (v *blocksPage) lendFields(t typed) {
	count := t.text("count")
	if count == "" {
		count = "20"
	}
	v.Count = v.Field("count", "outage.count", count)
	v.Count.Kind, v.Count.Need, v.Count.Width = "number", true, "short"
	v.LentTo = v.Field("lent_to", "outage.lent_to", t.text("lent_to"))
	v.LentTo.Need = true
	v.Reason = v.Field("reason", "outage.reason", t.text("reason"))
}

// sum says what became of the slips of a pad.
func sum(b number.Block) string {
	var parts []string
	for _, s := range number.States {
		if n := b.Counts[s]; n > 0 {
			parts = append(parts, templates.Text("outage.count."+string(s), map[string]string{"n": strconv.Itoa(n)}))
		}
	}
	return strings.Join(parts, ", ")
}

func tagOf(b number.Block) templates.Tag {
	switch {
	case b.Gaps > 0:
		return templates.Tag{Word: templates.Text("outage.gaps", map[string]string{"n": strconv.Itoa(b.Gaps)}), Tone: "late"}
	case b.Open():
		return templates.Tag{Word: templates.Text("outage.out", nil), Tone: "wait"}
	}
	return templates.Tag{Word: templates.Text("outage.back", nil), Tone: "done"}
}

// lend reserves a block and opens the page of its pad.
func (p pages) lend(e *core.RequestEvent, by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{values}
	b, err := p.lent(e, by, t)
	if err == nil {
		httpx.Done(e, "done.outage_lend")
		return e.Redirect(http.StatusSeeOther, blocksPath+"/"+b)
	}
	said, status, fatal := httpx.Say(err)
	if fatal != nil {
		return fatal
	}
	return p.list(e, by, t, status, said)
}

// lent lends the block that a form asks for, once however often it is sent.
func (p pages) lent(e *core.RequestEvent, by access.Actor, t typed) (string, error) {
	unit, err := p.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return "", err
	}
	count, err := strconv.Atoi(t.text("count"))
	if err != nil {
		count = 0 // refused in words
	}
	in := number.LendInput{Count: count, LentTo: t.text("lent_to"), Reason: t.text("reason")}
	body := "phieu " + t.text("count") + "\n" + in.LentTo + "\n" + in.Reason
	answer, err := p.Desk.Once(e.App, by.ID, t.Get("one_time"), []byte(body), func(tx core.App) (casework.Answer, error) {
		b, err := p.Numbers.Lend(tx, by, unit, in)
		return casework.Answer{Status: http.StatusSeeOther, Body: b.ID}, err
	})
	return answer.Body, err
}

// blockPage is one pad with every number of it.
type blockPage struct {
	templates.Page
	Block  blockView
	Rows   []slipView
	State  templates.Field
	Reason templates.Field
	Opened string // number whose form stands open
	Print  string
	Clerk  bool
}

// slipView is a slip as the page shows it.
type slipView struct {
	number.Slip
	Tag     templates.Tag
	Written string
	Done    string // when and by whom it got its state
	Href    string // of its dossier
	KeyIn   string // address where it is keyed in
	Explain bool
}

func (p pages) block(e *core.RequestEvent, by access.Actor) error {
	return p.show(e, by, e.Request.PathValue("id"), typed{}, http.StatusOK, nil)
}

func (p pages) show(e *core.RequestEvent, by access.Actor, id string, t typed, status int, said []templates.Problem) error {
	b, list, err := p.Numbers.Block(e.App, by, id)
	if err != nil {
		return err
	}
	v := blockPage{Page: p.r.Page(e, by, templates.Text("outage.block.title", nil)), Opened: t.text("slip"), Clerk: by.Has(access.Clerk), Print: blocksPath + "/" + id + "/in",
		Block: blockView{Block: b, Made: paper.ShortMoment(b.MadeAt), Sum: sum(b), Tag: tagOf(b)}}
	v.Problems = said
	v.State = v.Field("state", "outage.state", t.text("state"))
	v.Reason = v.Field("reason", "outage.why", t.text("reason"))
	for _, s := range list {
		row := slipView{Slip: s, Tag: slipTag(s), Written: paper.ShortMoment(s.WrittenAt), Explain: s.State == number.Unused || s.State == number.Spoiled || s.State == number.Lost}
		if !s.At.IsZero() {
			row.Done = paper.ShortMoment(s.At) + " · " + s.By
		}
		if s.Code != "" {
			row.Href = "/ho-so/" + s.Code
		} else if s.State == number.Unused && b.Open() && v.Clerk {
			row.KeyIn = keyInPath + "?phieu=" + s.Number
		}
		v.Rows = append(v.Rows, row)
	}
	return httpx.Render(e, status, "outage/block", v)
}

func slipTag(s number.Slip) templates.Tag {
	if s.Gap {
		return templates.Tag{Word: templates.Text("outage.gap", nil), Tone: "late"}
	}
	tone := map[number.State]string{number.KeyedIn: "ok", number.Unused: "plain", number.Returned: "done", number.Spoiled: "soon", number.Lost: "soon"}[s.State]
	return templates.Tag{Word: templates.Text("outage.slip."+string(s.State), nil), Tone: tone}
}

// explain says why a slip has no dossier.
func (p pages) explain(e *core.RequestEvent, by access.Actor) error {
	return p.change(e, by, "done.outage_explain", func(t typed) error {
		return p.Numbers.Explain(e.App, by, t.text("id"), number.ExplainInput{Slip: t.text("slip"), State: number.State(t.text("state")), Reason: t.text("reason")})
	})
}

// takeBack notes that a pad came back.
func (p pages) takeBack(e *core.RequestEvent, by access.Actor) error {
	return p.change(e, by, "done.outage_back", func(t typed) error {
		_, err := p.Numbers.CloseBlock(e.App, by, t.text("id"))
		return err
	})
}

func (p pages) change(e *core.RequestEvent, by access.Actor, done string, do func(t typed) error) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{values}
	if err = do(t); err == nil {
		httpx.Done(e, done)
		return e.Redirect(http.StatusSeeOther, blocksPath+"/"+url.PathEscape(t.text("id")))
	}
	said, status, fatal := httpx.Say(err)
	if fatal != nil {
		return fatal
	}
	return p.show(e, by, t.text("id"), t, status, said)
}

// keyInPage asks for the slip's number and time.
type keyInPage struct {
	templates.Page
	Slip templates.Field
	At   templates.Field
}

func (p pages) keyIn(e *core.RequestEvent, by access.Actor) error {
	slip := e.Request.URL.Query().Get("phieu")
	return p.ask(e, by, typed{url.Values{"slip": {slip}}}, http.StatusOK, nil)
}

func (p pages) ask(e *core.RequestEvent, by access.Actor, t typed, status int, said []templates.Problem) error {
	v := keyInPage{Page: p.r.Page(e, by, templates.Text("outage.keyin.title", nil))}
	v.Problems = said
	v.Slip = v.Field("slip", "outage.keyin.slip", t.text("slip"))
	v.At = v.Field("received_at", "outage.keyin.at", t.text("received_at"))
	v.Slip.Need, v.At.Need = true, true
	return httpx.Render(e, status, "outage/key-in", v)
}

// open checks the slip and leads to the intake with number and time filled in;
// both are asked again when the dossier is received.
func (p pages) open(e *core.RequestEvent, by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{values}
	slip, at, err := p.checked(e, by, t)
	if err == nil {
		return e.Redirect(http.StatusSeeOther, intakePath+"?"+url.Values{"phieu": {slip}, "luc": {at}}.Encode())
	}
	said, status, fatal := httpx.Say(err)
	if fatal != nil {
		return fatal
	}
	return p.ask(e, by, t, status, said)
}

func (p pages) checked(e *core.RequestEvent, by access.Actor, t typed) (slip, at string, err error) {
	unit, err := p.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return "", "", err
	}
	var bad problem.List
	written, err := momentOf(t.text("received_at"))
	switch {
	case t.text("received_at") == "":
		bad.Add("received_at", "required")
	case err != nil:
		bad.Add("received_at", casework.KeyReceivedAt)
	}
	if t.text("slip") == "" {
		bad.Add("slip", "required")
		return "", "", bad
	}
	more, err := p.Numbers.Check(e.App, unit, t.text("slip"), written)
	if err != nil {
		return "", "", err
	}
	slip = t.text("slip")
	if s, err := code.ParseSlip(slip); err == nil {
		slip = s.String()
	}
	return slip, written.Format("02/01/2006 15:04"), append(bad, more...).Err()
}
