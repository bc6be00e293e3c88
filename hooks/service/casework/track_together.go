package casework

import "time"

// TrackedTogether is what the public may know of other agencies in a dossier.
type TrackedTogether struct {
	Total time.Time // the whole appointment, when other procedures follow
	Parts []TrackedPart
}

// TrackedPart is what another agency does for the dossier; nothing in it is
// personal, and what it was asked in words is not told.
type TrackedPart struct {
	Agency string
	Title  string // of a linked procedure; "" = it is asked for its opinion
	State  string // next, or a state of a part
	Day    string // due day
}

// together lists what other agencies do: linked procedures in their order, then
// whoever is asked for an opinion.
func together(c Case) (TrackedTogether, error) {
	j, err := c.Joint()
	if err != nil {
		return TrackedTogether{}, err
	}
	t := TrackedTogether{Total: j.At}
	for _, l := range j.Links {
		p := TrackedPart{Agency: l.Agency, Title: l.Title, State: "next", Day: l.Day}
		if l.Opened {
			p.Agency, p.State = l.Part.ToName, PartState(c.Dossier, l.Part)
		}
		t.Parts = append(t.Parts, p)
	}
	for _, p := range c.Parts {
		if p.Link != "" {
			continue
		}
		x := TrackedPart{Agency: p.ToName, State: PartState(c.Dossier, p), Day: p.DueDay}
		if p.Linked {
			x.Title = p.Subject
		}
		t.Parts = append(t.Parts, x)
	}
	return t, nil
}
