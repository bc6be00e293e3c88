package casework

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/service/catalog"
)

// CorrectionView is what a dossier would be once its correction is confirmed.
type CorrectionView struct {
	Version   catalog.Published
	Applicant Person
	Due       dossier.Due
	Answers   form.Answers
}

// Corrected foresees what confirming the correction of c would give; nothing
// is written. c has a correction.
func (d *Desk) Corrected(app core.App, c Case) (CorrectionView, error) {
	var out CorrectionView
	var err error
	if out.Due, err = d.corrected(app, c, &out.Answers); err != nil {
		return out, err
	}
	if out.Version, err = d.Catalog.Version(app, c.Correction.Version); err != nil {
		return out, err
	}
	out.Applicant, err = d.Person(app, c.Correction.Applicant)
	return out, err
}
