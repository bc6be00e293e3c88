package letter_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/letter"
)

var anyTag = regexp.MustCompile(`<[^>]*>`)

func words(html string) string {
	return strings.Join(strings.Fields(anyTag.ReplaceAllString(html, " ")), " ")
}

var pageObject = regexp.MustCompile(`/Type\s*/Page\b`)

type office struct {
	*apptest.House
	t                      *testing.T
	clerk, officer, leader access.Actor
}

func open(t *testing.T) office {
	h := apptest.Open(t)
	return office{h, t, h.Actor(access.Clerk, 0), h.Actor(access.Officer, 0), h.Actor(access.Leader, 0)}
}

func (o office) must(c casework.Case, err error) casework.Case {
	o.t.Helper()
	require.NoError(o.t, err)
	return c
}

func (o office) receive() string {
	o.t.Helper()
	got, err := o.Desk.Receive(o.App, o.clerk, casework.ReceiveInput{Procedure: "1.010039",
		Applicant:  casework.PersonInput{Name: "Nguyễn Thị Bưởi", IdentityNumber: "099190000123", Phone: "0912345678", Address: "Thôn Đình"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}}, Answers: map[string]string{"kind": "head", "what": "Đổi chủ hộ"}})
	require.NoError(o.t, err)
	return got.Code
}

// papers are the addresses of the papers of a dossier, by form.
func (o office) papers(code string) map[string]string {
	o.t.Helper()
	list, err := (letter.Office{Desk: o.Desk}).Papers(o.App, o.clerk, code)
	require.NoError(o.t, err)
	out := map[string]string{}
	for _, l := range list {
		out[l.Form] = "/ho-so/" + code + "/giay/" + l.Key()
	}
	return out
}

// Every act that the law wants in writing has its paper, and each says what
// the act said.
func TestEveryActHasItsPaper(t *testing.T) {
	o := open(t)
	code := o.receive()
	o.must(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, dossier.SupplementInput{LimitDay: "2026-12-20",
		Items: []dossier.Item{{Component: "declaration", Title: "Tờ khai", Defect: "Thiếu chữ ký trang hai", Ground: "Luật Cư trú Điều 25"}}}))
	o.SetNow("2026-11-23T09:00")
	o.must(o.Desk.AnswerSupplement(o.App, o.clerk, code, 0, dossier.AnswerInput{Papers: []dossier.Paper{{Key: "declaration", Originals: 1}}}))
	o.must(o.Desk.Forward(o.App, o.clerk, code, 0, dossier.MoveInput{To: o.officer.ID, Note: "Xem giúp tờ khai"}))
	o.must(o.Desk.Extend(o.App, o.leader, code, 0, dossier.ExtendInput{N: 2, Reason: "Chờ xác minh tại nơi cũ"}))
	o.SetNow("2026-11-25T10:00")
	o.must(o.Desk.Resolve(o.App, o.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: "7/GXN"}))
	v := o.As(access.Clerk, 0)
	at := o.papers(code)
	for form, want := range map[string][]string{
		"02":      {"Số: 1/PBS-TTPVHCC", "ỦY BAN NHÂN DÂN XÃ AN BÌNH", "Nguyễn Thị Bưởi", "Thiếu chữ ký trang hai", "Luật Cư trú Điều 25", "ngày 20 tháng 12 năm 2026", "Mẫu số 02", "ngày 20 tháng 11 năm 2026", o.clerk.Name},
		"hen-lai": {"Số: 1/PHL-TTPVHCC", "phiếu số 1/PBS-TTPVHCC", "Tờ khai", "Vì sao ngày này?", "Ngày Văn hóa"},
		"04":      {"Số: 1/PXL-TTPVHCC", "Chờ xác minh tại nơi cũ", "2 ngày làm việc", "Ngày trả kết quả mới", o.leader.Name, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"},
		"ket-qua": {"Số: 1/TBKQ-TTPVHCC", "7/GXN", "Nhận kết quả tại"},
		"06":      {"PHIẾU KIỂM SOÁT", "1. Giao: Trung tâm Phục vụ hành chính công – " + o.clerk.Name, "2. Nhận: Ủy ban nhân dân xã An Bình – " + o.officer.Name, "Xem giúp tờ khai", "chờ bổ sung hồ sơ (phiếu số 1/PBS-TTPVHCC)", "Hiện nay"},
	} {
		require.Contains(t, at, form)
		res := v.Get(at[form] + "?kho=a4")
		require.Equal(t, http.StatusOK, res.Code, form)
		html := res.Body.String()
		for _, w := range want {
			assert.Contains(t, words(html), w, form)
		}
		assert.Contains(t, html, "paper--a4")
		assert.Equal(t, 1, strings.Count(html, "<h1"))
		assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, html)
		assert.NotContains(t, html, "data-autoprint=")
	}
	page := v.Get("/ho-so/" + code).Body.String()
	for _, href := range at {
		assert.Contains(t, page, href)
	}
}

func TestWhatEndsADossierHasItsPaper(t *testing.T) {
	o := open(t)
	v := o.As(access.Clerk, 0)
	withdrawn := o.receive()
	o.must(o.Desk.Withdraw(o.App, o.clerk, withdrawn, 0, dossier.EndInput{Reason: "Nộp nhầm thủ tục"}))
	at := o.papers(withdrawn)
	assert.Contains(t, words(v.Get(at["05"]).Body.String()), "đề nghị rút hồ sơ")
	slip := words(v.Get(at["rut"]).Body.String())
	assert.Contains(t, slip, "PHIẾU RÚT HỒ SƠ")
	assert.Contains(t, slip, "Nộp nhầm thủ tục")
	assert.NotContains(t, slip, "Số:")

	stopped := o.receive()
	o.must(o.Desk.Stop(o.App, o.leader, stopped, 0, dossier.EndInput{Reason: "Không nộp phí", Ground: "Nghị định 118/2025/NĐ-CP Điều 17"}))
	assert.Contains(t, words(v.Get(o.papers(stopped)["05"]).Body.String()), "Không nộp phí")

	filed, err := o.Desk.Submit(o.App, access.Actor{}, casework.ReceiveInput{Unit: "an-binh", Procedure: "1.010039", Channel: "online",
		Applicant:  casework.PersonInput{Name: "Trần Thị Mít", IdentityNumber: "099190000456", Phone: "0912345679", Address: "Thôn Đình"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}}, Answers: map[string]string{"kind": "head", "what": "Đổi chủ hộ"}})
	require.NoError(t, err)
	o.must(o.Desk.Decline(o.App, o.clerk, filed.ID, 0, dossier.EndInput{Reason: "Không thuộc thẩm quyền", Ground: "Luật Cư trú Điều 25", Agency: "Công an xã An Bình"}))
	declined := words(v.Get(o.papers(filed.ID)["03"]).Body.String())
	for _, want := range []string{"1/PTC-TTPVHCC", "Không thuộc thẩm quyền", "Luật Cư trú Điều 25", "Công an xã An Bình", "Trần Thị Mít"} {
		assert.Contains(t, declined, want)
	}
}

func TestPrintingKeepsTheCopyAndOpensTheVeryFile(t *testing.T) {
	o := open(t)
	code := o.receive()
	at := o.papers(code)["06"]
	v := o.As(access.Clerk, 0)
	assert.Contains(t, v.Get(at).Body.String(), "Chưa in")
	res := v.Post(at, url.Values{"kho": {"A5"}})
	require.Equal(t, http.StatusSeeOther, res.Code)
	assert.Equal(t, at+"?in=1&kho=A5&ban=1", res.Header().Get("Location"))
	page := v.Get(res.Header().Get("Location")).Body.String()
	assert.Contains(t, page, "data-autoprint=")
	assert.Contains(t, words(page), "Số: 1/PKS-TTPVHCC")
	assert.NotContains(t, words(page), "In lại lần")

	href := regexp.MustCompile(`/ho-so/[^"]+/ban-luu/[a-z0-9]+`).FindString(page)
	require.NotEmpty(t, href)
	kept := v.Get(href)
	require.Equal(t, http.StatusOK, kept.Code)
	assert.Equal(t, "application/pdf", kept.Header().Get("Content-Type"))
	assert.Len(t, pageObject.FindAll(kept.Body.Bytes(), -1), 1)

	o.must(o.Desk.Forward(o.App, o.clerk, code, 0, dossier.MoveInput{To: o.officer.ID}))
	again := v.Post(at, url.Values{"kho": {"A4"}})
	assert.Equal(t, at+"?in=1&kho=A4&ban=2", again.Header().Get("Location"))
	assert.Contains(t, words(v.Get(again.Header().Get("Location")).Body.String()), "In lại lần 1")
	assert.Equal(t, kept.Body.Bytes(), v.Get(href).Body.Bytes(), "the first copy stays what it was")
	assert.Contains(t, words(v.Get("/ho-so/"+code).Body.String()), "đã in 2 bản")
	first := words(v.Get(at + "?ban=1").Body.String())
	assert.NotContains(t, first, "2. Nhận: Ủy ban nhân dân xã An Bình", "as it was printed then")
}

func TestPapersAreForTheUnitsOwnPeople(t *testing.T) {
	o := open(t)
	code := o.receive()
	at := o.papers(code)["06"]
	v := o.As(access.Leader, 0)
	page := v.Get(v.Post(at, url.Values{}).Header().Get("Location")).Body.String()
	href := regexp.MustCompile(`/ho-so/[^"]+/ban-luu/[a-z0-9]+`).FindString(page)
	for _, role := range []access.Role{access.Clerk, access.Officer, access.Leader} {
		assert.Equal(t, http.StatusOK, o.As(role, 0).Get(at).Code, role)
		assert.Equal(t, http.StatusOK, o.As(role, 0).Get(href).Code, role)
		assert.Equal(t, http.StatusNotFound, o.As(role, 1).Get(at).Code, role)
		assert.Equal(t, http.StatusNotFound, o.As(role, 1).Get(href).Code, role)
		assert.Equal(t, http.StatusNotFound, o.As(role, 1).Post(at, url.Values{}).Code, role)
	}
	for _, role := range []access.Role{access.Cashier, access.Superior, access.Inspector, access.UnitAdmin} {
		assert.Equal(t, http.StatusNotFound, o.As(role, 0).Get(at).Code, role)
		assert.Equal(t, http.StatusNotFound, o.As(role, 0).Get(href).Code, role)
		assert.Equal(t, http.StatusForbidden, o.As(role, 0).Post(at, url.Values{}).Code, role)
	}
	assert.Equal(t, http.StatusSeeOther, o.Guest().Get(at).Code)
	assert.Equal(t, http.StatusSeeOther, o.Guest().Get(href).Code)
	assert.Equal(t, http.StatusUnauthorized, o.Guest().Post(at, url.Values{}).Code)
	assert.Equal(t, http.StatusNotFound, v.Get("/ho-so/"+code+"/giay/khong-co").Code)
	assert.Equal(t, http.StatusNotFound, v.Post("/ho-so/"+code+"/giay/khong-co", url.Values{}).Code)
	assert.Equal(t, http.StatusNotFound, v.Get(at+"?ban=9").Code)
	assert.Equal(t, http.StatusNotFound, v.Get("/ho-so/"+code+"/ban-luu/khongcotepnay00").Code)
}

func TestTheProcessDocument(t *testing.T) {
	o := open(t)
	const at = "/quan-tri/thu-tuc/1.010039/quy-trinh"
	v := o.As(access.ProcedureAdmin, 0)
	res := v.Get(at)
	require.Equal(t, http.StatusOK, res.Code)
	for _, want := range []string{"QT-1.010039", "QUY TRÌNH NỘI BỘ", "1. Mục đích", "2. Phạm vi", "3. Căn cứ", "4. Thành phần hồ sơ", "5. Thời hạn giải quyết", "7. Lưu đồ", "Trách nhiệm", "Biểu mẫu", "8. Lưu trữ", "≤ thời hạn 3 ngày", "TCVN ISO 9001"} {
		assert.Contains(t, words(res.Body.String()), want)
	}
	file := v.Get(at + ".pdf")
	require.Equal(t, http.StatusOK, file.Code)
	assert.Len(t, pageObject.FindAll(file.Body.Bytes(), -1), 1)
	assert.Equal(t, http.StatusOK, o.As(access.UnitAdmin, 0).Get(at).Code)
	assert.Equal(t, http.StatusForbidden, o.As(access.Clerk, 0).Get(at).Code)
	assert.Equal(t, http.StatusSeeOther, o.Guest().Get(at).Code)
	assert.Equal(t, http.StatusNotFound, v.Get("/quan-tri/thu-tuc/9.999999/quy-trinh").Code)
	assert.Equal(t, http.StatusNotFound, v.Get("/quan-tri/thu-tuc/1.010039/gi-khac").Code)
}

// A process stands on one page, whichever procedure of the built-in pack.
func TestEveryProcessStandsOnOnePage(t *testing.T) {
	o := open(t)
	offers, err := o.Catalog.Offers(o.App, o.Communes[0].ID, "2026-11-20")
	require.NoError(t, err)
	require.Greater(t, len(offers), 20)
	for _, x := range offers {
		d := letter.Process(o.Communes[0], catalog.Published{No: 1, EffectiveFrom: "2026-07-01", Body: x.Version.Body}, o.Now())
		var b strings.Builder
		require.NoError(t, d.PDF(&b, "A4"))
		assert.Len(t, pageObject.FindAllString(b.String(), -1), 1, x.Code)
	}
}
