package admin

import (
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

type showPage struct {
	templates.Page
	Code, Name string
	Terms      []templates.Term
	Versions   []shownVersion
}

// shownVersion is one version with what it changed.
type shownVersion struct {
	Title, From, Href string
	Changes           []change
	First             bool
}

// show lists the versions of a procedure, newest first, each with what it
// changed.
func (p procedures) show(e *core.RequestEvent, by access.Actor) error {
	list, err := p.Catalog.VersionsFor(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	v := list[0].Body
	page := showPage{Page: p.r.Page(e, by, v.Name), Code: v.Code, Name: v.Name}
	page.Terms = []templates.Term{
		{Name: templates.Text("procedures.field.sector", nil), Value: v.Sector},
		{Name: templates.Text("procedures.field.deadline.limit", nil), Value: v.Deadline.Text},
		{Name: templates.Text("procedures.field.fees", nil), Value: v.FeeText},
		{Name: templates.Text("procedures.field.agency", nil), Value: v.Agency},
		{Name: templates.Text("procedures.source", nil), Value: v.Source.Text},
	}
	for i, one := range list {
		s := shownVersion{Title: templates.Text("procedures.version_no", map[string]string{"no": strconv.Itoa(one.No)}), From: one.EffectiveFrom, First: i == len(list)-1}
		if one.No == 0 {
			s.Title, s.From, s.Href = templates.Text("procedures.version_draft", nil), "", draftPath(one.ID)
		}
		if !s.First {
			s.Changes = changes(list[i+1].Body, one.Body)
		}
		page.Versions = append(page.Versions, s)
	}
	return httpx.Render(e, http.StatusOK, "admin/procedures-show", page)
}
