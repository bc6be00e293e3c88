// Package leader is the door of those who sign: what waits for them, and what
// of their unit is late. Signing itself is an act on the dossier's page.
package leader

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
	r.GET("/lanh-dao", httpx.Staff(access.Leader), p.sign)
}
