package access

// Supervises reports whether the actor looks at the dossiers of the unit at
// path from above or from beside: such a look is given a reason, is logged, and
// the unit sees it.
func (a Actor) Supervises(path string) bool {
	return a.HasAny(Superior, Inspector) && !a.Works(path)
}
