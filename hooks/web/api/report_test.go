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

// The cash book is read by those who read it at the till, and by nobody else.
func TestTheCashBookIsTheTillsOwn(t *testing.T) {
	h := apptest.Open(t)
	require.NoError(t, seed.Demo(h.App, h.Desk, apptest.Start, func(int, int) {}))
	const path = "/api/motcua/reports/cash-book?from=2026-10-01&to=2026-11-20"
	type day struct {
		Day                  string
		Taken, Voided, Total int64
		Receipts             []struct {
			Number string
			Amount int64
			Void   *struct{ Day, Reason string }
		}
		Late    []any `json:"late_voids"`
		Closing *struct {
			Cash, Counted, Difference int64
		}
	}
	for _, role := range []access.Role{access.Cashier, access.Leader} {
		rec := h.As(role, 0).Get(path)
		require.Equal(t, http.StatusOK, rec.Code, rec.Body.String())
		checked(t, document(t), http.MethodGet, "/reports/{name}", rec)
		var got struct {
			Unit string
			Rows []day
		}
		require.NoError(t, json.Unmarshal(rec.Body.Bytes(), &got))
		assert.Equal(t, h.Communes[0].Code, got.Unit)
		closed, voids := 0, 0
		for _, d := range got.Rows {
			var sum int64
			for _, r := range d.Receipts {
				sum += r.Amount
				if r.Void != nil {
					voids++
					assert.NotEmpty(t, r.Void.Reason)
				}
			}
			assert.Equal(t, d.Taken, sum, d.Day)
			assert.Equal(t, d.Total, d.Taken-d.Voided, d.Day)
			if d.Closing != nil {
				closed++
				assert.Equal(t, d.Closing.Difference, d.Closing.Counted-d.Closing.Cash)
			}
		}
		assert.NotZero(t, closed)
		assert.NotZero(t, voids)
	}
	cashier := h.As(access.Cashier, 0)
	assert.Contains(t, cashier.Get(path+"&format=xlsx").Header().Get("Content-Type"), "spreadsheetml")
	assert.Contains(t, cashier.Get(path+"&format=csv").Body.String(), "Lý do hủy")
	assert.Equal(t, http.StatusOK, cashier.Get(path+"&unit="+h.Communes[0].Code).Code)
	assert.Equal(t, http.StatusNotFound, cashier.Get(path+"&unit="+h.Communes[1].Code).Code)
	assert.Equal(t, http.StatusUnprocessableEntity, cashier.Get("/api/motcua/reports/cash-book?from=x&to=y").Code)
	assert.Equal(t, http.StatusForbidden, cashier.Get("/api/motcua/reports/ii06a").Code, "a cashier counts money, not dossiers")
	for _, role := range []access.Role{access.Superior, access.Inspector, access.UnitAdmin, access.ProcedureAdmin} {
		assert.Equal(t, http.StatusNotFound, h.As(role, 0).Get(path+"&unit="+h.Communes[0].Code).Code, role)
	}
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Get(path).Code)
	assert.Equal(t, http.StatusUnauthorized, h.Guest().Get(path).Code)
}
