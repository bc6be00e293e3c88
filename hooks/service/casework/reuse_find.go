package casework

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/org"
)

// maxEarlier is how many of a person's last dossiers are searched for papers.
const maxEarlier = 50

// earlier is a dossier the same person had before.
type earlier struct {
	ID           string `db:"id"`
	Code         string `db:"code"`
	Procedure    string `db:"procedure"`
	Version      string `db:"version"`
	Outcome      string `db:"outcome"`
	ResultState  string `db:"result_state"`
	ResultNumber string `db:"result_number"`
	ResolvedAt   string `db:"resolved_at"`

	body   procedure.Version
	undone bool              // the intake was taken back
	wrong  map[string]string // component → the last moment at which it was found wrong
}

// kept is a file of an earlier dossier.
type keptFile struct {
	File
	Dossier      string `db:"dossier"`
	ResultNumber string `db:"result_number"`
}

// reusable finds the papers of a person's earlier dossiers of one unit. The
// person is known by the number alone: a name proves nothing.
func (d *Desk) reusable(app core.App, by access.Actor, unit org.Unit, number string, v procedure.Version) ([]Reuse, error) {
	if number == "" || !by.Works(unit.Path) || !slices.ContainsFunc(v.Components, func(c procedure.Component) bool { return c.MayReuse }) {
		return nil, nil
	}
	list, err := d.earlier(app, unit, number)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	files, err := d.keptOf(app, list)
	if err != nil || len(files) == 0 {
		return nil, err
	}
	if list, err = d.told(app, list); err != nil {
		return nil, err
	}
	today := officeDay(d.now())
	var out []Reuse
	for _, c := range v.Components {
		seen := map[string]bool{}
		for _, f := range files {
			i := slices.IndexFunc(list, func(e earlier) bool { return e.ID == f.Dossier })
			r, ok := list[i].offer(v.Code, c, f)
			if !ok || seen[f.SHA256] {
				continue
			}
			seen[f.SHA256] = true
			r.Until = c.Until(r.Day)
			r.Expired = r.Until != "" && r.Until < today
			out = append(out, r)
		}
	}
	return out, nil
}

// earlier lists the received dossiers of the holder of a number, newest first.
// One that was declined or withdrawn proves nothing: its papers went back.
func (d *Desk) earlier(app core.App, unit org.Unit, number string) ([]earlier, error) {
	var list []earlier
	err := app.DB().Select("d.id", "d.code", "d.procedure", "d.version", "d.outcome", "d.result_state", "d.result_number", "d.resolved_at").
		From("persons p").Join("CROSS JOIN", "dossiers d", dbx.NewExp("d.applicant = p.id")). // the person first
		Where(filled("p.identity_hash", d.Vault.Mac("identity", number))).AndWhere(dbx.HashExp{"p.unit_path": unit.Path, "d.unit": unit.ID}).
		AndWhere(dbx.NewExp("d.code != ''")).AndWhere(dbx.NotIn("d.state", string(dossier.Declined), string(dossier.Withdrawn))).
		OrderBy("d.received_at DESC", "d.id").Limit(maxEarlier).All(&list)
	if err != nil {
		return nil, fmt.Errorf("find earlier dossiers: %w", err)
	}
	for i := range list {
		version, err := d.Catalog.Version(app, list[i].Version)
		if err != nil {
			return nil, err
		}
		list[i].body = version.Body
	}
	return list, nil
}

// keptOf are the files that came with those dossiers, newest first; what was
// itself used again is found where it first came in.
func (d *Desk) keptOf(app core.App, list []earlier) ([]keptFile, error) {
	var out []keptFile
	err := app.DB().Select("id", "dossier", "component", "title", "original_name", "file", "size", "mime", "sha256", "added_at", "pages", "result_number").
		From("dossier_files").Where(dbx.In("dossier", ids(list)...)).AndWhere(dbx.In("origin", "paper", "upload", "scan")).
		OrderBy("added_at DESC", "id").All(&out)
	if err != nil {
		return nil, fmt.Errorf("find papers of earlier dossiers: %w", err)
	}
	return out, nil
}

func ids(list []earlier) []any {
	out := make([]any, len(list))
	for i, e := range list {
		out[i] = e.ID
	}
	return out
}

// told adds what the events say against the papers: found wrong, or the whole
// intake taken back.
func (d *Desk) told(app core.App, list []earlier) ([]earlier, error) {
	var rows []eventRow
	err := app.DB().Select("*").From("dossier_events").Where(dbx.In("dossier", ids(list)...)).
		AndWhere(dbx.In("kind", string(dossier.RequestSupplement), string(dossier.GuideBack), string(dossier.Undo))).OrderBy("dossier", "seq").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read events of earlier dossiers: %w", err)
	}
	for _, r := range rows {
		e, err := r.event()
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(list, func(x earlier) bool { return x.ID == e.Dossier })
		list[i].undone = list[i].undone || e.Kind == dossier.Undo
		for _, item := range e.Data.Items {
			if list[i].wrong == nil {
				list[i].wrong = map[string]string{}
			}
			list[i].wrong[item.Component] = r.At
		}
	}
	return list, nil
}

// offer is a file of an earlier dossier as the paper c of a procedure; false
// when it is another paper, was found wrong, or no longer counts.
func (e earlier) offer(code string, c procedure.Component, f keptFile) (Reuse, bool) {
	r := Reuse{Component: c.Key, File: f.File, From: e.Code, Procedure: e.body.Name}
	if !c.MayReuse || e.undone {
		return r, false
	}
	at, err := moment(f.AddedAt)
	if err != nil {
		return r, false
	}
	r.Day = officeDay(at)
	if f.Component == ResultComponent {
		issued, err := moment(e.ResolvedAt)
		counts := err == nil && dossier.Outcome(e.Outcome) == dossier.Granted && dossier.ResultState(e.ResultState) != dossier.Revoked && f.ResultNumber == e.ResultNumber
		if !counts || !c.TakesResult(e.Procedure) {
			return r, false
		}
		r.Result, r.Day = true, officeDay(issued)
		return r, true
	}
	old := procedure.Component{Key: f.Component, Title: f.Title}
	for _, x := range e.body.Components {
		if x.Key == f.Component {
			old = x
		}
	}
	wrong, found := e.wrong[f.Component]
	if found && f.AddedAt <= wrong || !c.Serves(code, e.Procedure, old) {
		return r, false
	}
	return r, true
}
