package office_test

import (
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

const (
	marital = "1.004873" // Giấy xác nhận tình trạng hôn nhân, three working days
	number  = "001099012345"
)

// receive takes a dossier in at the desk of a commune.
func receive(t *testing.T, h *apptest.House, commune int, name string) casework.Case {
	t.Helper()
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, commune), casework.ReceiveInput{
		Procedure:  marital,
		Applicant:  casework.PersonInput{Name: name, IdentityNumber: number, Birth: "1999", Address: "Thôn Đình, xã An Bình", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}},
	})
	require.NoError(t, err)
	return got.Case
}

// forward hands a dossier to the first person of the next step.
func forward(t *testing.T, h *apptest.House, by access.Actor, c casework.Case) casework.Case {
	t.Helper()
	_, people, err := h.Desk.Receivers(h.App, c, dossier.Forward)
	require.NoError(t, err)
	out, err := h.Desk.Forward(h.App, by, c.Code, 0, dossier.MoveInput{To: people[0].ID})
	require.NoError(t, err)
	return out
}

// waiting is a dossier that waits for the leader's signature.
func waiting(t *testing.T, h *apptest.House) casework.Case {
	t.Helper()
	c := receive(t, h, 0, "Đào Văn Ước")
	c = forward(t, h, h.Actor(access.Clerk, 0), c)
	return forward(t, h, h.Actor(access.Officer, 0), c)
}

func resolved(t *testing.T, h *apptest.House) casework.Case {
	t.Helper()
	c := waiting(t, h)
	c, err := h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: "15/XN"})
	require.NoError(t, err)
	return c
}

func at(c casework.Case) string { return "/ho-so/" + c.Code }

// reload is the dossier as it stands.
func reload(t *testing.T, h *apptest.House, c casework.Case) casework.Case {
	t.Helper()
	now, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), c.Code)
	require.NoError(t, err)
	return now
}

var oneTime = regexp.MustCompile(`name="one_time" value="([^"]+)"`)

// filled is the form of an act as the page gives it, with what is typed.
func filled(t *testing.T, page *httptest.ResponseRecorder, c casework.Case, act dossier.Act, values ...string) url.Values {
	t.Helper()
	m := oneTime.FindStringSubmatch(page.Body.String())
	require.NotNil(t, m, "the page has no one-time key")
	form := url.Values{"seen": {strconv.Itoa(c.Seq)}, "one_time": {m[1]}}
	for i := 0; i+1 < len(values); i += 2 {
		form.Set(string(act)+"."+values[i], values[i+1])
	}
	return form
}
