package access

import "strings"

// Administers reports whether the actor runs the unit at path: its data, its
// staff, its calendar, what it offers. It is the unit_admin of that unit or of
// one above it, and the operator's command on the server itself.
func (a Actor) Administers(path string) bool {
	if path == "" {
		return false
	}
	return a.ID == System.ID || a.Has(UnitAdmin) && a.UnitPath != "" && strings.HasPrefix(path, a.UnitPath)
}

// Offers reports whether the actor decides what the unit at path offers: its
// administrator, or whoever looks after procedures there or above.
func (a Actor) Offers(path string) bool {
	return a.Administers(path) || a.Has(ProcedureAdmin) && path != "" && a.UnitPath != "" && strings.HasPrefix(path, a.UnitPath)
}
