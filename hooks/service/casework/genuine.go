package casework

import (
	"crypto/hmac"
	"encoding/binary"
	"fmt"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/code"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// KeyNotGenuine is the answer to a token that no receipt of this server has.
const KeyNotGenuine = "genuine.not_found"

// refBytes are the bytes of a paper token that hold the reference; the others
// are a keyed hash that only this server can make.
const refBytes = 4

// PaperToken is the token in a receipt's second QR: the reference, so that the
// paper is found, and a keyed hash of its dossier. It tells whether a paper is
// genuine and opens nothing: the tracking token is another one.
func (d *Desk) PaperToken(x dossier.Dossier) string {
	n, err := strconv.ParseUint(x.Ref, 10, 32)
	if err != nil {
		return ""
	}
	token := d.Vault.PaperBytes(x.ID)
	binary.BigEndian.PutUint32(token[:refBytes], uint32(n))
	return code.Token(token)
}

// Genuine is what a receipt must say; nothing in it is personal.
type Genuine struct {
	Code      string
	Unit      string
	UnitPhone string
	UnitCode  string
	Procedure string
	Number    string // số of the paper, four digits
	Received  time.Time
	Due       time.Time // as first given; zero when no date was given
	Voids     []string  // numbers of receipts of this dossier that no longer count
	Void      bool      // no receipt of it counts: it was entered by mistake
}

// Genuine finds the receipt that carries the token.
func (d *Desk) Genuine(app core.App, text string) (Genuine, error) {
	none := problem.Problem{Kind: problem.NotFound, Key: KeyNotGenuine}
	token, err := code.ParseToken(text)
	if err != nil {
		return Genuine{}, none
	}
	raw, err := code.TokenRaw(token)
	if err != nil {
		return Genuine{}, none
	}
	ref := strconv.FormatUint(uint64(binary.BigEndian.Uint32(raw[:refBytes])), 10)
	c, err := d.find(app, dbx.HashExp{"ref": ref})
	if err != nil && !isNotFound(err) {
		return Genuine{}, err
	}
	// A dossier that is not there costs the same work as a hash that is wrong.
	same := hmac.Equal([]byte(d.PaperToken(c.Dossier)), []byte(token))
	if !same || c.Code == "" {
		return Genuine{}, none
	}
	out := Genuine{Code: c.Code, Unit: c.UnitRow.Name, UnitPhone: c.UnitRow.Phone, UnitCode: c.UnitRow.Code, Procedure: c.Version.Body.Name,
		Received: c.ReceivedAt, Due: c.Due.OriginalAt}
	for _, v := range c.Voids {
		out.Voids = append(out.Voids, fmt.Sprintf("%04d", v.No))
	}
	if len(c.Voids) > 0 && c.ReceiptNo > 0 {
		out.Number, out.Void = fmt.Sprintf("%04d", c.ReceiptNo), c.Voids[len(c.Voids)-1].No == c.ReceiptNo
		return out, nil
	}
	out.Number, err = d.bookNumber(app, c.ID)
	return out, err
}

// bookNumber is the receipt's number in the year's register, from its event.
func (d *Desk) bookNumber(app core.App, id string) (string, error) {
	events, err := d.events(app, id)
	if err != nil {
		return "", err
	}
	for _, e := range events {
		if e.Kind == dossier.Receive && e.Data.BookNo > 0 {
			return fmt.Sprintf("%04d", e.Data.BookNo), nil
		}
	}
	return "", nil
}
