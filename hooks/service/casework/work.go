package casework

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// Pile is one list of work (danh sách việc) of a unit.
type Pile string

// The piles. Late and Soon go by the citizen's appointment; Mine by the
// holder's own clock.
const (
	PileMine    Pile = "mine"    // held by me, or by whom I stand in for
	PileUnit    Pile = "unit"    // everything the unit owes a result for
	PileLate    Pile = "late"    // overdue
	PileSoon    Pile = "soon"    // due today or on the next working day
	PileWaiting Pile = "waiting" // somebody else's turn
	PileFiled   Pile = "filed"   // filed online, to be taken in
	PileReady   Pile = "ready"   // has a result that nobody collected
)

// Colleague is whom a dossier waits for when somebody of the office works on
// it; the other parties are the dossier's own (dossier.Waiting).
const Colleague = "colleague"

// KeyPile says that there is no such list.
const KeyPile = "work.no_list"

// WorkAsk asks for one page of a pile.
type WorkAsk struct {
	Pile  Pile
	For   string // only PileWaiting: a dossier.Waiting, Colleague, or "" for all
	Own   bool   // only what the actor holds
	After string // key of the last row of the page before
	Limit int    // rows of a page; 0 = 50
}

// The orders of piles, word for word as their indexes have them; '9' stands
// behind every date.
const (
	byMine = "(CASE WHEN d.step_due != '' AND (d.due_at = '' OR d.step_due < d.due_at) THEN d.step_due WHEN d.due_at != '' THEN d.due_at ELSE '9' END)"
	byDue  = "(CASE d.due_at WHEN '' THEN '9' ELSE d.due_at END)"
)

// Conditions that the partial indexes rest on, word for word.
const (
	isOpen    = "d.received_at != '' AND d.resolved_at = '' AND d.closed_at = ''" // dossier.State.Open
	notClosed = "d.closed_at = ''"
	isHeld    = "d.holder != ''"
	isRunning = "d.state IN ('received', 'processing')"
	isWaiting = "d.waiting_for != ''"
)

// pile is a list of work made ready for asking.
type pile struct {
	where  string
	order  string
	params dbx.Params
}

// pileOf says what is in a pile of the unit at a moment, for an actor.
func (d *Desk) pileOf(app core.App, by access.Actor, unit org.Unit, ask WorkAsk) (pile, error) {
	p := pile{order: byDue, params: dbx.Params{"unit": unit.ID, "me": by.ID}}
	own := mineOf(by, p.params)
	own2 := ""
	if ask.Own {
		own2 = " AND " + isHeld + " AND " + own
	}
	const ofUnit = "d.unit = {:unit} AND "
	now := d.now()
	p.params["minute"], p.params["today"] = minuteOf(now), officeDay(now)
	switch ask.Pile {
	case PileMine:
		p.order = byMine
		p.where = isHeld + " AND " + own + " AND " + isRunning
	case PileUnit:
		p.where = ofUnit + isOpen + own2
	case PileLate:
		p.where = ofUnit + isOpen + " AND " + byDue + " < {:minute} AND " + isOverdue + own2
	case PileSoon:
		end, err := d.soon(app, unit, now)
		if err != nil {
			return p, err
		}
		p.params["soon"] = end
		p.where = ofUnit + isOpen + " AND " + byDue + " < {:soon} AND NOT " + isOverdue + own2
	case PileWaiting:
		p.where = ofUnit + waitingFor(ask.For, p.params) + own2
		if ask.For == Colleague {
			p.where = ofUnit + isOpen + " AND " + isRunning + " AND d.waiting_for = '' AND d.holder != '' AND NOT " + own
		}
	case PileFiled, PileReady:
		p.params["state"] = string(map[Pile]dossier.State{PileFiled: dossier.Submitted, PileReady: dossier.Resolved}[ask.Pile])
		p.where = ofUnit + notClosed + " AND d.state = {:state}"
	default:
		return p, problem.Problem{Kind: problem.NotFound, Key: KeyPile}
	}
	return p, nil
}

// isOverdue is deadline.Overdue as a condition, as in overdue.
const isOverdue = "(d.due_paused = FALSE AND d.due_at != '' AND " +
	"CASE WHEN d.due_unit IN ('working_hour', 'clock_hour') THEN d.due_at < {:minute} ELSE d.due_day < {:today} END)"

func waitingFor(party string, params dbx.Params) string {
	if party == "" {
		return isWaiting
	}
	params["party"] = party
	return isWaiting + " AND d.waiting_for = {:party}"
}

// mineOf is the condition that the actor, or a colleague the actor stands in
// for, holds a dossier.
func mineOf(by access.Actor, params dbx.Params) string {
	names := []string{"{:me}"}
	for i, s := range by.For {
		key := fmt.Sprintf("for%d", i)
		params[key] = s.ID
		names = append(names, "{:"+key+"}")
	}
	return "d.holder IN (" + strings.Join(names, ", ") + ")"
}

// soon is the first moment that is no longer soon: the end of the next working
// day after now.
func (d *Desk) soon(app core.App, unit org.Unit, now time.Time) (string, error) {
	cal, err := d.Org.Calendar(app, unit)
	if err != nil {
		return "", err
	}
	day, _ := calendar.Split(now)
	if next, ok := cal.Add(day, 1); ok {
		day = next
	}
	return stored((day + 1).At(0)), nil
}

// Work is one page of a pile of the actor's own unit, nearest end first. The
// second value is the key of the next page, "" at the end.
func (d *Desk) Work(app core.App, by access.Actor, ask WorkAsk) ([]Line, string, error) {
	unit, err := d.intakeUnit(app, by, "")
	if err != nil {
		return nil, "", err
	}
	if ask.Limit <= 0 || ask.Limit > maxPage {
		ask.Limit = 50
	}
	p, err := d.pileOf(app, by, unit, ask)
	if err != nil {
		return nil, "", err
	}
	sql, err := p.sql(by, ask)
	if err != nil {
		return nil, "", err
	}
	var rows []lineRow
	if err := app.DB().NewQuery(sql).Bind(p.params).All(&rows); err != nil {
		return nil, "", fmt.Errorf("list work %s: %w", ask.Pile, err)
	}
	return page(rows, ask.Limit)
}

// sql is the question for one page; what it binds is in p.params afterwards.
func (p pile) sql(by access.Actor, ask WorkAsk) (string, error) {
	from := ""
	if ask.After != "" {
		at, id, ok := strings.Cut(ask.After, "~")
		if !ok {
			return "", problem.Of("after", KeyAfter)
		}
		p.params["after_at"], p.params["after_id"] = at, id
		from = " AND (" + p.order + ", d.id) > ({:after_at}, {:after_id})"
	}
	p.params["most"] = ask.Limit + 1
	return "SELECT d.*, p.name AS applicant_name, p.address AS applicant_address, p.phone AS applicant_phone, pr.name AS procedure_name, s.name AS holder_name, " +
		"o.at AS opened_at, " + p.order + " || '~' || d.id AS sort_key FROM dossiers d " +
		"LEFT JOIN persons p ON p.id = d.applicant LEFT JOIN procedures pr ON pr.code = d.procedure LEFT JOIN staff s ON s.id = d.holder " +
		"LEFT JOIN openings o ON o.dossier = d.id AND o.reader = {:me} " +
		"WHERE " + p.where + " AND " + within(by.Scope, p.params) + from + " ORDER BY " + p.order + ", d.id LIMIT {:most}", nil
}

// within keeps a question inside a scope; an empty scope gives nothing.
func within(scope access.Scope, params dbx.Params) string {
	if len(scope) == 0 {
		return "1 = 0"
	}
	parts := make([]string, len(scope))
	for i, r := range scope {
		from, to := fmt.Sprintf("sf%d", i), fmt.Sprintf("st%d", i)
		params[from], params[to] = r.From, r.To
		// the plus keeps the range off the indexes: the unit narrows far better
		parts[i] = "+d.unit_path >= {:" + from + "} AND +d.unit_path < {:" + to + "}"
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}
