package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// RemarkInput is a note to whoever works on the dossier next.
type RemarkInput struct {
	Note string `form:"note" json:"note"`
}

// Remark adds a note; whoever works on the dossier, beside it or only watches
// may write one.
func (d Dossier) Remark(by access.Actor, at time.Time, in RemarkInput) (Event, error) {
	if err := d.Permit(Remark, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "note", in.Note, true)
	e := d.event(Remark, by)
	e.At = at
	return e, bad.Err()
}

// VolunteerInput are papers that nobody asked for and the citizen wants in.
type VolunteerInput struct {
	Papers []Paper `json:"components"`
	Note   string  `form:"note" json:"note"`
}

// Volunteer records papers outside the published list that the citizen brings
// of their own wish. It is the only way such a paper comes in: none can be
// demanded (NĐ 63/2010/NĐ-CP Điều 18.6).
func (d Dossier) Volunteer(by access.Actor, at time.Time, in VolunteerInput) (Event, error) {
	if err := d.Permit(Volunteer, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	if len(in.Papers) == 0 {
		bad.Add("components", KeyRequired)
	}
	var papers []Paper
	for _, p := range in.Papers {
		words(&bad, "components.title", p.Title, true)
		if p.Originals < 0 || p.Copies < 0 || p.Originals > maxPapers || p.Copies > maxPapers || p.Originals+p.Copies == 0 || p.Held < 0 || p.Held > p.Originals {
			bad.Add("components.count", KeyPaperCount)
		}
		p.Key, p.Volunteer, p.Reuse = "volunteered", true, nil
		papers = append(papers, p)
	}
	words(&bad, "note", in.Note, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(Volunteer, by)
	e.At, e.Data = at, Data{Papers: papers}
	return e, nil
}

// DemandRefused writes down that somebody tried to demand papers that no
// published list asks for; the citizen and the superior can see how often.
func (d Dossier) DemandRefused(by access.Actor, at time.Time, items []Item) Event {
	e := d.event(DemandRefused, by)
	e.At, e.Data = at, Data{Items: items}
	return e
}
