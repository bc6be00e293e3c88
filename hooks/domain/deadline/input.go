package deadline

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// Input is a question as text: the names and shapes of the command line, its
// batch lines and the JSON API.
type Input struct {
	Received     string   `json:"received"` // see ParseMoment
	Limit        string   `json:"limit"`    // see ParseLimit
	Cutoff       string   `json:"cutoff"`   // 15:04
	Pause        []string `json:"pause"`    // see ParsePause
	OutsideHours string   `json:"outside_hours"`
	EndOnDayOff  string   `json:"end_on_day_off"`
	Hours        string   `json:"hours"`    // see calendar.ParseHours; "" = DefaultHours
	Calendar     string   `json:"calendar"` // "vn" or ""
}

// Answer is a result as text. Moments are RFC 3339 with +07:00; Due and DueDay
// are null while an open pause stops the clock.
type Answer struct {
	Start       string  `json:"start"` // effective receipt
	Due         *string `json:"due"`
	DueDay      *string `json:"due_day"`
	Paused      bool    `json:"paused"`
	Provisional bool    `json:"provisional"`
	Trace       []Line  `json:"trace"`
}

// Compute answers the input. The error is a problem.List with the input's
// field names; several pauses are pause.0, pause.1, …
func (in Input) Compute() (Result, error) {
	q, err := in.Query()
	l, _ := problem.In(err)
	cal, err := in.Office()
	if more, bad := problem.In(err); bad {
		l = append(l, more...)
	}
	if err := l.Err(); err != nil {
		return Result{}, err
	}
	r, err := Compute(cal, q)
	open := func(p Pause) bool { return p.To.IsZero() }
	if err == nil && slices.ContainsFunc(q.Pauses, open) {
		// The contract promises no date while a pause is open, even one that
		// began too late to move the date: once it closes, the old date stands.
		r.Paused, r.Due, r.DueDay = true, time.Time{}, ""
	}
	return r, err
}

// Query reads everything but the calendar, and finds every problem at once. A
// procedure without a limit cannot be asked about.
func (in Input) Query() (Query, error) {
	var l problem.List
	note := func(err error) {
		if more, bad := problem.In(err); bad {
			l = append(l, more...)
		}
	}
	q := Query{Cutoff: in.Cutoff, OutsideHours: in.OutsideHours, EndOnDayOff: in.EndOnDayOff}
	received, ok := ParseMoment(in.Received)
	if !ok {
		l.Add("received", KeyReceived)
	}
	q.Received = received
	limit, err := ParseLimit(in.Limit)
	if err == nil && limit.Unit == None {
		err = limit.problem("limit", KeyLimitUnit)
	}
	note(err)
	q.Limit = limit
	for i, text := range in.Pause {
		p, err := ParsePause(text)
		for _, found := range problemsOf(err) {
			found.Field = "pause." + strconv.Itoa(i)
			l = append(l, found)
		}
		q.Pauses = append(q.Pauses, p)
	}
	q.checkPolicies(&l)
	return q, l.Err()
}

// Office is the calendar asked for.
func (in Input) Office() (*calendar.Calendar, error) {
	if in.Calendar != "" && in.Calendar != "vn" {
		return nil, problem.Of("calendar", KeyCalendar)
	}
	if in.Hours == "" {
		return calendar.National(), nil
	}
	hours, err := calendar.ParseHours(in.Hours)
	if err != nil {
		return nil, err
	}
	return calendar.New(calendar.Options{Hours: []calendar.Hours{hours}})
}

// Answer writes the result as text.
func (r Result) Answer() Answer {
	a := Answer{Paused: r.Paused, Provisional: r.Provisional, Trace: r.Trace}
	if !r.Start.IsZero() {
		a.Start = r.Start.Format(time.RFC3339)
	}
	if !r.Due.IsZero() {
		due, day := r.Due.Format(time.RFC3339), r.DueDay
		a.Due, a.DueDay = &due, &day
	}
	return a
}

// momentLayouts: the T may be a blank; without an offset it is Asia/Ho_Chi_Minh.
var momentLayouts = []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", time.RFC3339}

// ParseMoment reads 2006-01-02T15:04 in Asia/Ho_Chi_Minh; seconds are allowed
// and so is an offset, which then holds. A day without a time is no moment.
func ParseMoment(s string) (time.Time, bool) {
	s = strings.Replace(strings.TrimSpace(s), " ", "T", 1)
	for _, layout := range momentLayouts {
		t, err := time.ParseInLocation(layout, s, calendar.Location)
		if err != nil {
			continue
		}
		day, _ := calendar.Split(t)
		return t, day >= calendar.MinDate && day <= calendar.MaxDate
	}
	return time.Time{}, false
}

// ParsePause reads "FROM/TO", or "FROM/" for a pause still open. The error is
// a problem.Problem on field "pause".
func ParsePause(s string) (Pause, error) {
	from, to, found := strings.Cut(s, "/")
	if !found {
		return Pause{}, problem.Of("pause", KeyPause)
	}
	if strings.TrimSpace(from) == "" {
		return Pause{}, problem.Of("pause", KeyPauseFrom)
	}
	var p Pause
	var ok bool
	if p.From, ok = ParseMoment(from); !ok {
		return Pause{}, problem.Of("pause", KeyPause)
	}
	if strings.TrimSpace(to) == "" {
		return p, nil
	}
	if p.To, ok = ParseMoment(to); !ok {
		return Pause{}, problem.Of("pause", KeyPause)
	}
	if split(p.To).before(split(p.From)) {
		return Pause{}, problem.Of("pause", KeyPauseEnds)
	}
	return p, nil
}

func problemsOf(err error) problem.List {
	l, _ := problem.In(err)
	return l
}
