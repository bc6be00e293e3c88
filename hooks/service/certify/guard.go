package certify

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/closed"
	"motcua/hooks/service/number"
)

// Guard refuses every record write to the lines of the books, whoever asks.
func Guard(app core.App) {
	closed.To(app, number.KeyOnlyOffice, nil, "certifications")
}
