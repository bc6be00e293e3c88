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

	Collection string `db:"-" json:"-"` // record id of the collection, as PocketBase names files
}

// kind is what a file was found to be by its content.
type kind struct{ mime, ext string }

// sniff tells the type of a file by its content, never by its name, and
// refuses what a browser could run or what would not open.
func sniff(b []byte) (kind, error) {
	wrong := func(key string) (kind, error) { return kind{}, problem.Of("file", key) }
	switch {
	case len(b) == 0:
		return wrong(KeyFileEmpty)
	case len(b) > MaxFileBytes:
		return wrong(KeyFileTooBig)
	case bytes.HasPrefix(b, []byte("%PDF-")):
		if !bytes.Contains(b[max(0, len(b)-2048):], []byte("trailer")) && !bytes.Contains(b[max(0, len(b)-2048):], []byte("startxref")) {
			return wrong(KeyFileBroken)
		}
		return kind{"application/pdf", ".pdf"}, nil
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
		return kind{"image/jpeg", ".jpg"}, nil
	case "png":
		return kind{"image/png", ".png"}, nil
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
	k, err := sniff(b)
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
	return d.saveFile(app, by, c, component, title, shownName(name), b, k)
}

func (d *Desk) saveFile(app core.App, by access.Actor, c Case, component, title, name string, b []byte, k kind) (File, error) {
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
		col, err := tx.FindCachedCollectionByNameOrId("dossier_files")
		if err != nil {
			return fmt.Errorf("find dossier files: %w", err)
		}
		sum := sha256.Sum256(b)
		f, err := filesystem.NewFileFromBytes(b, core.GenerateDefaultRandomId()+k.ext)
		if err != nil {
			return fmt.Errorf("take file: %w", err)
		}
		rec := core.NewRecord(col)
		rec.Load(map[string]any{"dossier": c.ID, "unit_path": c.UnitPath, "component": orOther(component), "title": title, "original_name": name,
			"origin": "upload", "size": len(b), "mime": k.mime, "sha256": hex.EncodeToString(sum[:]), "added_by": by.ID, "added_at": d.now()})
		rec.Set("file", f)
		if err := tx.SaveWithContext(asDesk(context.Background()), rec); err != nil {
			return fmt.Errorf("save file of dossier %s: %w", c.ID, err)
		}
		out = File{ID: rec.Id, Component: orOther(component), Title: title, Name: name, Stored: rec.GetString("file"), Size: int64(len(b)), Mime: k.mime, SHA256: rec.GetString("sha256"), AddedAt: rec.GetString("added_at"), Collection: col.Id}
		return nil
	})
	return out, err
}

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

func (d *Desk) filesOf(app core.App, id string) ([]File, error) {
	var out []File
	err := app.DB().Select("id", "component", "title", "original_name", "file", "size", "mime", "sha256", "added_at").
		From("dossier_files").Where(dbx.HashExp{"dossier": id}).OrderBy("added_at", "rowid").All(&out)
	if err != nil {
		return nil, fmt.Errorf("list files of dossier %s: %w", id, err)
	}
	col, err := app.FindCachedCollectionByNameOrId("dossier_files")
	if err != nil {
		return nil, fmt.Errorf("find dossier files: %w", err)
	}
	for i := range out {
		out[i].Collection = col.Id
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
		if f.ID != id {
			continue
		}
		rec, err := app.FindRecordById("dossier_files", id)
		if err != nil {
			return f, nil, fmt.Errorf("find file %s: %w", id, err)
		}
		store, err := app.NewFilesystem()
		if err != nil {
			return f, nil, fmt.Errorf("open file store: %w", err)
		}
		r, err := store.GetReader(rec.BaseFilesPath() + "/" + f.Stored)
		if err != nil {
			return f, nil, errors.Join(fmt.Errorf("open file %s: %w", id, err), store.Close())
		}
		return f, both{r, store}, nil
	}
	return File{}, nil, problem.Problem{Kind: problem.NotFound, Key: KeyFileUnknown}
}

// both closes a file and the store it came from.
type both struct {
	io.ReadCloser
	store io.Closer
}

func (b both) Close() error { return errors.Join(b.ReadCloser.Close(), b.store.Close()) }
