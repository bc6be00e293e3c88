package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/service/casework"
)

// receiveBody is an intake as a machine sends it.
type receiveBody struct {
	casework.ReceiveInput
	Answers answers `json:"answers"` // shadows the input's own: numbers and yes/no are welcome too
}

// answers of a declaration, each a text, a number or a yes/no.
type answers form.Answers

// UnmarshalJSON reads every scalar as the text a form would send.
func (a *answers) UnmarshalJSON(b []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return &json.UnmarshalTypeError{Value: "no object"}
	}
	*a = answers{}
	for name, v := range raw {
		var text string
		switch s := string(v); {
		case s == "null" || s == "false":
		case s == "true":
			text = "yes"
		case s[0] == '"':
			if err := json.Unmarshal(v, &text); err != nil {
				return err
			}
		case s[0] == '{' || s[0] == '[':
			return &json.UnmarshalTypeError{Value: "a list or object", Field: name}
		default:
			text = s
		}
		(*a)[name] = text
	}
	return nil
}

// receivedBody answers an intake.
type receivedBody struct {
	ID          string          `json:"id"`
	Code        *string         `json:"code"`
	Ref         string          `json:"ref"`
	State       dossier.State   `json:"state"`
	Due         *string         `json:"due"`
	DueDay      *string         `json:"due_day"`
	TotalDue    *string         `json:"total_due"` // of the whole, when linked procedures follow
	TotalDueDay *string         `json:"total_due_day"`
	Provisional bool            `json:"provisional"`
	Version     int             `json:"version"`
	TrackURL    string          `json:"track_url"`
	ReceiptURL  string          `json:"receipt_url"`
	Trace       []deadline.Line `json:"trace"`
}

// receive takes a dossier in at the desk.
func (d Door) receive(e *core.RequestEvent, by access.Actor) error {
	raw, err := read(e)
	if err != nil {
		return err
	}
	var body receiveBody
	if err := decode(e, raw, &body); err != nil {
		return err
	}
	in := body.ReceiveInput
	if len(body.Answers) > 0 { // left out or empty: they stand on the paper declaration
		in.Answers = form.Answers(body.Answers)
	}
	return d.once(e, by, raw, func(tx core.App) (casework.Answer, error) {
		got, err := d.Desk.Receive(tx, by, in)
		if err != nil {
			return casework.Answer{}, err
		}
		j, err := got.Joint()
		if err != nil {
			return casework.Answer{}, err
		}
		base := d.base(e)
		paper := base + "/mot-cua/ho-so/" + url.PathEscape(got.Code) + "/phieu"
		if got.Code == "" { // taken in for another unit, which gives the code
			paper = base + "/nhan-ho/" + got.ID + "/phieu"
		}
		return write(http.StatusCreated, receivedBody{
			ID: got.ID, Code: orNull(got.Code), Ref: got.Ref, State: got.State, Due: moment(got.Due.At), DueDay: orNull(got.Due.Day),
			Provisional: got.Due.Provisional, Version: got.Version.No,
			TrackURL:   fmt.Sprintf("%s/t/%s?k=%s", base, got.Ref, got.Token),
			ReceiptURL: paper, TotalDue: moment(j.At), TotalDueDay: orNull(j.Day),
			Trace: list(got.Trace),
		})
	})
}
