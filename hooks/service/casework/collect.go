package casework

import (
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// KeyKeptNone says that a reason was given for keeping originals although all
// of them go back.
const KeyKeptNone = "dossier.kept_none"

// CollectInput is a result that goes to whoever came for it, with the originals
// that go into the same hands.
type CollectInput struct {
	dossier.ReturnInput
	Back []dossier.Paper // Originals of each = how many go back; none = the result alone
}

// Collect gives originals back and hands the result over: two events of one
// transaction, both or neither, so that who came is said once. What is wrong
// with either is reported together, under the names of ReturnInput.
func (d *Desk) Collect(app core.App, by access.Actor, code string, seen int, in CollectInput) (Case, error) {
	if len(in.Back) == 0 {
		return d.Return(app, by, code, seen, in.ReturnInput)
	}
	in.CollectorName = strings.TrimSpace(in.CollectorName)
	var out Case
	err := app.RunInTransaction(func(tx core.App) error {
		c, err := d.GiveBack(tx, by, code, seen, dossier.GiveBackInput{Papers: in.Back, To: in.CollectorName, Number: in.CollectorNumber, Proof: in.Authority, Record: in.Record})
		bad, is := problem.In(err)
		if err != nil && (!is || bad[0].Kind != problem.Invalid) {
			return err
		}
		if err == nil && len(c.Held) == 0 && in.Kept != "" {
			bad.Add("kept", KeyKeptNone)
		}
		out, err = d.Return(tx, by, code, 0, in.ReturnInput)
		if len(bad) == 0 {
			return err
		}
		more, is := problem.In(err)
		if err != nil && !is {
			return err
		}
		return bothWrong(bad, more)
	})
	return out, err
}

// bothWrong joins what is wrong with giving back and with handing over. That papers
// are still held says nothing when giving them back was what failed.
func bothWrong(back, hand problem.List) error {
	var out problem.List
	for _, p := range append(back, hand...) {
		switch p.Field {
		case "to":
			p.Field = "collector_name"
		case "proof":
			p.Field = "authority"
		}
		if p.Key == dossier.KeyHeld || slices.ContainsFunc(out, func(x problem.Problem) bool { return x.Field == p.Field && x.Key == p.Key }) {
			continue
		}
		out = append(out, p)
	}
	return out.Err()
}
