package casework

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
)

// Letter is one letter that waits for a leader's signature (Mẫu số 04), or a
// dossier that can be stopped because its citizen did not answer (Mẫu số 05).
type Letter struct {
	Case
	Procedure string
	N         int       // units of the limit that an extension is proposed by
	New       time.Time // appointment the letter would name
	Day       string    // the same as an office day, 2006-01-02
}

// Letters are what a leader should sign today.
type Letters struct {
	Extend []Letter // the last lawful moment to extend is within one working day
	Sorry  []Letter // overdue, and nobody has said sorry
	Lapsed []Letter // the citizen's last day is over and the reminder was sent
}

// Any reports whether anything waits.
func (l Letters) Any() bool { return len(l.Extend)+len(l.Sorry)+len(l.Lapsed) > 0 }

// mostLetters is how many of a kind are drafted at once; signing makes room.
const mostLetters = 50

// sorryDays is how many working days a letter of apology proposes.
const sorryDays = 3

// Letters drafts the letters of the units a leader works for, nearest
// appointment first (NĐ 118/2025/NĐ-CP Điều 19: before the day has passed).
func (d *Desk) Letters(app core.App, by access.Actor) (Letters, error) {
	var out Letters
	now := d.now()
	paths, err := d.ledPaths(app, by)
	if err != nil || len(paths) == 0 {
		return out, err
	}
	unit, err := d.intakeUnit(app, by, "")
	if err != nil {
		return out, err
	}
	cal, err := d.Org.Calendar(app, unit)
	if err != nil {
		return out, err
	}
	soon := officeDay(now)
	if today, _ := calendar.Split(now); today > 0 {
		if next, ok := cal.Add(today, 1); ok {
			soon = next.String()
		}
	}
	near := dbx.NewExp("due_at != '' AND due_paused = FALSE AND due_day >= {:day} AND due_day <= {:soon}", dbx.Params{"day": officeDay(now), "soon": soon})
	if out.Extend, err = d.drafts(app, by, paths, []string{"received", "processing"}, near, func(c Case) (Letter, bool, error) { return d.extension(c, now) }); err != nil {
		return out, err
	}
	late := dbx.NewExp("due_at != '' AND due_paused = FALSE AND apology_count = 0 AND due_day <= {:day}", dbx.Params{"day": officeDay(now)})
	if out.Sorry, err = d.drafts(app, by, paths, openStates, late, func(c Case) (Letter, bool, error) { return apology(c, now) }); err != nil {
		return out, err
	}
	over := dbx.NewExp("limit_day != '' AND limit_day < {:day} AND reminded_at != ''", dbx.Params{"day": officeDay(now)})
	out.Lapsed, err = d.drafts(app, by, paths, []string{"supplementing"}, over, func(c Case) (Letter, bool, error) {
		return Letter{Case: c, Procedure: c.Version.Body.Name}, c.Permit(dossier.Lapse, by) == nil && c.AnswerBy() < officeDay(now), nil
	})
	return out, err
}

var openStates = []string{"received", "processing", "supplementing", "payment_due"}

// ledPaths are the units whose dossiers the actor acts on, each by its own
// path: equal paths are served by the index over state and appointment, a
// range of paths is not.
func (d *Desk) ledPaths(app core.App, by access.Actor) ([]any, error) {
	units, err := d.Org.Units(app, by.Scope, "")
	if err != nil {
		return nil, err
	}
	var out []any
	for _, u := range units {
		if u.Kind != "office" && by.Works(u.Path) {
			out = append(out, u.Path)
		}
	}
	return out, nil
}

// drafts loads the dossiers that a condition finds and keeps those that a
// letter can be written for.
func (d *Desk) drafts(app core.App, by access.Actor, paths []any, states []string, where dbx.Expression, draft func(c Case) (Letter, bool, error)) ([]Letter, error) {
	var ids []string
	in := make([]any, len(states))
	for i, s := range states {
		in[i] = s
	}
	err := app.DB().Select("id").From("dossiers").Where(dbx.In("unit_path", paths...)).AndWhere(dbx.In("state", in...)).
		AndWhere(where).AndWhere(scoped("unit_path", by.Scope)).OrderBy("due_at", "id").Limit(mostLetters).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("list letters to sign: %w", err)
	}
	var out []Letter
	for _, id := range ids {
		c, err := d.find(app, dbx.HashExp{"id": id})
		if err != nil {
			return nil, err
		}
		l, fits, err := draft(c)
		if err != nil {
			return nil, err
		}
		if fits {
			out = append(out, l)
		}
	}
	return out, nil
}

// extension proposes a third of the limit again, at least one, and computes
// the appointment it would give.
func (d *Desk) extension(c Case, now time.Time) (Letter, bool, error) {
	l := Letter{Case: c, Procedure: c.Version.Body.Name, N: max(1, c.Limit.N/3)}
	if c.CanExtend(c.Rule, now) != nil {
		return l, false, nil //nolint:nilerr // may not be extended: there is no letter to propose
	}
	limit := dossier.ExtendInput{N: l.N}.By(c.Due.Unit)
	if c.Due.Unit == deadline.SameDay || c.Due.Unit == deadline.Month {
		l.N, limit.N = 1, 1
	}
	if top := c.Rule.Extension.Max; top.N > 0 {
		if top.Unit != limit.Unit {
			return l, false, nil // its length must be written by hand
		}
		l.N, limit.N = min(l.N, top.N), min(l.N, top.N)
	}
	due, err := c.after(dossier.Event{Kind: dossier.Extend, At: now, Data: dossier.Data{By: &limit}})
	l.New, l.Day = due.At, due.Day
	return l, err == nil, err
}

// apology proposes a day a few working days on.
func apology(c Case, now time.Time) (Letter, bool, error) {
	l := Letter{Case: c, Procedure: c.Version.Body.Name}
	if !deadline.Overdue(c.Due.Unit, c.Due.At, now) || !slices.Contains(openStates, string(c.State)) {
		return l, false, nil
	}
	today, _ := calendar.Split(now)
	if day, ok := c.Cal.Add(today, sorryDays); ok {
		l.Day = day.String()
	}
	return l, l.Day != "", nil
}
