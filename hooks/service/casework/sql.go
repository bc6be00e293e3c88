package casework

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"
)

// Rows are written with positions instead of names: finding seventy named
// values in a text cost an intake as much as writing the row.

var errNoTransaction = errors.New("rows are written in a transaction alone")

// insertRow writes a new row of a table.
func insertRow(tx core.App, table string, row dbx.Params) error {
	columns := slices.Sorted(maps.Keys(row))
	text := "INSERT INTO `" + table + "` (`" + strings.Join(columns, "`, `") + "`) VALUES (?" + strings.Repeat(", ?", len(columns)-1) + ")"
	return send(tx, text, values(row, columns))
}

// updateRow changes columns of the row with an id; none named, none changed.
func updateRow(tx core.App, table, id string, row dbx.Params) error {
	if len(row) == 0 {
		return nil
	}
	columns := slices.Sorted(maps.Keys(row))
	text := "UPDATE `" + table + "` SET `" + strings.Join(columns, "` = ?, `") + "` = ? WHERE `id` = ?"
	return send(tx, text, append(values(row, columns), id))
}

// newID is the id of a row made at a moment. It begins with the moment: rows
// that are made together lie together in every index, whatever its size.
func newID(at time.Time) string {
	return strconv.FormatInt(at.UnixMilli(), 36) + security.RandomStringWithAlphabet(7, core.DefaultIdAlphabet)
}

func values(row dbx.Params, columns []string) []any {
	out := make([]any, len(columns), len(columns)+1)
	for i, c := range columns {
		out[i] = row[c]
	}
	return out
}

// send runs a statement in the act's transaction and tells whoever listens to
// the database.
func send(tx core.App, text string, values []any) error {
	b := tx.DB()
	if t, is := b.(*dbx.Tx); is {
		b = t.Builder
	}
	straight, can := b.(interface {
		Executor() dbx.Executor
		DB() *dbx.DB
	})
	if !can {
		return errNoTransaction
	}
	res, err := straight.Executor().Exec(text, values...)
	if hear := straight.DB().ExecLogFunc; hear != nil {
		hear(context.Background(), 0, text, res, err)
	}
	return err
}
