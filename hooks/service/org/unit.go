package org

// Letterhead is the two lines on the left of every paper: whose desk it is,
// and the desk. A commune's papers come from its centre unless it says
// otherwise (Nghị định 30/2020/NĐ-CP, Phụ lục I).
func (u Unit) Letterhead() (above, own string) {
	above, own = u.ParentName, u.Name
	if u.Kind == "commune" {
		above, own = u.Name, Centre
	}
	if u.Settings.PaperAbove != "" {
		above = u.Settings.PaperAbove
	}
	if u.Settings.PaperOwn != "" {
		own = u.Settings.PaperOwn
	}
	return above, own
}

// Works reports whether the unit is open for business on a day (2006-01-02).
func (u Unit) Works(day string) bool {
	return (u.ValidFrom == "" || u.ValidFrom <= day) && (u.ValidTo == "" || day < u.ValidTo)
}
