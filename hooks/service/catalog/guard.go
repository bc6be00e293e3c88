package catalog

import (
	validation "github.com/pocketbase/ozzo-validation/v4"
)

// refuse words a guard's refusal so that PocketBase answers with the code; a
// bare error would become a blank 400.
func refuse(field string, err error) error { return validation.Errors{field: err} }
