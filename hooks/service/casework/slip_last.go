package casework

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/paper"
)

// SlipsGiven is how many numbers of slips of hand-over a unit was given in an
// office year: 1 to Last.
type SlipsGiven struct {
	Unit string // record id
	Year int
	Last int
}

// SlipsGiven lists the series of the slips of hand-over of every unit, for
// whoever proves that each number is in the book once.
func (d *Desk) SlipsGiven(app core.App) ([]SlipsGiven, error) {
	var rows []struct {
		Unit   string `db:"unit"`
		Series string `db:"series"`
		Last   int    `db:"last"`
	}
	err := app.DB().Select("unit", "series", "last").From("number_series").
		Where(dbx.NewExp("series LIKE {:form}", dbx.Params{"form": paper.FormHandover + " %"})).OrderBy("unit", "series").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read series of slips: %w", err)
	}
	out := make([]SlipsGiven, len(rows))
	for i, r := range rows {
		year, err := strconv.Atoi(strings.TrimPrefix(r.Series, paper.FormHandover+" "))
		if err != nil {
			return nil, fmt.Errorf("read year of series %s: %w", r.Series, err)
		}
		out[i] = SlipsGiven{r.Unit, year, r.Last}
	}
	return out, nil
}
