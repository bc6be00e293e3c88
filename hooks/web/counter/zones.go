package counter

import (
	"slices"
	"strconv"
	"strings"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// question is one field of the declaration.
type question struct {
	templates.Field
	Type    form.Kind
	Show    bool
	Depends bool // shown or not by another answer
	Redraw  bool // for the live parts: it came or went
}

// ID of the place a question stands in.
func (q question) ID() string { return "ask-" + q.Name }

// questions are the fields of the declaration: first those that decide case,
// limit or fee, the others folded away, since the declaration itself is a
// paper in the clerk's hand.
func (v *intakePage) questions(t typed, version procedure.Version, answers form.Answers) {
	decides := deciding(version)
	for _, f := range version.Form.Fields() {
		q := question{Field: v.Named("answers."+f.Key, f.Label, t.text("answers."+f.Key)), Type: f.Kind, Depends: f.ShowIf != nil}
		q.Hint, q.Need = f.Help, true
		q.Show = f.ShowIf == nil || f.ShowIf.Holds(answers)
		q.Redraw = q.Depends && q.Show != slices.Contains(t.Values["asked"], f.Key)
		switch f.Kind {
		case form.Number:
			q.Kind = "number"
		case form.Date:
			if b, err := identity.ParseBirth(q.Value); err == nil {
				q.Value = b.String()
			}
		case form.Choice:
			q.Options = append(q.Options, templates.Option{Label: templates.Text("counter.choose", nil)})
			for _, o := range f.Options {
				q.Options = append(q.Options, templates.Option{Value: o.Value, Label: o.Label})
			}
		}
		if decides[f.Key] {
			v.Ask = append(v.Ask, q)
			continue
		}
		v.OpenMore = v.OpenMore || q.Value != "" || q.Error != ""
		v.More = append(v.More, q)
	}
}

// Key of the answer.
func (q question) Key() string { return q.Name[len("answers."):] }

// deciding are the answers that change case, limit or fee.
func deciding(v procedure.Version) map[string]bool {
	out := map[string]bool{}
	var walk func(c form.Cond)
	walk = func(c form.Cond) {
		out[c.Field] = true
		for _, x := range slices.Concat(c.All, c.Any) {
			walk(x)
		}
	}
	for _, c := range v.Cases {
		if c.When != nil {
			walk(*c.When)
		}
	}
	for _, x := range v.Deadline.ExtendIf {
		walk(x.When)
	}
	for _, f := range v.Fees {
		out[f.Per] = true
		if f.Tiers != nil {
			out[f.Tiers.PagesKey], out[f.Tiers.CopiesKey] = true, true
		}
	}
	return out
}

// paperRow is one paper of the published list.
type paperRow struct {
	Key, Title, Note, Error     string
	Required, ShowOnly, On      bool
	Originals, Copies, Held     string
	UsualOriginals, UsualCopies string
	Group                       string // said before the first of papers of which one is enough
	Reuse                       []httpx.Reuse
	ReuseError                  string
}

// extraRow is room for a paper the citizen adds freely.
type extraRow struct{ Key, Number, Title, Originals, Copies, Error string }

func (v *intakePage) papers(t typed, asked []procedure.Component) {
	grouped := map[string]bool{}
	for _, c := range asked {
		row := paperRow{Key: c.Key, Title: c.Title, Note: c.Note, Required: c.Requirement == procedure.Required, ShowOnly: c.Requirement == procedure.ShowOnly,
			Originals: t.text("originals." + c.Key), Copies: t.text("copies." + c.Key), Held: t.text("held." + c.Key), Error: strings.TrimPrefix(v.Error("components."+c.Key), c.Title+": ")}
		originals, copies := usual(c)
		row.UsualOriginals, row.UsualCopies = strconv.Itoa(originals), strconv.Itoa(copies)
		row.On = t.yes("components."+c.Key) || row.Originals != "" && row.Originals != "0" || row.Copies != "" && row.Copies != "0"
		if row.On && row.Originals == "" && row.Copies == "" {
			row.Originals, row.Copies = row.UsualOriginals, row.UsualCopies
		}
		if c.OneOf != "" && !grouped[c.OneOf] {
			grouped[c.OneOf] = true
			row.Group = templates.Text("counter.one_of", map[string]string{"n": strconv.Itoa(sameGroup(asked, c.OneOf))})
		}
		v.Papers = append(v.Papers, row)
	}
}

func sameGroup(asked []procedure.Component, group string) (n int) {
	for _, c := range asked {
		if c.OneOf == group {
			n++
		}
	}
	return n
}

func (v *intakePage) extras(t typed) {
	for i := range extraRows {
		key := "extra-" + strconv.Itoa(i)
		x := extraRow{Key: key, Number: strconv.Itoa(i + 1), Title: t.text("components." + key), Originals: t.text("originals." + key), Copies: t.text("copies." + key),
			Error: v.Error("components." + key)}
		v.OpenExtra = v.OpenExtra || x.Title != "" || x.Error != ""
		v.Extras = append(v.Extras, x)
	}
}

// feeRow is one fee in words.
type feeRow struct{ Title, Amount, Note string }

// fees lists what is to be paid. While an answer that multiplies an amount is
// missing, the published words stand in its place.
func (v *intakePage) fees(t typed, version procedure.Version, p casework.Preview) {
	v.FeeText = version.FeeText
	for _, f := range version.Fees {
		if len(f.Exemptions) == 0 || !slices.ContainsFunc(p.Fees, func(x feeLine) bool { return x.Key == f.Key }) {
			continue
		}
		x := v.Named("exemptions."+f.Key, templates.Text("counter.exempt", map[string]string{"fee": f.Title}), t.text("exemptions."+f.Key))
		x.Options = []templates.Option{{Label: templates.Text("counter.exempt_none", nil)}}
		for _, o := range f.Exemptions {
			x.Options = append(x.Options, templates.Option{Value: o.Key, Label: o.Title})
		}
		v.Exemptions = append(v.Exemptions, x)
	}
	var total int64
	known := len(p.Fees) > 0
	for _, f := range p.Fees {
		v.MayDefer = v.MayDefer || f.Stage == procedure.Before && f.Exempt == "" && (f.Amount > 0 || !f.Known)
		row := feeRow{Title: f.Title, Amount: templates.Money(f.Amount), Note: feeNote(version, f)}
		if !f.Known {
			row.Amount, known = "", false
		}
		total += f.Amount
		v.Fees = append(v.Fees, row)
	}
	if known {
		v.FeeTotal = templates.Money(total)
	}
}

// due is the appointment as it would be made now.
func (v *intakePage) due(p casework.Preview) {
	due := &templates.Due{Label: templates.Text("counter.due", nil), Text: templates.Text("counter.due_none", nil)}
	if p.Due.Due.IsZero() {
		if len(p.Due.Trace) > 0 || p.Offer.Rule().Limit.Unit == deadline.None {
			v.Due = due
		}
		return
	}
	due.At = p.Due.Due
	due.Clock = templates.Text("counter.due_clock", map[string]string{"clock": templates.Clock(p.Due.Due.In(calendar.Location))})
	if p.Due.Provisional {
		due.Clock += " " + templates.Text("counter.due_provisional", nil)
	}
	due.Trace = httpx.Trace(p.Due)
	due.Trace.Rule = p.Offer.Version.Body.LimitText()
	v.Due = due
}
