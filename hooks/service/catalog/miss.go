package catalog

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/identity"
)

// Bounds of what is kept of questions that found nothing.
const (
	maxMissWords = 8   // a longer question is a story, not a search
	maxMissRows  = 200 // different questions of one unit and day
)

// surnames begin most names of persons and hardly any question about a
// procedure; a question that begins with one is not kept.
var surnames = set("nguyen", "tran", "pham", "hoang", "huynh", "phan", "vo", "vu", "bui", "ngo", "duong", "truong", "dinh", "trinh", "doan", "luong")

// Missed keeps the words of a search that found nothing, so that the unit can
// add them to a procedure: folded, counted by day, with nothing of the person
// who asked. What could be somebody's name, number or address is dropped.
func (c *Catalog) Missed(app core.App, unitPath, day, query string) error {
	words := kept(query)
	if words == "" {
		return nil
	}
	key := dbx.HashExp{"unit_path": unitPath, "day": day}
	return app.RunInTransaction(func(tx core.App) error {
		done, err := tx.DB().Update("search_misses", dbx.Params{"count": dbx.NewExp("count + 1")}, dbx.And(key, dbx.HashExp{"words": words})).Execute()
		if err != nil {
			return fmt.Errorf("count a missed search: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return err
		}
		var rows int
		if err := tx.DB().Select("count(*)").From("search_misses").Where(key).Row(&rows); err != nil {
			return fmt.Errorf("count missed searches: %w", err)
		}
		if rows >= maxMissRows {
			return nil
		}
		_, err = tx.DB().Insert("search_misses", dbx.Params{"id": core.GenerateDefaultRandomId(), "unit_path": unitPath, "day": day, "words": words, "count": 1}).Execute()
		if err != nil {
			return fmt.Errorf("keep a missed search: %w", err)
		}
		return nil
	})
}

// kept are the words of a question that may be kept, "" for none.
func kept(query string) string {
	words := strings.Fields(identity.Fold(query))
	if len(words) == 0 || len(words) > maxMissWords || surnames[words[0]] && len(words) > 1 {
		return ""
	}
	for _, w := range words {
		if strings.ContainsAny(w, "0123456789") || len(w) > 20 {
			return ""
		}
	}
	return strings.Join(words, " ")
}
