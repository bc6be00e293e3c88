package api

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// eventBody is one event of a dossier. detail, the personal values, is null
// for whoever supervises and where it was erased.
type eventBody struct {
	Seq          int               `json:"seq"`
	Kind         dossier.Act       `json:"kind"`
	At           *string           `json:"at"`
	ClaimedAt    *string           `json:"claimed_at"`
	ActorName    string            `json:"actor_name"`
	ToName       string            `json:"to_name"`
	Step         string            `json:"step"`
	Outcome      dossier.Outcome   `json:"outcome"`
	Reason       string            `json:"reason"`
	Ground       string            `json:"ground"`
	Items        []dossier.Item    `json:"items"`
	LimitDay     *string           `json:"limit_day"`
	Slip         string            `json:"slip"`
	Due          *string           `json:"due"`
	DueDay       *string           `json:"due_day"`
	ResultNumber string            `json:"result_number"`
	Shelf        string            `json:"shelf"`
	Paper        string            `json:"paper"`
	Copy         int               `json:"copy"`
	Detail       map[string]string `json:"detail"`
	Hash         string            `json:"hash"`
	PrevHash     string            `json:"prev_hash"`
}

// events gives the history of a dossier, first event first.
func (d Door) events(e *core.RequestEvent, by access.Actor) error {
	entries, err := d.Desk.History(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	out := page[eventBody]{Items: []eventBody{}}
	for _, x := range entries {
		out.Items = append(out.Items, eventOf(x, by.SeesPeople()))
	}
	return answer(e, http.StatusOK, out)
}

func eventOf(x casework.Entry, people bool) eventBody {
	v := x.Data
	out := eventBody{
		Seq: x.Seq, Kind: x.Kind, At: moment(x.At), ClaimedAt: moment(x.ClaimedAt), ActorName: x.ActorName, ToName: v.ToName, Step: v.Step,
		Outcome: v.Outcome, Reason: v.Reason, Ground: x.Ground, Items: list(v.Items), LimitDay: orNull(v.LimitDay), Slip: v.Slip,
		ResultNumber: v.ResultNumber, Shelf: v.Shelf, Paper: v.Paper, Copy: v.Copy, Hash: x.Hash, PrevHash: x.PrevHash,
	}
	if v.Due != nil {
		out.Due, out.DueDay = moment(v.Due.At), orNull(v.Due.Day)
	}
	if !people || x.Detail == nil {
		return out
	}
	out.Detail = map[string]string{}
	for name, text := range x.Detail {
		if text != "" && !strings.HasSuffix(name, "_sealed") {
			out.Detail[name] = text
		}
	}
	return out
}
