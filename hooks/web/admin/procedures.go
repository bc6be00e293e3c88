package admin

import (
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/catalogue"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Procedures is the door to the catalogue: importing, clearing doubts,
// publishing.
type Procedures struct {
	Org     *org.Office
	Catalog *catalog.Catalog
}

const proceduresPath = "/quan-tri/thu-tuc"

// Bind enters the routes.
func (d Procedures) Bind(r *httpx.Router) {
	p := procedures{Procedures: d, r: r}
	gate := httpx.Staff(access.ProcedureAdmin, access.UnitAdmin)
	r.GET(proceduresPath, gate, p.list)
	r.POST(proceduresPath+"/nhap", gate, p.take)
	r.GET(proceduresPath+"/{code}", gate, p.show)
	r.GET(proceduresPath+"/ban-nhap/{id}", gate, p.draft)
	r.POST(proceduresPath+"/ban-nhap/{id}/lam-ro", gate, p.resolve)
	r.POST(proceduresPath+"/ban-nhap/{id}/thoi-han", gate, p.setClock)
	r.POST(proceduresPath+"/ban-nhap/{id}/cong-bo", gate, p.publish)
	r.POST(proceduresPath+"/ban-nhap/{id}/bo", gate, p.drop)
}

type procedures struct {
	Procedures
	r *httpx.Router
}

// perPage is how many procedures one page lists.
const perPage = 50

type listPage struct {
	templates.Page
	Words       string
	Rows        []listRow
	Drafts      []draftLine
	NoDrafts    templates.Empty
	None        templates.Empty
	First, Next string
	Report      *report
}

type listRow struct {
	catalog.Row
	Href, DraftHref string
	Version         string
}

type draftLine struct {
	catalog.DraftRow
	Href string
	Tag  templates.Tag
}

// report is what an import did, in words.
type report struct {
	Counts string
	Failed []failedFile
	Title  string // over the failed files
}

type failedFile struct{ Name, Why string }

func (p procedures) list(e *core.RequestEvent, by access.Actor) error {
	page, err := p.page(e, by)
	if err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "admin/procedures", page)
}

func (p procedures) page(e *core.RequestEvent, by access.Actor) (*listPage, error) {
	q := e.Request.URL.Query()
	page := &listPage{Page: p.r.Page(e, by, templates.Text("procedures.title", nil)), Words: q.Get("tim")}
	rows, err := p.Catalog.List(e.App, page.Words, q.Get("sau"), perPage+1)
	if err != nil {
		return nil, err
	}
	if q.Get("sau") != "" {
		page.First = listAt(page.Words, "")
	}
	if len(rows) > perPage {
		rows = rows[:perPage]
		page.Next = listAt(page.Words, rows[perPage-1].Code)
	}
	drafts, err := p.Catalog.DraftsFor(e.App, by)
	if err != nil {
		return nil, err
	}
	mine := map[string]string{}
	for _, d := range drafts {
		page.Drafts = append(page.Drafts, draftLine{d, draftPath(d.ID), draftTag(d.Doubts)})
		mine[d.Code] = draftPath(d.ID)
	}
	for _, r := range rows {
		page.Rows = append(page.Rows, newListRow(r, mine[r.Code]))
	}
	page.NoDrafts = templates.Empty{Title: templates.Text("procedures.drafts_none", nil), Text: templates.Text("procedures.drafts_none_text", nil)}
	page.None = templates.Empty{Title: templates.Text("procedures.none", nil), Text: templates.Text("procedures.none_text", nil), Href: proceduresPath, Action: templates.Text("procedures.show_all", nil)}
	return page, nil
}

func listAt(words, after string) string {
	q := url.Values{}
	if words != "" {
		q.Set("tim", words)
	}
	if after != "" {
		q.Set("sau", after)
	}
	if len(q) == 0 {
		return proceduresPath
	}
	return proceduresPath + "?" + q.Encode()
}

func newListRow(r catalog.Row, draft string) listRow {
	out := listRow{Row: r, Href: proceduresPath + "/" + r.Code, DraftHref: draft, Version: templates.Text("procedures.no_version", nil)}
	if r.No > 0 {
		out.Version = templates.Text("procedures.version_from", map[string]string{"no": strconv.Itoa(r.No), "day": templates.ShortDay(r.EffectiveFrom)})
	}
	return out
}

func draftPath(id string) string { return proceduresPath + "/ban-nhap/" + id }

func draftTag(doubts int) templates.Tag {
	if doubts == 0 {
		return templates.Tag{Word: templates.Text("procedures.ready", nil), Tone: "ok"}
	}
	return templates.Tag{Word: templates.Text("procedures.doubts_n", map[string]string{"n": strconv.Itoa(doubts)}), Tone: "soon"}
}

// take imports the files of the form; what could not be imported is named and
// the others are kept.
func (p procedures) take(e *core.RequestEvent, by access.Actor) error {
	_, err := httpx.Form(e)
	var files []catalog.File
	if err == nil {
		files, err = uploaded(e)
	}
	if err != nil {
		return p.refuse(e, by, err)
	}
	unit, err := p.Org.UnitByID(e.App, by.Unit)
	if err != nil {
		return err
	}
	now := p.Org.Now()
	in := catalog.ImportInput{Unit: unit.ID, UnitPath: unit.Path, Day: now.In(calendar.Location).Format("2006-01-02"), By: by.ID, At: now, For: by}
	if catalog.Keeper(by) {
		in.Unit, in.UnitPath = "", ""
	}
	done, err := p.Catalog.Import(e.App, in, files, nil)
	if err != nil {
		return err
	}
	if len(done.Failed) == 0 {
		httpx.Done(e, "done.procedure_import")
		return e.Redirect(http.StatusSeeOther, proceduresPath)
	}
	page, err := p.page(e, by)
	if err != nil {
		return err
	}
	page.Report = newReport(done)
	return httpx.Render(e, http.StatusUnprocessableEntity, "admin/procedures", page)
}

func (p procedures) refuse(e *core.RequestEvent, by access.Actor, err error) error {
	said, status, err := httpx.Say(err)
	if err != nil {
		return err
	}
	page, err := p.page(e, by)
	if err != nil {
		return err
	}
	for i := range said {
		said[i].Field = "files"
	}
	page.Problems = said
	return httpx.Render(e, status, "admin/procedures", page)
}

// KeyNoFiles says that a form to import came without a file.
const KeyNoFiles = "procedures.upload_none"

func uploaded(e *core.RequestEvent) ([]catalog.File, error) {
	var list []*multipart.FileHeader
	if e.Request.MultipartForm != nil {
		list = e.Request.MultipartForm.File["files"]
	}
	var out []catalog.File
	for _, h := range list {
		if h.Filename != "" {
			out = append(out, read(h))
		}
	}
	if len(out) == 0 {
		return nil, problem.Of("files", KeyNoFiles)
	}
	return out, nil
}

func read(h *multipart.FileHeader) catalog.File {
	f := catalog.File{Name: h.Filename}
	src, err := h.Open()
	if err == nil {
		defer src.Close() //nolint:errcheck // read only
		f.Data, err = io.ReadAll(io.LimitReader(src, catalogue.MaxFile+1))
	}
	if err != nil {
		f.Err = problem.Of("", httpx.KeyBadInput)
	}
	return f
}

func newReport(r catalog.Report) *report {
	out := &report{
		Counts: templates.Text("procedures.report_counts", map[string]string{"imported": strconv.Itoa(r.Imported), "updated": strconv.Itoa(r.Updated),
			"unchanged": strconv.Itoa(r.Unchanged), "doubts": strconv.Itoa(len(r.NeedsReview))}),
		Title: templates.Text("procedures.report_failed", map[string]string{"n": strconv.Itoa(len(r.Failed))}),
	}
	for _, f := range r.Failed {
		out.Failed = append(out.Failed, failedFile{f.File, templates.Text(f.Problem.Key, f.Problem.Args)})
	}
	return out
}
