package certify

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/certify"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// Follow keeps the book in step with the dossiers: it is one of casework's
// After, so that a line is written, signed or voided in the transaction of the
// act, whichever door the act came through.
func (o *Office) Follow(tx core.App, c casework.Case, e dossier.Event) error {
	_, is := certify.KindOf(c.Procedure)
	granted := is && e.Kind == dossier.Resolve && c.Outcome == dossier.Granted
	moved := e.Kind == dossier.CorrectIntake // another procedure, paper or person: the number was for the wrong one
	if !granted && !moved && (!is || !ended(c)) {
		return nil
	}
	line, found, err := o.OfDossier(tx, c.ID)
	switch {
	case err != nil:
		return err
	case granted:
		return o.signed(tx, c, e, line, found)
	case found && line.State == Waiting:
		return void(tx, line, e, string(e.Kind))
	}
	return nil
}

// ended reports a dossier that will get no certified paper.
func ended(c casework.Case) bool {
	return c.State == dossier.Declined || c.State == dossier.Withdrawn || c.State == dossier.Stopped || c.State == dossier.Resolved && c.Outcome == dossier.Refused
}

// signed closes the line of a certification that the leader granted. One that
// came over the ordinary desk gets its number only now.
func (o *Office) signed(tx core.App, c casework.Case, e dossier.Event, line Entry, found bool) error {
	by, err := o.Org.StaffByID(tx, e.Actor)
	if err != nil {
		return fmt.Errorf("signer of %s: %w", c.Code, err)
	}
	if !found {
		if line, err = o.enter(tx, by, c, e.At); err != nil {
			return err
		}
	}
	_, err = tx.DB().Update("certifications", dbx.Params{"state": string(Signed), "signed_at": stored(e.At), "signer": by.ID, "signer_name": by.Name, "signer_title": by.Title},
		dbx.HashExp{"id": line.ID, "state": string(Waiting)}).Execute()
	if err != nil {
		return fmt.Errorf("sign line %d: %w", line.Number, err)
	}
	return nil
}

// void ends a line without a certified paper. reason is a word of the reasons
// (certify.void.<reason>) or what a person wrote.
func void(tx core.App, line Entry, e dossier.Event, reason string) error {
	_, err := tx.DB().Update("certifications", dbx.Params{"state": string(Void), "voided_at": stored(e.At), "voided_by": e.ActorName, "void_reason": reason},
		dbx.HashExp{"id": line.ID}).Execute()
	if err != nil {
		return fmt.Errorf("void line %d: %w", line.Number, err)
	}
	return nil
}
