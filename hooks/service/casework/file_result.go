package casework

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// ResultComponent is the component of the scanned result of a dossier (số hoá
// kết quả giải quyết), which later dossiers of the same person may use.
const ResultComponent = "result"

// MayKeepResult reports whether the dossier has a result that can be scanned:
// granted, and not revoked.
func (c Case) MayKeepResult() bool {
	return (c.State == dossier.Resolved || c.State == dossier.Returned) && c.Outcome == dossier.Granted && c.ResultState != dossier.Revoked
}

// ResultTitle names the result with its number.
func (c Case) ResultTitle() string {
	title := ""
	if list := c.Version.Body.Results; len(list) > 0 {
		title = list[0].Title
	}
	if c.ResultNumber == "" {
		return title
	}
	return strings.TrimPrefix(title+", số "+c.ResultNumber, ", ")
}

// addResult keeps a scan of the result under the number it now has.
func (d *Desk) addResult(app core.App, by access.Actor, c Case, name string, b []byte, mime string) (File, error) {
	if !c.MayKeepResult() {
		return File{}, problem.Problem{Kind: problem.Conflict, Key: dossier.KeyNotAllowed, Args: map[string]string{"act": "add_file", "state": string(c.State)}}
	}
	return d.saveFile(app, by, c, File{Component: ResultComponent, Title: c.ResultTitle(), Name: name, Mime: mime}, b,
		map[string]any{"origin": "scan", "result_number": c.ResultNumber})
}

var pageObject = regexp.MustCompile(`/Type\s*/Page[^s\w]`)

// pagesOf counts the pages of a file: one of a picture, of a PDF as many as it
// has page objects in clear; 0 = they are packed and not counted.
func pagesOf(b []byte, mime string) int {
	if mime != "application/pdf" {
		return 1
	}
	return len(pageObject.FindAll(bytes.ReplaceAll(b, []byte("\r"), []byte(" ")), -1))
}
