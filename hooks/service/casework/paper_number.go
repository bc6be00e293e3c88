package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
)

// PaperOf is the form that an act is told by, in writing; "" for an act that
// needs no paper. A withdrawal has its slip besides.
func PaperOf(act dossier.Act) string {
	switch act {
	case dossier.GuideBack, dossier.RequestSupplement:
		return paper.FormSupplement
	case dossier.Decline:
		return paper.FormDecline
	case dossier.Extend, dossier.Apologise:
		return paper.FormApology
	case dossier.Stop, dossier.Lapse, dossier.Withdraw:
		return paper.FormStop
	case dossier.AnswerSupplement, dossier.SettlePayment, dossier.Recompute:
		return paper.FormAppointment
	case dossier.Resolve, dossier.CorrectResult:
		return paper.FormResult
	}
	return ""
}

// numbered gives the event of an act the number of its paper, in the act's own
// transaction: a number is used exactly when its act is. A leader's letter that
// has a number of the office's own register keeps that one.
func (d *Desk) numbered(tx core.App, was dossier.Dossier, e *dossier.Event) error {
	form := PaperOf(e.Kind)
	switch {
	case e.Kind == dossier.SettlePayment && e.Data.Due != nil && e.Data.Due.At.Equal(was.Due.At):
		return nil // the clock ran on: the appointment stands, there is nothing to tell
	case form == "" || e.Data.PaperNo != "":
		return nil
	case form == paper.FormApology && e.Data.Slip != "":
		e.Data.PaperNo = e.Data.Slip
		return nil
	}
	unit, err := d.Org.UnitByID(tx, e.Unit)
	if err != nil {
		return fmt.Errorf("unit of paper %s: %w", form, err)
	}
	e.Data.PaperNo, err = paperNumber(tx, unit, form, e.At)
	return err
}

// paperNumber takes the next number of a form: one series for each unit, year
// and form.
func paperNumber(tx core.App, unit org.Unit, form string, at time.Time) (string, error) {
	f, ok := paper.FormAt(form, officeDay(at))
	if !ok || f.Series == "" {
		return "", nil
	}
	n, err := next(tx, unit.ID, form+" "+officeDay(at)[:4])
	if err != nil {
		return "", err
	}
	return f.Number(n, unit.PaperLetters()), nil
}
