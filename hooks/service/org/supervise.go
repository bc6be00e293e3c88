package org

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// Codes of what a supervision may get wrong.
const (
	KeySupervisor          = "org.supervisor_unknown"
	KeySupervisedUnknown   = "org.supervised_unknown"
	KeySupervisedNeedless  = "org.supervised_needless" // stands below the superior already
	KeySupervisionSector   = "org.supervision_sector"
	KeySupervisionTwice    = "org.supervision_twice"
	KeySupervisionOrder    = "org.supervision_order"
	KeySupervisionGround   = "org.supervision_ground"
	KeySupervisionNotFound = "org.supervision_not_found"
	KeySupervisionOver     = "org.supervision_over" // has ended, stays as it was
	KeySupervisionKept     = "org.supervision_kept"
)

// Supervision lets the superiors and inspectors of one unit read the figures
// and, for a reason, the dossiers of another unit and what lies below it.
type Supervision struct {
	ID             string
	Superior, Over Unit
	Sector         string // "" = all
	From, To       string // days, both inside; To "" = open
	Ground         string
	Mine           bool // the actor of a list may end it
}

// On reports whether the supervision holds on a day (2006-01-02).
func (s Supervision) On(day string) bool { return s.From <= day && (s.To == "" || day <= s.To) }

// SupervisionInput is what a person says about a new supervision.
type SupervisionInput struct {
	Superior string `form:"superior"` // codes of units
	Over     string `form:"over"`
	Sector   string `form:"sector"`
	From     string `form:"from"` // "" = today
	To       string `form:"to"`
	Ground   string `form:"ground"` // decision that orders it
}

// oversees reports whether the actor may decide who supervises the unit: the
// administrator of a unit above it, or of the unit itself when nothing is above.
func oversees(by access.Actor, u Unit) bool {
	return by.Administers(u.Path) && (by.ID == access.System.ID || by.UnitPath != u.Path || u.Parent == "")
}

// Overseen lists the units of which the actor decides who supervises them.
func (o *Office) Overseen(app core.App, by access.Actor) ([]Unit, error) {
	all, err := o.Tree(app, by)
	return slices.DeleteFunc(all, func(u Unit) bool { return !oversees(by, u) }), err
}

// Supervise writes a supervision down. sectors are the sectors that there are.
func (o *Office) Supervise(app core.App, by access.Actor, in SupervisionInput, sectors []string) (Supervision, error) {
	var made Supervision
	err := app.RunInTransaction(func(tx core.App) error {
		s, err := o.readSupervision(tx, by, in, sectors)
		if err != nil {
			return err
		}
		made, made.ID = s, core.GenerateDefaultRandomId()
		_, err = tx.DB().Insert("supervisions", dbx.Params{"id": made.ID, "superior": s.Superior.ID, "over": s.Over.ID, "sector": s.Sector,
			"valid_from": s.From, "valid_to": s.To, "ground": s.Ground}).Execute()
		if err != nil {
			return fmt.Errorf("save supervision of %s: %w", s.Over.Code, err)
		}
		return o.Write(tx, by, s.Over.Path, "supervision_added", s.Superior.Name+" → "+s.Over.Name, s.said())
	})
	return made, err
}

// said is the sector and the days, for the log.
func (s Supervision) said() string {
	out := []string{s.Sector, s.From + " – " + s.To, s.Ground}
	return strings.Join(slices.DeleteFunc(out, func(x string) bool { return x == "" }), "; ")
}

func (o *Office) readSupervision(app core.App, by access.Actor, in SupervisionInput, sectors []string) (Supervision, error) {
	s := Supervision{Sector: tidy(in.Sector), From: in.From, To: in.To, Ground: tidy(in.Ground)}
	var bad problem.List
	var err error
	if s.Superior, err = o.Administered(app, by, in.Superior); err != nil {
		bad.Add("superior", KeySupervisor)
	}
	if s.Over, err = o.Administered(app, by, in.Over); err != nil || !oversees(by, s.Over) {
		bad.Add("over", KeySupervisedUnknown)
	} else if s.Superior.ID != "" && strings.HasPrefix(s.Over.Path, s.Superior.Path) {
		bad.Add("over", KeySupervisedNeedless)
	}
	if s.Sector != "" && !slices.Contains(sectors, s.Sector) {
		bad.Add("sector", KeySupervisionSector)
	}
	if s.From == "" {
		s.From = o.today()
	}
	for field, day := range map[string]string{"from": s.From, "to": s.To} {
		if _, ok := calendar.ParseDate(day); day != "" && !ok {
			bad.Add(field, KeyDay)
		}
	}
	if s.To != "" && s.To < s.From {
		bad.Add("to", KeySupervisionOrder)
	}
	if s.Ground == "" || len([]rune(s.Ground)) > 500 {
		bad.Add("ground", KeySupervisionGround)
	}
	if err := bad.Err(); err != nil {
		return s, err
	}
	return s, o.refuseTwice(app, s)
}

// refuseTwice refuses a second row that says the same at the same time.
func (o *Office) refuseTwice(app core.App, s Supervision) error {
	var n int
	err := app.DB().Select("COUNT(*)").From("supervisions").Where(dbx.HashExp{"superior": s.Superior.ID, "over": s.Over.ID, "sector": s.Sector}).
		AndWhere(dbx.NewExp("(valid_to = '' OR valid_to >= {:from}) AND ({:to} = '' OR valid_from <= {:to})", dbx.Params{"from": s.From, "to": s.To})).Row(&n)
	if err != nil {
		return fmt.Errorf("look up supervisions of %s: %w", s.Over.Code, err)
	}
	if n > 0 {
		return problem.Problem{Kind: problem.Conflict, Field: "over", Key: KeySupervisionTwice}
	}
	return nil
}

// EndSupervision ends a supervision with yesterday: from now on it opens
// nothing. One that has ended stays as it was.
func (o *Office) EndSupervision(app core.App, by access.Actor, id string) error {
	return app.RunInTransaction(func(tx core.App) error {
		list, err := o.supervisions(tx, dbx.HashExp{"s.id": id})
		if err != nil {
			return err
		}
		if len(list) == 0 || !oversees(by, list[0].Over) {
			return problem.Problem{Kind: problem.NotFound, Key: KeySupervisionNotFound}
		}
		s, today := list[0], o.today()
		if s.To != "" && s.To < today {
			return problem.Problem{Kind: problem.Conflict, Key: KeySupervisionOver}
		}
		day, _ := calendar.ParseDate(today) // made by today
		if _, err := tx.DB().Update("supervisions", dbx.Params{"valid_to": (day - 1).String()}, dbx.HashExp{"id": id}).Execute(); err != nil {
			return fmt.Errorf("end supervision %s: %w", id, err)
		}
		return o.Write(tx, by, s.Over.Path, "supervision_ended", s.Superior.Name+" → "+s.Over.Name, s.said())
	})
}

// Supervisions lists who supervises the units that the actor runs, and what
// these units supervise, by unit and day; the ended ones last.
func (o *Office) Supervisions(app core.App, by access.Actor) ([]Supervision, error) {
	list, err := o.supervisions(app, dbx.NewExp("1 = 1"))
	if err != nil {
		return nil, err
	}
	today := o.today()
	list = slices.DeleteFunc(list, func(s Supervision) bool { return !by.Administers(s.Over.Path) && !by.Administers(s.Superior.Path) })
	for i := range list {
		list[i].Mine = oversees(by, list[i].Over) && (list[i].To == "" || list[i].To >= today)
	}
	slices.SortStableFunc(list, func(a, b Supervision) int {
		if ended := (a.To != "" && a.To < today); ended != (b.To != "" && b.To < today) {
			if ended {
				return 1
			}
			return -1
		}
		return 0
	})
	return list, nil
}

func (o *Office) supervisions(app core.App, where dbx.Expression) ([]Supervision, error) {
	var rows []struct {
		ID, Superior, Over, Sector, Ground string
		ValidFrom                          string `db:"valid_from"`
		ValidTo                            string `db:"valid_to"`
	}
	err := app.DB().Select("s.id", "s.superior", "s.over", "s.sector", "s.ground", "s.valid_from", "s.valid_to").From("supervisions s").
		InnerJoin("units u", dbx.NewExp("u.id = s.over")).Where(where).OrderBy("u.path", "s.valid_from", "s.id").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list supervisions: %w", err)
	}
	out := make([]Supervision, len(rows))
	for i, r := range rows {
		s := Supervision{ID: r.ID, Sector: r.Sector, Ground: r.Ground, From: r.ValidFrom, To: r.ValidTo}
		if s.Superior, err = o.UnitByID(app, r.Superior); err != nil {
			return nil, err
		}
		if s.Over, err = o.UnitByID(app, r.Over); err != nil {
			return nil, err
		}
		out[i] = s
	}
	return out, nil
}

// watches are what the superiors and inspectors of a unit read today beside
// their own scope.
func (o *Office) watches(app core.App, a access.Actor) ([]access.Watch, error) {
	if !a.HasAny(access.Superior, access.Inspector) {
		return nil, nil
	}
	list, err := o.supervisions(app, dbx.HashExp{"s.superior": a.Unit})
	if err != nil {
		return nil, err
	}
	var out []access.Watch
	today := o.today()
	for _, s := range list {
		if s.On(today) {
			out = append(out, access.Watch{Range: access.Subtree(s.Over.Path), Sector: s.Sector})
		}
	}
	return out, nil
}

// today is the office's day, 2006-01-02.
func (o *Office) today() string { return o.Now().In(calendar.Location).Format(time.DateOnly) }
