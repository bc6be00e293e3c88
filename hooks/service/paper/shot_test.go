package paper_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"motcua/hooks/service/paper"
)

// ten is an ordinary receipt with ten papers.
func ten() paper.Receipt {
	r := short()
	for len(r.Components) < 10 {
		r.Components = append(r.Components, paper.Component{Title: "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác", Copies: 1})
	}
	return r
}

// TestShots prints every kind of receipt on both papers; SHOTS=dir keeps them
// to be looked at.
func TestShots(t *testing.T) {
	dir := os.Getenv("SHOTS")
	if dir == "" {
		dir = t.TempDir()
	}
	paused := short()
	paused.Paused, paused.Signed = true, "Ký số bởi: Đặng Thị Bích Trâm, 16:31 20/11/2026"
	for name, r := range map[string]paper.Receipt{"short": short(), "ten": ten(), "long10": long(10), "long30": long(30), "paused": paused} {
		for _, size := range []string{"A5", "A4"} {
			require.NoError(t, os.WriteFile(filepath.Join(dir, name+"-"+size+".pdf"), printed(t, r, size), 0o600))
		}
	}
}
