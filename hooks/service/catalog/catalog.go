// Package catalog is the catalogue of published procedures: their versions,
// what each unit offers, and the search over them. It owns procedures,
// procedure_versions, offerings and search_misses.
package catalog

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// Codes of what may be refused about procedures.
const (
	KeyProcedureNotFound = "catalog.procedure_not_found"
	KeyNotOffered        = "catalog.not_offered"
	KeyVersionFrozen     = "catalog.version_frozen"
)

// Published is a version as it stands in the catalogue.
type Published struct {
	ID            string // record id
	No            int
	EffectiveFrom string
	SHA256        string
	Decision      string
	Body          procedure.Version
}

// Catalog answers from memory: a published version never changes, so it is
// read once; what a unit offers is forgotten when the catalogue changes. It is
// safe for concurrent use.
type Catalog struct {
	root     core.App // outside every transaction
	mu       sync.RWMutex
	versions map[string]Published // by record id
	offers   map[string][]Offer   // by unit id
}

// New returns a catalogue that follows changes made by anybody.
func New(app core.App) *Catalog {
	c := &Catalog{root: app}
	forget := func(e *core.RecordEvent) error { c.Forget(); return e.Next() }
	for _, name := range []string{"procedures", "procedure_versions", "offerings"} {
		app.OnRecordAfterCreateSuccess(name).BindFunc(forget)
		app.OnRecordAfterUpdateSuccess(name).BindFunc(forget)
		app.OnRecordAfterDeleteSuccess(name).BindFunc(forget)
	}
	return c
}

// Forget drops what was kept of the offerings; versions are immutable.
func (c *Catalog) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offers = nil
}

// Version returns a published version by its record id. What is read inside a
// transaction may be rolled back with it, so there the committed one is asked
// for first, which can be kept.
func (c *Catalog) Version(app core.App, id string) (Published, error) {
	c.mu.RLock()
	v, ok := c.versions[id]
	c.mu.RUnlock()
	if ok {
		return v, nil
	}
	if app.IsTransactional() && c.root != nil {
		if v, err := c.Version(c.root, id); err == nil {
			return v, nil
		}
	}
	r, err := app.FindRecordById("procedure_versions", id)
	if errors.Is(err, sql.ErrNoRows) {
		return v, problem.Problem{Kind: problem.NotFound, Key: KeyProcedureNotFound}
	}
	if err != nil {
		return v, fmt.Errorf("load procedure version %s: %w", id, err)
	}
	if v, err = read(r); err != nil {
		return v, err
	}
	if app.IsTransactional() {
		return v, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.versions == nil {
		c.versions = map[string]Published{}
	}
	c.versions[id] = v
	return v, nil
}

func read(r *core.Record) (Published, error) {
	v := Published{ID: r.Id, No: r.GetInt("no"), EffectiveFrom: r.GetString("effective_from"), SHA256: r.GetString("sha256"), Decision: r.GetString("decision")}
	if err := json.Unmarshal([]byte(r.GetString("body")), &v.Body); err != nil {
		return v, fmt.Errorf("read body of version %s: %w", r.Id, err)
	}
	return v, nil
}

// InForce returns the version of a procedure that is in force on a day
// (2006-01-02): the newest published one that has begun and not ended.
func (c *Catalog) InForce(app core.App, code, day string) (Published, error) {
	var id string
	err := app.DB().Select("id").From("procedure_versions").
		Where(dbx.NewExp("code = {:code} AND state = 'published' AND effective_from <= {:day} AND (effective_to = '' OR effective_to > {:day})",
			dbx.Params{"code": code, "day": day})).
		OrderBy("effective_from DESC", "no DESC").Limit(1).Row(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return Published{}, problem.Problem{Kind: problem.NotFound, Field: "procedure", Key: KeyProcedureNotFound}
	}
	if err != nil {
		return Published{}, fmt.Errorf("find version of %s in force on %s: %w", code, day, err)
	}
	return c.Version(app, id)
}

// Guard keeps published versions immutable, whoever asks: the body, its hash,
// its number and its begin never change; withdrawing is the one change left.
func Guard(app core.App) {
	frozen := func(field string) error {
		return problem.Problem{Kind: problem.Conflict, Field: field, Key: KeyVersionFrozen}
	}
	app.OnRecordUpdate("procedure_versions").BindFunc(func(e *core.RecordEvent) error {
		was := e.Record.Original()
		if s := was.GetString("state"); s == "published" || s == "withdrawn" {
			for _, f := range []string{"procedure", "code", "no", "effective_from", "body", "schema", "sha256", "decision", "published_by", "published_at"} {
				if was.GetString(f) != e.Record.GetString(f) {
					return refuse(f, frozen(f))
				}
			}
			if s == "withdrawn" && e.Record.GetString("state") != "withdrawn" || e.Record.GetString("state") == "draft" {
				return refuse("state", frozen("state"))
			}
		}
		return e.Next()
	})
	app.OnRecordDelete("procedure_versions").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("state") != "draft" {
			return refuse("state", frozen("state"))
		}
		return e.Next()
	})
}
