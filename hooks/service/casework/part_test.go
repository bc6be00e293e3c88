package casework_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/report"
	"motcua/hooks/service/casework"
)

// inside asks another unit of this system.
func inside(change ...func(*dossier.ConsultInput)) dossier.ConsultInput {
	in := dossier.ConsultInput{To: "dong-thanh", Subject: "Xác minh tình trạng cư trú", Slip: "7/CV", Days: 2, Wait: true}
	for _, c := range change {
		c(&in)
	}
	return in
}

var blank = []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n")

func (o office) file(code, name string) casework.File {
	o.t.Helper()
	f, err := o.Desk.AddFile(o.App, o.clerk, code, "", name, bytes.NewReader(blank))
	require.NoError(o.t, err)
	return f
}

func TestAPartAtItsPartner(t *testing.T) {
	o := open(t)
	partner, third := o.Actor(access.Officer, 1), o.Actor(access.Officer, 2)
	code := o.receive().Code
	shown, hidden := o.file(code, "cho-xem.pdf"), o.file(code, "khong-cho.pdf")
	_, err := o.Desk.Consult(o.App, o.clerk, code, 0, inside(func(in *dossier.ConsultInput) { in.Shared = []string{"khong-co-tep-nay"} }))
	_, key := kind(t, err)
	assert.Equal(t, dossier.KeyPartFile, key, "only a file of the dossier is shown")
	o.must(o.Desk.Consult(o.App, o.clerk, code, 0, inside(func(in *dossier.ConsultInput) { in.Shared = []string{shown.ID, shown.ID} })))
	c := o.must(o.Desk.Consult(o.App, o.clerk, code, 0, inside(func(in *dossier.ConsultInput) {
		in.To, in.Subject, in.Wait = "phuoc-loc", "Việc của nơi khác", false
	})))
	require.Len(t, c.Parts, 2)
	id := c.Parts[0].ID
	require.NotEmpty(t, id)
	assert.Equal(t, []string{shown.ID}, c.Parts[0].Shared)

	list, next, err := o.Desk.Parts(o.App, partner, casework.PartFilter{State: []string{casework.PartSent}})
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Empty(t, next)
	assert.Equal(t, "2026-11-25", list[0].DueDay, "two working days over a weekend and 24 November")
	a, err := o.Desk.Asked(o.App, partner, id)
	require.NoError(t, err)
	assert.Equal(t, code, a.Code)
	require.Len(t, a.Shown, 1)
	assert.Equal(t, "cho-xem.pdf", a.Shown[0].Name)

	for name, by := range map[string]access.Actor{"the origin itself": o.officer, "a third unit": third, "the superior": o.Actor(access.Superior, 0), "an inspector there": o.Actor(access.Inspector, 1), "nobody": {}} {
		_, err := o.Desk.Asked(o.App, by, id)
		k, _ := kind(t, err)
		assert.Equal(t, problem.NotFound, k, name)
		k, _ = kind(t, o.Desk.TakePart(o.App, by, id))
		assert.Equal(t, problem.NotFound, k, name)
		_, _, err = o.Desk.OpenPartFile(o.App, by, id, shown.ID)
		k, _ = kind(t, err)
		assert.Equal(t, problem.NotFound, k, name)
	}
	_, r, err := o.Desk.OpenPartFile(o.App, partner, id, shown.ID)
	require.NoError(t, err)
	b, err := io.ReadAll(r)
	require.NoError(t, err)
	require.NoError(t, r.Close())
	assert.Equal(t, blank, b)
	_, _, err = o.Desk.OpenPartFile(o.App, partner, id, hidden.ID)
	k, _ := kind(t, err)
	assert.Equal(t, problem.NotFound, k, "a file that was not ticked")
	_, err = o.Desk.Find(o.App, partner, code)
	k, _ = kind(t, err)
	assert.Equal(t, problem.NotFound, k)

	require.NoError(t, o.Desk.TakePart(o.App, partner, id))
	k, key = kind(t, o.Desk.TakePart(o.App, partner, id))
	assert.Equal(t, problem.Conflict, k)
	assert.Equal(t, dossier.KeyPartTaken, key)
	_, key = kind(t, o.Desk.AnswerPart(o.App, partner, id, dossier.PartInput{}, nil))
	assert.Equal(t, dossier.KeyRequired, key, "an answer has words")
	_, key = kind(t, o.Desk.AnswerPart(o.App, partner, id, dossier.PartInput{Note: "Đồng ý"}, []casework.Upload{{Name: "x.exe", Body: strings.NewReader("MZ")}}))
	assert.Equal(t, casework.KeyFileType, key)
	require.NoError(t, o.Desk.AnswerPart(o.App, partner, id, dossier.PartInput{Note: "Đồng ý", Agreed: true, Slip: "9/TL"}, []casework.Upload{{Name: "tra-loi.pdf", Body: bytes.NewReader(blank)}}))
	a, err = o.Desk.Asked(o.App, partner, id)
	require.NoError(t, err)
	assert.Equal(t, casework.PartAnswered, a.State)
	require.Len(t, a.Given, 1)
	assert.Equal(t, "tra-loi.pdf", a.Given[0].Name)

	c, err = o.Desk.Find(o.App, o.officer, code)
	require.NoError(t, err)
	assert.Equal(t, partner.Name, c.Parts[0].TakenBy, "the origin sees who took it")
	assert.False(t, c.Parts[0].TakenAt.IsZero())
	assert.Empty(t, c.Parts[1].TakenBy)
	files, err := o.Desk.Files(o.App, o.officer, code)
	require.NoError(t, err)
	assert.Len(t, files, 3, "what came back is a file of the dossier")
	var origin string
	require.NoError(t, o.App.DB().NewQuery("SELECT origin FROM dossier_files WHERE id = {:id}").Bind(map[string]any{"id": c.Parts[0].Files[0]}).Row(&origin))
	assert.Equal(t, "partner", origin)

	o.must(o.Desk.Stop(o.App, o.leader, code, 0, dossier.EndInput{Reason: "x", Ground: "y"}))
	list, _, err = o.Desk.Parts(o.App, third, casework.PartFilter{})
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, casework.PartEnded, list[0].State, "what nobody needs any more is not owed")
	o.whole()
	_, err = o.App.DB().NewQuery("DELETE FROM dossier_parts WHERE id = {:id}").Bind(map[string]any{"id": id}).Execute()
	require.NoError(t, err)
	diff, err := o.Desk.Rebuild(o.App, true, func(int, int) {})
	require.NoError(t, err)
	require.Len(t, diff, 1)
	assert.Equal(t, []string{"dossier_parts"}, diff[0].Columns)
	o.whole()
	_, err = o.Desk.Asked(o.App, partner, id)
	assert.NoError(t, err, "a part made anew from its events keeps its address")
}

func TestTheInboxTurnsPagesAndKnowsWhatIsLate(t *testing.T) {
	o := open(t)
	partner := o.Actor(access.Leader, 1)
	for range 5 {
		o.must(o.Desk.Consult(o.App, o.clerk, o.receive().Code, 0, inside()))
	}
	var seen []string
	after := ""
	for {
		list, next, err := o.Desk.Parts(o.App, partner, casework.PartFilter{State: []string{casework.PartSent}, After: after, Limit: 2})
		require.NoError(t, err)
		for _, l := range list {
			seen = append(seen, l.ID)
		}
		if after = next; next == "" {
			break
		}
	}
	assert.Len(t, seen, 5)
	late := casework.PartFilter{State: []string{casework.PartSent, casework.PartTaken}, Late: true}
	n, err := o.Desk.CountParts(o.App, partner, late)
	require.NoError(t, err)
	assert.Zero(t, n)
	o.SetNow("2026-11-26T09:00")
	n, err = o.Desk.CountParts(o.App, partner, late)
	require.NoError(t, err)
	assert.Equal(t, 5, n)
	_, _, err = o.Desk.Parts(o.App, partner, casework.PartFilter{After: "x"})
	_, key := kind(t, err)
	assert.Equal(t, casework.KeyAfter, key)

	var plan []struct{ Detail string }
	require.NoError(t, o.App.DB().NewQuery("EXPLAIN QUERY PLAN SELECT x.* FROM dossier_parts x JOIN dossiers d ON d.id = x.dossier WHERE x.to_path IN ('hoa-giang/dong-thanh/') AND x.state IN ('sent') AND (x.due_at, x.id) > ('', '') ORDER BY x.due_at, x.id LIMIT 51").All(&plan))
	for _, p := range plan {
		assert.NotContains(t, p.Detail, "SCAN", "an inbox is read through its index")
	}
	assert.Contains(t, plan[0].Detail, "idx_parts_due")
}

// TestAJointDossierIsCountedOnce: whatever partners do with their parts, the
// figures of every unit stay as they were.
func TestAJointDossierIsCountedOnce(t *testing.T) {
	o := open(t)
	period := report.Period{From: "2026-11-01", To: "2026-11-30"}
	tally := func() []casework.Tally {
		out, err := o.Desk.Tallies(o.App, o.areas(), period, true)
		require.NoError(t, err)
		return out
	}
	code := o.receive().Code
	o.toOfficer(code)
	before := tally()
	require.Len(t, before, 1, "one unit has work")
	c := o.must(o.Desk.Consult(o.App, o.officer, code, 0, inside(func(in *dossier.ConsultInput) { in.Wait = false })))
	assert.Equal(t, before, tally(), "asked")
	require.NoError(t, o.Desk.TakePart(o.App, o.Actor(access.Officer, 1), c.Parts[0].ID))
	require.NoError(t, o.Desk.AnswerPart(o.App, o.Actor(access.Officer, 1), c.Parts[0].ID, dossier.PartInput{Note: "x"}, nil))
	assert.Equal(t, before, tally(), "taken and answered")
	o.must(o.Desk.Resolve(o.App, o.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted}))
	done := tally()
	c = o.must(o.Desk.Consult(o.App, o.clerk, code, 0, inside(func(in *dossier.ConsultInput) { in.Linked, in.Wait = true, false })))
	require.NoError(t, o.Desk.AnswerPart(o.App, o.Actor(access.Officer, 1), c.Parts[1].ID, dossier.PartInput{Note: "x", Agreed: true}, nil))
	assert.Equal(t, done, tally(), "a linked procedure after the result is nobody's second dossier")
	o.whole()
}

func TestAfterTheOwnResultOnlyLinkedProceduresAreOpened(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	o.resolved(code)
	_, err := o.Desk.Consult(o.App, o.clerk, code, 0, inside())
	_, key := kind(t, err)
	assert.Equal(t, dossier.KeyPartLinked, key)
	c := o.must(o.Desk.Consult(o.App, o.clerk, code, 0, inside(func(in *dossier.ConsultInput) { in.Linked, in.Wait = true, false })))
	assert.Equal(t, dossier.Resolved, c.State)
	due := c.Due
	c = o.must(o.Desk.Return(o.App, o.clerk, code, 0, dossier.ReturnInput{CollectorName: "Nguyễn Thị Bưởi", Checked: true}))
	require.NoError(t, o.Desk.AnswerPart(o.App, o.Actor(access.Clerk, 1), c.Parts[0].ID, dossier.PartInput{Note: "Đã cấp thẻ", Agreed: true}, nil))
	c, err = o.Desk.Find(o.App, o.clerk, code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Returned, c.State)
	assert.Equal(t, due, c.Due, "the own appointment is history")
	o.whole()
}

func TestACommuneDoesNotDoTheWorkOfTheProvinceAboveIt(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	c := o.must(o.Desk.Consult(o.App, o.clerk, code, 0, inside(func(in *dossier.ConsultInput) { in.To = "hoa-giang" })))
	for _, commune := range []int{1, 2} {
		_, err := o.Desk.Asked(o.App, o.Actor(access.Leader, commune), c.Parts[0].ID)
		k, _ := kind(t, err)
		assert.Equal(t, problem.NotFound, k)
	}
}

// areas are all communes with every sector.
func (o office) areas() []casework.Area {
	var out []casework.Area
	for _, u := range o.Communes {
		out = append(out, casework.Area{Unit: u.ID})
	}
	return out
}
