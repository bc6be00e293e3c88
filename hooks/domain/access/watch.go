package access

import "slices"

// Watch is a range of units that an actor reads without standing above them:
// since the districts went, supervision by area or by field no longer follows
// the tree (model.md §1, supervisions). It never lets the actor write.
type Watch struct {
	Range
	Sector string // lĩnh vực; "" = every sector
}

// Sectors are the sectors of the unit at path that the actor may count and
// read, sorted; nil with true means all of them. false means none: for this
// actor the unit is not there. It is the one place that says what a superior
// sees; pages, API, files and exports all ask here.
func (a Actor) Sectors(path string) ([]string, bool) {
	if a.Scope.Has(path) {
		return nil, true
	}
	var out []string
	for _, w := range a.Watches {
		switch {
		case !w.Has(path):
		case w.Sector == "":
			return nil, true
		case !slices.Contains(out, w.Sector):
			out = append(out, w.Sector)
		}
	}
	slices.Sort(out)
	return out, len(out) > 0
}

// Sees reports whether the actor may read a dossier of a sector at the unit at
// path.
func (a Actor) Sees(path, sector string) bool {
	list, ok := a.Sectors(path)
	return ok && (list == nil || slices.Contains(list, sector))
}
