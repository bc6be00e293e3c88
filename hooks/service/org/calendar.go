package org

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/calendar"
)

// Calendar is the working calendar of a unit: the national table with the
// unit's own rows and office hours over it.
func (o *Office) Calendar(app core.App, unit Unit) (*calendar.Calendar, error) {
	o.mu.RLock()
	have := o.calendars[unit.ID]
	o.mu.RUnlock()
	if have != nil {
		return have, nil
	}
	if app.IsTransactional() && o.root != nil {
		return o.Calendar(o.root, unit) // what is committed may be kept
	}
	cal, err := load(app, unit)
	if err != nil {
		return nil, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.calendars == nil {
		o.calendars = map[string]*calendar.Calendar{}
	}
	o.calendars[unit.ID] = cal
	return cal, nil
}

func load(app core.App, unit Unit) (*calendar.Calendar, error) {
	if unit.Calendar == "" {
		return calendar.National(), nil
	}
	local, err := localDays(app, unit)
	if err != nil {
		return nil, err
	}
	return build(app, unit, local)
}

// localDays are the unit's own rows, by day.
func localDays(app core.App, unit Unit) ([]calendar.Entry, error) {
	var rows []struct {
		Day, Kind, Sessions, Reason, Ground string
		Official                            bool
	}
	err := app.DB().Select("day", "kind", "sessions", "reason", "ground", "official").From("calendar_days").
		Where(dbx.HashExp{"calendar": unit.Calendar}).OrderBy("day").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("load calendar of %s: %w", unit.Code, err)
	}
	var local []calendar.Entry
	for _, r := range rows {
		sessions, err := sessionsOf(r.Sessions)
		if err != nil {
			return nil, fmt.Errorf("read sessions of %s on %s: %w", unit.Code, r.Day, err)
		}
		local = append(local, calendar.Entry{Day: r.Day, Kind: calendar.Kind(r.Kind), Sessions: sessions, Reason: r.Reason, Ground: r.Ground, Official: r.Official})
	}
	return local, nil
}

// build makes the calendar of a unit with these rows of its own.
func build(app core.App, unit Unit, local []calendar.Entry) (*calendar.Calendar, error) {
	hours, err := hoursOf(unit.Hours)
	if err != nil {
		return nil, fmt.Errorf("read office hours of %s: %w", unit.Code, err)
	}
	complete, err := completeYears(app, unit.Calendar)
	if err != nil {
		return nil, fmt.Errorf("read complete years of %s: %w", unit.Code, err)
	}
	cal, err := calendar.New(calendar.Options{Hours: hours, Local: local, Complete: complete})
	if err != nil {
		return nil, fmt.Errorf("build calendar of %s: %w", unit.Code, err)
	}
	return cal, nil
}

// completeYears are the years whose whole table the unit has entered from the
// year's notice; nothing is derived for them.
func completeYears(app core.App, id string) ([]int, error) {
	var raw string
	if err := app.DB().Select("COALESCE(complete, '')").From("calendars").Where(dbx.HashExp{"id": id}).Row(&raw); err != nil {
		return nil, err
	}
	if raw == "" || raw == "null" {
		return nil, nil
	}
	var years []int
	err := json.Unmarshal([]byte(raw), &years)
	return years, err
}

// hoursOf reads the office hours of a calendar; "" keeps the usual ones.
func hoursOf(text string) ([]calendar.Hours, error) {
	if text == "" {
		return nil, nil
	}
	h, err := calendar.ParseHours(text)
	if err != nil {
		return nil, err
	}
	return []calendar.Hours{h}, nil
}

func sessionsOf(text string) ([]calendar.Session, error) {
	if text == "" {
		return nil, nil
	}
	return calendar.ParseSessions(text)
}
