package office

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
)

// mayOpen refuses the page of a dossier to a supervisor who has not given a
// reason yet.
func (p pages) mayOpen(e *core.RequestEvent, by access.Actor, c casework.Case) error {
	may, err := p.Org.MayOpen(e.App, by, org.Whose{Dossier: c.ID, Unit: c.Unit, UnitPath: c.UnitPath})
	if err == nil && !may {
		return problem.Problem{Kind: problem.Forbidden, Key: org.KeyReasonFirst}
	}
	return err
}

// asksReason leads a supervisor to the page that asks for the reason; false
// when err is something else.
func asksReason(e *core.RequestEvent, err error) (bool, error) {
	list, ok := problem.In(err)
	if !ok || list[0].Key != org.KeyReasonFirst {
		return false, err
	}
	return true, e.Redirect(http.StatusSeeOther, "/cap-tren/xem/"+e.Request.PathValue("code"))
}
