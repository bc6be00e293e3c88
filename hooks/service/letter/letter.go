// Package letter writes the papers of a dossier: from its events it makes the
// values that service/paper lays out. It stores nothing; casework keeps what is
// printed.
package letter

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
)

// Office writes papers. It is safe for concurrent use.
type Office struct{ Desk *casework.Desk }

// Which names a paper of a dossier: a form, and the event it tells of, "" for
// the whole dossier.
type Which struct{ Form, Of string }

// Key is the name of a paper in addresses: the event's id, with the form behind
// it where an event has two papers; the form alone for the whole dossier.
func (w Which) Key() string {
	switch {
	case w.Of == "":
		return w.Form
	case w.Form == paper.FormWithdrawal:
		return w.Of + "-" + w.Form
	}
	return w.Of
}

// Line is one paper that a dossier has, printed or not.
type Line struct {
	Which
	Title, Number string
	At            time.Time         // of the act; of the receipt for the whole dossier
	Copies        []casework.Issued // printed so far, the first first
}

// file is everything that a paper may need of a dossier.
type file struct {
	c       casework.Case
	history []casework.Entry
	issued  []casework.Issued
}

func (o Office) read(app core.App, by access.Actor, code string) (file, error) {
	c, err := o.Desk.Find(app, by, code)
	if err != nil {
		return file{}, err
	}
	if !by.Works(c.UnitPath) || !by.HasAny(access.Clerk, access.Officer, access.Leader) {
		return file{}, problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	f := file{c: c}
	if f.history, err = o.Desk.History(app, by, code); err != nil {
		return f, err
	}
	f.issued, err = o.Desk.IssuedPapers(app, by, code)
	return f, err
}

// Papers lists the papers that a dossier has, in the order of its acts; for
// everybody who may not print them there are none.
func (o Office) Papers(app core.App, by access.Actor, code string) ([]Line, error) {
	f, err := o.read(app, by, code)
	if list, is := problem.In(err); is && list[0].Kind == problem.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return f.lines(), nil
}

func (f file) lines() []Line {
	var out []Line
	add := func(form, of, number string, at time.Time) {
		v, ok := paper.FormAt(form, day(at))
		if !ok {
			return
		}
		l := Line{Which: Which{form, of}, Title: v.Title, Number: number, At: at}
		for _, x := range f.issued {
			if x.Form == form && x.Of == of {
				l.Copies = append(l.Copies, x)
				if l.Number == "" {
					l.Number = x.Number
				}
			}
		}
		out = append(out, l)
	}
	for _, e := range f.history {
		if form := casework.PaperOf(e.Kind); form != "" && (e.Kind != dossier.SettlePayment || e.Data.PaperNo != "") {
			add(form, e.ID, e.Data.PaperNo, e.At)
		}
		if e.Kind == dossier.Withdraw {
			add(paper.FormWithdrawal, e.ID, "", e.At)
		}
	}
	if f.c.Code != "" {
		add(paper.FormControl, "", "", f.c.ReceivedAt)
	}
	return out
}

// Sheet is a paper ready to be laid out, with what is known of its copies.
type Sheet struct {
	Line
	Case casework.Case
	Doc  paper.Doc
}

// Of is the paper with the key, as its copy number n was printed; n 0 is the
// paper as the next copy will be. base is the address in its code.
func (o Office) Of(app core.App, by access.Actor, code, key string, n int, base string) (Sheet, error) {
	f, err := o.read(app, by, code)
	if err != nil {
		return Sheet{}, err
	}
	l, err := f.line(key)
	if err != nil {
		return Sheet{}, err
	}
	p := casework.Print{Number: l.Number, Copy: len(l.Copies) + 1, At: o.Desk.Now()}
	if n > 0 {
		i := slices.IndexFunc(l.Copies, func(x casework.Issued) bool { return x.Copy == n })
		if i < 0 {
			return Sheet{}, problem.Problem{Kind: problem.NotFound, Key: casework.KeyNoPaper}
		}
		p = casework.Print{Number: l.Copies[i].Number, Copy: n, At: l.Copies[i].At}
		f.history = slices.DeleteFunc(f.history, func(e casework.Entry) bool { return e.Seq >= l.Copies[i].Seq })
	}
	doc, err := o.write(app, f, l.Which, p, base)
	return Sheet{l, f.c, doc}, err
}

func (f file) line(key string) (Line, error) {
	for _, l := range f.lines() {
		if l.Key() == key {
			return l, nil
		}
	}
	return Line{}, problem.Problem{Kind: problem.NotFound, Key: casework.KeyNoPaper}
}

// Print prints one more copy of a paper in a size ("A5", "A4") and keeps it.
func (o Office) Print(app core.App, by access.Actor, code, key, size, base string) (casework.Issued, error) {
	f, err := o.read(app, by, code)
	if err != nil {
		return casework.Issued{}, err
	}
	l, err := f.line(key)
	if err != nil {
		return casework.Issued{}, err
	}
	_, out, err := o.Desk.Issue(app, by, code, casework.Issue{Form: l.Form, Of: l.Of, Draw: func(p casework.Print) ([]byte, error) {
		doc, err := o.write(app, f, l.Which, p, base)
		if err != nil {
			return nil, err
		}
		return bytesOf(doc, size)
	}})
	return out, err
}

func day(at time.Time) string { return at.In(paper.Zone).Format(time.DateOnly) }

// lower makes “Xã An Bình” stand within a sentence.
func lower(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}

// matter is what every paper says of the dossier.
func (o Office) matter(app core.App, f file, w Which, p casework.Print, base string) (paper.Matter, error) {
	c, unit := f.c, f.c.UnitRow
	who, err := o.Desk.Person(app, c.Applicant)
	if err != nil {
		return paper.Matter{}, err
	}
	came, err := o.Desk.Person(app, c.Submitter)
	if err != nil {
		return paper.Matter{}, err
	}
	above, own := unit.Letterhead()
	body := c.Version.Body
	m := paper.Matter{Head: paper.Head{Above: above, Own: own, Number: p.Number, Place: unit.Place, At: p.At},
		Code: c.Code, Ref: c.Ref, Applicant: paper.Party{Name: who.Name, IdentityNumber: who.Number, Address: who.Address, Phone: who.Phone, Email: who.Email},
		Procedure: body.Name, ProcedureCode: body.Code, ReceivedAt: c.ReceivedAt, DueAt: c.Due.At, Agency: unit.Name,
		Office: strings.TrimSpace(org.Centre + " " + lower(unit.ShortName)), Phone: identity.Phone(unit.Phone).String(),
		Copy: p.Copy, CopyAt: p.At, Citizen: came.Name}
	if m.Citizen == "" {
		m.Citizen = who.Name
	}
	if name := firstOf(c.Code, c.Ref); name != "" {
		m.TrackURL = base + "/t/" + name + "?k=" + o.Desk.TrackToken(c.ID)
	}
	if len(body.Cases) > 1 {
		if chosen, err := body.CaseOf(c.Dossier.Case, c.Answers); err == nil {
			m.Case = chosen.Title
		}
	}
	return m, nil
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
