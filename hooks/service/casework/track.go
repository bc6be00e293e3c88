package casework

import (
	"crypto/hmac"
	"sync"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/code"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// KeyTrackNotFound is the one answer to a wrong code, a wrong second factor and
// a code that was guessed at too often: in words, length and time alike.
const KeyTrackNotFound = "track.not_found"

// maxMisses is how often a day a code may be asked for with a wrong second
// factor: the chance of guessing four digits stays at one in a thousand.
const maxMisses = 10

// TrackInput is how somebody outside asks where a dossier is: by its code or
// reference with the last four digits of a phone on the dossier, or by the
// token in the receipt's QR.
type TrackInput struct {
	Code       string `form:"code" json:"code"`
	PhoneLast4 string `form:"phone_last4" json:"phone_last4"`
	Token      string `form:"token" json:"token"`

	From string `form:"-" json:"-"` // address of whoever asks, for counting; never kept
}

// Tracked is what the public may know: where it is and until when. Nothing in
// it is personal.
type Tracked struct {
	Code      string
	Ref       string
	Procedure string
	Unit      string
	UnitPhone string
	UnitCode  string
	State     dossier.State
	Waiting   dossier.Waiting
	Outcome   dossier.Outcome
	Received  time.Time
	Due       dossier.Due
	Lateness  string
	Resolved  time.Time
	Returned  time.Time
	Shelved   bool
	Clock     deadline.Result
	Together  []Sibling // of the same visit; only for whoever came with the code on its paper
	ID        string    // record id, for asking what is to be paid; no page shows it
	Fees      []dossier.FeeLine
	TrackedMore
	TrackedTogether
}

// Next names what comes next: the state, or what is finer than a state.
func (t Tracked) Next() string {
	switch {
	case t.State == dossier.Resolved && t.Shelved:
		return "shelved"
	case t.State == dossier.Processing && t.Waiting == dossier.WaitSignature:
		return "signature"
	case t.State == dossier.Processing && len(t.Partners) > 0 && t.Waiting == dossier.WaitPartner:
		return "partner"
	case t.State == dossier.Draft, t.State == dossier.Submitted && t.Waiting == dossier.WaitCitizen:
		return "guided"
	case t.State == dossier.Stopped && t.Ended != "":
		return string(t.Ended)
	}
	return string(t.State)
}

// Track answers the public. The token is never locked.
func (d *Desk) Track(app core.App, in TrackInput) (Tracked, error) {
	if in.Token == "" {
		if err := d.pace.may(in.From, d.now()); err != nil {
			return Tracked{}, err
		}
	}
	none := problem.Problem{Kind: problem.NotFound, Key: KeyTrackNotFound}
	where := filled("code", in.Code)
	if ref, err := code.ParseRef(in.Code); err == nil {
		where = filled("ref", ref)
	} else if c, ok := code.ParseCode(in.Code); ok {
		where = filled("code", c)
	}
	c, err := d.find(app, where)
	if err != nil && !isNotFound(err) {
		return Tracked{}, err
	}
	// One count for all spellings of one dossier; taken before the check, so
	// that a hundred guesses at once are still a hundred.
	key := officeDay(d.now()) + " " + c.ID
	locked := in.Token == "" && d.misses.add(key, 1) > maxMisses
	known, err := d.knows(app, c, in)
	if err != nil {
		return Tracked{}, err
	}
	if !known || locked || c.ID == "" || in.Code == "" { // "" would name a filed dossier without a code
		return Tracked{}, none
	}
	if in.Token == "" {
		d.misses.add(key, -1)
	}
	out, err := d.tracked(app, c)
	if err == nil && in.Token != "" {
		out.Together, err = d.siblings(app, c)
	}
	return out, err
}

// Sibling is another dossier of the same visit, as the public may follow it.
type Sibling struct{ Code, Procedure, Token string }

func (d *Desk) siblings(app core.App, c Case) ([]Sibling, error) {
	if c.Code == "" {
		return nil, nil
	}
	ids, err := visitors(app, c)
	if err != nil || len(ids) < 2 {
		return nil, err
	}
	var out []Sibling
	for _, id := range ids {
		if id == c.ID {
			continue
		}
		x, err := d.find(app, dbx.HashExp{"id": id})
		if err != nil {
			return nil, err
		}
		out = append(out, Sibling{x.Code, x.Version.Body.Name, d.TrackToken(id)})
	}
	return out, nil
}

// knows checks the second factor. A dossier that is not there costs the same
// work as one that is.
func (d *Desk) knows(app core.App, c Case, in TrackInput) (bool, error) {
	if in.Token != "" {
		token, err := code.ParseToken(in.Token)
		return err == nil && c.ID != "" && hmac.Equal([]byte(token), []byte(d.TrackToken(c.ID))), nil
	}
	var phones []string
	err := app.DB().Select("phone").From("persons").Where(dbx.In("id", c.Applicant, c.Submitter, c.Delegate)).
		AndWhere(dbx.NewExp("phone != ''")).Column(&phones)
	if err != nil {
		return false, err
	}
	found := false
	for _, p := range phones {
		if len(p) >= 4 && len(in.PhoneLast4) == 4 && hmac.Equal([]byte(p[len(p)-4:]), []byte(in.PhoneLast4)) {
			found = true
		}
	}
	return found, nil
}

func (d *Desk) tracked(app core.App, c Case) (Tracked, error) {
	out := Tracked{ID: c.ID, Fees: c.Fees, Code: c.Code, Ref: c.Ref, Procedure: c.Version.Body.Name, Unit: c.UnitRow.Name, UnitPhone: c.UnitRow.Phone, UnitCode: c.UnitRow.Code, State: c.State,
		Waiting: c.Waiting, Outcome: c.Outcome, Received: c.ReceivedAt, Due: c.Due, Lateness: c.Lateness(d.now()),
		Resolved: c.ResolvedAt, Returned: c.ReturnedAt, Shelved: c.Shelf != ""}
	var err error
	if out.TrackedMore, err = d.trackMore(app, c, d.now()); err != nil || c.ReceivedAt.IsZero() {
		return out, err
	}
	if out.Clock, err = c.Clock(); err != nil {
		return out, err
	}
	out.TrackedTogether, err = together(c)
	return out, err
}

// misses counts wrong second factors by code and day, in memory.
type misses struct {
	mu   sync.Mutex
	seen map[string]int
}

// maxCodes bounds the memory that guessing can take.
const maxCodes = 50_000

func (m *misses) add(key string, n int) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.seen == nil || len(m.seen) > maxCodes {
		m.seen = map[string]int{}
	}
	m.seen[key] += n
	return m.seen[key]
}
