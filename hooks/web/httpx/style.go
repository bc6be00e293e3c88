package httpx

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/pb_public"
	"motcua/templates"
)

// cspStyled is the policy of a page that carries its style with it: that one
// style and no other may stand in the page.
var cspStyled = strings.Replace(csp, "style-src 'self'", "style-src 'self' "+pb_public.InlineHash, 1)

// AllowStyle opens the policy for the page's own style, for pages that have one.
func AllowStyle(e *core.RequestEvent, name string) {
	if templates.CarriesStyle(name) {
		e.Response.Header().Set("Content-Security-Policy", cspStyled)
	}
}
