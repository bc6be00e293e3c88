package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/org"
)

// KeyReuse says that a paper of an earlier dossier may not be used for this one.
const KeyReuse = "dossier.reuse_not_offered"

// ReuseInput takes one file of an earlier dossier of the same applicant for a
// component of the new one.
type ReuseInput struct {
	Component string `json:"component"`
	File      string `json:"file"` // record id
}

// Reuse is one paper of an earlier dossier that the office need not ask for
// again (kho giấy tờ; NĐ 45/2020/NĐ-CP Điều 16).
type Reuse struct {
	Component string `json:"component"` // of the new dossier
	File      File   `json:"-"`
	From      string `json:"from"` // code of the earlier dossier
	Procedure string `json:"procedure"`
	Day       string `json:"day"`    // when its result was decided, or when the office got it
	Result    bool   `json:"result"` // it is a result that the office issued
	Until     string `json:"until"`  // last day of its use; "" = no end
	Expired   bool   `json:"expired"`
}

// Reusable lists the papers of earlier dossiers of the holder of a number that
// may serve a procedure at the actor's desk, in the order of its list and the
// newest first; expired ones only say why the paper is asked again. Only the
// desk's own unit is searched, and only for who handles its dossiers.
func (d *Desk) Reusable(app core.App, by access.Actor, number string, v procedure.Version, caseKey string) ([]Reuse, error) {
	unit, err := d.intakeUnit(app, by, "")
	if err != nil {
		return nil, err
	}
	list, err := d.reusable(app, by, unit, number, v)
	if err != nil {
		return nil, err
	}
	return asked(list, v.Papers(caseKey)), nil
}

// ReusableFor lists what may serve a dossier that was filed and waits to be
// taken in: of its applicant, in its unit, under the version it was filed under.
func (d *Desk) ReusableFor(app core.App, by access.Actor, c Case) ([]Reuse, error) {
	if c.Permit(dossier.Receive, by) != nil {
		return nil, nil //nolint:nilerr // nobody who may take it in: nothing to offer
	}
	who, err := d.Person(app, c.Applicant)
	if err != nil {
		return nil, err
	}
	list, err := d.reusable(app, by, c.UnitRow, who.Number, c.Version.Body)
	if err != nil {
		return nil, err
	}
	return asked(list, c.Version.Body.Papers(c.Dossier.Case)), nil
}

// asked leaves what is a paper of the list.
func asked(list []Reuse, papers []procedure.Component) []Reuse {
	return slices.DeleteFunc(list, func(r Reuse) bool {
		return !slices.ContainsFunc(papers, func(c procedure.Component) bool { return c.Key == r.Component })
	})
}

// reused checks what an intake wants to use again against what may be. One
// answer for everything that may not: not there, not theirs, not good any more.
func (d *Desk) reused(app core.App, by access.Actor, unit org.Unit, number string, v procedure.Version, in []ReuseInput) ([]Reuse, problem.List, error) {
	if len(in) == 0 {
		return nil, nil, nil
	}
	if len(in) > maxFiles {
		return nil, problem.List{problem.Of("reuse", KeyFileTooMany)}, nil
	}
	offers, err := d.reusable(app, by, unit, number, v)
	if err != nil {
		return nil, nil, err
	}
	var out []Reuse
	var bad problem.List
	for i, want := range in {
		if slices.Contains(in[:i], want) {
			continue
		}
		at := slices.IndexFunc(offers, func(r Reuse) bool { return r.Component == want.Component && r.File.ID == want.File && !r.Expired })
		if at < 0 {
			bad.Add("reuse."+want.Component, KeyReuse)
			continue
		}
		out = append(out, offers[at])
	}
	return out, bad, nil
}

// withReused adds what is used again to the papers handed in: it counts as there.
func withReused(in []dossier.Paper, list []Reuse) []dossier.Paper {
	out := dossier.Brought(in)
	for _, r := range list {
		x := dossier.Reused{File: r.File.ID, From: r.From}
		i := slices.IndexFunc(out, func(p dossier.Paper) bool { return p.Key == r.Component && !p.Volunteer })
		if i < 0 {
			out = append(out, dossier.Paper{Key: r.Component})
			i = len(out) - 1
		}
		out[i].Reuse = append(slices.Clone(out[i].Reuse), x)
	}
	return out
}

// keepReused enters the files that are used again in the new dossier. Their
// bytes stay where they are: the row names the file it shows, and keeps its
// hash.
func (d *Desk) keepReused(tx core.App, by access.Actor, c Case, list []Reuse) error {
	if len(list) == 0 {
		return nil
	}
	col, err := tx.FindCachedCollectionByNameOrId("dossier_files")
	if err != nil {
		return fmt.Errorf("find dossier files: %w", err)
	}
	for _, r := range list {
		title := ""
		for _, p := range c.Version.Body.Papers(c.Dossier.Case) {
			if p.Key == r.Component {
				title = p.Title
			}
		}
		rec := core.NewRecord(col)
		rec.Load(map[string]any{"dossier": c.ID, "unit_path": c.UnitPath, "component": r.Component, "title": title, "original_name": r.File.Name,
			"origin": "reuse", "reuse_of": r.File.ID, "size": r.File.Size, "mime": r.File.Mime, "sha256": r.File.SHA256, "pages": r.File.Pages,
			"added_by": by.ID, "added_at": d.now()})
		if err := tx.SaveWithContext(asDesk(context.Background()), rec); err != nil {
			return fmt.Errorf("reuse file %s for dossier %s: %w", r.File.ID, c.ID, err)
		}
	}
	return nil
}
