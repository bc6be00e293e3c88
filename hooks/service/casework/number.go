package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/code"
	"motcua/hooks/domain/identity"
	"motcua/hooks/service/org"
)

// next takes the next number of a series of a unit, 1 first. It is part of the
// act's transaction: a number is used exactly when its act is committed.
func next(tx core.App, unit, series string) (int, error) {
	var n int
	err := tx.DB().NewQuery(`INSERT INTO number_series (id, unit, series, last) VALUES ({:id}, {:unit}, {:series}, 1)
		ON CONFLICT (unit, series) DO UPDATE SET last = last + 1 RETURNING last`).
		Bind(dbx.Params{"id": core.GenerateDefaultRandomId(), "unit": unit, "series": series}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("take number of series %s: %w", series, err)
	}
	return n, nil
}

// nextCode gives the next dossier code of a unit for an office day
// (2006-01-02, Asia/Ho_Chi_Minh), by the unit's pattern.
func nextCode(tx core.App, unit org.Unit, day string) (string, error) {
	n, err := next(tx, unit.ID, "dossier "+day)
	if err != nil {
		return "", err
	}
	c, err := code.Format(code.Pattern(unit.Settings.CodePattern), unit.Identifier, day, n)
	if err != nil {
		return "", fmt.Errorf("write dossier code of %s: %w", unit.Code, err)
	}
	return c, nil
}

// newRef draws a tracking reference that no dossier has yet.
func (d *Desk) newRef(tx core.App) (string, error) {
	for range 20 {
		ref, err := code.NewRef(d.Random)
		if err != nil {
			return "", err
		}
		var n int
		if err := tx.DB().Select("count(*)").From("dossiers").Where(dbx.HashExp{"ref": ref}).Row(&n); err != nil {
			return "", fmt.Errorf("check tracking reference: %w", err)
		}
		if n == 0 {
			return ref, nil
		}
	}
	return "", fmt.Errorf("draw tracking reference: twenty in a row were taken")
}

// TrackToken is the token in the tracking QR of a dossier.
func (d *Desk) TrackToken(dossier string) string {
	return code.Token(d.Vault.TokenBytes(dossier))
}

// searchFold is what a dossier is found by, without marks.
func searchFold(codeText, ref string, names ...string) string {
	out := identity.Fold(codeText) + " " + ref
	for _, n := range names {
		if n != "" {
			out += " " + identity.Fold(n)
		}
	}
	return out
}
