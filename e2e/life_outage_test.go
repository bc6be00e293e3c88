//go:build e2e

package e2e

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
)

// TestStoryOfAnOutage: a pad of blank slips is printed while there is power;
// what was written on them is keyed in afterwards with its own time, and every
// number has its end.
func TestStoryOfAnOutage(t *testing.T) {
	s, b := serve(t), browser(t)
	clerk := s.someone(t, b, access.Clerk, 0)
	clerk.at("/mot-cua/phieu-giay")
	clerk.put("count", "5", "lent_to", "Quầy 1", "reason", "Cắt điện theo lịch")
	clerk.follow(`form[action="/mot-cua/phieu-giay"] button`)
	clerk.saysAll(clerk.text("main"), "Giao cho Quầy 1", "Cắt điện theo lịch", "5 chưa dùng")
	block := clerk.path()
	clerk.follow(`a[href="` + css(block) + `/in"]`)
	numbers := eval[[]string](clerk, `[...document.querySelectorAll('.pad')].map(p => p.querySelector('.pad__number').textContent.trim())`)
	require.Len(t, numbers, 5)
	require.Equal(t, 10, eval[int](clerk, `document.querySelectorAll('.pad__part svg').length`), "two parts a slip, each with its code")
	require.Regexp(t, regexp.MustCompile(`^P\d\d-\d{5}-\d$`), numbers[0])

	// Power is back on Monday at eight: two slips were written on Friday, one
	// was spoiled. A slip is named by its whole number, its check digit too.
	s.SetNow("2026-11-23T08:00")
	clerk.at("/mot-cua/nhap-bu")
	clerk.put("slip", "P26-00002-6", "received_at", "20/11/2026 15:40")
	require.Equal(t, 422, clerk.follow(`form[action="/mot-cua/nhap-bu"] button.mc-button--primary`))
	assert.Contains(t, clerk.text("main"), "Số phiếu không đúng. Quét lại mã QR, hoặc gõ lại cả số sau gạch cuối")
	clerk.put("slip", numbers[1])
	clerk.follow(`form[action="/mot-cua/nhap-bu"] button.mc-button--primary`)
	clerk.chooses("dang ky lai khai sinh", "components.declaration")
	clerk.put("components.declaration", "yes", "components.old_copy", "yes")
	clerk.follow(`.mc-intake button.mc-button--primary`)
	printed := clerk.text(".paper")
	clerk.saysAll(printed, "Thời gian nhận hồ sơ: 15 giờ 40 phút, ngày 20 tháng 11 năm 2026", "17 giờ 00 phút, ngày 30 tháng 11 năm 2026", "An Bình, ngày 23 tháng 11 năm 2026")
	code := codeOf(printed)
	clerk.saysAll(clerk.reads("/ho-so/"+code), "08:00 ngày 23/11/2026 · Lê Quốc Huy", "Theo phiếu giấy số P26-00002-5, ghi lúc 15:40 ngày 20/11/2026", "Nhận lúc")
	citizen := s.citizen(t, b)
	citizen.saysAll(citizen.tracks(code), "15:40 ngày 20/11/2026", "Thứ Hai, 30/11/2026")

	// The same slip is keyed in once; the number before it is a gap until its
	// end is written down.
	clerk.at("/mot-cua/nhap-bu")
	clerk.put("slip", numbers[1], "received_at", "20/11/2026 15:40")
	require.Equal(t, 422, clerk.follow(`form[action="/mot-cua/nhap-bu"] button.mc-button--primary`))
	assert.Contains(t, clerk.reads("/mot-cua/phieu-giay"), "Còn 1 số phiếu chưa giải trình")
	clerk.saysAll(clerk.reads(block), "1 số chưa giải trình", "1 đã nhập, 4 chưa dùng", "giờ trên phiếu 15:40 20/11/2026", code)
	require.Equal(t, 422, clerk.follow(`form[action$="/giai-trinh"] button`), "why?")
	clerk.put("reason", "Viết sai, đã gạch chéo và lưu")
	clerk.follow(`form[action$="/giai-trinh"] button`)
	clerk.saysAll(clerk.text("main"), "Đã ghi lý do.", "Hỏng", "Viết sai, đã gạch chéo và lưu")
	assert.NotContains(t, clerk.text("main"), "chưa giải trình")
	clerk.follow(`form[action$="/thu-ve"] button`)
	clerk.saysAll(clerk.text("main"), "Đã thu tập phiếu về.", "1 đã nhập, 1 hỏng, 3 thu về")
	assert.NotContains(t, clerk.reads("/mot-cua/phieu-giay"), "chưa giải trình")
}
