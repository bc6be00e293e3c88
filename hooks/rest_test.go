package hooks_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/seed"
)

// rest asks PocketBase's own API as somebody at an address.
func rest(h *apptest.House, method, path, body, token, from string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, path, strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	req.RemoteAddr = from
	if token != "" {
		req.Header.Set("Authorization", token)
	}
	rec := httptest.NewRecorder()
	h.Mux.ServeHTTP(rec, req)
	return rec
}

const (
	here  = "127.0.0.1:40000"
	there = "192.168.1.20:40000"
)

// a token of a staff account of the commune.
func staffToken(t *testing.T, h *apptest.House, role access.Role) string {
	t.Helper()
	token, err := h.Staff(role, 0).NewAuthToken()
	require.NoError(t, err)
	return token
}

func TestStaffAndGuestsHaveNoOtherWayIn(t *testing.T) {
	h := apptest.Open(t)
	s := newScene(t, h, dossier.Forward, access.Clerk)
	tokens := map[string]string{"guest": "", "clerk": staffToken(t, h, access.Clerk), "unit_admin": staffToken(t, h, access.UnitAdmin)}
	for name := range owners {
		id := "aaaaaaaaaaaaaaa"
		var have string
		if h.App.DB().Select("id").From(name).Limit(1).Row(&have) == nil {
			id = have
		}
		base := "/api/collections/" + name + "/records"
		for who, token := range tokens {
			for _, try := range []struct{ method, path string }{{"GET", base}, {"GET", base + "/" + id}, {"POST", base}, {"PATCH", base + "/" + id}, {"DELETE", base + "/" + id}} {
				if name == "staff" && who == "guest" && try.method == "GET" && try.path == base {
					// PocketBase answers a list without a rule like the others; kept here for the eye.
					_ = try
				}
				rec := rest(h, try.method, try.path, "{}", token, here)
				assert.Contains(t, []int{400, 401, 403, 404}, rec.Code, "%s %s %s: %s", who, try.method, try.path, rec.Body)
				assert.NotContains(t, rec.Body.String(), markerName)
			}
		}
	}
	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), s.code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Received, c.State)
}

func TestSuperuserReadsButCannotRewriteHistory(t *testing.T) {
	h := apptest.Open(t)
	s := newScene(t, h, dossier.Resolve, access.Leader)
	token := superuser(t, h)
	id := func(collection string) string {
		var out string
		require.NoError(t, h.App.DB().Select("id").From(collection).Limit(1).Row(&out))
		return out
	}
	for _, name := range []string{"persons", "dossiers", "dossier_events", "event_details", "number_series"} {
		base := "/api/collections/" + name + "/records"
		rec := rest(h, "GET", base, "", token, here)
		require.Equal(t, 200, rec.Code, rec.Body)
		assert.Contains(t, rec.Body.String(), id(name), "the operator can look")
		for method, path := range map[string]string{"PATCH": base + "/" + id(name), "DELETE": base + "/" + id(name), "POST": base} {
			rec := rest(h, method, path, `{"code":"X","ref":"1","data":"{}"}`, token, here)
			assert.Equal(t, 400, rec.Code, "%s %s: %s", method, path, rec.Body)
		}
	}
	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), s.code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Processing, c.State)
	v, err := h.Desk.Verify(h.App, c.Unit)
	require.NoError(t, err)
	assert.Empty(t, v.Why)
}

func TestPublishedVersionIsImmutable(t *testing.T) {
	h := apptest.Open(t)
	token := superuser(t, h)
	var id string
	require.NoError(t, h.App.DB().Select("id").From("procedure_versions").Limit(1).Row(&id))
	path := "/api/collections/procedure_versions/records/" + id
	for _, body := range []string{`{"no":9}`, `{"effective_from":"2020-01-01"}`, `{"body":{}}`, `{"sha256":"x"}`, `{"state":"draft"}`, `{"decision":"x"}`} {
		assert.Equal(t, 400, rest(h, "PATCH", path, body, token, here).Code, body)
	}
	assert.Equal(t, 400, rest(h, "DELETE", path, "", token, here).Code)
	assert.Equal(t, 200, rest(h, "PATCH", path, `{"state":"withdrawn"}`, token, here).Code, "withdrawing is the one change left")
	assert.Equal(t, 400, rest(h, "PATCH", path, `{"state":"published"}`, token, here).Code)
}

func TestOperatorsDoorsAnswerLoopbackOnly(t *testing.T) {
	h := apptest.Open(t)
	token := superuser(t, h)
	for _, path := range []string{"/_/", "/api/collections", "/api/collections/dossiers/records", "/api/settings", "/api/logs", "/api/backups", "/api/health", "/api/batch"} {
		method := "GET"
		if path == "/api/batch" {
			method = "POST"
		}
		assert.Equal(t, 404, rest(h, method, path, "", token, there).Code, path)
	}
	proxied := httptest.NewRequest("GET", "/api/collections", nil)
	proxied.RemoteAddr = here
	proxied.Header.Set("Authorization", token)
	proxied.Header.Set("X-Forwarded-For", "203.0.113.5")
	rec := httptest.NewRecorder()
	h.Mux.ServeHTTP(rec, proxied)
	assert.Equal(t, http.StatusNotFound, rec.Code, "a proxy on this machine is not the operator")
	assert.Equal(t, 200, rest(h, "GET", "/api/collections", "", token, here).Code)
	assert.Equal(t, 404, rest(h, "POST", "/api/collections/_superusers/auth-with-password", `{"identity":"operator@motcua.test","password":"operator-password-1"}`, "", there).Code)
	sign := `{"identity":"` + h.Staff(access.Clerk, 0).Email() + `","password":"` + seed.Password + `"}`
	assert.Equal(t, 200, rest(h, "POST", "/api/collections/staff/auth-with-password", sign, "", there).Code, "staff sign in from the LAN")
}

func TestDisabledAccountIsOutAtOnce(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	require.Equal(t, 200, clerk.Get("/api/motcua/dossiers").Code)
	r := h.Staff(access.Clerk, 0)
	r.Set("active", false)
	require.NoError(t, h.App.Save(r))
	assert.Equal(t, 401, clerk.Get("/api/motcua/dossiers").Code)
	assert.Equal(t, 303, clerk.Get("/mot-cua").Code)
	sign := `{"identity":"` + r.Email() + `","password":"` + seed.Password + `"}`
	assert.Contains(t, []int{400, 403}, rest(h, "POST", "/api/collections/staff/auth-with-password", sign, "", there).Code)
}

func TestFilesAreNotOpenedPastTheDoor(t *testing.T) {
	h := apptest.Open(t)
	s := newScene(t, h, dossier.Forward, access.Clerk)
	f, err := h.Desk.AddFile(h.App, h.Actor(access.Clerk, 0), s.code, "", "a.png", strings.NewReader(string(dot)))
	require.NoError(t, err)
	path := "/api/files/" + f.Collection + "/" + f.ID + "/" + f.Stored
	for who, token := range map[string]string{"guest": "", "clerk": staffToken(t, h, access.Clerk)} {
		for _, from := range []string{here, there} {
			assert.Equal(t, 404, rest(h, "GET", path, "", token, from).Code, who)
			assert.Equal(t, 404, rest(h, "GET", path+"?token="+token, "", token, from).Code, who)
		}
	}
	rec := rest(h, "POST", "/api/files/token", "", staffToken(t, h, access.Clerk), there)
	if rec.Code == 200 { // a token of PocketBase's own for protected files
		token := strings.Split(rec.Body.String(), `"`)[3]
		assert.Equal(t, 404, rest(h, "GET", path+"?token="+token, "", "", there).Code, "the view rule is shut")
	}
	assert.Equal(t, 200, h.As(access.Clerk, 0).Get("/api/motcua/dossiers/"+s.code+"/files/"+f.ID).Code, "the door opens it")
}
