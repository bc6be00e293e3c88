package health_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/service/notice"
)

// dead is a gateway that knows no number.
type dead struct{}

func (dead) Name() string { return "chết" }
func (dead) Drops() bool  { return true }
func (dead) Carry(context.Context, notice.Letter) (string, error) {
	return "", notice.Trouble{Code: "refused", Final: true}
}

func TestNoticesThatDidNotGoAreSeen(t *testing.T) {
	h := apptest.Open(t)
	assert.Equal(t, "flowing good", look(t, h, false)["notice"])
	h.Notices.Gateway = dead{}
	receive(t, h)
	h.SetNow("2026-11-20T09:10")
	assert.Equal(t, "flowing good", look(t, h, false)["notice"], "it may wait a little")
	h.SetNow("2026-11-21T10:10")
	assert.Equal(t, "waiting look", look(t, h, false)["notice"])
	_, err := h.Notices.Send(context.Background(), h.App)
	require.NoError(t, err)
	assert.Equal(t, "failed look", look(t, h, false)["notice"])
}
