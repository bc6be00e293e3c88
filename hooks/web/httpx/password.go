package httpx

import (
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// PasswordPath is the page of one's own password.
const PasswordPath = "/tai-khoan/mat-khau" //nolint:gosec // an address

// passwordFirst sends somebody who still has a password from another hand to
// choose an own one, and then on; a machine is told so.
func passwordFirst(e *core.RequestEvent, api bool) error {
	if api {
		return problem.Problem{Kind: problem.Forbidden, Key: org.KeyPasswordFirst}
	}
	to := PasswordPath
	if e.Request.Method == http.MethodGet {
		to += "?tiep=" + url.QueryEscape(e.Request.URL.RequestURI())
	}
	return e.Redirect(http.StatusSeeOther, to)
}
