package hands

import (
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// visit is the cover of several dossiers of one visitor: what was taken in,
// when to come for each, one code to follow them all. The receipt of each
// (Mẫu số 01) stays what counts.
func (h hands) visit(e *core.RequestEvent, by access.Actor) error {
	s, c, err := h.cover(e, by)
	if err != nil {
		return err
	}
	return h.print(e, by, s, httpx.DossierPath(c.Dossier), pathVisit+"/"+c.Code+"/phieu.pdf")
}

func (h hands) visitFile(e *core.RequestEvent, by access.Actor) error {
	s, c, err := h.cover(e, by)
	if err != nil {
		return err
	}
	return h.file(e, s, "luot-"+c.Code)
}

func (h hands) cover(e *core.RequestEvent, by access.Actor) (paper.Sheet, casework.Case, error) {
	c, err := h.Desk.Find(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return paper.Sheet{}, c, err
	}
	if c.Code == "" || !by.Works(c.UnitPath) {
		return paper.Sheet{}, c, problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	list, err := h.Desk.Visit(e.App, by, c)
	if err != nil {
		return paper.Sheet{}, c, err
	}
	s, err := h.sheet(e, by, templates.Text("visit.paper", nil))
	if err != nil {
		return s, c, err
	}
	s.Size = "A5"
	s.Columns = columns("visit.", column{"no", 1, true}, column{"code", 7, true}, column{"procedure", 8, false}, column{"due", 4, true}, column{"fee", 4, true})
	var owed int64
	for i, l := range list {
		due, fee := templates.Text("visit.no_due", nil), int64(0)
		if !l.Due.At.IsZero() {
			due = paper.ShortMoment(l.Due.At)
		}
		for _, f := range l.Fees {
			if f.Exempt == "" {
				fee += f.Amount
			}
		}
		owed += fee
		s.Rows = append(s.Rows, []string{strconv.Itoa(i + 1), l.Code, l.ProcedureName, due, templates.Money(fee)})
	}
	first := list[0]
	s.Under = []string{templates.Text("visit.who", map[string]string{"name": first.ApplicantName, "at": paper.ShortMoment(first.ReceivedAt)})}
	s.After = []string{templates.Text("visit.sum", map[string]string{"n": strconv.Itoa(len(list)), "sum": templates.Money(owed)}), templates.Text("visit.note", nil)}
	s.URL, s.URLWords = h.base(e)+"/t/"+first.Code+"?k="+h.Desk.TrackToken(first.ID), templates.Text("visit.qr", map[string]string{"n": strconv.Itoa(len(list))})
	return s, c, nil
}

// base is the address in the QR: as configured, or as reached.
func (h hands) base(e *core.RequestEvent) string {
	if b := h.Desk.BaseURL(); b != "" {
		return b
	}
	if e.IsTLS() {
		return "https://" + e.Request.Host
	}
	return "http://" + e.Request.Host
}
