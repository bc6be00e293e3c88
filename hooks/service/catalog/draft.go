package catalog

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/catalogue"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// Codes of what may be refused about drafts.
const (
	KeyDraftNotFound = "catalog.draft_not_found"
	KeyDraftDoubts   = "catalog.draft_has_doubts" // Args: n
	KeyDraftDay      = "catalog.draft_day"        // the day of effect is no day
	KeyDraftTooEarly = "catalog.draft_too_early"  // before the version in force began; Args: day
)

// DraftRow is one open draft in a list.
type DraftRow struct {
	ID, Code, Name, Sector string
	Doubts                 int
}

// draftNo is the number of a draft: a procedure has at most one, and it gets
// its real number when it is published.
const draftNo = 0

// Drafts lists the open drafts, those with the fewest doubts first.
func (c *Catalog) Drafts(app core.App) ([]DraftRow, error) {
	var rows []struct {
		ID, Code, Body, Doubts string
	}
	err := app.DB().Select("id", "code", "body", "doubts").From("procedure_versions").
		Where(dbx.HashExp{"state": "draft"}).OrderBy("code").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list drafts: %w", err)
	}
	out := make([]DraftRow, len(rows))
	for i, r := range rows {
		var head struct{ Name, Sector string }
		var doubts []catalogue.Doubt
		if err := errors.Join(json.Unmarshal([]byte(r.Body), &head), unmarshal(r.Doubts, &doubts)); err != nil {
			return nil, fmt.Errorf("read draft %s: %w", r.ID, err)
		}
		out[i] = DraftRow{ID: r.ID, Code: r.Code, Name: head.Name, Sector: head.Sector, Doubts: len(doubts)}
	}
	slices.SortStableFunc(out, func(a, b DraftRow) int { return a.Doubts - b.Doubts })
	return out, nil
}

// unmarshal reads a JSON column; an empty one changes nothing.
func unmarshal(text string, to any) error {
	if text == "" || text == "null" {
		return nil
	}
	return json.Unmarshal([]byte(text), to)
}

// Draft is an open draft: the version as far as it is known, its doubts and
// the original text behind each.
func (c *Catalog) Draft(app core.App, id string) (catalogue.Reading, error) {
	r, err := draftRecord(app, id)
	if err != nil {
		return catalogue.Reading{}, err
	}
	return reading(r)
}

func draftRecord(app core.App, id string) (*core.Record, error) {
	r, err := app.FindRecordById("procedure_versions", id)
	if errors.Is(err, sql.ErrNoRows) || err == nil && r.GetString("state") != "draft" {
		return nil, problem.Problem{Kind: problem.NotFound, Key: KeyDraftNotFound}
	}
	if err != nil {
		return nil, fmt.Errorf("load draft %s: %w", id, err)
	}
	return r, nil
}

func reading(r *core.Record) (catalogue.Reading, error) {
	out := catalogue.Reading{Original: map[string]string{}}
	err := errors.Join(json.Unmarshal([]byte(r.GetString("body")), &out.Version),
		unmarshal(r.GetString("doubts"), &out.Doubts), unmarshal(r.GetString("original"), &out.Original))
	if err != nil {
		return out, fmt.Errorf("read draft %s: %w", r.Id, err)
	}
	return out, nil
}

// Resolve answers the doubt of one field; the doubts of that field are gone.
func (c *Catalog) Resolve(app core.App, id, field, value string) error {
	return c.ResolveAll(app, id, []Answer{{field, value}})
}

// Answer is what a person says to one doubt.
type Answer struct{ Field, Value string }

// ResolveAll answers several doubts at once: all or none, and everything wrong
// is said at once.
func (c *Catalog) ResolveAll(app core.App, id string, answers []Answer) error {
	return changeReading(app, id, func(read *catalogue.Reading) error {
		var wrong problem.List
		for _, a := range answers {
			list, bad := problem.In(read.Resolve(a.Field, a.Value))
			along := bad && list[0].Key == catalogue.KeyNoDoubt && len(answers) > 1 // a paper called a remark takes its other doubts along
			if bad && !along {
				wrong = append(wrong, list...)
			}
		}
		return wrong.Err()
	})
}

// SetClock says how the clock of a draft stops and goes on.
func (c *Catalog) SetClock(app core.App, id string, in catalogue.Clock) error {
	return changeReading(app, id, func(read *catalogue.Reading) error { return read.SetClock(in) })
}

// changeReading changes what was read of an open draft: all of it or nothing.
func changeReading(app core.App, id string, change func(*catalogue.Reading) error) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := draftRecord(tx, id)
		if err != nil {
			return err
		}
		read, err := reading(r)
		if err != nil {
			return err
		}
		if err := change(&read); err != nil {
			return err
		}
		return storeReading(tx, r, read)
	})
}

func storeReading(tx core.App, r *core.Record, read catalogue.Reading) error {
	doubts, original := read.Doubts, map[string]string{}
	if doubts == nil {
		doubts = []catalogue.Doubt{}
	}
	for field, text := range read.Original {
		original[field] = text
	}
	v := read.Version
	r.Load(map[string]any{"code": v.Code, "state": "draft", "effective_from": v.EffectiveFrom, "body": string(v.Canonical()), "schema": v.Schema,
		"sha256": v.SHA256(), "decision": v.Decision, "doubts": doubts, "original": original})
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("save draft of %s: %w", v.Code, err)
	}
	return nil
}

// Publishing says how a draft is published.
type Publishing struct {
	From                 string // day of effect, 2006-01-02
	By                   string // record id of who publishes
	At                   time.Time
	OfferUnit, OfferPath string // the unit that offers it at once; "" = none
}

// PublishDraft publishes a draft without doubts after the static check. The
// version in force before it stays in force until the day, and dossiers keep
// theirs.
func (c *Catalog) PublishDraft(app core.App, id string, p Publishing) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := draftRecord(tx, id)
		if err != nil {
			return err
		}
		read, err := reading(r)
		if err != nil {
			return err
		}
		v := read.Version
		v.EffectiveFrom = p.From
		if err := c.mayPublish(tx, v, read); err != nil {
			return err
		}
		if err := publishRecord(tx, r, v, p.By, p.At); err != nil || p.OfferUnit == "" {
			return err
		}
		return c.SetOffering(tx, p.OfferUnit, p.OfferPath, v.Code, v.Channels, p.At)
	})
}

func (c *Catalog) mayPublish(tx core.App, v procedure.Version, read catalogue.Reading) error {
	if n := len(read.Doubts); n > 0 {
		return problem.Problem{Kind: problem.Conflict, Key: KeyDraftDoubts}.With("n", fmt.Sprint(n))
	}
	if _, err := time.Parse(time.DateOnly, v.EffectiveFrom); err != nil {
		return problem.Of("from", KeyDraftDay)
	}
	last, err := lastVersion(tx, v.Code)
	if err != nil {
		return err
	}
	if last != nil && v.EffectiveFrom < last.GetString("effective_from") {
		return problem.Of("from", KeyDraftTooEarly).With("day", last.GetString("effective_from"))
	}
	return v.Check(calendar.National()).Err()
}

// publishRecord turns the draft's record into the next published version.
func publishRecord(tx core.App, r *core.Record, v procedure.Version, by string, at time.Time) error {
	last, err := lastVersion(tx, v.Code)
	if err != nil {
		return err
	}
	no := 1
	if last != nil {
		no = last.GetInt("no") + 1
	}
	if _, err := saveProcedure(tx, v); err != nil {
		return err
	}
	r.Load(map[string]any{"no": no, "state": "published", "effective_from": v.EffectiveFrom, "body": string(v.Canonical()), "schema": v.Schema,
		"sha256": v.SHA256(), "decision": v.Decision, "published_by": by, "published_at": at})
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("publish draft of %s: %w", v.Code, err)
	}
	return nil
}

// DropDraft throws an open draft away; a procedure that was never published
// goes with it.
func (c *Catalog) DropDraft(app core.App, id string) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := draftRecord(tx, id)
		if err != nil {
			return err
		}
		if err := tx.Delete(r); err != nil {
			return fmt.Errorf("drop draft %s: %w", id, err)
		}
		last, err := lastVersion(tx, r.GetString("code"))
		if err != nil || last != nil {
			return err
		}
		p, err := tx.FindRecordById("procedures", r.GetString("procedure"))
		if err != nil {
			return fmt.Errorf("find procedure of draft %s: %w", id, err)
		}
		if err := tx.Delete(p); err != nil {
			return fmt.Errorf("drop procedure of draft %s: %w", id, err)
		}
		return nil
	})
}

// draftProcedure finds the procedure of a draft, or starts one that nobody
// sees until it is published.
func draftProcedure(tx core.App, v procedure.Version, owner string) (*core.Record, error) {
	r, err := tx.FindFirstRecordByData("procedures", "code", v.Code)
	if err == nil {
		return r, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("find procedure %s: %w", v.Code, err)
	}
	col, err := tx.FindCachedCollectionByNameOrId("procedures")
	if err != nil {
		return nil, fmt.Errorf("find procedures: %w", err)
	}
	r = core.NewRecord(col)
	r.Load(map[string]any{"code": v.Code, "name": v.Name, "name_fold": identity.Fold(v.Name), "sector": v.Sector, "owner": owner, "state": "draft"})
	if err := tx.Save(r); err != nil {
		return nil, fmt.Errorf("save procedure %s: %w", v.Code, err)
	}
	return r, nil
}
