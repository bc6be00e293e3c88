// Package office holds the pages that all staff share: search, the dossier
// with its acts and files, the register. It decides nothing about a dossier.
package office

import (
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/handover"
	"motcua/hooks/service/notice"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
)

// Door binds the routes of this door.
type Door struct {
	Desk    *casework.Desk
	Org     *org.Office
	Catalog *catalog.Catalog
	Notices *notice.Office
	Slips   *handover.Office
}

// pages are the handlers: the door with the router that gives their page data.
type pages struct {
	Door
	r *httpx.Router
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	p := pages{d, r}
	r.POST("/mot-cua/tim", httpx.Staff(), p.find)

	work := httpx.Staff(access.Clerk, access.Officer, access.Leader)
	r.POST(manyPath, work, p.chooseMany)
	r.POST(manyPath+"/lam", work, p.doMany)

	r.GET("/ho-so/{code}", httpx.Staff(), p.show)
	for _, a := range acts {
		rule, _ := dossier.RuleOf(a.act) // every act of this table stands in the domain's
		r.POST("/ho-so/{code}/"+a.path, httpx.Staff(rule.Who...), p.do(a))
	}
	r.POST("/ho-so/{code}/doi-chieu", httpx.Staff(access.Clerk), p.collector)
	r.POST("/ho-so/{code}/tep", httpx.Staff(access.Clerk, access.Officer, access.Leader), p.addFiles)
	r.GET("/ho-so/{code}/tep/{id}", httpx.Staff(access.Clerk, access.Officer, access.Leader, access.Cashier), p.openFile)

	r.GET("/mot-cua/so-theo-doi", httpx.Staff(), p.register)
	r.GET("/mot-cua/so-theo-doi/in", httpx.Staff(), p.registerPaper)
	r.GET("/mot-cua/so-theo-doi.xlsx", httpx.Staff(), p.registerXLSX)
	r.GET("/mot-cua/so-theo-doi.csv", httpx.Staff(), p.registerCSV)
}
