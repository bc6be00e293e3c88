package public

import (
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// trackPart is what another agency does, in words.
type trackPart struct{ Who, What, State, Day string }

// follow says what other agencies do for the dossier, and the day of the whole.
func (p *trackPage) follow(t casework.Tracked) {
	for _, x := range t.Parts {
		what := x.Title
		if what == "" {
			what = templates.Text("track.part.opinion", nil)
		}
		day := ""
		if x.Day != "" && x.State != casework.PartAnswered && x.State != casework.PartEnded {
			day = templates.Text("track.part.due", map[string]string{"day": templates.ShortDay(x.Day)})
		}
		p.Parts = append(p.Parts, trackPart{Who: x.Agency, What: what, State: templates.Text("track.part."+x.State, nil), Day: day})
	}
	if t.Total.IsZero() {
		return
	}
	p.Total = &templates.Due{Label: templates.Text("track.total", nil), At: t.Total, Clock: templates.Text("track.before", map[string]string{"time": templates.Clock(t.Total)})}
	if p.Dated {
		p.Due.Label = templates.Text("track.own", nil)
	}
}
