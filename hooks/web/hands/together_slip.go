package hands

import (
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/templates"
)

// returned is what went to a collector with one dossier.
type returned struct {
	c         casework.Case
	end       casework.Entry // the event of the return
	originals int
}

// togetherSlip is one paper that the collector signs for all results: what was
// handed over is read from the events, so that it says what happened.
func (h hands) togetherSlip(e *core.RequestEvent, by access.Actor) error {
	var list []returned
	for _, code := range first(e.Request.URL.Query()["ma"]) {
		x, err := h.returned(e, by, code)
		if err != nil {
			return err
		}
		if len(list) > 0 && x.end.Detail["collector"] != list[0].end.Detail["collector"] {
			continue // another visitor's: no paper of this one
		}
		list = append(list, x)
	}
	if len(list) == 0 {
		return problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	s, err := h.sheet(e, by, templates.Text("together.paper", nil))
	if err != nil {
		return err
	}
	end := list[0].end
	s.At, s.By, s.Tight, s.Kind = end.At, end.ActorName, true, "taken"
	if s.Size = "A5"; len(list) > 8 {
		s.Size = "A4"
	}
	s.Under = []string{templates.Text("together.to", map[string]string{"name": end.Detail["collector"], "at": paper.LongMoment(end.At)})}
	if proof := end.Detail["authority"]; proof != "" {
		s.Under = append(s.Under, templates.Text("together.proof", map[string]string{"proof": proof}))
	}
	s.Columns = columns("together.", column{"no", 5, true}, column{"code", 22, true}, column{"procedure", 38, false}, column{"result", 22, false}, column{"originals", 13, true})
	sum := 0
	for i, x := range list {
		result := templates.Text("outcome."+string(x.c.Outcome), nil)
		s.Rows = append(s.Rows, []string{strconv.Itoa(i + 1), x.c.Code, x.c.Version.Body.Name, strings.TrimSuffix(result+", "+x.c.ResultNumber, ", "), strconv.Itoa(x.originals)})
		sum += x.originals
	}
	s.After = []string{templates.Text("together.sum", map[string]string{"n": strconv.Itoa(len(list)), "originals": strconv.Itoa(sum)})}
	s.Signs = []string{templates.Text("together.collector", nil), templates.Text("custody.clerk", nil)}
	s.Names = []string{end.Detail["collector"], end.ActorName}
	return h.print(e, by, s, pathReady, "")
}

// returned reads from the history of a dossier of the actor's unit what was
// handed over, and when.
func (h hands) returned(e *core.RequestEvent, by access.Actor, code string) (returned, error) {
	none := problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	c, err := h.Desk.Find(e.App, by, code)
	if err != nil {
		return returned{}, err
	}
	if !by.Works(c.UnitPath) {
		return returned{}, none
	}
	history, err := h.Desk.History(e.App, by, code)
	if err != nil {
		return returned{}, err
	}
	out := returned{c: c}
	for _, x := range history {
		if x.Kind == dossier.Return {
			out.end = x
		}
	}
	if out.end.ID == "" {
		return out, none
	}
	for _, x := range history {
		if x.Kind == dossier.GiveBack && out.end.At.Sub(x.At).Abs().Minutes() < 5 && x.Detail["to"] == out.end.Detail["collector"] {
			for _, p := range x.Data.Back {
				out.originals += p.Originals
			}
		}
	}
	return out, nil
}
