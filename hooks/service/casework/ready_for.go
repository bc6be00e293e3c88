package casework

import (
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/identity"
)

// ReadyFor lists the results that wait for one visitor: of the person that a
// card, a number, a telephone or a name means, or of everybody who handed in
// together with the dossier that a code names, and of that dossier's applicant.
func (d *Desk) ReadyFor(app core.App, by access.Actor, text string) ([]Ready, error) {
	ids, err := d.whose(app, by, text)
	if err != nil {
		return nil, err
	}
	if len(ids) == 1 {
		if ids, err = d.companions(app, by, ids[0]); err != nil {
			return nil, err
		}
	}
	list, err := d.Ready(app, by, 0)
	name := identity.Fold(text)
	if len([]rune(name)) < 2 || strings.ContainsAny(name, "0123456789") {
		name = "\x00" // no name has it
	}
	return slices.DeleteFunc(list, func(r Ready) bool {
		return !slices.Contains(ids, r.ID) && !strings.Contains(identity.Fold(r.ApplicantName), name)
	}), err
}

// companions are the dossiers that came with one in the same visit, and those
// of its applicant.
func (d *Desk) companions(app core.App, by access.Actor, id string) ([]string, error) {
	c, err := d.Find(app, by, id)
	if err != nil {
		return nil, err
	}
	ids, err := visitors(app, c)
	if err != nil {
		return nil, err
	}
	who, err := d.Person(app, c.Applicant)
	if err != nil || who.Number == "" {
		return append(ids, id), err
	}
	lines, err := d.ByNumber(app, by, who.Number)
	for _, l := range lines {
		ids = append(ids, l.ID)
	}
	return append(ids, id), err
}
