package dossier

import (
	"slices"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/procedure"
)

// Turn is the time that one person had the dossier at one step of its internal
// process (quy trình nội bộ). Working time is minutes of office hours on
// working days; what the legal clock does not count is left out.
type Turn struct {
	Step   procedure.Step
	Holder string    // staff id
	Name   string    // of the holder, "" when the event does not say
	Giver  string    // name of whoever handed it over; "" for the first
	Act    Act       // that began the turn
	Given  time.Time // when the holder got it
	Done   time.Time // when the holder handed it on; zero while it is there
	Used   int       // working minutes of this turn
	Spent  int       // working minutes of the step so far, earlier holders included
	Due    time.Time // when the norm of the step runs out; zero without a norm
	Seq    int       // number of the event that ended the turn; 0 while it lasts
}

// Steps reads from the events of a dossier who had it when and how long, by
// the calendar of its unit. A step that is entered again after it was left
// begins with its whole norm; another person at the same step does not.
//
// The norms are the office's own (TCVN ISO 9001): they warn, they are not the
// legal limit.
func Steps(events []Event, flow []procedure.Step, cal *calendar.Calendar, now time.Time) []Turn {
	w := walker{flow: flow}
	for _, e := range events {
		w.take(e)
	}
	stops := merged(w.d.stood(now), now)
	for i := range w.turns {
		w.turns[i].reckon(cal, stops, w.before(i), w.entered(i), now)
	}
	return w.turns
}

// walker folds the events and notes every change of hands.
type walker struct {
	d     Dossier
	flow  []procedure.Step
	turns []Turn
}

// span is a stretch of time; an open one has no To.
type span struct{ from, to time.Time }

func (w *walker) take(e Event) {
	was := w.d
	w.d = was.Apply(e)
	open := len(w.turns) > 0 && w.turns[len(w.turns)-1].Done.IsZero()
	moved := was.Step != w.d.Step || was.Holder != w.d.Holder
	if open && (moved || w.d.State == Resolved && was.State != Resolved || w.d.State.Ended() || e.Kind == Shelve) {
		last := &w.turns[len(w.turns)-1]
		last.Done, last.Seq = e.At, e.Seq
	}
	switch {
	case moved && w.d.Holder != "" && !w.d.ReceivedAt.IsZero():
		w.begin(e, w.d.Step, w.d.Holder)
	case e.Kind == Resolve:
		if n := len(w.flow); n > 0 && access.Role(w.flow[n-1].Role) == access.Clerk {
			w.begin(e, w.flow[n-1].Key, "") // the desk gets the result, whoever of it
		}
	}
}

// begin opens the turn of a holder at a step.
func (w *walker) begin(e Event, step, holder string) {
	t := Turn{Step: procedure.Step{Key: step}, Holder: holder, Name: e.Data.ToName, Giver: e.ActorName, Act: e.Kind, Given: e.At}
	if i := slices.IndexFunc(w.flow, func(s procedure.Step) bool { return s.Key == step }); i >= 0 {
		t.Step = w.flow[i]
	}
	if e.Kind == Receive {
		t.Name, t.Giver, t.Given = e.ActorName, "", w.d.ReceivedAt
	}
	w.turns = append(w.turns, t)
}

// stood are the pauses of the legal clock, which no step answers for either.
func (d Dossier) stood(now time.Time) []span {
	var out []span
	for _, p := range d.Pauses {
		if !p.From.After(now) {
			out = append(out, span{p.From, p.To})
		}
	}
	return out
}

// merged sorts stretches and joins those that touch; an open one lasts until now.
func merged(list []span, now time.Time) []span {
	slices.SortFunc(list, func(a, b span) int { return a.from.Compare(b.from) })
	var out []span
	for _, s := range list {
		if s.to.IsZero() {
			s.to = now
		}
		if n := len(out); n > 0 && !s.from.After(out[n-1].to) {
			if s.to.After(out[n-1].to) {
				out[n-1].to = s.to
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// same is the turn with which turn i goes on at the same step: the one before
// it, or, after a recall, the one that was taken back to; -1 when the step
// begins with it.
func (w *walker) same(i int) int {
	for _, j := range []int{i - 1, i - 2} {
		if j < 0 || j < i-1 && w.turns[i].Act != Recall {
			break
		}
		if w.turns[j].Step.Key == w.turns[i].Step.Key {
			return j
		}
	}
	return -1
}

// before is the working time of the visit to the step of turn i until it
// began: of earlier holders, and of a hand-over that was taken back.
func (w *walker) before(i int) int {
	j := w.same(i)
	if j < 0 {
		return 0
	}
	spent := w.turns[j].Spent
	for k := j + 1; k < i; k++ {
		spent += w.turns[k].Used
	}
	return spent
}

// entered is when the visit to the step of turn i began, whoever had it first.
func (w *walker) entered(i int) time.Time {
	for j := w.same(i); j >= 0; j = w.same(i) {
		i = j
	}
	return w.turns[i].Given
}

func (t *Turn) reckon(cal *calendar.Calendar, stops []span, before int, entered, now time.Time) {
	end := t.Done
	if end.IsZero() {
		end = now
	}
	t.Used = cal.Minutes(t.Given, end)
	for _, s := range stops {
		t.Used -= cal.Minutes(later(s.from, t.Given), earlier(s.to, end))
	}
	t.Spent = before + t.Used
	if t.Step.Norm > 0 {
		t.Due = due(cal, entered, t.Step.Norm, stops)
	}
}

// due is when so many working minutes have gone by, the stops left out.
func due(cal *calendar.Calendar, from time.Time, minutes int, stops []span) time.Time {
	for _, s := range stops {
		if !s.to.After(from) {
			continue
		}
		if s.from.After(from) {
			free := cal.Minutes(from, s.from)
			if free >= minutes {
				break
			}
			minutes -= free
		}
		from = s.to
	}
	return cal.After(from, minutes)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Left is the working time that the norm of the step still leaves, negative
// when it is past; 0 without a norm.
func (t Turn) Left() int {
	if t.Step.Norm == 0 {
		return 0
	}
	return t.Step.Norm - t.Spent
}

// Verdict of a turn by the norm of its step (Mẫu số 06: trước hạn, đúng hạn,
// quá hạn): late past the norm; a norm in days is on time on its last day, a
// shorter one at its last minute; early before. "" without a norm, and while
// the turn lasts within its norm.
func (t Turn) Verdict() string {
	switch {
	case t.Step.Norm == 0 || t.Done.IsZero() && t.Left() >= 0:
		return ""
	case t.Left() < 0:
		return deadline.Late
	case t.Left() == 0:
		return deadline.OnTime
	}
	last, _ := calendar.Split(t.Due)
	done, _ := calendar.Split(t.Done)
	if t.Step.Norm >= procedure.DayMinutes && last == done {
		return deadline.OnTime
	}
	return deadline.Early
}
