package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Codes of what giving originals back may get wrong.
const (
	KeyBackNone = "dossier.back_none"
	KeyBackMore = "dossier.back_more_than_held"
)

// GiveBackInput hands originals back to the citizen.
type GiveBackInput struct {
	Papers []Paper `json:"components"` // Originals of each = how many are given back
	To     string  `form:"to" json:"to"`
	Number string  `form:"number" json:"number"` // identity number of whoever takes them
	Proof  string  `form:"proof" json:"proof"`   // how the person signed, or a document of authority in words
	Note   string  `form:"note" json:"note"`

	Record Authority `form:"authority_record" json:"authority_record,omitzero"` // document of authority, when another person takes them
}

// GiveBack records originals that went back to the citizen: what, how many and
// to whom. No more can go back than the office holds.
func (d Dossier) GiveBack(by access.Actor, at time.Time, in GiveBackInput) (Event, error) {
	if err := d.Permit(GiveBack, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "to", in.To, true)
	words(&bad, "proof", in.Proof, false)
	words(&bad, "note", in.Note, false)
	if !in.Record.Zero() {
		bad = append(bad, in.Record.Check("authority_record.", at)...)
	}
	var back []Paper
	for _, p := range in.Papers {
		if p.Originals == 0 {
			continue
		}
		if p.Originals < 0 || p.Originals > d.holds(p) {
			bad.Add("components."+p.Key, KeyBackMore)
		}
		back = append(back, p)
	}
	if len(back) == 0 {
		bad.Add("components", KeyBackNone)
	}
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(GiveBack, by)
	e.At, e.Data = at, Data{Back: back}
	return e, nil
}

// holds is how many originals of a paper the office holds.
func (d Dossier) holds(p Paper) int {
	for _, h := range d.Held {
		if h.Key == p.Key && h.Title == p.Title {
			return h.Held
		}
	}
	return 0
}

// hold adds what of papers is kept for now to the ledger of originals.
func (d Dossier) hold(papers []Paper) Dossier {
	for _, p := range papers {
		if p.Held > 0 {
			d.Held = tally(d.Held, p, p.Held)
		}
	}
	return d
}

// giveBack takes what went back off the ledger.
func (d Dossier) giveBack(back []Paper) Dossier {
	for _, p := range back {
		d.Held = tally(d.Held, p, -p.Originals)
	}
	return d
}

// tally changes the count of one paper; a count of none leaves the ledger.
func tally(held []Paper, p Paper, by int) []Paper {
	var out []Paper
	found := false
	for _, h := range held {
		if h.Key == p.Key && h.Title == p.Title {
			found = true
			h.Held += by
		}
		if h.Held > 0 {
			out = append(out, h)
		}
	}
	if !found && by > 0 {
		out = append(out, Paper{Key: p.Key, Title: p.Title, Held: by})
	}
	return out
}
