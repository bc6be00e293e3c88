package api_test

import (
	"encoding/json"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

// object is a JSON object as it was answered.
type object map[string]any

func (o object) text(name string) string { s, _ := o[name].(string); return s }

func (o object) items(t *testing.T) []object {
	t.Helper()
	raw, ok := o["items"].([]any)
	require.True(t, ok, "no items in %v", o)
	out := make([]object, len(raw))
	for i, x := range raw {
		out[i] = x.(map[string]any)
	}
	return out
}

// code is the problem code of a field of an error answer.
func (o object) code(field string) string {
	data, _ := o["data"].(map[string]any)
	f, _ := data[field].(map[string]any)
	s, _ := f["code"].(string)
	return s
}

// want reads an answer that must have a status.
func want(t *testing.T, status int, rec *httptest.ResponseRecorder) object {
	t.Helper()
	require.Equal(t, status, rec.Code, rec.Body.String())
	var o object
	require.NoError(t, json.Unmarshal(rec.Body.Bytes(), &o), rec.Body.String())
	return o
}

// intake is a dossier with nothing wrong: 3 working days, one required paper.
func intake(change ...func(object)) object {
	o := object{
		"procedure": "1.010039", "channel": "desk",
		"applicant":  object{"name": "Nguyễn Thị Bưởi", "identity_number": "099190000123", "birth": "1990-05-12", "phone": "0912345678", "address": "Thôn Đình"},
		"components": []object{{"key": "declaration", "originals": 1}},
		"answers":    object{"kind": "head", "what": "Đổi chủ hộ"},
	}
	for _, c := range change {
		c(o)
	}
	return o
}

// received posts an intake and returns the answer.
func received(t *testing.T, clerk *apptest.Visitor, change ...func(object)) object {
	t.Helper()
	return want(t, 201, clerk.JSON("POST", "/api/motcua/dossiers", intake(change...)))
}

// act does an act that must succeed and returns the dossier after it.
func act(t *testing.T, who *apptest.Visitor, code, name string, in object) object {
	t.Helper()
	return want(t, 200, who.JSON("POST", "/api/motcua/dossiers/"+code+"/acts/"+name, in))
}

// people of the first commune.
type people struct {
	clerk, officer, leader, cashier *apptest.Visitor
	officerID, leaderID             string
}

func office(h *apptest.House) people {
	return people{
		clerk: h.As(access.Clerk, 0), officer: h.As(access.Officer, 0), leader: h.As(access.Leader, 0), cashier: h.As(access.Cashier, 0),
		officerID: h.Staff(access.Officer, 0).Id, leaderID: h.Staff(access.Leader, 0).Id,
	}
}

// resolved brings a dossier to its result.
func (p people) resolved(t *testing.T) string {
	t.Helper()
	code := received(t, p.clerk).text("code")
	act(t, p.clerk, code, "forward", object{"to": p.officerID})
	act(t, p.officer, code, "forward", object{"to": p.leaderID, "outcome": "granted"})
	act(t, p.leader, code, "resolve", object{"outcome": "granted"})
	return code
}
