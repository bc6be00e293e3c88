package paper_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"motcua/hooks/service/paper"
)

// at reads "2026-11-20T16:30" as office time.
func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", text, paper.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

// short is an ordinary receipt.
func short() paper.Receipt {
	return paper.Receipt{
		Parent: "Ủy ban nhân dân xã Hòa Bình", Unit: "Trung tâm Phục vụ hành chính công",
		Number: "0012/TNHS-TTPVHCC", Phone: "0221 3 865 432", Place: "Hòa Bình", IssuedAt: at("2026-11-20T16:30"),
		Code: "H29.132-261120-0012", Ref: "412907356",
		TrackURL: "https://motcua.hoabinh.hungyen.gov.vn/t/H29.132-261120-0012?k=7K3M9Q2XWA5TB8CD",
		Office:   "Trung tâm Phục vụ hành chính công xã Hòa Bình, quầy 2",
		Applicant: paper.Party{Name: "Nguyễn Thị Ngọc Ấn", IdentityNumber: "033185012345", Phone: "0912345678",
			Email: "an.nguyen@example.vn", Address: "Thôn Đoài, xã Hòa Bình, tỉnh Hưng Yên"},
		Procedure: "Đăng ký khai sinh", ProcedureCode: "1.001193",
		Components: []paper.Component{
			{Title: "Tờ khai đăng ký khai sinh", Originals: 1},
			{Title: "Giấy chứng sinh", Originals: 1},
			{Title: "Giấy chứng nhận kết hôn của cha mẹ", Copies: 1},
		},
		Sets: 1, Limit: "05 ngày làm việc", ReceivedAt: at("2026-11-20T16:30"), DueAt: at("2026-11-27T17:00"),
		ResultAt: "Trung tâm Phục vụ hành chính công xã Hòa Bình",
		Fees:     []paper.Fee{{Title: "Lệ phí hộ tịch", Amount: 15000}},
		Book:     "01/2026", BookNo: "0012", SubmitterName: "Nguyễn Thị Ngọc Ấn", ClerkName: "Đặng Thị Bích Trâm",
	}
}

// long has the longest of everything.
func long(components int) paper.Receipt {
	r := short()
	r.Parent = "Ủy ban nhân dân phường Nguyễn Thị Minh Khai - Thành phố Hồ Chí Minh"
	r.Unit = "Trung tâm Phục vụ hành chính công phường Nguyễn Thị Minh Khai, chi nhánh khu vực số 3"
	r.Code = "000.00.06.H56.132-261120-AA00361"
	r.Applicant.Name = "Công ty trách nhiệm hữu hạn một thành viên Thương mại Dịch vụ Xây dựng và Phát triển Nông thôn Hưng Thịnh Phát"
	r.Applicant.Address = "Số nhà 12/34/56 ngõ 78, đường Nguyễn Thị Minh Khai kéo dài, tổ dân phố Trưng Trắc – Trưng Nhị, phường Nguyễn Thị Minh Khai, Thành phố Hồ Chí Minh"
	r.Procedure = "Đăng ký biến động đối với trường hợp đổi tên hoặc thay đổi thông tin về người sử dụng đất, chủ sở hữu tài sản gắn liền với đất; giảm diện tích thửa đất do sạt lở tự nhiên; thay đổi hạn chế quyền"
	r.Case = "Trường hợp nộp qua người được ủy quyền"
	r.Delegate = &paper.Delegate{Party: paper.Party{Name: "Huỳnh Nguyễn Thị Thùy Dương", IdentityNumber: "079304000001",
		Phone: "0987654321", Address: "Ấp 3, xã Tân Phú, Thành phố Hồ Chí Minh"}, Paper: "Giấy ủy quyền số 123/GUQ ngày 01/11/2026"}
	r.Components = nil
	for i := range components {
		r.Components = append(r.Components, paper.Component{
			Title: fmt.Sprintf("Giấy tờ thứ %d: hợp đồng, văn bản về việc chuyển quyền đã được công chứng hoặc chứng thực", i+1), Originals: i % 2, Copies: 1, Note: "đối chiếu"})
	}
	r.Fees = []paper.Fee{{Title: "Phí thẩm định hồ sơ", Amount: 1250000}, {Title: "Lệ phí cấp giấy chứng nhận", Amount: 100000, Note: "thu khi trả kết quả"}, {Title: "Phí đo đạc", Note: "miễn: hộ nghèo"}}
	r.Appointments = []paper.Appointment{{Label: "Hẹn lần 2, sau khi nộp nghĩa vụ tài chính", At: at("2027-01-05T17:00")}}
	r.Provisional, r.Reprint, r.ReprintAt = true, 2, at("2026-11-21T08:05")
	r.ReplacesNo, r.ReplaceReason = "0009/TNHS-TTPVHCC", "nhập nhầm thủ tục"
	r.Back = true
	r.Trace = []paper.TraceLine{{Day: "20/11/2026", Text: "nhận sau 15 giờ, tính từ ngày làm việc sau"},
		{Day: "21/11/2026", Text: "Thứ Bảy, không tính"}, {Day: "22/11/2026", Text: "Chủ Nhật, không tính"}, {Day: "27/11/2026", Text: "ngày làm việc thứ 5"}}
	return r
}

func printed(t *testing.T, r paper.Receipt, size string) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.PDF(&b, size))
	return b.Bytes()
}

var (
	streams = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	shows   = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) ?Tj`)
	pages   = regexp.MustCompile(`/Type /Page\b[^s]`)
	escapes = strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r", `\n`, "\n")
)

// pagesText gives the text of every page as the file itself says it, one
// space between its pieces; fpdf writes text as UTF-16BE.
func pagesText(t *testing.T, pdf []byte) []string {
	t.Helper()
	var out []string
	for _, m := range streams.FindAllSubmatch(pdf, -1) {
		z, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		raw, err := io.ReadAll(z)
		if err != nil || !bytes.Contains(raw, []byte(" Tj")) {
			continue
		}
		var pieces []string
		for _, s := range shows.FindAllSubmatch(raw, -1) {
			pieces = append(pieces, utf16be(escapes.Replace(string(s[1]))))
		}
		out = append(out, strings.Join(strings.Fields(strings.Join(pieces, " ")), " "))
	}
	require.Len(t, out, len(pages.FindAll(pdf, -1)), "pages and text streams")
	return out
}

func utf16be(s string) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(units))
}
