package paper_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every field of Mẫu số 01 stands on the paper as text, on both sizes.
func TestReceiptCarriesEveryFieldOfTheForm(t *testing.T) {
	for _, size := range []string{"A5", "A4"} {
		all := pagesText(t, printed(t, short(), size))
		require.Len(t, all, 1, size)
		for _, want := range []string{
			"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH",
			"TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "Số: 0012/TNHS-TTPVHCC", "Hòa Bình, ngày 20 tháng 11 năm 2026",
			"GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ H29.132-261120-0012", "Mã tra cứu 412 907 356",
			"Nơi tiếp nhận: Trung tâm Phục vụ hành chính công xã Hòa Bình, quầy 2",
			"Tiếp nhận hồ sơ của Ông/Bà/Tổ chức: Nguyễn Thị Ngọc Ấn", "Số định danh cá nhân/tổ chức: 033185012345",
			"Địa chỉ: Thôn Đoài, xã Hòa Bình, tỉnh Hưng Yên", "Số điện thoại: 0912 345 678", "Email: an.nguyen@example.vn",
			"Nội dung yêu cầu giải quyết: Đăng ký khai sinh (mã thủ tục 1.001193)", "Thành phần hồ sơ nộp gồm:",
			"1 Tờ khai đăng ký khai sinh 1 –", "3 Giấy chứng nhận kết hôn của cha mẹ – 1", "Số lượng hồ sơ: 01 (bộ)",
			"Thời gian giải quyết hồ sơ theo quy định là: 05 ngày làm việc", "Thời gian nhận hồ sơ: 16 giờ 30 phút, ngày 20 tháng 11 năm 2026",
			"Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026", "Thứ Sáu, 27/11/2026",
			"Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công xã Hòa Bình", "Phí, lệ phí: Lệ phí hộ tịch: 15.000 đồng",
			"Vào Sổ theo dõi hồ sơ, Quyển số: 01/2026", "Số thứ tự: 0012", "Điện thoại liên hệ: 0221 3 865 432",
			"NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", "Đặng Thị Bích Trâm", "Thông tư 03/2025/TT-VPCP",
		} {
			assert.Contains(t, all[0], want, size)
		}
		assert.NotContains(t, all[0], "In lại")
	}
}

func TestReceiptLosesNothingHoweverLong(t *testing.T) {
	for _, size := range []string{"A5", "A4"} {
		for _, n := range []int{10, 30, 120} {
			r := long(n)
			all := strings.Join(pagesText(t, printed(t, r, size)), " ")
			for _, c := range r.Components {
				assert.Contains(t, all, c.Title, size)
			}
			for _, want := range []string{r.Applicant.Name, r.Applicant.Address, r.Procedure, r.Case, r.Delegate.Name, r.Delegate.IdentityNumber,
				r.Delegate.Address, r.Delegate.Paper, "0987 654 321", "người ủy quyền", "tạm tính", "In lại lần 2, lúc 08 giờ 05 phút, ngày 21 tháng 11 năm 2026",
				"Thay cho giấy số 0009/TNHS-TTPVHCC: nhập nhầm thủ tục", "Hẹn lần 2, sau khi nộp nghĩa vụ tài chính: 17 giờ 00 phút, ngày 05 tháng 01 năm 2027",
				"Phí thẩm định hồ sơ: 1.250.000 đồng;", "miễn: hộ nghèo", "cộng 1.350.000 đồng", "Vì sao ngày này?", "Chủ Nhật, không tính", "trang 1/"} {
				assert.Contains(t, all, want, size)
			}
		}
	}
}

func TestTenOrdinaryPapersStandOnOnePage(t *testing.T) {
	r := ten()
	for _, size := range []string{"A5", "A4"} {
		assert.Len(t, pagesText(t, printed(t, r, size)), 1, size)
	}
	r.Back = true
	assert.Len(t, pagesText(t, printed(t, r, "A5")), 2)
}

func TestTheFrontHoldsTheSignaturesEvenWhenThePapersGoOverleaf(t *testing.T) {
	front := pagesText(t, printed(t, long(30), "A5"))[0]
	assert.Contains(t, front, "NGƯỜI TIẾP NHẬN HỒ SƠ")
	assert.Contains(t, front, "mặt sau")
}

func TestMonstrousTextsAreWrappedAndNeverCut(t *testing.T) {
	r := short()
	r.Applicant.Name = strings.Repeat("Ấ", 400) // no blank to break at
	r.Procedure = strings.Repeat("một hai ba ", 400)
	r.Applicant.Address = "dòng một\ndòng\thai \u202e\x00 😀 ạ"
	all := strings.Join(pagesText(t, printed(t, r, "A5")), "")
	assert.Equal(t, 400, strings.Count(strings.NewReplacer("Ngọc Ấn", "", "GIẤY", "").Replace(all), "Ấ"))
	assert.Contains(t, all, "dòng một dòng hai □ ạ")
}

func TestAPausedReceiptHasNoDate(t *testing.T) {
	r := short()
	r.Paused = true
	all := pagesText(t, printed(t, r, "A5"))[0]
	assert.Contains(t, all, "TẠM DỪNG")
	assert.Contains(t, all, "Thời gian trả kết quả giải quyết hồ sơ: tạm dừng")
	assert.NotContains(t, all, "27/11/2026")
}

func TestTheSameReceiptIsTheSameFile(t *testing.T) {
	assert.True(t, bytes.Equal(printed(t, short(), "A5"), printed(t, short(), "A5")))
}

func TestPDFSaysWhatWentWrong(t *testing.T) {
	assert.ErrorContains(t, short().PDF(io.Discard, "A3"), `no paper size "A3"`)
	bad := short()
	bad.Code = "Mã số"
	assert.ErrorContains(t, bad.PDF(io.Discard, "A5"), "bar code")
	bad = short()
	bad.TrackURL = strings.Repeat("x", 5000)
	assert.ErrorContains(t, bad.PDF(io.Discard, "A5"), "QR code")
	assert.Error(t, short().PDF(broken{}, "A5"))
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func BenchmarkReceipt(b *testing.B) {
	r := short()
	for b.Loop() {
		if err := r.PDF(io.Discard, "A5"); err != nil {
			b.Fatal(err)
		}
	}
}

// What the office keeps is said under the list, by number; the words of the
// form around it stay as they are.
func TestTheReceiptSaysWhichOriginalsStay(t *testing.T) {
	r := short()
	assert.Empty(t, r.HeldLine())
	const label = "Bản chính cơ quan nhận giữ"
	assert.NotContains(t, pagesText(t, printed(t, r, "A5"))[0], label)
	assert.NotContains(t, rendered(t, "_receipt.html", receiptPage{r, "A5"}), label)
	r.Components[0].Held, r.Components[1].Held = 1, 2
	for _, size := range []string{"A5", "A4"} {
		assert.Contains(t, pagesText(t, printed(t, r, size))[0], label+": giấy tờ số 1 (1 bản), số 2 (2 bản)", size)
		assert.Contains(t, tags.ReplaceAllString(rendered(t, "_receipt.html", receiptPage{r, size}), ""), label+": giấy tờ số 1 (1 bản), số 2 (2 bản)", size)
	}
	all := ten()
	for i := range all.Components {
		all.Components[i].Held = 1
	}
	assert.Len(t, pagesText(t, printed(t, all, "A5")), 1, "ten papers held still stand on one page")
}
