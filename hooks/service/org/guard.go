package org

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
)

// Guard puts the same limits on PocketBase's own password door of staff
// accounts as on our sign-in page.
func (o *Office) Guard(app core.App) {
	guardLog(app)
	guardDeeds(app)
	guardDeputies(app)
	app.OnRecordAuthWithPasswordRequest("staff").BindFunc(func(e *core.RecordAuthWithPasswordRequestEvent) error {
		from := e.RemoteIP()
		if err := o.MayTry(e.Identity, from); err != nil {
			return e.TooManyRequestsError("", err)
		}
		if e.Record == nil || !e.Record.ValidatePassword(e.Password) {
			o.Missed(e.Identity, from)
			return e.BadRequestError("", problem.Problem{Kind: problem.Invalid, Key: KeyWrongSignIn})
		}
		return e.Next()
	})
}
