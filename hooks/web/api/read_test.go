package api_test

import (
	"fmt"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

func TestListPagesEverythingOnce(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	for i := range 7 {
		h.SetNow(fmt.Sprintf("2026-11-20T09:%02d", i/2)) // two in one minute
		received(t, clerk)
	}
	received(t, h.As(access.Clerk, 1))
	seen, after := map[string]bool{}, ""
	for range 10 {
		got := want(t, 200, clerk.Get("/api/motcua/dossiers?limit=3&after="+url.QueryEscape(after)))
		for _, line := range got.items(t) {
			assert.False(t, seen[line.text("code")])
			seen[line.text("code")] = true
			assert.Equal(t, "Nguyễn Thị Bưởi", line.text("applicant"))
		}
		if after = got.text("next"); after == "" {
			break
		}
	}
	assert.Len(t, seen, 7, "the own unit's, each once")
}

func TestListFilters(t *testing.T) {
	h := apptest.Open(t)
	p := office(h)
	one := received(t, p.clerk).text("code")
	two := received(t, p.clerk, func(o object) {
		o["procedure"], o["applicant"], o["answers"], o["components"] = "2.000815", object{"name": "Phạm Đình Chiểu"}, nil, nil
	})
	act(t, p.clerk, one, "forward", object{"to": p.officerID})
	count := func(who *apptest.Visitor, query string) []string {
		var out []string
		for _, l := range want(t, 200, who.Get("/api/motcua/dossiers?"+query)).items(t) {
			out = append(out, l.text("code"))
		}
		return out
	}
	assert.Equal(t, []string{one}, count(p.clerk, "state=processing"))
	assert.Len(t, count(p.clerk, "state=processing,received"), 2)
	assert.Equal(t, []string{two.text("code")}, count(p.clerk, "due_before=2026-11-20"))
	assert.Equal(t, []string{two.text("code")}, count(p.clerk, "q=dinh+chieu"))
	assert.Equal(t, []string{two.text("code")}, count(p.clerk, "q="+two.text("ref")))
	want(t, 401, h.Guest().Get("/api/motcua/dossiers"))
	for query, field := range map[string]string{"state=late": "state", "due_before=20.11": "due_before", "limit=0": "limit", "limit=x": "limit", "after=zz": "after"} {
		assert.NotEmpty(t, want(t, 422, p.clerk.Get("/api/motcua/dossiers?"+query)).code(field), query)
	}
	for _, role := range []access.Role{access.Superior, access.Inspector} {
		who := h.As(role, 0)
		assert.Len(t, count(who, ""), 2)
		assert.Empty(t, count(who, "q=chieu"), "%s cannot probe for people", role)
		assert.Equal(t, []string{two.text("code")}, count(who, "q="+two.text("code")))
	}
}

func TestSuperiorSeesNoPeople(t *testing.T) {
	h := apptest.Open(t)
	p := office(h)
	code := received(t, p.clerk).text("code")
	act(t, p.clerk, code, "forward", object{"to": p.officerID, "note": "Bà Bưởi gọi hai lần"})
	for _, path := range []string{"?limit=10", "/" + code, "/" + code + "/events", "/" + code + "/deadline"} {
		for _, role := range []access.Role{access.Superior, access.Inspector, access.UnitAdmin, access.ProcedureAdmin} {
			rec := h.As(role, 0).Get("/api/motcua/dossiers" + path)
			assert.Equal(t, 200, rec.Code, path)
			for _, personal := range []string{"Bưởi", "0912345678", "0123", "Thôn Đình"} {
				assert.NotContains(t, rec.Body.String(), personal, "%s %s", role, path)
			}
		}
	}
	body := p.officer.Get("/api/motcua/dossiers/" + code).Body.String()
	assert.Contains(t, body, "Nguyễn Thị Bưởi", "who works on it sees the person")
	assert.NotContains(t, body, "099190000123", "but no whole number")
	assert.Contains(t, p.officer.Get("/api/motcua/dossiers/"+code+"/events").Body.String(), "Bà Bưởi")
}

func TestProcedures(t *testing.T) {
	h := apptest.Open(t)
	guest := h.Guest()
	got := want(t, 200, guest.Get("/api/motcua/procedures?unit=an-binh&q=sao+y"))
	assert.Equal(t, "2.000815", got.items(t)[0].text("code"), "best match first")
	assert.NotEmpty(t, got.items(t)[0].text("limit_text"))
	seen, after := map[string]bool{}, ""
	for range 20 {
		got := want(t, 200, guest.Get("/api/motcua/procedures?limit=4&after="+after))
		for _, line := range got.items(t) {
			assert.False(t, seen[line.text("code")])
			seen[line.text("code")] = true
		}
		if after = got.text("next"); after == "" {
			break
		}
	}
	assert.GreaterOrEqual(t, len(seen), 25)
	hotich := want(t, 200, guest.Get("/api/motcua/procedures?sector="+url.QueryEscape("hộ tịch"))).items(t)
	assert.NotEmpty(t, hotich)
	assert.Less(t, len(hotich), len(seen))
	want(t, 404, guest.Get("/api/motcua/procedures?unit=nowhere"))
	assert.Equal(t, "api.list_limit", want(t, 422, guest.Get("/api/motcua/procedures?limit=-1")).code("limit"))
}

func TestOneProcedure(t *testing.T) {
	h := apptest.Open(t)
	guest := h.Guest()
	got := want(t, 200, guest.Get("/api/motcua/procedures/1.004873?unit=an-binh"))
	assert.EqualValues(t, 1, got["version"].(map[string]any)["no"])
	cases := got["cases"].([]any)
	days := map[any]any{}
	for _, c := range cases {
		one := c.(map[string]any)
		days[one["key"]] = one["deadline"].(map[string]any)["n"]
		assert.Equal(t, one["key"] == "first", one["default"], one["key"])
		assert.NotEmpty(t, one["components"])
	}
	assert.EqualValues(t, 3, days["first"])
	assert.EqualValues(t, 23, days["verify"])
	want(t, 200, guest.Get("/api/motcua/procedures/1.004873"))
	want(t, 200, guest.Get("/api/motcua/procedures/1.004873?day=2026-12-01"))
	want(t, 404, guest.Get("/api/motcua/procedures/1.004873?day=2001-01-01"))
	want(t, 404, guest.Get("/api/motcua/procedures/9.999999"))
	want(t, 404, guest.Get("/api/motcua/procedures/1.004873?unit=nowhere"))
	assert.Equal(t, "api.day", want(t, 422, guest.Get("/api/motcua/procedures/1.004873?day=hôm+nay")).code("day"))
}
