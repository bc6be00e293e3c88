package api_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

func TestTheStoryFromReceiptToReturn(t *testing.T) {
	h := apptest.Open(t)
	p := office(h)
	code := p.resolved(t)
	path := "/api/motcua/dossiers/" + code
	got := want(t, 200, p.clerk.Get(path))
	assert.Equal(t, "resolved", got.text("state"))
	assert.Equal(t, "granted", got.text("outcome"))
	assert.Equal(t, "early", got.text("lateness"))
	act(t, p.clerk, code, "shelve", object{"shelf": "A3", "result_number": "12/2026"})
	got = act(t, p.clerk, code, "return", object{"collector_name": "Nguyễn Thị Bưởi", "collector_number": "099190000123", "checked": true, "seen": got["seen"].(float64) + 1})
	assert.Equal(t, "returned", got.text("state"))
	assert.Equal(t, "12/2026", got.text("result_number"))
	assert.Empty(t, got["allowed_acts"])
	events := want(t, 200, p.clerk.Get(path+"/events")).items(t)
	var kinds []string
	for _, e := range events {
		kinds = append(kinds, e.text("kind"))
	}
	assert.Equal(t, []string{"receive", "forward", "forward", "resolve", "shelve", "return"}, kinds)
	detail := events[5]["detail"].(map[string]any)
	assert.Equal(t, "Nguyễn Thị Bưởi", detail["collector"])
	assert.NotContains(t, detail, "collector_number_sealed")
	assert.Equal(t, "099•••••0123", detail["collector_number"])
	assert.Equal(t, events[4]["hash"], events[5]["prev_hash"])
}

func TestSupplementPausesAndExtensionMoves(t *testing.T) {
	h := apptest.Open(t)
	p := office(h)
	code := received(t, p.clerk).text("code")
	got := act(t, p.clerk, code, "request_supplement", object{"limit_day": "2026-12-10",
		"items": []object{{"component": "declaration", "title": "Tờ khai", "defect": "Thiếu chữ ký", "ground": "Điều 5"}}})
	assert.Equal(t, "supplementing", got.text("state"))
	assert.Nil(t, got["due"])
	assert.Equal(t, true, got["paused"])
	due := want(t, 200, p.clerk.Get("/api/motcua/dossiers/"+code+"/deadline"))
	assert.Nil(t, due["due"])
	assert.Equal(t, true, due["paused"])
	h.SetNow("2026-11-23T10:00")
	got = act(t, h.As(access.Clerk, 0), code, "answer_supplement", object{"components": []object{{"key": "declaration", "originals": 1}}})
	assert.Equal(t, "2026-11-27T17:00:00+07:00", got.text("due"))
	got = act(t, h.As(access.Leader, 0), code, "extend", object{"n": 2, "reason": "Chờ xác minh", "slip": "3/XL"})
	assert.Equal(t, "2026-12-01", got.text("due_day"))
	assert.Equal(t, "2026-11-27", got.text("original_due_day"))
	due = want(t, 200, h.As(access.Clerk, 0).Get("/api/motcua/dossiers/"+code+"/deadline"))
	assert.Equal(t, "2026-12-01T17:00:00+07:00", due.text("due"))
	assert.Equal(t, due.text("due"), due.text("promised_due"))
	assert.NotEmpty(t, due["trace"])
}

func TestActLadder(t *testing.T) {
	h := apptest.Open(t)
	p := office(h)
	code := received(t, p.clerk).text("code")
	path := "/api/motcua/dossiers/" + code + "/acts/"
	to := object{"to": p.officerID}
	want(t, 401, h.Guest().JSON("POST", path+"forward", to))
	want(t, 403, h.As(access.Superior, 0).JSON("POST", path+"forward", to))
	want(t, 403, h.As(access.Inspector, 0).JSON("POST", path+"forward", to))
	assert.Equal(t, "dossier.act_not_yours", want(t, 403, p.clerk.JSON("POST", path+"assign", to)).code("_"))
	assert.Equal(t, "dossier.held_by_other", want(t, 403, p.officer.JSON("POST", path+"forward", to)).code("_"))
	assert.Equal(t, "dossier.unknown_act", want(t, 404, p.clerk.JSON("POST", path+"fly", to)).code("_"))
	assert.Equal(t, "dossier.act_not_allowed", want(t, 409, p.clerk.JSON("POST", path+"return", object{})).code("_"))
	assert.Equal(t, "required", want(t, 422, p.clerk.JSON("POST", path+"forward", object{})).code("to"))
	assert.Equal(t, "dossier.no_such_staff", want(t, 422, p.clerk.JSON("POST", path+"forward", object{"to": h.Staff(access.Officer, 1).Id})).code("to"))
	assert.Equal(t, "dossier.not_step_role", want(t, 422, p.clerk.JSON("POST", path+"forward", object{"to": p.leaderID})).code("to"))
	assert.Equal(t, "api.unknown_field", want(t, 422, p.clerk.JSON("POST", path+"forward", object{"to": p.officerID, "holder": "x"})).code("holder"))
	assert.Equal(t, "api.wrong_type", want(t, 400, p.clerk.JSON("POST", path+"forward", object{"seen": "x"})).code("seen"))
	assert.Equal(t, "api.not_json", want(t, 400, p.clerk.JSON("POST", path+"forward", 5)).code("_"))
	assert.Equal(t, "dossier.changed_meanwhile", want(t, 409, p.clerk.JSON("POST", path+"forward", object{"to": p.officerID, "seen": 99})).code("_"))
	got := act(t, p.clerk, code, "forward", object{"to": p.officerID, "seen": 1})
	assert.Equal(t, "processing", got.text("state"))
	assert.Equal(t, p.officerID, got.text("holder"))
	want(t, 403, p.clerk.JSON("POST", path+"forward", to))
}

func TestNotYoursAndNotThereAreOneAnswer(t *testing.T) {
	h := apptest.Open(t)
	code := received(t, h.As(access.Clerk, 0)).text("code")
	stranger := h.As(access.Clerk, 1)
	const root, no = "/api/motcua/dossiers/", "H99.132-261120-9999"
	for _, rest := range []string{"", "/events", "/deadline", "/files", "/files/abc"} {
		theirs, none := stranger.Get(root+code+rest), stranger.Get(root+no+rest)
		assert.Equal(t, 404, theirs.Code, rest)
		assert.Equal(t, none.Body.String(), theirs.Body.String(), rest)
		assert.NotEqual(t, 500, none.Code)
	}
	theirs, none := stranger.JSON("POST", root+code+"/acts/withdraw", object{"reason": "x"}), stranger.JSON("POST", root+no+"/acts/withdraw", object{"reason": "x"})
	assert.Equal(t, 404, theirs.Code)
	assert.Equal(t, none.Body.String(), theirs.Body.String())
	act(t, h.As(access.Clerk, 0), code, "withdraw", object{"reason": "x"})
}

func TestFiledDossierIsReceivedOrDeclined(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	file := func() string {
		got, err := h.Desk.Submit(h.App, access.Actor{}, casework.ReceiveInput{Unit: "an-binh", Procedure: "1.010039",
			Applicant:  casework.PersonInput{Name: "Trần Thị Na", Phone: "0912345678"},
			Components: []dossier.Paper{{Key: "declaration", Originals: 1}}, Answers: map[string]string{"kind": "head", "what": "x"}})
		assert.NoError(t, err)
		return got.ID
	}
	id := file()
	got := want(t, 200, clerk.Get("/api/motcua/dossiers/"+id))
	assert.Nil(t, got["code"])
	assert.ElementsMatch(t, []any{"guide_back", "receive", "decline", "withdraw", "volunteer", "remark"}, got["allowed_acts"])
	want(t, 409, clerk.Get("/api/motcua/dossiers/"+id+"/deadline"))
	got = act(t, clerk, id, "receive", object{"seen": got["seen"]})
	assert.Equal(t, "H99.132-261120-0001", got.text("code"))
	assert.Equal(t, "2026-11-26", got.text("due_day"))
	got = act(t, clerk, file(), "decline", object{"reason": "Sai nơi nộp", "ground": "Điều 4", "agency": "UBND xã Đông Thạnh"})
	assert.Equal(t, "declined", got.text("state"))
}
