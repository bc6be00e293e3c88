package api

import (
	"bytes"
	"io"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/hooks/service/report"
	"motcua/hooks/service/sheet"
	"motcua/hooks/web/httpx"
)

// KeyReportFormat says that a report is not written in a format.
const KeyReportFormat = "api.report_format"

// formats are the ways a report is written beside JSON.
var formats = map[string]struct {
	mime  string
	write func(io.Writer, sheet.Table) error
}{
	"csv":  {"text/csv; charset=utf-8", sheet.WriteCSV},
	"xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.WriteXLSX},
}

// reportsFor are those who may count: whoever leads, supervises or administers.
var reportsFor = []access.Role{access.Superior, access.Inspector, access.Leader, access.UnitAdmin, access.ProcedureAdmin}

// report makes a report by its name: ii06a, communes, register or cash-book.
// Without days it is about this month so far. The cash book is for whoever reads
// it at the till; a cashier counts nothing else.
func (d Door) report(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	today, _ := calendar.Split(d.Desk.Now())
	ask := report.Query{Unit: q.Get("unit"), From: q.Get("from"), To: q.Get("to"), AsOf: q.Get("as_of")}
	if ask.From == "" && ask.To == "" {
		ask.From = today.String()[:8] + "01"
	}
	if ask.To == "" {
		ask.To = today.String()
	}
	f, known := formats[q.Get("format")]
	if !known && q.Get("format") != "" && q.Get("format") != "json" {
		return problem.Of("format", KeyReportFormat)
	}
	if report.Name(e.Request.PathValue("name")) != report.CashBook && !by.HasAny(reportsFor...) {
		return problem.Problem{Kind: problem.Forbidden, Key: httpx.KeyNotYours}
	}
	r, err := (&report.Office{Desk: d.Desk, Org: d.Org}).Make(e.App, by, e.Request.PathValue("name"), ask)
	if err != nil {
		return err
	}
	if !known {
		return answer(e, http.StatusOK, r)
	}
	var b bytes.Buffer
	if err := f.write(&b, *r.Sheet); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `attachment; filename="`+r.Name+"-"+r.From+"-"+r.To+"."+q.Get("format")+`"`)
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.Blob(http.StatusOK, f.mime, b.Bytes())
}

// seen writes down that a supervisor's machine reads a dossier before h answers:
// no reason can be asked of a machine, but the unit sees the look.
func (d Door) seen(h httpx.Handler) httpx.Handler {
	return func(e *core.RequestEvent, by access.Actor) error {
		if by.HasAny(access.Superior, access.Inspector) {
			c, err := d.Desk.Find(e.App, by, e.Request.PathValue("code"))
			if err != nil {
				return err
			}
			if err := d.Org.LogRead(e.App, by, org.Whose{Dossier: c.ID, Unit: c.Unit, UnitPath: c.UnitPath}); err != nil {
				return err
			}
		}
		return h(e, by)
	}
}
