package api_test

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

const root = "/api/motcua"

func document(t *testing.T) *openapi3.T {
	t.Helper()
	b, err := os.ReadFile("openapi.json")
	require.NoError(t, err)
	doc, err := openapi3.NewLoader().LoadFromData(b)
	require.NoError(t, err)
	return doc
}

func TestDocumentIsOpenAPI31(t *testing.T) {
	doc := document(t)
	assert.Equal(t, "3.1.0", doc.OpenAPI)
	require.NoError(t, doc.Validate(t.Context(), openapi3.IsOpenAPI31OrLater()))
}

func TestDocumentAndRoutesAgree(t *testing.T) {
	h := apptest.Open(t)
	doc := document(t)
	described := map[string]bool{}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			described[method+" "+root+path] = true
			assert.NotEmpty(t, op.Summary, path)
			assert.NotEmpty(t, op.OperationID, path)
		}
	}
	for _, r := range h.Routes {
		if !strings.HasPrefix(r.Path, root) || strings.HasPrefix(r.Path, root+"/operator/") { // the operator's commands on this machine, no promise to others
			continue
		}
		line := r.Method + " " + r.Path
		assert.True(t, described[line], "%s is not described in openapi.json", line)
		if described[line] {
			op := doc.Paths.Find(strings.TrimPrefix(r.Path, root)).GetOperation(r.Method)
			public := op.Security != nil && len(*op.Security) == 0
			assert.Equal(t, r.Gate.Open(), public, "%s: the document and the gate differ on who may pass", line)
		}
		delete(described, line)
	}
	assert.Empty(t, described, "described, but there is no such route")
}

func TestEveryActIsDescribed(t *testing.T) {
	acts := document(t).Components.Schemas["Act"].Value.Enum
	var want []any
	for _, r := range dossier.Acts {
		if r.Act != dossier.Submit { // filing has no dossier to act on yet
			want = append(want, string(r.Act))
		}
	}
	assert.ElementsMatch(t, want, acts)
}

// checked validates an answer against what the document says of it.
func checked(t *testing.T, doc *openapi3.T, method, path string, rec *httptest.ResponseRecorder) object {
	t.Helper()
	op := doc.Paths.Find(path).GetOperation(method)
	require.NotNil(t, op)
	res := op.Responses.Value(strconv.Itoa(rec.Code))
	require.NotNil(t, res, "%s %s answers %d, which the document does not know: %s", method, path, rec.Code, rec.Body)
	var body any
	require.NoError(t, json.Unmarshal(rec.Body.Bytes(), &body))
	schema := res.Value.Content["application/json"].Schema.Value
	require.NoError(t, schema.VisitJSON(body, openapi3.EnableJSONSchema2020(), openapi3.MultiErrors()), "%s %s: %s", method, path, rec.Body)
	return object(body.(map[string]any))
}

func TestRealAnswersAreAsDescribed(t *testing.T) {
	h := apptest.Open(t)
	doc, p, guest, superior := document(t), office(h), h.Guest(), h.As(access.Superior, 0)
	get := func(who *apptest.Visitor, path, real string) {
		t.Helper()
		checked(t, doc, "GET", path, who.Get(root+real))
	}
	post := func(who *apptest.Visitor, path, real string, in object) object {
		t.Helper()
		return checked(t, doc, "POST", path, who.JSON("POST", root+real, in))
	}
	get(guest, "/openapi.json", "/openapi.json")
	get(guest, "/procedures", "/procedures")
	get(guest, "/procedures", "/procedures?unit=nowhere")
	get(guest, "/procedures", "/procedures?limit=0")
	for _, r := range want(t, 200, guest.Get(root+"/procedures?limit=500")).items(t) {
		get(guest, "/procedures/{code}", "/procedures/"+r.text("code"))
	}
	get(guest, "/procedures/{code}", "/procedures/none")
	post(guest, "/deadline", "/deadline", object{"received": "2026-11-20T16:30", "limit": "1:same_day"})
	post(guest, "/deadline", "/deadline", object{"received": "2026-11-20T16:30", "limit": "2:working_day", "pause": []string{"2026-11-23T09:00/"}})
	post(guest, "/deadline", "/deadline", object{})
	post(guest, "/deadline", "/deadline", object{"received": 5})
	in := post(p.clerk, "/dossiers", "/dossiers", intake(func(o object) { o["submitter"] = object{"name": "Lê Văn A"} }))
	post(p.clerk, "/dossiers", "/dossiers", object{})
	post(guest, "/dossiers", "/dossiers", intake())
	post(p.leader, "/dossiers", "/dossiers", intake())
	code := in.text("code")
	post(guest, "/track", "/track", object{"code": code, "phone_last4": "5678"})
	post(guest, "/track", "/track", object{"code": code, "phone_last4": "0000"})
	post(guest, "/track", "/track", object{})
	rec := upload(t, p.clerk, code, "declaration", "a.png", png)
	checked(t, doc, "POST", "/dossiers/{code}/files", rec)
	checked(t, doc, "POST", "/dossiers/{code}/files", upload(t, p.clerk, code, "declaration", "a.png", nil))
	for _, who := range []*apptest.Visitor{p.clerk, superior, guest} {
		for _, rest := range []string{"", "/{code}", "/{code}/events", "/{code}/deadline", "/{code}/files"} {
			get(who, "/dossiers"+rest, "/dossiers"+strings.ReplaceAll(rest, "{code}", code))
		}
	}
	act := func(who *apptest.Visitor, name string, in object) {
		post(who, "/dossiers/{code}/acts/{act}", "/dossiers/"+code+"/acts/"+name, in)
	}
	act(guest, "forward", object{})
	act(p.clerk, "fly", object{})
	act(p.clerk, "shelve", object{"shelf": "A"})
	act(p.clerk, "forward", object{})
	act(p.clerk, "forward", object{"to": p.officerID, "note": "x"})
	act(p.officer, "request_supplement", object{"limit_day": "2026-12-10", "items": []object{{"component": "declaration", "title": "Tờ khai", "defect": "x", "ground": "y"}}})
	act(p.clerk, "answer_supplement", object{"note": "đủ"})
	act(p.officer, "forward", object{"to": p.leaderID})
	act(p.leader, "extend", object{"n": 1, "reason": "x"})
	act(p.leader, "resolve", object{"outcome": "granted"})
	for _, who := range []*apptest.Visitor{p.clerk, superior} {
		get(who, "/dossiers/{code}", "/dossiers/"+code)
		get(who, "/dossiers/{code}/events", "/dossiers/"+code+"/events")
	}
}
