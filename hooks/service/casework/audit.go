package casework

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
)

// Verdict of a unit's chain: how many events were read, and the first that is
// wrong, with why. BadSeq 0 = the chain is whole.
type Verdict struct {
	Unit   string `json:"unit"`
	Events int    `json:"events"`
	Head   string `json:"head"` // hash of the last event
	BadSeq int    `json:"bad_seq,omitempty"`
	Why    string `json:"why,omitempty"`
}

// Codes of what an audit finds.
const (
	AuditGap    = "audit.gap"    // a number is missing or twice: deleted, inserted or reordered
	AuditPrev   = "audit.prev"   // does not follow the event before it
	AuditHash   = "audit.hash"   // its content was changed
	AuditDetail = "audit.detail" // the personal values beside it were changed
)

// Verify walks the chain of a unit from its first event to its last and the
// details beside it. A detail that was erased is no fault; a changed one is.
func (d *Desk) Verify(app core.App, unit string) (Verdict, error) {
	out := Verdict{Unit: unit}
	prev := ""
	for {
		var rows []eventRow
		err := app.DB().Select("*").From("dossier_events").
			Where(dbx.NewExp("unit = {:unit} AND seq > {:seq}", dbx.Params{"unit": unit, "seq": out.Events})).
			OrderBy("seq").Limit(1000).All(&rows)
		if err != nil {
			return out, fmt.Errorf("read chain of unit %s: %w", unit, err)
		}
		if len(rows) == 0 {
			return d.checkTail(app, out)
		}
		for _, r := range rows {
			if out.Why = fault(r, out.Events+1, prev); out.Why == "" {
				if out.Why, err = d.faultOfDetail(app, r); err != nil {
					return out, err
				}
			}
			if out.Why != "" {
				out.BadSeq = out.Events + 1
				return out, nil
			}
			prev, out.Head = r.Hash, r.Hash
			out.Events++
		}
	}
}

// checkTail finds events that were cut off the end: the rows still name them.
func (d *Desk) checkTail(app core.App, out Verdict) (Verdict, error) {
	var last int
	err := app.DB().Select("COALESCE(MAX(last_seq), 0)").From("dossiers").Where(dbx.HashExp{"unit": out.Unit}).Row(&last)
	if err != nil {
		return out, fmt.Errorf("find last event of rows of unit %s: %w", out.Unit, err)
	}
	if last > out.Events {
		out.BadSeq, out.Why = out.Events+1, AuditGap
	}
	return out, nil
}

func fault(r eventRow, seq int, prev string) string {
	e, err := r.event()
	switch {
	case r.Seq != seq:
		return AuditGap
	case r.PrevHash != prev:
		return AuditPrev
	case err != nil, e.Sum() != r.Hash:
		return AuditHash
	}
	return ""
}

func (d *Desk) faultOfDetail(app core.App, r eventRow) (string, error) {
	if r.DetailHash == "" {
		return "", nil
	}
	var rows []struct{ Salt, Data string }
	if err := app.DB().Select("salt", "data").From("event_details").Where(dbx.HashExp{"event": r.ID}).All(&rows); err != nil {
		return "", fmt.Errorf("read detail of event %s: %w", r.ID, err)
	}
	if len(rows) == 0 {
		return "", nil
	}
	var x dossier.Detail
	if err := json.Unmarshal([]byte(rows[0].Data), &x); err != nil {
		return AuditDetail, nil //nolint:nilerr // what cannot be read was changed: that is the verdict
	}
	sum, err := x.Sum(rows[0].Salt)
	if err != nil {
		return "", err
	}
	spelled, err := json.Marshal(x)
	if err != nil {
		return "", fmt.Errorf("encode detail of event %s: %w", r.ID, err)
	}
	if sum != r.DetailHash || string(spelled) != rows[0].Data {
		return AuditDetail, nil
	}
	return "", nil
}
