package admin_test

import (
	"errors"
	"net/http"
	"net/url"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/seed"
	"motcua/hooks/web/httpx"
)

// A form that the server could not keep comes back to be sent again; passwords
// never travel in a page.
func TestAPasswordThatWasNotKeptIsNotShown(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	h.App.OnRecordUpdate("staff").BindFunc(func(*core.RecordEvent) error { return errors.New("database or disk is full (13)") })
	const next = "mật khẩu mới rất dài 2026"
	res := v.Post(httpx.PasswordPath, url.Values{"now": {seed.Password}, "next": {next}, "again": {next}})
	require.Equal(t, http.StatusInsufficientStorage, res.Code)
	assert.NotContains(t, res.Body.String(), next)
	assert.NotContains(t, res.Body.String(), seed.Password)
}
