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
	PaperNo      string            `json:"paper_no"`
	Components   []dossier.Paper   `json:"components"`   // papers that came in with it
	Back         []dossier.Paper   `json:"back"`         // originals given back
	Days         int               `json:"days"`         // calendar days of a public posting
	PromisedDay  *string           `json:"promised_day"` // of an apology; no due date
	ReceiptNo    int               `json:"receipt_no"`
	VoidNo       int               `json:"void_no"` // receipt that no longer counts
	ResultState  string            `json:"result_state"`
	Replaces     string            `json:"replaces"`
	Part         *partBody         `json:"part"`
	Correction   *correctionBody   `json:"correction"`
	Detail       map[string]string `json:"detail"`
	Hash         string            `json:"hash"`
	PrevHash     string            `json:"prev_hash"`
}

// partBody is what another agency was asked, and how far it is.
type partBody struct {
	Key        string  `json:"key"`
	ToName     string  `json:"to_name"`
	Subject    string  `json:"subject"`
	Slip       string  `json:"slip"`
	Linked     bool    `json:"linked"`
	Wait       bool    `json:"wait"`
	SentAt     *string `json:"sent_at"`
	DueDay     *string `json:"due_day"`
	TakenAt    *string `json:"taken_at"`
	AnsweredAt *string `json:"answered_at"`
	Agreed     bool    `json:"agreed"`
}

func partOf(p *dossier.Part) *partBody {
	if p == nil {
		return nil
	}
	return &partBody{Key: p.Key, ToName: p.ToName, Subject: p.Subject, Slip: p.Slip, Linked: p.Linked, Wait: p.Wait, SentAt: moment(p.SentAt),
		DueDay: orNull(p.DueDay), TakenAt: moment(p.TakenAt), AnsweredAt: moment(p.AnsweredAt), Agreed: p.Agreed}
}

// correctionBody is what an intake was to be put right to, without people.
type correctionBody struct {
	Procedure string `json:"procedure"`
	Case      string `json:"case"`
	ByName    string `json:"by_name"`
	Reason    string `json:"reason"`
}

func correctionOf(c *dossier.Correction) *correctionBody {
	if c == nil {
		return nil
	}
	return &correctionBody{Procedure: c.Procedure, Case: c.Case, ByName: c.ByName, Reason: c.Reason}
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
		ResultNumber: v.ResultNumber, Shelf: v.Shelf, Paper: v.Paper, Copy: v.Copy, Hash: x.Hash, PaperNo: v.PaperNo,
		Components: list(v.Papers), Back: list(v.Back), Days: v.Days, PromisedDay: orNull(v.PromisedDay), ReceiptNo: v.ReceiptNo, VoidNo: v.VoidNo,
		ResultState: v.ResultState, Replaces: v.Replaces, Part: partOf(v.Part), Correction: correctionOf(v.Correction), PrevHash: x.PrevHash,
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
