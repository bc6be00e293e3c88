package public_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/report"
	"motcua/hooks/service/seed"
)

// ofMonth finds what a commune's page of quality says about a month.
var (
	ofMonth = regexp.MustCompile(`(?s)Tháng (\d+/\d+)</h2>.*?<dd>([\d.]+)</dd>.*?<dd>([\d.]+)</dd>.*?<dd>([\d.]+)</dd>`)
	ofHand  = regexp.MustCompile(`Đang giải quyết ([\d.]+) hồ sơ còn trong hẹn, ([\d.]+) hồ sơ đã quá hẹn`)
)

// TestThePublicAndTheSuperiorReadTheSameFigures compares, on the demo office,
// what a commune tells everybody with the superior's table and with form
// II.06a of the same commune and month.
func TestThePublicAndTheSuperiorReadTheSameFigures(t *testing.T) {
	h := apptest.Open(t)
	require.NoError(t, seed.Demo(h.App, h.Desk, apptest.Start, func(int, int) {}))
	above := h.As(access.Superior, 0)
	months := map[string][2]string{"11/2026": {"2026-11-01", "2026-11-20"}, "10/2026": {"2026-10-01", "2026-10-31"}, "9/2026": {"2026-09-01", "2026-09-30"}}
	someLate, someCut := 0, 0
	for _, u := range h.Communes {
		body := page(t, 200, h.Guest().Get("/"+u.Code+"/cong-khai"))
		found := ofMonth.FindAllStringSubmatch(body, -1)
		require.Len(t, found, len(months), u.Code)
		for _, m := range found {
			days, told := months[m[1]], [3]int{number(t, m[2]), number(t, m[3]), number(t, m[4])}
			for _, name := range []string{report.Communes, report.II06a} {
				l := total(t, above.Get(fmt.Sprintf("/api/motcua/reports/%s?unit=%s&from=%s&to=%s", name, u.Code, days[0], days[1])).Body.Bytes())
				assert.Equal(t, [3]int{l.Online + l.Direct, l.Early + l.OnTime, l.Late}, told, "%s %s %s", u.Code, m[1], name)
				someLate, someCut = someLate+l.Late, someCut+l.Unfinished
				if m[1] == "11/2026" {
					hand := ofHand.FindStringSubmatch(body)
					require.NotNil(t, hand)
					assert.Equal(t, [2]int{l.InTime, l.Overdue}, [2]int{number(t, hand[1]), number(t, hand[2])}, "%s %s", u.Code, name)
				}
				if l.Unfinished > 0 {
					assert.Contains(t, body, fmt.Sprintf("Trong số đã xong có %d hồ sơ người dân rút hoặc được dừng", l.Unfinished))
				}
			}
		}
	}
	assert.Positive(t, someLate, "the demo has what the comparison is about")
	assert.Positive(t, someCut)
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.ReplaceAll(text, ".", ""))
	require.NoError(t, err)
	return n
}

func total(t *testing.T, answer []byte) report.Line {
	t.Helper()
	var out struct {
		Data  struct{ Total *report.Line }
		Total *report.Line
	}
	require.NoError(t, json.Unmarshal(answer, &out), string(answer))
	if out.Total == nil {
		out.Total = out.Data.Total
	}
	require.NotNil(t, out.Total, string(answer))
	return *out.Total
}
