package casework_test

import (
	"fmt"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// run writes past every guard, as somebody with the file in hand would.
func (o office) run(sql string, params dbx.Params) {
	o.t.Helper()
	_, err := o.App.NonconcurrentDB().NewQuery(sql).Bind(params).Execute()
	require.NoError(o.t, err)
}

func (o office) verdict() casework.Verdict {
	o.t.Helper()
	v, err := o.Desk.Verify(o.App, o.Communes[0].ID)
	require.NoError(o.t, err)
	return v
}

// chain is a house whose first commune has a chain of seven events.
func chain(t *testing.T) office {
	t.Helper()
	o := open(t)
	code := o.receive(func(in *casework.ReceiveInput) {
		in.ReceivedBasis, in.ReceivedAt, in.Slip = dossier.PaperSlip, "2026-11-20T08:00", "1"
	}).Code
	o.must(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, defect))
	o.must(o.Desk.AnswerSupplement(o.App, o.clerk, code, 0, dossier.AnswerInput{Note: "đủ"}))
	o.resolved(o.receive().Code)
	require.Equal(t, 6, o.verdict().Events)
	require.Empty(t, o.verdict().Why)
	return o
}

// Every column of every event, changed to something else and back again.
func TestAnyChangeOfAStoredEventIsFound(t *testing.T) {
	o := chain(t)
	for _, column := range []string{"id", "unit", "seq", "dossier", "kind", "at", "claimed_at", "actor", "actor_name", "on_behalf_of",
		"data", "ground", "detail_hash", "prev_hash", "hash"} {
		for seq := 1; seq <= 6; seq++ {
			var rowid int64
			var was string
			row := dbx.Params{"unit": o.Communes[0].ID, "seq": seq}
			require.NoError(t, o.App.DB().NewQuery(`SELECT rowid, `+column+` FROM dossier_events WHERE unit = {:unit} AND seq = {:seq}`).Bind(row).Row(&rowid, &was))
			for _, to := range []string{"x" + was, was + " ", flipped(was)} {
				if column == "seq" {
					to = fmt.Sprint(seq + 1000)
				}
				if to == was {
					continue
				}
				o.run(`UPDATE dossier_events SET `+column+` = {:to} WHERE rowid = {:row}`, dbx.Params{"to": to, "row": rowid})
				v := o.verdict()
				assert.NotEmpty(t, v.Why, "%s of event %d: %q → %q", column, seq, was, to)
				if column != "seq" && column != "unit" {
					assert.Equal(t, seq, v.BadSeq, "%s: the first bad entry is named", column)
				}
				o.run(`UPDATE dossier_events SET `+column+` = {:to} WHERE rowid = {:row}`, dbx.Params{"to": was, "row": rowid})
			}
		}
	}
	require.Empty(t, o.verdict().Why, "everything was put back")
}

// flipped changes the last letter.
func flipped(s string) string {
	if s == "" {
		return "y"
	}
	b := []byte(s)
	b[len(b)-1] ^= 1
	return string(b)
}

func TestDeletedInsertedAndSwappedEventsAreFound(t *testing.T) {
	const here = ` WHERE unit = {:unit} AND seq = {:seq}`
	at := func(o office, seq int) dbx.Params { return dbx.Params{"unit": o.Communes[0].ID, "seq": seq} }
	for seq := 1; seq <= 6; seq++ {
		o := chain(t)
		o.run(`DELETE FROM dossier_events`+here, at(o, seq))
		v := o.verdict()
		assert.Equal(t, casework.AuditGap, v.Why, "deleted %d, the last one too", seq)
		assert.Equal(t, seq, v.BadSeq)
	}
	o := chain(t)
	o.run(`DELETE FROM dossier_events`+here, at(o, 3))
	o.run(`UPDATE dossier_events SET seq = seq - 1 WHERE unit = {:unit} AND seq > 3`, at(o, 0))
	assert.Equal(t, 3, o.verdict().BadSeq, "closing the gap does not hide it")
	o = chain(t)
	o.run(`UPDATE dossier_events SET seq = 99`+here, at(o, 2))
	o.run(`UPDATE dossier_events SET seq = 2`+here, at(o, 3))
	o.run(`UPDATE dossier_events SET seq = 3`+here, at(o, 99))
	assert.Equal(t, 2, o.verdict().BadSeq, "swapped")
	o = chain(t)
	o.run(`INSERT INTO dossier_events (id, unit, seq, dossier, kind, at, claimed_at, actor, actor_name, on_behalf_of, data, ground, detail_hash, prev_hash, hash)
		SELECT 'forgedforgedfor', unit, 7, dossier, kind, at, claimed_at, actor, actor_name, on_behalf_of, data, ground, detail_hash, hash, 'x' FROM dossier_events`+here, at(o, 6))
	assert.Equal(t, 7, o.verdict().BadSeq, "inserted at the end")
}

func TestErasingPersonalValuesLeavesTheChainWhole(t *testing.T) {
	o := chain(t)
	o.run(`UPDATE event_details SET data = REPLACE(data, 'Bưởi', 'Cam')`, nil)
	assert.Equal(t, casework.AuditDetail, o.verdict().Why, "changed is found")
	o = chain(t)
	o.run(`UPDATE event_details SET salt = 'x' || salt`, nil)
	assert.Equal(t, casework.AuditDetail, o.verdict().Why)
	o = chain(t)
	o.run(`UPDATE event_details SET data = data || ' '`, nil)
	assert.Equal(t, casework.AuditDetail, o.verdict().Why, "even a blank")
	o.run(`DELETE FROM event_details`, nil)
	assert.Empty(t, o.verdict().Why, "erased is no fault")
	assert.Equal(t, 6, o.verdict().Events)
	var data string
	require.NoError(t, o.App.DB().NewQuery(`SELECT group_concat(data || ground || actor_name) FROM dossier_events`).Row(&data))
	for _, personal := range []string{"Bưởi", "0912345678", "099190000123", "Thôn Đình"} {
		assert.NotContains(t, data, personal, "the chain itself names nobody")
	}
}

func TestRebuildRepairsARow(t *testing.T) {
	o := chain(t)
	look := func(write bool) []casework.Difference {
		diff, err := o.Desk.Rebuild(o.App, write, func(int, int) {})
		require.NoError(t, err)
		return diff
	}
	require.Empty(t, look(false))
	o.run(`UPDATE dossiers SET state = 'returned', due_day = '2030-01-01', holder = 'x', papers = '[]' WHERE code = 'H99.132-261120-0001'`, nil)
	diff := look(false)
	require.Len(t, diff, 1)
	assert.Equal(t, "H99.132-261120-0001", diff[0].Code)
	assert.Equal(t, []string{"due_day", "holder", "papers", "state"}, diff[0].Columns)
	assert.Len(t, look(true), 1, "what was repaired is told")
	assert.Empty(t, look(false))
	c, err := o.Desk.Find(o.App, o.clerk, "H99.132-261120-0001")
	require.NoError(t, err)
	assert.Equal(t, dossier.Processing, c.State)
	assert.NotEmpty(t, c.Answers, "what is not in the events stays")
}

// A row that somebody deleted is found, and made again from its events; what
// only the row held is lost.
func TestRebuildNoticesARowThatIsGone(t *testing.T) {
	o := chain(t)
	look := func(write bool) []casework.Difference {
		diff, err := o.Desk.Rebuild(o.App, write, func(int, int) {})
		require.NoError(t, err)
		return diff
	}
	before, err := o.Desk.Find(o.App, o.clerk, "H99.132-261120-0001")
	require.NoError(t, err)
	var hash, fold string
	require.NoError(t, o.App.DB().NewQuery(`SELECT track_hash, search_fold FROM dossiers WHERE code = 'H99.132-261120-0001'`).Row(&hash, &fold))
	o.run(`DELETE FROM dossiers WHERE code = 'H99.132-261120-0001'`, nil)
	proof, err := o.Desk.Prove(o.App.DB(), func(int, int) {})
	require.NoError(t, err)
	assert.False(t, proof.Whole())
	diff := look(false)
	require.Len(t, diff, 1)
	assert.True(t, diff[0].Gone)
	assert.Equal(t, "H99.132-261120-0001", diff[0].Code)
	assert.Len(t, look(false), 1, "to look changes nothing")
	assert.Len(t, look(true), 1)
	assert.Empty(t, look(false))
	after, err := o.Desk.Find(o.App, o.clerk, "H99.132-261120-0001")
	require.NoError(t, err)
	assert.Empty(t, after.Answers)
	before.Answers, after.Answers = nil, nil
	assert.Equal(t, before.Dossier, after.Dossier)
	var hash2, fold2 string
	require.NoError(t, o.App.DB().NewQuery(`SELECT track_hash, search_fold FROM dossiers WHERE code = 'H99.132-261120-0001'`).Row(&hash2, &fold2))
	assert.Equal(t, []string{hash, fold}, []string{hash2, fold2}, "it is tracked and found as before")
}
