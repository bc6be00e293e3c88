package casework

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// Asked is what a partner sees of a dossier: what it was asked, by whom, and
// the files it was shown. The rest of the dossier and the parts of others are
// none of its business.
type Asked struct {
	dossier.Part
	State     string   // PartSent …
	Code      string   // of the dossier
	Procedure string   // its name
	Unit      org.Unit // who asks
	Shown     []File   // shared by whoever asks
	Given     []File   // given back with the answer
	Words     string   // of the answer
	Reply     string   // number of the answer's letter
}

// Mine reports whether the partner may still take or answer its part.
func (a Asked) Mine() bool { return a.State == PartSent || a.State == PartTaken }

// Asked is one part of the actor's unit by its id; for everybody else it is not
// there.
func (d *Desk) Asked(app core.App, by access.Actor, id string) (Asked, error) {
	c, p, err := d.askedCase(app, by, id)
	if err != nil {
		return Asked{}, err
	}
	out := Asked{Part: p, State: PartState(c.Dossier, p), Code: c.Code, Procedure: c.Version.Body.Name, Unit: c.UnitRow}
	files, err := d.filesOf(app, c.ID)
	if err != nil {
		return out, err
	}
	for _, f := range files {
		switch {
		case slices.Contains(p.Shared, f.ID):
			out.Shown = append(out.Shown, f)
		case slices.Contains(p.Files, f.ID):
			out.Given = append(out.Given, f)
		}
	}
	if p.Open() {
		return out, nil
	}
	history, err := d.entries(app, c.ID)
	for _, e := range history {
		if e.Kind == dossier.AnswerConsult && e.Data.Part != nil && e.Data.Part.Key == p.Key {
			out.Words, out.Reply = e.Detail["note"], e.Data.Slip
		}
	}
	return out, err
}

// askedCase finds the dossier behind a part of the actor's unit.
func (d *Desk) askedCase(app core.App, by access.Actor, id string) (Case, dossier.Part, error) {
	var at struct {
		Dossier string `db:"dossier"`
		ToPath  string `db:"to_path"`
	}
	none := problem.Problem{Kind: problem.NotFound, Key: dossier.KeyNoSuchPart}
	err := app.DB().Select("dossier", "to_path").From("dossier_parts").Where(dbx.HashExp{"id": id}).One(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return Case{}, dossier.Part{}, none
	}
	if err != nil {
		return Case{}, dossier.Part{}, fmt.Errorf("load part %s: %w", id, err)
	}
	if !by.Works(at.ToPath) {
		return Case{}, dossier.Part{}, none
	}
	c, err := d.find(app, dbx.HashExp{"id": at.Dossier})
	if err != nil {
		return c, dossier.Part{}, err
	}
	for _, p := range c.Parts {
		if p.ID == id {
			return c, p, nil
		}
	}
	return c, dossier.Part{}, none
}

// TakePart confirms that the partner has its part.
func (d *Desk) TakePart(app core.App, by access.Actor, id string) error {
	_, err := d.onPart(app, by, id, func(_ core.App, c Case, p dossier.Part, at time.Time) (decided, error) {
		e, err := c.Dossier.Acknowledge(by, at, dossier.PartInput{Part: p.Key})
		return decided{event: e}, err
	})
	return err
}

// Upload is a file that came with a form.
type Upload struct {
	Name string
	Body io.Reader
}

// AnswerPart writes the partner's answer down, with the files it gives back.
func (d *Desk) AnswerPart(app core.App, by access.Actor, id string, in dossier.PartInput, files []Upload) error {
	in.Note, in.Slip = strings.TrimSpace(in.Note), strings.TrimSpace(in.Slip)
	_, err := d.onPart(app, by, id, func(tx core.App, c Case, p dossier.Part, at time.Time) (decided, error) {
		in.Part = p.Key
		return d.answer(tx, by, c, at, in, files)
	})
	return err
}

// answer decides the answer to a part and keeps the files that came with it.
func (d *Desk) answer(tx core.App, by access.Actor, c Case, at time.Time, in dossier.PartInput, files []Upload) (decided, error) {
	due := c.Due
	if c.State.Open() {
		var err error
		if due, err = c.after(c.Answered(in.Part, at)); err != nil {
			return decided{}, err
		}
	}
	if _, err := c.Dossier.AnswerConsult(by, at, due, in); err != nil {
		return decided{}, err // before a file is kept for nothing
	}
	for _, f := range files {
		id, err := d.keepAnswer(tx, by, c, f)
		if err != nil {
			return decided{}, err
		}
		in.Files = append(in.Files, id)
	}
	e, err := c.Dossier.AnswerConsult(by, at, due, in)
	return decided{e, note("note", in.Note)}, err
}

// answerComponent is the component of what partners give back.
const answerComponent = "partner"

func (d *Desk) keepAnswer(tx core.App, by access.Actor, c Case, f Upload) (string, error) {
	b, err := io.ReadAll(io.LimitReader(f.Body, MaxFileBytes+1))
	if err != nil {
		return "", fmt.Errorf("read upload: %w", err)
	}
	k, err := sniff(b)
	if err != nil {
		return "", err
	}
	kept, err := d.saveFile(tx, by, c, File{Component: answerComponent, Name: shownName(f.Name), Mime: k}, b, map[string]any{"origin": "partner"})
	if err != nil {
		return "", err
	}
	return kept.ID, nil
}

func (d *Desk) onPart(app core.App, by access.Actor, id string, decide func(tx core.App, c Case, p dossier.Part, at time.Time) (decided, error)) (Case, error) {
	var part dossier.Part
	return d.actOn(app, func(tx core.App) (c Case, err error) { c, part, err = d.askedCase(tx, by, id); return c, err }, 0,
		func(tx core.App, c Case, at time.Time) (decided, error) { return decide(tx, c, part, at) })
}

// OpenPartFile opens a file that the part shows its partner, or that it gave
// back; close the reader.
func (d *Desk) OpenPartFile(app core.App, by access.Actor, id, file string) (File, io.ReadCloser, error) {
	c, p, err := d.askedCase(app, by, id)
	if err != nil {
		return File{}, nil, err
	}
	if !slices.Contains(p.Shared, file) && !slices.Contains(p.Files, file) {
		return File{}, nil, problem.Problem{Kind: problem.NotFound, Key: KeyFileUnknown}
	}
	// The partner reads these files as the office that showed them would.
	inside := by
	inside.Scope = access.Scope{access.Subtree(c.UnitPath)}
	return d.OpenFile(app, inside, c.ID, file)
}
