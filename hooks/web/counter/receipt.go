package counter

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/templates"
)

// feeLine is a fee of a dossier.
type feeLine = dossier.FeeLine

// centre is the office that every commune runs its desk in (Nghị định
// 118/2025/NĐ-CP); papers print its name below the commune's.
const centre = "Trung tâm Phục vụ hành chính công"

// asked is a dossier with its receipt, for whoever may read it: the staff of its
// own unit who handle dossiers. For everybody else it is not there.
func (d desk) asked(e *core.RequestEvent, by access.Actor, code string) (casework.Case, paper.Receipt, error) {
	c, err := d.Desk.Find(e.App, by, code)
	if err != nil {
		return c, paper.Receipt{}, err
	}
	if c.Code == "" || !by.Works(c.UnitPath) || !by.HasAny(access.Clerk, access.Officer, access.Leader) {
		return c, paper.Receipt{}, problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	if c.Voided() {
		return c, paper.Receipt{}, problem.Problem{Kind: problem.NotFound, Key: casework.KeyNoPaper}
	}
	r, err := d.paperOf(e, by, c)
	return c, r, err
}

// paperOf puts the receipt of a dossier together (Mẫu số 01): what was written
// when it was received, and the appointment as it stands.
func (d desk) paperOf(e *core.RequestEvent, by access.Actor, c casework.Case) (paper.Receipt, error) {
	history, err := d.Desk.History(e.App, by, c.Code)
	if err != nil {
		return paper.Receipt{}, err
	}
	var people [3]casework.Person
	for i, id := range []string{c.Applicant, c.Submitter, c.Delegate} {
		if people[i], err = d.Desk.Person(e.App, id); err != nil {
			return paper.Receipt{}, err
		}
	}
	clock, err := c.Clock()
	if err != nil {
		return paper.Receipt{}, err
	}
	body, unit := c.Version.Body, c.UnitRow
	r := paper.Receipt{
		Parent: unit.ParentName, Unit: unit.Name, Place: unit.Place, Phone: identity.Phone(unit.Phone).String(),
		Code: c.Code, Ref: c.Ref, TrackURL: d.base(e) + "/t/" + c.Code + "?k=" + d.Desk.TrackToken(c.ID),
		CheckURL:  d.base(e) + "/kiem-tra/" + d.Desk.PaperToken(c.Dossier),
		Office:    strings.Trim(centre+" "+lower(unit.ShortName)+", "+unit.Address, ", "),
		Applicant: party(people[0]), Procedure: body.Name, ProcedureCode: body.Code,
		Sets: 1, Limit: c.Limit.Words(), ReceivedAt: c.ReceivedAt, DueAt: c.Due.At, Paused: c.Due.Paused, Provisional: c.Due.Provisional,
		SubmitterName: people[1].Name, Trace: trace(clock),
	}
	r.Parent, r.Unit = unit.Letterhead()
	if c.Rule.AfterPayment.N > 0 {
		key := "counter.appointment_1"
		if !c.PaidAt.IsZero() {
			key = "counter.appointment_2"
		}
		r.Limit += " – " + templates.Text(key, nil)
	}
	if len(body.Cases) > 1 {
		if chosen, err := body.CaseOf(c.Dossier.Case, c.Answers); err == nil {
			r.Case = chosen.Title
		}
	}
	for _, p := range c.Papers {
		note := ""
		if p.Volunteer {
			note = templates.Text("counter.volunteered", nil)
		}
		if len(p.Reuse) > 0 {
			note = templates.Text("reuse.already", map[string]string{"code": p.Sources()})
		}
		r.Components = append(r.Components, paper.Component{Title: p.Title, Originals: p.Originals, Copies: p.Copies, Held: p.Held, Note: note})
	}
	for _, f := range c.Fees {
		r.Fees = append(r.Fees, paper.Fee{Title: f.Title, Amount: f.Amount, Note: feeNote(body, f)})
	}
	if _, r.Pay, err = d.Till.Owing(e.App, unit, c.ID, c.Code, c.State, c.Fees); err != nil {
		return paper.Receipt{}, err
	}
	if err := joint(&r, c); err != nil {
		return r, err
	}
	r.ResultAt = resultAt(c.ResultChannel, r.Office, people[0].Address)
	fromHistory(&r, history)
	if c.Delegate != "" && r.Delegate != nil {
		r.Delegate.Party, r.SubmitterName = party(people[2]), people[2].Name
	}
	return r, nil
}

// fromHistory adds what only the events know: when and by whom it was
// received, its number in the register, and how often it was printed.
func fromHistory(r *paper.Receipt, history []casework.Entry) {
	prints := 0
	for _, h := range history {
		switch {
		case h.Kind == dossier.Receive:
			r.IssuedAt, r.ClerkName = h.At, h.ActorName
			if h.Data.BookNo > 0 {
				r.BookNo = fmt.Sprintf("%04d", h.Data.BookNo)
				r.Book = "01/" + h.At.In(paper.Zone).Format("2006")
				r.Number = r.BookNo + "/TNHS-TTPVHCC"
			}
			if h.Data.Delegate != "" {
				r.Delegate = &paper.Delegate{Paper: h.Detail["delegate_document"]}
			}
		case h.Kind == dossier.CorrectIntake && h.Data.ReceiptNo > 0: // another paper with a number of its own
			r.Number, prints = fmt.Sprintf("%04d/TNHS-TTPVHCC", h.Data.ReceiptNo), 0
			r.Reprint = 0
		case h.Kind == dossier.Printed && h.Data.Paper == "01":
			prints++
			if prints > 1 {
				r.Reprint, r.ReprintAt = prints-1, h.At
			}
		}
	}
}

func party(p casework.Person) paper.Party {
	return paper.Party{Name: p.Name, IdentityNumber: p.Number, Address: p.Address, Phone: p.Phone, Email: p.Email}
}

// feeNote says why an amount is what it is, on the page and on the paper.
func feeNote(v procedure.Version, f feeLine) string {
	switch {
	case f.Exempt != "":
		return templates.Text("counter.fee_exempt", map[string]string{"why": exemption(v, f)})
	case !f.Known && local(v, f):
		return templates.Text("counter.fee_local", nil)
	case f.Stage == procedure.After && f.Known:
		return templates.Text("counter.fee_after", nil)
	case f.Deferred:
		return templates.Text("counter.fee_deferred", nil)
	case !f.Known:
		return templates.Text("counter.fee_open", nil)
	}
	return ""
}

// local reports whether the province sets the amount; otherwise it is unknown
// only because something it depends on was not answered.
func local(v procedure.Version, f feeLine) bool {
	for _, fee := range v.Fees {
		if fee.Key == f.Key {
			return fee.Amount == nil && fee.Tiers == nil && len(fee.PerChannel) == 0
		}
	}
	return false
}

func exemption(v procedure.Version, f feeLine) string {
	for _, fee := range v.Fees {
		for _, x := range fee.Exemptions {
			if fee.Key == f.Key && x.Key == f.Exempt {
				return x.Title
			}
		}
	}
	return f.Exempt
}

func resultAt(channel, office, address string) string {
	switch channel {
	case "post":
		return templates.Text("counter.result_at_post", map[string]string{"address": address})
	case "online":
		return templates.Text("counter.result_at_online", nil)
	}
	return office
}

func trace(res deadline.Result) []paper.TraceLine {
	var out []paper.TraceLine
	for _, l := range res.Trace {
		day := l.Day
		if len(day) == len("2006-01-02") {
			day = day[8:] + "/" + day[5:7] + "/" + day[:4]
		}
		text := l.Reason
		if l.Counted && l.N > 0 {
			text = fmt.Sprintf("%s (tính đến %d)", text, l.N)
		}
		out = append(out, paper.TraceLine{Day: day, Text: text})
	}
	return out
}

// base is the address in the tracking QR: as configured, or as reached.
func (d desk) base(e *core.RequestEvent) string {
	if b := d.Desk.BaseURL(); b != "" {
		return b
	}
	if e.IsTLS() {
		return "https://" + e.Request.Host
	}
	return "http://" + e.Request.Host
}

// lower makes “Xã An Bình” stand within a sentence.
func lower(s string) string {
	rs := []rune(s)
	if len(rs) > 0 {
		rs[0] = unicode.ToLower(rs[0])
	}
	return string(rs)
}
