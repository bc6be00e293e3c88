package hooks_test

import (
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/web/httpx"
)

var update = flag.Bool("update", false, "write testdata/access.txt as the product answers now; read the difference")

// The marks of the matrix.
const (
	passed  = '+' // done, shown or led on
	mended  = '~' // let in, the input refused (409, 422)
	signIn  = 's' // asked to sign in
	refused = '-' // 403
	absent  = '0' // 404: not there, or not yours
	broken  = '!' // anything else: always a failure
)

// mark is what an answer means for the matrix.
func mark(t *testing.T, line string, rec *httptest.ResponseRecorder) rune {
	t.Helper()
	to := rec.Header().Get("Location")
	switch c := rec.Code; {
	case c == http.StatusUnauthorized, c >= 300 && c < 400 && strings.HasPrefix(to, "/dang-nhap?"):
		return signIn
	case c >= 200 && c < 400:
		return passed
	case c == http.StatusConflict, c == http.StatusUnprocessableEntity:
		return mended
	case c == http.StatusForbidden:
		return refused
	case c == http.StatusNotFound:
		return absent
	}
	assert.Fail(t, "an answer that is neither yes nor no", "%s: %d", line, rec.Code)
	return broken
}

// lineOf are the rows of a route: one for each act that the route can do.
func lineOf(r httpx.Route) []dossier.Act {
	if strings.Contains(r.Path, "{act}") {
		var out []dossier.Act
		for _, rule := range dossier.Acts {
			if rule.Act != dossier.Submit {
				out = append(out, rule.Act)
			}
		}
		return out
	}
	last := r.Path[strings.LastIndex(r.Path, "/")+1:]
	if act, is := pageActs[last]; is && r.Method == http.MethodPost && strings.HasPrefix(r.Path, "/ho-so/") {
		return []dossier.Act{act}
	}
	return []dossier.Act{""}
}

// aboutDossier are the routes about one dossier; /t/{code} is the public's own.
func aboutDossier(r httpx.Route) bool {
	return strings.Contains(r.Path, "{code}") && strings.Contains(r.Path, "ho-so") || strings.HasPrefix(r.Path, "/api/motcua/dossiers/")
}

// provenAlone are the routes that the general request of this test cannot
// pass; their own tests prove that they do let somebody through.
var provenAlone = map[string]string{
	"POST /quan-tri/thu-tuc/nhap":                    "needs a file to import",
	"POST /quan-tri/thu-tuc/ban-nhap/{id}/lam-ro":    "needs a draft",
	"POST /quan-tri/thu-tuc/ban-nhap/{id}/thoi-han":  "needs a draft",
	"POST /quan-tri/thu-tuc/ban-nhap/{id}/cong-bo":   "needs a draft",
	"POST /quan-tri/thu-tuc/ban-nhap/{id}/bo":        "needs a draft",
	"POST /quan-tri/thong-bao/tin/{notice}/gui-lai":  "needs a notice that failed",
	"POST /quan-tri/thong-bao/tin/{notice}/huy":      "needs a notice that waits",
	"POST /quan-tri/thong-bao/gui-thu":               "needs a mail server",
	"POST /mot-cua/can-bao/tin/{notice}":             "needs somebody to call",
	"POST /mot-cua/ket-qua/{code}":                   "needs a result: web/hands tests it both ways",
	"GET /mot-cua/ban-giao/{slip}":                   "needs a slip of hand-over",
	"POST /mot-cua/ban-giao/{slip}/nhan":             "needs a slip of hand-over",
	"POST /mot-cua/ban-giao/{slip}/huy":              "needs a slip of hand-over",
	"GET /mot-cua/ban-giao/{slip}/in":                "needs a slip of hand-over",
	"GET /mot-cua/ban-giao/{slip}/phieu.pdf":         "needs a slip of hand-over",
	"POST /mot-cua/ban-giao/{slip}/mau-06":           "needs a slip of hand-over",
	"GET /mot-cua/ban-giao/{slip}/mau-06":            "needs a slip of hand-over",
	"GET /mot-cua/ket-qua/tra/phieu":                 "needs a result that was handed over",
	"POST /mot-cua/ket-qua/tra/lam":                  "needs a result that waits",
	"GET /phoi-hop/{part}":                           "needs a part that was asked of the unit",
	"POST /phoi-hop/{part}/nhan":                     "needs a part that was asked of the unit",
	"POST /phoi-hop/{part}/tra-loi":                  "needs a part that was asked of the unit",
	"GET /phoi-hop/{part}/tep/{file}":                "needs a part with a file",
	"POST /ho-so/{code}/lien-thong/mo":               "needs a procedure that others follow",
	"POST /nhan-ho/tim":                              "needs a dossier taken in for another unit",
	"GET /nhan-ho/{placed}":                          "needs a dossier taken in for another unit",
	"GET /nhan-ho/{placed}/phieu":                    "needs a dossier taken in for another unit",
	"GET /nhan-ho/{placed}/phieu.pdf":                "needs a dossier taken in for another unit",
	"POST /nhan-ho/{placed}/in":                      "needs a dossier taken in for another unit",
	"POST /nhan-ho/{placed}/chuyen":                  "needs a dossier taken in for another unit",
	"POST /nhan-ho/{placed}/xep-ke":                  "needs a result handed over for another unit",
	"POST /nhan-ho/{placed}/tra-ket-qua":             "needs a result handed over for another unit",
	"GET /thiet-lap":                                 "needs an empty folder and its token",
	"POST /thiet-lap":                                "needs an empty folder and its token",
	"POST /tai-khoan/mat-khau":                       "needs the password, and ends the session",
	"GET /static/{path...}":                          "needs the name of a file, with its hash",
	"GET /quan-tri/thu-tuc/ban-nhap/{id}":            "needs a draft",
	"GET /mot-cua/in-giay-hen":                       "needs the receipts that were printed",
	"POST /quan-tri/uy-quyen":                        "needs two people and their days",
	"POST /quan-tri/uy-quyen/{deputy}/thu-hoi":       "needs somebody who stands in",
	"GET /cap-tren/ho-so":                            "needs a figure to look behind",
	"GET /ho-so/{code}/ban-luu/{id}":                 "needs a paper that was kept",
	"POST /cap-tren/xem/{code}":                      "needs the ground for looking",
	"GET /api/motcua/operator/health":                "needs the pass of the operator's command",
	"POST /api/motcua/operator/backup":               "needs the pass of the operator's command",
	"GET /mot-cua/chung-thuc/{id}/loi-chung":         "needs a line of the book",
	"POST /mot-cua/chung-thuc":                       "needs a certification, which each press adds to the book",
	"POST /mot-cua/chung-thuc/tra":                   "needs a signed line",
	"POST /lanh-dao/chung-thuc":                      "needs a line that waits",
	"POST /mot-cua/so-chung-thuc/mo":                 "needs the number to go on from",
	"POST /mot-cua/so-chung-thuc/huy":                "needs a line of the book",
	"POST /mot-cua/so-chung-thuc/khoa":               "needs a book, and the end of the year",
	"POST /mot-cua/so-chung-thuc/sang-quyen":         "needs a book",
	"GET /mot-cua/phieu-giay/{id}":                   "needs a pad",
	"GET /mot-cua/phieu-giay/{id}/in":                "needs a pad",
	"POST /mot-cua/phieu-giay":                       "needs how many slips, and for whom",
	"POST /mot-cua/phieu-giay/giai-trinh":            "needs a slip",
	"POST /mot-cua/phieu-giay/thu-ve":                "needs a pad",
	"POST /mot-cua/nhap-bu":                          "needs a slip",
	"POST /mot-cua/bo-du-phong":                      "needs how many slips, and for whom",
	"GET /thu-ngan/bien-lai/{id}":                    "needs a receipt",
	"GET /thu-ngan/bien-lai/{id}/bien-lai.pdf":       "needs a receipt",
	"POST /thu-ngan/bien-lai/{id}/huy":               "needs a receipt",
	"POST /thu-ngan/thu":                             "needs a fee to take",
	"GET /thu-ngan/mien":                             "needs a fee that is owed",
	"POST /thu-ngan/mien":                            "needs a fee that is owed",
	"POST /thu-ngan/so":                              "needs the cash counted",
	"POST /api/motcua/receipts":                      "needs a fee to take",
	"POST /api/motcua/dossiers/{code}/exemptions":    "needs a fee that is owed",
	"POST /quan-tri/tai-khoan":                       "needs an account",
	"POST /quan-tri/tai-khoan/xac-nhan":              "needs a proposal of somebody else",
	"POST /quan-tri/tai-khoan/bo":                    "needs a proposal",
	"POST /quan-tri/giam-sat/them":                   "needs two units below the own, neither above the other",
	"POST /quan-tri/giam-sat/{supervision}/ket-thuc": "needs a supervision",
}

// needsTime are the acts that begin only after a day has passed, which the
// clock of this test does not let pass; casework proves that they are done.
var needsTime = map[dossier.Act]bool{dossier.Apologise: true, dossier.Lapse: true}

// TestEveryRouteForEverybody makes a real request for every route × act × role
// × own or other unit. What must hold whatever the table says is asserted for
// each cell; the whole picture is kept in testdata/access.txt, so that a new
// route or another answer shows as a difference somebody has to read.
func TestEveryRouteForEverybody(t *testing.T) {
	h := apptest.Open(t)
	people := visitors(t, h)
	var rows []string
	for _, r := range h.Routes {
		for _, act := range lineOf(r) {
			name := strings.TrimSpace(fmt.Sprintf("%s %s", r.Method, strings.Replace(r.Path, "{act}", string(act), 1)))
			var cells strings.Builder
			for _, who := range people {
				line := name + " as " + who.name
				rec, sent := visit(t, h, r, act, who)
				m := mark(t, line, rec)
				check(t, r, who, m, line)
				noLeak(t, who, m, line, rec.Body.String(), sent)
				cells.WriteRune(m)
			}
			_, alone := provenAlone[r.Method+" "+r.Path]
			assert.True(t, alone || needsTime[act] || strings.ContainsRune(cells.String(), passed),
				"%s lets nobody through (%s): a door that refuses everybody proves nothing", name, cells.String())
			rows = append(rows, fmt.Sprintf("%-72s %s", name, cells.String()))
		}
	}
	sort.Strings(rows)
	golden(t, people, rows)
}

// check asserts what must hold for a cell whatever the route does.
func check(t *testing.T, r httpx.Route, who visitor, m rune, line string) {
	t.Helper()
	by := access.Actor{ID: "x", Roles: []access.Role{who.role}}
	if who.role == "" {
		by = access.Actor{}
	}
	let := m == passed || m == mended
	switch {
	case !r.Gate.Admits(by):
		assert.False(t, let, "%s: the gate is shut and the answer is yes", line)
	case aboutDossier(r) && !who.own():
		assert.Equal(t, string(absent), string(m), "%s: another unit's dossier is not there", line)
	case m == signIn:
		assert.Fail(t, "asked to sign in", "%s: the gate is open and the visitor is signed in", line)
	}
}

// noLeak asserts that nobody reads about the person who may not.
func noLeak(t *testing.T, who visitor, m rune, line, body, sent string) {
	t.Helper()
	sees := access.Actor{Roles: []access.Role{who.role}}.SeesPeople()
	if sees && who.commune == 0 && (m == passed || m == mended) {
		return
	}
	for _, word := range markers {
		assert.False(t, strings.Contains(body, word) && !strings.Contains(sent, word), "%s tells about the person: %q", line, word)
	}
}

func golden(t *testing.T, people []visitor, rows []string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("Every route, asked for real. + passed, ~ let in but the input refused (409, 422), s sign in first, - not by you (403), 0 not there (404).\nColumns:")
	for _, who := range people {
		b.WriteString(" " + who.name)
	}
	b.WriteString("\n\n" + strings.Join(rows, "\n") + "\n")
	const file = "testdata/access.txt"
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, strings.ReplaceAll(string(want), "\r\n", "\n"), b.String(), "who may do what has changed: read it, then go test ./hooks -run Everybody -update")
}

func superuser(t *testing.T, h *apptest.House) string {
	t.Helper()
	col, err := h.App.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	require.NoError(t, err)
	r := core.NewRecord(col)
	r.SetEmail("operator@motcua.test")
	r.SetPassword("operator-password-1")
	require.NoError(t, h.App.Save(r))
	token, err := r.NewAuthToken()
	require.NoError(t, err)
	return token
}
