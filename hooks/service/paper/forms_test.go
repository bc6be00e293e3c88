package paper_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/service/paper"
)

var update = flag.Bool("update", false, "write testdata/*.txt and the samples in docs/mau as the papers are now; read the difference")

func head(number string) paper.Head {
	return paper.Head{Above: "Ủy ban nhân dân xã Hòa Bình", Own: "Trung tâm Phục vụ hành chính công", Number: number, Place: "Hòa Bình", At: at("2026-11-25T09:15")}
}

func matter(number string) paper.Matter {
	return paper.Matter{Head: head(number), Code: "H29.132-261120-0012", Ref: "412907356",
		TrackURL:  "https://motcua.hoabinh.hungyen.gov.vn/t/H29.132-261120-0012?k=7K3M9Q2XWA5TB8CD",
		Applicant: short().Applicant, Procedure: "Đăng ký lại khai sinh", ProcedureCode: "1.004884",
		ReceivedAt: at("2026-11-20T16:30"), DueAt: at("2026-11-27T17:00"), Agency: "Ủy ban nhân dân xã Hòa Bình",
		Office: "Trung tâm Phục vụ hành chính công xã Hòa Bình", Phone: "0221 3 865 432", Citizen: "Nguyễn Thị Ngọc Ấn",
		Signer: paper.Sign{Title: "NGƯỜI HƯỚNG DẪN", Note: paper.OfficeNote, Name: "Đặng Thị Bích Trâm"}}
}

func chief() paper.Sign {
	return paper.Sign{Title: "CHỦ TỊCH", Note: paper.SealNote, Name: "Lê Quang Vinh"}
}

// papers are one of each, by the name of its sample.
func papers() map[string]paper.Doc {
	back := []paper.Component{{Title: "Giấy chứng sinh", Originals: 1}, {Title: "Giấy chứng nhận kết hôn của cha mẹ", Copies: 1}}
	supplement := paper.Supplement{Matter: matter("12/PBS-TTPVHCC"), Accepted: true, Times: 1, LimitDay: "2026-12-25",
		Reason: "hồ sơ chưa đủ căn cứ để giải quyết theo quy định", Defects: []paper.Defect{
			{"Tờ khai đăng ký lại khai sinh", "Chưa ký ở trang cuối; mục nơi sinh chưa ghi", "Luật Hộ tịch Điều 26"},
			{"Bản sao giấy khai sinh cũ", "Bản sao mờ, không đọc được số và ngày cấp", "Nghị định 123/2015/NĐ-CP Điều 26"}}}
	guide := supplement
	guide.Matter = matter("13/PBS-TTPVHCC")
	guide.Accepted, guide.Code, guide.ReceivedAt, guide.Times = false, "", at("2026-11-20T16:30"), 2
	signed := matter("3/TBD-TTPVHCC")
	signed.Signer = chief()
	apology := signed
	apology.Number = "7/PXL-TTPVHCC"
	result := signed
	result.Number = "21/TBKQ-TTPVHCC"
	again := matter("15/PHL-TTPVHCC")
	again.Signer.Title, again.Copy, again.CopyAt = "NGƯỜI TIẾP NHẬN HỒ SƠ", 2, at("2026-11-26T08:05")
	control := matter("12/PKS-TTPVHCC")
	control.Signer = paper.Sign{}
	declined := matter("2/PTC-TTPVHCC")
	declined.Code, declined.Signer.Title = "", "NGƯỜI TIẾP NHẬN HỒ SƠ"
	withdrawn := matter("")
	withdrawn.Signer.Title = "NGƯỜI GIAO TRẢ HỒ SƠ"
	return map[string]paper.Doc{
		"02-bo-sung":   supplement.Doc(),
		"02-huong-dan": guide.Doc(),
		"03-tu-choi": paper.Decline{Matter: declined, Reason: "Việc không thuộc thẩm quyền của Ủy ban nhân dân xã: cha mẹ cư trú và sinh con tại địa phương khác",
			Ground: "Luật Hộ tịch Điều 13", Right: "Ủy ban nhân dân phường Lê Lợi"}.Doc(),
		"04-gia-han": paper.Apology{Matter: apology, Reason: "chờ kết quả xác minh tại nơi cư trú cũ", NewAt: at("2026-12-02T17:00"), Counted: "03 ngày làm việc"}.Doc(),
		"04-xin-loi": paper.Apology{Matter: apology, Late: true, Reason: "mất điện lưới toàn xã hai ngày", NewDay: "2026-12-02"}.Doc(),
		"05-dung": paper.Stop{Matter: signed, Why: paper.StopByLapse, LimitDay: "2026-12-25", Reason: "đã nhắc ngày 23/12/2026, không nhận được giấy tờ bổ sung",
			Ground: "Nghị định 118/2025/NĐ-CP Điều 17", At: at("2026-12-28T08:00"), Back: back}.Doc(),
		"06-kiem-soat":     controlSlip(control).Doc(),
		"ket-qua":          paper.Decision{Matter: result, Result: "Giấy khai sinh", Number: "132/2026", Where: "Trung tâm Phục vụ hành chính công xã Hòa Bình, quầy 2", Fees: []paper.Fee{{Title: "Lệ phí hộ tịch", Amount: 8000}}}.Doc(),
		"tu-choi-ket-qua":  paper.Decision{Matter: result, Refused: true, Reason: "Sổ hộ tịch còn lưu, không thuộc trường hợp đăng ký lại", Ground: "Nghị định 123/2015/NĐ-CP Điều 24", Back: back}.Doc(),
		"thay-ket-qua":     paper.Decision{Matter: result, Corrected: true, Replaces: "132/2026", Number: "132a/2026", Result: "Giấy khai sinh", Ground: "Luật Hộ tịch Điều 69", Note: "in sai chữ đệm của người mẹ", Where: "Trung tâm Phục vụ hành chính công xã Hòa Bình, quầy 2"}.Doc(),
		"thu-hoi-ket-qua":  paper.Decision{Matter: result, Corrected: true, Revoked: true, Replaces: "132/2026", Ground: "Luật Hộ tịch Điều 69", Note: "giấy tờ nộp không đúng sự thật", Where: "Trung tâm Phục vụ hành chính công xã Hòa Bình, quầy 2"}.Doc(),
		"hen-lai":          paper.NewAppointment{Matter: again, Why: "đã nhận đủ giấy tờ bổ sung", Paper: "12/PBS-TTPVHCC", NewAt: at("2026-12-03T17:00"), Limit: "05 ngày làm việc", Got: back, Trace: trace()}.Doc(),
		"rut":              paper.Withdrawal{Matter: withdrawn, Reason: "nộp nhầm thủ tục, xin rút để nộp lại", At: at("2026-11-25T09:15"), Back: back}.Doc(),
		"quy-trinh-noi-bo": process().Doc(),
	}
}

func trace() []paper.TraceLine {
	return []paper.TraceLine{{Day: "20/11/2026", Text: "nhận hồ sơ, ngày này không tính"}, {Day: "23/11/2026", Text: "ngày làm việc (tính đến 1)"},
		{Day: "24/11/2026", Text: "Ngày Văn hóa Việt Nam, không tính"}, {Day: "25/11/2026", Text: "tạm dừng chờ bổ sung"}, {Day: "27/11/2026", Text: "nhận bổ sung, tính tiếp"},
		{Day: "30/11/2026", Text: "ngày làm việc (tính đến 2)"}, {Day: "03/12/2026", Text: "ngày làm việc (tính đến 5)"}}
}

func controlSlip(m paper.Matter) paper.Control {
	desk, office := "Trung tâm Phục vụ hành chính công", "Ủy ban nhân dân xã Hòa Bình"
	return paper.Control{Matter: m, Rows: []paper.Handover{
		{GaveUnit: desk, Gave: "Đặng Thị Bích Trâm", TookUnit: office, Took: "Trần Văn Kiên", At: at("2026-11-20T16:40"), Step: "Tiếp nhận, kiểm tra", Verdict: "early", Used: 10, Norm: 30},
		{GaveUnit: office, Gave: "Trần Văn Kiên", TookUnit: office, Took: "Lê Quang Vinh", At: at("2026-11-25T10:00"), Step: "Thẩm định", Verdict: "on_time", Used: 680, Norm: 960, Note: "Đủ điều kiện, trình ký"},
		{GaveUnit: office, Gave: "Lê Quang Vinh", TookUnit: desk, Took: "Đặng Thị Bích Trâm", At: at("2026-11-27T09:00"), Step: "Ký", Verdict: "late", Used: 550, Norm: 480},
		{GaveUnit: desk, Gave: "Đặng Thị Bích Trâm", TookUnit: "Người nộp hồ sơ", At: at("2026-11-27T15:00"), Step: "Trả kết quả", Verdict: "early", Used: 20, Norm: 30},
	}, Standing: []string{"từ 10:05 23/11/2026 đến 09:00 25/11/2026, chờ bổ sung hồ sơ (phiếu số 12/PBS-TTPVHCC)"}}
}

func process() paper.Process {
	h := head("")
	h.Own, h.Unnumbered = "Ủy ban nhân dân xã Hòa Bình", true
	h.Above = "Ủy ban nhân dân tỉnh Hưng Yên"
	return paper.Process{Head: h, Code: "1.004884", Name: "Đăng ký lại khai sinh", Version: "2, hiệu lực 01/07/2026", Agency: "Ủy ban nhân dân xã Hòa Bình",
		Scope: []string{"Công dân Việt Nam"}, Basis: []string{"Luật Hộ tịch 60/2014/QH13", "Nghị định 123/2015/NĐ-CP", "Nghị định 118/2025/NĐ-CP"},
		Components: []paper.Component{{Title: "Tờ khai đăng ký lại khai sinh", Originals: 1}, {Title: "Bản sao giấy tờ có nội dung khai sinh", Copies: 1}},
		Limit:      "05 ngày làm việc", Channels: "trực tiếp, trực tuyến, bưu chính", Fees: "8.000 đồng",
		Steps: []paper.ProcessStep{{Who: "Cán bộ một cửa", What: "Tiếp nhận, kiểm tra thành phần hồ sơ và chuyển xử lý", Form: "Mẫu số 01, 02, 03", Norm: 120},
			{Who: "Công chức chuyên môn", What: "Thẩm tra, xác minh, dự thảo kết quả", Form: "Mẫu số 02, 04, 05", Norm: 1560},
			{Who: "Lãnh đạo", What: "Xem xét, ký", Form: "Kết quả; văn bản từ chối", Norm: 480},
			{Who: "Cán bộ một cửa", What: "Vào sổ, đóng dấu, trả kết quả", Form: "Mẫu số 06, 07", Norm: 240}},
		Total: 2400, Allowed: 2400, Results: []string{"Giấy khai sinh"},
		Drafter: paper.Sign{Title: "NGƯỜI SOẠN THẢO", Note: paper.HandNote}, Signer: paper.Sign{Title: "CHỦ TỊCH", Note: paper.SealNote, Name: "Lê Quang Vinh"}}
}

func pdfOf(t *testing.T, d paper.Doc, size string) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, d.PDF(&b, size))
	return b.Bytes()
}

// TestPapersSayWhatTheyAlwaysSaid keeps the text of every page.
func TestPapersSayWhatTheyAlwaysSaid(t *testing.T) {
	for name, d := range papers() {
		got := strings.Join(pagesText(t, pdfOf(t, d, "A4")), "\n\f\n") + "\n"
		file := filepath.Join("testdata", name+".txt")
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
			continue
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, strings.ReplaceAll(string(want), "\r\n", "\n"), got, "%s has changed: read it, then go test ./hooks/service/paper -run Always -update", name)
	}
}

func TestEveryPaperStandsOnOnePage(t *testing.T) {
	for name, d := range papers() {
		for _, size := range []string{"A5", "A4"} {
			assert.Len(t, pagesText(t, pdfOf(t, d, size)), 1, "%s %s", name, size)
		}
	}
}

type docPage struct {
	Doc           paper.Doc
	Size, Density string
}

// The page on the screen and the file say the same words.
func TestTheHTMLPaperSaysWhatThePDFSays(t *testing.T) {
	for name, d := range papers() {
		for _, size := range []string{"A5", "A4"} {
			t.Run(name+size, func(t *testing.T) {
				html := rendered(t, "_doc.html", docPage{d, size, d.Density(size)})
				assert.NotContains(t, html, "style=")
				assert.Equal(t, bag(strings.Join(pagesText(t, pdfOf(t, d, size)), " ")), bag(unescaped(tags.ReplaceAllString(html, " "))))
			})
		}
	}
}

var unescape = strings.NewReplacer("&#43;", "+", "&#34;", `"`, "&#39;", "'", "&amp;", "&", "&lt;", "<", "&gt;", ">")

func unescaped(s string) string { return unescape.Replace(s) }

// bag are the words of a text, sorted; punctuation alone is no word.
func bag(s string) []string {
	list := strings.Fields(strings.NewReplacer(":", " ", ";", " ").Replace(s))
	sort.Strings(list)
	return list
}

func TestThePapersOfTheFormsHaveTheirFields(t *testing.T) {
	common := []string{"ỦY BAN NHÂN DÂN XÃ HÒA BÌNH", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hòa Bình, ngày 25 tháng 11 năm 2026", "Thông tư 03/2025/TT-VPCP"}
	for name, want := range map[string][]string{
		"02-bo-sung": {"Số: 12/PBS-TTPVHCC", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Hồ sơ của: Nguyễn Thị Ngọc Ấn", "Nội dung yêu cầu giải quyết: Đăng ký lại khai sinh", "Địa chỉ: Thôn Đoài",
			"Số điện thoại: 0912 345 678", "Email: an.nguyen@example.vn", "Chưa ký ở trang cuối", "Luật Hộ tịch Điều 26", "Lý do: hồ sơ chưa đủ căn cứ", "số điện thoại 0221 3 865 432", "để được hướng dẫn", "NGƯỜI HƯỚNG DẪN", "ký số tại đây", "ngày 25 tháng 12 năm 2026"},
		"02-huong-dan": {"Yêu cầu lần thứ 2", "Mã tra cứu 412 907 356"},
		"03-tu-choi": {"Số: 2/PTC-TTPVHCC", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Tiếp nhận hồ sơ của: Nguyễn Thị Ngọc Ấn", "Số định danh cá nhân/tổ chức: 033185012345", "Mã hồ sơ (nếu có): ……", "với lý do cụ thể như sau",
			"không thuộc thẩm quyền", "Ủy ban nhân dân phường Lê Lợi", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ"},
		"04-gia-han": {"Số: 7/PXL-TTPVHCC", "XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN", "Kính gửi: Nguyễn Thị Ngọc Ấn", "Ngày 20/11/2026", "Tên thủ tục: Đăng ký lại khai sinh", "Số định danh", "Mã hồ sơ: H29.132-261120-0012",
			"17 giờ 00 phút, ngày 27 tháng 11 năm 2026", "Lý do: chờ kết quả xác minh", "xin lỗi", "Ngày trả kết quả mới: 17 giờ 00 phút, ngày 02 tháng 12 năm 2026", "CHỦ TỊCH"},
		"04-xin-loi":   {"chưa trả kết quả", "Ngày trả kết quả mới: ngày 02 tháng 12 năm 2026"},
		"05-dung":      {"Số: 3/TBD-TTPVHCC", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Mã hồ sơ: H29.132-261120-0012", "quá thời hạn bổ sung", "Thời điểm dừng: 08 giờ 00 phút, ngày 28 tháng 12 năm 2026", "Giấy tờ hoàn trả", "Giấy chứng sinh", "CHỦ TỊCH"},
		"06-kiem-soat": {"Số: 12/PKS-TTPVHCC", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "Cơ quan (bộ phận) giải quyết hồ sơ", "Cơ quan phối hợp", "Ngày nhận hồ sơ", "Hẹn trả kết quả", "1. Giao: Trung tâm Phục vụ hành chính công – Đặng Thị Bích Trâm", "2. Nhận: Ủy ban nhân dân xã Hòa Bình – Trần Văn Kiên", "Trước hạn", "Đúng hạn", "Quá hạn", "Đủ điều kiện, trình ký", "lưu vết tự động"},
	} {
		all := strings.Join(pagesText(t, pdfOf(t, papers()[name], "A5")), " ")
		for _, w := range append(want, common...) {
			assert.Contains(t, all, w, name)
		}
	}
}

func TestAnEmptyFieldOfAFormIsDotted(t *testing.T) {
	d := paper.Supplement{Matter: paper.Matter{Procedure: "Đăng ký khai tử"}}.Doc()
	all := strings.Join(pagesText(t, pdfOf(t, d, "A5")), " ")
	for _, want := range []string{"Số: …", "Hồ sơ của: …", "Địa chỉ: …", "Số điện thoại: …", "Lý do: …"} {
		assert.Contains(t, all, want)
	}
}

func TestALongPaperGoesOverleafAndLosesNothing(t *testing.T) {
	x := controlSlip(matter("1/PKS-TTPVHCC"))
	for len(x.Rows) < 60 {
		x.Rows = append(x.Rows, x.Rows[1])
	}
	x.Rows[59].Gave = "Hoàng Thị Cuối Cùng"
	list := pagesText(t, pdfOf(t, x.Doc(), "A5"))
	assert.Greater(t, len(list), 2)
	for i, page := range list {
		assert.Contains(t, page, "trang ")
		if i > 0 && i < len(list)-1 {
			assert.Contains(t, page, "Giờ, ngày giao nhận", "the table begins again with its head")
		}
	}
	assert.Contains(t, strings.Join(list, " "), "Hoàng Thị Cuối Cùng")
}

func TestAReprintSaysSo(t *testing.T) {
	assert.Contains(t, pagesText(t, pdfOf(t, papers()["hen-lai"], "A5"))[0], "In lại lần 1, lúc 08 giờ 05 phút, ngày 26 tháng 11 năm 2026")
	assert.NotContains(t, pagesText(t, pdfOf(t, papers()["rut"], "A5"))[0], "In lại")
	assert.ErrorContains(t, papers()["rut"].PDF(&bytes.Buffer{}, "A3"), `no paper size "A3"`)
}

func TestAFormIsTheOneInForceOnItsDay(t *testing.T) {
	for _, no := range []string{paper.FormReceipt, paper.FormSupplement, paper.FormDecline, paper.FormApology, paper.FormStop, paper.FormControl, paper.FormRegister} {
		f, ok := paper.FormAt(no, "2026-11-20")
		require.True(t, ok, no)
		assert.Equal(t, "Mẫu số "+no+", Phụ lục I, Thông tư 03/2025/TT-VPCP", f.Basis)
	}
	_, ok := paper.FormAt("99", "2026-11-20")
	assert.False(t, ok)
	f, _ := paper.FormAt(paper.FormSupplement, "2026-11-20")
	assert.Equal(t, "12/PBS-TTPVHCC", f.Number(12, "TTPVHCC"))
	assert.Equal(t, "12/PBS", f.Number(12, ""))
	rut, _ := paper.FormAt(paper.FormWithdrawal, "2026-11-20")
	assert.Empty(t, rut.Number(3, "TTPVHCC"))
}

// TestSamples writes one sample of every paper into docs/mau, for whoever wants
// to see them without the product: go test ./hooks/service/paper -run Samples -update.
func TestSamples(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "docs", "mau")
	files := map[string][]byte{"01-tiep-nhan.pdf": printed(t, short(), "A5")}
	for name, d := range papers() {
		size := "A5"
		if name == "quy-trinh-noi-bo" {
			size = "A4"
		}
		files[name+".pdf"] = pdfOf(t, d, size)
	}
	for name, b := range files {
		file := filepath.Join(dir, name)
		if *update {
			require.NoError(t, os.MkdirAll(dir, 0o755))
			require.NoError(t, os.WriteFile(file, b, 0o644))
			continue
		}
		kept, err := os.ReadFile(file)
		require.NoError(t, err, "missing: go test ./hooks/service/paper -run Samples -update")
		assert.True(t, bytes.Equal(kept, b), "%s is not as it is printed now", name)
	}
}
