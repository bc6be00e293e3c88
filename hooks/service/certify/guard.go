package certify

import (
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/number"
)

// Guard refuses every record write to the lines of the books, whoever asks.
func Guard(app core.App) {
	refuse := func(*core.RecordEvent) error {
		return validation.Errors{"id": problem.Problem{Kind: problem.Conflict, Key: number.KeyOnlyOffice}}
	}
	app.OnRecordCreate("certifications").BindFunc(refuse)
	app.OnRecordUpdate("certifications").BindFunc(refuse)
	app.OnRecordDelete("certifications").BindFunc(refuse)
}
