package casework_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// office is a house with the people of one commune at hand.
type office struct {
	*apptest.House
	t                      testing.TB
	clerk, officer, leader access.Actor

	other, second access.Actor // an officer and a leader beside them
}

func open(t testing.TB) office {
	t.Helper()
	h := apptest.Open(t)
	o := office{House: h, t: t, clerk: h.Actor(access.Clerk, 0), officer: h.Actor(access.Officer, 0), leader: h.Actor(access.Leader, 0)}
	o.other, o.second = h.Actor(access.Officer, 0, true), h.Actor(access.Leader, 0, true)
	return o
}

// intake is an intake with nothing wrong: 3 working days, one required paper.
func intake(change ...func(*casework.ReceiveInput)) casework.ReceiveInput {
	in := casework.ReceiveInput{
		Procedure:  "1.010039",
		Applicant:  casework.PersonInput{Name: "Nguyễn Thị Bưởi", IdentityNumber: "099190000123", Phone: "0912345678", Address: "Thôn Đình"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}},
		Answers:    map[string]string{"kind": "head", "what": "Đổi chủ hộ"},
	}
	for _, c := range change {
		c(&in)
	}
	return in
}

func (o office) receive(change ...func(*casework.ReceiveInput)) casework.Received {
	o.t.Helper()
	got, err := o.Desk.Receive(o.App, o.clerk, intake(change...))
	require.NoError(o.t, err)
	return got
}

// submit files a dossier online and returns its id.
func (o office) submit() string {
	o.t.Helper()
	got, err := o.Desk.Submit(o.App, access.Actor{}, intake(func(in *casework.ReceiveInput) { in.Unit = "an-binh" }))
	require.NoError(o.t, err)
	return got.ID
}

// must takes the answer of an act that has to succeed.
func (o office) must(c casework.Case, err error) casework.Case {
	o.t.Helper()
	require.NoError(o.t, err)
	return c
}

// toOfficer hands a fresh dossier to the officer.
func (o office) toOfficer(code string) casework.Case {
	o.t.Helper()
	return o.must(o.Desk.Forward(o.App, o.clerk, code, 0, dossier.MoveInput{To: o.officer.ID}))
}

func (o office) resolved(code string) casework.Case {
	o.t.Helper()
	o.toOfficer(code)
	return o.must(o.Desk.Resolve(o.App, o.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted}))
}

// declaration is the paper of intake, given back.
var declaration = dossier.Paper{Key: "declaration", Title: "Tờ khai thay đổi thông tin cư trú (mẫu CT01)", Originals: 1}

var defect = dossier.SupplementInput{LimitDay: "2027-12-20",
	Items: []dossier.Item{{Component: "declaration", Title: "Tờ khai", Defect: "Thiếu chữ ký", Ground: "Điều 5"}}}

// kind is the kind and key of the first problem of an error.
func kind(t testing.TB, err error) (problem.Kind, string) {
	t.Helper()
	list, ok := problem.In(err)
	require.True(t, ok, "want a problem, got %v", err)
	return list[0].Kind, list[0].Key
}

// whole asserts that every row says what its events say and every chain holds.
func (o office) whole() {
	o.t.Helper()
	diff, err := o.Desk.Rebuild(o.App, false, func(int, int) {})
	require.NoError(o.t, err)
	require.Empty(o.t, diff)
	for _, u := range o.Communes {
		v, err := o.Desk.Verify(o.App, u.ID)
		require.NoError(o.t, err)
		require.Empty(o.t, v.Why, "event %d", v.BadSeq)
	}
}

// moment reads an office moment.
func moment(text string) time.Time {
	at, err := time.ParseInLocation("2006-01-02T15:04", text, calendar.Location)
	if err != nil {
		panic(err)
	}
	return at
}
