package public

import (
	"strconv"
	"strings"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// stages are the words of two appointments: one for the notice of what is to
// be paid, one for the result.
var stages = []string{"track.stage_1", "track.stage_2"}

// more says what the events add: what to bring until when, who is waited for,
// and what was put right.
func (p *trackPage) more(t casework.Tracked, today string) {
	p.Bring, p.Again = t.Items, t.Again
	if t.LimitDay != "" {
		key := "track.until"
		if t.LimitDay < today {
			key = "track.until_over"
		}
		p.Until = templates.Text(key, map[string]string{"day": templates.Day(t.LimitDay)})
	}
	if t.Times > 1 {
		p.Times = templates.Text("track.times", map[string]string{"n": strconv.Itoa(t.Times)})
	}
	say := func(key, name, value string) {
		if value != "" {
			p.Notes = append(p.Notes, templates.Text(key, map[string]string{name: value}))
		}
	}
	for _, x := range t.Held {
		key := "track.held_one"
		if x.Title == "" {
			key = "track.held_other"
		}
		p.Held = append(p.Held, templates.Text(key, map[string]string{"title": x.Title, "n": strconv.Itoa(x.N)}))
	}
	p.HeldHow = templates.Text("track.held_open", nil)
	if !t.State.Open() && t.State != dossier.Resolved && t.State != dossier.Submitted && t.State != dossier.Draft {
		p.HeldHow = templates.Text("track.held_over", nil)
	}
	say("track.partners", "names", strings.Join(t.Partners, ", "))
	if !t.Posted.IsZero() {
		say("track.posted", "day", templates.Day(t.Posted))
	}
	for _, n := range t.Voids {
		say("track.void", "no", number(n))
	}
	if t.Receipt > 0 {
		say("track.receipt", "no", number(t.Receipt))
	}
	if t.Demands > 0 {
		say("track.demanded", "n", strconv.Itoa(t.Demands))
	}
}

// number is a receipt's number as it is printed.
func number(n int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, 4-len(s))) + s
}
