package org

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// Codes of what a change of the calendar may get wrong.
const (
	KeyDayTaken   = "org.day_taken"
	KeyDayUnknown = "org.day_unknown"
	KeyDayWeekday = "org.day_is_workday"
	KeyDayGround  = "org.day_ground"
	KeyDayChange  = "org.day_change"
)

// DayKinds are the kinds of day a unit may enter, in the order they are offered.
var DayKinds = []calendar.Kind{calendar.Closed, calendar.OpenForIntake, calendar.Makeup, calendar.Holiday, calendar.Substitute, calendar.SwappedOff}

// DayChange is one change of a unit's calendar: a day added, a day taken
// away, or other office hours.
type DayChange struct {
	Do       string `form:"do"`  // add, remove, hours
	Day      string `form:"day"` // 2006-01-02
	Kind     string `form:"kind"`
	Sessions string `form:"sessions"` // "07:00-11:30", "" = as the kind says
	Reason   string `form:"reason"`
	Ground   string `form:"ground"` // number of the paper that says so
	Hours    string `form:"hours"`  // office hours, "07:00-11:30,13:30-17:00"
}

// LocalDays lists the days that the unit itself entered for a year.
func (o *Office) LocalDays(app core.App, unit Unit, year int) ([]calendar.Entry, error) {
	list, err := localDays(app, unit)
	prefix := fmt.Sprintf("%04d-", year)
	return slices.DeleteFunc(list, func(e calendar.Entry) bool { return !strings.HasPrefix(e.Day, prefix) }), err
}

// Foresee gives the calendar the unit would have after the change, without
// writing anything; every problem of the change at once.
func (o *Office) Foresee(app core.App, unit Unit, in *DayChange) (*calendar.Calendar, error) {
	local, err := localDays(app, unit)
	if err != nil {
		return nil, err
	}
	in.Sessions, in.Reason, in.Ground, in.Hours = tidy(in.Sessions), tidy(in.Reason), tidy(in.Ground), tidy(in.Hours)
	at := slices.IndexFunc(local, func(e calendar.Entry) bool { return e.Day == in.Day })
	switch in.Do {
	case "add":
		e, bad := in.entry()
		if at >= 0 {
			bad.Add("day", KeyDayTaken)
		}
		now, err := o.Calendar(app, unit)
		if err != nil {
			return nil, err
		}
		if e.Kind == calendar.OpenForIntake && now.Workday(e.Day) {
			bad.Add("kind", KeyDayWeekday)
		}
		if err := bad.Err(); err != nil {
			return nil, err
		}
		local = append(local, e)
	case "remove":
		var bad problem.List
		if at < 0 {
			return nil, problem.Problem{Kind: problem.NotFound, Field: "day", Key: KeyDayUnknown}
		}
		in.Reason = local[at].Reason
		if in.Ground == "" {
			bad.Add("ground", KeyDayGround)
			return nil, bad
		}
		local = slices.Delete(local, at, at+1)
	case "hours":
		var bad problem.List
		if _, err := calendar.ParseHours(in.Hours); err != nil {
			bad.Add("hours", calendar.KeyHours)
		}
		if in.Ground == "" {
			bad.Add("hours_ground", KeyDayGround)
		}
		if err := bad.Err(); err != nil {
			return nil, err
		}
		unit.Hours = in.Hours
	default:
		return nil, problem.Of("do", KeyDayChange)
	}
	return build(app, unit, local)
}

// entry reads the day that is added.
func (in DayChange) entry() (calendar.Entry, problem.List) {
	var bad problem.List
	e := calendar.Entry{Day: in.Day, Kind: calendar.Kind(in.Kind), Reason: in.Reason, Ground: in.Ground, Official: true}
	if _, ok := calendar.ParseDate(in.Day); !ok {
		bad.Add("day", calendar.KeyDay)
	}
	if !slices.Contains(DayKinds, e.Kind) {
		bad.Add("kind", calendar.KeyKind)
	}
	if in.Sessions != "" {
		var err error
		switch e.Sessions, err = calendar.ParseSessions(in.Sessions); {
		case err != nil:
			bad.Add("sessions", calendar.KeyHours)
		case e.Kind == calendar.Holiday || e.Kind == calendar.Substitute || e.Kind == calendar.SwappedOff:
			bad.Add("sessions", calendar.KeySessions)
		}
	}
	if in.Reason == "" {
		bad.Add("reason", calendar.KeyReason)
	}
	if in.Ground == "" {
		bad.Add("ground", KeyDayGround)
	}
	if len([]rune(in.Reason)) > 200 || len([]rune(in.Ground)) > 200 {
		bad.Add("reason", KeyTooLong)
	}
	return e, bad
}

// Said is the ground of the change as events and the log keep it.
func (in DayChange) Said() string {
	if in.Do == "hours" {
		return "Đổi giờ làm việc (" + in.Ground + ")"
	}
	d := in.Day
	if len(d) == len("2006-01-02") {
		d = d[8:] + "/" + d[5:7] + "/" + d[:4]
	}
	said := d + ": " + in.Reason + " (" + in.Ground + ")"
	if in.Do == "remove" {
		return "Bỏ ngày " + said
	}
	return said
}

// ChangeDays writes a change that Foresee allowed, in the transaction that
// also counts the open dossiers again. The caller forgets the cache after it.
func (o *Office) ChangeDays(tx core.App, by access.Actor, unit Unit, in DayChange) error {
	if !by.Administers(unit.Path) {
		return problem.Problem{Kind: problem.NotFound, Field: "unit", Key: KeyUnitNotFound}
	}
	var err error
	switch in.Do {
	case "add":
		err = addDay(tx, unit, in)
	case "remove":
		var r *core.Record
		if r, err = tx.FindFirstRecordByFilter("calendar_days", "calendar = {:calendar} && day = {:day}", dbx.Params{"calendar": unit.Calendar, "day": in.Day}); err == nil {
			err = tx.Delete(r)
		}
	case "hours":
		var r *core.Record
		if r, err = tx.FindRecordById("calendars", unit.Calendar); err == nil {
			r.Set("hours", in.Hours)
			err = tx.Save(r)
		}
	}
	if err != nil {
		return fmt.Errorf("change calendar of %s: %w", unit.Code, err)
	}
	return o.Write(tx, by, unit.Path, "calendar_"+in.Do, unit.Name, in.Said())
}

func addDay(tx core.App, unit Unit, in DayChange) error {
	col, err := tx.FindCachedCollectionByNameOrId("calendar_days")
	if err != nil {
		return fmt.Errorf("find calendar days: %w", err)
	}
	r := core.NewRecord(col)
	r.Load(map[string]any{"calendar": unit.Calendar, "day": in.Day, "kind": in.Kind, "sessions": in.Sessions, "reason": in.Reason, "ground": in.Ground, "official": true})
	return tx.Save(r)
}
