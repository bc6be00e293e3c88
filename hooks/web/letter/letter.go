// Package letter is the door to the papers of a dossier and to the documents
// of internal processes: on the screen, printed and as they were kept. It
// writes no paper itself.
package letter

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/letter"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Door binds the routes of this door.
type Door struct {
	Desk    *casework.Desk
	Org     *org.Office
	Catalog *catalog.Catalog
}

type pages struct {
	Door
	letters letter.Office
	r       *httpx.Router
}

// Bind enters the routes. Whose dossier it is decides who sees its papers: for
// everyone else there are none.
func (d Door) Bind(r *httpx.Router) {
	p := pages{d, letter.Office{Desk: d.Desk}, r}
	r.GET("/ho-so/{code}/giay/{paper}", httpx.Staff(), p.show)
	r.POST("/ho-so/{code}/giay/{paper}", httpx.Staff(access.Clerk, access.Officer, access.Leader), p.print)
	r.GET("/ho-so/{code}/ban-luu/{id}", httpx.Staff(), p.kept)
	gate := httpx.Staff(access.ProcedureAdmin, access.UnitAdmin)
	// One pattern for both documents: beside /ban-nhap/{id}, the mux takes no
	// other that ends in a word.
	r.GET("/quan-tri/thu-tuc/{code}/{document}", gate, p.document)
}

// document is the page or the file of an internal process.
func (p pages) document(e *core.RequestEvent, by access.Actor) error {
	switch e.Request.PathValue("document") {
	case "quy-trinh":
		return p.process(e, by)
	case "quy-trinh.pdf":
		return p.processFile(e, by)
	}
	return problem.Problem{Kind: problem.NotFound, Key: casework.KeyNoPaper}
}

// page is a paper on the screen, with buttons that stay there.
type page struct {
	templates.Page
	Doc           paper.Doc
	Size, Density string
	Here          string
	Back          string // address behind the first link
	BackText      string
	PDF           string // address of the file, "" while nothing was kept
	PrintAs       string // marks this print, so that a reload prints no second one
	Note          string
	Again         bool // it was printed before
	May           bool
}

func size(asked string) string {
	if asked == "a4" || asked == "A4" {
		return "A4"
	}
	return "A5"
}

func pathOf(code, key string) string { return "/ho-so/" + code + "/giay/" + key }

// show is the paper as its last copy was printed, or, never printed, as the
// first will be.
func (p pages) show(e *core.RequestEvent, by access.Actor) error {
	code, key, q := e.Request.PathValue("code"), e.Request.PathValue("paper"), e.Request.URL.Query()
	n, err := strconv.Atoi(q.Get("ban"))
	if err != nil || n < 0 {
		n = 0
	}
	base := p.base(e)
	s, err := p.letters.Of(e.App, by, code, key, n, base)
	if err != nil {
		return err
	}
	if last := len(s.Copies); n == 0 && last > 0 {
		n = s.Copies[last-1].Copy
		if s, err = p.letters.Of(e.App, by, code, key, n, base); err != nil {
			return err
		}
	}
	v := page{Page: p.r.Page(e, by, s.Doc.Name()), Doc: s.Doc, Size: size(q.Get("kho")), Here: pathOf(code, key), Back: httpx.DossierPath(s.Case.Dossier),
		BackText: templates.Text("paper.back", nil), Again: len(s.Copies) > 0, May: true}
	v.Density = v.Doc.Density(v.Size)
	v.Note = templates.Text("paper.note_new", nil)
	for _, c := range s.Copies {
		if c.Copy != n {
			continue
		}
		v.Note = templates.Text("paper.note_copy", map[string]string{"n": strconv.Itoa(n), "moment": templates.Moment(c.At), "who": c.By})
		if c.File != "" {
			v.PDF = "/ho-so/" + code + "/ban-luu/" + c.File
		}
		if q.Get("in") == "1" {
			v.PrintAs = key + " " + strconv.Itoa(n) + v.Size
		}
	}
	return httpx.Render(e, http.StatusOK, "paper/letter", v)
}

// print keeps one more copy and leads to the page that prints it.
func (p pages) print(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	code, key, kho := e.Request.PathValue("code"), e.Request.PathValue("paper"), size(form.Get("kho"))
	out, err := p.letters.Print(e.App, by, code, key, kho, p.base(e))
	if err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, pathOf(code, key)+"?in=1&kho="+kho+"&ban="+strconv.Itoa(out.Copy))
}

// kept is exactly the file that was kept when a copy was printed.
func (p pages) kept(e *core.RequestEvent, by access.Actor) error {
	f, b, err := p.Desk.OpenIssued(e.App, by, e.Request.PathValue("code"), e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	return file(e, f.Name, b)
}

func file(e *core.RequestEvent, name string, b []byte) error {
	e.Response.Header().Set("Content-Disposition", `inline; filename="`+name+`"`)
	return e.Blob(http.StatusOK, "application/pdf", b)
}

// base is the address in the tracking QR: as configured, or as reached.
func (p pages) base(e *core.RequestEvent) string {
	if b := p.Desk.BaseURL(); b != "" {
		return b
	}
	if e.IsTLS() {
		return "https://" + e.Request.Host
	}
	return "http://" + e.Request.Host
}

// processOf is the document of the version in force, else of the newest.
func (p pages) processOf(e *core.RequestEvent, by access.Actor) (paper.Doc, error) {
	list, err := p.Catalog.VersionsFor(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return paper.Doc{}, err
	}
	unit, err := p.Org.UnitByID(e.App, by.Unit)
	if err != nil {
		return paper.Doc{}, err
	}
	chosen := list[0]
	if chosen.No == 0 && len(list) > 1 {
		chosen = list[1]
	}
	return letter.Process(unit, chosen, p.Desk.Now()), nil
}

func (p pages) process(e *core.RequestEvent, by access.Actor) error {
	doc, err := p.processOf(e, by)
	if err != nil {
		return err
	}
	here := "/quan-tri/thu-tuc/" + e.Request.PathValue("code")
	return httpx.Render(e, http.StatusOK, "paper/letter", page{Page: p.r.Page(e, by, doc.Name()), Doc: doc, Size: "A4", Density: doc.Density("A4"),
		Back: here, BackText: templates.Text("paper.back_procedure", nil), PDF: here + "/quy-trinh.pdf", Note: templates.Text("paper.note_process", nil)})
}

func (p pages) processFile(e *core.RequestEvent, by access.Actor) error {
	doc, err := p.processOf(e, by)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := doc.PDF(&b, "A4"); err != nil {
		return err
	}
	return file(e, "quy-trinh-"+e.Request.PathValue("code")+".pdf", b.Bytes())
}
