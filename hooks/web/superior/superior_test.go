package superior_test

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
)

func TestWhoMayCount(t *testing.T) {
	h := apptest.Open(t)
	above := []string{"/cap-tren", "/cap-tren.xlsx"}
	counting := []string{"/cap-tren/ii-06a", "/cap-tren/ii-06a/in", "/cap-tren/ii-06a.xlsx", "/cap-tren/ho-so?so=open"}
	for _, path := range append(above, counting...) {
		res := h.Guest().Get(path)
		assert.Equal(t, http.StatusSeeOther, res.Code, path)
		assert.Contains(t, res.Header().Get("Location"), "/dang-nhap", path)
	}
	for _, role := range []access.Role{access.Clerk, access.Officer, access.Cashier} {
		for _, path := range append(above, counting...) {
			assert.Equal(t, http.StatusForbidden, h.As(role, 0).Get(path).Code, "%s %s", role, path)
		}
	}
	leader := h.As(access.Leader, 0)
	for _, path := range above {
		assert.Equal(t, http.StatusForbidden, leader.Get(path).Code, path)
	}
	for _, v := range []*apptest.Visitor{leader, h.As(access.UnitAdmin, 0), h.As(access.Superior, 0), h.As(access.Inspector, 0)} {
		for _, path := range counting {
			assert.Equal(t, http.StatusOK, v.Get(path).Code, path)
		}
	}
}

// Every number of the table leads to exactly as many rows, and no page of it
// names a person.
func TestEveryNumberLeadsToItsRows(t *testing.T) {
	h := open(t)
	v := h.As(access.Superior, 0)
	forbidden := people(t, h)
	followed := 0
	for _, start := range []string{"/cap-tren?tu=01/10/2026&den=20/11/2026", "/cap-tren/ii-06a?tu=2026-09-15&den=2026-10-31&don-vi=an-binh"} {
		for _, a := range page(t, v, start, http.StatusOK).all("a", "mc-tally__n") {
			if len(a.all("", "mc-table__sub")) > 0 {
				continue // the oldest: a day, whose rows are those of the overdue
			}
			n, err := strconv.Atoi(strings.ReplaceAll(a.text("mc-tally__label"), ".", ""))
			require.NoError(t, err)
			seen := 0
			for next := a.attr("href"); next != ""; {
				rows := page(t, v, next, http.StatusOK)
				assert.Regexp(t, " "+strconv.Itoa(n)+" (hồ sơ|lần)[.]", rows.one("p", "mc-filter__sentence").text(""), next)
				seen += len(rows.all("tr", "[data-row"))
				assert.NotRegexp(t, forbidden, rows.text(""), next)
				next = rows.one("a", "[rel").attr("href")
				if rows.one("a", "[rel").attr("rel") == "prev" {
					next = ""
					for _, x := range rows.all("a", "[rel") {
						if x.attr("rel") == "next" {
							next = x.attr("href")
						}
					}
				}
			}
			assert.Equal(t, n, seen, a.attr("href"))
			followed++
		}
	}
	assert.Greater(t, followed, 40)
}

func TestTheTableSorts(t *testing.T) {
	h := open(t)
	v := h.As(access.Superior, 0)
	column := func(path string, i int) []int {
		var out []int
		for _, tr := range page(t, v, path, http.StatusOK).all("tr", "[data-row") {
			n, err := strconv.Atoi(tr.all("td", "")[i].text("mc-tally__label"))
			require.NoError(t, err)
			out = append(out, n)
		}
		return out
	}
	up, down := column("/cap-tren?tu=01/09/2026&den=20/11/2026&xep=new", 1), column("/cap-tren?tu=01/09/2026&den=20/11/2026&xep=new&chieu=giam", 1)
	require.Len(t, up, 3)
	assert.IsNonDecreasing(t, up)
	assert.IsNonIncreasing(t, down)
	for _, key := range []string{"unit", "rate", "oldest", "overdue", "again", "demanded", "khong-co"} {
		page(t, v, "/cap-tren?xep="+key+"&chieu=giam", http.StatusOK)
	}
	doc := page(t, v, "/cap-tren?xep=late", http.StatusOK)
	require.Len(t, doc.all("th", "[aria-sort"), 1)
	assert.Equal(t, "ascending", doc.one("th", "[aria-sort").attr("aria-sort"))
	assert.Contains(t, doc.one("th", "[aria-sort").one("a", "").attr("href"), "chieu=giam", "pressing again turns it")
	doc = page(t, v, "/cap-tren", http.StatusOK)
	assert.Contains(t, doc.one("p", "mc-filter__sentence").text(""), "Số liệu lúc 09:00 ngày 20/11/2026")
}

func TestAWrongPeriodKeepsWhatWasTyped(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Superior, 0)
	for _, path := range []string{"/cap-tren", "/cap-tren/ii-06a", "/cap-tren/ii-06a/in"} {
		doc := page(t, v, path+"?tu=hom+qua&den=31/02/2026", http.StatusUnprocessableEntity)
		assert.Equal(t, "hom qua", doc.one("input", "#tu").attr("value"))
		assert.Equal(t, "31/02/2026", doc.one("input", "#den").attr("value"))
		assert.Len(t, doc.all("a", "mc-problems__link"), 2, "both at once")
		assert.Len(t, doc.one("main", "").one("details", "[open").all("input", "#tu"), 1)
		page(t, v, path+"?tu=01/11/2026&den=20/11/2026", http.StatusOK)
	}
	assert.Equal(t, http.StatusUnprocessableEntity, v.Get("/cap-tren/ho-so?so=khong-co").Code)
	assert.Equal(t, http.StatusNotFound, v.Get("/cap-tren?don-vi=khong-co").Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Inspector, 0).Get("/cap-tren/ii-06a?don-vi=dong-thanh").Code, "not yours is not there")
	assert.Equal(t, http.StatusOK, h.As(access.Inspector, 0).Get("/cap-tren/ii-06a?don-vi=an-binh").Code)
}

func TestTheWorkbookSaysTheSame(t *testing.T) {
	h := open(t)
	v := h.As(access.Superior, 0)
	for _, path := range []string{"/cap-tren.xlsx", "/cap-tren/ii-06a.xlsx"} {
		rec := v.Get(path + "?tu=01/10/2026&den=31/10/2026")
		require.Equal(t, http.StatusOK, rec.Code)
		assert.Contains(t, rec.Header().Get("Content-Disposition"), "-2026-10-01-2026-10-31.xlsx")
		f, err := excelize.OpenReader(bytes.NewReader(rec.Body.Bytes()))
		require.NoError(t, err)
		rows, err := f.GetRows("Bảng")
		require.NoError(t, err)
		last := rows[len(rows)-1]
		assert.Equal(t, "Tổng số", last[1])
		n := make([]int, len(last))
		for i, s := range last[2:] {
			n[i+3], err = strconv.Atoi(strings.ReplaceAll(strings.ReplaceAll(s, ",", ""), ".", ""))
			require.NoError(t, err)
			if i+4 == len(n) {
				break
			}
		}
		assert.NotZero(t, n[3])
	}
}

func TestPeriodsAtOneClick(t *testing.T) {
	h := apptest.Open(t)
	doc := page(t, h.As(access.Superior, 0), "/cap-tren", http.StatusOK)
	var hrefs []string
	for _, a := range doc.all("a", "mc-tally__preset") {
		hrefs = append(hrefs, a.attr("href"))
	}
	assert.Equal(t, []string{"/cap-tren?den=2026-11-20&tu=2026-11-20", "/cap-tren?den=2026-11-20&tu=2026-11-01", "/cap-tren?den=2026-10-31&tu=2026-10-01",
		"/cap-tren?den=2026-11-20&tu=2026-10-01", "/cap-tren?den=2026-11-20&tu=2026-01-01"}, hrefs)
	assert.Equal(t, "Tháng này", doc.one("a", "mc-tally__preset--on").text(""))
}

// Whoever looks from above gives a reason first; it is logged, the commune sees
// it, and it opens this one dossier for half an hour.
func TestADossierOpensForAReason(t *testing.T) {
	h := open(t)
	lines, _, err := h.Desk.List(h.App, h.Actor(access.Clerk, 0), casework.Filter{Limit: 2})
	require.NoError(t, err)
	code, other := lines[0].Code, lines[1].Code
	path, ask := "/ho-so/"+code, "/cap-tren/xem/"+code
	good := url.Values{"reason": {"Kiểm tra đơn kiến nghị số 12"}}

	assert.Equal(t, http.StatusSeeOther, h.Guest().Get(ask).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Get(ask).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Post(ask, good).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Inspector, 1).Get(ask).Code, "another commune's inspector")
	assert.Equal(t, http.StatusNotFound, h.As(access.Inspector, 1).Post(ask, good).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Superior, 0).Get("/cap-tren/xem/khong-co").Code)

	for _, v := range []*apptest.Visitor{h.As(access.Superior, 0), h.As(access.Inspector, 0)} {
		res := v.Get(path)
		require.Equal(t, http.StatusSeeOther, res.Code)
		require.Equal(t, ask, res.Header().Get("Location"))
		doc := page(t, v, ask, http.StatusOK)
		assert.NotContains(t, doc.text(""), lines[0].ApplicantName)

		refused := v.Post(ask, url.Values{"reason": {" 123 xem . "}})
		assert.Equal(t, http.StatusUnprocessableEntity, refused.Code)
		assert.Contains(t, refused.Body.String(), "123 xem .", "what was typed stays")
		assert.Contains(t, refused.Body.String(), "ít nhất 10 chữ cái")
		assert.Equal(t, http.StatusUnprocessableEntity, v.Post(ask, url.Values{"reason": {strings.Repeat("dài ", 300)}}).Code)
		assert.Equal(t, http.StatusSeeOther, v.Get(path).Code, "a refused reason opens nothing")

		res = v.Post(ask, good)
		require.Equal(t, http.StatusSeeOther, res.Code)
		require.Equal(t, path, res.Header().Get("Location"))
		doc = page(t, v, path, http.StatusOK)
		assert.NotContains(t, doc.text(""), lines[0].ApplicantName, "figures from above have no names")
		assert.Empty(t, doc.one("main", "").all("form", ""), "read only")
		assert.Equal(t, path, v.Get(ask).Header().Get("Location"), "asked once a visit")
		assert.Equal(t, http.StatusSeeOther, v.Get("/ho-so/"+other).Code, "another dossier asks again")
	}
	seen := page(t, h.As(access.Clerk, 0), path, http.StatusOK).one("section", "#cap-tren-da-xem")
	assert.Len(t, seen.all("li", ""), 2)
	assert.Contains(t, seen.text(""), "Lý do: Kiểm tra đơn kiến nghị số 12")
	assert.Contains(t, seen.text(""), "Lâm Thị Tuyết Mai")
	assert.Empty(t, page(t, h.As(access.Clerk, 0), "/ho-so/"+other, http.StatusOK).all("section", "#cap-tren-da-xem"))

	h.SetNow("2026-11-20T09:31")
	assert.Equal(t, ask, h.As(access.Superior, 0).Get(path).Header().Get("Location"), "the visit is over")
}

func TestAMachinesLookIsLoggedOnce(t *testing.T) {
	h := open(t)
	lines, _, err := h.Desk.List(h.App, h.Actor(access.Clerk, 0), casework.Filter{Limit: 1})
	require.NoError(t, err)
	path := "/api/motcua/dossiers/" + lines[0].Code
	v := h.As(access.Superior, 0)
	for _, tail := range []string{"", "/events", "/deadline", ""} {
		assert.Equal(t, http.StatusOK, v.Get(path+tail).Code)
	}
	h.As(access.Clerk, 0).Get(path)
	looks, err := h.Org.Looks(h.App, lines[0].ID)
	require.NoError(t, err)
	require.Len(t, looks, 1)
	assert.Equal(t, "api", looks[0].Way)
	assert.Equal(t, http.StatusSeeOther, v.Get("/ho-so/"+lines[0].Code).Code, "a machine's look gives no reason for a page")
}

func TestNobodyTouchesTheLog(t *testing.T) {
	h := open(t)
	lines, _, err := h.Desk.List(h.App, h.Actor(access.Clerk, 0), casework.Filter{Limit: 1})
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, h.As(access.Superior, 0).Get("/api/motcua/dossiers/"+lines[0].Code).Code)
	r, err := h.App.FindFirstRecordByData("access_log", "dossier", lines[0].ID)
	require.NoError(t, err)
	assert.Error(t, h.App.Delete(r))
	r.Set("reason", "khác")
	assert.Error(t, h.App.Save(r))
}

// Rows of a table of numbers never carry anything that looks like an identity
// number or a telephone.
func TestNoNumbersOfPeople(t *testing.T) {
	h := open(t)
	doc := page(t, h.As(access.Superior, 0), "/cap-tren/ho-so?so=done&tu=01/09/2026&den=20/11/2026", http.StatusOK)
	assert.NotEmpty(t, doc.all("tr", "[data-row"))
	assert.NotRegexp(t, regexp.MustCompile(`\b0\d{9,11}\b`), doc.one("main", "").text(""))
}

// What was asked too much is counted for the superior by unit, and for the
// commune's own leader under the form; both lead to the same rows.
func TestWhatWasAskedTooMuchIsShown(t *testing.T) {
	h := open(t)
	above, leader := h.As(access.Superior, 0), h.As(access.Leader, 0)
	const days = "tu=2026-08-01&den=2026-11-20"
	heads := page(t, above, "/cap-tren?"+days, http.StatusOK).one("thead", "").text("")
	assert.Contains(t, heads, "Đòi thêm giấy")
	own := page(t, leader, "/cap-tren/ii-06a?"+days, http.StatusOK)
	for figure, said := range map[string]string{"again": "bổ sung hơn một lần", "demanded": "ngoài danh mục"} {
		var href string
		for _, a := range own.all("a", "") {
			if strings.Contains(a.attr("href"), "so="+figure) {
				href = a.attr("href")
			}
		}
		require.NotEmpty(t, href, figure)
		list := page(t, leader, href, http.StatusOK)
		assert.Contains(t, list.one("h1", "").text(""), said)
		assert.NotEmpty(t, list.all("tr", "[data-row"))
		assert.NotRegexp(t, people(t, h), list.text(""))
		other := page(t, h.As(access.Leader, 1), href+"&don-vi="+h.Communes[0].Code, http.StatusNotFound)
		assert.NotContains(t, other.text(""), "H99")
	}
}
