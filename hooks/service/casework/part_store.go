package casework

import (
	"fmt"
	"reflect"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
)

// The states of a part in its partner's inbox.
const (
	PartSent     = "sent"     // nobody has taken it yet
	PartTaken    = "taken"    // somebody works on it
	PartAnswered = "answered" //
	PartEnded    = "ended"    // the dossier ended before the answer came
)

// PartState is where a part stands for its partner.
func PartState(d dossier.Dossier, p dossier.Part) string {
	switch {
	case !p.Open():
		return PartAnswered
	case d.State == dossier.Declined || d.State == dossier.Withdrawn || d.State == dossier.Stopped:
		return PartEnded
	case !p.TakenAt.IsZero():
		return PartTaken
	}
	return PartSent
}

// partColumns is a part as the inbox of its partner keeps it. An agency outside
// this system has no inbox here.
func partColumns(d dossier.Dossier, p dossier.Part) dbx.Params {
	return dbx.Params{
		"dossier": d.ID, "unit": d.Unit, "unit_path": d.UnitPath, "part_key": p.Key, "to_unit": p.To, "to_path": p.ToPath,
		"state": PartState(d, p), "linked": p.Linked, "subject": p.Subject, "slip": p.Slip,
		"sent_at": stored(p.SentAt), "due_at": stored(p.DueAt), "due_day": p.DueDay, "taken_at": stored(p.TakenAt), "answered_at": stored(p.AnsweredAt),
	}
}

// fileParts brings the inboxes of the partners up to a dossier that an act has
// moved from before to after.
func fileParts(tx core.App, before, after dossier.Dossier) error {
	for i, p := range after.Parts {
		now := partColumns(after, p)
		if p.To == "" || i < len(before.Parts) && reflect.DeepEqual(partColumns(before, before.Parts[i]), now) {
			continue
		}
		if err := filePart(tx, p.ID, now); err != nil {
			return fmt.Errorf("write part %s of dossier %s: %w", p.Key, after.ID, err)
		}
	}
	return nil
}

// filePart writes one line, new or not.
func filePart(tx core.App, id string, columns dbx.Params) error {
	done, err := tx.DB().Update("dossier_parts", columns, dbx.HashExp{"id": id}).Execute()
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err != nil || n > 0 {
		return err
	}
	columns["id"] = id
	_, err = tx.DB().Insert("dossier_parts", columns).Execute()
	return err
}

// partRow is a line of dossier_parts.
type partRow struct {
	ID         string `db:"id"`
	Dossier    string `db:"dossier"`
	Unit       string `db:"unit"`
	UnitPath   string `db:"unit_path"`
	PartKey    string `db:"part_key"`
	ToUnit     string `db:"to_unit"`
	ToPath     string `db:"to_path"`
	State      string `db:"state"`
	Linked     bool   `db:"linked"`
	Subject    string `db:"subject"`
	Slip       string `db:"slip"`
	SentAt     string `db:"sent_at"`
	DueAt      string `db:"due_at"`
	DueDay     string `db:"due_day"`
	TakenAt    string `db:"taken_at"`
	AnsweredAt string `db:"answered_at"`
}

func (r partRow) columns() dbx.Params {
	return dbx.Params{
		"dossier": r.Dossier, "unit": r.Unit, "unit_path": r.UnitPath, "part_key": r.PartKey, "to_unit": r.ToUnit, "to_path": r.ToPath,
		"state": r.State, "linked": r.Linked, "subject": r.Subject, "slip": r.Slip,
		"sent_at": r.SentAt, "due_at": r.DueAt, "due_day": r.DueDay, "taken_at": r.TakenAt, "answered_at": r.AnsweredAt,
	}
}

// partsDiffer reports whether the inboxes say something else than the dossier.
func partsDiffer(tx core.App, d dossier.Dossier) (bool, error) {
	var rows []partRow
	if err := tx.DB().Select("*").From("dossier_parts").Where(dbx.HashExp{"dossier": d.ID}).All(&rows); err != nil {
		return false, fmt.Errorf("load parts of dossier %s: %w", d.ID, err)
	}
	have := map[string]dbx.Params{}
	for _, r := range rows {
		have[r.ID] = r.columns()
	}
	want := map[string]dbx.Params{}
	for _, p := range d.Parts {
		if p.To != "" {
			want[p.ID] = partColumns(d, p)
		}
	}
	return !reflect.DeepEqual(have, want), nil
}
