package admin_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/seed"
)

// pagesOf are the pages of whoever runs a unit.
var pagesOf = []string{"/quan-tri", "/quan-tri/bat-dau", "/quan-tri/in-thu.pdf", "/quan-tri/nhat-ky", "/quan-tri/don-vi", "/quan-tri/don-vi/them", "/quan-tri/don-vi/an-binh",
	"/quan-tri/can-bo", "/quan-tri/can-bo/them", "/quan-tri/lich", "/quan-tri/lich?don-vi=an-binh&nam=2027", "/quan-tri/niem-yet", "/quan-tri/niem-yet/1.004222"}

func TestAdministrationLadder(t *testing.T) {
	h := apptest.Open(t)
	admin := h.As(access.UnitAdmin, 0)
	for _, p := range pagesOf {
		assert.Equal(t, http.StatusSeeOther, h.Guest().Get(p).Code, p)
		assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Get(p).Code, p)
		assert.Equal(t, http.StatusOK, admin.Get(p).Code, p)
	}
	member := "/quan-tri/can-bo/" + h.Staff(access.Clerk, 0).Id
	other := h.As(access.UnitAdmin, 1)
	for _, p := range []string{"/quan-tri/don-vi/an-binh", member, "/quan-tri/lich?don-vi=an-binh", "/quan-tri/niem-yet?don-vi=an-binh", "/quan-tri/niem-yet/1.004222?don-vi=an-binh", "/quan-tri/can-bo?don-vi=an-binh"} {
		assert.Equal(t, http.StatusNotFound, other.Get(p).Code, p)
		assert.Equal(t, http.StatusOK, admin.Get(p).Code, p)
	}
	for _, p := range []string{"/quan-tri/don-vi/an-binh", "/quan-tri/don-vi/an-binh/hieu-luc", member, member + "/mat-khau", member + "/khoa", member + "/mo", "/quan-tri/niem-yet/1.004222?don-vi=an-binh"} {
		assert.Equal(t, http.StatusNotFound, other.Post(p, url.Values{}).Code, p)
		assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Post(p, url.Values{}).Code, p)
		assert.Contains(t, h.Guest().Post(p, url.Values{}).Body.String(), "/dang-nhap", p)
	}
	assert.Equal(t, http.StatusNotFound, other.Post("/quan-tri/lich", url.Values{"unit": {"an-binh"}, "do": {"add"}}).Code)
	assert.Equal(t, http.StatusOK, h.As(access.ProcedureAdmin, 0).Get("/quan-tri/niem-yet").Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.ProcedureAdmin, 0).Get("/quan-tri/can-bo").Code)
}

var once = regexp.MustCompile(`<code class="mc-once">([^<]+)</code>`)

func TestAnAccountIsAddedAndChoosesItsPasswordFirst(t *testing.T) {
	h := apptest.Open(t)
	admin := h.As(access.UnitAdmin, 0)
	bad := admin.Post("/quan-tri/can-bo/them", url.Values{"email": {"x"}, "name": {""}, "unit": {"dong-thanh"}, "title": {"Giữ lại"}})
	require.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	for _, id := range []string{"email", "name", "unit", "roles"} {
		assert.Contains(t, bad.Body.String(), `href="#`+id+`"`)
	}
	assert.Contains(t, bad.Body.String(), `value="Giữ lại"`)
	res := admin.Post("/quan-tri/can-bo/them", url.Values{"email": {"moi@anbinh.vn"}, "name": {"Lê Thị Mới"}, "unit": {"an-binh"}, "roles": {"clerk", "officer"}})
	require.Equal(t, http.StatusOK, res.Code, res.Body.String())
	found := once.FindStringSubmatch(res.Body.String())
	require.Len(t, found, 2)
	assert.Equal(t, http.StatusUnprocessableEntity, admin.Post("/quan-tri/can-bo/them", url.Values{"email": {"MOI@anbinh.vn"}, "name": {"A"}, "unit": {"an-binh"}, "roles": {"clerk"}}).Code)

	v := h.Guest()
	require.Equal(t, http.StatusSeeOther, v.Post("/dang-nhap", url.Values{"email": {"moi@anbinh.vn"}, "password": {found[1]}}).Code)
	first := v.Get("/mot-cua")
	assert.Equal(t, http.StatusSeeOther, first.Code)
	assert.Equal(t, "/tai-khoan/mat-khau?tiep=%2Fmot-cua", first.Header().Get("Location"))
	assert.Equal(t, http.StatusOK, v.Get("/tai-khoan/mat-khau").Code)
	wrong := v.Post("/tai-khoan/mat-khau", url.Values{"now": {"sai"}, "next": {"ngắn"}, "again": {"khác"}})
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.Code)
	for _, id := range []string{"now", "next", "again"} {
		assert.Contains(t, wrong.Body.String(), `href="#`+id+`"`)
	}
	next := "mái đình làng có bốn cột"
	done := v.Post("/tai-khoan/mat-khau", url.Values{"now": {found[1]}, "next": {next}, "again": {next}, "to": {"/mot-cua"}})
	require.Equal(t, http.StatusSeeOther, done.Code, done.Body.String())
	assert.Equal(t, "/mot-cua", done.Header().Get("Location"))
	assert.Equal(t, http.StatusOK, v.Get("/mot-cua").Code)
	assert.Contains(t, h.Guest().Post("/tai-khoan/mat-khau", url.Values{}).Body.String(), "/dang-nhap")
}

func TestADisabledAccountIsOutAtOnce(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	require.Equal(t, http.StatusOK, clerk.Get("/mot-cua").Code)
	require.Equal(t, http.StatusOK, clerk.Get("/api/motcua/dossiers").Code)
	admin, at := h.As(access.UnitAdmin, 0), "/quan-tri/can-bo/"+h.Staff(access.Clerk, 0).Id
	require.Equal(t, http.StatusSeeOther, admin.Post(at+"/khoa", url.Values{}).Code)
	assert.Equal(t, http.StatusSeeOther, clerk.Get("/mot-cua").Code, "the session is over")
	assert.Equal(t, http.StatusUnauthorized, clerk.Get("/api/motcua/dossiers").Code, "the token is void")
	require.Equal(t, http.StatusSeeOther, admin.Post(at+"/mo", url.Values{}).Code)
	assert.Equal(t, http.StatusSeeOther, clerk.Get("/mot-cua").Code, "the old session stays over")

	again := h.As(access.Clerk, 0)
	require.Equal(t, http.StatusOK, admin.Post(at+"/mat-khau", url.Values{}).Code)
	assert.Equal(t, http.StatusSeeOther, again.Get("/mot-cua").Code, "a reset ends sessions")
	assert.Equal(t, http.StatusUnauthorized, again.Get("/api/motcua/dossiers").Code)
}

func TestRolesHoldFromTheNextRequest(t *testing.T) {
	h := apptest.Open(t)
	clerk, r := h.As(access.Clerk, 0), h.Staff(access.Clerk, 0)
	in := url.Values{"name": {r.GetString("name")}, "unit": {"an-binh"}, "roles": {"officer"}}
	require.Equal(t, http.StatusSeeOther, h.As(access.UnitAdmin, 0).Post("/quan-tri/can-bo/"+r.Id, in).Code)
	assert.Equal(t, http.StatusForbidden, clerk.Get("/mot-cua").Code)
	assert.Equal(t, http.StatusOK, clerk.Get("/xu-ly").Code)
}

func TestTheLastAdministratorStays(t *testing.T) {
	h := apptest.Open(t)
	admin, r := h.As(access.UnitAdmin, 0), h.Staff(access.UnitAdmin, 0)
	at := "/quan-tri/can-bo/" + r.Id
	assert.Equal(t, http.StatusConflict, admin.Post(at+"/khoa", url.Values{}).Code)
	keep := url.Values{"name": {"Tên Mới"}, "unit": {"an-binh"}, "roles": {"clerk"}}
	assert.Equal(t, http.StatusUnprocessableEntity, admin.Post(at, keep).Code)
	m, _, err := h.Org.AddMember(h.App, access.System, org.MemberInput{Email: "hai@anbinh.vn", Name: "Quản trị hai", Unit: "an-binh", Roles: []string{"unit_admin"}})
	require.NoError(t, err)
	assert.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/can-bo/"+m.ID+"/khoa", url.Values{}).Code)
	assert.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/can-bo/"+m.ID+"/mo", url.Values{}).Code)
	assert.Equal(t, http.StatusSeeOther, admin.Post(at, keep).Code, "somebody else is there now")
}

func TestUnitsAreAddedChangedAndSwitchedOff(t *testing.T) {
	h := apptest.Open(t)
	_, _, err := h.Org.AddMember(h.App, access.System, org.MemberInput{Email: "tinh@hoagiang.vn", Name: "Quản trị tỉnh", Unit: "hoa-giang", Roles: []string{"unit_admin"}})
	require.NoError(t, err)
	rec, err := h.App.FindAuthRecordByEmail("staff", "tinh@hoagiang.vn")
	require.NoError(t, err)
	above, err := h.Org.Actor(h.App, rec)
	require.NoError(t, err)

	admin := h.As(access.UnitAdmin, 0)
	bad := admin.Post("/quan-tri/don-vi/them", url.Values{"parent": {"hoa-giang"}, "name": {"Phòng X"}, "kind": {"xx"}, "code": {"an-binh"}})
	require.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	for _, id := range []string{"parent", "kind", "code"} {
		assert.Contains(t, bad.Body.String(), `href="#`+id+`"`)
	}
	for _, code := range []string{"tra-cuu", "dang-nhap", "quan-tri", "mot-cua"} {
		bad = admin.Post("/quan-tri/don-vi/them", url.Values{"parent": {"an-binh"}, "name": {"Phòng X"}, "kind": {"office"}, "code": {code}})
		require.Equal(t, http.StatusUnprocessableEntity, bad.Code, code)
		assert.Contains(t, bad.Body.String(), "Tên ngắn này trùng địa chỉ của phần mềm")
	}
	require.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/don-vi/them", url.Values{"parent": {"an-binh"}, "name": {"Phòng Văn hóa"}, "kind": {"office"}, "code": {"vh"}}).Code)
	u, err := h.Org.UnitByCode(h.App, "vh")
	require.NoError(t, err)
	assert.Equal(t, "hoa-giang/an-binh/vh/", u.Path)
	assert.Equal(t, http.StatusConflict, admin.Post("/quan-tri/don-vi/an-binh/hieu-luc", url.Values{"do": {"close"}, "valid_to": {"2026-11-20"}}).Code, "not the own unit")
	assert.Equal(t, http.StatusUnprocessableEntity, admin.Post("/quan-tri/don-vi/vh/hieu-luc", url.Values{"do": {"close"}}).Code)
	assert.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/don-vi/vh/hieu-luc", url.Values{"do": {"close"}, "valid_to_d": {"1"}, "valid_to_m": {"12"}, "valid_to_y": {"2026"}}).Code)

	off := url.Values{"do": {"close"}, "valid_to": {"2026-12-01"}, "successor": {"khong-co"}}
	wrong := admin.Post("/quan-tri/don-vi/vh/hieu-luc", off)
	require.Equal(t, http.StatusUnprocessableEntity, wrong.Code)
	assert.Contains(t, wrong.Body.String(), `href="#successor"`)
	assert.Contains(t, wrong.Body.String(), `name="valid_to_y" value="2026"`, "what was typed stays")
	off.Set("successor", "vh")
	assert.Equal(t, http.StatusUnprocessableEntity, admin.Post("/quan-tri/don-vi/vh/hieu-luc", off).Code, "not after itself")
	require.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/don-vi/them", url.Values{"parent": {"an-binh"}, "name": {"Phòng Kinh tế"}, "kind": {"office"}, "code": {"kt"}}).Code)
	off.Set("successor", "kt")
	require.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/don-vi/vh/hieu-luc", off).Code)
	assert.Contains(t, admin.Get("/quan-tri/don-vi/vh").Body.String(), `value="kt" selected`)
	assert.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/don-vi/vh/hieu-luc", url.Values{"do": {"close"}, "open": {"1"}}).Code)
	assert.NotContains(t, admin.Get("/quan-tri/don-vi/vh").Body.String(), `value="kt" selected`)

	in := url.Values{"name": {"Ủy ban nhân dân xã An Bình Mới"}, "kind": {"commune"}, "identifier": {"H99.132"}, "paper_own": {"Bộ phận Một cửa"}}
	require.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/don-vi/an-binh", in).Code)
	u, err = h.Org.UnitByCode(h.App, "an-binh")
	require.NoError(t, err)
	own, desk := u.Letterhead()
	assert.Equal(t, "Ủy ban nhân dân xã An Bình Mới/Bộ phận Một cửa", own+"/"+desk)

	_, err = h.Org.CloseUnit(h.App, above, "an-binh", "2026-11-20")
	require.NoError(t, err)
	_, err = h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), intake())
	assert.ErrorContains(t, err, org.KeyUnitClosed)
	_, err = h.Org.CloseUnit(h.App, above, "an-binh", "")
	require.NoError(t, err)
	_, err = h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), intake())
	assert.NoError(t, err)
	log := admin.Get("/quan-tri/nhat-ky").Body.String()
	for _, said := range []string{"Thêm đơn vị", "Sửa đơn vị", "Ngừng đơn vị", "Cho đơn vị hoạt động lại"} {
		assert.Contains(t, log, said)
	}
	assert.NotContains(t, h.As(access.UnitAdmin, 1).Get("/quan-tri/nhat-ky").Body.String(), "Sửa đơn vị")
}

func intake() casework.ReceiveInput {
	return casework.ReceiveInput{Procedure: "1.010039", Answers: map[string]string{"kind": "head", "what": "x"},
		Applicant:  casework.PersonInput{Name: "Lê Văn Thử", Phone: "0987600111"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}}}
}

var seal = regexp.MustCompile(`name="seal" value="(\w+)"`)

func TestAClosedDayShowsTheDossiersItMovesAndAsks(t *testing.T) {
	h := apptest.Open(t)
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), intake())
	require.NoError(t, err)
	old := got.Due
	require.NotEmpty(t, old.Day)
	admin := h.As(access.UnitAdmin, 0)
	bad := admin.Post("/quan-tri/lich", url.Values{"do": {"add"}, "unit": {"an-binh"}, "day_d": {"31"}, "day_m": {"2"}, "day_y": {"2026"}, "kind": {"closed"}})
	require.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	for _, id := range []string{"day", "reason", "ground"} {
		assert.Contains(t, bad.Body.String(), `href="#`+id+`"`)
	}
	in := url.Values{"do": {"add"}, "unit": {"an-binh"}, "day": {old.Day}, "kind": {"closed"}, "reason": {"bão số 12"}, "ground": {"QĐ 12/QĐ-UBND"}}
	ask := admin.Post("/quan-tri/lich", in)
	require.Equal(t, http.StatusOK, ask.Code)
	assert.Contains(t, ask.Body.String(), got.Code[:8])
	found := seal.FindStringSubmatch(ask.Body.String())
	require.Len(t, found, 2, "the dossier is listed and confirmation is asked")
	now, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), got.Code)
	require.NoError(t, err)
	assert.Equal(t, old, now.Due, "nothing is written yet")

	in.Set("seal", "khac")
	assert.Contains(t, admin.Post("/quan-tri/lich", in).Body.String(), found[1], "another list must be seen first")
	in.Set("seal", found[1])
	require.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/lich", in).Code)
	now, err = h.Desk.Find(h.App, h.Actor(access.Clerk, 0), got.Code)
	require.NoError(t, err)
	assert.Greater(t, now.Due.Day, old.Day)
	assert.Equal(t, old.OriginalDay, now.Due.OriginalDay, "the printed date stays the original one")
	res, err := now.Clock()
	require.NoError(t, err)
	assert.Equal(t, now.Due.Day, res.DueDay, "the answer to “Vì sao ngày này?” agrees")
	history, err := h.Desk.History(h.App, h.Actor(access.Clerk, 0), got.Code)
	require.NoError(t, err)
	last := history[len(history)-1]
	if last.Kind != dossier.Recompute {
		last = history[0]
	}
	assert.Equal(t, dossier.Recompute, last.Kind)
	assert.Contains(t, last.Ground, "bão số 12 (QĐ 12/QĐ-UBND)")
	diffs, err := h.Desk.Rebuild(h.App, false, func(int, int) {})
	require.NoError(t, err)
	assert.Empty(t, diffs, "the row is what the events say")

	assert.Equal(t, http.StatusUnprocessableEntity, admin.Post("/quan-tri/lich", in).Code, "the day is there already")
	back := url.Values{"do": {"remove"}, "unit": {"an-binh"}, "day": {old.Day}, "ground": {"QĐ 13/QĐ-UBND"}}
	found = seal.FindStringSubmatch(admin.Post("/quan-tri/lich", back).Body.String())
	require.Len(t, found, 2)
	back.Set("seal", found[1])
	require.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/lich", back).Code)
	now, err = h.Desk.Find(h.App, h.Actor(access.Clerk, 0), got.Code)
	require.NoError(t, err)
	assert.Equal(t, old.Day, now.Due.Day)
}

func TestASaturdayOfIntakeMovesNobody(t *testing.T) {
	h := apptest.Open(t)
	admin := h.As(access.UnitAdmin, 0)
	in := url.Values{"do": {"add"}, "unit": {"an-binh"}, "day": {"2026-11-21"}, "kind": {"open_for_intake"}, "sessions": {"07:00-11:00"}, "reason": {"trực tiếp nhận"}, "ground": {"TB 3/TB-UBND"}}
	require.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/lich", in).Code)
	assert.Contains(t, admin.Get("/quan-tri/lich").Body.String(), "trực tiếp nhận")
	in.Set("day", "2026-11-23")
	assert.Equal(t, http.StatusUnprocessableEntity, admin.Post("/quan-tri/lich", in).Code, "a Monday is a working day")
	hours := url.Values{"do": {"hours"}, "unit": {"an-binh"}, "hours": {"sai"}}
	assert.Equal(t, http.StatusUnprocessableEntity, admin.Post("/quan-tri/lich", hours).Code)
	hours.Set("hours", "07:30-11:30,13:00-16:30")
	hours.Set("hours_ground", "TB 4/TB-UBND")
	assert.Equal(t, http.StatusSeeOther, admin.Post("/quan-tri/lich", hours).Code)
	u, err := h.Org.UnitByCode(h.App, "an-binh")
	require.NoError(t, err)
	assert.Equal(t, "07:30-11:30,13:00-16:30", u.Hours)
}

func TestAnOfferingIsShorterNeverLonger(t *testing.T) {
	h := apptest.Open(t)
	admin, at := h.As(access.ProcedureAdmin, 0), "/quan-tri/niem-yet/1.004222?don-vi=an-binh"
	in := url.Values{"offered": {"yes"}, "channels": {"desk"}, "limit": {"99"}}
	bad := admin.Post(at, in)
	require.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	assert.Contains(t, bad.Body.String(), `value="99"`)
	in.Set("limit", "2")
	require.Equal(t, http.StatusSeeOther, admin.Post(at, in).Code)
	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "1.004222", "2026-11-20")
	require.NoError(t, err)
	assert.Equal(t, 2, o.Rule().Limit.N)
	assert.Len(t, o.Channels, 1)
	assert.Equal(t, http.StatusUnprocessableEntity, admin.Post(at, url.Values{"offered": {"yes"}}).Code, "no channel")
	require.Equal(t, http.StatusSeeOther, admin.Post(at, url.Values{"channels": {"desk"}}).Code)
	_, err = h.Catalog.Offer(h.App, h.Communes[0].ID, "1.004222", "2026-11-20")
	assert.Error(t, err, "no longer offered")
	_, err = h.Catalog.Offer(h.App, h.Communes[1].ID, "1.004222", "2026-11-20")
	assert.NoError(t, err, "the other commune is not touched")
	assert.Equal(t, http.StatusNotFound, admin.Get("/quan-tri/niem-yet/9.999999?don-vi=an-binh").Code)
}

func TestOwnPasswordMayBeChangedByAnybody(t *testing.T) {
	h := apptest.Open(t)
	v, other := h.As(access.Leader, 0), h.As(access.Leader, 0)
	assert.Equal(t, http.StatusOK, v.Get("/tai-khoan/mat-khau").Code)
	next := "ruộng lúa vàng ươm tháng mười"
	common := v.Post("/tai-khoan/mat-khau", url.Values{"now": {seed.Password}, "next": {"Matkhau@123456"}, "again": {"Matkhau@123456"}})
	assert.Equal(t, http.StatusUnprocessableEntity, common.Code)
	require.Equal(t, http.StatusSeeOther, v.Post("/tai-khoan/mat-khau", url.Values{"now": {seed.Password}, "next": {next}, "again": {next}}).Code)
	assert.Equal(t, http.StatusOK, v.Get("/lanh-dao").Code)
	assert.Equal(t, http.StatusSeeOther, other.Get("/lanh-dao").Code, "the other browser is out")
}
