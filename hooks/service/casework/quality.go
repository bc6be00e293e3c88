package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/report"
	"motcua/hooks/service/org"
)

// Quality is what a unit tells the public about its work from one day to
// another: numbers alone, nobody in them.
type Quality struct {
	Received int // taken in within the days
	OnTime   int // ended within the days, before or on the appointment first given
	Late     int // ended within the days, after it
	Cut      int // of both: withdrawn or stopped, without a result
	Open     int // in hand at the close of the days and not late
	Overdue  int // in hand and late
}

// Ended is how many are no longer in hand.
func (q Quality) Ended() int { return q.OnTime + q.Late }

// Quality counts the dossiers of a unit and what lies below it from one office
// day to another, both inside. They are the figures of form II.06a and of the
// superior's table: what a commune tells its people and what it reports are
// one number.
func (d *Desk) Quality(app core.App, unit org.Unit, from, to string) (Quality, error) {
	p, err := report.NewPeriod(from, to, "", d.Now())
	if err != nil {
		return Quality{}, err
	}
	units, err := d.Org.Units(app, access.Scope{access.Subtree(unit.Path)}, "")
	if err != nil {
		return Quality{}, err
	}
	areas := make([]Area, len(units))
	for i, u := range units {
		areas[i].Unit = u.ID
	}
	list, err := d.Tallies(app, areas, p, false)
	if err != nil {
		return Quality{}, fmt.Errorf("count for the public of %s: %w", unit.Code, err)
	}
	var f report.Figures
	for _, t := range list {
		f = f.Plus(t.Figures)
	}
	return Quality{Received: f.New(), OnTime: f.Early + f.OnTime, Late: f.Late, Cut: f.Unfinished, Open: f.InTime(), Overdue: f.Overdue}, nil
}

// MostUsed lists the codes of the procedures that a unit took in most often
// since a day, most first.
func (d *Desk) MostUsed(app core.App, unit org.Unit, since string, most int) ([]string, error) {
	at, err := time.ParseInLocation(time.DateOnly, since, calendar.Location)
	if err != nil {
		return nil, fmt.Errorf("count procedures since %s: %w", since, err)
	}
	var codes []string
	err = app.DB().Select("procedure").From("dossiers").Where(scoped2("unit_path", access.Subtree(unit.Path))).
		AndWhere(dbx.NewExp("received_at >= {:since}", dbx.Params{"since": stored(at)})).
		GroupBy("procedure").OrderBy("count(*) DESC", "procedure").Limit(int64(most)).Column(&codes)
	if err != nil {
		return nil, fmt.Errorf("count procedures of %s: %w", unit.Code, err)
	}
	return codes, nil
}
