package seed

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
)

// Codes of what the set-up of a new folder may get wrong.
const (
	KeySetupGone        = "setup.gone"
	KeyProcedureNone    = "setup.no_procedure"
	KeyProcedureStrange = "setup.procedure_unknown"
	KeyUnitsMissing     = "setup.units_missing"
	KeyUnitsMany        = "setup.units_many"
)

// MostUnits is how many units one set-up page names at once; more are added
// afterwards.
const MostUnits = 60

// Several is the word for a host of several communes.
const Several = "several"

// SetupInput is what the set-up page of a new folder takes in.
type SetupInput struct {
	Token      string
	Shape      string // "" one commune, Several: the top unit and communes below it
	Top        org.UnitInput
	Below      []org.UnitInput
	Admin      org.AdminInput
	Procedures []string // codes of the pack to offer
}

// Setup makes the first units, the first administrator and the procedures they
// offer, in one transaction, and uses the token up. All problems at once.
func Setup(app core.App, o *org.Office, c *catalog.Catalog, in SetupInput, at time.Time) (*core.Record, error) {
	pack, err := Pack()
	if err != nil {
		return nil, err
	}
	below, bad := in.read(pack)
	if err := bad.Err(); err != nil {
		if open, failed := o.SetupOpens(app, in.Token); failed != nil || !open {
			return nil, gone(failed)
		}
		return nil, err
	}
	var rec *core.Record
	err = app.RunInTransaction(func(tx core.App) error {
		if open, err := o.SetupOpens(tx, in.Token); err != nil || !open {
			return gone(err)
		}
		units, made, err := o.MakeFirst(tx, in.Top, below, in.Admin)
		if err != nil {
			return err
		}
		rec = made
		for _, u := range units {
			if u.Kind != "commune" {
				continue
			}
			for _, v := range pack {
				if !slices.Contains(in.Procedures, v.Code) {
					continue
				}
				if err := c.SetOffering(tx, u.ID, u.Path, v.Code, v.Channels, at); err != nil {
					return fmt.Errorf("offer %s in %s: %w", v.Code, u.Code, err)
				}
			}
		}
		return nil
	})
	o.Forget()
	c.Forget()
	return rec, err
}

// gone is the one answer to a token that opens nothing.
func gone(err error) error {
	if err != nil {
		return err
	}
	return problem.Problem{Kind: problem.NotFound, Key: KeySetupGone}
}

// read checks the whole input.
func (in *SetupInput) read(pack []procedure.Version) ([]*org.UnitInput, problem.List) {
	in.Top.Kind = "commune"
	var below []*org.UnitInput
	if in.Shape == Several {
		in.Top.Kind = "province"
		for i := range in.Below {
			in.Below[i].Kind = "commune"
			in.Below[i].Hours = in.Top.Hours
			below = append(below, &in.Below[i])
		}
	}
	bad := org.CheckFirst(&in.Top, below, &in.Admin)
	switch {
	case in.Shape == Several && len(below) == 0:
		bad.Add("below.00.name", KeyUnitsMissing)
	case len(below) > MostUnits:
		bad.Add("below.00.name", KeyUnitsMany)
	}
	if len(in.Procedures) == 0 {
		bad.Add("offer", KeyProcedureNone)
	}
	for _, code := range in.Procedures {
		if !slices.ContainsFunc(pack, func(v procedure.Version) bool { return v.Code == code }) {
			bad = append(bad, problem.Of("offer", KeyProcedureStrange).With("code", code))
		}
	}
	return below, bad
}
