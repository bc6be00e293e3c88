package casework

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
)

// Codes of what joining a visit, or taking in the same matter twice, may get wrong.
const (
	KeyVisit = "dossier.visit"
	KeyTwin  = "dossier.twin_reason"
)

// maxReason is the longest reason for a second open dossier, in letters.
const maxReason = 500

// visitOf is the visit that a dossier of the same unit and office day began;
// code is that of any dossier of the visit. "" begins a visit of its own.
func (d *Desk) visitOf(tx core.App, by access.Actor, unit, code string, at time.Time) (string, error) {
	if code == "" {
		return "", nil
	}
	c, err := d.Find(tx, by, code)
	if err != nil && !isNotFound(err) {
		return "", err
	}
	if c.ID == "" || c.Code == "" || c.Unit != unit || officeDay(c.ReceivedAt) != officeDay(at) {
		return "", problem.Of("visit", KeyVisit)
	}
	return c.visit(), nil
}

// visit names the visit of a received dossier.
func (c Case) visit() string {
	if c.Visit != "" {
		return c.Visit
	}
	return c.ID
}

// Visit lists the dossiers of one visit to the desk in the order they were
// received, the given one among them; one alone is a visit, too.
func (d *Desk) Visit(app core.App, by access.Actor, c Case) ([]Line, error) {
	ids, err := visitors(app, c)
	if err != nil {
		return nil, err
	}
	list, err := d.every(app, by, Filter{Unit: c.UnitPath, IDs: ids, Order: Oldest})
	slices.SortStableFunc(list, func(a, b Line) int { return a.BookNo - b.BookNo })
	return list, err
}

// visitors are the ids of the dossiers of a visit.
func visitors(app core.App, c Case) ([]string, error) {
	ids := []string{c.visit()}
	var more []string
	if err := app.DB().Select("id").From("dossiers").Where(dbx.HashExp{"visit": c.visit(), "unit": c.Unit}).
		AndWhere(dbx.NewExp("visit != ''")).OrderBy("book_no", "id").Limit(100).Column(&more); err != nil {
		return nil, fmt.Errorf("find dossiers of visit: %w", err)
	}
	return append(ids, more...), nil
}

// twin asks for a reason when the same person has an open dossier of the same
// procedure; the reason is kept with the intake.
func (d *Desk) twin(tx core.App, by access.Actor, in ReceiveInput, w draft, detail dossier.Detail) error {
	reason := identity.Tidy(in.TwinReason)
	switch {
	case len([]rune(reason)) > maxReason:
		return problem.Of("twin_reason", KeyTooLong)
	case w.applicant.Number == "":
		return nil
	}
	other, err := d.Twin(tx, by, w.applicant.Number, w.offer.Code)
	if err != nil || other == "" {
		return err
	}
	if reason != "" {
		detail["twin"], detail["twin_reason"] = other, reason
		return nil
	}
	if in.AskTwin {
		return problem.Of("twin_reason", KeyTwin).With("code", other)
	}
	return nil
}

// VisitCode is how an intake names the visit it goes on with.
func VisitCode(text string) string { return strings.ToUpper(strings.TrimSpace(text)) }
