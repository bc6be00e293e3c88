package paper_test

import (
	"bytes"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/service/paper"
)

// rendered is a paper's own blocks, as the paper layout will place them.
func rendered(t *testing.T, name string, data any) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "templates", "paper")
	tm, err := template.ParseFiles(filepath.Join(dir, name), filepath.Join(dir, "_head.html"))
	require.NoError(t, err)
	var title, main bytes.Buffer
	block := "main"
	if strings.HasPrefix(name, "_") { // a paper alone, without the page around it
		block = strings.TrimSuffix(name[1:], ".html")
	} else {
		require.NoError(t, tm.ExecuteTemplate(&title, "title", data))
	}
	require.NoError(t, tm.ExecuteTemplate(&main, block, data))
	css, err := os.ReadFile(filepath.Join("..", "..", "..", "pb_public", "css", "paper.css"))
	require.NoError(t, err)
	page := "<!doctype html><html lang=vi><meta charset=utf-8><title>" + title.String() + "</title><style>" + string(css) + "</style><body>" + main.String()
	if dir := os.Getenv("SHOTS"); dir != "" {
		file := strings.ReplaceAll(t.Name(), "/", "-") + ".html"
		require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(page), 0o600))
	}
	return main.String()
}

type receiptPage struct {
	Receipt paper.Receipt
	Size    string
}

var tags = regexp.MustCompile(`<[^>]*>`)

func TestTheHTMLReceiptSaysWhatThePDFSays(t *testing.T) {
	for name, r := range map[string]paper.Receipt{"short": short(), "ten": ten(), "long": long(10)} {
		for _, size := range []string{"A5", "A4"} {
			t.Run(name+size, func(t *testing.T) {
				html := rendered(t, "_receipt.html", receiptPage{r, size})
				text := strings.Join(strings.Fields(tags.ReplaceAllString(html, " ")), " ")
				for _, want := range []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", r.Head().OwnLine(), r.Number, r.Head().DateLine(), r.DueBig(), r.Code, r.RefLine(), r.Office,
					r.Applicant.Name, r.Applicant.IdentityNumber, r.Applicant.Address, "0912 345 678", r.Applicant.Email, r.ProcedureLine(), r.Limit,
					r.ReceivedLine(), r.DueLine(), r.ResultAt, r.FeeTotalLine(), r.Book, r.ClerkName, r.Phone, r.ReprintLine(), "Thông tư 03/2025/TT-VPCP"} {
					assert.Contains(t, text, want)
				}
				for _, c := range r.Components {
					assert.Contains(t, text, c.Title)
				}
				assert.Equal(t, r.Back, strings.Contains(text, "Vì sao ngày này?"))
				assert.Equal(t, 2, strings.Count(html, `<path d="M`))
				assert.NotContains(t, html, "style=")
			})
		}
	}
}

func TestTheHTMLReceiptEscapesEverything(t *testing.T) {
	r := short()
	r.Applicant.Name = `<script>alert(1)</script>`
	r.Components[0].Title = `"><img src=x onerror=alert(1)>`
	html := rendered(t, "_receipt.html", receiptPage{r, "A5"})
	assert.NotContains(t, html, "<script")
	assert.NotContains(t, html, "<img")
}

func TestTheRegisterHasTheColumnsOfTheForm(t *testing.T) {
	reg := paper.Register{Parent: "Ủy ban nhân dân xã Hòa Bình", Unit: "Trung tâm Phục vụ hành chính công", Place: "Hòa Bình", Number: "01/STD-TTPVHCC",
		Book: "01/2026", From: at("2026-11-01T00:00"), To: at("2026-11-20T00:00"), PrintedAt: at("2026-11-20T17:00"), PrintedBy: "Đặng Thị Bích Trâm"}
	empty := rendered(t, "_register.html", struct{ Register paper.Register }{reg})
	assert.Contains(t, empty, "Không có hồ sơ nào")
	for i := range 60 {
		reg.Rows = append(reg.Rows, paper.RegisterRow{No: i + 1, Code: "H29.132-261120-0012", Procedure: "Đăng ký khai sinh có yếu tố nước ngoài tại khu vực biên giới", Name: "Nguyễn Thị Ngọc Ấn",
			Address: "Thôn Đoài, xã Hòa Bình, tỉnh Hưng Yên", Phone: "0912345678", Agency: "Ủy ban nhân dân xã Hòa Bình", ReceivedAt: at("2026-11-20T16:30"), DueAt: at("2026-11-27T17:00"),
			ResultMethod: "Tại quầy"})
	}
	html := rendered(t, "_register.html", struct{ Register paper.Register }{reg})
	for _, want := range []string{"SỔ THEO DÕI HỒ SƠ", "từ ngày 01/11/2026 đến ngày 20/11/2026; 60 hồ sơ", "STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Tên tổ chức, cá nhân",
		"Địa chỉ, số điện thoại", "Cơ quan chủ trì giải quyết", "Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả", "Phương thức nhận kết quả", "Ký nhận", "16:30 20/11/2026", "0912 345 678"} {
		assert.Contains(t, html, want)
	}
	assert.Equal(t, 60, strings.Count(html, "H29.132-261120-0012"))
	reg.Rows = reg.Rows[:2]
	reg.Rows[1].ReturnedAt, reg.Rows[1].Signed, reg.Rows[1].Note = at("2026-11-27T08:10"), "Đã nhận", "tạm dừng"
	short := tags.ReplaceAllString(rendered(t, "_register.html", struct{ Register paper.Register }{reg}), "\n")
	golden(t, "07-so-theo-doi", regexp.MustCompile(`\s*\n\s*`).ReplaceAllString(strings.TrimSpace(short), "\n")+"\n")
}

// golden compares a paper's words with those kept in testdata.
func golden(t *testing.T, name, have string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(have), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), have, name)
}
