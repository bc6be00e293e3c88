package linked

import (
	"fmt"
	"io"
	"mime"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// partPage is one part as its partner sees it.
type partPage struct {
	templates.Page
	Asked        casework.Asked
	At           string
	Tag          templates.Tag
	Due          templates.Due
	Info         []templates.Term
	Shown, Given []templates.File
	In           dossier.PartInput
	Answers      []templates.Option
}

func (p pages) part(e *core.RequestEvent, by access.Actor) error {
	return p.partAgain(e, by, dossier.PartInput{Agreed: true}, nil)
}

// partAgain shows the part, with what was typed and what is wrong with it.
func (p pages) partAgain(e *core.RequestEvent, by access.Actor, in dossier.PartInput, wrong error) error {
	a, err := p.Desk.Asked(e.App, by, e.Request.PathValue("part"))
	if err != nil {
		return err
	}
	page := partPage{Page: p.r.Page(e, by, templates.Text("linked.part", nil)), Asked: a, At: partPath(a.ID), Tag: p.tag(a.Part, a.State), In: in}
	status := http.StatusOK
	if wrong != nil {
		if page.Problems, status, err = httpx.Say(wrong); err != nil {
			return err
		}
	}
	page.Due = templates.Due{Label: templates.Text("linked.due", nil), At: a.DueAt, Clock: templates.Text("linked.before", map[string]string{"clock": templates.Clock(a.DueAt)}), Tag: page.Tag}
	add := func(key, value string) {
		if value != "" {
			page.Info = append(page.Info, templates.Term{Name: templates.Text(key, nil), Value: value})
		}
	}
	add("linked.from", a.Unit.Name)
	add("linked.phone", templates.Phone(a.Unit.Phone))
	page.Info = append(page.Info, templates.Term{Name: templates.Text("rows.code", nil), Value: a.Code, Code: true})
	add("rows.procedure", a.Procedure)
	add("linked.slip", a.Slip)
	add("linked.sent", templates.Moment(a.SentAt))
	add("linked.taken", said(a.TakenAt, a.TakenBy))
	add("linked.answered", said(a.AnsweredAt, a.AnsweredBy))
	add("linked.field.note", a.Words)
	add("linked.reply", a.Reply)
	page.Shown, page.Given = p.files(a, a.Shown), p.files(a, a.Given)
	page.Answers = answers(in.Agreed)
	return httpx.Render(e, status, "linked/part", page)
}

func answers(agreed bool) []templates.Option {
	return []templates.Option{
		{Value: "true", Label: templates.Text("linked.agreed", nil), Chosen: agreed},
		{Value: "false", Label: templates.Text("linked.not_agreed", nil), Chosen: !agreed},
	}
}

func (p pages) files(a casework.Asked, list []casework.File) []templates.File {
	var out []templates.File
	for _, f := range list {
		out = append(out, templates.File{Name: f.Name, Href: partPath(a.ID) + "/tep/" + f.ID, Bytes: f.Size})
	}
	return out
}

// take confirms that the part has arrived.
func (p pages) take(e *core.RequestEvent, by access.Actor) error {
	id := e.Request.PathValue("part")
	if err := p.Desk.TakePart(e.App, by, id); err != nil {
		return p.partAgain(e, by, dossier.PartInput{Agreed: true}, err)
	}
	httpx.Done(e, "done.acknowledge")
	return e.Redirect(http.StatusSeeOther, partPath(id))
}

// answer writes the answer down with the files that came with it.
func (p pages) answer(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	id := e.Request.PathValue("part")
	in := dossier.PartInput{Agreed: form.Get("agreed") == "true", Slip: form.Get("slip"), Note: form.Get("note")}
	files, done, err := uploads(e)
	if err != nil {
		return err
	}
	defer done()
	if err := p.Desk.AnswerPart(e.App, by, id, in, files); err != nil {
		return p.partAgain(e, by, in, err)
	}
	httpx.Done(e, "done.answer_consult")
	return e.Redirect(http.StatusSeeOther, partPath(id))
}

// uploads are the files of a form, "file"; done closes them.
func uploads(e *core.RequestEvent) ([]casework.Upload, func(), error) {
	var out []casework.Upload
	var open []io.Closer
	done := func() {
		for _, c := range open {
			_ = c.Close() // read only: nothing is lost
		}
	}
	if e.Request.MultipartForm == nil {
		return nil, done, nil
	}
	for _, h := range e.Request.MultipartForm.File["file"] {
		if h.Size == 0 && h.Filename == "" {
			continue // the empty choice of a browser
		}
		f, err := h.Open()
		if err != nil {
			done()
			return nil, done, fmt.Errorf("open upload: %w", err)
		}
		open = append(open, f)
		out = append(out, casework.Upload{Name: h.Filename, Body: f})
	}
	return out, done, nil
}

// fileCSP lets an opened file do nothing at all.
const fileCSP = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"

// file streams one file that the part shows.
func (p pages) file(e *core.RequestEvent, by access.Actor) error {
	f, r, err := p.Desk.OpenPartFile(e.App, by, e.Request.PathValue("part"), e.Request.PathValue("file"))
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // read only: nothing is lost
	h := e.Response.Header()
	h.Set("Content-Type", f.Mime)
	h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": f.Name}))
	h.Set("Content-Security-Policy", fileCSP)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	e.Response.WriteHeader(http.StatusOK)
	_, err = io.Copy(e.Response, r)
	return err
}
