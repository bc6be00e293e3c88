package hands

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/hooks/service/sheet"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// held is one line of the ledger.
type held struct {
	Href, Code, Procedure string
	Name, Phone           string
	Title                 string
	N                     int
	Where                 string // shelf, or whoever has the dossier
	Since                 time.Time
	By                    string
	State                 string
	Late                  bool
}

// handed is one line of what went back.
type handed struct {
	held
	To, Proof string
}

// custodyPage is the ledger of originals (sổ bản chính).
type custodyPage struct {
	templates.Page
	Asked string // whom the page is about; "" = the whole ledger
	Late  bool
	Held  []held
	Back  []handed
	Count string
	Empty templates.Empty
	May   bool // print the slip
}

func (h hands) custody(e *core.RequestEvent, by access.Actor) error {
	return h.ledger(e, by, casework.CustodyFilter{Late: e.Request.URL.Query().Get("tre") == "1"})
}

// custodyOf answers “what of mine do you have?”: names and numbers are posted,
// never in an address.
func (h hands) custodyOf(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	return h.ledger(e, by, casework.CustodyFilter{Text: strings.TrimSpace(form.Get("ai"))})
}

func (h hands) ledger(e *core.RequestEvent, by access.Actor, f casework.CustodyFilter) error {
	p := custodyPage{Page: h.r.Page(e, by, templates.Text("custody.title", nil)), Asked: f.Text, Late: f.Late, May: by.Has(access.Clerk)}
	c, err := h.Desk.Custody(e.App, by, f)
	if err != nil {
		return err
	}
	p.Held, p.Back = lines(c)
	p.Count = counted("custody.count", c)
	key := "custody.empty"
	if f.Text != "" {
		key = "custody.nothing"
	}
	p.Empty = templates.Empty{Title: templates.Text(key, nil), Text: templates.Text(key+"_text", nil)}
	return httpx.Render(e, http.StatusOK, "hands/custody", p)
}

// counted says how many papers of how many dossiers are here.
func counted(key string, c casework.Custody) string {
	n, of := 0, map[string]bool{}
	for _, x := range c.Held {
		n += x.Paper.Held
		of[x.ID] = true
	}
	return templates.Text(key, map[string]string{"n": templates.Number(n), "of": templates.Number(len(of))})
}

func lines(c casework.Custody) (out []held, back []handed) {
	for _, x := range c.Held {
		l := line(x.Line, x.Paper.Title, x.Paper.Held)
		l.Since, l.By, l.Late = x.Since, x.By, x.Late
		out = append(out, l)
	}
	for _, x := range c.Back {
		l := handed{held: line(x.Line, x.Paper.Title, x.Paper.Originals), To: x.To, Proof: x.Proof}
		if x.Number != "" {
			l.To += " · " + x.Number
		}
		l.Since, l.By = x.At, x.By
		back = append(back, l)
	}
	return out, back
}

func line(l casework.Line, title string, n int) held {
	x := held{Href: httpx.DossierPath(l.Dossier), Code: l.Code, Procedure: l.ProcedureName, Name: l.ApplicantName, Phone: l.Phone, Title: title, N: n,
		State: templates.Text("state."+string(l.State), nil)}
	switch {
	case l.Shelf != "":
		x.Where = templates.Text("custody.on_shelf", map[string]string{"shelf": l.Shelf})
	case l.HolderName != "":
		x.Where = l.HolderName
	default:
		x.Where = templates.Text("custody.at_desk", nil)
	}
	return x
}

// custodyPaper is the whole ledger on A4.
func (h hands) custodyPaper(e *core.RequestEvent, by access.Actor) error {
	f := casework.CustodyFilter{Late: e.Request.URL.Query().Get("tre") == "1"}
	c, err := h.Desk.Custody(e.App, by, f)
	if err != nil {
		return err
	}
	s, err := h.sheet(e, by, templates.Text("custody.paper", nil))
	if err != nil {
		return err
	}
	s.Size, s.None, s.Under = "A4L", templates.Text("custody.empty", nil), []string{counted("custody.count", c)}
	s.Columns = columns("custody.", column{"no", 1, true}, column{"code", 5, true}, column{"procedure", 6, false}, column{"name", 4, false}, column{"phone", 3, true},
		column{"what", 6, false}, column{"n", 2, true}, column{"where", 4, false}, column{"since", 3, true}, column{"signed", 4, false})
	rows, _ := lines(c)
	for i, x := range rows {
		s.Rows = append(s.Rows, []string{strconv.Itoa(i + 1), x.Code, x.Procedure, x.Name, templates.Phone(x.Phone), x.Title, strconv.Itoa(x.N), x.Where, paper.ShortDay(x.Since), ""})
	}
	return h.print(e, by, s, pathCustody, "")
}

// custodySlip is the answer to one person on paper, to keep.
func (h hands) custodySlip(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(form.Get("ai"))
	if text == "" {
		return e.Redirect(http.StatusSeeOther, pathCustody)
	}
	c, err := h.Desk.Custody(e.App, by, casework.CustodyFilter{Text: text})
	if err != nil {
		return err
	}
	s, err := h.sheet(e, by, templates.Text("custody.slip", nil))
	if err != nil {
		return err
	}
	s.Size, s.None = "A5", templates.Text("custody.nothing", nil)
	s.Signs = []string{templates.Text("custody.citizen", nil), templates.Text("custody.clerk", nil)}
	s.Columns = columns("custody.", column{"code", 6, true}, column{"what", 7, false}, column{"n", 2, true}, column{"since", 3, true}, column{"name", 5, false})
	rows, _ := lines(c)
	for _, x := range rows {
		s.Rows = append(s.Rows, []string{x.Code, x.Title, strconv.Itoa(x.N), paper.ShortDay(x.Since), x.Name})
	}
	if len(rows) > 0 {
		s.Under = []string{counted("custody.count", c)}
	}
	return h.print(e, by, s, pathCustody, "")
}

// custodyXLSX is the ledger for a spreadsheet: what is here, then what went back.
func (h hands) custodyXLSX(e *core.RequestEvent, by access.Actor) error {
	c, err := h.Desk.Custody(e.App, by, casework.CustodyFilter{Late: e.Request.URL.Query().Get("tre") == "1"})
	if err != nil {
		return err
	}
	t := sheet.Table{Title: templates.Text("custody.title", nil), Notes: []string{counted("custody.count", c)}}
	for _, x := range []struct {
		key   string
		width float64
	}{{"code", 22}, {"procedure", 40}, {"name", 26}, {"phone", 14}, {"what", 36}, {"n", 8}, {"where", 24}, {"since", 18}, {"by", 22}, {"state", 18}, {"back_at", 18}, {"to", 30}, {"proof", 26}} {
		t.Columns = append(t.Columns, sheet.Column{Title: templates.Text("custody."+x.key, nil), Width: x.width})
	}
	rows, back := lines(c)
	for _, x := range rows {
		t.Rows = append(t.Rows, []sheet.Cell{sheet.Text(x.Code), sheet.Text(x.Procedure), sheet.Text(x.Name), sheet.Text(x.Phone), sheet.Text(x.Title),
			sheet.Int(int64(x.N)), sheet.Text(x.Where), sheet.Moment(x.Since), sheet.Text(x.By), sheet.Text(x.State)})
	}
	for _, x := range back {
		t.Rows = append(t.Rows, []sheet.Cell{sheet.Text(x.Code), sheet.Text(x.Procedure), sheet.Text(x.Name), sheet.Text(x.Phone), sheet.Text(x.Title),
			sheet.Int(int64(x.N)), {}, {}, sheet.Text(x.By), sheet.Text(x.State), sheet.Moment(x.Since), sheet.Text(x.To), sheet.Text(x.Proof)})
	}
	var b bytes.Buffer
	if err := sheet.WriteXLSX(&b, t); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `attachment; filename="so-ban-chinh-`+h.Desk.Now().Format(time.DateOnly)+`.xlsx"`)
	return e.Blob(http.StatusOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b.Bytes())
}
