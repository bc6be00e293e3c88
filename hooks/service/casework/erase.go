package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// ErasedName stands where the name of a person stood who was taken out of the
// books.
const ErasedName = "(đã xóa)"

// EraseInput is why somebody is taken out of the books.
type EraseInput struct {
	Ground string // the request: who asked, which day
	Check  bool   // only say what would go
}

// errLeft says that a file is still on the disk.
var errLeft = errors.New("a file is left")

// Erasure is what went.
type Erasure struct{ Dossiers, People, Files int }

// Erase takes a citizen out of the books: the applicant of the dossier with a
// code, reference or id, with every dossier of theirs in the unit. All of them
// must be ones that nothing obliges the office to keep; else nothing goes. The
// events stay with their chain whole, since they hold no more than hashes of
// what is erased; what was ordered of papers and dates stays too.
func (d *Desk) Erase(app core.App, by access.Actor, name string, in EraseInput) (Erasure, error) {
	if strings.TrimSpace(in.Ground) == "" {
		return Erasure{}, problem.Of("ground", dossier.KeyRequired)
	}
	var out Erasure
	var folders []string
	err := app.RunInTransaction(func(tx core.App) error {
		c, err := d.named(tx, name)
		if err != nil {
			return err
		}
		if !by.Administers(c.UnitPath) {
			return notFound()
		}
		g, err := d.gone(tx, c)
		if err != nil {
			return err
		}
		if out, err = d.wipe(tx, &g, in.Check); err != nil || in.Check {
			return err
		}
		folders = g.folders
		return d.Org.Write(tx, by, c.UnitPath, "person_erased", c.Ref, strings.TrimSpace(in.Ground))
	})
	if err != nil {
		return out, err
	}
	return out, scrap(app, folders)
}

// scrap takes the files of rows that are gone off the disk. The framework does
// so too, but later and without a word when it fails: whoever erases may end the
// program next and tells a citizen that it was done.
func scrap(app core.App, folders []string) error {
	if len(folders) == 0 {
		return nil
	}
	disk, err := app.NewFilesystem()
	if err != nil {
		return fmt.Errorf("open store of files: %w", err)
	}
	defer disk.Close() //nolint:errcheck // nothing was written
	for _, f := range folders {
		failed := errors.Join(disk.DeletePrefix(f + "/")...) // also when the framework was quicker with one
		left, err := disk.List(f + "/")
		if err == nil && len(left) > 0 {
			err = errors.Join(failed, errLeft)
		}
		if err != nil {
			return fmt.Errorf("people are erased, but not the files in %s: %w", f, err)
		}
	}
	return nil
}

// named finds a dossier by what stands on any of its papers.
func (d *Desk) named(tx core.App, name string) (Case, error) {
	name = strings.TrimSpace(name)
	for _, column := range []string{"code", "id", "ref"} {
		if name == "" {
			break
		}
		c, err := d.find(tx, filled(column, name))
		if !isNotFound(err) {
			return c, err
		}
	}
	return Case{}, notFound()
}

// going is everything that goes with a person.
type going struct {
	dossiers []Case
	people   []string // ids of rows of persons
	folders  []string // of files whose rows are gone, in the store of files
}

// gone collects the dossiers of a dossier's applicant and the rows about people
// that nothing else needs; it refuses when one of the dossiers must be kept.
func (d *Desk) gone(tx core.App, c Case) (going, error) {
	var same []string
	err := tx.DB().NewQuery("SELECT p.id FROM persons p JOIN persons me ON me.id = {:me} WHERE p.id = me.id OR p.unit_path = me.unit_path AND p.identity_hash = me.identity_hash AND p.identity_hash != ''").
		Bind(dbx.Params{"me": c.Applicant}).Column(&same)
	if err != nil {
		return going{}, fmt.Errorf("find who is to go: %w", err)
	}
	var g going
	var ids []string
	err = tx.DB().Select("id").From("dossiers").Where(dbx.Or(dbx.HashExp{"id": c.ID}, ofAny("applicant", same), ofAny("submitter", same), ofAny("delegate", same))).OrderBy("id").Column(&ids)
	if err != nil {
		return g, fmt.Errorf("find dossiers of who is to go: %w", err)
	}
	people, seen := same, map[string]bool{}
	for _, id := range ids {
		x, err := d.find(tx, dbx.HashExp{"id": id})
		if err != nil {
			return g, err
		}
		if err := x.Erasable(); err != nil {
			return g, err
		}
		if !slices.Contains(same, x.Applicant) { // it is not theirs to have emptied
			return g, problem.Problem{Kind: problem.Conflict, Key: dossier.KeyEraseFor}.With("ref", x.Ref)
		}
		g.dossiers = append(g.dossiers, x)
		people = append(people, x.Applicant, x.Submitter, x.Delegate)
	}
	for _, p := range people {
		if p == "" || seen[p] {
			continue
		}
		seen[p] = true
		var elsewhere int
		one := []string{p}
		err := tx.DB().Select("COUNT(*)").From("dossiers").Where(dbx.And(dbx.Or(ofAny("applicant", one), ofAny("submitter", one), ofAny("delegate", one)), dbx.Not(ofAny("id", ids)))).Row(&elsewhere)
		if err != nil {
			return g, fmt.Errorf("find other dossiers of a person: %w", err)
		}
		if elsewhere == 0 {
			g.people = append(g.people, p)
		}
	}
	return g, nil
}

func ofAny(column string, ids []string) dbx.Expression {
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = id
	}
	return dbx.In(column, list...)
}

// wipe empties what names a person; check only counts it.
func (d *Desk) wipe(tx core.App, g *going, check bool) (Erasure, error) {
	out := Erasure{Dossiers: len(g.dossiers), People: len(g.people)}
	for _, c := range g.dossiers {
		files, err := tx.FindAllRecords("dossier_files", dbx.HashExp{"dossier": c.ID})
		if err != nil {
			return out, fmt.Errorf("find files of dossier %s: %w", c.ID, err)
		}
		out.Files += len(files)
		if check {
			continue
		}
		for _, f := range files {
			if err := tx.DeleteWithContext(asDesk(context.Background()), f); err != nil {
				return out, fmt.Errorf("erase file of dossier %s: %w", c.ID, err)
			}
			g.folders = append(g.folders, f.BaseFilesPath())
		}
		_, err = tx.DB().Delete("event_details", dbx.NewExp("event IN (SELECT id FROM dossier_events WHERE dossier = {:d})", dbx.Params{"d": c.ID})).Execute()
		if err == nil {
			_, err = tx.DB().Update("dossiers", dbx.Params{"answers": "{}", "search_fold": searchFold(c.Code, c.Ref), "delegate_document": ""}, dbx.HashExp{"id": c.ID}).Execute()
		}
		if err != nil {
			return out, fmt.Errorf("erase details of dossier %s: %w", c.ID, err)
		}
	}
	if check {
		return out, nil
	}
	for _, p := range g.people {
		for _, erased := range d.Erased {
			if err := erased(tx, p); err != nil {
				return out, err
			}
		}
	}
	_, err := tx.DB().Update("persons", dbx.Params{"name": ErasedName, "name_fold": "", "identity_sealed": "", "identity_hash": "", "identity_last4": "",
		"birth": "", "sex": "", "address": "", "phone": "", "email": ""}, ofAny("id", g.people)).Execute()
	if err != nil {
		return out, fmt.Errorf("erase people: %w", err)
	}
	return out, nil
}
