package number

import (
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
)

// KeyOnlyOffice says that books and slips are changed by the office alone.
const KeyOnlyOffice = "number.only_office"

// Guard refuses every record write to books and slips, whoever asks: the REST
// API, a superuser, the dashboard. The office writes rows directly.
func Guard(app core.App) {
	refuse := func(*core.RecordEvent) error {
		return validation.Errors{"id": problem.Problem{Kind: problem.Conflict, Key: KeyOnlyOffice}}
	}
	for _, name := range []string{"registers", "number_blocks", "slips"} {
		app.OnRecordCreate(name).BindFunc(refuse)
		app.OnRecordUpdate(name).BindFunc(refuse)
		app.OnRecordDelete(name).BindFunc(refuse)
	}
}
