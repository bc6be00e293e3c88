package notice

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/message"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/templates"
)

// KeyTextWho refuses whoever does not run the unit.
const KeyTextWho = "notice.text_who"

// Text is what a unit says about one kind of notice.
type Text struct {
	Kind    message.Kind
	Text    string
	Default string
	Own     bool // the unit (or one above it) wrote it
	Off     bool // the unit does not send this kind
	Size    message.Size
	Preview string // with made-up values, as a mail or a call says it
	SMS     string // as a telephone shows it
}

// defaultText is the built-in text of a kind.
func defaultText(k message.Kind) string { return templates.Text("notice.text."+string(k), nil) }

// sample are made-up values, as long as they are met.
func sample(unit org.Unit) message.Values {
	say := func(key string) string { return templates.Text(key, nil) }
	return message.Values{
		message.Code: "H99.132-261120-0001", message.Procedure: say("notice.sample.procedure"), message.Unit: or(unit.ShortName, unit.Name),
		message.Phone: or(templates.Phone(unit.Phone), say("notice.no_phone")), message.DueDay: "27/11/2026", message.LimitDay: "05/12/2026",
		message.Promised: "01/12/2026", message.Amount: templates.Money(150_000), message.ResultDay: "25/11/2026",
		message.Collecting: say("notice.collect.desk"), message.Track: "motcua.xa.example.vn/tra-cuu", message.Name: say("notice.sample.name"),
	}
}

// shown measures a text and fills it with made-up values.
func (o *Office) shown(t Text, unit org.Unit) Text {
	t.Preview = message.Fit(t.Text, sample(unit), o.Marks)
	t.SMS = message.AsSMS(t.Preview, o.Marks)
	t.Size = message.Measure(t.SMS)
	return t
}

// Preview shows a text that is not kept yet, and what is wrong with it.
func (o *Office) Preview(unit org.Unit, kind message.Kind, text string) (Text, error) {
	t := o.shown(Text{Kind: kind, Text: tidy(text), Default: defaultText(kind)}, unit)
	return t, message.Check(t.Text, sample(unit), o.Marks)
}

// Texts are the texts of a unit, of every kind.
func (o *Office) Texts(app core.App, unit org.Unit) ([]Text, error) {
	own, err := o.ownTexts(app, unit.Path)
	if err != nil {
		return nil, err
	}
	out := make([]Text, len(message.Kinds))
	for i, k := range message.Kinds {
		t := Text{Kind: k, Text: defaultText(k), Default: defaultText(k)}
		if x, is := own[k]; is {
			t.Off = x.Off
			if x.Text != "" {
				t.Text, t.Own = x.Text, true
			}
		}
		out[i] = o.shown(t, unit)
	}
	return out, nil
}

// TextOf is the text of a unit for one kind; an unknown kind is not there.
func (o *Office) TextOf(app core.App, unit org.Unit, kind message.Kind) (Text, error) {
	all, err := o.Texts(app, unit)
	if err != nil {
		return Text{}, err
	}
	for _, t := range all {
		if t.Kind == kind {
			return t, nil
		}
	}
	return Text{}, notFound()
}

type textRow struct {
	UnitPath string `db:"unit_path"`
	Kind     string `db:"kind"`
	Text     string `db:"text"`
	Off      bool   `db:"off"`
}

// ownTexts are the texts written for a path or above it, the nearest first.
func (o *Office) ownTexts(app core.App, path string) (map[message.Kind]textRow, error) {
	var rows []textRow
	err := app.DB().Select("unit_path", "kind", "text", "off").From("notice_texts").
		Where(dbx.In("unit_path", above(path)...)).OrderBy("unit_path").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("load texts of notices of %s: %w", path, err)
	}
	out := map[message.Kind]textRow{}
	for _, r := range rows { // a longer path comes later and is nearer
		out[message.Kind(r.Kind)] = r
	}
	return out, nil
}

// above are a path and the paths above it: "01/0123/" → "01/", "01/0123/".
func above(path string) []any {
	var out []any
	for i, r := range path {
		if r == '/' {
			out = append(out, path[:i+1])
		}
	}
	return out
}

// textFor is the text in force for a unit, and whether it sends none.
func (o *Office) textFor(app core.App, path string, kind message.Kind) (text string, off bool, err error) {
	own, err := o.ownTexts(app, path)
	if err != nil {
		return "", false, err
	}
	return or(own[kind].Text, defaultText(kind)), own[kind].Off, nil
}

// tidy keeps a text on one line: line ends mean nothing in an SMS.
func tidy(text string) string { return strings.Join(strings.Fields(text), " ") }

// SetText writes a unit's own text; the default's words, or "", go back to the
// default. off stops this kind. The deed is noted.
func (o *Office) SetText(app core.App, by access.Actor, unit org.Unit, kind message.Kind, text string, off bool) error {
	if !by.Administers(unit.Path) {
		return problem.Problem{Kind: problem.Forbidden, Key: KeyTextWho}
	}
	if !kind.Known() {
		return notFound()
	}
	text = tidy(text)
	if text == defaultText(kind) {
		text = ""
	}
	if text != "" {
		if err := message.Check(text, sample(unit), o.Marks); err != nil {
			return err
		}
	}
	return app.RunInTransaction(func(tx core.App) error {
		_, err := tx.DB().NewQuery(`INSERT INTO notice_texts (id, unit_path, kind, text, off, changed_by, changed_at)
			VALUES ({:id}, {:path}, {:kind}, {:text}, {:off}, {:by}, {:at})
			ON CONFLICT (unit_path, kind) DO UPDATE SET text = excluded.text, off = excluded.off, changed_by = excluded.changed_by, changed_at = excluded.changed_at`).
			Bind(dbx.Params{"id": newID(), "path": unit.Path, "kind": string(kind), "text": text, "off": off, "by": by.ID, "at": stored(o.now())}).Execute()
		if err != nil {
			return fmt.Errorf("write text of %s notices of %s: %w", kind, unit.Code, err)
		}
		return o.Org.Write(tx, by, unit.Path, "notice_text", unit.ShortName, templates.Text("notice.kind."+string(kind), nil))
	})
}
