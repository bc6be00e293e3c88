package operator_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/backup"
	pass "motcua/hooks/service/operator"
	"motcua/hooks/web/operator"
)

// call is a request as a command sends it; from is the caller's address.
func call(h *apptest.House, method, path, from, secret, body string, header ...string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, path, strings.NewReader(body))
	req.RemoteAddr = from
	if secret != "" {
		req.Header.Set(pass.Header, secret)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	h.Mux.ServeHTTP(rec, req)
	return rec
}

const here, lan = "127.0.0.1:40000", "192.168.1.20:40000"

func TestNobodyButTheOperatorOnThisMachine(t *testing.T) {
	h := apptest.Open(t)
	secret := h.OperatorPass().Secret
	place := filepath.Join(t.TempDir(), "bk")
	body := `{"place":"` + filepath.ToSlash(place) + `"}`
	for name, rec := range map[string]*httptest.ResponseRecorder{
		"no secret":            call(h, "POST", "/api/motcua/operator/backup", here, "", body),
		"a wrong secret":       call(h, "POST", "/api/motcua/operator/backup", here, strings.Repeat("0", 64), body),
		"the right one, LAN":   call(h, "POST", "/api/motcua/operator/backup", lan, secret, body),
		"through a proxy":      call(h, "POST", "/api/motcua/operator/backup", here, secret, body, "X-Forwarded-For", "8.8.8.8"),
		"health from the LAN":  call(h, "GET", "/api/motcua/operator/health", lan, secret, ""),
		"health, no secret":    call(h, "GET", "/api/motcua/operator/health", here, "", ""),
		"an administrator too": h.As(access.UnitAdmin, 0).JSON("POST", "/api/motcua/operator/backup", map[string]string{"place": place}),
	} {
		assert.Equal(t, http.StatusNotFound, rec.Code, name)
	}
	_, err := os.Stat(place)
	require.ErrorIs(t, err, os.ErrNotExist)

	rec := call(h, "POST", "/api/motcua/operator/backup", here, secret, `{}`)
	assert.Equal(t, http.StatusUnprocessableEntity, rec.Code)
	rec = call(h, "POST", "/api/motcua/operator/backup", here, secret, body)
	require.Equal(t, http.StatusOK, rec.Code, rec.Body.String())
	lines := strings.Split(strings.TrimSpace(rec.Body.String()), "\n")
	var last operator.Line
	require.NoError(t, json.Unmarshal([]byte(lines[len(lines)-1]), &last))
	require.NotNil(t, last.Made)
	v, err := backup.Check(place, func(int64, int64) {})
	require.NoError(t, err)
	assert.True(t, v.Whole())

	rec = call(h, "POST", "/api/motcua/operator/backup", here, secret, `{"place":"`+filepath.ToSlash(h.App.DataDir())+`"}`)
	require.Equal(t, http.StatusOK, rec.Code)
	assert.Contains(t, rec.Body.String(), backup.KeyInside)
	rec = call(h, "GET", "/api/motcua/operator/health?deep=1", here, secret, "")
	assert.Equal(t, http.StatusOK, rec.Code)
	assert.Contains(t, rec.Body.String(), `"id":"chain"`)
}

func TestHealthzSaysNothingAboutAnybody(t *testing.T) {
	h := apptest.Open(t)
	rec := h.Guest().Get("/healthz")
	assert.Equal(t, http.StatusOK, rec.Code)
	var m map[string]any
	require.NoError(t, json.Unmarshal(rec.Body.Bytes(), &m))
	assert.Equal(t, true, m["live"])
	assert.Equal(t, true, m["ready"])
	assert.Len(t, m, 5)
	assert.NotContains(t, rec.Body.String(), "/")
}

func TestThePassIsForItsOwnerOnly(t *testing.T) {
	dir := t.TempDir()
	_, ok := pass.Read(dir)
	require.False(t, ok)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "motcua-operator.json"), []byte("{}"), 0o644))
	p := pass.NewPass()
	p.URL = "http://127.0.0.1:1"
	require.NoError(t, p.Write(dir), "what an earlier run left is replaced, its rights too")
	got, ok := pass.Read(dir)
	require.True(t, ok)
	assert.Equal(t, p, got)
	assert.NotEqual(t, p.Secret, pass.NewPass().Secret)
	assert.True(t, got.Opens(p.Secret))
	assert.False(t, got.Opens(""))
	assert.False(t, pass.Pass{}.Opens(""), "no secret opens nothing")
	if runtime.GOOS != "windows" {
		info, err := os.Stat(filepath.Join(dir, "motcua-operator.json"))
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	}
	pass.Remove(dir)
	_, ok = pass.Read(dir)
	assert.False(t, ok)
}
