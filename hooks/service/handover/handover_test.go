package handover_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	rule "motcua/hooks/domain/handover"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/handover"
	"motcua/hooks/service/org"
)

type office struct {
	*apptest.House
	t                      *testing.T
	clerk, officer, leader access.Actor
}

func open(t *testing.T) office {
	h := apptest.Open(t)
	return office{h, t, h.Actor(access.Clerk, 0), h.Actor(access.Officer, 0), h.Actor(access.Leader, 0)}
}

// forwarded takes a dossier in and hands it to an officer.
func (o office) forwarded() casework.Case {
	o.t.Helper()
	got, err := o.Desk.Receive(o.App, o.clerk, casework.ReceiveInput{Procedure: "1.010039", Applicant: casework.PersonInput{Name: "Nguyễn Thị Bưởi", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 2, Copies: 1, Held: 1}}, Answers: map[string]string{"kind": "head", "what": "Đổi chủ hộ"}})
	require.NoError(o.t, err)
	c, err := o.Desk.Forward(o.App, o.clerk, got.Code, 0, dossier.MoveInput{To: o.officer.ID})
	require.NoError(o.t, err)
	return c
}

func (o office) resolve(code string) {
	o.t.Helper()
	_, err := o.Desk.Resolve(o.App, o.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: "7/2026"})
	require.NoError(o.t, err)
}

// pending are the codes that somebody has to hand over to a receiver.
func (o office) pending(by access.Actor, to string) []string {
	o.t.Helper()
	groups, err := o.Slips.Pending(o.App, by)
	require.NoError(o.t, err)
	var out []string
	for _, g := range groups {
		if g.To == to {
			for _, p := range g.Items {
				out = append(out, p.Code)
			}
		}
	}
	return out
}

func (o office) make(by access.Actor, to string, codes ...string) handover.Slip {
	o.t.Helper()
	s, err := o.Slips.Make(o.App, by, handover.MakeInput{To: to, Codes: codes})
	require.NoError(o.t, err)
	return s
}

func refused(t *testing.T, err error, key string) {
	t.Helper()
	list, is := problem.In(err)
	require.True(t, is, "%v", err)
	assert.Equal(t, key, list[0].Key)
}

func TestFromTheDeskToAnOfficerAndBack(t *testing.T) {
	o := open(t)
	a, b := o.forwarded(), o.forwarded()
	other := o.Actor(access.Clerk, 0, true)
	assert.Equal(t, []string{a.Code, b.Code}, o.pending(o.clerk, o.officer.ID))
	assert.Equal(t, []string{a.Code, b.Code}, o.pending(other, o.officer.ID), "the desk is one: any clerk carries the stack")
	assert.Empty(t, o.pending(o.officer, o.officer.ID))
	assert.Empty(t, o.pending(o.Actor(access.Clerk, 1), o.officer.ID), "another commune has nothing of it")

	s, err := o.Slips.Make(o.App, o.clerk, handover.MakeInput{To: o.officer.ID, Codes: []string{b.Code, a.Code, b.Code}, Notes: map[string]string{a.Code: " kẹp riêng "}})
	require.NoError(t, err)
	assert.Equal(t, "BG-1/2026", s.Number())
	require.Len(t, s.Lines, 2, "a code that was ticked and scanned stands once")
	assert.Equal(t, b.Code, s.Lines[0].Code, "in the order of the stack")
	assert.Equal(t, "kẹp riêng", s.Lines[1].Note)
	assert.Equal(t, rule.Count{Originals: 2, Copies: 1}, s.Lines[0].Count)
	assert.Equal(t, "2026-11-23", s.LateDay, "Friday's slip is late on Monday")
	assert.Empty(t, o.pending(o.clerk, o.officer.ID))
	_, err = o.Slips.Make(o.App, o.clerk, handover.MakeInput{To: o.officer.ID, Codes: []string{a.Code}})
	refused(t, err, rule.KeyReceiver)

	history, err := o.Desk.History(o.App, o.clerk, a.Code)
	require.NoError(t, err)
	last := history[len(history)-1]
	assert.Equal(t, dossier.Printed, last.Kind)
	assert.Equal(t, "handover", last.Data.Paper)
	assert.Equal(t, "BG-1/2026", last.Data.PaperNo, "the dossier's history tells it")

	mine, err := o.Slips.ForMe(o.App, o.officer)
	require.NoError(t, err)
	require.Len(t, mine, 1)
	_, err = o.Slips.Confirm(o.App, o.officer, s.ID, handover.All(s))
	require.NoError(t, err)
	mine, err = o.Slips.ForMe(o.App, o.officer)
	require.NoError(t, err)
	assert.Empty(t, mine)

	o.resolve(a.Code)
	assert.Empty(t, o.pending(o.clerk, ""), "the desk waits for the result, it gives none")
	assert.Equal(t, []string{a.Code}, o.pending(o.leader, ""), "who signed may bring it")
	assert.Equal(t, []string{a.Code}, o.pending(o.officer, ""), "and so may whoever worked on it")
	back := o.make(o.officer, "", a.Code)
	assert.Equal(t, rule.Count{Originals: 1, Results: 1}, back.Lines[0].Count)
	assert.Equal(t, org.Centre, back.ReceiverName)
	mine, err = o.Slips.ForMe(o.App, other)
	require.NoError(t, err)
	assert.Len(t, mine, 1, "any clerk takes what comes to the desk")
	_, err = o.Slips.Confirm(o.App, other, back.ID, handover.All(back))
	require.NoError(t, err)
}

func TestOnlyWhatIsThereGoesOnASlip(t *testing.T) {
	o := open(t)
	a, b := o.forwarded(), o.forwarded()
	for key, in := range map[string]handover.MakeInput{
		rule.KeyNone:     {To: o.officer.ID},
		rule.KeyReceiver: {To: o.leader.ID, Codes: []string{a.Code}},
		rule.KeyNotReady: {To: o.officer.ID, Codes: []string{a.Code, "H99.132-261120-9999"}},
		rule.KeyTooLong:  {To: o.officer.ID, Codes: []string{a.Code}, Notes: map[string]string{a.Code: strings.Repeat("x", 301)}},
	} {
		_, err := o.Slips.Make(o.App, o.clerk, in)
		refused(t, err, key)
	}
	many := handover.MakeInput{To: o.officer.ID}
	for i := range 201 {
		many.Codes = append(many.Codes, fmt.Sprint("x", i))
	}
	_, err := o.Slips.Make(o.App, o.clerk, many)
	refused(t, err, rule.KeyTooMany)
	_, err = o.Slips.Make(o.App, o.Actor(access.Clerk, 1), handover.MakeInput{To: o.officer.ID, Codes: []string{a.Code}})
	refused(t, err, rule.KeyReceiver)
	_, err = o.Slips.Make(o.App, o.Actor(access.UnitAdmin, 0), handover.MakeInput{To: o.officer.ID, Codes: []string{a.Code}})
	refused(t, err, rule.KeyNotYours)

	_, err = o.Desk.Forward(o.App, o.officer, b.Code, 0, dossier.MoveInput{To: o.leader.ID})
	require.NoError(t, err)
	_, err = o.Slips.Make(o.App, o.clerk, handover.MakeInput{To: o.officer.ID, Codes: []string{a.Code, b.Code}})
	refused(t, err, rule.KeyNotReady)
	assert.Equal(t, "BG-1/2026", o.make(o.clerk, o.officer.ID, a.Code).Number(), "none of the refused ones took a number")
	assert.Equal(t, "BG-1/2026", must(o.Slips.Make(o.App, o.atOther(t), handover.MakeInput{To: o.Actor(access.Officer, 1).ID, Codes: o.pending(o.Actor(access.Clerk, 1), o.Actor(access.Officer, 1).ID)})).Number(), "each unit counts for itself")
}

func must(s handover.Slip, err error) handover.Slip {
	if err != nil {
		panic(err)
	}
	return s
}

// atOther is the clerk of the second commune with a dossier forwarded there.
func (o office) atOther(t *testing.T) access.Actor {
	t.Helper()
	by := o.Actor(access.Clerk, 1)
	got, err := o.Desk.Receive(o.App, by, casework.ReceiveInput{Procedure: "1.010039", Applicant: casework.PersonInput{Name: "Y Bhĩu", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}}, Answers: map[string]string{"kind": "head", "what": "x"}})
	require.NoError(t, err)
	_, err = o.Desk.Forward(o.App, by, got.Code, 0, dossier.MoveInput{To: o.Actor(access.Officer, 1).ID})
	require.NoError(t, err)
	return by
}

func TestNumbersHaveNoGap(t *testing.T) {
	o := open(t)
	a, b, c := o.forwarded(), o.forwarded(), o.forwarded()
	assert.Equal(t, 1, o.make(o.clerk, o.officer.ID, a.Code).No)
	broken := errors.New("the power went away")
	err := o.App.RunInTransaction(func(tx core.App) error {
		s, err := o.Slips.Make(tx, o.clerk, handover.MakeInput{To: o.officer.ID, Codes: []string{b.Code}})
		require.NoError(t, err)
		assert.Equal(t, 2, s.No)
		return broken
	})
	require.ErrorIs(t, err, broken)
	assert.Equal(t, []string{b.Code, c.Code}, o.pending(o.clerk, o.officer.ID), "nothing of it stayed")
	second := o.make(o.clerk, o.officer.ID, b.Code)
	assert.Equal(t, 2, second.No, "the number was never used")
	_, err = o.Slips.Annul(o.App, o.clerk, second.ID, "nhầm người")
	require.NoError(t, err)
	assert.Equal(t, []string{b.Code, c.Code}, o.pending(o.clerk, o.officer.ID), "its dossiers wait for another slip")
	assert.Equal(t, 3, o.make(o.clerk, o.officer.ID, b.Code, c.Code).No, "a voided number is never used again")
	book, next, err := o.Slips.Book(o.App, o.leader, 2026, 0)
	require.NoError(t, err)
	assert.Zero(t, next)
	require.Len(t, book, 3)
	for i, s := range book {
		assert.Equal(t, 3-i, s.No)
	}
	assert.Equal(t, "nhầm người", book[1].VoidReason, "the gap is explained")
	o.SetNow("2027-01-04T09:00")
	d := o.forwarded()
	assert.Equal(t, "BG-1/2027", o.make(o.clerk, o.officer.ID, d.Code).Number())
}

func TestWhatDidNotArriveIsSeenByTheGiver(t *testing.T) {
	o := open(t)
	a, b := o.forwarded(), o.forwarded()
	s := o.make(o.clerk, o.officer.ID, a.Code, b.Code)
	waiting, short, err := o.Slips.Given(o.App, o.clerk)
	require.NoError(t, err)
	assert.Len(t, waiting, 1)
	assert.Empty(t, short)
	_, err = o.Slips.Confirm(o.App, o.officer, s.ID, map[string]rule.Got{s.Lines[0].ID: {There: true}})
	refused(t, err, rule.KeyMissing)
	_, err = o.Slips.Confirm(o.App, o.officer, s.ID, map[string]rule.Got{s.Lines[0].ID: {There: true}, s.Lines[1].ID: {Note: "không có trong chồng"}})
	require.NoError(t, err)
	waiting, short, err = o.Slips.Given(o.App, o.clerk)
	require.NoError(t, err)
	assert.Empty(t, waiting)
	require.Len(t, short, 1)
	assert.Equal(t, 1, short[0].MissingCount)
	assert.Equal(t, []string{b.Code}, o.pending(o.clerk, o.officer.ID), "it has to be handed over again")
	history, err := o.Desk.History(o.App, o.clerk, b.Code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Remark, history[len(history)-1].Kind)
	assert.Equal(t, "BG-1/2026: không có trong chồng", history[len(history)-1].Detail["note"])

	o.SetNow("2026-11-20T15:00")
	o.make(o.clerk, o.officer.ID, b.Code)
	_, short, err = o.Slips.Given(o.App, o.clerk)
	require.NoError(t, err)
	assert.Empty(t, short, "the second slip answers the first")
}

func TestLateSlipsComeToTheLeader(t *testing.T) {
	o := open(t)
	s := o.make(o.clerk, o.officer.ID, o.forwarded().Code)
	late, err := o.Slips.Late(o.App, o.leader)
	require.NoError(t, err)
	assert.Empty(t, late)
	o.SetNow("2026-11-23T08:00")
	late, err = o.Slips.Late(o.App, o.leader)
	require.NoError(t, err)
	require.Len(t, late, 1)
	assert.True(t, o.Slips.Overdue(late[0]))
	late, err = o.Slips.Late(o.App, o.Actor(access.Leader, 1))
	require.NoError(t, err)
	assert.Empty(t, late, "another commune's slip is not there")
	_, err = o.Slips.Find(o.App, o.Actor(access.Leader, 1), s.ID)
	refused(t, err, handover.KeyNotFound)
	_, err = o.Slips.Confirm(o.App, o.Actor(access.Officer, 1), s.ID, handover.All(s))
	refused(t, err, handover.KeyNotFound)
	_, err = o.Slips.Annul(o.App, o.Actor(access.Leader, 1), s.ID, "x")
	refused(t, err, handover.KeyNotFound)
	_, err = o.Slips.Confirm(o.App, o.Actor(access.Officer, 0, true), s.ID, handover.All(s))
	refused(t, err, rule.KeyNotYours)
}

func TestOldMovesAreNotAskedFor(t *testing.T) {
	o := open(t)
	c := o.forwarded()
	o.SetNow("2026-12-19T08:00")
	assert.Equal(t, []string{c.Code}, o.pending(o.clerk, o.officer.ID))
	o.SetNow("2026-12-21T08:00")
	assert.Empty(t, o.pending(o.clerk, o.officer.ID))
}

func TestTheDeputyTakesForTheAbsent(t *testing.T) {
	o := open(t)
	s := o.make(o.clerk, o.officer.ID, o.forwarded().Code)
	second := o.Actor(access.Officer, 0, true)
	_, err := o.Org.AddDeputy(o.App, o.Actor(access.UnitAdmin, 0), org.DeputyInput{Giver: o.officer.ID, Taker: second.ID, Roles: []string{"officer"},
		StartDay: "2026-11-20", EndDay: "2026-11-20", Ground: "Giấy nghỉ phép"})
	require.NoError(t, err)
	second = o.Actor(access.Officer, 0, true)
	mine, err := o.Slips.ForMe(o.App, second)
	require.NoError(t, err)
	assert.Len(t, mine, 1)
	got, err := o.Slips.Confirm(o.App, second, s.ID, handover.All(s))
	require.NoError(t, err)
	assert.Equal(t, second.Name, got.EndedName)
}

func TestThePaperIsKeptAsItWasSigned(t *testing.T) {
	o := open(t)
	s := o.make(o.clerk, o.officer.ID, o.forwarded().Code)
	first, err := o.Slips.File(o.App, o.clerk, s, "http://motcua.test")
	require.NoError(t, err)
	assert.Equal(t, "%PDF-", string(first[:5]))
	s, err = o.Slips.Find(o.App, o.officer, s.ID)
	require.NoError(t, err)
	assert.Len(t, s.SHA256, 64)
	o.SetNow("2026-11-20T16:00")
	again, err := o.Slips.File(o.App, o.officer, s, "http://elsewhere.test")
	require.NoError(t, err)
	assert.Equal(t, first, again, "the very same file")
	_, err = o.App.DB().Update("handovers", dbx.Params{"sha256": strings.Repeat("0", 64)}, dbx.HashExp{"id": s.ID}).Execute()
	require.NoError(t, err)
	s, err = o.Slips.Find(o.App, o.officer, s.ID)
	require.NoError(t, err)
	_, err = o.Slips.File(o.App, o.officer, s, "")
	refused(t, err, casework.KeyPaperChanged)
}

func TestNobodyWritesSlipsByHand(t *testing.T) {
	o := open(t)
	s := o.make(o.clerk, o.officer.ID, o.forwarded().Code)
	for name, id := range map[string]string{"handovers": s.ID, "handover_lines": s.Lines[0].ID} {
		rec, err := o.App.FindRecordById(name, id)
		require.NoError(t, err)
		require.Error(t, o.App.Save(rec), name)
		require.Error(t, o.App.Delete(rec), name)
		require.Error(t, o.App.Save(core.NewRecord(rec.Collection())), name)
	}
}

var pageObject = regexp.MustCompile(`/Type\s*/Page\b`)

func TestTwentyLinesStandOnOnePage(t *testing.T) {
	o := open(t)
	var codes []string
	for range 20 {
		got, err := o.Desk.Receive(o.App, o.clerk, casework.ReceiveInput{Procedure: "1.004873", Applicant: casework.PersonInput{Name: "Nguyễn Phước Quý Thị Ánh Nguyệt", Phone: "0912345678"},
			Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}}})
		require.NoError(t, err)
		_, err = o.Desk.Forward(o.App, o.clerk, got.Code, 0, dossier.MoveInput{To: o.officer.ID})
		require.NoError(t, err)
		codes = append(codes, got.Code)
	}
	s := o.make(o.clerk, o.officer.ID, codes...)
	b, err := o.Slips.File(o.App, o.clerk, s, "http://motcua.test")
	require.NoError(t, err)
	assert.Len(t, pageObject.FindAll(b, -1), 1)
	doc, err := o.Slips.Doc(o.App, o.clerk, s, "http://motcua.test")
	require.NoError(t, err)
	assert.Equal(t, "A4", s.Size())
	assert.Equal(t, "Cộng 20 hồ sơ: 40 bản chính.", doc.Blocks[len(doc.Blocks)-1].Text)
	assert.Len(t, doc.Blocks[3].Table.Rows, 20)
}
