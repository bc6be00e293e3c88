// Package certify is the certification desk (chứng thực): the fast lane from
// pages and copies to a number in the book, the leader's batch of signatures,
// and the book itself. Every certification is a dossier that moves through
// casework alone; this room owns certifications, the lines of the books.
package certify

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/certify"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/number"
	"motcua/hooks/service/org"
)

// KeyNotFound says that a line of a book is not there, or not yours.
const KeyNotFound = "certify.not_found"

// Office certifies. It is safe for concurrent use.
type Office struct {
	Now     func() time.Time
	Desk    *casework.Desk
	Numbers *number.Office
	Org     *org.Office
}

// now is the moment of an act: UTC, whole milliseconds as the database keeps them.
func (o *Office) now() time.Time { return o.Now().UTC().Truncate(time.Millisecond) }

// State is where a line of a book stands.
type State string

// The states of a line. A number that was given stays in the book for ever.
const (
	Waiting State = "waiting" // has its number, not signed yet
	Signed  State = "signed"
	Void    State = "void"
)

// Entry is one line of a certification book.
type Entry struct {
	ID          string
	Unit        string
	UnitPath    string
	Register    string
	Series      string
	Year        int
	Volume      int
	Number      int
	Dossier     string
	Code        string // mã hồ sơ
	Kind        certify.Kind
	Document    string // tên bản chính, giấy tờ, văn bản
	Pages       int    // of the original; 0 for a signature
	Copies      int    // copies, or papers signed
	Fee         int64  // đồng
	Fingerprint bool   // điểm chỉ
	Day         string // office day of the number
	EnteredAt   time.Time
	EnteredName string // người tiếp nhận
	State       State
	Applicant   string // person id
	SignedAt    time.Time
	Signer      string // staff id; while waiting, who is asked to sign
	SignerName  string
	SignerTitle string
	VoidedAt    time.Time
	VoidedBy    string
	VoidReason  string
}

// NumberText is the number with its book, as it stands on the paper.
func (e Entry) NumberText() string { return certify.Number(e.Number, e.Series, e.Year, e.Volume) }

type entryRow struct {
	ID          string `db:"id"`
	Unit        string
	UnitPath    string `db:"unit_path"`
	Register    string
	Series      string
	Year        int
	Volume      int
	Number      int
	Dossier     string
	Code        string
	Kind        string
	Document    string
	Pages       int
	Copies      int
	Fee         int64
	Fingerprint bool
	Day         string
	EnteredAt   types.DateTime `db:"entered_at"`
	EnteredName string         `db:"entered_name"`
	State       string
	Applicant   string
	SignedAt    types.DateTime `db:"signed_at"`
	Signer      string
	SignerName  string         `db:"signer_name"`
	SignerTitle string         `db:"signer_title"`
	VoidedAt    types.DateTime `db:"voided_at"`
	VoidedBy    string         `db:"voided_by"`
	VoidReason  string         `db:"void_reason"`
}

func (r entryRow) entry() Entry {
	return Entry{ID: r.ID, Unit: r.Unit, UnitPath: r.UnitPath, Register: r.Register, Series: r.Series, Year: r.Year, Volume: r.Volume, Number: r.Number,
		Dossier: r.Dossier, Code: r.Code, Kind: certify.Kind(r.Kind), Document: r.Document, Pages: r.Pages, Copies: r.Copies, Fee: r.Fee, Fingerprint: r.Fingerprint,
		Day: r.Day, EnteredAt: r.EnteredAt.Time(), EnteredName: r.EnteredName, State: State(r.State), Applicant: r.Applicant, SignedAt: r.SignedAt.Time(),
		Signer: r.Signer, SignerName: r.SignerName, SignerTitle: r.SignerTitle, VoidedAt: r.VoidedAt.Time(), VoidedBy: r.VoidedBy, VoidReason: r.VoidReason}
}

// Find is one line of the actor's scope, by its record id.
func (o *Office) Find(app core.App, by access.Actor, id string) (Entry, error) {
	e, found, err := one(app, dbx.HashExp{"id": id})
	if err == nil && (!found || !by.Scope.Has(e.UnitPath)) {
		err = problem.Problem{Kind: problem.NotFound, Key: KeyNotFound}
	}
	return e, err
}

// OfDossier is the line of a dossier that counts, if it has one: a voided line
// stays in the book and does not.
func (o *Office) OfDossier(app core.App, dossier string) (Entry, bool, error) {
	return one(app, dbx.NewExp("dossier = {:dossier} AND state != 'void'", dbx.Params{"dossier": dossier}))
}

func one(app core.App, where dbx.Expression) (Entry, bool, error) {
	var r entryRow
	err := app.DB().Select("*").From("certifications").Where(where).Limit(1).One(&r)
	if errors.Is(err, sql.ErrNoRows) {
		return Entry{}, false, nil
	}
	if err != nil {
		return Entry{}, false, fmt.Errorf("load certification: %w", err)
	}
	return r.entry(), true, nil
}

// enter writes a new line with the next number of its book, in the
// transaction of the act it belongs to.
func (o *Office) enter(tx core.App, by access.Actor, c casework.Case, at time.Time) (Entry, error) {
	kind, ok := certify.KindOf(c.Procedure)
	if !ok {
		return Entry{}, fmt.Errorf("certify %s: no certification", c.Procedure)
	}
	r, n, err := o.Numbers.Take(tx, c.UnitRow, kind.Series(), at, by)
	if err != nil {
		return Entry{}, err
	}
	e := Entry{ID: core.GenerateDefaultRandomId(), Unit: c.Unit, UnitPath: c.UnitPath, Register: r.ID, Series: r.Series, Year: r.Year, Volume: r.Volume, Number: n,
		Dossier: c.ID, Code: c.Code, Kind: kind, Document: c.Answers["document"], Pages: whole(c.Answers["pages"]), Copies: whole(c.Answers["copies"]) + whole(c.Answers["documents"]),
		Fee: fee(c), Fingerprint: c.Dossier.Case == "fingerprint", Day: day(at), EnteredAt: at, EnteredName: by.Name, State: Waiting, Applicant: c.Applicant}
	if e.Document == "" {
		e.Document = c.Version.Body.Name
	}
	if e.Copies == 0 {
		e.Copies = 1
	}
	_, err = tx.DB().Insert("certifications", dbx.Params{"id": e.ID, "unit": e.Unit, "unit_path": e.UnitPath, "register": e.Register, "series": e.Series, "year": e.Year,
		"volume": e.Volume, "number": e.Number, "dossier": e.Dossier, "code": e.Code, "kind": string(e.Kind), "document": e.Document, "pages": e.Pages, "copies": e.Copies,
		"fee": e.Fee, "fingerprint": e.Fingerprint, "day": e.Day, "entered_at": stored(at), "entered_by": by.ID, "entered_name": by.Name, "state": string(Waiting),
		"applicant": e.Applicant, "signed_at": "", "signer": "", "signer_name": "", "signer_title": "", "voided_at": "", "voided_by": "", "void_reason": ""}).Execute()
	if err != nil {
		return e, fmt.Errorf("write line %d of %s: %w", n, r.Series, err)
	}
	return e, nil
}

// fee is what the dossier pays, in đồng.
func fee(c casework.Case) (sum int64) {
	for _, f := range c.Fees {
		sum += f.Amount
	}
	return sum
}

// whole is a count that was checked by the procedure's own form.
func whole(text string) int {
	n := 0
	for _, r := range strings.TrimSpace(text) {
		if r < '0' || r > '9' || n > 1_000_000 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

func stored(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(types.DefaultDateLayout)
}

// day is the office day of a moment, 2006-01-02 in Asia/Ho_Chi_Minh.
func day(t time.Time) string { return t.In(calendar.Location).Format(time.DateOnly) }
