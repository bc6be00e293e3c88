package office_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
)

// several takes n dossiers in and returns their codes.
func several(t *testing.T, h *apptest.House, n int) []string {
	t.Helper()
	var out []string
	for range n {
		got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: "1.004873", Applicant: casework.PersonInput{Name: "Đào Văn Ước", Phone: "0912345678"},
			Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}}})
		require.NoError(t, err)
		out = append(out, got.Code)
	}
	return out
}

func TestOneActOnMany(t *testing.T) {
	h := apptest.Open(t)
	codes := several(t, h, 3)
	v, to := h.As(access.Clerk, 0), h.Staff(access.Officer, 0).Id
	const at = "/mot-cua/nhieu-ho-so"
	ask := v.Post(at, url.Values{"viec": {"forward"}, "ho-so": codes, "ve": {"/mot-cua?viec=toi"}})
	require.Equal(t, http.StatusOK, ask.Code)
	body := ask.Body.String()
	for _, code := range codes {
		assert.Contains(t, body, `value="`+code+`"`)
	}
	assert.Contains(t, body, `value="`+to+`"`)
	assert.Contains(t, body, `href="/mot-cua?viec=toi"`)
	assert.NotContains(t, body, "Đào Văn Ước", "no name is needed here")
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, body)

	missing := v.Post(at+"/lam", url.Values{"viec": {"forward"}, "ho-so": codes, "forward.note": {"Gấp"}})
	assert.Equal(t, http.StatusUnprocessableEntity, missing.Code, "nobody was chosen: asked again, not refused three times")
	assert.Contains(t, missing.Body.String(), `href="#forward.to"`)

	// somebody was faster with the second one
	_, err := h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), codes[1], 0, dossier.MoveInput{To: h.Staff(access.Officer, 0, true).Id})
	require.NoError(t, err)
	in := url.Values{"viec": {"forward"}, "ho-so": codes, "forward.to": {to}, "one_time": {"k1"}, "ve": {"/mot-cua"}}
	for _, code := range codes {
		in.Set("seen."+code, "3")
	}
	in.Set("seen."+codes[0], "1")
	done := v.Post(at+"/lam", in)
	require.Equal(t, http.StatusOK, done.Code)
	assert.Contains(t, done.Body.String(), "Đã xong 2 hồ sơ, không làm được 1 hồ sơ.")
	assert.Equal(t, 2, strings.Count(done.Body.String(), "data-done"))
	for i, code := range codes {
		c, err := h.Desk.Find(h.App, h.Actor(access.Leader, 0), code)
		require.NoError(t, err)
		assert.Equal(t, i != 1, c.Holder == to, code)
	}
	again := v.Post(at+"/lam", in)
	assert.Contains(t, again.Body.String(), "Đã xong 2 hồ sơ", "sent twice is done once")
	events, err := h.Desk.History(h.App, h.Actor(access.Leader, 0), codes[0])
	require.NoError(t, err)
	assert.Len(t, events, 2)

	part := v.Do(http.MethodPost, at+"/lam", strings.NewReader(url.Values{"viec": {"print"}, "ho-so": {codes[2]}}.Encode()),
		http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "X-Part": {"item"}})
	require.Equal(t, http.StatusOK, part.Code)
	assert.NotContains(t, part.Body.String(), "<html")
	assert.Contains(t, part.Body.String(), "data-done")
}

func TestWhatIsNotDoneOnMany(t *testing.T) {
	h := apptest.Open(t)
	codes := several(t, h, 1)
	const at = "/mot-cua/nhieu-ho-so"
	for _, path := range []string{at, at + "/lam"} {
		assert.Equal(t, http.StatusUnauthorized, h.Guest().Post(path, url.Values{}).Code)
		assert.Equal(t, http.StatusForbidden, h.As(access.Inspector, 0).Post(path, url.Values{"viec": {"forward"}}).Code)
		assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Post(path, url.Values{"viec": {"shelve"}, "ho-so": codes}).Code)
		assert.Equal(t, http.StatusUnprocessableEntity, h.As(access.Clerk, 0).Post(path, url.Values{"viec": {"print"}}).Code)
		for _, act := range []string{"return", "resolve", ""} {
			assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 0).Post(path, url.Values{"viec": {act}, "ho-so": codes}).Code, act)
		}
		many := url.Values{"viec": {"print"}}
		for i := range 201 {
			many.Add("ho-so", fmt.Sprint("x", i))
		}
		assert.Equal(t, http.StatusUnprocessableEntity, h.As(access.Clerk, 0).Post(path, many).Code)
	}
	other := h.As(access.Clerk, 1).Post(at+"/lam", url.Values{"viec": {"print"}, "ho-so": codes})
	assert.Equal(t, http.StatusOK, other.Code)
	assert.Contains(t, other.Body.String(), "không làm được 1 hồ sơ", "another unit's dossier is not there")
}

func TestShelvingAndPrintingMany(t *testing.T) {
	h := apptest.Open(t)
	codes := several(t, h, 2)
	v := h.As(access.Clerk, 0)
	refused := v.Post("/mot-cua/nhieu-ho-so/lam", url.Values{"viec": {"shelve"}, "ho-so": codes, "shelve.shelf": {"A1"}})
	assert.Contains(t, refused.Body.String(), "không làm được 2 hồ sơ", "no result yet")
	for _, code := range codes {
		_, err := h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), code, 0, dossier.MoveInput{To: h.Staff(access.Officer, 0).Id})
		require.NoError(t, err)
		_, err = h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
		require.NoError(t, err)
	}
	require.Equal(t, http.StatusOK, v.Post("/mot-cua/nhieu-ho-so", url.Values{"viec": {"shelve"}, "ho-so": codes}).Code)
	assert.Contains(t, v.Post("/mot-cua/nhieu-ho-so/lam", url.Values{"viec": {"shelve"}, "ho-so": codes, "shelve.shelf": {"A1"}}).Body.String(), "Đã xong 2 hồ sơ")
	printed := v.Post("/mot-cua/nhieu-ho-so/lam", url.Values{"viec": {"print"}, "ho-so": codes})
	assert.Contains(t, printed.Body.String(), "/mot-cua/in-giay-hen?ma=")
	page := v.Get("/mot-cua/in-giay-hen?" + url.Values{"ma": codes}.Encode())
	require.Equal(t, http.StatusOK, page.Code)
	assert.Equal(t, 2, strings.Count(page.Body.String(), "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ</h1>"))
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Get("/mot-cua/in-giay-hen?ma="+codes[0]).Code)
	assert.Equal(t, http.StatusNotFound, v.Get("/mot-cua/in-giay-hen").Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Get("/mot-cua/in-giay-hen?ma="+codes[0]).Code)
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/mot-cua/in-giay-hen?ma="+codes[0]).Code)
}

func TestKeysAreSwitchedOffForOnePerson(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	const at = "/tai-khoan/phim-tat"
	assert.Equal(t, http.StatusUnauthorized, h.Guest().Post(at, url.Values{"keys": {"off"}}).Code)
	assert.NotContains(t, v.Get("/mot-cua").Body.String(), `data-keys="off"`)
	res := v.Post(at, url.Values{"keys": {"off"}, "back": {"//elsewhere.vn"}})
	require.Equal(t, http.StatusSeeOther, res.Code)
	assert.Equal(t, "/", res.Header().Get("Location"))
	assert.Contains(t, v.Get("/mot-cua").Body.String(), `data-keys="off"`)
	v.Post(at, url.Values{"keys": {"on"}, "back": {"/mot-cua"}})
	assert.NotContains(t, v.Get("/mot-cua").Body.String(), `data-keys="off"`)
}

func TestADeputyDoesTheWorkOfTheAbsent(t *testing.T) {
	h := apptest.Open(t)
	code := several(t, h, 1)[0]
	officer, second, leader := h.Staff(access.Officer, 0), h.Actor(access.Officer, 0, true), h.Staff(access.Leader, 0)
	_, err := h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), code, 0, dossier.MoveInput{To: officer.Id})
	require.NoError(t, err)
	v := h.As(access.Officer, 0, true)
	in := url.Values{"viec": {"forward"}, "ho-so": {code}, "forward.to": {leader.Id}}
	assert.Contains(t, v.Post("/mot-cua/nhieu-ho-so/lam", in).Body.String(), "không làm được 1 hồ sơ", "a colleague's work is the colleague's")
	_, err = h.Org.AddDeputy(h.App, h.Actor(access.UnitAdmin, 0), org.DeputyInput{Giver: officer.Id, Taker: second.ID, Roles: []string{"officer"},
		StartDay: "2026-11-20", EndDay: "2026-11-20", Ground: "Giấy nghỉ phép"})
	require.NoError(t, err)
	list := v.Get("/xu-ly").Body.String()
	assert.Contains(t, list, "/ho-so/"+code)
	assert.Contains(t, list, "Bạn đang làm thay "+officer.GetString("name"))
	assert.Contains(t, v.Post("/mot-cua/nhieu-ho-so/lam", in).Body.String(), "Đã xong 1 hồ sơ")
	events, err := h.Desk.History(h.App, h.Actor(access.Leader, 0), code)
	require.NoError(t, err)
	assert.Equal(t, officer.GetString("name"), events[len(events)-1].OnBehalfOf)
	assert.Equal(t, second.ID, events[len(events)-1].Actor)
}
