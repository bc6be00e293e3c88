// Package closed keeps collections for the office that owns them.
package closed

import (
	"context"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
)

// To refuses every record write to the collections, whoever asks: the REST API,
// a superuser, the dashboard. own tells the owner's own writes by their context;
// nil = the owner writes rows directly. key says who may write.
func To(app core.App, key string, own func(context.Context) bool, collections ...string) {
	refuse := func(e *core.RecordEvent) error {
		if own != nil && e.Context != nil && own(e.Context) {
			return e.Next()
		}
		return validation.Errors{"id": problem.Problem{Kind: problem.Conflict, Key: key}}
	}
	for _, name := range collections {
		app.OnRecordCreate(name).BindFunc(refuse)
		app.OnRecordUpdate(name).BindFunc(refuse)
		app.OnRecordDelete(name).BindFunc(refuse)
	}
}
