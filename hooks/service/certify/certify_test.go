package certify_test

import (
	"fmt"
	"strconv"
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	law "motcua/hooks/domain/certify"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/certify"
	"motcua/hooks/service/number"
)

// desk is a house with the people of one commune at hand.
type desk struct {
	*apptest.House
	t             testing.TB
	clerk, leader access.Actor
}

func open(t testing.TB) desk {
	t.Helper()
	h := apptest.Open(t)
	return desk{h, t, h.Actor(access.Clerk, 0), h.Actor(access.Leader, 0)}
}

func request(change ...func(*certify.Input)) certify.Input {
	in := certify.Input{Procedure: law.ProcedureCopy, Document: "Bằng tốt nghiệp đại học", Pages: "3", Copies: "2",
		Applicant: casework.PersonInput{Name: "Nguyễn Thị Bưởi", IdentityNumber: "099190000123", Phone: "0912345678"}}
	for _, c := range change {
		c(&in)
	}
	return in
}

func (d desk) certify(change ...func(*certify.Input)) certify.Entry {
	d.t.Helper()
	e, err := d.Certify.Certify(d.App, d.clerk, request(change...))
	require.NoError(d.t, err)
	return e
}

func (d desk) sign(entries ...certify.Entry) {
	d.t.Helper()
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	got, err := d.Certify.SignMany(d.App, d.leader, ids)
	require.NoError(d.t, err)
	for _, r := range got {
		require.NoError(d.t, r.Err)
	}
}

func (d desk) find(id string) certify.Entry {
	d.t.Helper()
	e, err := d.Certify.Find(d.App, d.leader, id)
	require.NoError(d.t, err)
	return e
}

func (d desk) state(code string) dossier.State {
	d.t.Helper()
	c, err := d.Desk.Find(d.App, d.leader, code)
	require.NoError(d.t, err)
	return c.State
}

func key(t testing.TB, err error) (field, key string) {
	t.Helper()
	list, ok := problem.In(err)
	require.True(t, ok, "want a problem, got %v", err)
	return list[0].Field, list[0].Key
}

// whole asserts that the chains hold, the rows agree and no number is missing.
func (d desk) whole() {
	d.t.Helper()
	diff, err := d.Desk.Rebuild(d.App, false, func(int, int) {})
	require.NoError(d.t, err)
	require.Empty(d.t, diff)
	v, err := d.Desk.Verify(d.App, d.Communes[0].ID)
	require.NoError(d.t, err)
	require.Empty(d.t, v.Why)
	holes, err := d.Certify.Holes(d.App)
	require.NoError(d.t, err)
	require.Empty(d.t, holes)
}

// Thông tư 226/2016/TT-BTC Điều 4.
func TestFeesByPagesAndCopies(t *testing.T) {
	d := open(t)
	for _, c := range []struct {
		pages, copies string
		fee           int64
	}{{"1", "1", 2_000}, {"2", "1", 4_000}, {"3", "1", 5_000}, {"10", "1", 12_000}, {"3", "2", 10_000}, {"198", "1", 200_000}, {"250", "2", 400_000}} {
		e := d.certify(func(in *certify.Input) { in.Pages, in.Copies = c.pages, c.copies })
		assert.Equal(t, c.fee, e.Fee, "%s pages × %s", c.pages, c.copies)
	}
	e := d.certify(func(in *certify.Input) { in.Procedure, in.Copies = law.ProcedureSignature, "3" })
	assert.EqualValues(t, 30_000, e.Fee, "10 000 a paper")
	d.whole()
}

func TestACertificationIsARealDossierThatWaitsForItsSignature(t *testing.T) {
	d := open(t)
	e := d.certify()
	assert.Equal(t, certify.Waiting, e.State)
	assert.Equal(t, "1, quyển số 01/2026-SCT/BS", e.NumberText())
	assert.Equal(t, d.leader.Name, e.SignerName, "the only leader is asked")
	c, err := d.Desk.Find(d.App, d.leader, e.Code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Processing, c.State)
	assert.Equal(t, dossier.WaitSignature, c.Waiting)
	assert.Equal(t, d.leader.ID, c.Holder)

	d.sign(e)
	e = d.find(e.ID)
	assert.Equal(t, certify.Signed, e.State)
	assert.Equal(t, d.leader.Title, e.SignerTitle)
	c, err = d.Desk.Find(d.App, d.leader, e.Code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Resolved, c.State)
	assert.Equal(t, e.NumberText(), c.ResultNumber)

	list, err := d.Certify.ToReturn(d.App, d.clerk)
	require.NoError(t, err)
	require.Len(t, list, 1)
	unpaid, err := d.Certify.ReturnMany(d.App, d.clerk, []string{e.ID})
	require.NoError(t, err)
	assert.Error(t, unpaid[0].Err, "the fee first")
	d.Pay(0, e.Code)
	got, err := d.Certify.ReturnMany(d.App, d.clerk, []string{e.ID})
	require.NoError(t, err)
	require.NoError(t, got[0].Err)
	assert.Equal(t, dossier.Returned, d.state(e.Code))
	list, err = d.Certify.ToReturn(d.App, d.clerk)
	require.NoError(t, err)
	assert.Empty(t, list)
	d.whole()
}

func TestWhoSignsToo_FinishesAtOnce(t *testing.T) {
	d := open(t)
	both := d.clerk
	r, err := d.App.FindRecordById("staff", both.ID)
	require.NoError(t, err)
	r.Set("roles", []string{"clerk", "leader"}) // authorised to certify, Nghị định 280/2025/NĐ-CP
	require.NoError(t, d.App.Save(r))
	both, err = d.Org.StaffByID(d.App, both.ID)
	require.NoError(t, err)

	e, err := d.Certify.Certify(d.App, both, request())
	require.NoError(t, err)
	assert.Equal(t, certify.Signed, e.State)
	assert.Equal(t, both.Name, e.SignerName)
	assert.Equal(t, dossier.Resolved, d.state(e.Code), "handed over once the fee is paid")
	d.Pay(0, e.Code)
	got, err := d.Certify.ReturnMany(d.App, both, []string{e.ID})
	require.NoError(t, err)
	require.NoError(t, got[0].Err)
	assert.Equal(t, dossier.Returned, d.state(e.Code))

	e, err = d.Certify.Certify(d.App, both, request(func(in *certify.Input) { in.Signer = d.leader.ID }))
	require.NoError(t, err)
	assert.Equal(t, certify.Waiting, e.State, "another is named: it waits for that one")
	d.whole()
}

func TestWhatTheLaneRefuses(t *testing.T) {
	d := open(t)
	for name, c := range map[string]struct {
		change func(*certify.Input)
		field  string
		key    string
	}{
		"no document":        {func(in *certify.Input) { in.Document = " " }, "document", dossier.KeyRequired},
		"no pages":           {func(in *certify.Input) { in.Pages = "" }, "pages", dossier.KeyRequired},
		"no copies":          {func(in *certify.Input) { in.Copies = "" }, "copies", dossier.KeyRequired},
		"nought copies":      {func(in *certify.Input) { in.Copies = "0" }, "copies", certify.KeyCount},
		"another procedure":  {func(in *certify.Input) { in.Procedure = "2.001019" }, "procedure", certify.KeyNotFast},
		"a stranger signs":   {func(in *certify.Input) { in.Signer = d.Actor(access.Leader, 1).ID }, "signer", certify.KeySigner},
		"nobody is named":    {func(in *certify.Input) { in.Applicant.Name = "" }, "applicant.name", ""},
		"a telephone is odd": {func(in *certify.Input) { in.Applicant.Phone = "12" }, "applicant.phone", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := d.Certify.Certify(d.App, d.clerk, request(c.change))
			field, k := key(t, err)
			assert.Equal(t, c.field, field)
			if c.key != "" {
				assert.Equal(t, c.key, k)
			}
		})
	}
	_, err := d.Certify.Certify(d.App, d.Actor(access.Officer, 0), request())
	_, k := key(t, err)
	assert.Equal(t, dossier.KeyNotYours, k)
	e := d.certify()
	assert.Equal(t, 1, e.Number, "what was refused used no number")
	_, err = d.Certify.Certify(d.App, d.clerk, request(func(in *certify.Input) { in.Document, in.Pages, in.Applicant.Name = "", "x", "" }))
	list, _ := problem.In(err)
	assert.Len(t, list, 3, "all at once, one a field: document, pages, name: %v", list)
}

func TestSigningManyStopsAtNone(t *testing.T) {
	d := open(t)
	a, b := d.certify(), d.certify()
	other, err := d.Certify.Certify(d.App, d.Actor(access.Clerk, 1), request())
	require.NoError(t, err)
	_, err = d.Desk.Withdraw(d.App, d.clerk, a.Code, 0, dossier.EndInput{Reason: "Không cần nữa"})
	require.NoError(t, err)

	got, err := d.Certify.SignMany(d.App, d.leader, []string{a.ID, other.ID, b.ID})
	require.NoError(t, err)
	_, k := key(t, got[0].Err)
	assert.Equal(t, dossier.KeyNotAllowed, k, "withdrawn meanwhile")
	_, k = key(t, got[1].Err)
	assert.Equal(t, certify.KeyNotFound, k, "another commune's is not there")
	require.NoError(t, got[2].Err)
	assert.Equal(t, certify.Signed, d.find(b.ID).State)
	void := d.find(a.ID)
	assert.Equal(t, certify.Void, void.State)
	assert.Equal(t, "withdraw", void.VoidReason)

	_, err = d.Certify.SignMany(d.App, d.leader, nil)
	_, k = key(t, err)
	assert.Equal(t, certify.KeyNoneChosen, k)
	_, err = d.Certify.SignMany(d.App, d.leader, make([]string, 201))
	_, k = key(t, err)
	assert.Equal(t, certify.KeyTooMany, k)
	got, err = d.Certify.SignMany(d.App, d.clerk, []string{d.certify().ID})
	require.NoError(t, err)
	_, k = key(t, got[0].Err)
	assert.Equal(t, dossier.KeyNotYours, k, "a clerk signs nothing")
	d.whole()
}

func TestTheOrdinaryDeskAlsoEndsInTheBook(t *testing.T) {
	d := open(t)
	in := casework.ReceiveInput{Procedure: "2.001019", Applicant: casework.PersonInput{Name: "Lê Văn Tám"}}
	o, err := d.Catalog.Offer(d.App, d.Communes[0].ID, in.Procedure, "2026-11-20")
	require.NoError(t, err)
	one, err := o.Version.Body.CaseOf("", nil)
	require.NoError(t, err)
	for _, c := range o.Version.Body.Papers(one.Key) {
		in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: max(1, c.Originals)})
	}
	got, err := d.Desk.Receive(d.App, d.clerk, in)
	require.NoError(t, err)
	_, found, err := d.Certify.OfDossier(d.App, got.ID)
	require.NoError(t, err)
	assert.False(t, found, "a will gets its number when it is certified")
	_, err = d.Desk.Forward(d.App, d.clerk, got.Code, 0, dossier.MoveInput{To: d.Actor(access.Officer, 0).ID})
	require.NoError(t, err)
	_, err = d.Desk.Resolve(d.App, d.leader, got.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.NoError(t, err)
	e, found, err := d.Certify.OfDossier(d.App, got.ID)
	require.NoError(t, err)
	require.True(t, found)
	assert.Equal(t, certify.Signed, e.State)
	assert.Equal(t, "SCT/GD", e.Series)
	assert.Equal(t, "Chứng thực di chúc", e.Document)
	d.whole()
}

func TestAVoidedNumberStaysInTheBook(t *testing.T) {
	d := open(t)
	waits, signed := d.certify(), d.certify()
	d.sign(signed)
	_, err := d.Certify.Annul(d.App, d.leader, waits.ID, " ")
	_, k := key(t, err)
	assert.Equal(t, certify.KeyVoidReason, k)
	_, err = d.Certify.Annul(d.App, d.clerk, waits.ID, "Ghi nhầm")
	_, k = key(t, err)
	assert.Equal(t, dossier.KeyNotYours, k)
	e, err := d.Certify.Annul(d.App, d.leader, waits.ID, "Ghi nhầm loại giấy tờ")
	require.NoError(t, err)
	assert.Equal(t, certify.Void, e.State)
	assert.Equal(t, "Ghi nhầm loại giấy tờ", e.VoidReason)
	assert.Equal(t, dossier.Stopped, d.state(e.Code))
	_, err = d.Certify.Annul(d.App, d.leader, waits.ID, "Lần nữa")
	_, k = key(t, err)
	assert.Equal(t, certify.KeyVoided, k)

	e, err = d.Certify.Annul(d.App, d.leader, signed.ID, "Quyết định số 12/QĐ-UBND hủy bỏ giá trị bản sao")
	require.NoError(t, err)
	assert.Equal(t, certify.Void, e.State)
	assert.Equal(t, dossier.Resolved, d.state(e.Code), "the dossier was decided and stays so")
	assert.Equal(t, 3, d.certify().Number)
	d.whole()
}

func TestABookRunsThroughItsVolumesAndEndsWithTheYear(t *testing.T) {
	d := open(t)
	_, err := d.Numbers.Begin(d.App, d.clerk, d.Communes[0], "SCT/BS", 318)
	require.NoError(t, err, "goes on after the paper book")
	e := d.certify()
	assert.Equal(t, 318, e.Number)
	_, err = d.Numbers.Begin(d.App, d.clerk, d.Communes[0], "SCT/BS", 5)
	_, k := key(t, err)
	assert.Equal(t, number.KeyBookBegun, k)

	err = d.Certify.Turn(d.App, d.leader, e.Register)
	_, k = key(t, err)
	assert.Equal(t, certify.KeyWaiting, k)
	d.sign(e)
	_, k = key(t, d.Certify.Turn(d.App, d.clerk, e.Register))
	assert.Equal(t, dossier.KeyNotYours, k)
	require.NoError(t, d.Certify.Turn(d.App, d.leader, e.Register))
	next := d.certify()
	assert.Equal(t, "319, quyển số 02/2026-SCT/BS", next.NumberText())
	d.sign(next)

	_, k = key(t, d.Certify.CloseYear(d.App, d.leader, next.Register))
	assert.Equal(t, number.KeyYearNotOver, k)
	d.SetNow("2026-12-31T16:30")
	require.NoError(t, d.Certify.CloseYear(d.App, d.leader, next.Register))
	_, k = key(t, d.Certify.CloseYear(d.App, d.leader, next.Register))
	assert.Equal(t, number.KeyBookClosed, k)
	_, err = d.Certify.Certify(d.App, d.clerk, request())
	_, k = key(t, err)
	assert.Equal(t, number.KeyYearClosed, k)
	r, err := d.Numbers.Register(d.App, d.leader, next.Register)
	require.NoError(t, err)
	assert.Equal(t, 1, r.Total)
	assert.Equal(t, d.leader.Title, r.ClosedTitle)

	d.SetNow("2027-01-04T08:00")
	assert.Equal(t, "1, quyển số 01/2027-SCT/BS", d.certify().NumberText(), "a new year begins with 1")
	_, err = d.Numbers.Register(d.App, d.Actor(access.Leader, 1), next.Register)
	_, k = key(t, err)
	assert.Equal(t, number.KeyBookNotFound, k)
	d.whole()
}

func TestTwoClerksNeverShareANumber(t *testing.T) {
	d := open(t)
	clerks := []access.Actor{d.clerk, d.Actor(access.Clerk, 0, true)}
	var mu sync.Mutex
	seen := map[int]bool{}
	var wg sync.WaitGroup
	for i := range 24 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			e, err := d.Certify.Certify(d.App, clerks[i%2], request())
			mu.Lock()
			defer mu.Unlock()
			assert.NoError(t, err)
			assert.False(t, seen[e.Number], "number %d twice", e.Number)
			seen[e.Number] = true
		}()
	}
	wg.Wait()
	for n := 1; n <= 24; n++ {
		assert.True(t, seen[n], "number %d is missing", n)
	}
	d.whole()
}

// Invariant 5 of the model: every 1…n of a series is used, void or waiting,
// whatever people do, and what fails leaves no trace.
func TestNoNumberIsEverLost(t *testing.T) {
	d := open(t)
	steps := 0
	rapid.Check(t, func(rt *rapid.T) {
		if steps++; steps > 25 {
			return // each step is a real act on a real database
		}
		switch rapid.IntRange(0, 4).Draw(rt, "act") {
		case 0, 1:
			bad := rapid.Bool().Draw(rt, "bad")
			_, err := d.Certify.Certify(d.App, d.clerk, request(func(in *certify.Input) {
				in.Pages = strconv.Itoa(rapid.IntRange(1, 300).Draw(rt, "pages"))
				if bad {
					in.Applicant.Name = ""
				}
			}))
			require.Equal(rt, bad, err != nil)
		case 2:
			_ = d.App.RunInTransaction(func(tx core.App) error { // the power goes off before the commit
				_, err := d.Certify.Certify(tx, d.clerk, request())
				require.NoError(rt, err)
				return fmt.Errorf("rolled back")
			})
		case 3:
			list, err := d.Certify.ToSign(d.App, d.leader)
			require.NoError(rt, err)
			if len(list) > 0 {
				_, err := d.Certify.SignMany(d.App, d.leader, []string{list[0].ID})
				require.NoError(rt, err)
			}
		case 4:
			list, err := d.Certify.ToSign(d.App, d.leader)
			require.NoError(rt, err)
			if len(list) > 0 {
				_, err := d.Certify.Annul(d.App, d.leader, list[0].ID, "Ghi nhầm")
				require.NoError(rt, err)
			}
		}
		holes, err := d.Certify.Holes(d.App)
		require.NoError(rt, err)
		require.Empty(rt, holes)
	})
	d.whole()
}

func TestACorrectedIntakeVoidsItsNumber(t *testing.T) {
	d := open(t)
	e := d.certify()
	c, err := d.Desk.Find(d.App, d.leader, e.Code)
	require.NoError(t, err)
	require.NoError(t, d.Certify.Follow(d.App, c, dossier.Event{Kind: dossier.CorrectIntake, At: d.Now(), ActorName: d.leader.Name}))
	e = d.find(e.ID)
	assert.Equal(t, certify.Void, e.State)
	assert.Equal(t, "correct_intake", e.VoidReason)
	d.sign2(e.Code)
	assert.Equal(t, 2, d.newest(c.ID).Number, "granted after all: it gets a number of its own")
}

// sign2 resolves a dossier over its own page.
func (d desk) sign2(code string) {
	d.t.Helper()
	_, err := d.Desk.Resolve(d.App, d.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.NoError(d.t, err)
}

func (d desk) newest(id string) certify.Entry {
	d.t.Helper()
	e, found, err := d.Certify.OfDossier(d.App, id)
	require.NoError(d.t, err)
	require.True(d.t, found)
	return e
}

func TestAHoleIsFound(t *testing.T) {
	d := open(t)
	d.certify()
	e := d.certify()
	d.certify()
	_, err := d.App.NonconcurrentDB().NewQuery("DELETE FROM certifications WHERE id = '" + e.ID + "'").Execute()
	require.NoError(t, err)
	holes, err := d.Certify.Holes(d.App)
	require.NoError(t, err)
	assert.Equal(t, []certify.Hole{{Unit: d.Communes[0].ID, Series: "SCT/BS", Year: 2026, Number: 2}}, holes)
}
