package hands

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// returned is what went to a collector with one dossier.
type returned struct {
	c         casework.Case
	end       casework.Entry // the event of the return
	originals int
}

// togetherSlip is one paper that the collector signs for all results: what was
// handed over is read from the events, so that it says what happened.
func (h hands) togetherSlip(e *core.RequestEvent, by access.Actor) error {
	var list []returned
	for _, code := range first(e.Request.URL.Query()["ma"]) {
		x, err := h.returned(e, by, code)
		if err != nil {
			return err
		}
		if len(list) > 0 && x.end.Detail["collector"] != list[0].end.Detail["collector"] {
			continue // another visitor's: no paper of this one
		}
		list = append(list, x)
	}
	if len(list) == 0 {
		return problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	unit, err := h.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	v := togetherPaper{Doc: takenDoc(list, unit), Size: "A5"}
	if len(list) > fewResults {
		v.Size = "A4"
	}
	v.sizes(e.Request.URL.Query())
	v.Page, v.Density = h.r.Page(e, by, v.Doc.Title), v.Doc.Density(v.Size)
	return httpx.Render(e, http.StatusOK, "paper/taken", v)
}

// togetherPaper is the paper on the screen, with buttons that stay there.
type togetherPaper struct {
	templates.Page
	Doc           paper.Doc
	Size, Density string
	Other, Resize string // the same paper in the other size, and its words
}

// fewResults is how many lines still stand on an A5 page.
const fewResults = 8

// sizes takes the size that was asked for and offers the other one.
func (v *togetherPaper) sizes(asked url.Values) {
	if want := strings.ToUpper(asked.Get("kho")); want == "A4" || want == "A5" {
		v.Size = want
	}
	other := "a4"
	v.Resize = templates.Text("handover.size_a4", nil)
	if v.Size == "A4" {
		other, v.Resize = "a5", templates.Text("handover.size_a5", nil)
	}
	v.Other = pathTogether + "/phieu?" + url.Values{"ma": asked["ma"], "kho": {other}}.Encode()
}

// takenDoc is the paper: what went to one collector, and who gave it.
func takenDoc(list []returned, unit org.Unit) paper.Doc {
	end := list[0].end
	above, own := unit.Letterhead()
	d := paper.Doc{Head: paper.Head{Above: above, Own: own, Place: unit.Place, At: end.At, Unnumbered: true}, Title: templates.Text("together.paper", nil)}
	d.Blocks = []paper.Block{{Label: templates.Text("together.to", nil), Value: end.Detail["collector"], Strong: true}, {Label: templates.Text("together.at", nil), Value: paper.LongMoment(end.At)}}
	if proof := end.Detail["authority"]; proof != "" {
		d.Blocks = append(d.Blocks, paper.Block{Label: templates.Text("together.proof", nil), Value: proof})
	}
	sum := 0
	for _, x := range list {
		sum += x.originals
	}
	d.Blocks = append(d.Blocks, paper.Block{Table: takenTable(list, sum > 0)},
		paper.Block{Text: templates.Text("together.sum", map[string]string{"n": strconv.Itoa(len(list)), "originals": strconv.Itoa(sum)}), Strong: true})
	d.Signs = []paper.Sign{{Title: templates.Text("together.collector", nil), Note: paper.HandNote, Name: end.Detail["collector"]},
		{Title: templates.Text("custody.clerk", nil), Note: paper.HandNote, Name: end.ActorName}}
	return d
}

// takenTable has a row for each result; originals tells whether any went back.
func takenTable(list []returned, originals bool) *paper.Table {
	t := &paper.Table{}
	for _, c := range []struct {
		key    string
		width  float64
		number bool
	}{{"no", 0.06, true}, {"code", 0.28, true}, {"procedure", 0.33, false}, {"result", 0.2, false}, {"originals", 0.13, true}} {
		t.Cols = append(t.Cols, paper.Column{Title: templates.Text("together."+c.key, nil), Width: c.width, Number: c.number})
	}
	for i, x := range list {
		result := templates.Text("outcome."+string(x.c.Outcome), nil)
		n := "–"
		if x.originals > 0 {
			n = strconv.Itoa(x.originals)
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), x.c.Code, x.c.Version.Body.Name, strings.TrimSuffix(result+", "+x.c.ResultNumber, ", "), n})
	}
	if !originals {
		t.Cols[2].Width += t.Cols[4].Width
		t.Cols = t.Cols[:4]
		for i := range t.Rows {
			t.Rows[i] = t.Rows[i][:4]
		}
	}
	return t
}

// returned reads from the history of a dossier of the actor's unit what was
// handed over, and when.
func (h hands) returned(e *core.RequestEvent, by access.Actor, code string) (returned, error) {
	none := problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	c, err := h.Desk.Find(e.App, by, code)
	if err != nil {
		return returned{}, err
	}
	if !by.Works(c.UnitPath) {
		return returned{}, none
	}
	history, err := h.Desk.History(e.App, by, code)
	if err != nil {
		return returned{}, err
	}
	out := returned{c: c}
	for _, x := range history {
		if x.Kind == dossier.Return {
			out.end = x
		}
	}
	if out.end.ID == "" {
		return out, none
	}
	for _, x := range history {
		if x.Kind == dossier.GiveBack && out.end.At.Sub(x.At).Abs().Minutes() < 5 && x.Detail["to"] == out.end.Detail["collector"] {
			for _, p := range x.Data.Back {
				out.originals += p.Originals
			}
		}
	}
	return out, nil
}
