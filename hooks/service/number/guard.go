package number

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/closed"
)

// KeyOnlyOffice says that books and slips are changed by the office alone.
const KeyOnlyOffice = "number.only_office"

// Guard refuses every record write to books and slips, whoever asks: the REST
// API, a superuser, the dashboard. The office writes rows directly.
func Guard(app core.App) {
	closed.To(app, KeyOnlyOffice, nil, "registers", "number_blocks", "slips")
}
