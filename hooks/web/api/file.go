package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
)

// fileBody is one file of a dossier. collectionId and file are named as
// PocketBase's own clients expect them.
type fileBody struct {
	ID           string   `json:"id"`
	Component    string   `json:"component"`
	Title        string   `json:"title"`
	OriginalName string   `json:"original_name"`
	Size         int64    `json:"size"`
	Mime         string   `json:"mime"`
	SHA256       string   `json:"sha256"`
	Pages        int      `json:"pages"`      // 0 = not known
	ReuseOf      string   `json:"reuse_of"`   // id of the file of an earlier dossier that this one shows, "" = handed in
	ReuseFrom    string   `json:"reuse_from"` // code of that dossier
	CollectionID string   `json:"collectionId"`
	File         []string `json:"file"`
}

func fileOf(f casework.File) fileBody {
	stored := []string{}
	if f.Stored != "" { // what is used again has its bytes in another dossier
		stored = append(stored, f.Stored)
	}
	return fileBody{f.ID, f.Component, f.Title, f.Name, f.Size, f.Mime, f.SHA256, f.Pages, f.ReuseOf, f.From, f.Collection, stored}
}

// addFile keeps one file of a dossier.
func (d Door) addFile(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	f, head, err := e.Request.FormFile("file")
	if err != nil {
		return problem.Of("file", dossier.KeyRequired)
	}
	defer f.Close() //nolint:errcheck // read only
	b, err := io.ReadAll(f)
	if err != nil {
		return fmt.Errorf("read upload: %w", err)
	}
	component, code := form.Get("component"), e.Request.PathValue("code")
	// A client draws a new multipart boundary at each try: what was sent counts.
	sent := []byte(strconv.Quote(component) + strconv.Quote(head.Filename) + "\n" + string(b))
	return d.once(e, by, sent, func(tx core.App) (casework.Answer, error) {
		kept, err := d.Desk.AddFile(tx, by, code, component, head.Filename, bytes.NewReader(b))
		if err != nil {
			return casework.Answer{}, err
		}
		return write(http.StatusCreated, fileOf(kept))
	})
}

// files lists the files of a dossier.
func (d Door) files(e *core.RequestEvent, by access.Actor) error {
	found, err := d.Desk.Files(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	out := page[fileBody]{Items: []fileBody{}}
	for _, f := range found {
		out.Items = append(out.Items, fileOf(f))
	}
	return answer(e, http.StatusOK, out)
}

// file gives the bytes of one file, to be saved and never run.
func (d Door) file(e *core.RequestEvent, by access.Actor) (err error) {
	f, r, err := d.Desk.OpenFile(e.App, by, e.Request.PathValue("code"), e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	h := e.Response.Header()
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Length", strconv.FormatInt(f.Size, 10))
	return e.Stream(http.StatusOK, f.Mime, r)
}
