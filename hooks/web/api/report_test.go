package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/seed"
)

func TestReports(t *testing.T) {
	h := apptest.Open(t)
	require.NoError(t, seed.Demo(h.App, h.Desk, apptest.Start, func(int, int) {}))
	const path = "/api/motcua/reports/"
	const period = "?unit=an-binh&from=2026-10-01&to=2026-11-20"
	assert.Equal(t, http.StatusUnauthorized, h.Guest().Get(path+"ii06a"+period).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Get(path+"ii06a"+period).Code)

	v := h.As(access.Superior, 0)
	for _, name := range []string{"ii06a", "II.06a", "communes", "register"} {
		rec := v.Get(path + name + period)
		require.Equal(t, http.StatusOK, rec.Code, rec.Body.String())
		checked(t, document(t), http.MethodGet, "/reports/{name}", rec)
		var got struct {
			Rows  []map[string]any `json:"rows"`
			Total struct{ Received, Resolved, Open int }
			Adds  *bool `json:"adds_up"`
		}
		require.NoError(t, json.Unmarshal(rec.Body.Bytes(), &got), rec.Body.String())
		assert.NotEmpty(t, got.Rows)
		if name == "register" {
			assert.Nil(t, got.Rows[0]["applicant"])
			continue
		}
		assert.True(t, *got.Adds)
		assert.Equal(t, got.Total.Received, got.Total.Resolved+got.Total.Open)
	}
	assert.Equal(t, http.StatusOK, v.Get(path+"ii06a").Code, "this month, everything above")
	assert.Contains(t, v.Get(path+"ii06a"+period+"&format=csv").Header().Get("Content-Type"), "text/csv")
	assert.Contains(t, v.Get(path+"ii06a"+period+"&format=xlsx").Header().Get("Content-Type"), "spreadsheetml")
	for bad, code := range map[string]int{
		"khong-co" + period: http.StatusNotFound, "ii06a?unit=khong-co": http.StatusNotFound, "ii06a?from=x&to=y": http.StatusUnprocessableEntity,
		"ii06a?from=2026-11-02&to=2026-11-01": http.StatusUnprocessableEntity, "ii06a?format=pdf": http.StatusUnprocessableEntity,
	} {
		assert.Equal(t, code, v.Get(path+bad).Code, bad)
	}
	assert.Equal(t, http.StatusNotFound, h.As(access.Leader, 1).Get(path+"ii06a"+period).Code, "not yours is not there")
}
