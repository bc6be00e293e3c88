//go:build e2e

package e2e

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
)

// TestTheSheetForABrokenMachineIsOneA4 prints docs/may-hong.md as it hangs
// beside the server: one side of A4, in letters that are read standing up.
// With MOTCUA_SHEET it writes the PDF of docs.
func TestTheSheetForABrokenMachineIsOneA4(t *testing.T) {
	source, err := os.ReadFile("../docs/may-hong.md")
	require.NoError(t, err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(sheetOf(string(source))))
	}))
	t.Cleanup(server.Close)
	s := &site{url: server.URL}
	x := s.open(t, browser(t), desktop)
	x.goTo("/")
	wide, high, edge, yes := 8.27, 11.69, 0.47, true // inches: A4, 12 mm
	res, err := chromedp.Call(x.ctx, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: wide, PaperHeight: high,
		MarginTop: &edge, MarginBottom: &edge, MarginLeft: &edge, MarginRight: &edge, PrintBackground: &yes})
	require.NoError(t, err)
	assert.Equal(t, 1, len(regexp.MustCompile(`/Type\s*/Page\b[^s]`).FindAll(res.Data, -1)), "pages")
	assert.True(t, bytes.HasPrefix(res.Data, []byte("%PDF")))
	if file := os.Getenv("MOTCUA_SHEET"); file != "" {
		require.NoError(t, os.WriteFile(file, res.Data, 0o644))
	}
}

// TestTheRegisterIsA4Landscape prints Mẫu số 07 as the browser does: its own
// size, however many pages, the heads of the columns on each. With
// MOTCUA_REGISTER it writes the sample of docs/mau.
func TestTheRegisterIsA4Landscape(t *testing.T) {
	s := serve(t)
	for i := range 15 {
		s.SetNow(fmt.Sprintf("2026-11-20T09:%02d", 3*i))
		s.receiveOf(t, []string{"1.004222", "1.004884", "1.004194"}[i%3])
	}
	x := s.open(t, browser(t), desktop)
	x.signIn(access.Clerk, 0)
	x.goTo("/mot-cua/so-theo-doi/in?tu=2026-11-01&den=2026-11-30")
	yes := true
	res, err := chromedp.Call(x.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PrintBackground: &yes})
	require.NoError(t, err)
	boxes := regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]`).FindAllSubmatch(res.Data, -1)
	require.NotEmpty(t, boxes)
	for _, b := range boxes {
		assert.Regexp(t, `^84[12]\S* 59[456]`, string(b[1])+" "+string(b[2]), "points: A4, lying")
	}
	assert.Equal(t, "table-header-group", eval[string](x, `getComputedStyle(document.querySelector("thead")).display`))
	if file := os.Getenv("MOTCUA_REGISTER"); file != "" {
		require.NoError(t, os.WriteFile(file, res.Data, 0o644))
	}
}

// The little of Markdown that the sheet is written in.
var (
	strong = regexp.MustCompile(`\*\*(.+?)\*\*`)
	slant  = regexp.MustCompile(`\*(.+?)\*`)
	typed  = regexp.MustCompile("`(.+?)`")
	item   = regexp.MustCompile(`^(\d+\.|   -) `)
)

// sheetOf turns the sheet into a page for the printer.
func sheetOf(text string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="vi"><meta charset="utf-8"><title>Máy hỏng</title><style>
body{font:11.5pt/1.4 "Noto Sans","DejaVu Sans",sans-serif;margin:0}h1{font-size:16pt;margin:0 0 4pt}p{margin:5pt 0}
table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:3pt 6pt}code{font:10.5pt "DejaVu Sans Mono",monospace}
.i{margin:2pt 0 2pt 20pt;text-indent:-14pt}.ii{margin:1pt 0 1pt 36pt;text-indent:-10pt}</style>`)
	table := false
	for _, line := range strings.Split(text, "\n") {
		if row := strings.HasPrefix(line, "|"); row != table {
			table = row
			b.WriteString(map[bool]string{true: "<table>", false: "</table>"}[row])
		}
		said := slant.ReplaceAllString(strong.ReplaceAllString(typed.ReplaceAllString(html.EscapeString(strings.TrimSpace(line)), "<code>$1</code>"), "<b>$1</b>"), "<i>$1</i>")
		switch {
		case said == "" || strings.Trim(line, "|- ") == "":
		case table:
			b.WriteString("<tr><td>" + strings.ReplaceAll(strings.Trim(said, "| "), " | ", "<td>"))
		case strings.HasPrefix(line, "# "):
			b.WriteString("<h1>" + said[2:] + "</h1>")
		case item.MatchString(line):
			class := map[bool]string{true: "ii", false: "i"}[line[0] == ' ']
			b.WriteString(`<p class="` + class + `">` + said)
		case strings.HasPrefix(line, "   "):
			b.WriteString("<br>" + said)
		default:
			b.WriteString("<p>" + said)
		}
	}
	return b.String()
}
