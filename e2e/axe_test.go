//go:build e2e

package e2e

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

// visitor is who looks at the pages of a path.
type visit struct {
	path string
	role access.Role // "" = nobody signed in
}

// pages lists every page that a person can open, with somebody who may. A page
// that is missing here fails the test: the route table is walked.
func pages(code string) []visit {
	return []visit{
		{"/", ""}, {"/tra-cuu", ""}, {"/dang-nhap", ""}, {"/gallery", ""}, {"/khong-co-trang-nay", ""},
		{"/an-binh", ""}, {"/an-binh/cong-khai", ""}, {"/kiem-tra/0000000000000000", ""},
		{"/mot-cua", access.Clerk}, {"/mot-cua/tiep-nhan", access.Clerk}, {"/mot-cua/ho-so/" + code + "/phieu", access.Clerk},
		{"/ho-so/" + code, access.Clerk}, {"/ho-so/" + code, access.Officer}, {"/ho-so/" + code, access.Leader}, {"/ho-so/" + code, access.Inspector},
		{"/mot-cua/so-theo-doi", access.Clerk}, {"/mot-cua/so-theo-doi", access.Superior}, {"/mot-cua/so-theo-doi/in", access.Clerk},
		{"/mot-cua/chung-thuc", access.Clerk}, {"/mot-cua/so-chung-thuc", access.Leader}, {"/mot-cua/so-chung-thuc/in", access.Clerk}, {"/lanh-dao/chung-thuc", access.Leader},
		{"/mot-cua/phieu-giay", access.Clerk}, {"/mot-cua/nhap-bu", access.Clerk}, {"/mot-cua/bo-du-phong", access.Clerk}, {"/mot-cua/bo-du-phong/in", access.Clerk},
		{"/thu-ngan", access.Cashier}, {"/thu-ngan/thu?ma=" + code, access.Cashier}, {"/thu-ngan/mien?ma=" + code + "&khoan=registration", access.Cashier}, {"/thu-ngan/so", access.Cashier}, {"/thu-ngan/so/in", access.Cashier}, {"/quan-tri/tai-khoan", access.Leader},
		{"/ho-so/" + code + "/giay/06", access.Clerk}, {"/quan-tri/thu-tuc/1.004222/quy-trinh", access.ProcedureAdmin},
		{"/ho-so/" + code + "/lien-thong", access.Clerk}, {"/phoi-hop", access.Officer}, {"/nhan-ho", access.Clerk},
		{"/xu-ly", access.Officer}, {"/lanh-dao", access.Leader},
		{"/cap-tren", access.Superior}, {"/cap-tren/ho-so?so=new", access.Superior}, {"/cap-tren/ho-so?so=demanded", access.Superior}, {"/cap-tren/ii-06a", access.Superior}, {"/cap-tren/ii-06a/in", access.Superior}, {"/cap-tren/xem/" + code, access.Superior},
		{"/quan-tri/giam-sat/them", access.Superior},
		{"/quan-tri/suc-khoe", access.UnitAdmin}, {"/quan-tri/thu-tuc", access.ProcedureAdmin}, {"/quan-tri/thu-tuc/1.004222", access.ProcedureAdmin},
		{"/quan-tri", access.UnitAdmin}, {"/quan-tri/bat-dau", access.UnitAdmin}, {"/quan-tri/nhat-ky", access.UnitAdmin}, {"/quan-tri/don-vi", access.UnitAdmin},
		{"/quan-tri/don-vi/them", access.UnitAdmin}, {"/quan-tri/don-vi/an-binh", access.UnitAdmin}, {"/quan-tri/can-bo", access.UnitAdmin}, {"/quan-tri/can-bo/them", access.UnitAdmin},
		{"/quan-tri/giam-sat", access.UnitAdmin},
		{"/mot-cua/ban-chinh", access.Clerk}, {"/mot-cua/ban-chinh/in", access.Clerk}, {"/mot-cua/ket-qua", access.Clerk}, {"/mot-cua/ket-qua/in", access.Clerk}, {"/mot-cua/luot/" + code, access.Clerk},
		{"/mot-cua/ban-giao", access.Clerk}, {"/mot-cua/ban-giao/so", access.Clerk}, {"/mot-cua/ban-giao", access.Officer},
		{"/mot-cua/can-bao", access.Clerk}, {"/mot-cua/can-bao/in", access.Clerk},
		{"/quan-tri/thong-bao", access.UnitAdmin}, {"/quan-tri/thong-bao/noi-dung", access.UnitAdmin}, {"/quan-tri/thong-bao/noi-dung/received", access.UnitAdmin},
		{"/quan-tri/lich", access.UnitAdmin}, {"/quan-tri/uy-quyen", access.UnitAdmin}, {"/quan-tri/niem-yet", access.UnitAdmin}, {"/quan-tri/niem-yet/1.004222", access.UnitAdmin}, {"/tai-khoan/mat-khau", access.UnitAdmin},
	}
}

// noPage are routes that answer with something else than a page.
var noPage = []string{"/static/", "/healthz", ".pdf", ".xlsx", ".csv", "/tep/", "/ban-luu/", "/thu-tuc", "/t/", "/thiet-lap", "{member}", "/loi-chung", "/phieu-giay/{id}", "/thu-ngan/bien-lai/", "/thu-ngan/thu", "/su-kien", "/mot-cua/in-giay-hen", "{part}", "{placed}", "{slip}", "/mot-cua/ket-qua/tra/phieu"}

// refusals are the pages that are looked at because they refuse.
var refusals = map[string]int{"/khong-co-trang-nay": http.StatusNotFound, "/kiem-tra/0000000000000000": http.StatusNotFound}

// prepared receives a dossier for pages and lets everybody of theirs in: the
// account of the unit above says who supervises, the inspector has given a
// reason.
func (s *site) prepared(t *testing.T) (code string) {
	t.Helper()
	code = s.receive(t)
	r := s.Staff(access.Superior, 0)
	r.Set("roles", []string{string(access.UnitAdmin), string(access.Superior)})
	require.NoError(t, s.App.Save(r))
	require.Equal(t, http.StatusSeeOther, s.As(access.Inspector, 0).Post("/cap-tren/xem/"+code, url.Values{"reason": {"Kiểm tra định kỳ tháng này"}}).Code)
	return code
}

// A page that answers with a refusal would be looked at in vain.
func TestEveryPageIsThere(t *testing.T) {
	s := serve(t)
	who := map[access.Role]*apptest.Visitor{"": s.Guest()}
	for _, v := range pages(s.prepared(t)) {
		if who[v.role] == nil {
			who[v.role] = s.As(v.role, 0)
		}
		want, refused := refusals[v.path]
		if !refused {
			want = http.StatusOK
		}
		assert.Equal(t, want, who[v.role].Get(v.path).Code, "%s as %q", v.path, v.role)
	}
}

func TestEveryPageIsAccessible(t *testing.T) {
	s := serve(t)
	list := pages(s.prepared(t))
	for _, r := range s.Routes {
		require.True(t, r.API || r.Method != http.MethodGet || listed(r.Path, list) || without(r.Path), "page %s is not looked at by anyone: add it to pages()", r.Path)
	}
	b := browser(t)
	x := s.open(t, b, desktop)
	var who access.Role
	for _, v := range list {
		if v.role != who {
			if who != "" {
				x.goTo("/mot-cua/so-theo-doi")
				x.leave()
			}
			if v.role != "" {
				x.signIn(v.role, 0)
			}
			who = v.role
		}
		for _, sc := range screens {
			x.screen(sc)
			x.goTo(v.path)
			for _, f := range x.axe() {
				for _, n := range f.Nodes {
					t.Errorf("%s %s as %q on %s: %s", f.Impact, f.ID, v.role, sc.name+" "+v.path, n.HTML)
				}
			}
			wide := eval[int](x, `document.documentElement.scrollWidth - window.innerWidth`)
			assert.LessOrEqual(t, wide, 1, "%s scrolls sideways on %s", v.path, sc.name)
			if sc.name == "phone" {
				x.small(v.path)
			}
		}
	}
}

// small finds what a finger cannot hit: below 44 px, links in running text
// below 24 px (WCAG 2.5.8).
func (x *tab) small(path string) {
	found := eval[[]string](x, `[...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')].filter(e => {
		const r = e.getBoundingClientRect(), s = getComputedStyle(e);
		if (!r.width || r.right < 0 || s.visibility === 'hidden') return false;
		return Math.min(r.height, r.width) < (e.tagName === 'A' && s.display === 'inline' ? 24 : 44);
	}).map(e => e.outerHTML.slice(0, 90))`)
	assert.Empty(x.t, found, "too small to hit on %s", path)
}

func listed(route string, list []visit) bool {
	for _, v := range list {
		if same(route, v.path) {
			return true
		}
	}
	return false
}

// same reports whether a path fits the pattern of a route.
func same(route, path string) bool {
	if route == "/{$}" {
		return path == "/"
	}
	path, _, _ = strings.Cut(path, "?")
	a, b := strings.Split(route, "/"), strings.Split(path, "/")
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && !strings.HasPrefix(a[i], "{") {
			return false
		}
	}
	return true
}

func without(route string) bool {
	for _, part := range noPage {
		if strings.Contains(route, part) {
			return true
		}
	}
	return false
}
