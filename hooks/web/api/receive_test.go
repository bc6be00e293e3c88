package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

func TestReceiveAnswersWithCodeDueDateAndReason(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h.As(access.Clerk, 0))
	assert.Equal(t, "H99.132-261120-0001", got.text("code"))
	assert.Regexp(t, `^\d{9}$`, got.text("ref"))
	assert.Equal(t, "received", got.text("state"))
	assert.Equal(t, "2026-11-26T17:00:00+07:00", got.text("due"), "Friday + 3 working days over a weekend and 24 November")
	assert.Equal(t, "2026-11-26", got.text("due_day"))
	assert.EqualValues(t, 1, got["version"])
	assert.Regexp(t, `^http://motcua\.test/t/\d{9}\?k=[0-9A-Z]{16}$`, got.text("track_url"))
	assert.Equal(t, "http://motcua.test/mot-cua/ho-so/H99.132-261120-0001/phieu", got.text("receipt_url"))
	assert.NotEmpty(t, got["trace"])
	assert.Len(t, got.text("id"), 15)
}

func TestReceiveLadder(t *testing.T) {
	h := apptest.Open(t)
	const path = "/api/motcua/dossiers"
	clerk := h.As(access.Clerk, 0)
	want(t, 401, h.Guest().JSON("POST", path, intake()))
	for _, role := range []access.Role{access.Officer, access.Leader, access.Cashier, access.Superior, access.Inspector, access.UnitAdmin, access.ProcedureAdmin} {
		want(t, 403, h.As(role, 0).JSON("POST", path, intake()))
	}
	set := func(name string, v any) func(object) { return func(o object) { o[name] = v } }
	for _, c := range []struct {
		name   string
		change func(object)
		status int
		field  string
		code   string
	}{
		{"another unit's code is not there", set("unit", "dong-thanh"), 404, "unit", "org.unit_not_found"},
		{"no procedure", set("procedure", ""), 422, "procedure", "required"},
		{"unknown procedure", set("procedure", "9.999999"), 422, "procedure", "catalog.not_offered"},
		{"unknown case", set("case", "nope"), 422, "case", "procedure.unknown_case"},
		{"channel not offered", set("channel", "post"), 422, "channel", "dossier.channel_not_offered"},
		{"required paper missing", set("components", []object{}), 422, "components.declaration", "dossier.paper_missing"},
		{"unknown paper", set("components", []object{{"key": "declaration", "originals": 1}, {"key": "x", "copies": 1}}), 422, "components.x", "dossier.paper_unknown"},
		{"bad count", set("components", []object{{"key": "declaration", "originals": -1}}), 422, "components.declaration", "dossier.paper_count"},
		{"name missing", set("applicant", object{"name": ""}), 422, "applicant.name", "identity.name_required"},
		{"number with letters", set("applicant", object{"name": "A", "identity_number": "09919000012x"}), 422, "applicant.identity_number", "identity.number_invalid"},
		{"moment without a basis", set("received_at", "2026-11-19T09:00"), 422, "received_at", "dossier.received_at_needs_basis"},
		{"result channel", set("result_channel", "pigeon"), 422, "result_channel", "dossier.result_channel"},
		{"unknown field", set("recieved_at", "2026-11-19T09:00"), 422, "recieved_at", "api.unknown_field"},
		{"nested unknown field", set("applicant", object{"name": "A", "nmae": "B"}), 422, "nmae", "api.unknown_field"},
		{"wrong type", set("procedure", 5), 400, "procedure", "api.wrong_type"},
		{"wrong type inside", set("applicant", object{"name": 5}), 400, "applicant.name", "api.wrong_type"},
		{"answers as a list", set("answers", []string{"a"}), 400, "answers", "api.wrong_type"},
		{"delegate without a document", set("delegate", object{"name": "B"}), 422, "delegate.document", "dossier.delegate_document"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := want(t, c.status, clerk.JSON("POST", path, intake(c.change)))
			assert.Equal(t, c.code, got.code(c.field), "%v", got)
			assert.NotContains(t, got.text("message"), "{", "a sentence, not a key")
			assert.NotEmpty(t, got.text("message"))
		})
	}
	got := want(t, 400, clerk.Do("POST", path, strings.NewReader(`{"procedure":`), http.Header{"Content-Type": {"application/json"}}))
	assert.Equal(t, "api.not_json", got.code("_"))
	want(t, 400, clerk.Do("POST", path, strings.NewReader(`{} {}`), nil))
	want(t, 422, clerk.Do("POST", path, strings.NewReader(`{"procedure":"`+strings.Repeat("x", 2<<20)+`"}`), nil))
	assert.Equal(t, "H99.132-261120-0001", received(t, clerk).text("code"), "what was refused took no number")
}

func TestReceiveAllProblemsAtOnce(t *testing.T) {
	h := apptest.Open(t)
	got := want(t, 422, h.As(access.Clerk, 0).JSON("POST", "/api/motcua/dossiers", object{
		"procedure": "1.010039", "applicant": object{"name": "", "phone": "12"}, "channel": "kiosk", "answers": object{"kind": "nope"}}))
	for _, field := range []string{"applicant.name", "applicant.phone", "channel", "components.declaration", "answers.kind"} {
		assert.NotEmpty(t, got.code(field), field)
	}
}

func TestReceiveClaimedMoment(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	slip := func(at, basis, slip string) func(object) {
		return func(o object) { o["received_at"], o["received_basis"], o["slip"] = at, basis, slip }
	}
	path := "/api/motcua/dossiers"
	assert.Equal(t, "dossier.received_in_future", want(t, 422, clerk.JSON("POST", path, intake(slip("2026-11-20T09:01", "paper_slip", "7")))).code("received_at"))
	assert.Equal(t, "dossier.received_too_old", want(t, 422, clerk.JSON("POST", path, intake(slip("2026-10-01T09:00", "paper_slip", "7")))).code("received_at"))
	assert.Equal(t, "dossier.slip_missing", want(t, 422, clerk.JSON("POST", path, intake(slip("2026-11-19T09:00", "paper_slip", "")))).code("slip"))
	got := received(t, clerk, slip("2026-11-19T09:00", "paper_slip", "7"))
	assert.Equal(t, "2026-11-25", got.text("due_day"), "counted from Thursday")
	got = received(t, clerk, slip("2026-11-19T02:00:00Z", "paper_slip", "8"))
	assert.Equal(t, "2026-11-25", got.text("due_day"), "an offset is honoured")
}

func TestAnswersMayStandOnPaper(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	body := object{"unit": "an-binh", "procedure": "2.000815", "applicant": object{"name": "Lê Văn Tám"}}
	want(t, 201, clerk.JSON("POST", "/api/motcua/dossiers", body))
	body["answers"] = object{}
	code := want(t, 201, clerk.JSON("POST", "/api/motcua/dossiers", body)).text("code")
	fees := want(t, 200, clerk.Get("/api/motcua/dossiers/"+code))["fees"].([]any)
	assert.Equal(t, false, fees[0].(map[string]any)["known"], "pages are not known")
	body["answers"] = object{"document": "Bằng", "pages": 3, "copies": "2"}
	code = want(t, 201, clerk.JSON("POST", "/api/motcua/dossiers", body)).text("code")
	fees = want(t, 200, clerk.Get("/api/motcua/dossiers/"+code))["fees"].([]any)
	assert.EqualValues(t, 10000, fees[0].(map[string]any)["amount"])
}

func TestIdempotencyKey(t *testing.T) {
	h := apptest.Open(t)
	clerk, other := h.As(access.Clerk, 0), h.As(access.Clerk, 0, true)
	path := "/api/motcua/dossiers"
	first := clerk.JSON("POST", path, intake(), "Idempotency-Key", "k1")
	want(t, 201, first)
	again := clerk.JSON("POST", path, intake(), "Idempotency-Key", "k1")
	assert.Equal(t, first.Code, again.Code)
	assert.Equal(t, first.Body.String(), again.Body.String())
	assert.Equal(t, first.Header().Get("Content-Type"), again.Header().Get("Content-Type"))
	got := want(t, 422, clerk.JSON("POST", path, intake(func(o object) { o["slip"] = "1" }), "Idempotency-Key", "k1"))
	assert.Equal(t, "dossier.idempotency_key_reused", got.code("idempotency_key"))
	assert.Equal(t, "api.idempotency_key_too_long", want(t, 422, clerk.JSON("POST", path, intake(), "Idempotency-Key", strings.Repeat("k", 201))).code("idempotency_key"))
	two := want(t, 201, other.JSON("POST", path, intake(), "Idempotency-Key", "k1"))
	assert.Equal(t, "H99.132-261120-0002", two.text("code"), "another account's key is another key")
	want(t, 422, clerk.JSON("POST", path, intake(func(o object) { o["procedure"] = "" }), "Idempotency-Key", "k2"))
	three := want(t, 201, clerk.JSON("POST", path, intake(), "Idempotency-Key", "k2"))
	assert.Equal(t, "H99.132-261120-0003", three.text("code"), "a refusal keeps no key")
	code := three.text("code")
	in := object{"to": h.Staff(access.Officer, 0).Id}
	one := clerk.JSON("POST", path+"/"+code+"/acts/forward", in, "Idempotency-Key", "k3")
	same := clerk.JSON("POST", path+"/"+code+"/acts/forward", in, "Idempotency-Key", "k3")
	want(t, 200, one)
	require.Equal(t, one.Body.String(), same.Body.String())
	want(t, 422, clerk.JSON("POST", path+"/"+two.text("code")+"/acts/forward", in, "Idempotency-Key", "k3"))
	assert.Len(t, want(t, 200, clerk.Get(path+"/"+code+"/events")).items(t), 2, "one event for two requests")
}
