package counter_test

import (
	"encoding/json"
	"fmt"
	"maps"
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
)

const intake = "/mot-cua/tiep-nhan"

// visit is a simple intake: a confirmation of marital status, everything there.
func visit(more ...string) url.Values {
	f := url.Values{
		"procedure": {"2.000815"}, "one_time": {"k1"}, "case": {"normal"},
		"applicant.identity_number": {"099185012345"}, "applicant.name": {"Nguyễn Thị Ngọc Ấn"}, "applicant.birth": {"02/09/1985"},
		"applicant.sex": {"female"}, "applicant.address": {"Thôn Đoài, xã An Bình"}, "applicant.phone": {"0912 345 678"},
		"components.copy": {"yes"}, "answers.document": {"Học bạ"}, "answers.pages": {"5"}, "answers.copies": {"3"}, "result_channel": {"desk"},
		"twin_reason": {"Mỗi lần một giấy khác"}, // the same visitor comes again and again in these tests
	}
	for i := 0; i+1 < len(more); i += 2 {
		f.Set(more[i], more[i+1])
	}
	return f
}

var receiptAt = regexp.MustCompile(`^/mot-cua/ho-so/([A-Z0-9.-]+)/phieu\?in=1$`)

// received sends an intake that must succeed and gives the dossier's code.
func received(t *testing.T, v *apptest.Visitor, form url.Values) string {
	t.Helper()
	res := v.Post(intake, form)
	require.Equal(t, http.StatusSeeOther, res.Code, problems(res.Body.String()))
	m := receiptAt.FindStringSubmatch(res.Header().Get("Location"))
	require.Len(t, m, 2, res.Header().Get("Location"))
	return m[1]
}

var listed = regexp.MustCompile(`(?s)mc-problems__list.*?</ul>`)

func problems(page string) string { return listed.FindString(page) }

func TestTheIntakeIsForClerks(t *testing.T) {
	h := apptest.Open(t)
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get(intake).Code)
	assert.Equal(t, http.StatusUnauthorized, h.Guest().Post(intake, visit()).Code)
	assert.Contains(t, h.Guest().Post(intake, visit()).Body.String(), "Nguyễn Thị Ngọc Ấn", "what was typed waits behind the sign-in")
	for _, role := range []access.Role{access.Officer, access.Leader, access.Cashier, access.Superior, access.Inspector, access.UnitAdmin} {
		v := h.As(role, 0)
		assert.Equal(t, http.StatusForbidden, v.Get(intake).Code, role)
		assert.Equal(t, http.StatusForbidden, v.Post(intake, visit()).Code, role)
		assert.Equal(t, http.StatusForbidden, v.Get(intake+"/thu-tuc?q=sao").Code, role)
		assert.Equal(t, http.StatusForbidden, v.Post(intake+"/nguoi", visit()).Code, role)
		assert.Equal(t, http.StatusForbidden, v.Post(intake+"/xem-truoc", visit()).Code, role)
	}
	v := h.As(access.Clerk, 0)
	page := v.Get(intake)
	assert.Equal(t, http.StatusOK, page.Code)
	assert.Equal(t, 1, strings.Count(page.Body.String(), "<h1"))
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, page.Body.String(), "a key without a sentence")
	assert.Equal(t, "H99.132-261120-0001", received(t, v, visit()))
}

func TestWhatIsReceivedIsWhatWasTyped(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	code := received(t, v, visit("components.extra-0", "Giấy khai sinh của con", "copies.extra-0", "2", "fee.deferred", "yes",
		"submitter.name", "Trần Văn Bình", "submitter.phone", "0987654321", "result_channel", "post"))
	by := h.Actor(access.Clerk, 0)
	c, err := h.Desk.Find(h.App, by, code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Received, c.State)
	assert.Equal(t, []dossier.Paper{{Key: "copy", Title: "Bản sao cần chứng thực, đủ các trang có thông tin", Copies: 1},
		{Key: "extra-0", Title: "Giấy khai sinh của con", Copies: 2, Volunteer: true}}, c.Papers, "a tick counts as the list asks")
	assert.Equal(t, int64(21000), c.Fees[0].Amount)
	assert.Equal(t, "post", c.ResultChannel)
	p, err := h.Desk.Person(h.App, c.Applicant)
	require.NoError(t, err)
	assert.Equal(t, casework.Person{ID: p.ID, Kind: "person", Name: "Nguyễn Thị Ngọc Ấn", Number: "099185012345", Birth: "1985-09-02", Sex: "female",
		Address: "Thôn Đoài, xã An Bình", Phone: "0912345678"}, p)
	s, err := h.Desk.Person(h.App, c.Submitter)
	require.NoError(t, err)
	assert.Equal(t, "Trần Văn Bình", s.Name)
}

func TestADoubleSendingIsOneDossier(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	first := received(t, v, visit())
	assert.Equal(t, first, received(t, v, visit()))
	n, err := h.Desk.Count(h.App, h.Actor(access.Clerk, 0), casework.Filter{})
	require.NoError(t, err)
	assert.Equal(t, 1, n)
	other := v.Post(intake, visit("applicant.name", "Lê Văn Khác"))
	assert.Equal(t, http.StatusUnprocessableEntity, other.Code, "the same key with another body is no repetition")
	assert.Contains(t, other.Body.String(), "Lê Văn Khác")
	assert.NotEqual(t, first, received(t, v, visit("one_time", "k2")))
}

func TestEverythingWrongIsSaidAtOnceAndKept(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	res := v.Post(intake, visit("applicant.name", " ", "applicant.identity_number", "12345", "applicant.birth", "31/02/1985", "applicant.phone", "0123",
		"answers.pages", "nhiều", "copies.copy", "x", "submitter.address", "Ấp 3", "delegate.name", "Hồ Ân", "received_basis", "paper_slip"))
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	page := res.Body.String()
	for _, field := range []string{"applicant.name", "applicant.identity_number", "applicant.birth", "applicant.phone", "answers.pages", "components.copy",
		"submitter.name", "delegate.authority.kind", "received_at", "slip"} {
		assert.Contains(t, problems(page), `href="#`+field+`"`, field)
		assert.Contains(t, page, ` id="`+field+`"`, "the summary must find "+field)
	}
	for _, kept := range []string{`value="12345"`, `value="31/02/1985"`, `value="0123"`, `value="nhiều"`, `value="x"`, `value="Ấp 3"`, `value="Hồ Ân"`} {
		assert.Contains(t, page, kept)
	}
	assert.Contains(t, page, "<title>Lỗi: ")
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, page)
	n, err := h.Desk.Count(h.App, h.Actor(access.Clerk, 0), casework.Filter{})
	require.NoError(t, err)
	assert.Zero(t, n)
	assert.Contains(t, problems(v.Post(intake, url.Values{}).Body.String()), "Cần chọn thủ tục.")
	assert.Contains(t, problems(v.Post(intake, visit("procedure", "9.999999")).Body.String()), `href="#procedure"`)
	assert.Contains(t, problems(v.Post(intake, visit("applicant.birth", "21/11/2026")).Body.String()), "Ngày sinh phải trước hôm nay")
}

func TestAChannelThatIsNotOfferedIsRefused(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	res := v.Post(intake, visit("channel", "post"))
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Contains(t, problems(res.Body.String()), `href="#channel"`)
	received(t, v, visit("procedure", "1.000894", "channel", "post", "case", "", "promise", "Nộp đủ trước ngày 27/11/2026"))
}

func TestAMissingPaperNeedsAPromise(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	without := visit("procedure", "1.000894", "case", "")
	res := v.Post(intake, without)
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Contains(t, problems(res.Body.String()), `href="#components.`)
	assert.Contains(t, res.Body.String(), "mc-intake__paper--missing")
	with := maps.Clone(without)
	with.Set("promise", "Nộp giấy còn thiếu trước ngày 27/11/2026")
	received(t, v, with)
}

func TestTheTextOfACardFillsTheForm(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	card := "099185012345|123456789|Nguyễn Thị Ngọc Ấn|02091985|Nữ|Thôn Đoài, xã An Bình, tỉnh Hòa Giang|05102022"
	form := visit("applicant.identity_number", card, "applicant.name", "", "applicant.birth", "", "applicant.sex", "", "applicant.address", "")
	code := received(t, v, form)
	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), code)
	require.NoError(t, err)
	p, err := h.Desk.Person(h.App, c.Applicant)
	require.NoError(t, err)
	assert.Equal(t, "099185012345 Nguyễn Thị Ngọc Ấn 1985-09-02 female", strings.Join([]string{p.Number, p.Name, p.Birth, p.Sex}, " "))

	mangled := visit("one_time", "k2", "applicant.identity_number", "099185012345||Nguyeexn Thij Ngojc Aasn|02091985|Nuwx|Thoon DDoaif|05102022", "applicant.name", "", "applicant.address", "")
	res := v.Post(intake, mangled)
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code, "letters that may be wrong are shown before they count")
	assert.Contains(t, res.Body.String(), `value="099185012345"`)
	assert.Contains(t, res.Body.String(), "so họ tên")
	mangled.Set("applicant.identity_number", "099185012345")
	mangled.Set("applicant.name", "Nguyễn Thị Ngọc Ấn")
	received(t, v, mangled)
}

func TestWithoutScriptsTheFormIsDrawnAgain(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	page := v.Post(intake, url.Values{"chon": {"1"}, "procedure": {"1.001193"}, "applicant.name": {"Đặng Hữu Ơn"}})
	require.Equal(t, http.StatusOK, page.Code)
	for _, want := range []string{`value="Đặng Hữu Ơn"`, `<option value="1.001193" selected>`, `name="shown" value="1.001193|`, `id="components.`, "Hẹn trả kết quả", "Vì sao ngày này?"} {
		assert.Contains(t, page.Body.String(), want)
	}
	turned := visit("shown", "1.001193|normal")
	res := v.Post(intake, turned)
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code, "papers of another procedure were on the page")
	assert.Contains(t, problems(res.Body.String()), "Thủ tục vừa đổi")
	received(t, v, visit("shown", "2.000815|normal"))
	again := v.Post(intake, url.Values{"nguoi": {"1"}, "procedure": {"2.000815"}, "applicant.name": {"Gõ dở"}})
	assert.Contains(t, again.Body.String(), `value="Nguyễn Thị Ngọc Ấn"`)
	assert.Contains(t, again.Body.String(), `value="02/09/1985"`)
	assert.NotContains(t, again.Body.String(), "Gõ dở")
}

func TestNamesAreInert(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	evil := `"><script>alert(1)</script><img src=x onerror=alert(2)>`
	form := visit("applicant.name", evil, "applicant.address", `' onfocus='alert(3)`, "components.extra-0", evil)
	code := received(t, v, form)
	for _, path := range []string{"/mot-cua", "/mot-cua/ho-so/" + code + "/phieu"} {
		page := v.Get(path)
		require.Equal(t, http.StatusOK, page.Code)
		assert.NotContains(t, page.Body.String(), "<script>alert", path)
		assert.NotContains(t, page.Body.String(), "<img", path)
	}
	form.Set("applicant.phone", "x")
	assert.NotContains(t, v.Post(intake, form).Body.String(), "<script>alert")
}

func TestSuggestionsFindByThreeLetters(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	var list []struct{ Value, Label, Hint string }
	find := func(q string) []string {
		res := v.Get(intake + "/thu-tuc?q=" + url.QueryEscape(q))
		require.Equal(t, http.StatusOK, res.Code)
		list = nil
		require.NoError(t, json.Unmarshal(res.Body.Bytes(), &list))
		codes := []string{}
		for _, s := range list {
			codes = append(codes, s.Value)
		}
		return codes
	}
	assert.Equal(t, "2.000815", find("sao y")[0])
	assert.Contains(t, find("khai sin"), "1.001193")
	assert.Equal(t, []string{"1.004884"}, find("1.004884"))
	assert.Empty(t, find("zzz"))
	assert.Greater(t, len(find("")), 15)
	assert.NotEmpty(t, list[0].Hint)
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get(intake+"/thu-tuc?q=sao").Code)
}

func TestAKnownPersonIsFoundByNumberInTheOwnUnit(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	code := received(t, v, visit())
	ask := func(v *apptest.Visitor, form url.Values) (map[string]any, int) {
		res := v.Post(intake+"/nguoi", form)
		var out map[string]any
		require.NoError(t, json.Unmarshal(res.Body.Bytes(), &out))
		return out, res.Code
	}
	known, _ := ask(v, url.Values{"applicant.identity_number": {"099 185 012 345"}, "procedure": {"2.000815"}})
	assert.Equal(t, true, known["found"])
	assert.Equal(t, "Nguyễn Thị Ngọc Ấn", known["name"])
	assert.Equal(t, "02/09/1985", known["birth"])
	assert.Equal(t, code, known["twin"])
	other, _ := ask(h.As(access.Clerk, 1), url.Values{"applicant.identity_number": {"099185012345"}, "procedure": {"2.000815"}})
	assert.Equal(t, false, other["found"], "another commune knows nobody")
	assert.Equal(t, "", other["twin"])
	_, status := ask(v, url.Values{"applicant.identity_number": {"12"}})
	assert.Equal(t, http.StatusUnprocessableEntity, status)
	last, _ := ask(v, url.Values{"nguoi": {"1"}})
	assert.Equal(t, "099185012345", last["identity_number"])
	nobody, _ := ask(h.As(access.Clerk, 0, true), url.Values{"nguoi": {"1"}})
	assert.Equal(t, false, nobody["found"])
	assert.Equal(t, http.StatusUnauthorized, h.Guest().Post(intake+"/nguoi", url.Values{"nguoi": {"1"}}).Code)
}

func TestThePreviewSaysWhatFollows(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	res := v.Post(intake+"/xem-truoc", visit("shown", ""))
	require.Equal(t, http.StatusOK, res.Code)
	parts := res.Body.String()
	for _, want := range []string{`id="intake-papers"`, `id="intake-ask"`, "21.000 đồng", "Thứ Sáu, 20/11/2026", "0912 345 678"} {
		assert.Contains(t, parts, want)
	}
	assert.NotContains(t, parts, "<html")
	parts = v.Post(intake+"/xem-truoc", visit("shown", "2.000815|normal")).Body.String()
	assert.NotContains(t, parts, `id="intake-papers"`, "what is being typed in is left alone")
	assert.NotContains(t, parts, `id="intake-ask"`)
	assert.Contains(t, parts, `id="intake-due"`)
	parts = v.Post(intake+"/xem-truoc", visit("shown", "2.000815|normal", "case", "bulk")).Body.String()
	assert.Contains(t, parts, `id="intake-papers"`)
	assert.Contains(t, parts, "Thứ Tư, 25/11/2026", "two working days over a holiday")
	assert.Contains(t, v.Post(intake+"/xem-truoc", visit("applicant.sex", "male")).Body.String(), "giới tính khác")
	assert.Equal(t, http.StatusOK, v.Post(intake+"/xem-truoc", url.Values{"answers.pages": {"x"}, "procedure": {"2.000815"}}).Code)
	assert.Equal(t, http.StatusOK, v.Post(intake+"/xem-truoc", url.Values{}).Code)
	assert.Equal(t, http.StatusUnauthorized, h.Guest().Post(intake+"/xem-truoc", visit()).Code)
}

func TestAConditionalQuestionComesAndGoes(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	offers, err := h.Catalog.Offers(h.App, h.Communes[0].ID, "2026-11-20")
	require.NoError(t, err)
	for _, o := range offers {
		for _, f := range o.Version.Body.Form.Fields() {
			if f.ShowIf == nil || f.ShowIf.Op != "eq" {
				continue
			}
			base := url.Values{"procedure": {o.Code}, "shown": {o.Code + "|x"}}
			part := fmt.Sprintf(`id="ask-answers.%s"`, f.Key)
			assert.NotContains(t, v.Post(intake+"/xem-truoc", base).Body.String(), part, "%s %s: hidden and stays so", o.Code, f.Key)
			base.Set("answers."+f.ShowIf.Field, f.ShowIf.Value)
			came := v.Post(intake+"/xem-truoc", base).Body.String()
			assert.Contains(t, came, part, "%s %s", o.Code, f.Key)
			assert.Contains(t, came, `name="asked" value="`+f.Key+`"`)
			base.Set("asked", f.Key)
			assert.NotContains(t, v.Post(intake+"/xem-truoc", base).Body.String(), part, "%s %s: there and stays so", o.Code, f.Key)
		}
	}
}

func TestASlipProvesAnotherMoment(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	code := received(t, v, visit("received_basis", "paper_slip", "received_at", "19/11/2026 14:30", "slip", "07"))
	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), code)
	require.NoError(t, err)
	assert.Equal(t, "2026-11-19T07:30:00Z", c.ReceivedAt.Format("2006-01-02T15:04:05Z"))
	res := v.Post(intake, visit("one_time", "k2", "received_basis", "paper_slip", "received_at", "21/11/2026 14:30", "slip", "07"))
	assert.Contains(t, problems(res.Body.String()), `href="#received_at"`, "not in the future")
}

func TestEveryProcedureOfThePackCanBeDrawn(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	offers, err := h.Catalog.Offers(h.App, h.Communes[0].ID, "2026-11-20")
	require.NoError(t, err)
	for _, o := range offers {
		for _, c := range o.Version.Body.Cases {
			page := v.Post(intake, url.Values{"chon": {"1"}, "procedure": {o.Code}, "case": {c.Key}})
			require.Equal(t, http.StatusOK, page.Code, o.Code)
			assert.Contains(t, page.Body.String(), `name="shown" value="`+o.Code+"|"+c.Key+`"`)
			assert.Contains(t, page.Body.String(), "mc-due__day", "%s %s", o.Code, c.Key)
			assert.NotContains(t, page.Body.String(), "ZgotmplZ")
		}
	}
}
