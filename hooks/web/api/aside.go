package api

import (
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// asideBody is what another unit is told of a dossier after an act of its own:
// a partner its parts, a place where the dossier stands.
type asideBody struct {
	Code  *string       `json:"code"`
	State dossier.State `json:"state"`
	Parts []partStatus  `json:"parts"`
}

// partStatus is what another agency was asked, and where its part stands.
type partStatus struct {
	ID         string  `json:"id"`
	Key        string  `json:"key"`
	ToName     string  `json:"to_name"`
	Subject    string  `json:"subject"`
	Slip       string  `json:"slip"`
	Linked     bool    `json:"linked"`
	State      string  `json:"state"` // sent, taken, answered, ended
	SentAt     *string `json:"sent_at"`
	Due        *string `json:"due"`
	DueDay     *string `json:"due_day"`
	TakenAt    *string `json:"taken_at"`
	TakenBy    *string `json:"taken_by"`
	AnsweredAt *string `json:"answered_at"`
	AnsweredBy *string `json:"answered_by"`
	Agreed     bool    `json:"agreed"`
}

func asideOf(by access.Actor, c casework.Case) asideBody {
	return asideBody{Code: orNull(c.Code), State: c.State, Parts: partsOf(c, func(p dossier.Part) bool { return by.Works(p.ToPath) })}
}

func partsOf(c casework.Case, mine func(dossier.Part) bool) []partStatus {
	out := []partStatus{}
	for _, p := range c.Parts {
		if mine(p) {
			out = append(out, partStatus{ID: p.ID, Key: p.Key, ToName: p.ToName, Subject: p.Subject, Slip: p.Slip, Linked: p.Linked, State: casework.PartState(c.Dossier, p),
				SentAt: moment(p.SentAt), Due: moment(p.DueAt), DueDay: orNull(p.DueDay), TakenAt: moment(p.TakenAt), TakenBy: orNull(p.TakenBy),
				AnsweredAt: moment(p.AnsweredAt), AnsweredBy: orNull(p.AnsweredBy), Agreed: p.Agreed})
		}
	}
	return out
}
