package notice

import (
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
)

// KeyOnlyOffice says that notices are changed by their office alone.
const KeyOnlyOffice = "notice.only_office"

// Guard refuses every record write to notices, whoever asks: the office writes
// its rows directly.
func Guard(app core.App) {
	refuse := func(*core.RecordEvent) error {
		return validation.Errors{"id": problem.Problem{Kind: problem.Conflict, Key: KeyOnlyOffice}}
	}
	for _, name := range []string{"notices", "notice_texts"} {
		app.OnRecordCreate(name).BindFunc(refuse)
		app.OnRecordUpdate(name).BindFunc(refuse)
		app.OnRecordDelete(name).BindFunc(refuse)
	}
}
