package admin_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/backup"
)

const healthPath = "/quan-tri/suc-khoe"

func TestHealthLadder(t *testing.T) {
	h := apptest.Open(t)
	h.Backups.Place = filepath.Join(t.TempDir(), "bk")
	for _, path := range []string{healthPath + "/kiem-tra", healthPath + "/sao-luu"} {
		assert.Equal(t, http.StatusUnauthorized, h.Guest().Post(path, nil).Code)
		assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Post(path, nil).Code)
	}
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get(healthPath).Code)
	for _, role := range []access.Role{access.Clerk, access.Officer, access.Leader, access.Inspector} {
		assert.Equal(t, http.StatusForbidden, h.As(role, 0).Get(healthPath).Code, role)
	}
	list, err := backup.List(h.Backups.Place)
	require.NoError(t, err)
	require.Empty(t, list)

	admin := h.As(access.UnitAdmin, 0)
	page := admin.Get(healthPath)
	require.Equal(t, http.StatusOK, page.Code)
	for _, words := range []string{"Cần xem", "Tốt", "Chưa có bản sao nào", "Cần làm:", h.Backups.Place} {
		assert.Contains(t, page.Body.String(), words)
	}
	assert.NotContains(t, page.Body.String(), "{health")
	assert.Equal(t, http.StatusSeeOther, admin.Post(healthPath+"/sao-luu", nil).Code)
	page = admin.Get(healthPath)
	assert.Contains(t, page.Body.String(), "Đã sao lưu xong.")
	assert.Contains(t, page.Body.String(), "đang giữ 1 bản")
	assert.Equal(t, http.StatusSeeOther, admin.Post(healthPath+"/kiem-tra", nil).Code)
	assert.Contains(t, admin.Get(healthPath).Body.String(), "Chuỗi băm liền mạch")
	assert.Equal(t, http.StatusOK, h.As(access.Superior, 0).Get(healthPath).Code)
}

func TestABackupThatCannotBeMadeIsSaidOnThePage(t *testing.T) {
	h := apptest.Open(t)
	h.Backups.Place = t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(h.Backups.Place, "data.db"), nil, 0o600))
	page := h.As(access.UnitAdmin, 0).Post(healthPath+"/sao-luu", nil)
	assert.Equal(t, http.StatusConflict, page.Code)
	assert.Contains(t, page.Body.String(), "là một thư mục dữ liệu, không phải nơi cất bản sao")
	assert.Contains(t, page.Body.String(), "Sao lưu ngay", "the page is still there")
}
