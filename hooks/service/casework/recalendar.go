package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/org"
)

// Recalendar is what a change of a unit's calendar did, or would do.
type Recalendar struct {
	Shifts []Shift
	Seal   string // names exactly these shifts; sent back to confirm them
	Done   bool
}

// ChangeCalendar changes a unit's calendar. A change that moves nobody's
// appointment is made at once. One that does is only made when seal names
// exactly the dossiers and dates that it would move: who confirms has seen
// them. Then each gets its named event, in the same transaction.
func (d *Desk) ChangeCalendar(app core.App, by access.Actor, unit org.Unit, in org.DayChange, seal string) (Recalendar, error) {
	var out Recalendar
	err := app.RunInTransaction(func(tx core.App) error {
		next, err := d.Org.Foresee(tx, unit, &in)
		if err != nil {
			return err
		}
		if out.Shifts, err = d.Shifts(tx, unit, next); err != nil {
			return err
		}
		out.Seal = sealOf(out.Shifts)
		if len(out.Shifts) > 0 && seal != out.Seal {
			return nil
		}
		if err := d.Org.ChangeDays(tx, by, unit, in); err != nil {
			return err
		}
		if err := d.Recompute(tx, by, out.Shifts, in.Said()); err != nil {
			return err
		}
		out.Done = true
		return nil
	})
	d.Org.Forget()
	return out, err
}

func sealOf(list []Shift) string {
	h := sha256.New()
	for _, s := range list {
		_, _ = fmt.Fprintf(h, "%s %s %s\n", s.ID, stored(s.Old), stored(s.New)) // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}
