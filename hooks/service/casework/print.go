package casework

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// receiptPaper names the receipt (Mẫu số 01) in events.
const receiptPaper = "01"

// KeyNoReceipt says that a dossier has no receipt to print.
const KeyNoReceipt = "dossier.no_receipt"

// Print logs that the receipt was printed; the paper carries the copy's number.
func (d *Desk) Print(app core.App, by access.Actor, code string) (Case, error) {
	return d.act(app, by, code, 0, func(tx core.App, c Case, at time.Time) (decided, error) {
		if !by.Works(c.UnitPath) || !by.Has(access.Clerk) {
			return decided{}, problem.Problem{Kind: problem.Forbidden, Key: dossier.KeyNotYours}
		}
		if c.Code == "" {
			return decided{}, problem.Problem{Kind: problem.Conflict, Key: KeyNoReceipt}
		}
		n, err := d.Copies(tx, c.ID)
		if err != nil {
			return decided{}, err
		}
		return decided{event: printed(c.Dossier, by, at, n+1)}, nil
	})
}

// Copies is how often the receipt of a dossier was printed.
func (d *Desk) Copies(app core.App, id string) (int, error) {
	events, err := d.events(app, id)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range events {
		if e.Kind == dossier.Printed && e.Data.Paper == receiptPaper {
			n++
		}
	}
	return n, nil
}

func printed(d dossier.Dossier, by access.Actor, at time.Time, n int) dossier.Event {
	return dossier.Event{Unit: d.Unit, Dossier: d.ID, Kind: dossier.Printed, At: at, Actor: by.ID, ActorName: by.Name,
		Data: dossier.Data{Paper: receiptPaper, Copy: n}}
}
