//go:build e2e

package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/cashier"
)

// TestStoryOfAPayment: the officer asks for the money, the citizen pays at the
// till or by the code on the screen, the dossier goes on; in the evening the
// book is closed with the cash as counted, and a receipt is voided with a
// reason.
func TestStoryOfAPayment(t *testing.T) {
	s, b := serve(t), browser(t)
	admin := s.someone(t, b, access.UnitAdmin, 0)
	admin.at("/quan-tri/tai-khoan")
	admin.put("bin", "970405", "account", "1500201001234", "holder", "UBND XA AN BINH")
	admin.follow(`main form[data-submit] button.mc-button--primary`)
	leader := s.someone(t, b, access.Leader, 0)
	leader.at("/quan-tri/tai-khoan")
	leader.follow(`form[action^="/quan-tri/tai-khoan/xac-nhan"] button`)

	code := s.receiveOf(t, "1.004222")
	clerk := s.someone(t, b, access.Clerk, 0)
	clerk.at("/mot-cua/ho-so/" + code + "/phieu")
	clerk.saysAll(clerk.text(".paper"), "Chuyển khoản: 20.000 đồng", "Agribank, số tài khoản 1500201001234", "Nội dung: LPHI H99132")
	payload := clerk.payload(20000, code)
	clerk.does(code, dossier.Forward, "to", s.Staff(access.Officer, 0).Id)
	officer := s.someone(t, b, access.Officer, 0)
	officer.does(code, dossier.AskPayment, "slip", "12/TB-NVTC")
	citizen := s.citizen(t, b)
	page := citizen.tracks(code)
	citizen.saysAll(page, "Hồ sơ đang chờ bạn nộp tiền", "Phí, lệ phí cần nộp: 20.000 đồng", "Agribank", "1500201001234", "LPHI H99132")
	assert.NotContains(t, page, "không tính vào thời hạn", "the rule of this procedure lets the clock run")
	assert.Equal(t, payload, citizen.payload(20000, code))

	// The till: the same code on its screen, a transfer without its number is
	// refused, cash is taken and the receipt comes out.
	till := s.someone(t, b, access.Cashier, 0)
	till.saysAll(till.reads("/thu-ngan"), code, "Lệ phí đăng ký thường trú", "20.000 đồng")
	till.follow(`tbody th a`)
	assert.Equal(t, payload, till.payload(20000, code))
	till.put("mode", "bank_qr")
	require.Equal(t, 422, till.follow(`form[data-cash] button.mc-button--primary`))
	assert.Contains(t, till.text("main"), "Ghi mã giao dịch trên sao kê.")
	till.put("mode", "cash", "given", "50000")
	assert.Contains(t, till.text("[data-cash-change]"), "30.000")
	printed, first := till.takes()
	till.saysAll(printed, "BIÊN LAI THU PHÍ, LỆ PHÍ", "Số: 0000001", "Nguyễn Thị Phương Thảo", code, "Viết bằng chữ: Hai mươi nghìn đồng", "khách đưa 50.000 đồng, trả lại 30.000 đồng")
	assert.Contains(t, till.text("nav.tools"), "Trả lại khách 30.000 đồng")

	page = officer.reads("/ho-so/" + code)
	officer.saysAll(page, "Xác nhận đã nộp tiền", "Võ Thị Kim Oanh", "Số văn bản: AA-26T 0000001")
	assert.NotContains(t, page, "Phiếu hẹn lại", "the day did not move: nothing to tell")
	assert.True(t, officer.offers(dossier.Propose), "it goes on")
	page = citizen.tracks(code)
	assert.Contains(t, page, "Hồ sơ đang được giải quyết")
	assert.NotContains(t, page, "cần nộp")

	// A second one with the wrong payer: voided with a reason, given again.
	other := s.receiveOf(t, "1.004222")
	till.at("/thu-ngan/thu?ma=" + other)
	till.put("payer", "Trần Văn Nhầm")
	_, second := till.takes()
	require.Equal(t, 422, till.follow(`form[action$="/huy"] button`))
	till.put("reason", "Ghi nhầm tên người nộp")
	till.follow(`form[action$="/huy"] button`)
	till.saysAll(till.text("body"), "ĐÃ HỦY", "Ghi nhầm tên người nộp")
	assert.Contains(t, till.reads("/thu-ngan"), other, "it owes again")
	till.follow(`tbody th a`)
	printed, third := till.takes()
	assert.Contains(t, printed, "Số: 0000003")
	require.Len(t, map[string]bool{first: true, second: true, third: true}, 3)

	// Evening: three numbers, one of them void; 1.000 đồng are missing.
	s.SetNow("2026-11-20T16:50")
	till.saysAll(till.reads("/thu-ngan/so"), "3 biên lai, 1 lần hủy", "0000002", "Ghi nhầm tên người nộp", "40.000 đồng")
	till.put("counted", "39000")
	require.Equal(t, 422, till.follow(`form[action="/thu-ngan/so"][data-submit] button`), "a difference needs its reason")
	till.put("reason", "Thối thừa một tờ 1.000 đồng, thủ quỹ đã bù")
	till.follow(`form[action="/thu-ngan/so"][data-submit] button`)
	till.saysAll(till.text("main"), "Đã chốt sổ", "Lệch: thiếu 1.000 đồng", "Thối thừa một tờ 1.000 đồng", "Võ Thị Kim Oanh")
	assert.Contains(t, leader.reads("/thu-ngan/so"), "Lệch: thiếu 1.000 đồng")
	assert.Contains(t, till.reads("/thu-ngan/thu?ma="+s.receiveOf(t, "1.004222")), "Sổ hôm nay đã chốt. Biên lai lập bây giờ ghi vào ngày làm việc sau.")
}

// takes sends the form of the till; it gives the receipt and its address.
func (x *tab) takes() (printed, at string) {
	x.t.Helper()
	x.follow(`form[data-cash] button.mc-button--primary`)
	x.soon(chromedp.WaitReady(css("[data-printed]")))
	return x.text(".paper"), x.path()
}

// payload asserts that the code drawn on the page is the transfer of a sum for
// a dossier to the unit's account, read by what draws it, and gives its text.
func (x *tab) payload(amount int64, code string) string {
	x.t.Helper()
	unit, err := x.s.Org.UnitByCode(x.s.App, "an-binh")
	require.NoError(x.t, err)
	pay, err := cashier.Transfer(unit, amount, code)
	require.NoError(x.t, err)
	drawn := eval[[]string](x, `[...document.querySelectorAll('svg path')].map(p => p.getAttribute('d'))`)
	m, err := pay.QR()
	require.NoError(x.t, err)
	require.Contains(x.t, drawn, m.D, "no code on the page says this")
	return pay.Text
}
