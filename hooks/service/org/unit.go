package org

// Works reports whether the unit is open for business on a day (2006-01-02).
func (u Unit) Works(day string) bool {
	return (u.ValidFrom == "" || u.ValidFrom <= day) && (u.ValidTo == "" || day < u.ValidTo)
}
