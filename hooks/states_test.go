package hooks_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/hooks/service/seed"
	"motcua/templates"
)

// The marks between which the table of acts stands in the operator's guide.
const (
	tableBegin = "<!-- bảng việc: bắt đầu -->\n"
	tableEnd   = "<!-- bảng việc: hết -->"
)

// TestTheOperatorsGuideHasTheTableOfActs keeps the table in docs/van-hanh.md
// equal to the one that decides.
func TestTheOperatorsGuideHasTheTableOfActs(t *testing.T) {
	file := filepath.Join("..", "docs", "van-hanh.md")
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	text := strings.ReplaceAll(string(b), "\r\n", "\n")
	head, rest, ok := strings.Cut(text, tableBegin)
	require.True(t, ok, "the mark %q", tableBegin)
	have, tail, ok := strings.Cut(rest, tableEnd)
	require.True(t, ok, "the mark %q", tableEnd)
	want := tableOfActs()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(head+tableBegin+want+tableEnd+tail), 0o644))
		return
	}
	assert.Equal(t, want, have, "the table of acts has changed: read it, then go test ./hooks -run OperatorsGuide -update")
}

func tableOfActs() string {
	var b strings.Builder
	b.WriteString("\n| việc | ai làm | từ | đến | giấy |\n|---|---|---|---|---|\n")
	for _, r := range dossier.Acts {
		fmt.Fprintf(&b, "| %s `%s` | %s | %s | %s | %s |\n", said("event."+string(r.Act)), r.Act, doers(r), states(r.From), goal(r), formOf(r.Act))
	}
	return b.String() + "\n"
}

func said(key string) string { return templates.Text(key, nil) }

func doers(r dossier.Rule) string {
	var out []string
	for _, role := range r.Who {
		name := said("role." + string(role))
		if role != access.Leader && r.Holder {
			name += " đang giữ hồ sơ"
		}
		out = append(out, name)
	}
	if r.Act == dossier.Submit {
		out = append(out, "Người dân")
	}
	if r.Job {
		out = append(out, "Máy tự làm")
	}
	return strings.Join(out, ", ")
}

func states(list []dossier.State) string {
	var out []string
	for _, s := range list {
		out = append(out, said("state."+string(s)))
	}
	return strings.Join(out, "; ")
}

func goal(r dossier.Rule) string {
	if r.To == "" {
		return "giữ nguyên"
	}
	to := said("state." + string(r.To))
	if len(r.Stay) > 0 {
		to += " (từ " + states(r.Stay) + ": giữ nguyên)"
	}
	return to
}

// formOf names the paper that an act is told by: a form by its number, another
// by its title.
func formOf(act dossier.Act) string {
	switch act {
	case dossier.Receive, dossier.CorrectIntake:
		return "Mẫu số " + paper.FormReceipt
	}
	form := casework.PaperOf(act)
	v, ok := paper.FormAt(form, "2026-11-20")
	switch {
	case form == "" || !ok:
		return "–"
	case len(form) == 2:
		return "Mẫu số " + form
	}
	return v.Title
}

// guides are what a newcomer reads to do every act in the demo.
var guides = []string{"can-bo-mot-cua.md", "chuyen-mon.md", "lanh-dao.md", "thu-ngan.md", "ho-so-mau.md"}

// TestTheGuidesShowEveryAct: each act is there by the name it has on the page,
// each dossier that shows a situation by its applicant, each guide short.
func TestTheGuidesShowEveryAct(t *testing.T) {
	all := ""
	for _, name := range guides {
		b, err := os.ReadFile(filepath.Join("..", "docs", name))
		require.NoError(t, err)
		assert.LessOrEqual(t, strings.Count(string(b), "\n"), 200, "%s is short", name)
		all += string(b)
	}
	for _, r := range dossier.Acts {
		if r.Act != dossier.Submit { // nothing to press: it comes from afar, or is taken in for another unit
			assert.Contains(t, all, said("act."+string(r.Act)+".title"), "the act %s", r.Act)
		}
	}
	for _, x := range seed.Situations() {
		assert.Contains(t, all, x.Name)
	}
}
