package counter

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// mostReceipts is how many receipts one page prints.
const mostReceipts = 200

// receiptsPage prints several receipts one behind the other.
type receiptsPage struct {
	templates.Page
	Receipts []receiptPage
}

// receipts shows the receipts of the dossiers that the address names, for
// printing at once; each print was noted before. One that is not there or not
// yours is the same answer for the whole page.
func (d desk) receipts(e *core.RequestEvent, by access.Actor) error {
	codes := e.Request.URL.Query()["ma"]
	if len(codes) == 0 || len(codes) > mostReceipts {
		return problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	page := receiptsPage{Page: d.r.Page(e, by, templates.Text("many.receipts.title", nil))}
	for _, code := range codes {
		_, r, err := d.asked(e, by, code)
		if err != nil {
			return err
		}
		page.Receipts = append(page.Receipts, receiptPage{Receipt: r, Size: size(e.Request.URL.Query().Get("kho"))})
	}
	return httpx.Render(e, http.StatusOK, "paper/receipts", page)
}
