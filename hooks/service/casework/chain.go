package casework

import (
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/dossier"
)

// append seals the event at the end of its unit's chain, writes it with its
// personal details beside it, and returns the dossier after it and the event
// as it was written.
func (d *Desk) append(tx core.App, now dossier.Dossier, made decided) (dossier.Dossier, dossier.Event, error) {
	e := made.event
	e.ID = newID(e.At)
	if err := d.numbered(tx, now, &e); err != nil {
		return now, e, err
	}
	seq, prev, err := head(tx, e.Unit)
	if err != nil {
		return now, e, err
	}
	salt := ""
	if len(made.detail) > 0 {
		if salt, err = d.salt(); err != nil {
			return now, e, err
		}
		if e.DetailHash, err = made.detail.Sum(salt); err != nil {
			return now, e, err
		}
	}
	if e, err = e.Seal(seq, prev); err != nil {
		return now, e, err
	}
	err = insertRow(tx, "dossier_events", dbx.Params{
		"id": e.ID, "unit": e.Unit, "seq": e.Seq, "dossier": e.Dossier, "kind": string(e.Kind),
		"at": stored(e.At), "claimed_at": stored(e.ClaimedAt), "actor": e.Actor, "actor_name": e.ActorName, "on_behalf_of": e.OnBehalfOf,
		"data": e.Raw, "ground": e.Ground, "detail_hash": e.DetailHash, "prev_hash": e.PrevHash, "hash": e.Hash,
	})
	if err != nil {
		return now, e, fmt.Errorf("write event %d of unit %s: %w", e.Seq, e.Unit, err)
	}
	if salt != "" {
		if err := writeDetail(tx, e, salt, made.detail); err != nil {
			return now, e, err
		}
	}
	after := now.Apply(e)
	if err := fileParts(tx, now, after); err != nil {
		return now, e, err
	}
	if e.Seq == 1 {
		return after, e, counts(tx, e.Unit, 0)
	}
	return after, e, nil
}

// tell passes an event on: in the transaction to those that stand or fall with
// it, and, once it is on the disk, to those that only want to know.
func (d *Desk) tell(tx core.App, c Case, e dossier.Event) error {
	for _, after := range d.After {
		if err := after(tx, c, e); err != nil {
			return err
		}
	}
	if len(d.Landed) == 0 {
		return nil
	}
	tx.TxInfo().OnComplete(func(failed error) error {
		if failed != nil {
			return nil //nolint:nilerr // the act was undone: its caller is told why
		}
		for _, landed := range d.Landed {
			landed(d.App, c, e)
		}
		return nil
	})
	return nil
}

// head is the number and hash of the last event of a unit.
func head(tx core.App, unit string) (seq int, hash string, err error) {
	err = tx.DB().NewQuery("SELECT seq, hash FROM dossier_events WHERE unit = {:unit} ORDER BY seq DESC LIMIT 1").Bind(dbx.Params{"unit": unit}).Row(&seq, &hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, "", fmt.Errorf("find last event of unit %s: %w", unit, err)
	}
	return seq, hash, nil
}

func (d *Desk) salt() (string, error) {
	b := make([]byte, 16)
	if _, err := io.ReadFull(d.Random, b); err != nil {
		return "", fmt.Errorf("make salt: %w", err)
	}
	return hex.EncodeToString(b), nil
}

func writeDetail(tx core.App, e dossier.Event, salt string, detail dossier.Detail) error {
	b, err := json.Marshal(detail)
	if err != nil {
		return fmt.Errorf("encode detail of event %s: %w", e.ID, err)
	}
	err = insertRow(tx, "event_details", dbx.Params{
		"id": newID(e.At), "event": e.ID, "salt": salt, "data": string(b),
	})
	if err != nil {
		return fmt.Errorf("write detail of event %s: %w", e.ID, err)
	}
	return nil
}

// eventRow is a line of dossier_events.
type eventRow struct {
	ID         string `db:"id"`
	Unit       string `db:"unit"`
	Seq        int    `db:"seq"`
	Dossier    string `db:"dossier"`
	Kind       string `db:"kind"`
	At         string `db:"at"`
	ClaimedAt  string `db:"claimed_at"`
	Actor      string `db:"actor"`
	ActorName  string `db:"actor_name"`
	OnBehalfOf string `db:"on_behalf_of"`
	Data       string `db:"data"`
	Ground     string `db:"ground"`
	DetailHash string `db:"detail_hash"`
	PrevHash   string `db:"prev_hash"`
	Hash       string `db:"hash"`
}

func (r eventRow) event() (dossier.Event, error) {
	at, err := moment(r.At)
	if err != nil {
		return dossier.Event{}, fmt.Errorf("read event %d of unit %s: %w", r.Seq, r.Unit, err)
	}
	claimed, err := moment(r.ClaimedAt)
	if err != nil {
		return dossier.Event{}, fmt.Errorf("read event %d of unit %s: %w", r.Seq, r.Unit, err)
	}
	e := dossier.Event{
		ID: r.ID, Unit: r.Unit, Seq: r.Seq, Dossier: r.Dossier, Kind: dossier.Act(r.Kind), At: at, ClaimedAt: claimed,
		Actor: r.Actor, ActorName: r.ActorName, OnBehalfOf: r.OnBehalfOf, Raw: r.Data, Ground: r.Ground,
		DetailHash: r.DetailHash, PrevHash: r.PrevHash, Hash: r.Hash,
	}
	if err := json.Unmarshal([]byte(r.Data), &e.Data); err != nil {
		return e, fmt.Errorf("read event %d of unit %s: %w", r.Seq, r.Unit, err)
	}
	return e, nil
}

// moment reads a stored moment. Only the exact text that stored writes passes:
// another spelling is a change that somebody made.
func moment(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(types.DefaultDateLayout, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("read moment: %w", err)
	}
	if stored(t) != text {
		return time.Time{}, fmt.Errorf("read moment: %q is not spelled as it was stored", text)
	}
	return t, nil
}
