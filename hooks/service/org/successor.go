package org

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
)

// Working lists the units of a kind that are open for business on a day
// (2006-01-02), by path.
func (o *Office) Working(app core.App, kind, day string) ([]Unit, error) {
	all, err := o.Units(app, nil, kind)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(u Unit) bool { return !u.Works(day) }), nil
}

// Successors lists the units that do the work of one that ended, on a day
// (2006-01-02). Where a successor has ended too, its own stand in its place.
func (o *Office) Successors(app core.App, u Unit, day string) ([]Unit, error) {
	var out []Unit
	seen := map[string]bool{u.Code: true}
	todo := slices.Clone(u.Settings.Successors)
	for len(todo) > 0 {
		code := todo[0]
		todo = todo[1:]
		if seen[code] {
			continue
		}
		seen[code] = true
		next, err := o.UnitByCode(app, code)
		if err != nil {
			return nil, err
		}
		if next.Works(day) {
			out = append(out, next)
		} else {
			todo = append(todo, next.Settings.Successors...)
		}
	}
	return out, nil
}
