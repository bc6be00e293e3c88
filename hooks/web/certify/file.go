package certify

import (
	"bytes"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/sheet"
)

// writeXLSX sends a table as a file, built before the first byte leaves.
func writeXLSX(e *core.RequestEvent, name string, t sheet.Table) error {
	var b bytes.Buffer
	if err := sheet.WriteXLSX(&b, t); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `attachment; filename="`+name+`.xlsx"`)
	return e.Blob(http.StatusOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b.Bytes())
}
