package report_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	figures "motcua/hooks/domain/report"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/seed"
)

// withDemo is a house with three months of dossiers in every state.
func withDemo(t testing.TB) *apptest.House {
	t.Helper()
	h := apptest.Open(t)
	require.NoError(t, seed.Demo(h.App, h.Desk, apptest.Start, func(int, int) {}))
	return h
}

func above(h *apptest.House) access.Actor {
	return access.Actor{ID: "t", Unit: h.Superior.ID, UnitPath: h.Superior.Path, Roles: []access.Role{access.Superior}, Scope: access.Scope{access.Subtree(h.Superior.Path)}}
}

// life is a dossier as its events alone tell it.
type life struct {
	unit, sector string
	events       []casework.Entry
}

// lives reads every dossier from its events.
func lives(t testing.TB, h *apptest.House) []life {
	t.Helper()
	clerk := above(h)
	clerk.Roles = []access.Role{access.Clerk}
	var out []life
	f := casework.Filter{Limit: 500, From: "0001-01-01"}
	for {
		lines, next, err := h.Desk.List(h.App, clerk, f)
		require.NoError(t, err)
		for _, l := range lines {
			events, err := h.Desk.History(h.App, clerk, l.ID)
			require.NoError(t, err)
			v, err := h.Catalog.Version(h.App, l.Version)
			require.NoError(t, err)
			out = append(out, life{l.Unit, v.Body.Sector, events})
		}
		if f.After = next; next == "" {
			return out
		}
	}
}

func dayOf(t time.Time) string { return t.In(calendar.Location).Format(time.DateOnly) }

// slowly counts one life over a period, by walking through its events one by
// one and believing nothing that was entered after the period.
func slowly(l life, p figures.Period) figures.Figures {
	var f figures.Figures
	var now dossier.Dossier
	var pausedLate, marked bool
	asked := map[dossier.Act]int{}
	late := func(at time.Time) bool {
		if halted(now) {
			return pausedLate
		}
		return !now.Due.OriginalAt.IsZero() && deadline.Overdue(now.Due.Unit, now.Due.OriginalAt, at)
	}
	for _, e := range l.events {
		day := dayOf(e.At)
		if day > p.To {
			break
		}
		next := now.Apply(e.Event)
		inside, before := day >= p.From, now
		switch {
		case !before.State.Open() && next.State.Open():
			switch {
			case !inside:
				f.Prior++
			case next.Channel == procedure.Online:
				f.Online++
			default:
				f.Direct++
			}
		case before.State.Open() && !next.State.Open():
			if !inside {
				f.Prior--
				break
			}
			if next.Outcome == "" {
				f.Unfinished++
			}
			verdict := deadline.OnTime
			switch {
			case halted(before) && pausedLate:
				verdict = deadline.Late
			case !halted(before):
				verdict = deadline.Verdict(before.Due.Unit, before.Due.OriginalAt, e.At)
			}
			switch verdict {
			case deadline.Early:
				f.Early++
			case deadline.OnTime:
				f.OnTime++
			default:
				f.Late++
			}
		case halted(next) && !halted(before):
			pausedLate = late(e.At)
		}
		switch e.Kind {
		case dossier.DemandRefused:
			if inside {
				f.Demanded++
			}
		case dossier.GuideBack, dossier.RequestSupplement:
			if asked[e.Kind]++; asked[e.Kind] == 2 && !marked {
				if marked = true; inside {
					f.Again++
				}
			}
		}
		now = next
	}
	if now.State.Open() {
		f.Open++
		if halted(now) {
			f.Paused++
		}
		if late(p.At) {
			f.Overdue++
		}
	}
	return f
}

func halted(d dossier.Dossier) bool {
	return d.State == dossier.Supplementing || d.State == dossier.PaymentDue && d.Due.Paused
}

func period(t testing.TB, from, to string, now time.Time) figures.Period {
	t.Helper()
	p, err := figures.NewPeriod(from, to, "", now)
	require.NoError(t, err)
	return p
}
