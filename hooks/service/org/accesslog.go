package org

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Codes of what a reason may get wrong, and of a log that nobody may touch.
const (
	KeyReasonShort = "org.reason_short"
	KeyReasonLong  = "org.reason_long"
	KeyLogKept     = "org.access_log_kept"
	KeyReasonFirst = "org.reason_first"
)

// Lengths of a reason, in letters: one that says nothing is none.
const (
	reasonLeast = 10
	reasonMost  = 500
)

// VisitLength is how long one reason opens one dossier to whoever gave it.
const VisitLength = 30 * time.Minute

// Ways a supervisor came to a dossier.
const (
	ByPage = "page"
	ByAPI  = "api" // read by a machine: no reason can be asked, the look is logged all the same
)

// Look is one time that somebody from above looked into a dossier.
type Look struct {
	At                time.Time
	Name, Title, Unit string
	Way, Reason       string
}

// Whose names a dossier in the log.
type Whose struct{ Dossier, Unit, UnitPath string }

// ReasonInput is why a supervisor opens a dossier.
type ReasonInput struct {
	Reason string `form:"reason" json:"reason"`
}

// MayOpen reports whether the actor may see the whole dossier now: whoever
// does not supervise it, and a supervisor who gave a reason for this visit.
func (o *Office) MayOpen(app core.App, by access.Actor, w Whose) (bool, error) {
	if !by.Supervises(w.UnitPath) {
		return true, nil
	}
	return o.visits(app, by, w, dbx.NewExp("way = {:way}", dbx.Params{"way": ByPage}))
}

func (o *Office) visits(app core.App, by access.Actor, w Whose, more dbx.Expression) (bool, error) {
	var n int
	err := app.DB().Select("COUNT(*)").From("access_log").Where(dbx.HashExp{"staff": by.ID, "dossier": w.Dossier}).
		AndWhere(dbx.NewExp("at > {:since}", dbx.Params{"since": o.stamp(-VisitLength)})).AndWhere(more).Row(&n)
	if err != nil {
		return false, fmt.Errorf("look up visits of dossier %s: %w", w.Dossier, err)
	}
	return n > 0, nil
}

// GiveReason opens a dossier to a supervisor for VisitLength and writes it down.
func (o *Office) GiveReason(app core.App, by access.Actor, w Whose, in ReasonInput) error {
	reason := strings.Join(strings.Fields(in.Reason), " ")
	letters := 0
	for _, r := range reason {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	switch {
	case letters < reasonLeast:
		return problem.Of("reason", KeyReasonShort)
	case letters > reasonMost || len(reason) > 4*reasonMost:
		return problem.Of("reason", KeyReasonLong)
	}
	return o.look(app, by, w, ByPage, reason)
}

// LogRead writes down that a supervisor's machine read a dossier, once a visit.
func (o *Office) LogRead(app core.App, by access.Actor, w Whose) error {
	if !by.Supervises(w.UnitPath) {
		return nil
	}
	known, err := o.visits(app, by, w, dbx.NewExp("1 = 1"))
	if err != nil || known {
		return err
	}
	return o.look(app, by, w, ByAPI, "")
}

func (o *Office) look(app core.App, by access.Actor, w Whose, way, reason string) error {
	unit, err := o.UnitByID(app, by.Unit)
	if err != nil {
		return err
	}
	_, err = app.DB().Insert("access_log", dbx.Params{"id": core.GenerateDefaultRandomId(), "unit": w.Unit, "dossier": w.Dossier,
		"staff": by.ID, "staff_name": by.Name, "staff_title": by.Title, "staff_unit": unit.Name, "way": way, "reason": reason, "at": o.stamp(0)}).Execute()
	if err != nil {
		return fmt.Errorf("log a look into dossier %s: %w", w.Dossier, err)
	}
	return nil
}

func (o *Office) stamp(shift time.Duration) string {
	return o.Now().UTC().Add(shift).Format(types.DefaultDateLayout)
}

// Looks lists who from above looked into a dossier, last first, for the unit
// whose dossier it is.
func (o *Office) Looks(app core.App, dossier string) ([]Look, error) {
	var rows []struct {
		At                  types.DateTime
		Name, Title, Office string
		Way, Reason         string
	}
	err := app.DB().Select("at", "staff_name AS name", "staff_title AS title", "staff_unit AS office", "way", "reason").From("access_log").
		Where(dbx.HashExp{"dossier": dossier}).OrderBy("at DESC").Limit(50).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list looks into dossier %s: %w", dossier, err)
	}
	out := make([]Look, len(rows))
	for i, r := range rows {
		out[i] = Look{At: r.At.Time(), Name: r.Name, Title: r.Title, Unit: r.Office, Way: r.Way, Reason: r.Reason}
	}
	return out, nil
}
