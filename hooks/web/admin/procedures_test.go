package admin_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

const at = "/quan-tri/thu-tuc"

func upload(t *testing.T, v *apptest.Visitor, files map[string][]byte) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, data := range files {
		part, err := w.CreateFormFile("files", name)
		require.NoError(t, err)
		_, err = part.Write(data)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return v.Do(http.MethodPost, at+"/nhap", &body, http.Header{"Content-Type": {w.FormDataContentType()}})
}

func fixture(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../domain/catalogue/testdata/" + name + ".json")
	require.NoError(t, err)
	return data
}

var draftLink = regexp.MustCompile(at + `/ban-nhap/\w+`)

// withDraft imports a fixture through the page and gives the draft's address.
func withDraft(t *testing.T, v *apptest.Visitor, name string) string {
	t.Helper()
	require.Equal(t, http.StatusSeeOther, upload(t, v, map[string][]byte{name + ".json": fixture(t, name)}).Code)
	link := draftLink.FindString(v.Get(at).Body.String())
	require.NotEmpty(t, link)
	return link
}

func TestOnlyAdministratorsReachTheCatalogue(t *testing.T) {
	h := apptest.Open(t)
	admin := h.As(access.ProcedureAdmin, 0)
	draft := withDraft(t, admin, "no_unit")
	pages := []string{at, at + "/1.000656", draft}
	acts := []string{at + "/nhap", draft + "/lam-ro", draft + "/cong-bo", draft + "/bo"}
	for _, p := range pages {
		assert.Equal(t, http.StatusOK, admin.Get(p).Code, p)
		assert.NotEqual(t, http.StatusOK, h.Guest().Get(p).Code, p)
		for _, role := range []access.Role{access.Clerk, access.Officer, access.Leader, access.Superior, access.Inspector} {
			assert.Equal(t, http.StatusForbidden, h.As(role, 0).Get(p).Code, "%s %s", role, p)
		}
	}
	for _, p := range acts {
		assert.NotEqual(t, http.StatusSeeOther, h.As(access.Clerk, 0).Post(p, url.Values{"x": {"1"}}).Code, p)
	}
	other := h.As(access.ProcedureAdmin, 1)
	assert.Equal(t, http.StatusForbidden, other.Get(draft).Code, "another commune's own procedure")
	assert.Equal(t, http.StatusForbidden, other.Post(draft+"/bo", url.Values{}).Code)
	assert.False(t, strings.Contains(other.Get(at).Body.String(), draft), draft)
	assert.Equal(t, http.StatusNotFound, other.Get(at+"/9.100002").Code, "not published yet")
	assert.Equal(t, http.StatusNotFound, admin.Get(at+"/ban-nhap/nobody").Code)
	assert.Equal(t, http.StatusNotFound, admin.Get(at+"/9.999999").Code)
}

func TestAListIsSearchedAndPaged(t *testing.T) {
	v := apptest.Open(t).As(access.UnitAdmin, 0)
	page := v.Get(at + "?tim=khai+tu").Body.String()
	assert.True(t, strings.Contains(page, "1.000656"), "1.000656")
	assert.False(t, strings.Contains(page, "2.000815"), "2.000815")
	assert.True(t, strings.Contains(v.Get(at+"?tim=1.0006").Body.String(), "1.000656"), "1.000656")
	assert.True(t, strings.Contains(v.Get(at+"?tim=zzzz").Body.String(), "Không có thủ tục nào khớp"), "Không có thủ tục nào khớp")
	assert.False(t, strings.Contains(v.Get(at+"?sau=1.000656").Body.String(), ">1.000656<"), ">1.000656<")
}

func TestBadFilesAreNamedAndGoodOnesKept(t *testing.T) {
	v := apptest.Open(t).As(access.ProcedureAdmin, 0)
	res := upload(t, v, map[string][]byte{"tot.json": fixture(t, "no_unit"), "hong.json": []byte(`{"a":`), "khac.json": []byte(`{"x":1}`)})
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
	page := res.Body.String()
	assert.True(t, strings.Contains(page, "hong.json"), "hong.json")
	assert.True(t, strings.Contains(page, "2 tệp không nhập được"), "2 tệp không nhập được")
	assert.True(t, strings.Contains(page, "9.100002"), "the good one is there")
	assert.Equal(t, http.StatusUnprocessableEntity, upload(t, v, nil).Code, "no file at all")
}

func TestADoubtIsShownBesideTheOriginalResolvedAndPublished(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.ProcedureAdmin, 0)
	draft := withDraft(t, v, "no_unit")
	page := v.Get(draft).Body.String()
	assert.True(t, strings.Contains(page, "Thời hạn chỉ ghi số 3"), "Thời hạn chỉ ghi số 3")
	assert.True(t, strings.Contains(page, "Trực tuyến3Miễn phí"), "the original words")
	assert.True(t, strings.Contains(page, `name="deadline.limit.n"`), `name="deadline.limit.n"`)
	assert.False(t, strings.Contains(page, "/cong-bo"), "not yet")

	res := v.Post(draft+"/lam-ro", url.Values{"deadline.limit.n": {"ba"}, "deadline.limit.unit": {"working_day"}, "deadline.cutoff": {"none"}})
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.True(t, strings.Contains(res.Body.String(), `value="ba"`), "what was typed stays")
	assert.True(t, strings.Contains(res.Body.String(), `href="#deadline.limit.n"`), `href="#deadline.limit.n"`)
	assert.Equal(t, http.StatusUnprocessableEntity, v.Post(draft+"/lam-ro", url.Values{}).Code, "nothing answered")
	assert.Equal(t, http.StatusConflict, v.Post(draft+"/cong-bo", url.Values{"from_d": {"1"}, "from_m": {"12"}, "from_y": {"2026"}}).Code)

	require.Equal(t, http.StatusSeeOther, v.Post(draft+"/lam-ro", url.Values{"deadline.limit.n": {"3"}, "deadline.limit.unit": {"working_day"}}).Code)
	assert.True(t, strings.Contains(v.Get(draft).Body.String(), "Còn 1 điểm chưa rõ"), "one by one")
	require.Equal(t, http.StatusSeeOther, v.Post(draft+"/lam-ro", url.Values{"deadline.cutoff": {"none"}}).Code)
	assert.Equal(t, http.StatusUnprocessableEntity, v.Post(draft+"/cong-bo", url.Values{"from_d": {"31"}, "from_m": {"2"}, "from_y": {"2026"}}).Code)
	require.Equal(t, http.StatusSeeOther, v.Post(draft+"/cong-bo", url.Values{"from_d": {"1"}, "from_m": {"12"}, "from_y": {"2026"}, "offer": {"yes"}}).Code)

	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "9.100002", "2026-12-01")
	require.NoError(t, err)
	assert.Equal(t, 3, o.Version.Body.Deadline.Limit.N)
	assert.True(t, strings.Contains(v.Get(at+"/9.100002").Body.String(), "Bản số 1"), "Bản số 1")
	assert.Equal(t, http.StatusNotFound, v.Get(draft).Code)
}

func TestPapersAreAnsweredOnOneCard(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.ProcedureAdmin, 0)
	draft := withDraft(t, v, "papers")
	res := v.Post(draft+"/lam-ro", url.Values{
		"components.paper_1.title": {"Đơn ghi danh theo Mẫu số 18"}, "components.paper_1.count.originals": {"1"},
		"components.paper_3.requirement": {"required"}, "components.paper_3.count.note": {"yes"},
		"components.paper_4.count.originals": {"3"}, "components.paper_4.count.copies": {"1"},
		"components.paper_5.title":       {"Tờ giới thiệuMau-gioi-thieu.docx"}, // as proposed, not ticked: no answer
		"components.paper_7.requirement": {"optional"},
	})
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	page := v.Get(draft).Body.String()
	assert.True(t, strings.Contains(page, "Còn 2 điểm chưa rõ"), "Còn 2 điểm chưa rõ")
	res = v.Post(draft+"/lam-ro", url.Values{"components.paper_5.title": {"Tờ giới thiệu"}, "components": {"Đơn | 1"}})
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code, "all or none")
	assert.True(t, strings.Contains(res.Body.String(), "Dòng 1 chưa đúng"), "Dòng 1 chưa đúng")
	assert.True(t, strings.Contains(v.Get(draft).Body.String(), "Còn 2 điểm chưa rõ"), "Còn 2 điểm chưa rõ")
}

func TestADraftIsDropped(t *testing.T) {
	v := apptest.Open(t).As(access.ProcedureAdmin, 0)
	draft := withDraft(t, v, "no_unit")
	require.Equal(t, http.StatusSeeOther, v.Post(draft+"/bo", url.Values{}).Code)
	assert.Equal(t, http.StatusNotFound, v.Get(draft).Code)
}

// Whoever knows the text says how the clock stops, goes on and is promised a
// second time; the page shows it as a difference before anything is published.
func TestTheClockOfADraftIsSaidByAPerson(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.ProcedureAdmin, 0)
	draft := withDraft(t, v, "no_unit")
	land := url.Values{"deadline.after_supplement": {"restart"}, "deadline.pause_on": {"yes"}, "deadline.after_payment.n": {"0"}, "deadline.after_payment.unit": {"working_day"}}
	res := v.Post(draft+"/thoi-han", land)
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
	for _, want := range []string{`href="#deadline.after_payment.n"`, `href="#deadline.pause_ground"`, `value="restart" checked`, `id="deadline.pause_on" name="deadline.pause_on" value="yes" checked`} {
		assert.True(t, strings.Contains(res.Body.String(), want), want)
	}
	read, err := h.Catalog.Draft(h.App, strings.TrimPrefix(draft, at+"/ban-nhap/"))
	require.NoError(t, err)
	assert.Zero(t, read.Version.Deadline.AfterPayment, "nothing of a refused form is kept")

	land.Set("deadline.after_payment.n", "5")
	land.Set("deadline.pause_ground", "Nghị định 101/2024/NĐ-CP Điều 22")
	for _, other := range []*apptest.Visitor{h.As(access.Clerk, 0), h.Guest()} {
		assert.NotContains(t, other.Post(draft+"/thoi-han", land).Header().Get("Location"), "tam-dung")
	}
	require.Equal(t, http.StatusSeeOther, v.Post(draft+"/thoi-han", land).Code)
	page := v.Get(draft).Body.String()
	for _, want := range []string{"tính lại thời hạn từ đầu", "tạm dừng thời hạn", "5 ngày làm việc", "Hẹn lần hai, tính từ khi nộp tiền", "Nghị định 101/2024/NĐ-CP Điều 22"} {
		assert.True(t, strings.Contains(page, want), want)
	}
	require.Equal(t, http.StatusSeeOther, v.Post(draft+"/lam-ro", url.Values{"deadline.limit.n": {"3"}, "deadline.limit.unit": {"working_day"}, "deadline.cutoff": {"none"}}).Code)
	require.Equal(t, http.StatusSeeOther, v.Post(draft+"/cong-bo", url.Values{"from_d": {"1"}, "from_m": {"12"}, "from_y": {"2026"}, "offer": {"yes"}}).Code)
	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "9.100002", "2026-12-01")
	require.NoError(t, err)
	rule := o.Version.Body.Deadline
	assert.Equal(t, "5:working_day", rule.AfterPayment.String())
	assert.Equal(t, []string{"supplement", "payment"}, rule.PauseOn)
	assert.Equal(t, "restart", rule.AfterSupplement)
}
