//go:build e2e

package e2e

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// TestStoryOfAnotherUnit: an officer asks the commune where somebody lived
// before; that commune sees the question and the one file it may see, takes it
// and answers; the citizen reads that it is waited for.
func TestStoryOfAnotherUnit(t *testing.T) {
	s, b := serve(t), browser(t)
	code := s.receiveOf(t, "1.004873")
	clerk := s.someone(t, b, access.Clerk, 0)
	clerk.at("/ho-so/" + code)
	clerk.attaches("to-khai.png")
	clerk.attaches("can-cuoc.png")
	clerk.does(code, dossier.Forward, "to", s.Staff(access.Officer, 0).Id)
	officer := s.someone(t, b, access.Officer, 0)
	officer.at("/ho-so/" + code + "/lien-thong")
	const question = "Xác minh tình trạng hôn nhân từ năm 2015 đến năm 2020"
	officer.put("to", "dong-thanh", "subject", question, "days", "3", "slip", "21/UBND-TP", "wait", "yes")
	officer.do(chromedp.Click(officer.labelled("to-khai.png")))
	officer.follow(`form[action$="/hoi"] button`)
	officer.saysAll(officer.text("main"), "Đã gửi lấy ý kiến.", "Ủy ban nhân dân xã Đông Thạnh", "Lấy ý kiến · 21/UBND-TP · cho xem 1 tệp", "Hạn 26/11/2026")
	citizen := s.citizen(t, b)
	citizen.saysAll(citizen.tracks(code), "Đang hỏi: Ủy ban nhân dân xã Đông Thạnh.", "Đang chờ cơ quan phối hợp trả lời", "Đã chuyển, chờ nhận, hạn 26/11/2026")
	assert.Contains(t, officer.reads("/ho-so/"+code), "Đang xử lý – chờ cơ quan phối hợp")

	partner := s.someone(t, b, access.Officer, 1)
	partner.saysAll(partner.reads("/phoi-hop"), question, "Xã An Bình", "21/UBND-TP", "Hạn 26/11/2026")
	partner.follow(`tbody a`)
	part, at := partner.text("main"), partner.path()
	partner.saysAll(part, question, "to-khai.png", "Bạn chỉ xem phần việc này, không xem được phần khác của hồ sơ.")
	for _, hidden := range []string{"Nguyễn Thị Phương Thảo", "099190012345", "0912", "can-cuoc.png"} {
		assert.NotContains(t, part, hidden, "none of the partner's business")
	}
	partner.follow(`form[action$="/nhan"] button`)
	assert.Contains(t, partner.text("main"), "Đã xác nhận nhận được phần việc.")
	partner.put("agreed", "true", "note", "Không có đăng ký kết hôn trong thời gian này", "slip", "45/UBND-TP")
	partner.follow(`form[action$="/tra-loi"] button`)
	partner.saysAll(partner.text("main"), "Đã ghi câu trả lời.", "Không có đăng ký kết hôn trong thời gian này", "45/UBND-TP")
	assert.Contains(t, partner.reads("/phoi-hop?xem=da-tra-loi"), question)
	assert.Contains(t, partner.reads("/ho-so/"+code), "Không tìm thấy", "the rest of the dossier is not there")
	other := s.someone(t, b, access.Officer, 2)
	assert.Contains(t, other.reads(at), "Không tìm thấy", "nor is the part for a third unit")

	officer.saysAll(officer.reads("/ho-so/"+code), "Trả lời: Đồng ý", "Không có đăng ký kết hôn trong thời gian này", "Ngô Thị Bích Thủy – Xã Đông Thạnh", "Số văn bản: 45/UBND-TP")
	assert.Contains(t, citizen.tracks(code), "Đã xong")
}

// TestStoryOfLinkedProcedures: birth and health card are one visit: the
// receipt gives the day at this unit and the day of the whole; the commune's
// own part done, the next one is opened and followed to its end.
func TestStoryOfLinkedProcedures(t *testing.T) {
	s, b := serve(t), browser(t)
	clerk := s.someone(t, b, access.Clerk, 0)
	clerk.begin("lien thong khai sinh", "components.birth_certificate")
	clerk.put("components.declaration", "yes", "components.card_declaration", "yes", "components.birth_certificate", "yes")
	clerk.follow(`.mc-intake button.mc-button--primary`)
	printed := clerk.text(".paper")
	code := codeOf(printed)
	clerk.saysAll(printed, "Ngày hẹn tại đơn vị: 17 giờ 00 phút, ngày 20 tháng 11 năm 2026",
		"Ngày hẹn tổng (gồm Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi): 17 giờ 00 phút, ngày 11 tháng 12 năm 2026")
	citizen := s.citizen(t, b)
	citizen.saysAll(citizen.tracks(code), "Ngày hẹn tại đơn vị tiếp nhận", "Thứ Sáu, 20/11/2026", "Ngày hẹn tổng", "Thứ Sáu, 11/12/2026", "Cấp thẻ bảo hiểm y tế", "Chưa đến lượt")

	clerk.does(code, dossier.Forward, "to", s.Staff(access.Officer, 0).Id)
	officer := s.someone(t, b, access.Officer, 0)
	officer.does(code, dossier.Propose, "to", s.Staff(access.Leader, 0).Id)
	leader := s.someone(t, b, access.Leader, 0)
	leader.does(code, dossier.Resolve, "result_number", "88/2026")
	assert.Contains(t, clerk.reads("/ho-so/"+code+"/lien-thong"), "Mở thủ tục liên thông")
	clerk.put("links.health_card.to_name", "Bảo hiểm xã hội cơ sở An Bình", "slip", "14/LT")
	clerk.follow(`form[action$="/mo"] button`)
	assert.Contains(t, clerk.text("main"), "Bảo hiểm xã hội cơ sở An Bình")
	assert.Contains(t, citizen.tracks(code), "Đã chuyển, chờ nhận")
	t.Log(clerk.reads("/ho-so/" + code))
	clerk.does(code, dossier.Acknowledge)
	clerk.does(code, dossier.AnswerConsult, "note", "Đã cấp thẻ", "slip", "TE179")
	assert.Contains(t, citizen.tracks(code), "Đã xong")
	t.Log(citizen.tracks(code))
}

// attaches sends a picture with the dossier whose page is open.
func (x *tab) attaches(name string) {
	x.t.Helper()
	file := filepath.Join(x.t.TempDir(), name)
	m := image.NewGray(image.Rect(0, 0, 40, 60))
	m.Set(len(name), 9, color.White)
	f, err := os.Create(file)
	require.NoError(x.t, err)
	require.NoError(x.t, png.Encode(f, m))
	require.NoError(x.t, f.Close())
	const input = `form[action$="/tep"] input[type="file"]`
	x.unfold(input)
	require.False(x.t, eval[bool](x, `!!document.querySelector('form[action$="/tep"] button')`), "a file goes up by itself: a button beside it would send nothing")
	x.soon(chromedp.SetUploadFiles(css(input), []string{file}), chromedp.WaitVisible(css(".mc-upload__item--done")))
	x.at(x.path())
	assert.Contains(x.t, x.text("#giay-to"), name)
}

// labelled is the box whose label says something.
func (x *tab) labelled(words string) css {
	x.t.Helper()
	id := eval[string](x, `([...document.querySelectorAll('main label')].find(l => l.textContent.includes(`+quoted(words)+`)) || {}).htmlFor || ''`)
	require.NotEmpty(x.t, id, "no label says %s", words)
	return css(`[id="` + id + `"]`)
}
