package office

import (
	"fmt"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// paperLine is one paper of the dossier with what was brought of it.
type paperLine struct {
	Title  string
	Got    string
	In     bool
	Files  []templates.File
	Upload *templates.Upload // nil when nothing may be added
	Error  string
}

// volunteered is the component of files outside the published list.
const volunteered = "volunteered"

// papers lists the published papers of the case, then what came beside them.
func (p pages) papers(e *core.RequestEvent, by access.Actor, c casework.Case, page dossierPage) ([]paperLine, error) {
	files, err := p.Desk.Files(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return nil, err
	}
	of := map[string][]templates.File{}
	for _, f := range files {
		if by.SeesPeople() {
			of[f.Component] = append(of[f.Component], templates.File{Name: f.Name, Href: page.Href + "/tep/" + f.ID, Bytes: f.Size})
		}
	}
	adds := page.Works && by.HasAny(access.Clerk, access.Officer, access.Leader) && !c.State.Ended()
	row := func(key, component string) paperLine {
		r := paperLine{Files: of[key]}
		if adds {
			r.Upload = &templates.Upload{Name: "file", At: page.Href + "/tep", Component: component, Label: templates.Text("upload.choose", nil)}
			r.Error = page.Error(r.Upload.ID())
		}
		return r
	}
	var out []paperLine
	for _, x := range c.Version.Body.Papers(c.Dossier.Case) {
		r := row(x.Key, x.Key)
		r.Title, r.Got, r.In = x.Title, got(c, x), true
		if r.Got == "" {
			r.In = false
			r.Got = templates.Text("dossier.page.papers_none", nil)
			if x.Requirement == procedure.ShowOnly {
				r.Got = templates.Text("dossier.page.papers_show", nil)
			}
		}
		out = append(out, r)
	}
	for _, x := range c.Papers {
		if x.Volunteer {
			out = append(out, paperLine{Title: x.Title, In: true, Got: counts(x.Originals, x.Copies) + " – " + templates.Text("dossier.page.volunteer", nil)})
		}
	}
	out = append(out, p.result(by, c, page, of)...)
	other := row(volunteered, "")
	other.Title = templates.Text("dossier.page.file_other", nil)
	if len(other.Files) > 0 || adds {
		out = append(out, other)
	}
	return out, nil
}

// result is the scan of what was decided, once there is something to scan.
func (p pages) result(by access.Actor, c casework.Case, page dossierPage, of map[string][]templates.File) []paperLine {
	x := paperLine{Title: templates.Text("office.result_file", nil), In: true, Files: of[casework.ResultComponent]}
	if c.MayKeepResult() && page.Works && by.HasAny(access.Clerk, access.Officer, access.Leader) {
		x.Got = templates.Text("office.result_file_note", nil)
		x.Upload = &templates.Upload{Name: "file", At: page.Href + "/tep", Component: casework.ResultComponent, Label: templates.Text("upload.choose", nil)}
		x.Error = page.Error(x.Upload.ID())
	}
	if len(x.Files) == 0 && x.Upload == nil {
		return nil
	}
	return []paperLine{x}
}

func got(c casework.Case, x procedure.Component) string {
	for _, p := range c.Papers {
		switch {
		case p.Key != x.Key || p.Volunteer:
		case len(p.Reuse) > 0 && p.Originals+p.Copies == 0:
			return templates.Text("reuse.got", map[string]string{"code": p.Sources()})
		default:
			return templates.Text("dossier.page.papers_got", map[string]string{"what": gotOf(p)})
		}
	}
	return ""
}

// gotOf is what came in of one paper, in words.
func gotOf(p dossier.Paper) string {
	if len(p.Reuse) == 0 {
		return counts(p.Originals, p.Copies)
	}
	again := templates.Text("reuse.already", map[string]string{"code": p.Sources()})
	if p.Originals+p.Copies == 0 {
		return again
	}
	return counts(p.Originals, p.Copies) + "; " + again
}

func counts(originals, copies int) string {
	key := "dossier.page.counts"
	switch {
	case copies == 0:
		key = "dossier.page.count_originals"
	case originals == 0:
		key = "dossier.page.count_copies"
	}
	return templates.Text(key, map[string]string{"originals": strconv.Itoa(originals), "copies": fmt.Sprint(copies)})
}
