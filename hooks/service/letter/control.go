package letter

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/templates"
)

// control fills Mẫu số 06 from the events, as they stand at a moment.
func (o Office) control(f file, m paper.Matter, until time.Time) paper.Doc {
	var events []dossier.Event
	notes := map[int]casework.Entry{}
	var now dossier.Dossier
	for _, e := range f.history {
		events, notes[e.Seq] = append(events, e.Event), e
		now = now.Apply(e.Event)
	}
	turns := dossier.Steps(events, f.c.Flow(), f.c.Cal, until)
	x := paper.Control{Matter: m, Joint: f.c.Version.Body.Coordinating, Standing: standing(now)}
	x.DueAt, x.TrackURL = firstTime(now.Due.At, now.ResolvedAt), ""
	if now.Due.At.IsZero() {
		x.DueAt = time.Time{}
	}
	for i, t := range turns {
		if t.Done.IsZero() {
			x.Now = whereNow(f.c, t)
			continue
		}
		x.Rows = append(x.Rows, handover(f.c, turns, i, notes[t.Seq]))
	}
	for _, e := range f.history {
		if e.Kind == dossier.Return {
			x.Rows = append(x.Rows, paper.Handover{GaveUnit: org.Centre, Gave: e.ActorName, TookUnit: templates.Text("paper.applicant", nil), At: e.At, Note: templates.Text("event.return", nil)})
		}
	}
	return x.Doc()
}

// handover is the end of a turn: from its holder to the next.
func handover(c casework.Case, turns []dossier.Turn, i int, e casework.Entry) paper.Handover {
	t := turns[i]
	h := paper.Handover{GaveUnit: unitOf(c, t), Gave: t.Name, At: t.Done, Step: t.Step.Title, Verdict: t.Verdict(), Used: t.Spent, Norm: t.Step.Norm, Note: e.Detail["note"]}
	if t.Name == "" {
		h.Gave = e.ActorName
	}
	if i+1 < len(turns) && turns[i+1].Given.Equal(t.Done) {
		h.TookUnit, h.Took = unitOf(c, turns[i+1]), turns[i+1].Name
	} else if e.Kind == dossier.Shelve {
		h.TookUnit = templates.Text("paper.shelf", nil)
	} else {
		h.TookUnit = templates.Text("paper.applicant", nil) // it ended without a result
	}
	if e.Kind != dossier.Forward && h.Note == "" {
		h.Note = templates.Text("event."+string(e.Kind), nil)
	}
	return h
}

// unitOf is where a step is done: at the desk, or in the commune behind it.
func unitOf(c casework.Case, t dossier.Turn) string {
	if access.Role(t.Step.Role) == access.Clerk {
		return org.Centre
	}
	return c.UnitRow.Name
}

func whereNow(c casework.Case, t dossier.Turn) string {
	s := t.Step.Title
	if t.Name != "" {
		s += " – " + t.Name
	} else {
		s += " – " + unitOf(c, t)
	}
	if rest := Rest(t); rest != "" {
		s += "; " + rest
	}
	return s
}

// Rest is what the norm of a step leaves, in working time: "còn 3 giờ", "quá 1
// ngày 2 giờ"; "" without a norm.
func Rest(t dossier.Turn) string {
	switch {
	case t.Step.Norm == 0:
		return ""
	case t.Left() < 0:
		return templates.Text("paper.step_over", map[string]string{"span": paper.Span(t.Left())})
	}
	return templates.Text("paper.step_left", map[string]string{"span": paper.Span(t.Left())})
}

// standing are the stretches that no step answers for.
func standing(d dossier.Dossier) []string {
	var out []string
	for _, p := range d.Pauses {
		key, args := "paper.pause", map[string]string{"from": paper.ShortMoment(p.From), "to": paper.ShortMoment(p.To), "why": why(p.Why)}
		if p.To.IsZero() {
			key = "paper.pause_open"
		}
		s := templates.Text(key, args)
		if p.Slip != "" {
			s += templates.Text("paper.pause_slip", map[string]string{"slip": p.Slip})
		}
		out = append(out, s)
	}
	return out
}

func why(reason string) string {
	if key := "paper.why." + reason; templates.HasText(key) {
		return templates.Text(key, nil)
	}
	return reason
}
