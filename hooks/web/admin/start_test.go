package admin_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

// A server that hears its own machine alone promises nothing to the other
// desks: no address, no QR, but how to start it for them.
func TestAServerOfOneMachineSaysSo(t *testing.T) {
	const command = "motcua serve --http 0.0.0.0:80"
	for addr, open := range map[string]bool{"127.0.0.1:8090": false, "0.0.0.0:8090": true} {
		h := apptest.Open(t, addr)
		h.Desk.BaseURL = func() string { return "" }
		body := h.As(access.UnitAdmin, 0).Get("/quan-tri/bat-dau").Body.String()
		if open {
			assert.NotContains(t, body, command)
			continue
		}
		assert.Contains(t, body, command)
		assert.Contains(t, body, "Máy khác chưa mở được trang này")
		assert.NotContains(t, body, "mc-qr")
	}
}
