package handover

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	rule "motcua/hooks/domain/handover"
	"motcua/hooks/service/handover"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// entry is one line of a slip.
type entry struct {
	ID, Code, Href, Procedure, Name, Count, Note string
	What                                         templates.Tag
	There, Missing                               bool
	Why                                          string
	Field                                        templates.Field // the receiver's note
}

// slipPage is one slip.
type slipPage struct {
	templates.Page
	Number, At string
	Tag        templates.Tag
	Terms      []templates.Term
	Lines      []entry
	Sum        string
	Take, Void bool // what the reader may do
	All        string
	Reason     templates.Field
	Late       string
}

// sent is what a form of the slip's page sent and was refused with.
type sent struct {
	form   url.Values
	wrong  []templates.Problem
	status int
}

func (p pages) show(e *core.RequestEvent, by access.Actor) error {
	return p.page(e, by, sent{status: http.StatusOK})
}

func (p pages) find(e *core.RequestEvent, by access.Actor) (handover.Slip, error) {
	return p.Slips.Find(e.App, by, e.Request.PathValue("slip"))
}

func (p pages) page(e *core.RequestEvent, by access.Actor, in sent) error {
	s, err := p.find(e, by)
	if err != nil {
		return err
	}
	known, err := p.Desk.LinesOf(e.App, by, s.Dossiers)
	if err != nil {
		return err
	}
	v := slipPage{Page: p.r.Page(e, by, templates.Text("handover.slip", map[string]string{"number": s.Number()})), Number: s.Number(), At: pathOf(s.ID), Tag: p.tag(s)}
	v.Problems = in.wrong
	v.Take, v.Void = s.State == rule.Waiting && s.MayTake(by), s.State == rule.Waiting && s.MayVoid(by)
	v.All = templates.Text("handover.take_all", map[string]string{"n": strconv.Itoa(len(s.Lines))})
	v.Reason = v.Field("reason", "handover.reason_label", in.form.Get("reason"))
	v.Reason.Need, v.Reason.Hint = true, templates.Text("handover.reason_hint", nil)
	v.Terms = terms(s)
	v.Sum = templates.Text("handover.sum", map[string]string{"n": strconv.Itoa(len(s.Lines)), "papers": handover.Words(s.Sum())})
	if p.Slips.Overdue(s) {
		v.Late = templates.Text("handover.overdue", map[string]string{"who": s.ReceiverName})
	}
	for i, l := range s.Lines {
		d := known[s.Dossiers[i]]
		x := entry{ID: l.ID, Code: l.Code, Href: httpx.DossierPath(d.Dossier), Procedure: d.ProcedureName, Name: d.ApplicantName, Count: handover.Words(l.Count), Note: l.Note,
			There: !in.form.Has("tick") || in.form.Has("got."+l.ID), Missing: l.Missing, Why: l.Why}
		if l.What != rule.Whole {
			x.What = templates.Tag{Tone: "done", Word: templates.Text("handover.what."+string(l.What), nil)}
		}
		x.Field = v.Named("note."+l.ID, templates.Text("handover.missing_note", map[string]string{"code": l.Code}), in.form.Get("note."+l.ID))
		v.Lines = append(v.Lines, x)
	}
	return httpx.Render(e, in.status, "handover/slip", v)
}

// terms say who gave what to whom and when, both times kept.
func terms(s handover.Slip) []templates.Term {
	of := func(name, title string) string { return strings.TrimSuffix(name+", "+title, ", ") }
	t := func(key string) string { return templates.Text(key, nil) }
	out := []templates.Term{{Name: t("handover.giver"), Value: of(s.GiverName, s.GiverTitle)}, {Name: t("handover.taker"), Value: of(s.ReceiverName, s.ReceiverTitle)},
		{Name: t("handover.made_at"), Value: templates.Moment(s.MadeAt)}}
	switch s.State {
	case rule.Confirmed:
		out = append(out, templates.Term{Name: t("handover.confirmed_at"), Value: templates.Moment(s.EndedAt) + ", " + s.EndedName})
	case rule.Void:
		out = append(out, templates.Term{Name: t("handover.voided_at"), Value: templates.Moment(s.EndedAt) + ", " + s.EndedName},
			templates.Term{Name: t("handover.void_reason"), Value: s.VoidReason})
	}
	return out
}

// confirm is the receiver's word: all of it came, or all but what is named.
func (p pages) confirm(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	s, err := p.find(e, by)
	if err != nil {
		return err
	}
	got := handover.All(s)
	if form.Get("du") == "" {
		for id := range got {
			got[id] = rule.Got{There: form.Get("got."+id) != "", Note: form.Get("note." + id)}
		}
	}
	s, err = p.Slips.Confirm(e.App, by, s.ID, got)
	if err != nil {
		return p.refused(e, by, form, err)
	}
	if s.MissingCount > 0 {
		httpx.Done(e, "done.handover_short")
	} else {
		httpx.Done(e, "done.handover_taken")
	}
	return e.Redirect(http.StatusSeeOther, pathOf(s.ID))
}

// annul voids a slip; its number stays.
func (p pages) annul(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	s, err := p.Slips.Annul(e.App, by, e.Request.PathValue("slip"), form.Get("reason"))
	if err != nil {
		return p.refused(e, by, form, err)
	}
	httpx.Done(e, "done.handover_void")
	return e.Redirect(http.StatusSeeOther, pathOf(s.ID))
}

// refused shows the slip again with what is wrong and all that was typed.
func (p pages) refused(e *core.RequestEvent, by access.Actor, form url.Values, err error) error {
	wrong, status, err := httpx.Say(err)
	if err != nil {
		return err
	}
	return p.page(e, by, sent{form: form, wrong: wrong, status: status})
}

// sheetPage is the slip on the screen, with buttons that stay there, and after
// it the control slips (Mẫu số 06) when they were asked for.
type sheetPage struct {
	templates.Page
	Slip    docPage
	Here    string
	PrintAs string
	Docs    []docPage
	Lines   int
}

// docPage is one paper as the page lays it out.
type docPage struct {
	Doc           paper.Doc
	Size, Density string
}

func laid(d paper.Doc, size string) docPage { return docPage{d, size, d.Density(size)} }

func (p pages) sheet(e *core.RequestEvent, by access.Actor) (sheetPage, handover.Slip, error) {
	s, err := p.find(e, by)
	if err != nil {
		return sheetPage{}, s, err
	}
	doc, err := p.Slips.Doc(e.App, by, s, p.base(e))
	size := s.Size()
	switch e.Request.URL.Query().Get("kho") {
	case "a4":
		size = "A4"
	case "a5":
		size = "A5"
	}
	return sheetPage{Page: p.r.Page(e, by, templates.Text("handover.slip", map[string]string{"number": s.Number()})), Slip: laid(doc, size), Here: pathOf(s.ID), Lines: len(s.Lines)}, s, err
}

func (p pages) print(e *core.RequestEvent, by access.Actor) error {
	v, s, err := p.sheet(e, by)
	if err != nil {
		return err
	}
	if e.Request.URL.Query().Get("moi") == "1" {
		v.PrintAs = s.Number()
	}
	return httpx.Render(e, http.StatusOK, "paper/handover", v)
}

// file is exactly the paper that was kept.
func (p pages) file(e *core.RequestEvent, by access.Actor) error {
	s, err := p.find(e, by)
	if err != nil {
		return err
	}
	b, err := p.Slips.File(e.App, by, s, p.base(e))
	if err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `inline; filename="`+strings.ReplaceAll(s.Number(), "/", "-")+`.pdf"`)
	return e.Blob(http.StatusOK, "application/pdf", b)
}

// issue prints one more copy of the control slip of every dossier of the slip,
// each kept by itself, and leads to the page that has them all.
func (p pages) issue(e *core.RequestEvent, by access.Actor) error {
	s, err := p.find(e, by)
	if err != nil {
		return err
	}
	for _, l := range s.Lines {
		if _, err := p.letters.Print(e.App, by, l.Code, paper.FormControl, "A4", p.base(e)); err != nil {
			return err
		}
	}
	return e.Redirect(http.StatusSeeOther, pathOf(s.ID)+"/mau-06?moi=1")
}

// controls is the slip with the control slips behind it, as they were printed
// last, or as their first copies will be.
func (p pages) controls(e *core.RequestEvent, by access.Actor) error {
	v, s, err := p.sheet(e, by)
	if err != nil {
		return err
	}
	copies := 0
	for _, l := range s.Lines {
		one, err := p.letters.Of(e.App, by, l.Code, paper.FormControl, 0, p.base(e))
		if err != nil {
			return err
		}
		if n := len(one.Copies); n > 0 {
			if one, err = p.letters.Of(e.App, by, l.Code, paper.FormControl, one.Copies[n-1].Copy, p.base(e)); err != nil {
				return err
			}
		}
		copies += len(one.Copies)
		v.Docs = append(v.Docs, laid(one.Doc, "A4"))
	}
	if e.Request.URL.Query().Get("moi") == "1" {
		v.PrintAs = s.Number() + " 06 " + strconv.Itoa(copies)
	}
	return httpx.Render(e, http.StatusOK, "paper/handover", v)
}
