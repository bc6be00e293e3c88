package dossier

// RegisterNo is the number of the dossier's line in the register of a unit
// (Mẫu số 07): the one on its receipt. In a register of several units no such
// number is one line's alone; there it is the place in the list.
func (d Dossier) RegisterNo(unit string, place int) int {
	if d.BookNo > 0 && d.Unit == unit {
		return d.BookNo
	}
	return place
}
