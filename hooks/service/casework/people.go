package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// People loads persons by record id, a few hundred at a time: a book asks for
// its page at once, not line by line. The caller has kept the ids in scope.
func (d *Desk) People(app core.App, ids []string) (map[string]Person, error) {
	out := map[string]Person{}
	for len(ids) > 0 {
		n := min(len(ids), 500)
		part := make([]any, n)
		for i, id := range ids[:n] {
			part[i] = id
		}
		ids = ids[n:]
		var rows []personRow
		if err := app.DB().Select("*").From("persons").Where(dbx.In("id", part...)).All(&rows); err != nil {
			return nil, fmt.Errorf("load people: %w", err)
		}
		for _, r := range rows {
			p, err := d.person(r)
			if err != nil {
				return nil, err
			}
			out[r.ID] = p
		}
	}
	return out, nil
}
