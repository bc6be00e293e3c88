// Package officer is the door of those who process dossiers: their own work.
// The dossier itself, with what may be done to it, is the office's page.
package officer

import (
	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
)

// Door binds the routes of this door.
type Door struct {
	Desk *casework.Desk
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	p := pages{d, r}
	r.GET("/xu-ly", httpx.Staff(access.Officer, access.Leader), p.work)
}
