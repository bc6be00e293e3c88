package public

import (
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/templates"
)

// months is how many months the public page of quality shows, this one first.
const months = 3

// qualityPage is how a commune keeps its appointments, for everybody to see.
type qualityPage struct {
	templates.Page
	Commune org.Unit
	AsOf    time.Time
	Months  []monthLine
	Open    int
	Overdue int
}

type monthLine struct {
	Title string // “Tháng 11/2026”
	casework.Quality
	Share string // “98 %” on time, "" while nothing had ended
}

// figures remembers what was counted, for five minutes.
type figures struct {
	mu    sync.Mutex
	units map[string]qualityPage
}

const qualityAge = 5 * time.Minute

func (d *door) quality(e *core.RequestEvent, by access.Actor) error {
	unit, ok, err := d.here(e, by)
	if !ok || err != nil {
		return err
	}
	p, err := d.figures.of(unit.ID, d.Org.Now(), func() (qualityPage, error) { return d.count(e, unit) })
	if err != nil {
		return err
	}
	p.Page, p.Commune = d.pageOf(e, unit, templates.Text("public.quality.title", nil)), unit
	return d.show(e, "public/quality", fmt.Sprint(unit, p.AsOf, p.Months), p.Page, func() any { return p })
}

func (f *figures) of(unit string, now time.Time, count func() (qualityPage, error)) (qualityPage, error) {
	f.mu.Lock()
	have, ok := f.units[unit]
	f.mu.Unlock()
	if age := now.Sub(have.AsOf); ok && age >= 0 && age < qualityAge {
		return have, nil
	}
	p, err := count()
	if err != nil {
		return p, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.units == nil {
		f.units = map[string]qualityPage{}
	}
	f.units[unit] = p
	return p, nil
}

func (d *door) count(e *core.RequestEvent, unit org.Unit) (qualityPage, error) {
	now := d.Org.Now().In(calendar.Location)
	p := qualityPage{AsOf: now}
	for back := range months {
		first := time.Date(now.Year(), now.Month()-time.Month(back), 1, 0, 0, 0, 0, calendar.Location)
		last := first.AddDate(0, 1, -1)
		q, err := d.Desk.Quality(e.App, unit, today(first), today(last))
		if err != nil {
			return p, err
		}
		line := monthLine{Title: templates.Text("public.quality.month", map[string]string{"month": first.Format("1/2006")}), Quality: q}
		if n := q.Ended(); n > 0 {
			line.Share = strconv.Itoa(q.OnTime*100/n) + " %" // rounded down: never better than it was
		}
		p.Months = append(p.Months, line)
		if back == 0 {
			p.Open, p.Overdue = q.Open, q.Overdue
		}
	}
	return p, nil
}
