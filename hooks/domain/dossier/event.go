package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/procedure"
)

// Event is one fact of a dossier. Events are only ever appended; each carries
// the hash of the one before it in its unit, so that a change, a deletion, an
// insertion or another order shows.
type Event struct {
	ID         string
	Unit       string // record id of the unit whose chain this is
	Seq        int    // 1, 2, 3 … without a gap in each unit
	Dossier    string
	Kind       Act
	At         time.Time // the server's moment, UTC
	ClaimedAt  time.Time // the moment on a paper slip or postmark; zero when none
	Actor      string
	ActorName  string
	OnBehalfOf string
	Data       Data
	Raw        string // Data exactly as it was sealed and stored; what the hash covers
	Ground     string
	DetailHash string // salted SHA-256 of the personal values kept beside the chain; "" when none
	PrevHash   string
	Hash       string
}

// Data are the values of an event that are not personal. Each kind fills what
// it needs; person ids stand for people.
type Data struct {
	Code          string            `json:"code,omitempty"`
	Ref           string            `json:"ref,omitempty"`
	BookNo        int               `json:"book_no,omitempty"` // số thứ tự in the year's register (sổ theo dõi hồ sơ)
	UnitPath      string            `json:"unit_path,omitempty"`
	Procedure     string            `json:"procedure,omitempty"`
	Version       string            `json:"version,omitempty"`
	Case          string            `json:"case,omitempty"`
	Channel       procedure.Channel `json:"channel,omitempty"`
	Applicant     string            `json:"applicant,omitempty"`
	Submitter     string            `json:"submitter,omitempty"`
	Delegate      string            `json:"delegate,omitempty"`
	ReceivedAt    time.Time         `json:"received_at,omitzero"`
	Basis         Basis             `json:"basis,omitempty"`
	Slip          string            `json:"slip,omitempty"`  // number of a paper slip or letter
	Visit         string            `json:"visit,omitempty"` // record id of the first dossier of the same visit; "" when this is it
	Papers        []Paper           `json:"papers,omitempty"`
	Fees          []FeeLine         `json:"fees,omitempty"`
	ResultChannel string            `json:"result_channel,omitempty"`
	Limit         deadline.Limit    `json:"limit,omitzero"`
	Due           *Due              `json:"due,omitempty"`

	Step   string `json:"step,omitempty"`
	Holder string `json:"holder,omitempty"`
	ToName string `json:"to_name,omitempty"`

	ActorUnit     string `json:"actor_unit,omitempty"`     // unit id of an actor who is not of the dossier's own unit
	PlaceReceived *Place `json:"place_received,omitempty"` // taken in there for the competent unit
	PlaceReturn   *Place `json:"place_return,omitempty"`   // the result is handed over there

	Items    []Item          `json:"items,omitempty"`
	LimitDay string          `json:"limit_day,omitempty"` // last day for the citizen's answer
	Restart  bool            `json:"restart,omitempty"`
	By       *deadline.Limit `json:"by,omitempty"`

	Outcome      Outcome `json:"outcome,omitempty"`
	Reason       string  `json:"reason,omitempty"` // coded reason; words that may name people stand in the detail
	Cause        Cause   `json:"cause,omitempty"`  // of Decline
	ResultNumber string  `json:"result_number,omitempty"`
	Shelf        string  `json:"shelf,omitempty"`
	ResultState  string  `json:"result_state,omitempty"` // of the result before a correction: replaced or revoked
	Replaces     string  `json:"replaces,omitempty"`     // number of the result that was corrected
	Paper        string  `json:"paper,omitempty"`
	PaperNo      string  `json:"paper_no,omitempty"` // number of the paper this act makes, e.g. 12/PBS-TTPVHCC
	PaperOf      string  `json:"paper_of,omitempty"` // event that the printed paper tells of; "" = the whole dossier
	Copy         int     `json:"copy,omitempty"`     // how many times the paper was printed, this one counted
	SHA256       string  `json:"sha256,omitempty"`   // of the PDF that was kept when the paper was printed

	ReceiptNo   int         `json:"receipt_no,omitempty"`
	VoidNo      int         `json:"void_no,omitempty"`    // receipt number that no longer counts
	StepDue     time.Time   `json:"step_due,omitzero"`    // when the norm of the step runs out
	Cooperating []string    `json:"cooperating,omitzero"` // staff ids; empty = nobody from now on, nil = as before
	Watching    []string    `json:"watching,omitzero"`    // staff ids, likewise
	Part        *Part       `json:"part,omitempty"`
	PromisedDay string      `json:"promised_day,omitempty"` // of an apology; no due date
	Days        int         `json:"days,omitempty"`         // calendar days of a public posting (niêm yết)
	Until       time.Time   `json:"until,omitzero"`         // end of its last office hours, from which the clock goes on
	Back        []Paper     `json:"back,omitempty"`         // originals given back
	Correction  *Correction `json:"correction,omitempty"`
}

// Item is one defect of a supplement request, with its component and ground.
type Item struct {
	Component string `json:"component"`
	Title     string `json:"title"`
	Defect    string `json:"defect"`
	Ground    string `json:"ground"`
}

// Detail are the personal values of an event. Only their salted hash is in
// the chain, so erasing them leaves it whole.
type Detail map[string]string

// Sum is the salted SHA-256 of the detail, hexadecimal.
func (d Detail) Sum(salt string) (string, error) {
	b, err := json.Marshal(d) // a map's keys are sorted by encoding/json
	if err != nil {
		return "", fmt.Errorf("encode event detail: %w", err)
	}
	h := sha256.Sum256(append([]byte(salt+"\n"), b...))
	return hex.EncodeToString(h[:]), nil
}

// Sum is the hash an event must carry: SHA-256 over every field but Hash, each
// with its length before it, so that no two different events look alike.
func (e Event) Sum() string {
	h := sha256.New()
	for _, s := range []string{
		e.PrevHash, e.ID, e.Unit, strconv.Itoa(e.Seq), e.Dossier, string(e.Kind),
		stamp(e.At), stamp(e.ClaimedAt), e.Actor, e.ActorName, e.OnBehalfOf,
		e.Raw, e.Ground, e.DetailHash,
	} {
		// A hash never fails to write (hash.Hash).
		_, _ = io.WriteString(h, strconv.Itoa(len(s))+":"+s)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05.000Z")
}

// Seal fills the place of e in the chain after an event with number seq and
// hash prev ("" and 0 before the first).
func (e Event) Seal(seq int, prev string) (Event, error) {
	raw, err := json.Marshal(e.Data)
	if err != nil {
		return e, fmt.Errorf("encode event %s: %w", e.ID, err)
	}
	e.Raw, e.Seq, e.PrevHash = string(raw), seq+1, prev
	e.Hash = e.Sum()
	return e, nil
}
