package api

import (
	"encoding/json"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// runner reads the input of an act and gives back what does it.
type runner func(d *casework.Desk, e *core.RequestEvent, raw []byte) (doer, error)

type doer func(tx core.App, by access.Actor, code string, seen int) (casework.Case, error)

// acts are the acts a machine may do, each with its input.
var acts = map[dossier.Act]runner{
	dossier.Receive:           act(receiveFiled),
	dossier.Forward:           act((*casework.Desk).Forward),
	dossier.Assign:            act((*casework.Desk).Assign),
	dossier.StepBack:          act((*casework.Desk).StepBack),
	dossier.RequestSupplement: act((*casework.Desk).RequestSupplement),
	dossier.AnswerSupplement:  act((*casework.Desk).AnswerSupplement),
	dossier.AskPayment:        act((*casework.Desk).AskPayment),
	dossier.SettlePayment:     act((*casework.Desk).SettlePayment),
	dossier.Extend:            act((*casework.Desk).Extend),
	dossier.Resolve:           act((*casework.Desk).Resolve),
	dossier.Shelve:            act((*casework.Desk).Shelve),
	dossier.Return:            act((*casework.Desk).Return),
	dossier.Decline:           act((*casework.Desk).Decline),
	dossier.Withdraw:          act((*casework.Desk).Withdraw),
	dossier.Stop:              act((*casework.Desk).Stop),
	dossier.GuideBack:         act((*casework.Desk).GuideBack),
	dossier.AnswerGuide:       act((*casework.Desk).AnswerGuide),
	dossier.Undo:              act((*casework.Desk).Undo),
	dossier.Propose:           act((*casework.Desk).Propose),
	dossier.Approve:           act((*casework.Desk).Approve),
	dossier.SendBack:          act((*casework.Desk).SendBack),
	dossier.Reassign:          act((*casework.Desk).Reassign),
	dossier.Recall:            act((*casework.Desk).Recall),
	dossier.Remind:            act((*casework.Desk).Remind),
	dossier.Lapse:             act((*casework.Desk).Lapse),
	dossier.Consult:           act((*casework.Desk).Consult),
	dossier.Acknowledge:       act((*casework.Desk).Acknowledge),
	dossier.AnswerConsult:     act((*casework.Desk).AnswerConsult),
	dossier.PostPublic:        act((*casework.Desk).PostPublic),
	dossier.Apologise:         act((*casework.Desk).Apologise),
	dossier.RequestCorrection: act((*casework.Desk).RequestCorrection),
	dossier.CorrectIntake:     act((*casework.Desk).CorrectIntake),
	dossier.CorrectResult:     act((*casework.Desk).CorrectResult),
	dossier.GiveBack:          act((*casework.Desk).GiveBack),
	dossier.Volunteer:         act((*casework.Desk).Volunteer),
	dossier.Remark:            act((*casework.Desk).Remark),
	dossier.PassOn:            act((*casework.Desk).PassOn),
}

// filedInput is what the clerk decides when a filed dossier is taken in;
// everything else stands in it already.
type filedInput struct {
	Components    []dossier.Paper       `json:"components"` // left out = as filed
	Reuse         []casework.ReuseInput `json:"reuse"`
	Fee           casework.FeeInput     `json:"fee"`
	Promise       string                `json:"promise"`
	ResultChannel string                `json:"result_channel"`
}

func receiveFiled(d *casework.Desk, app core.App, by access.Actor, code string, seen int, in filedInput) (casework.Case, error) {
	got, err := d.ReceiveSubmitted(app, by, code, seen, casework.ReceiveInput{
		Components: in.Components, Reuse: in.Reuse, Fee: in.Fee, Promise: in.Promise, ResultChannel: in.ResultChannel})
	return got.Case, err
}

// act ties a method of the desk to its input.
func act[In any](do func(d *casework.Desk, app core.App, by access.Actor, code string, seen int, in In) (casework.Case, error)) runner {
	return func(d *casework.Desk, e *core.RequestEvent, raw []byte) (doer, error) {
		var in In
		if err := decode(e, raw, &in); err != nil {
			return nil, err
		}
		return func(tx core.App, by access.Actor, code string, seen int) (casework.Case, error) {
			return do(d, tx, by, code, seen, in)
		}, nil
	}
}

// act does one act and answers with the dossier after it.
func (d Door) act(e *core.RequestEvent, by access.Actor) error {
	name := dossier.Act(e.Request.PathValue("act"))
	run, known := acts[name]
	if !known {
		return problem.Problem{Kind: problem.NotFound, Key: dossier.KeyUnknownAct}.With("act", string(name))
	}
	raw, err := read(e)
	if err != nil {
		return err
	}
	input, seen, err := takeSeen(e, raw)
	if err != nil {
		return err
	}
	do, err := run(d.Desk, e, input)
	if err != nil {
		return err
	}
	code := e.Request.PathValue("code")
	return d.once(e, by, raw, func(tx core.App) (casework.Answer, error) {
		c, err := do(tx, by, code, seen)
		if err != nil {
			return casework.Answer{}, err
		}
		if !by.Scope.Has(c.UnitPath) { // a partner or a place: its part, and nothing else of the dossier
			return write(http.StatusOK, asideOf(by, c))
		}
		body, err := d.dossierOf(tx, by, c)
		if err != nil {
			return casework.Answer{}, err
		}
		return write(http.StatusOK, body)
	})
}

// takeSeen parts "seen" from the input of the act; an empty body is an empty input.
func takeSeen(e *core.RequestEvent, raw []byte) ([]byte, int, error) {
	if len(raw) == 0 {
		return []byte("{}"), 0, nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, 0, e.BadRequestError("", problem.Problem{Kind: problem.Invalid, Key: KeyNotJSON})
	}
	part, there := fields["seen"]
	if !there {
		return raw, 0, nil
	}
	var seen int
	if err := json.Unmarshal(part, &seen); err != nil {
		return nil, 0, e.BadRequestError("", problem.Of("seen", KeyWrongType).With("got", string(part)))
	}
	delete(fields, "seen")
	rest, err := json.Marshal(fields)
	return rest, seen, err
}
