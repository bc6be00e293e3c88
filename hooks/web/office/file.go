package office

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// fileCSP lets an opened file do nothing at all.
const fileCSP = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"

// addFiles keeps the files of one paper. Each is taken or refused by itself;
// a script that sends them one by one is answered in JSON.
func (p pages) addFiles(e *core.RequestEvent, by access.Actor) error {
	machine := strings.Contains(e.Request.Header.Get("Accept"), "application/json")
	form, err := httpx.Form(e)
	component := form.Get("component")
	var kept []casework.File
	if err == nil {
		kept, err = p.keep(e, by, component)
	}
	if err == nil {
		if machine {
			return e.JSON(http.StatusCreated, kept)
		}
		httpx.Done(e, "done.file")
		return e.Redirect(http.StatusSeeOther, pathOf(e.Request.PathValue("code"))+"#giay-to")
	}
	said, status, err := httpx.Say(err)
	if err != nil {
		return err
	}
	if machine {
		return e.JSON(status, map[string]any{"status": status, "message": said[0].Message})
	}
	for i := range said {
		said[i].Field = templates.Upload{Name: "file", Component: component}.ID()
	}
	page, err := p.page(e, by, sent{problems: said, status: status})
	if err != nil {
		return err
	}
	return httpx.Render(e, status, "office/dossier", page)
}

// keep hands the files of the request to the desk, in their order.
func (p pages) keep(e *core.RequestEvent, by access.Actor, component string) ([]casework.File, error) {
	var list []*multipart.FileHeader
	if e.Request.MultipartForm != nil {
		list = e.Request.MultipartForm.File["file"]
	}
	if len(list) == 0 {
		return nil, problem.Of("file", casework.KeyFileEmpty)
	}
	var out []casework.File
	for _, h := range list {
		f, err := h.Open()
		if err != nil {
			return out, fmt.Errorf("open upload: %w", err)
		}
		kept, err := p.Desk.AddFile(e.App, by, e.Request.PathValue("code"), component, h.Filename, f)
		if cerr := f.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("close upload: %w", cerr)
		}
		if err != nil {
			return out, err
		}
		out = append(out, kept)
	}
	return out, nil
}

// openFile streams one file. A picture or a PDF opens in a page of its own
// that may run nothing; anything else is saved.
func (p pages) openFile(e *core.RequestEvent, by access.Actor) error {
	f, r, err := p.Desk.OpenFile(e.App, by, e.Request.PathValue("code"), e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // read only: nothing is lost
	way := "attachment"
	switch f.Mime {
	case "image/jpeg", "image/png", "application/pdf":
		way = "inline"
	}
	h := e.Response.Header()
	h.Set("Content-Type", f.Mime)
	h.Set("Content-Disposition", mime.FormatMediaType(way, map[string]string{"filename": f.Name}))
	h.Set("Content-Security-Policy", fileCSP)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	e.Response.WriteHeader(http.StatusOK)
	_, err = io.Copy(e.Response, r)
	return err
}
