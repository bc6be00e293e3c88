package org

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/money"
	"motcua/hooks/domain/problem"
)

// Codes of what may be refused about a unit's account.
const (
	KeyBankSame     = "org.bank_same"
	KeyBankNone     = "org.bank_none_asked"
	KeyBankChanged  = "org.bank_changed"
	KeyBankOwn      = "org.bank_own_proposal"
	KeyBankNotYours = "org.bank_not_yours"
)

// BankAsked is a change of a unit's account that one person proposed. A
// stranger's account in every QR of a commune is the dearest mistake there is:
// nothing changes until a second person confirms it.
type BankAsked struct {
	money.Bank
	By     string    `json:"by"` // staff id
	ByName string    `json:"by_name"`
	At     time.Time `json:"at"`
}

// Stamp names one proposal, so that nobody confirms another than the one seen.
func (a BankAsked) Stamp() string { return a.At.UTC().Format(time.RFC3339Nano) }

// bankRow is the column bank of a unit.
type bankRow struct {
	money.Bank
	Asked *BankAsked `json:"asked,omitempty"`
}

func readBank(text string) (money.Bank, *BankAsked, error) {
	if text == "" || text == "null" {
		return money.Bank{}, nil, nil
	}
	var row bankRow
	if err := json.Unmarshal([]byte(text), &row); err != nil {
		return money.Bank{}, nil, err
	}
	return row.Bank, row.Asked, nil
}

// MayConfirmBank reports whether the actor may be the second person: another
// administrator of the unit, or its leader; never whoever proposed it.
func (u Unit) MayConfirmBank(by access.Actor) bool {
	return u.BankAsked != nil && u.BankAsked.By != by.ID && u.SeesBank(by)
}

// SeesBank reports whether the page of the account is the actor's.
func (u Unit) SeesBank(by access.Actor) bool {
	return by.Administers(u.Path) || by.Has(access.Leader) && by.Works(u.Path)
}

// BankUnit is a unit whose account the actor proposes or confirms, by its
// code; "" is the unit the actor works in. For everybody else it is not there.
func (o *Office) BankUnit(app core.App, by access.Actor, code string) (Unit, error) {
	u, err := o.UnitByCode(app, code)
	if code == "" {
		u, err = o.UnitByID(app, by.Unit)
		for err == nil && u.Kind == "office" && u.Parent != "" {
			u, err = o.UnitByID(app, u.Parent)
		}
	}
	if err == nil && !u.SeesBank(by) {
		return Unit{}, problem.Problem{Kind: problem.NotFound, Field: "unit", Key: KeyUnitNotFound}
	}
	return u, err
}

// ProposeBank writes down the account a unit's transfers shall go to; the
// zero account proposes to take none any more. Only an administrator proposes.
func (o *Office) ProposeBank(app core.App, by access.Actor, code string, in money.Bank) (Unit, error) {
	return o.changeBank(app, by, code, func(u Unit) (bankRow, string, error) {
		if !by.Administers(u.Path) {
			return bankRow{}, "", problem.Problem{Kind: problem.Forbidden, Key: KeyBankNotYours}
		}
		if !in.Zero() {
			var bad problem.List
			if in, bad = in.Read(); len(bad) > 0 {
				return bankRow{}, "", bad
			}
		}
		if in == u.Bank {
			return bankRow{}, "", problem.Problem{Kind: problem.Conflict, Key: KeyBankSame}
		}
		return bankRow{u.Bank, &BankAsked{Bank: in, By: by.ID, ByName: by.Name, At: o.Now().UTC()}}, "bank_proposed", nil
	})
}

// ConfirmBank makes the proposed account the unit's. stamp is that of the
// proposal the second person read.
func (o *Office) ConfirmBank(app core.App, by access.Actor, code, stamp string) (Unit, error) {
	return o.changeBank(app, by, code, func(u Unit) (bankRow, string, error) {
		if err := u.second(by, stamp); err != nil {
			return bankRow{}, "", err
		}
		return bankRow{u.BankAsked.Bank, nil}, "bank_confirmed", nil
	})
}

// DropBank takes a proposal away: by the second person, or by whoever made it.
func (o *Office) DropBank(app core.App, by access.Actor, code, stamp string) (Unit, error) {
	return o.changeBank(app, by, code, func(u Unit) (bankRow, string, error) {
		err := u.second(by, stamp)
		if list, is := problem.In(err); is && list[0].Key == KeyBankOwn {
			err = nil
		}
		return bankRow{u.Bank, nil}, "bank_dropped", err
	})
}

// second refuses whoever may not decide about the proposal.
func (u Unit) second(by access.Actor, stamp string) error {
	switch {
	case u.BankAsked == nil:
		return problem.Problem{Kind: problem.Conflict, Key: KeyBankNone}
	case u.BankAsked.Stamp() != stamp:
		return problem.Problem{Kind: problem.Conflict, Key: KeyBankChanged}
	case u.BankAsked.By == by.ID:
		return problem.Problem{Kind: problem.Forbidden, Key: KeyBankOwn}
	}
	return nil
}

func (o *Office) changeBank(app core.App, by access.Actor, code string, decide func(u Unit) (bankRow, string, error)) (Unit, error) {
	var out Unit
	err := app.RunInTransaction(func(tx core.App) error {
		if !app.IsTransactional() {
			o.Forget() // read as it stands now, not as it was cached
		}
		u, err := o.BankUnit(tx, by, code)
		if err != nil {
			return err
		}
		row, kind, err := decide(u)
		if err != nil {
			return err
		}
		r, err := tx.FindRecordById("units", u.ID)
		if err != nil {
			return fmt.Errorf("find unit %s: %w", u.Code, err)
		}
		r.Set("bank", row)
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("save account of unit %s: %w", u.Code, err)
		}
		about := row.Bank
		if row.Asked != nil {
			about = row.Asked.Bank
		}
		out = u
		out.Bank, out.BankAsked = row.Bank, row.Asked
		return o.Write(tx, by, u.Path, kind, u.Name, bankLine(about))
	})
	o.Forget()
	return out, err
}

// bankLine is an account in the log: the bank, the account, its holder.
func bankLine(b money.Bank) string {
	return strings.TrimSpace(strings.Join([]string{b.Name(), b.Account, b.Holder}, " "))
}

// SetReceiptLetters changes the letters that the ký hiệu of a unit's receipts
// begins with; a new ký hiệu counts from 1.
func (o *Office) SetReceiptLetters(app core.App, by access.Actor, code, letters string) (Unit, error) {
	letters = strings.ToUpper(strings.TrimSpace(letters))
	u, err := o.Administered(app, by, code)
	if err != nil {
		return u, err
	}
	if err := money.CheckLetters(letters).Err(); err != nil {
		return u, err
	}
	u.Settings.Receipts = letters
	err = app.RunInTransaction(func(tx core.App) error {
		if err := saveUnit(tx, u, nil); err != nil {
			return err
		}
		return o.Write(tx, by, u.Path, "receipts_lettered", u.Name, letters)
	})
	o.Forget()
	return u, err
}
