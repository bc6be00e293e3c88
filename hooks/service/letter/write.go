package letter

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/templates"
)

// told is an act with what its paper needs beside the matter.
type told struct {
	paper.Matter
	e      casework.Entry
	before dossier.Dossier // as the act found it
	after  dossier.Dossier
	c      casework.Case
}

// write makes the paper of an act, or of the whole dossier.
func (o Office) write(app core.App, f file, w Which, p casework.Print, base string) (paper.Doc, error) {
	m, err := o.matter(app, f, w, p, base)
	if err != nil {
		return paper.Doc{}, err
	}
	if w.Form == paper.FormControl {
		return o.control(f, m, p.At), nil
	}
	t := told{Matter: m, c: f.c}
	for _, e := range f.history {
		t.before = t.after
		t.after = t.after.Apply(e.Event)
		if t.e = e; e.ID == w.Of {
			break
		}
	}
	t.At = t.e.At // the paper is of the day of its act, whenever it is printed
	t.DueAt = firstTime(t.before.Due.At, t.before.Due.OriginalAt)
	t.Signer = paper.Sign{Title: f.c.UnitRow.SignerOf(w.Form), Note: paper.OfficeNote, Name: t.e.ActorName}
	switch w.Form {
	case paper.FormApology, paper.FormStop, paper.FormResult:
		t.Signer.Note = paper.SealNote
		lead, err := o.Desk.Org.SignsFor(app, t.e.Actor, t.e.OnBehalfOf, t.e.At)
		if err != nil {
			return paper.Doc{}, err
		}
		t.Signer.Title = strings.TrimSpace(lead + " " + t.Signer.Title)
	}
	return t.doc(w.Form)
}

func (t told) doc(form string) (paper.Doc, error) {
	switch form {
	case paper.FormSupplement:
		return t.supplement(), nil
	case paper.FormDecline:
		return paper.Decline{Matter: t.Matter, Reason: t.words("reason"), Ground: t.e.Ground, Right: t.e.Data.Reason}.Doc(), nil
	case paper.FormApology:
		return t.apology(), nil
	case paper.FormStop:
		return t.stop(), nil
	case paper.FormWithdrawal:
		return paper.Withdrawal{Matter: t.Matter, Reason: t.words("reason"), At: t.e.At, Back: components(t.before.Papers)}.Doc(), nil
	case paper.FormResult:
		return t.result(), nil
	case paper.FormAppointment:
		return t.appointment()
	}
	return paper.Doc{}, fmt.Errorf("write paper %s: nobody knows how", form)
}

// words are a personal value of the act, kept beside the chain.
func (t told) words(name string) string { return t.e.Detail[name] }

func (t told) supplement() paper.Doc {
	s := paper.Supplement{Matter: t.Matter, Accepted: t.e.Kind == dossier.RequestSupplement, Reason: t.e.Ground, LimitDay: t.e.Data.LimitDay, Times: max(1, t.after.Supplements)}
	if !s.Accepted {
		s.Times = max(1, t.after.Guides)
	}
	if s.Reason == "" {
		s.Reason = "hồ sơ chưa đủ hoặc chưa đúng so với thủ tục đã công bố"
	}
	for _, it := range t.e.Data.Items {
		s.Defects = append(s.Defects, paper.Defect{Paper: it.Title, Defect: it.Defect, Ground: it.Ground})
	}
	return s.Doc()
}

func (t told) apology() paper.Doc {
	x := paper.Apology{Matter: t.Matter, Late: t.e.Kind == dossier.Apologise, Reason: t.e.Ground, NewDay: t.e.Data.PromisedDay}
	if t.e.Data.By != nil {
		x.Counted = t.e.Data.By.Words()
	}
	if t.e.Data.Due != nil {
		x.NewAt = t.e.Data.Due.At
	}
	return x.Doc()
}

func (t told) stop() paper.Doc {
	x := paper.Stop{Matter: t.Matter, Why: paper.StopByOffice, Reason: t.words("reason"), Ground: t.e.Ground, At: t.e.At, Back: t.held(), LimitDay: t.before.LimitDay}
	switch t.e.Kind {
	case dossier.Withdraw:
		x.Why, x.Back = paper.StopByWithdraw, components(t.before.Papers)
	case dossier.Lapse:
		x.Why = paper.StopByLapse
	}
	return x.Doc()
}

// held are the originals that the office still holds and must give back.
func (t told) held() []paper.Component {
	var out []paper.Component
	for _, p := range t.before.Held {
		if p.Held > 0 {
			out = append(out, paper.Component{Title: p.Title, Originals: p.Held})
		}
	}
	return out
}

func components(list []dossier.Paper) []paper.Component {
	var out []paper.Component
	for _, p := range list {
		if p.Originals+p.Copies > 0 {
			out = append(out, paper.Component{Title: p.Title, Originals: p.Originals, Copies: p.Copies})
		}
	}
	return out
}

func (t told) result() paper.Doc {
	v := t.e.Data
	x := paper.Decision{Matter: t.Matter, Refused: v.Outcome == dossier.Refused, Number: v.ResultNumber, Ground: t.e.Ground, Note: t.words("note"), Where: t.where(), Reason: v.Reason}
	for _, r := range t.c.Version.Body.RefusalCodes {
		if r.Key == v.Reason {
			x.Reason = r.Title
		}
	}
	var titles []string
	for _, r := range t.c.Version.Body.Results {
		titles = append(titles, r.Title)
	}
	x.Result = strings.Join(titles, "; ")
	if t.e.Kind == dossier.CorrectResult {
		x.Corrected, x.Revoked, x.Replaces, x.Refused = true, v.ResultState == string(dossier.Revoked), v.Replaces, false
		x.Where = t.Office // the paper that does not hold any more comes back to the desk
		return x.Doc()
	}
	for _, f := range t.before.Fees {
		if f.Known && f.Amount > 0 && (f.Stage == procedure.After || f.Deferred) {
			x.Fees = append(x.Fees, paper.Fee{Title: f.Title, Amount: f.Amount})
		}
	}
	if x.Refused {
		x.Back = t.held()
	}
	return x.Doc()
}

// where the result is had, by the channel that was chosen at receipt.
func (t told) where() string {
	switch t.c.ResultChannel {
	case "post":
		return templates.Text("counter.result_at_post", map[string]string{"address": t.Applicant.Address})
	case "online":
		return templates.Text("counter.result_at_online", nil)
	}
	return t.Office
}

func (t told) appointment() (paper.Doc, error) {
	x := paper.NewAppointment{Matter: t.Matter, Limit: t.c.Limit.Words(), Got: components(t.e.Data.Papers), Anew: t.e.Data.Restart}
	switch t.e.Kind {
	case dossier.SettlePayment:
		x.Why = "đã hoàn thành nghĩa vụ tài chính"
	case dossier.Recompute:
		x.Why = "lịch làm việc thay đổi"
		if t.e.Ground != "" {
			x.Why += ": " + t.e.Ground
		}
	default:
		x.Why = "đã nhận giấy tờ bổ sung"
	}
	if n := len(t.before.Pauses); n > 0 && t.e.Kind != dossier.Recompute {
		x.Paper = t.before.Pauses[n-1].Slip
	}
	if t.e.Data.Due != nil {
		x.NewAt = t.e.Data.Due.At
	}
	c := t.c
	c.Dossier = t.after
	res, err := c.Clock()
	if err != nil {
		return paper.Doc{}, err
	}
	// Today's calendar may count otherwise than that of the act: a reckoning
	// that leads to another day would only confuse.
	if res.Due.Equal(x.NewAt) {
		x.Trace = Trace(res)
	}
	return x.Doc(), nil
}

// Trace is a reckoning as papers print it.
func Trace(res deadline.Result) []paper.TraceLine {
	var out []paper.TraceLine
	for _, l := range res.Trace {
		text := l.Reason
		if l.Counted && l.N > 0 {
			text = fmt.Sprintf("%s (tính đến %d)", text, l.N)
		}
		out = append(out, paper.TraceLine{Day: slashed(l.Day), Text: text})
	}
	return out
}

func slashed(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("02/01/2006")
}

func firstTime(a, b time.Time) time.Time {
	if !a.IsZero() {
		return a
	}
	return b
}

func bytesOf(d paper.Doc, size string) ([]byte, error) {
	var b bytes.Buffer
	if err := d.PDF(&b, size); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
