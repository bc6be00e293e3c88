// Package access says who may do what: the roles of staff and the range of
// units they see. It knows no session and no database.
package access

import (
	"slices"
	"strings"
)

// Role is a role of a staff account.
type Role string

// The roles of model.md §1.
const (
	Clerk          Role = "clerk"
	Officer        Role = "officer"
	Leader         Role = "leader"
	Cashier        Role = "cashier"
	ProcedureAdmin Role = "procedure_admin"
	UnitAdmin      Role = "unit_admin"
	Superior       Role = "superior"
	Inspector      Role = "inspector"
)

// Roles lists every role, in the order they are shown.
var Roles = []Role{Clerk, Officer, Leader, Cashier, ProcedureAdmin, UnitAdmin, Superior, Inspector}

// Range is a half-open text range of unit paths: path >= From AND path < To.
type Range struct{ From, To string }

// Subtree is the range of a unit and everything below it. A path ends with
// "/", so the subtree of "01/0123/" ends before "01/01230".
func Subtree(path string) Range {
	if path == "" {
		return Range{}
	}
	return Range{From: path, To: path[:len(path)-1] + string(path[len(path)-1]+1)}
}

// Has reports whether path lies in the range; the empty range has nothing.
func (r Range) Has(path string) bool { return r.From != "" && path >= r.From && path < r.To }

// Scope is a short list of ranges; empty means nothing.
type Scope []Range

// Has reports whether path lies in one of the ranges.
func (s Scope) Has(path string) bool {
	for _, r := range s {
		if r.Has(path) {
			return true
		}
	}
	return false
}

// Actor is whoever does something: a staff member, the public, or the system.
type Actor struct {
	ID       string // staff record id; "" for the public, "system" for jobs
	Name     string // full name as printed on papers
	Title    string // chức danh
	Unit     string // unit record id
	UnitPath string
	Post     string // path of the unit whose work it is: the own one, or for an office the nearest unit above that is none; "" = UnitPath says it all
	Roles    []Role
	Scope    Scope   // what the actor may read
	Watches  []Watch // what a superior may read beside it; never to write

	For []Standing // whom the actor stands in for today (uỷ quyền khi vắng)

	MustChange bool // still has the password somebody else gave: chooses an own one first
}

// System is the actor of jobs and of the built-in seed.
var System = Actor{ID: "system", Name: "Hệ thống"}

// Standing is a colleague an actor stands in for, with the roles lent.
type Standing struct {
	ID, Name, Title string
	Roles           []Role
}

// Has reports whether the actor holds the role, or was lent it for today.
func (a Actor) Has(r Role) bool {
	if slices.Contains(a.Roles, r) {
		return true
	}
	for _, s := range a.For {
		if slices.Contains(s.Roles, r) {
			return true
		}
	}
	return false
}

// StandsFor reports whether the actor may do what the colleague holds.
func (a Actor) StandsFor(staff string) bool {
	for _, s := range a.For {
		if s.ID == staff {
			return true
		}
	}
	return false
}

// Behalf is the name of the colleague in whose place the actor acts: whoever
// holds the work, or whoever lent the role that the actor lacks; "" = acts as
// oneself.
func (a Actor) Behalf(holder string, roles ...Role) string {
	own := len(roles) == 0
	for _, r := range roles {
		own = own || slices.Contains(a.Roles, r)
	}
	for _, s := range a.For {
		if s.ID == holder && holder != a.ID && s.lends(roles) {
			return s.Name
		}
	}
	if own {
		return ""
	}
	for _, s := range a.For {
		for _, r := range roles {
			if slices.Contains(s.Roles, r) {
				return s.Name
			}
		}
	}
	return ""
}

// lends reports whether one of the roles was lent; acts that ask for none need
// none.
func (s Standing) lends(roles []Role) bool {
	return len(roles) == 0 || slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(s.Roles, r) })
}

// HasAny reports whether the actor holds one of the roles.
func (a Actor) HasAny(roles ...Role) bool {
	for _, r := range roles {
		if a.Has(r) {
			return true
		}
	}
	return false
}

// Signed reports whether somebody stands behind the actor.
func (a Actor) Signed() bool { return a.ID != "" }

// Works reports whether the actor may act on dossiers of the unit at path: the
// staff of that unit and of the offices below it. The commune below a province
// does not do the province's work, and a superior and an inspector only read,
// whatever their scope (model.md §1, supervisions).
func (a Actor) Works(path string) bool {
	return path != "" && strings.HasPrefix(a.UnitPath, path) && strings.HasPrefix(path, a.Post) && a.HasAny(Clerk, Officer, Leader, Cashier)
}

// SeesPeople reports whether the actor may read who the people of a dossier
// are. Whoever supervises or administers sees how the work goes, not whose it
// is (Luật 91/2025/QH15).
func (a Actor) SeesPeople() bool { return a.HasAny(Clerk, Officer, Leader, Cashier) }
