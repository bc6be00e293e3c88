package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// MayTurnAway checks what was typed about somebody at the desk before the desk
// writes what is lacking, or why it refuses; papers may be missing.
func (d *Desk) MayTurnAway(app core.App, by access.Actor, who ReceiveInput) error {
	who.Promise, who.ReceivedAt, who.ReceivedBasis, who.Slip = unchecked, "", "", ""
	if !by.Has(access.Clerk) {
		return problem.Problem{Kind: problem.Forbidden, Key: dossier.KeyNotYours}
	}
	_, err := d.read(app, by, who, d.now())
	return err
}

// Guided is the record id of the draft of a person who was told at the desk
// what to bring, and came for the same procedure; "" when there is none.
func (d *Desk) Guided(app core.App, by access.Actor, number, procedureCode string) (string, error) {
	if number == "" {
		return "", nil
	}
	var ids []string
	err := ofPeople(app, by, isApplicant, "p.identity_hash", d.Vault.Mac("identity", number)).
		AndWhere(dbx.HashExp{"d.procedure": procedureCode, "d.state": string(dossier.Draft)}).
		OrderBy("d.last_seq DESC").Limit(1).Column(&ids)
	if err != nil {
		return "", fmt.Errorf("find guided draft: %w", err)
	}
	if len(ids) == 0 {
		return "", nil
	}
	return ids[0], nil
}
