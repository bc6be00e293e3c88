package casework_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// holds takes a dossier in and keeps one original of its declaration.
func holds(in *casework.ReceiveInput) {
	in.Components = []dossier.Paper{{Key: "declaration", Originals: 1, Held: 1}}
}

func TestTheLedgerSaysWhatIsHeldAndOfWhom(t *testing.T) {
	o := open(t)
	mine := o.receive(holds)
	o.receive() // nothing of it is kept
	other, err := o.Desk.Receive(o.App, o.Actor(access.Clerk, 1), intake(holds))
	require.NoError(t, err)

	all, err := o.Desk.Custody(o.App, o.clerk, casework.CustodyFilter{})
	require.NoError(t, err)
	require.Len(t, all.Held, 1)
	assert.Equal(t, mine.Code, all.Held[0].Code)
	assert.Equal(t, 1, all.Held[0].Paper.Held)
	assert.Equal(t, o.clerk.Name, all.Held[0].By)
	assert.Equal(t, mine.ReceivedAt, all.Held[0].Since)
	assert.False(t, all.Held[0].Late)

	for _, text := range []string{"099190000123", "0912345678", "0912 345 678", mine.Code, mine.Ref, "nguyen thi buoi"} {
		found, err := o.Desk.Custody(o.App, o.clerk, casework.CustodyFilter{Text: text})
		require.NoError(t, err, text)
		assert.Len(t, found.Held, 1, text)
	}
	for _, text := range []string{"099190000124", "0912345679", other.Code, "khong ai"} {
		found, err := o.Desk.Custody(o.App, o.clerk, casework.CustodyFilter{Text: text})
		require.NoError(t, err, text)
		assert.Empty(t, found.Held, text)
	}
	blind, err := o.Desk.Custody(o.App, o.Actor(access.UnitAdmin, 0), casework.CustodyFilter{})
	require.NoError(t, err)
	assert.Empty(t, blind.Held, "whoever administers sees no people")
}

func TestWhatWentBackIsNotHeldAndStaysInTheLedger(t *testing.T) {
	o := open(t)
	c := o.receive(holds).Case
	c = o.must(o.Desk.Withdraw(o.App, o.clerk, c.Code, 0, dossier.EndInput{Reason: "Nộp nhầm thủ tục"}))
	late, err := o.Desk.Custody(o.App, o.clerk, casework.CustodyFilter{Late: true})
	require.NoError(t, err)
	require.Len(t, late.Held, 1)
	assert.True(t, late.Held[0].Late, "the dossier is over and the paper still here")

	o.must(o.Desk.GiveBack(o.App, o.clerk, c.Code, 0, dossier.GiveBackInput{Papers: []dossier.Paper{declaration}, To: "Nguyễn Thị Bưởi", Number: "099190000123", Proof: "Ký sổ"}))
	all, err := o.Desk.Custody(o.App, o.clerk, casework.CustodyFilter{})
	require.NoError(t, err)
	assert.Empty(t, all.Held)
	require.Len(t, all.Back, 1)
	back := all.Back[0]
	assert.Equal(t, []any{"Nguyễn Thị Bưởi", "Ký sổ", o.clerk.Name, 1}, []any{back.To, back.Proof, back.By, back.Paper.Originals})
	assert.NotContains(t, back.Number, "099190000123", "a number is shown masked")
	o.whole()
}

func TestAVolunteeredOriginalStandsInTheLedger(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	paper := dossier.Paper{Title: "Giấy ra viện", Originals: 1, Held: 2}
	o.refused(dossier.KeyPaperCount, casework.Case{}, second(o.Desk.Volunteer(o.App, o.clerk, code, 0, dossier.VolunteerInput{Papers: []dossier.Paper{paper}})))
	paper.Held = 1
	o.SetNow("2026-11-21T09:00")
	o.must(o.Desk.Volunteer(o.App, o.clerk, code, 0, dossier.VolunteerInput{Papers: []dossier.Paper{paper}}))
	all, err := o.Desk.Custody(o.App, o.clerk, casework.CustodyFilter{})
	require.NoError(t, err)
	require.Len(t, all.Held, 1)
	assert.Equal(t, "Giấy ra viện", all.Held[0].Paper.Title)
	assert.True(t, o.Now().Equal(all.Held[0].Since))
	c := o.must(o.Desk.GiveBack(o.App, o.clerk, code, 0, dossier.GiveBackInput{Papers: []dossier.Paper{{Key: "volunteered", Title: "Giấy ra viện", Originals: 1}}, To: "A"}))
	assert.Empty(t, c.Held)
	o.whole()
}

func TestTheLedgerIsReadByItsIndex(t *testing.T) {
	o := open(t)
	for sql, index := range map[string]string{
		"SELECT d.* FROM dossiers d WHERE d.unit_path >= 'a' AND d.unit_path < 'b' AND d.held != '' AND d.held != 'null' AND d.held != '[]' AND d.received_at != '' ORDER BY d.received_at, d.id": "idx_dossiers_held",
		"SELECT DISTINCT dossier FROM dossier_events WHERE kind = 'give_back' AND unit = 'a' AND at >= '2026'":                                                                                    "idx_events_back",
		"SELECT id FROM dossiers WHERE visit = 'a' AND unit = 'b' AND visit != ''":                                                                                                                "idx_dossiers_visit",
		"SELECT d.id FROM persons p JOIN dossiers d ON d.applicant = p.id OR d.submitter = p.id OR d.delegate = p.id AND d.delegate != '' WHERE p.phone = '0912345678' AND p.phone != ''":         "idx_dossiers_delegate",
		"SELECT id FROM persons WHERE phone = '0912345678' AND phone != ''":                                                                                                                       "idx_persons_phone",
	} {
		var plan []struct{ Detail string }
		require.NoError(t, o.App.ConcurrentDB().NewQuery("EXPLAIN QUERY PLAN "+sql).All(&plan))
		var said []string
		for _, p := range plan {
			said = append(said, p.Detail)
		}
		assert.Contains(t, strings.Join(said, "\n"), index)
	}
}

func TestResultsWaitByShelfAndAge(t *testing.T) {
	o := open(t)
	old := o.resolved(o.receive().Code)
	o.SetNow("2026-11-28T09:00")
	fresh := o.resolved(o.receive().Code)
	places, err := o.Desk.NextShelves(o.App, o.clerk, 2)
	require.NoError(t, err)
	assert.Equal(t, []string{"K1-01", "K1-02"}, places)
	o.must(o.Desk.Shelve(o.App, o.clerk, old.Code, 0, dossier.ShelveInput{Shelf: places[0]}))
	places, err = o.Desk.NextShelves(o.App, o.clerk, 1)
	require.NoError(t, err)
	assert.Equal(t, []string{"K1-02"}, places)

	all, err := o.Desk.Ready(o.App, o.clerk, 0)
	require.NoError(t, err)
	require.Len(t, all, 2)
	assert.Equal(t, fresh.Code, all[0].Code, "what has no place comes first")
	assert.Equal(t, 8, all[1].Days)
	week, err := o.Desk.Ready(o.App, o.clerk, 7)
	require.NoError(t, err)
	require.Len(t, week, 1)
	assert.Equal(t, old.Code, week[0].Code)
	none, err := o.Desk.Ready(o.App, o.Actor(access.Clerk, 1), 0)
	require.NoError(t, err)
	assert.Empty(t, none, "another commune")
}

func TestAVisitIsSeveralDossiersOfOneDay(t *testing.T) {
	o := open(t)
	first := o.receive()
	join := func(code string) func(*casework.ReceiveInput) {
		return func(in *casework.ReceiveInput) { in.Visit = code }
	}
	second := o.receive(join(first.Code))
	third := o.receive(join(second.Code)) // any dossier of the visit names it
	assert.Equal(t, first.ID, third.Visit)
	for _, c := range []casework.Case{first.Case, second.Case, third.Case} {
		list, err := o.Desk.Visit(o.App, o.clerk, c)
		require.NoError(t, err)
		var codes []string
		for _, l := range list {
			codes = append(codes, l.Code)
		}
		assert.Equal(t, []string{first.Code, second.Code, third.Code}, codes)
	}
	seen, err := o.Desk.Track(o.App, casework.TrackInput{Code: first.Code, Token: first.Token})
	require.NoError(t, err)
	require.Len(t, seen.Together, 2)
	assert.Equal(t, second.Token, seen.Together[0].Token)
	byPhone, err := o.Desk.Track(o.App, casework.TrackInput{Code: first.Code, PhoneLast4: "5678"})
	require.NoError(t, err)
	assert.Empty(t, byPhone.Together, "only the paper of the visit opens all of it")

	alone := o.receive()
	list, err := o.Desk.Visit(o.App, o.clerk, alone.Case)
	require.NoError(t, err)
	assert.Len(t, list, 1)

	_, err = o.Desk.Receive(o.App, o.Actor(access.Clerk, 1), intake(join(first.Code)))
	_, key := kind(t, err)
	assert.Equal(t, casework.KeyVisit, key, "another commune's visit is not there")
	o.SetNow("2026-11-23T09:00")
	_, err = o.Desk.Receive(o.App, o.clerk, intake(join(first.Code)))
	_, key = kind(t, err)
	assert.Equal(t, casework.KeyVisit, key, "a visit ends with its day")
	o.whole()
}

func TestASecondOpenDossierNeedsAReasonAtTheDesk(t *testing.T) {
	o := open(t)
	first := o.receive()
	ask := func(in *casework.ReceiveInput) { in.AskTwin = true }
	_, err := o.Desk.Receive(o.App, o.clerk, intake(ask))
	_, key := kind(t, err)
	assert.Equal(t, casework.KeyTwin, key)
	got := o.receive(ask, func(in *casework.ReceiveInput) { in.TwinReason = "Nộp cho cháu thứ hai" })
	history, err := o.Desk.History(o.App, o.clerk, got.Code)
	require.NoError(t, err)
	assert.Equal(t, "Nộp cho cháu thứ hai", history[0].Detail["twin_reason"])
	assert.Equal(t, first.Code, history[0].Detail["twin"])
	o.receive() // a machine, which is asked for no reason
}
