package casework

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // decoders of the two picture types a dossier may hold
	_ "image/png"
	"io"
	"path"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
	"golang.org/x/text/unicode/norm"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// Limits of what a dossier may hold.
const (
	MaxFileBytes    = 10 << 20
	maxPixels       = 40_000_000
	maxFiles        = 20
	maxDossierBytes = 60 << 20
	maxName         = 120 // letters of a shown file name
)

// Codes of what may be wrong with a file.
const (
	KeyFileEmpty   = "file.empty"
	KeyFileTooBig  = "file.too_big"
	KeyFileType    = "file.type"
	KeyFileBroken  = "file.broken"
	KeyFilePixels  = "file.pixels"
	KeyFileTooMany = "file.too_many"
	KeyFileTotal   = "file.total"
	KeyFileUnknown = "file.not_found"
)

// File is one file of a dossier. Name is as the person called it, for showing
// only; the store has a name of its own.
type File struct {
	ID        string `db:"id" json:"id"`
	Component string `db:"component" json:"component"`
	Title     string `db:"title" json:"title"`
	Name      string `db:"original_name" json:"original_name"`
	Stored    string `db:"file" json:"file"`
	Size      int64  `db:"size" json:"size"`
	Mime      string `db:"mime" json:"mime"`
	SHA256    string `db:"sha256" json:"sha256"`
	AddedAt   string `db:"added_at" json:"added_at"`
	Pages     int    `db:"pages" json:"pages,omitempty"`       // 0 = not known
	ReuseOf   string `db:"reuse_of" json:"reuse_of,omitempty"` // record id of the file of an earlier dossier that this one shows

	From       string `db:"-" json:"reuse_from,omitempty"` // with ReuseOf: code of that dossier
	Collection string `db:"-" json:"-"`                    // record id of the collection, as PocketBase names files
}

// sniff tells the type of a file by its content, never by its name, and
// refuses what a browser could run or what would not open.
func sniff(b []byte) (mime string, err error) {
	wrong := func(key string) (string, error) { return "", problem.Of("file", key) }
	switch {
	case len(b) == 0:
		return wrong(KeyFileEmpty)
	case len(b) > MaxFileBytes:
		return wrong(KeyFileTooBig)
	case bytes.HasPrefix(b, []byte("%PDF-")):
		if !bytes.Contains(b[max(0, len(b)-2048):], []byte("trailer")) && !bytes.Contains(b[max(0, len(b)-2048):], []byte("startxref")) {
			return wrong(KeyFileBroken)
		}
		return "application/pdf", nil
	}
	cfg, format, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		if bytes.HasPrefix(b, []byte("\x89PNG")) || bytes.HasPrefix(b, []byte("\xff\xd8\xff")) {
			return wrong(KeyFileBroken)
		}
		return wrong(KeyFileType)
	}
	if cfg.Width <= 0 || cfg.Height <= 0 || cfg.Width > maxPixels/cfg.Height {
		return wrong(KeyFilePixels)
	}
	switch format {
	case "jpeg":
		return "image/jpeg", nil
	case "png":
		return "image/png", nil
	}
	return wrong(KeyFileType) // a decoder that another package registered: gif, webp, bmp, tiff
}

// AddFile keeps a file of a dossier. component is a paper's key, or "" for one
// the citizen volunteered. The bytes are on disk before the row is written.
func (d *Desk) AddFile(app core.App, by access.Actor, code, component, name string, r io.Reader) (File, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxFileBytes+1))
	if err != nil {
		return File{}, fmt.Errorf("read upload: %w", err)
	}
	mime, err := sniff(b)
	if err != nil {
		return File{}, err
	}
	c, err := d.Find(app, by, code)
	if err != nil {
		return File{}, err
	}
	if !by.Works(c.UnitPath) || !by.HasAny(access.Clerk, access.Officer, access.Leader) {
		return File{}, problem.Problem{Kind: problem.Forbidden, Key: dossier.KeyNotYours}
	}
	if component == ResultComponent {
		return d.addResult(app, by, c, shownName(name), b, mime)
	}
	if c.State.Ended() {
		return File{}, problem.Problem{Kind: problem.Conflict, Key: dossier.KeyNotAllowed, Args: map[string]string{"act": "add_file", "state": string(c.State)}}
	}
	title := ""
	if component != "" {
		for _, p := range c.Version.Body.Papers(c.Dossier.Case) {
			if p.Key == component {
				title = p.Title
			}
		}
		if title == "" {
			return File{}, problem.Of("component", dossier.KeyPaperUnknown)
		}
	}
	return d.saveFile(app, by, c, File{Component: orOther(component), Title: title, Name: shownName(name), Mime: mime}, b, map[string]any{"origin": "upload"})
}

// saveFile keeps a file while the dossier has room for it.
func (d *Desk) saveFile(app core.App, by access.Actor, c Case, f File, b []byte, more map[string]any) (File, error) {
	var out File
	err := app.RunInTransaction(func(tx core.App) error {
		have, err := d.filesOf(tx, c.ID)
		if err != nil {
			return err
		}
		total := int64(len(b))
		for _, f := range have {
			total += f.Size
		}
		switch {
		case len(have) >= maxFiles:
			return problem.Of("file", KeyFileTooMany)
		case total > maxDossierBytes:
			return problem.Of("file", KeyFileTotal)
		}
		out, err = d.storeFile(tx, by, c, f, b, more)
		return err
	})
	return out, err
}

// storeFile puts the bytes on disk and writes the row of f.
func (d *Desk) storeFile(tx core.App, by access.Actor, c Case, f File, b []byte, more map[string]any) (File, error) {
	col, err := tx.FindCachedCollectionByNameOrId("dossier_files")
	if err != nil {
		return f, fmt.Errorf("find dossier files: %w", err)
	}
	sum := sha256.Sum256(b)
	stored, err := filesystem.NewFileFromBytes(b, core.GenerateDefaultRandomId()+extensions[f.Mime])
	if err != nil {
		return f, fmt.Errorf("take file: %w", err)
	}
	rec := core.NewRecord(col)
	rec.Load(map[string]any{"dossier": c.ID, "unit_path": c.UnitPath, "component": f.Component, "title": f.Title, "original_name": f.Name,
		"size": len(b), "mime": f.Mime, "sha256": hex.EncodeToString(sum[:]), "pages": pagesOf(b, f.Mime), "added_by": by.ID, "added_at": d.now()})
	rec.Load(more)
	rec.Set("file", stored)
	if err := tx.SaveWithContext(asDesk(context.Background()), rec); err != nil {
		return f, fmt.Errorf("save file of dossier %s: %w", c.ID, err)
	}
	f.ID, f.Stored, f.Size, f.SHA256, f.AddedAt, f.Collection = rec.Id, rec.GetString("file"), int64(len(b)), rec.GetString("sha256"), rec.GetString("added_at"), col.Id
	f.Pages = rec.GetInt("pages")
	return f, nil
}

// extensions of the types a dossier may hold.
var extensions = map[string]string{"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}

// orOther names the component of a paper outside the published list.
func orOther(component string) string {
	if component == "" {
		return "volunteered"
	}
	return component
}

// shownName keeps the last part of a name, without control signs, in NFC.
func shownName(name string) string {
	name = norm.NFC.String(path.Base(strings.ReplaceAll(name, `\`, "/")))
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1 // control signs and those that turn the direction of text
		}
		return r
	}, name)
	if r := []rune(name); len(r) > maxName {
		name = string(r[:maxName])
	}
	if name == "" || name == "." || name == "/" {
		return "tep"
	}
	return name
}

// filesOf are the files that came with a dossier; papers the office issued are
// no part of them.
func (d *Desk) filesOf(app core.App, id string) ([]File, error) {
	return d.filesWhere(app, id, dbx.NewExp("origin != 'issued'"))
}

func (d *Desk) filesWhere(app core.App, id string, which dbx.Expression) ([]File, error) {
	var out []File
	err := app.DB().Select("id", "component", "title", "original_name", "file", "size", "mime", "sha256", "added_at", "pages", "reuse_of").
		From("dossier_files").Where(dbx.HashExp{"dossier": id}).AndWhere(which).OrderBy("added_at", "rowid").All(&out)
	if err != nil {
		return nil, fmt.Errorf("list files of dossier %s: %w", id, err)
	}
	col, err := app.FindCachedCollectionByNameOrId("dossier_files")
	if err != nil {
		return nil, fmt.Errorf("find dossier files: %w", err)
	}
	for i := range out {
		out[i].Collection = col.Id
		if out[i].ReuseOf == "" {
			continue
		}
		err := app.DB().Select("d.code").From("dossier_files f").InnerJoin("dossiers d", dbx.NewExp("d.id = f.dossier")).
			Where(dbx.HashExp{"f.id": out[i].ReuseOf}).Row(&out[i].From)
		if err != nil {
			return nil, fmt.Errorf("find where file %s came from: %w", out[i].ID, err)
		}
	}
	return out, nil
}

// Files lists the files of a dossier of the actor's scope.
func (d *Desk) Files(app core.App, by access.Actor, code string) ([]File, error) {
	c, err := d.Find(app, by, code)
	if err != nil {
		return nil, err
	}
	return d.filesOf(app, c.ID)
}

// OpenFile opens one file of a dossier of the actor's scope; close the reader.
func (d *Desk) OpenFile(app core.App, by access.Actor, code, id string) (File, io.ReadCloser, error) {
	c, err := d.Find(app, by, code)
	if err != nil {
		return File{}, nil, err
	}
	if !by.SeesPeople() || by.Supervises(c.UnitPath) { // a clerk who also supervises elsewhere is no clerk there
		return File{}, nil, problem.Problem{Kind: problem.Forbidden, Key: dossier.KeyNotYours}
	}
	files, err := d.filesOf(app, c.ID)
	if err != nil {
		return File{}, nil, err
	}
	for _, f := range files {
		if f.ID == id {
			r, err := d.reader(app, f)
			return f, r, err
		}
	}
	return File{}, nil, problem.Problem{Kind: problem.NotFound, Key: KeyFileUnknown}
}

// reader opens the bytes of a file; those of one that is used again lie with
// the dossier it first came in with.
func (d *Desk) reader(app core.App, f File) (io.ReadCloser, error) {
	id := f.ID
	if f.ReuseOf != "" {
		id = f.ReuseOf
	}
	rec, err := app.FindRecordById("dossier_files", id)
	if err != nil {
		return nil, fmt.Errorf("find file %s: %w", id, err)
	}
	f.Stored = rec.GetString("file")
	store, err := app.NewFilesystem()
	if err != nil {
		return nil, fmt.Errorf("open file store: %w", err)
	}
	r, err := store.GetReader(rec.BaseFilesPath() + "/" + f.Stored)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open file %s: %w", f.ID, err), store.Close())
	}
	return both{r, store}, nil
}

// both closes a file and the store it came from.
type both struct {
	io.ReadCloser
	store io.Closer
}

func (b both) Close() error { return errors.Join(b.ReadCloser.Close(), b.store.Close()) }
