package cli

import (
	"fmt"
	"io"
)

// inviteSetup prints the one-time set-up address of a folder that has no unit
// yet; each start makes a new one.
func inviteSetup(w io.Writer, h *House, url string) {
	empty, err := h.Org.Empty(h.App)
	if err != nil || !empty {
		return
	}
	token, err := h.Org.NewSetupToken(h.App)
	if err != nil {
		fmt.Fprintf(w, "Không tạo được địa chỉ thiết lập: %v. Tắt rồi bật lại máy chủ.\n", err)
		return
	}
	fmt.Fprintf(w, "\nThư mục này chưa có đơn vị nào. Mở địa chỉ sau trong trình duyệt để thiết lập (dùng một lần, không gửi cho ai):\n\n  %s/thiet-lap?token=%s\n\nMuốn xem thử với dữ liệu mẫu: motcua demo\n", url, token)
}
