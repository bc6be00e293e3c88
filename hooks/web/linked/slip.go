package linked

import (
	"bytes"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// slipPage is the slip that the citizen takes home from a place which took the
// dossier in for another unit (Giấy xác nhận nhận hộ).
type slipPage struct {
	templates.Page
	Doc           paper.Doc
	Size, Density string
	At            string
}

func size(asked string) string {
	if asked == "A4" {
		return asked
	}
	return "A5"
}

// slipOf puts the slip together; a dossier that was not taken in here has none.
func (p pages) slipOf(e *core.RequestEvent, by access.Actor) (casework.Placed, paper.Doc, error) {
	x, err := p.Desk.Placed(e.App, by, e.Request.PathValue("placed"))
	if err != nil {
		return x, paper.Doc{}, err
	}
	if !x.TookIn {
		return x, paper.Doc{}, problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	here, err := p.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return x, paper.Doc{}, err
	}
	s := paper.PlaceSlip{Place: here.Place, Here: here.Name, Competent: x.Unit.Name, ReturnAt: x.Unit.Name, Phone: templates.Phone(x.Unit.Phone), Ref: x.Ref,
		TrackURL: p.base(e) + "/t/" + x.Ref + "?k=" + p.Desk.TrackToken(x.ID), Procedure: x.Procedure, FiledAt: x.SubmittedAt, Clerk: by.Name}
	s.Above, s.Own = here.Letterhead()
	for _, q := range x.Papers {
		s.Papers = append(s.Papers, paper.Component{Title: q.Title, Originals: q.Originals, Copies: q.Copies})
	}
	if x.ReceivedAt.IsZero() {
		s.AcceptBy = x.Due.At
	}
	if x.HandsOver {
		s.ReturnAt = here.Name
	}
	if len(x.People) > 0 {
		s.Applicant = x.People[0].Name
	}
	return x, s.Doc(), nil
}

// base is the address in the QR: as configured, or as reached.
func (p pages) base(e *core.RequestEvent) string {
	if b := p.Desk.BaseURL(); b != "" {
		return b
	}
	if e.IsTLS() {
		return "https://" + e.Request.Host
	}
	return "http://" + e.Request.Host
}

func (p pages) slip(e *core.RequestEvent, by access.Actor) error {
	x, doc, err := p.slipOf(e, by)
	if err != nil {
		return err
	}
	v := slipPage{Page: p.r.Page(e, by, doc.Name()), Doc: doc, Size: size(e.Request.URL.Query().Get("kho")), At: placePath(x.ID)}
	v.Density = doc.Density(v.Size)
	return httpx.Render(e, http.StatusOK, "paper/place-slip", v)
}

// slipFile is the slip as a PDF file.
func (p pages) slipFile(e *core.RequestEvent, by access.Actor) error {
	_, doc, err := p.slipOf(e, by)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := doc.PDF(&b, size(e.Request.URL.Query().Get("kho"))); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `inline; filename="nhan-ho.pdf"`)
	return e.Blob(http.StatusOK, "application/pdf", b.Bytes())
}

// print notes that the slip is printed and leads to it.
func (p pages) print(e *core.RequestEvent, by access.Actor) error {
	x, err := p.Desk.Placed(e.App, by, e.Request.PathValue("placed"))
	if err != nil {
		return err
	}
	if err := p.Desk.PrintPlaceSlip(e.App, by, x.ID); err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, placePath(x.ID)+"/phieu")
}
