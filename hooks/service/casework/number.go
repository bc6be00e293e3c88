package casework

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/code"
	"motcua/hooks/domain/identity"
)

// next takes the next number of a series of a unit, 1 first. It is part of the
// act's transaction: a number is used exactly when its act is committed.
func next(tx core.App, unit, series string) (int, error) {
	n, err := nextOf(tx, unit, series)
	return n[series], err
}

// nextOf takes the next number of each series of a unit, in one statement.
func nextOf(tx core.App, unit string, series ...string) (map[string]int, error) {
	at := dbx.Params{"unit": unit}
	rows := make([]string, len(series))
	for i, s := range series {
		n := strconv.Itoa(i)
		at["id"+n], at["series"+n] = core.GenerateDefaultRandomId(), s
		rows[i] = "({:id" + n + "}, {:unit}, {:series" + n + "}, 1)"
	}
	var taken []struct {
		Series string `db:"series"`
		Last   int    `db:"last"`
	}
	err := tx.DB().NewQuery("INSERT INTO number_series (id, unit, series, last) VALUES " + strings.Join(rows, ", ") +
		" ON CONFLICT (unit, series) DO UPDATE SET last = last + 1 RETURNING series, last").Bind(at).All(&taken)
	if err != nil {
		return nil, fmt.Errorf("take numbers of series %s: %w", strings.Join(series, ", "), err)
	}
	out := map[string]int{}
	for _, t := range taken {
		out[t.Series] = t.Last
	}
	return out, nil
}

// number takes the numbers a receipt carries: the dossier code by the unit's
// pattern, the row of the year's register and the number of the receipt.
func (d *Desk) number(tx core.App, w *draft, at time.Time) error {
	day := officeDay(at)
	dossiers, register, receipts := "dossier "+day, "register "+day[:4], "receipt "+day[:4]
	n, err := nextOf(tx, w.unit.ID, dossiers, register, receipts)
	if err != nil {
		return err
	}
	w.intake.BookNo, w.intake.ReceiptNo = n[register], n[receipts]
	w.intake.Code, err = code.Format(code.Pattern(w.unit.Settings.CodePattern), w.unit.Identifier, day, n[dossiers])
	if err != nil {
		return fmt.Errorf("write dossier code of %s: %w", w.unit.Code, err)
	}
	return nil
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
