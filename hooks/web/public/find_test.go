package public_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
)

func TestSearchFindsBirthRegistrationHoweverItIsTyped(t *testing.T) {
	h := apptest.Open(t)
	for _, q := range []string{"dk khai sinh", "dang ky khai sanh", "giay khai sinh", "khai sinh cho be", "đăng ký khai sinh"} {
		body := page(t, 200, h.Guest().Get("/an-binh/thu-tuc?q="+url.QueryEscape(q)))
		inOrder(t, body, `value="`, `class="mc-rows"`, `href="/an-binh/thu-tuc/1.001193"`)
		assert.Equal(t, "/an-binh/thu-tuc/1.001193", firstRow(body), "%s: first of all", q)
	}
}

func TestASearchIsNeverEmptyAndAMissIsKept(t *testing.T) {
	h := apptest.Open(t)
	for range 2 {
		body := page(t, 200, h.Guest().Get("/an-binh/thu-tuc?q=xin+phep+nuoi+voi"))
		inOrder(t, body, "Chưa thấy thủ tục nào", "tel:02993812345", "mc-rows__link")
	}
	page(t, 200, h.Guest().Get("/an-binh/thu-tuc?q="+url.QueryEscape("Nguyễn Văn Voi")))
	var rows []struct {
		Words string
		Count int
	}
	require.NoError(t, h.App.DB().Select("words", "count").From("search_misses").All(&rows))
	require.Len(t, rows, 1, "a name is not kept")
	assert.Equal(t, "xin phep nuoi voi", rows[0].Words)
	assert.Equal(t, 2, rows[0].Count)
}

func TestWhatWasTypedIsEscapedAndStays(t *testing.T) {
	h := apptest.Open(t)
	body := page(t, 200, h.Guest().Get("/an-binh/thu-tuc?q="+url.QueryEscape(`"><script>alert(1)</script>`)))
	assert.NotContains(t, body, "<script>alert")
	assert.Contains(t, body, "&lt;script&gt;")
}

func TestProceduresByLifeEventAndSector(t *testing.T) {
	h := apptest.Open(t)
	body := page(t, 200, h.Guest().Get("/an-binh/thu-tuc"))
	inOrder(t, body, "Theo việc trong đời", "?viec=co-con", "Theo lĩnh vực", "?linh-vuc=ho-tich")
	body = page(t, 200, h.Guest().Get("/an-binh/thu-tuc?viec=co-con"))
	assert.Contains(t, body, "<h1>Có con</h1>")
	assert.Contains(t, body, "/thu-tuc/1.001193")
	assert.NotContains(t, body, "/thu-tuc/1.000656")
	assert.Contains(t, page(t, 200, h.Guest().Get("/an-binh/thu-tuc?linh-vuc=ho-tich")), "/thu-tuc/1.000656")
	page(t, 200, h.Guest().Get("/an-binh/thu-tuc?viec=khong-co"))
}

func TestAProcedurePageBeginsWithWhatToBring(t *testing.T) {
	h := apptest.Open(t)
	body := page(t, 200, h.Guest().Get("/an-binh/thu-tuc/1.001193"))
	inOrder(t, body, "<h1>Đăng ký khai sinh</h1>", "Đăng ký quá 60 ngày", "Cần chuẩn bị", "Một trong các giấy sau là đủ", "Giấy chứng sinh", "Bao lâu có kết quả",
		"Thứ Sáu, 20/11/2026", "trước 17:00", "Phí, lệ phí", "8.000 đồng", "Nộp ở đâu", "tel:02993812345", "Căn cứ pháp lý", "60/2014/QH13", "Mã thủ tục 1.001193", "áp dụng từ 01/07/2026")
	assert.NotContains(t, body, "Biên bản về việc trẻ bị bỏ rơi", "the usual case asks for less")
	body = page(t, 200, h.Guest().Get("/an-binh/thu-tuc/1.001193?truong-hop=abandoned"))
	assert.Contains(t, body, "Biên bản về việc trẻ bị bỏ rơi")
	assert.NotContains(t, body, "Giấy chứng sinh<")
	res := h.Guest().Get("/an-binh/thu-tuc/1.001193?truong-hop=khong-co")
	assert.Equal(t, 303, res.Code, "an old link leads to the usual case")
	assert.Equal(t, "/an-binh/thu-tuc/1.001193", res.Header().Get("Location"))
	assert.Equal(t, 404, h.Guest().Get("/an-binh/thu-tuc/9.999999").Code)
	h.SetNow("2026-11-20T15:20")
	inOrder(t, page(t, 200, h.Guest().Get("/an-binh/thu-tuc/1.001193")), "hẹn trả", "Thứ Hai, 23/11/2026")
}

func TestTheQualityOfACommuneIsPublic(t *testing.T) {
	h := apptest.Open(t)
	received(t, h)
	body := page(t, 200, h.Guest().Get("/an-binh/cong-khai"))
	inOrder(t, body, "Tháng 11/2026", "Hồ sơ đã nhận", "<dd>1</dd>", "Tháng 10/2026", "Đang giải quyết 1 hồ sơ còn trong hẹn, 0 hồ sơ đã quá hẹn", "09:00 ngày 20/11/2026")
	assert.NotContains(t, body, "Nguyễn Thị Hòa")
	h.SetNow("2026-12-30T09:00")
	assert.Contains(t, page(t, 200, h.Guest().Get("/an-binh/cong-khai")), "0 hồ sơ còn trong hẹn, 1 hồ sơ đã quá hẹn")
}

// firstRow is the address of the first procedure of a list.
func firstRow(body string) string {
	_, rest, _ := strings.Cut(body, `class="mc-rows__link" href="`)
	href, _, _ := strings.Cut(rest, `"`)
	return href
}
