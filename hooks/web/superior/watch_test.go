package superior_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/report"
	"motcua/hooks/service/seed"
)

// beside is a department of the province, no unit above any commune, with one
// superior; what it supervises is for the test to say.
type beside struct {
	*apptest.House
	t    *testing.T
	unit org.Unit
	mail string
}

func besideOf(t *testing.T) beside {
	t.Helper()
	h := open(t)
	u, err := h.Org.AddUnit(h.App, h.Superior.ID, org.Unit{Code: "so-tu-phap", Name: "Sở Tư pháp", ShortName: "Sở Tư pháp", Kind: "office"})
	require.NoError(t, err)
	b := beside{h, t, u, "giamsat@sotuphap.demo.vn"}
	_, err = h.Org.AddStaff(h.App, org.NewStaff{Email: b.mail, Password: seed.Password, Name: "Đỗ Thị Hạnh", Unit: u, Roles: []access.Role{access.Superior}})
	require.NoError(t, err)
	return b
}

func (b beside) actor() access.Actor {
	b.t.Helper()
	r, err := b.App.FindAuthRecordByEmail("staff", b.mail)
	require.NoError(b.t, err)
	a, err := b.Org.Actor(b.App, r)
	require.NoError(b.t, err)
	return a
}

func (b beside) signIn() *apptest.Visitor {
	b.t.Helper()
	r, err := b.App.FindAuthRecordByEmail("staff", b.mail)
	require.NoError(b.t, err)
	v := b.Bearer(r)
	require.Equal(b.t, http.StatusSeeOther, v.Post("/dang-nhap", url.Values{"email": {b.mail}, "password": {seed.Password}}).Code)
	return v
}

func (b beside) supervise(over, sector, from, to string) org.Supervision {
	b.t.Helper()
	sectors, err := b.Catalog.Sectors(b.App)
	require.NoError(b.t, err)
	s, err := b.Org.Supervise(b.App, access.System, org.SupervisionInput{Superior: b.unit.Code, Over: over, Sector: sector, From: from, To: to, Ground: "Quyết định 12/QĐ-UBND"}, sectors)
	require.NoError(b.t, err)
	return s
}

// one is a dossier of the n-th commune that is, or is not, of a sector.
func (b beside) one(commune int, sector string, is bool) casework.Line {
	b.t.Helper()
	lines, _, err := b.Desk.List(b.App, b.Actor(access.Clerk, commune), casework.Filter{Limit: 500, Order: casework.Oldest})
	require.NoError(b.t, err)
	for _, l := range lines {
		v, err := b.Catalog.Version(b.App, l.Version)
		require.NoError(b.t, err)
		if l.Code != "" && (v.Body.Sector == sector) == is {
			return l
		}
	}
	b.t.Fatalf("no dossier of %q: %v", sector, is)
	return casework.Line{}
}

// shut asserts that a dossier is not there for the visitor, by page, API, file
// and act.
func (b beside) shut(v *apptest.Visitor, l casework.Line, why string) {
	b.t.Helper()
	for _, path := range []string{"/ho-so/" + l.Code, "/cap-tren/xem/" + l.Code, "/api/motcua/dossiers/" + l.Code, "/api/motcua/dossiers/" + l.Code + "/events"} {
		assert.Equal(b.t, http.StatusNotFound, v.Get(path).Code, "%s: %s", why, path)
	}
	assert.Equal(b.t, http.StatusNotFound, v.Post("/cap-tren/xem/"+l.Code, url.Values{"reason": {"Kiểm tra theo kế hoạch"}}).Code, why)
	for _, path := range []string{"/ho-so/" + l.Code + "/tep/x", "/api/motcua/dossiers/" + l.Code + "/files"} {
		assert.Contains(b.t, []int{http.StatusForbidden, http.StatusNotFound}, v.Get(path).Code, "%s: %s", why, path)
	}
}

// The department sees one sector of one commune: the same numbers as the
// commune's own form says for that sector, their rows, the workbook, and one
// dossier for a reason that the commune reads. It never writes.
func TestASupervisorOfOneSectorSeesThatSectorAlone(t *testing.T) {
	b := besideOf(t)
	const sector = "Hộ tịch"
	inside, otherSector, elsewhere := b.one(0, sector, true), b.one(0, sector, false), b.one(1, sector, true)
	v := b.signIn()
	b.shut(v, inside, "nothing is supervised yet")
	b.supervise("an-binh", sector, "2026-11-01", "2026-11-25")

	office := &report.Office{Desk: b.Desk, Org: b.Org}
	q := report.Query{From: "2026-09-01", To: "2026-11-20"}
	own := q
	own.Unit = "an-binh"
	whole, err := office.BySector(b.App, above(b.House), own)
	require.NoError(t, err)
	at := slices.IndexFunc(whole.Rows, func(r report.Row) bool { return r.Sector == sector })
	require.GreaterOrEqual(t, at, 0)
	require.Greater(t, len(whole.Rows), 1)
	seen, err := office.BySector(b.App, b.actor(), q)
	require.NoError(t, err)
	require.Len(t, seen.Rows, 1)
	assert.Equal(t, whole.Rows[at].Figures, seen.Rows[0].Figures)
	units, err := office.ByUnit(b.App, b.actor(), q)
	require.NoError(t, err)
	require.Len(t, units.Rows, 1)
	assert.Equal(t, whole.Rows[at].Figures, units.Rows[0].Figures)
	assert.True(t, units.Adds())

	rows, err := office.Behind(b.App, b.actor(), report.RowsAsk{Query: q, Figure: casework.FigureReceived})
	require.NoError(t, err)
	assert.Equal(t, units.Total.Received(), rows.Count)
	for _, r := range rows.List {
		c, err := b.Desk.Find(b.App, b.actor(), r.ID)
		require.NoError(t, err)
		assert.Equal(t, sector, c.Version.Body.Sector)
	}
	other := "Không có lĩnh vực này"
	for _, s := range whole.Rows {
		if s.Sector != sector {
			other = s.Sector
		}
	}
	rows, err = office.Behind(b.App, b.actor(), report.RowsAsk{Query: q, Figure: casework.FigureReceived, Sector: &other})
	require.NoError(t, err)
	assert.Zero(t, rows.Count, "asking for another sector opens nothing")
	book, err := office.Make(b.App, b.actor(), report.Register, q)
	require.NoError(t, err)
	entries, ok := book.Rows.([]report.Entry)
	require.True(t, ok)
	require.NotEmpty(t, entries)
	for _, e := range entries {
		assert.Nil(t, e.Name)
		c, err := b.Desk.Find(b.App, above(b.House), e.Code)
		require.NoError(t, err)
		assert.Equal(t, sector, c.Version.Body.Sector)
	}

	for _, path := range []string{"/cap-tren", "/cap-tren.xlsx", "/cap-tren/ii-06a", "/cap-tren/ii-06a?don-vi=an-binh", "/cap-tren/ii-06a.xlsx", "/api/motcua/reports/ii06a?unit=an-binh"} {
		assert.Equal(t, http.StatusOK, v.Get(path).Code, path)
	}
	for _, path := range []string{"/cap-tren?don-vi=dong-thanh", "/cap-tren/ii-06a?don-vi=hoa-giang", "/cap-tren/ii-06a.xlsx?don-vi=dong-thanh", "/api/motcua/reports/register?unit=dong-thanh", "/cap-tren/ho-so?so=open&don-vi=dong-thanh"} {
		assert.Equal(t, http.StatusNotFound, v.Get(path).Code, path)
	}
	assert.Contains(t, v.Get("/cap-tren").Body.String(), "Chỉ lĩnh vực: "+sector)

	b.shut(v, otherSector, "another sector")
	b.shut(v, elsewhere, "another commune")
	assert.Equal(t, http.StatusSeeOther, v.Get("/ho-so/"+inside.Code).Code, "a reason first")
	assert.Equal(t, http.StatusUnprocessableEntity, v.Post("/cap-tren/xem/"+inside.Code, url.Values{"reason": {"?"}}).Code)
	require.Equal(t, http.StatusSeeOther, v.Post("/cap-tren/xem/"+inside.Code, url.Values{"reason": {"Kiểm tra hộ tịch quý IV"}}).Code)
	assert.Equal(t, http.StatusOK, v.Get("/ho-so/"+inside.Code).Code)
	commune := b.As(access.Clerk, 0).Get("/ho-so/" + inside.Code).Body.String()
	assert.Contains(t, commune, "Đỗ Thị Hạnh")
	assert.Contains(t, commune, "Kiểm tra hộ tịch quý IV")
	c, err := b.Desk.Find(b.App, b.actor(), inside.Code)
	require.NoError(t, err)
	assert.Empty(t, c.Allowed(b.actor()), "no act is open to a supervisor")

	b.SetNow("2026-11-25T23:59")
	_, err = b.Desk.Find(b.App, b.actor(), inside.Code)
	require.NoError(t, err, "the last day counts")
	b.SetNow("2026-11-26T00:00")
	_, err = b.Desk.Find(b.App, b.actor(), inside.Code)
	assert.Error(t, err, "the day after, nothing")
	_, err = office.ByUnit(b.App, b.actor(), report.Query{Unit: "an-binh", From: "2026-11-01", To: "2026-11-20"})
	assert.Error(t, err)
	b.shut(b.signIn(), inside, "after the last day")
}

// Supervision is for superiors and inspectors; a clerk of the same department
// sees nothing more, and a superior who is also a clerk has no files there.
func TestSupervisionIsForSupervisors(t *testing.T) {
	b := besideOf(t)
	l := b.one(0, "Hộ tịch", true)
	b.supervise("an-binh", "", "2026-11-01", "")
	a := b.actor()
	require.Len(t, a.Watches, 1)
	_, err := b.Desk.Find(b.App, a, l.Code)
	require.NoError(t, err)

	r, err := b.App.FindAuthRecordByEmail("staff", b.mail)
	require.NoError(t, err)
	r.Set("roles", []string{"clerk"})
	require.NoError(t, b.App.Save(r))
	assert.Empty(t, b.actor().Watches)
	_, err = b.Desk.Find(b.App, b.actor(), l.Code)
	assert.Error(t, err)

	r.Set("roles", []string{"clerk", "superior"})
	require.NoError(t, b.App.Save(r))
	both := b.actor()
	_, _, err = b.Desk.OpenFile(b.App, both, l.Code, "x")
	assert.ErrorContains(t, err, "dossier.act_not_yours")
	lines, _, err := b.Desk.List(b.App, both, casework.Filter{Words: strings.Fields(l.ApplicantName)[0]})
	require.NoError(t, err)
	assert.Empty(t, lines, "no list names people of units beside")
	book, err := (&report.Office{Desk: b.Desk, Org: b.Org}).Make(b.App, both, report.Register, report.Query{From: "2026-11-01", To: "2026-11-20"})
	require.NoError(t, err)
	entries, ok := book.Rows.([]report.Entry)
	require.True(t, ok)
	require.NotEmpty(t, entries)
	for _, e := range entries {
		assert.Nil(t, e.Name)
	}
}

func above(h *apptest.House) access.Actor {
	return access.Actor{ID: "t", Unit: h.Superior.ID, UnitPath: h.Superior.Path, Roles: []access.Role{access.Superior}, Scope: access.Scope{access.Subtree(h.Superior.Path)}}
}
