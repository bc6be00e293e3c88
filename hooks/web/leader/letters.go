package leader

import (
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// letters are what drafts itself and only needs a signature.
type letters struct {
	Groups []letterGroup
}

// letterGroup is one kind of letter.
type letterGroup struct {
	Title, Hint string
	Lines       []letterLine
}

// letterLine is one dossier with its letter: one form, one button.
type letterLine struct {
	Href, Code, Procedure, Name string
	Due                         string
	At                          string // address of the act
	Hidden                      []hidden
	Why                         templates.Field
	Reason                      string // name of the reason, as the act reads it
	Words                       string // what the letter will say
	Button                      string
	OneTime                     string
}

// hidden is a value that goes with a form unseen.
type hidden struct{ Name, Value string }

// letters drafts what the leader should sign today.
func (p pages) letters(e *core.RequestEvent, by access.Actor, page templates.Page) (letters, error) {
	var out letters
	found, err := p.Desk.Letters(e.App, by)
	if err != nil {
		return out, err
	}
	for _, kind := range []struct {
		act  dossier.Act
		path string
		list []casework.Letter
	}{{dossier.Extend, "gia-han", found.Extend}, {dossier.Apologise, "xin-loi", found.Sorry}, {dossier.Lapse, "dung-qua-han", found.Lapsed}} {
		if len(kind.list) == 0 {
			continue
		}
		g := letterGroup{Title: templates.Text("letters."+string(kind.act), nil), Hint: templates.Text("letters."+string(kind.act)+"_hint", nil)}
		for _, l := range kind.list {
			line, err := p.letter(e, by, page, kind.act, l)
			if err != nil {
				return out, err
			}
			line.At = line.Href + "/" + kind.path
			g.Lines = append(g.Lines, line)
		}
		out.Groups = append(out.Groups, g)
	}
	return out, nil
}

// letter drafts one: the reason from what happened, the day from the calendar.
func (p pages) letter(e *core.RequestEvent, by access.Actor, page templates.Page, act dossier.Act, l casework.Letter) (letterLine, error) {
	a := string(act)
	x := letterLine{Href: httpx.DossierPath(l.Dossier), Code: l.Code, Procedure: l.Procedure, OneTime: page.OneTime + l.ID,
		Due: templates.Text("letters.due", map[string]string{"moment": templates.Moment(l.Due.At)}), Button: templates.Text("letters."+a+"_button", nil)}
	if by.SeesPeople() {
		who, err := p.Desk.Person(e.App, l.Applicant)
		if err != nil {
			return x, err
		}
		x.Name = who.Name
	}
	add := func(name, value string) { x.Hidden = append(x.Hidden, hidden{name, value}) }
	add("seen", strconv.Itoa(l.Seq))
	add("back", "/lanh-dao")
	reason := reasonOf(l)
	switch act {
	case dossier.Extend:
		add(a+".n", strconv.Itoa(l.N))
		x.Words = templates.Text("letters.new_day", map[string]string{"moment": templates.Moment(l.New)})
	case dossier.Apologise:
		add(a+".day", l.Day)
		x.Words = templates.Text("letters.promised", map[string]string{"day": templates.Day(l.Day)})
	case dossier.Lapse:
		day := templates.ShortDay(l.LimitDay)
		reason = templates.Text("act.lapse.reason", map[string]string{"day": day})
		add(a+".ground", templates.Text("act.lapse.ground", nil))
		x.Due = templates.Text("letters.limit_day", map[string]string{"day": day})
		x.Words = templates.Text("letters.reminded", map[string]string{"moment": templates.Moment(l.RemindedAt)})
	}
	x.Reason = a + ".reason"
	x.Why = page.Named(a+"-"+l.ID, templates.Text("letters.reason", map[string]string{"code": l.Code}), reason)
	return x, nil
}

// reasonOf suggests a reason from the facts of the dossier; the leader may
// write another.
func reasonOf(l casework.Letter) string {
	for _, part := range l.Parts {
		if part.Open() {
			return templates.Text("letters.why_part", map[string]string{"name": part.ToName})
		}
	}
	switch {
	case l.Waiting == dossier.WaitSignature:
		return templates.Text("letters.why_sign", nil)
	case l.Supplements > 0:
		return templates.Text("letters.why_supplement", nil)
	}
	return templates.Text("letters.why_work", nil)
}
