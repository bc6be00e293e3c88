package catalog

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/procedure"
)

func noRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// Export gives the versions in force on a day, by code: all of them, or those
// a unit offers.
func (c *Catalog) Export(app core.App, unit, day string) ([]procedure.Version, error) {
	q := app.DB().Select("p.code").From("procedures p").Where(dbx.In("p.state", "live", "closing")).OrderBy("p.code")
	if unit != "" {
		q = q.InnerJoin("offerings o", dbx.NewExp("o.procedure = p.id AND o.unit = {:unit} AND o.active", dbx.Params{"unit": unit}))
	}
	var codes []string
	if err := q.Column(&codes); err != nil {
		return nil, fmt.Errorf("list procedures: %w", err)
	}
	out := []procedure.Version{}
	for _, code := range codes {
		v, err := c.InForce(app, code, day)
		if isNotFound(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, v.Body)
	}
	return out, nil
}

// Versions lists what a procedure has, newest first: published ones with their
// numbers, and the open draft as number 0 in front.
func (c *Catalog) Versions(app core.App, code string) ([]Published, error) {
	var list []*core.Record
	err := app.RecordQuery("procedure_versions").AndWhere(dbx.HashExp{"code": code}).
		OrderBy("no DESC").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list versions of %s: %w", code, err)
	}
	var out []Published
	for _, r := range list {
		v, err := read(r)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	if len(out) == 0 {
		return nil, notFound()
	}
	if last := len(out) - 1; out[last].No == draftNo {
		out = append(out[last:], out[:last]...)
	}
	return out, nil
}

// Row is one procedure in the list of the catalogue.
type Row struct {
	Code, Name, Sector, State string
	EffectiveFrom             string // of the newest published version, "" = none yet
	No                        int
	Offered                   int // units that offer it
}

// List finds procedures by words of their name, without marks, or the beginning of
// their code; after is the last code of the page before. One that was never
// published is not in the list: it is among the drafts.
func (c *Catalog) List(app core.App, words, after string, limit int) ([]Row, error) {
	q := app.DB().Select("p.code", "p.name", "p.sector", "p.state",
		"COALESCE((SELECT v.effective_from FROM procedure_versions v WHERE v.procedure = p.id AND v.state = 'published' ORDER BY v.no DESC LIMIT 1), '') AS effective_from",
		"COALESCE((SELECT max(v.no) FROM procedure_versions v WHERE v.procedure = p.id AND v.state = 'published'), 0) AS no",
		"(SELECT count(*) FROM offerings o WHERE o.procedure = p.id AND o.active) AS offered").
		From("procedures p").Where(dbx.NewExp("p.code > {:after} AND p.state != 'draft'", dbx.Params{"after": after})).OrderBy("p.code").Limit(int64(limit))
	if words = strings.TrimSpace(words); words != "" {
		name := dbx.Like("p.name_fold", strings.Fields(identity.Fold(words))...)
		q = q.AndWhere(dbx.Or(name, dbx.NewExp("substr(p.code, 1, length({:code})) = {:code}", dbx.Params{"code": words})))
	}
	var out []Row
	if err := q.All(&out); err != nil {
		return nil, fmt.Errorf("list procedures: %w", err)
	}
	return out, nil
}
