package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/catalogue"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// File is one file to import. Err is why it could not even be read.
type File struct {
	Name string
	Data []byte
	Err  error
}

// ImportInput says where the files go and what may be done with them.
type ImportInput struct {
	Unit, UnitPath string // "" = the shared catalogue
	Publish        bool   // publish at once what has no doubt and passes the check
	Dry            bool   // say what would happen and change nothing
	Day            string // of import; versions published at once are in force from it
	By             string
	At             time.Time
	For            access.Actor // who is bound by MayEdit; the zero value is the operator, who is not
}

// Report is what an import did.
type Report struct {
	Imported    int       `json:"imported"`
	Updated     int       `json:"updated"`
	Unchanged   int       `json:"unchanged"`
	Published   int       `json:"published"`
	NeedsReview []Review  `json:"needs_review"`
	Failed      []Failure `json:"failed"`
}

// Review is one doubt of an imported procedure.
type Review struct {
	Code, Field, Kind string
	Args              map[string]string
}

// Failure is a file that was left out.
type Failure struct {
	File    string
	Problem problem.Problem
}

// errDry rolls a dry run back.
var errDry = errors.New("dry run")

// Import reads the files one after the other. A bad one stops nothing else:
// it is named in Failed and changes nothing.
func (c *Catalog) Import(app core.App, in ImportInput, files []File, progress func(done, all int)) (Report, error) {
	out := Report{NeedsReview: []Review{}, Failed: []Failure{}}
	for i, f := range files {
		one, err := c.importFile(app, in, f)
		if list, bad := problem.In(err); bad {
			out.Failed = append(out.Failed, Failure{f.Name, list[0]})
		} else if err != nil {
			return out, fmt.Errorf("import %s: %w", f.Name, err)
		} else {
			out.Join(one)
		}
		if progress != nil {
			progress(i+1, len(files))
		}
	}
	return out, nil
}

// Join adds what another import did.
func (r *Report) Join(one Report) {
	r.Imported += one.Imported
	r.Updated += one.Updated
	r.Unchanged += one.Unchanged
	r.Published += one.Published
	r.NeedsReview = append(r.NeedsReview, one.NeedsReview...)
	r.Failed = append(r.Failed, one.Failed...)
}

// importFile imports the procedures of one file, all or none.
func (c *Catalog) importFile(app core.App, in ImportInput, f File) (Report, error) {
	if f.Err != nil {
		return Report{}, f.Err
	}
	list, err := readings(f.Data, in.Day)
	if err != nil {
		return Report{}, err
	}
	var out Report
	err = app.RunInTransaction(func(tx core.App) error {
		out = Report{}
		for _, s := range list {
			if err := c.importOne(tx, in, s, &out); err != nil {
				return err
			}
		}
		if in.Dry {
			return errDry
		}
		return nil
	})
	if errors.Is(err, errDry) {
		err = nil
	}
	return out, err
}

// source is one procedure of a file, understood, with the hash of its text.
type source struct {
	catalogue.Reading
	sha string
	own bool
}

func readings(data []byte, day string) ([]source, error) {
	if isSheet(data) {
		return sheetReadings(data, day)
	}
	text, err := catalogue.Text(data)
	if err != nil {
		return nil, err
	}
	items, err := catalogue.Items(text)
	if err != nil {
		return nil, err
	}
	var out []source
	for _, it := range items {
		s := source{sha: hash(it.Text)}
		if it.Kind == catalogue.National {
			s.Reading = catalogue.Read(it.Record, day)
		} else {
			v, err := procedure.Parse(it.Text)
			if err != nil {
				return nil, err
			}
			s.own, s.Reading = true, catalogue.Reading{Version: v}
		}
		s.judge()
		out = append(out, s)
	}
	return out, nil
}

// judge adds what the static check finds in a reading that seemed clean.
func (s *source) judge() {
	if !s.Clean() {
		return
	}
	for _, p := range s.Version.Check(calendar.National()) {
		s.Doubts = append(s.Doubts, catalogue.Doubt{Field: p.Field, Kind: p.Key, Args: p.Args})
	}
}

// hash is the fingerprint of a source: of its values, not of its spaces.
func hash(text []byte) string {
	var v any
	if json.Unmarshal(text, &v) == nil {
		if again, err := json.Marshal(v); err == nil {
			text = again
		}
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func (c *Catalog) importOne(tx core.App, in ImportInput, s source, out *Report) error {
	code := s.Version.Code
	if in.For.Signed() {
		if err := c.MayEdit(tx, in.For, code); err != nil {
			return err
		}
	}
	r, err := versionOf(tx, code, s)
	if err != nil {
		return err
	}
	switch {
	case r != nil:
		out.Unchanged++
	default:
		if r, err = saveDraft(tx, in, s, out); err != nil {
			return err
		}
	}
	if r.GetString("state") != "draft" {
		return nil
	}
	read, err := reading(r)
	if err != nil {
		return err
	}
	for _, d := range read.Doubts {
		out.NeedsReview = append(out.NeedsReview, Review{code, d.Field, d.Kind, d.Args})
	}
	if !in.Publish || !read.Clean() {
		return nil
	}
	return c.publishImported(tx, in, r, read, out)
}

func (c *Catalog) publishImported(tx core.App, in ImportInput, r *core.Record, read catalogue.Reading, out *Report) error {
	v := read.Version
	if v.EffectiveFrom < in.Day {
		v.EffectiveFrom = in.Day
	}
	err := c.mayPublish(tx, v, read)
	if list, refused := problem.In(err); refused {
		for _, p := range list {
			out.NeedsReview = append(out.NeedsReview, Review{v.Code, p.Field, p.Key, p.Args})
		}
		return nil
	}
	if err != nil {
		return err
	}
	if err := publishRecord(tx, r, v, in.By, in.At); err != nil {
		return err
	}
	out.Published++
	if in.Unit == "" {
		return nil
	}
	return c.SetOffering(tx, in.Unit, in.UnitPath, v.Code, v.Channels, in.At)
}

// versionOf finds what an earlier import made of the same source; the
// project's own JSON is also known by its body.
func versionOf(tx core.App, code string, s source) (*core.Record, error) {
	r := &core.Record{}
	same := dbx.Or(dbx.HashExp{"source_sha256": s.sha}, dbx.HashExp{"sha256": s.Version.SHA256(), "state": "published"})
	err := tx.RecordQuery("procedure_versions").AndWhere(dbx.HashExp{"code": code}).AndWhere(same).OrderBy("no ASC").Limit(1).One(r)
	if err == nil {
		return r, nil
	}
	if noRows(err) {
		return nil, nil
	}
	return nil, fmt.Errorf("find versions of %s: %w", code, err)
}

// saveDraft writes the one open draft of a procedure, in place of an older one.
func saveDraft(tx core.App, in ImportInput, s source, out *Report) (*core.Record, error) {
	p, err := draftProcedure(tx, s.Version, in.Unit)
	if err != nil {
		return nil, err
	}
	r, known, err := openDraft(tx, p.Id)
	if err != nil {
		return nil, err
	}
	before, err := importedBefore(tx, s.Version.Code)
	if err != nil {
		return nil, err
	}
	if known || before {
		out.Updated++
	} else {
		out.Imported++
	}
	r.Load(map[string]any{"procedure": p.Id, "no": draftNo, "source_sha256": s.sha, "generated": !s.own})
	return r, storeReading(tx, r, s.Reading)
}

// importedBefore reports whether a file already brought this procedure; one of
// the built-in pack was not imported.
func importedBefore(tx core.App, code string) (bool, error) {
	n, err := tx.CountRecords("procedure_versions", dbx.HashExp{"code": code}, dbx.NewExp("source_sha256 != ''"))
	if err != nil {
		return false, fmt.Errorf("count imports of %s: %w", code, err)
	}
	return n > 0, nil
}

func openDraft(tx core.App, procedureID string) (*core.Record, bool, error) {
	r := &core.Record{}
	err := tx.RecordQuery("procedure_versions").AndWhere(dbx.HashExp{"procedure": procedureID, "state": "draft"}).Limit(1).One(r)
	if err == nil {
		return r, true, nil
	}
	if !noRows(err) {
		return nil, false, fmt.Errorf("find draft: %w", err)
	}
	col, err := tx.FindCachedCollectionByNameOrId("procedure_versions")
	if err != nil {
		return nil, false, fmt.Errorf("find procedure versions: %w", err)
	}
	return core.NewRecord(col), false, nil
}
