package org

import (
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
)

// kept are the collections that this office alone writes, row by row, each
// with what is said to whoever else tries: the REST API, a superuser, the
// dashboard.
var kept = map[string]string{"access_log": KeyLogKept, "org_log": KeyOrgLogKept, "supervisions": KeySupervisionKept, "deputies": KeyDeputyKept}

func keep(app core.App, collection, key string) {
	refuse := func(*core.RecordEvent) error {
		return validation.Errors{"id": problem.Problem{Kind: problem.Conflict, Key: key}}
	}
	app.OnRecordCreate(collection).BindFunc(refuse)
	app.OnRecordUpdate(collection).BindFunc(refuse)
	app.OnRecordDelete(collection).BindFunc(refuse)
}

// Guard puts the same limits on PocketBase's own password door of staff
// accounts as on our sign-in page.
func (o *Office) Guard(app core.App) {
	for collection, key := range kept {
		keep(app, collection, key)
	}
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
