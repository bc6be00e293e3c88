package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// KeyPaperChanged says that a kept paper is not the one that was printed.
const KeyPaperChanged = "paper.changed"

// AuditPaper says that a kept PDF is gone or differs from the hash in its event.
const AuditPaper = "audit.paper"

// IssuedPapers lists the copies that were printed of the papers of a dossier,
// the first first. Copies noted before PDFs were kept have no file.
func (d *Desk) IssuedPapers(app core.App, by access.Actor, code string) ([]Issued, error) {
	c, err := d.Find(app, by, code)
	if err != nil {
		return nil, err
	}
	events, err := d.events(app, c.ID)
	if err != nil {
		return nil, err
	}
	files, err := d.filesWhere(app, c.ID, dbx.NewExp("origin = 'issued'"))
	if err != nil {
		return nil, err
	}
	of := map[string]string{}
	for _, f := range files {
		of[f.SHA256] = f.ID
	}
	var out []Issued
	for _, e := range events {
		if v := e.Data; e.Kind == dossier.Printed {
			out = append(out, Issued{Form: v.Paper, Of: v.PaperOf, Number: v.PaperNo, Copy: v.Copy, At: e.At, By: e.ActorName, Seq: e.Seq, SHA256: v.SHA256, File: of[v.SHA256]})
		}
	}
	return out, nil
}

// OpenIssued gives the very bytes of a kept paper to the staff who may print
// it. A file that is not what its event says is refused.
func (d *Desk) OpenIssued(app core.App, by access.Actor, code, id string) (File, []byte, error) {
	c, err := d.Find(app, by, code)
	if err != nil {
		return File{}, nil, err
	}
	if mayIssue(c, by) != nil {
		return File{}, nil, notFound()
	}
	list, err := d.IssuedPapers(app, by, code)
	if err != nil {
		return File{}, nil, err
	}
	files, err := d.filesWhere(app, c.ID, dbx.NewExp("origin = 'issued'"))
	if err != nil {
		return File{}, nil, err
	}
	for _, f := range files {
		if f.ID != id {
			continue
		}
		for _, x := range list {
			if x.File == id {
				b, err := d.intact(app, f, x.SHA256)
				return f, b, err
			}
		}
		return f, nil, problem.Problem{Kind: problem.Conflict, Key: KeyPaperChanged}
	}
	return File{}, nil, problem.Problem{Kind: problem.NotFound, Key: KeyFileUnknown}
}

// intact reads a file and compares it with the hash that its event sealed.
func (d *Desk) intact(app core.App, f File, want string) ([]byte, error) {
	r, err := d.reader(app, f)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(r, MaxFileBytes+1))
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("read file %s: %w", f.ID, err)
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != want {
		return nil, problem.Problem{Kind: problem.Conflict, Key: KeyPaperChanged}
	}
	return b, nil
}

// VerifyPapers compares every kept paper of a unit with the hash in its event
// and names the first event whose file is gone or was changed.
func (d *Desk) VerifyPapers(app core.App, unit string) (Verdict, error) {
	out := Verdict{Unit: unit}
	seq := 0
	for {
		var rows []eventRow
		err := app.DB().Select("*").From("dossier_events").
			Where(dbx.NewExp("unit = {:unit} AND seq > {:seq} AND kind = 'printed'", dbx.Params{"unit": unit, "seq": seq})).OrderBy("seq").Limit(500).All(&rows)
		if err != nil {
			return out, fmt.Errorf("read papers of unit %s: %w", unit, err)
		}
		if len(rows) == 0 {
			return out, nil
		}
		for _, r := range rows {
			seq = r.Seq
			e, err := r.event()
			if err != nil || e.Data.SHA256 == "" {
				continue // the chain's own proof speaks of an event that cannot be read
			}
			out.Events++
			whole, err := d.paperWhole(app, e)
			if err != nil {
				return out, err
			}
			if !whole {
				out.BadSeq, out.Why = e.Seq, AuditPaper
				return out, nil
			}
		}
	}
}

// paperWhole reports whether the file of a printed event is there unchanged; a
// file that cannot be read is not.
func (d *Desk) paperWhole(app core.App, e dossier.Event) (bool, error) {
	files, err := d.filesWhere(app, e.Dossier, dbx.HashExp{"sha256": e.Data.SHA256, "origin": "issued"})
	if err != nil || len(files) == 0 {
		return false, err
	}
	_, unread := d.intact(app, files[0], e.Data.SHA256)
	return unread == nil, nil
}
