package office_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

var (
	codeLink = regexp.MustCompile(`href="/ho-so/([^"]+)"`)
	nextLink = regexp.MustCompile(`href="([^"]+)" rel="next"`)
)

func TestTheRegisterPagesThroughEveryRowOnce(t *testing.T) {
	h := apptest.Open(t)
	want := map[string]bool{}
	for i := range 112 {
		h.SetNow(fmt.Sprintf("2026-11-20T09:%02d", i/40)) // many in one minute
		want[receive(t, h, 0, fmt.Sprintf("Nguyễn Văn %c", 'A'+i%26)).Code] = true
	}
	receive(t, h, 1, "Người Xã Khác")
	clerk, address, seen := h.As(access.Clerk, 0), "/mot-cua/so-theo-doi", map[string]bool{}
	pages := 0
	for address != "" {
		res := clerk.Get(address)
		require.Equal(t, http.StatusOK, res.Code)
		pages++
		for _, m := range codeLink.FindAllStringSubmatch(res.Body.String(), -1) {
			assert.False(t, seen[m[1]], "%s twice", m[1])
			seen[m[1]] = true
		}
		address = ""
		if m := nextLink.FindStringSubmatch(res.Body.String()); m != nil {
			address = html.UnescapeString(m[1])
			assert.NotContains(t, address, "Nguy")
		}
	}
	assert.Equal(t, 3, pages)
	assert.Equal(t, want, seen)
	assert.Contains(t, clerk.Get("/mot-cua/so-theo-doi").Body.String(), "1–50 trong 112 hồ sơ")
}

func TestTheRegisterReadsItsFilterAloud(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	clerk := h.As(access.Clerk, 0)
	body := clerk.Get("/mot-cua/so-theo-doi?tu=01/11/2026&den=30/11/2026&trang-thai=received&thu-tuc=" + marital).Body.String()
	assert.Contains(t, body, c.Code)
	assert.Contains(t, body, "nhận từ 01/11/2026")
	assert.Contains(t, body, "Bỏ lọc")
	assert.Contains(t, body, "Thôn Đình, xã An Bình")
	none := clerk.Get("/mot-cua/so-theo-doi?tu=2027-01-01").Body.String()
	assert.NotContains(t, none, c.Code)
	assert.Contains(t, none, "Không có hồ sơ nào khớp")
	bad := clerk.Get("/mot-cua/so-theo-doi?tu=31/02/2026")
	assert.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	assert.Contains(t, bad.Body.String(), `value="31/02/2026"`)
	assert.Equal(t, http.StatusUnprocessableEntity, clerk.Get("/mot-cua/so-theo-doi?sau=x").Code)
	assert.Contains(t, clerk.Get("/mot-cua/so-theo-doi").Body.String(), c.Code)
	assert.NotContains(t, clerk.Get("/mot-cua/so-theo-doi?tre=1").Body.String(), c.Code)
	h.SetNow("2026-11-27T09:00")
	assert.Contains(t, h.As(access.Clerk, 0).Get("/mot-cua/so-theo-doi?tre=1").Body.String(), c.Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 0).Get("/mot-cua/so-theo-doi?don-vi=dong-thanh").Code)
}

func TestWhoSeesWhichRegister(t *testing.T) {
	h := apptest.Open(t)
	a, b := receive(t, h, 0, "Đào Văn Ước"), receive(t, h, 1, "Huỳnh Thị Bưởi")
	for _, path := range []string{"", "/in", ".xlsx", ".csv"} {
		assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/mot-cua/so-theo-doi"+path).Code)
	}
	mine := h.As(access.Officer, 0).Get("/mot-cua/so-theo-doi").Body.String()
	assert.Contains(t, mine, a.Code)
	assert.NotContains(t, mine, b.Code)
	for _, path := range []string{"", "/in", ".csv"} {
		body := h.As(access.Superior, 0).Get("/mot-cua/so-theo-doi" + path).Body.String()
		assert.Contains(t, body, a.Code)
		assert.Contains(t, body, b.Code)
		for _, personal := range []string{"Đào Văn Ước", "Huỳnh Thị Bưởi", "Thôn Đình, xã An Bình", "0912"} {
			assert.NotContains(t, body, personal, path)
		}
	}
	one := h.As(access.Superior, 0).Get("/mot-cua/so-theo-doi?don-vi=dong-thanh").Body.String()
	assert.NotContains(t, one, a.Code)
	assert.Contains(t, one, b.Code)
}

func TestTheRegisterOnPaper(t *testing.T) {
	h := apptest.Open(t)
	c := resolved(t, h)
	res := h.As(access.Clerk, 0).Get("/mot-cua/so-theo-doi/in?tu=2026-11-01&den=2026-11-30")
	require.Equal(t, http.StatusOK, res.Code)
	for _, want := range []string{"SỔ THEO DÕI HỒ SƠ", "Quyển số 01/2026", c.Code, "Đào Văn Ước", "0912 345 678", "01/11/2026", "30/11/2026"} {
		assert.Contains(t, res.Body.String(), want)
	}
	assert.Equal(t, http.StatusUnprocessableEntity, h.As(access.Clerk, 0).Get("/mot-cua/so-theo-doi/in?tu=x").Code)
}

// TestTheRegisterKeepsTheNumberOfTheReceipt: “Số thứ tự 0002” of a receipt is
// found in the book under 2, however few rows are asked for.
func TestTheRegisterKeepsTheNumberOfTheReceipt(t *testing.T) {
	h := apptest.Open(t)
	receive(t, h, 0, "Đào Văn Ước")
	h.SetNow("2026-11-23T08:00")
	second := receive(t, h, 0, "Huỳnh Thị Bưởi")
	require.Equal(t, 2, second.BookNo)
	body := h.As(access.Clerk, 0).Get("/mot-cua/so-theo-doi/in?tu=2026-11-23&den=2026-11-23").Body.String()
	assert.Contains(t, body, `<td class="paper__n">2</td><td class="paper__code">`+second.Code)
	assert.Contains(t, h.As(access.Superior, 0).Get("/mot-cua/so-theo-doi/in?tu=2026-11-23&den=2026-11-23").Body.String(), `<td class="paper__n">1</td>`)
}

func TestNoExportedCellIsAFormula(t *testing.T) {
	h := apptest.Open(t)
	evil := "=cmd|'/c calc'!A1"
	clerk := h.Actor(access.Clerk, 0)
	in := receive(t, h, 0, "Đào Văn Ước")
	_, err := h.App.DB().NewQuery("UPDATE persons SET name = {:n}, address = {:a} WHERE id = {:id}").
		Bind(map[string]any{"n": evil, "a": "@SUM(1)\n+2", "id": in.Applicant}).Execute()
	require.NoError(t, err)
	require.NotEmpty(t, clerk.ID)
	v := h.As(access.Clerk, 0)

	res := v.Get("/mot-cua/so-theo-doi.csv?" + url.Values{"tu": {"2026-11-01"}}.Encode())
	require.Equal(t, http.StatusOK, res.Code)
	assert.Equal(t, `attachment; filename="so-theo-doi-2026-11-20.csv"`, res.Header().Get("Content-Disposition"))
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(res.Body.String(), "\ufeff"))).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 2)
	for _, cell := range rows[1] {
		assert.NotRegexp(t, `^[=+\-@]`, cell)
	}
	assert.Contains(t, strings.Join(rows[1], ";"), "calc", "nothing is lost either")

	res = v.Get("/mot-cua/so-theo-doi.xlsx")
	require.Equal(t, http.StatusOK, res.Code)
	f, err := excelize.OpenReader(bytes.NewReader(res.Body.Bytes()))
	require.NoError(t, err)
	found := false
	for _, sheet := range f.GetSheetList() {
		all, err := f.GetRows(sheet)
		require.NoError(t, err)
		for r, row := range all {
			for c, cell := range row {
				at, err := excelize.CoordinatesToCellName(c+1, r+1)
				require.NoError(t, err)
				formula, err := f.GetCellFormula(sheet, at)
				require.NoError(t, err)
				assert.Empty(t, formula, at)
				found = found || strings.Contains(cell, "calc")
			}
		}
	}
	assert.True(t, found)
	assert.Equal(t, http.StatusUnprocessableEntity, v.Get("/mot-cua/so-theo-doi.csv?den=hom-qua").Code)
}
