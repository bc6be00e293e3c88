// Package gallery shows each component of the design system, in demo mode.
package gallery

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Bind enters the one page.
func Bind(r *httpx.Router) {
	r.GET("/gallery", httpx.Anyone(), func(e *core.RequestEvent, _ access.Actor) error {
		return httpx.Render(e, http.StatusOK, "gallery/gallery", templates.GallerySample())
	})
}
