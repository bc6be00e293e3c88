package casework

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/report"
)

// Figure names one number of a table of figures; its rows add up to it.
type Figure string

// The figures that lead to rows.
const (
	FigureNew        Figure = "new"
	FigureOnline     Figure = "online"
	FigureDirect     Figure = "direct"
	FigurePrior      Figure = "prior"
	FigureReceived   Figure = "received" // prior and new together
	FigureDone       Figure = "done"
	FigureEarly      Figure = "early"
	FigureOnTime     Figure = "on_time"
	FigureLate       Figure = "late"
	FigureUnfinished Figure = "unfinished"
	FigureOpen       Figure = "open"
	FigureInTime     Figure = "in_time"
	FigureOverdue    Figure = "overdue"
	FigurePaused     Figure = "paused"
	FigureAgain      Figure = "again"
	FigureDemanded   Figure = "demanded" // a row for each attempt
)

// KeyFigure says that nothing is counted under a name.
const KeyFigure = "report.figure"

// CountedAsk asks for the rows behind one number.
type CountedAsk struct {
	Areas  []Area
	Sector *string // of them; nil = all
	Period report.Period
	Figure Figure
	After  string
	Limit  int // 0 = 50
}

// Counted is one dossier behind a number, without anything personal.
type Counted struct {
	ID, Code, Ref, Unit string
	Procedure           string
	State               dossier.State
	ReceivedAt, EndedAt time.Time // EndedAt: end of the stint behind the number
	DueAt               time.Time // original appointment; zero while paused
	DueUnit             deadline.Unit
	Paused              bool
	Verdict             string
	MarkedAt            time.Time // when it was asked too much; of FigureAgain and FigureDemanded alone
}

// Marks reports whether a figure counts what was asked too much, and not how
// the dossiers stood.
func (f Figure) Marks() bool { return f == FigureAgain || f == FigureDemanded }

// Counted lists the rows behind one number and how many there are. The third
// value is where the next page begins, "" at the end.
func (d *Desk) Counted(app core.App, ask CountedAsk) ([]Counted, int, string, error) {
	parts := alike(ask.Areas)
	if len(parts) == 0 {
		return nil, 0, "", nil
	}
	if err := d.CountUp(app); err != nil {
		return nil, 0, "", err
	}
	if ask.Limit <= 0 || ask.Limit > maxPage {
		ask.Limit = 50
	}
	set, order, params, err := d.behindAll(ask, parts)
	if err != nil {
		return nil, 0, "", err
	}
	if ask.Sector != nil {
		set = "SELECT * FROM (" + set + ") WHERE sector = {:sector}"
		params["sector"] = *ask.Sector
	}
	var n int
	if err := app.DB().NewQuery("SELECT COUNT(*) FROM (" + set + ")").Bind(params).Row(&n); err != nil {
		return nil, 0, "", fmt.Errorf("count rows of figure %s: %w", ask.Figure, err)
	}
	params["after"], params["most"] = ask.After, ask.Limit+1
	var rows []struct {
		ID, Code, Ref, Unit, Procedure, State, Verdict, Key string
		Paused                                              bool
		FromAt                                              types.DateTime `db:"from_at"`
		Since                                               types.DateTime
		ToAt                                                types.DateTime `db:"to_at"`
		DueAt                                               types.DateTime `db:"due_at"`
		DueUnit                                             string         `db:"due_unit"`
	}
	err = app.DB().NewQuery("SELECT d.id, d.code, d.ref, s.unit, COALESCE(pr.name, d.procedure) AS procedure, d.state, s.verdict, s.paused, d.received_at AS from_at, " +
		"s.from_at AS since, s.to_at, s.due_at, s.due_unit, s.key FROM (SELECT *, " + order + " || '~' || dossier AS key FROM (" + set + ")) s " +
		"INNER JOIN dossiers d ON d.id = s.dossier LEFT JOIN procedures pr ON pr.code = d.procedure " +
		"WHERE s.key > {:after} ORDER BY s.key LIMIT {:most}").Bind(params).All(&rows)
	if err != nil {
		return nil, 0, "", fmt.Errorf("list rows of figure %s: %w", ask.Figure, err)
	}
	next := ""
	if len(rows) > ask.Limit {
		rows = rows[:ask.Limit]
		next = rows[len(rows)-1].Key
	}
	out := make([]Counted, len(rows))
	for i, r := range rows {
		out[i] = Counted{ID: r.ID, Code: r.Code, Ref: r.Ref, Unit: r.Unit, Procedure: r.Procedure, State: dossier.State(r.State), ReceivedAt: r.FromAt.Time(),
			EndedAt: r.ToAt.Time(), DueAt: r.DueAt.Time(), DueUnit: deadline.Unit(r.DueUnit), Paused: r.Paused, Verdict: r.Verdict}
		if ask.Figure.Marks() {
			out[i].MarkedAt = r.Since.Time()
		}
	}
	return out, n, next, nil
}

// behindAll is behind for several parts, each with bound values of its own.
func (d *Desk) behindAll(ask CountedAsk, parts []part) (set, order string, params dbx.Params, err error) {
	params = dbx.Params{}
	sets := make([]string, len(parts))
	for i, of := range parts {
		one, by, values, err := d.behind(ask, of)
		if err != nil {
			return "", "", nil, err
		}
		mark := fmt.Sprintf("p%d_", i)
		order, sets[i] = by, "SELECT * FROM ("+strings.ReplaceAll(one, "{:", "{:"+mark)+")"
		for k, v := range values {
			params[mark+k] = v
		}
	}
	return strings.Join(sets, " UNION ALL "), order, params, nil
}

// behind selects the stints behind a figure, and says what they are ordered by.
func (d *Desk) behind(ask CountedAsk, of part) (set, order string, params dbx.Params, err error) {
	if ask.Figure.Marks() {
		set, order, params := of.marked(report.Mark(ask.Figure))
		params["from"], params["to"] = ask.Period.From, ask.Period.To
		return set, order, params, nil
	}
	p, today := ask.Period, officeDay(d.Now())
	open, params := openAt(of, p.To, today)
	late, more := lateAt(p)
	list, _ := of.where()
	params["from"], params["to"] = p.From, p.To
	for k, v := range more {
		params[k] = v
	}
	received := "SELECT " + openColumns + " FROM dossier_stints WHERE first = TRUE AND " + list + " AND from_day >= {:from} AND from_day <= {:to}"
	ended := "SELECT " + openColumns + " FROM dossier_stints WHERE verdict != '' AND " + list + " AND to_day >= {:from} AND to_day <= {:to}"
	const byDue = "CASE due_at WHEN '' THEN '9' ELSE due_at END"
	only := func(set, where string) string { return "SELECT * FROM (" + set + ") WHERE " + where }
	switch ask.Figure {
	case FigureNew:
		return received, "from_at", params, nil
	case FigureOnline:
		return received + " AND online = TRUE", "from_at", params, nil
	case FigureDirect:
		return received + " AND online = FALSE", "from_at", params, nil
	case FigureDone:
		return ended, "to_at", params, nil
	case FigureEarly, FigureOnTime, FigureLate:
		params["verdict"] = string(ask.Figure)
		return ended + " AND verdict = {:verdict}", "to_at", params, nil
	case FigureUnfinished:
		params["resolve"] = string(dossier.Resolve)
		return ended + " AND \"end\" != {:resolve}", "to_at", params, nil
	case FigurePrior:
		before, params := openAt(of, p.Before(), today)
		return before, "from_at", params, nil
	case FigureReceived:
		return ended + " UNION ALL " + open, "from_at", params, nil
	case FigureOpen:
		return open, byDue, params, nil
	case FigureInTime:
		return only(open, "NOT "+late), byDue, params, nil
	case FigureOverdue:
		return only(open, late), byDue, params, nil
	case FigurePaused:
		return only(open, "paused = TRUE"), byDue, params, nil
	}
	return "", "", nil, problem.Of("figure", KeyFigure)
}
