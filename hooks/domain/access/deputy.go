package access

import (
	"slices"
	"strings"
	"time"

	"motcua/hooks/domain/problem"
)

// Codes of what a deputation (uỷ quyền khi vắng) may get wrong.
const (
	KeyDeputyGiver  = "deputy.giver_missing"
	KeyDeputyTaker  = "deputy.taker_missing"
	KeyDeputySelf   = "deputy.self"
	KeyDeputyUnit   = "deputy.other_unit"
	KeyDeputyNoRole = "deputy.role_missing"
	KeyDeputyLacks  = "deputy.role_lacked"
	KeyDeputyDay    = "deputy.day_invalid"
	KeyDeputyOrder  = "deputy.days_order"
	KeyDeputyPast   = "deputy.start_past"
	KeyDeputyLong   = "deputy.too_long"
	KeyDeputyGround = "deputy.ground_missing"
	KeyDeputyChain  = "deputy.chain"
	KeyDeputyOver   = "deputy.over"
)

// Lendable are the roles that somebody may lend while away: those that work on
// dossiers. Who runs the unit or looks from above is never lent.
var Lendable = []Role{Clerk, Officer, Leader, Cashier}

// maxLeave is the longest deputation, in days, both ends counted.
const maxLeave = 366

// Deputation lends roles of a giver to a taker from one office day to another,
// 2006-01-02, both inside.
type Deputation struct {
	Roles    []Role
	StartDay string
	EndDay   string
	Ground   string // number and day of the paper it rests on
}

// Check lists everything wrong with a deputation between two people of the
// unit at path, seen on an office day. Nobody lends a role they do not hold
// themselves: what was lent to them does not count, so that there are no
// chains.
func (d Deputation) Check(giver, taker Actor, path, today string) problem.List {
	var bad problem.List
	if !giver.Signed() {
		bad.Add("giver", KeyDeputyGiver)
	}
	switch {
	case !taker.Signed():
		bad.Add("taker", KeyDeputyTaker)
	case taker.ID == giver.ID:
		bad.Add("taker", KeyDeputySelf)
	case !strings.HasPrefix(taker.UnitPath, path) || !taker.own(Lendable...):
		bad.Add("taker", KeyDeputyUnit)
	}
	if len(d.Roles) == 0 {
		bad.Add("roles", KeyDeputyNoRole)
	}
	for _, r := range d.Roles {
		if !slices.Contains(Lendable, r) || !slices.Contains(giver.Roles, r) {
			bad.Add("roles", KeyDeputyLacks)
			break
		}
	}
	bad = append(bad, d.checkDays(today)...)
	if strings.TrimSpace(d.Ground) == "" || len([]rune(d.Ground)) > 200 {
		bad.Add("ground", KeyDeputyGround)
	}
	return bad
}

func (d Deputation) checkDays(today string) problem.List {
	var bad problem.List
	start, err1 := time.Parse(time.DateOnly, d.StartDay)
	end, err2 := time.Parse(time.DateOnly, d.EndDay)
	if err1 != nil {
		bad.Add("start_day", KeyDeputyDay)
	}
	if err2 != nil {
		bad.Add("end_day", KeyDeputyDay)
	}
	switch {
	case len(bad) > 0:
	case d.StartDay < today:
		bad.Add("start_day", KeyDeputyPast)
	case d.EndDay < d.StartDay:
		bad.Add("end_day", KeyDeputyOrder)
	case end.Sub(start) >= maxLeave*24*time.Hour:
		bad.Add("end_day", KeyDeputyLong)
	}
	return bad
}

// Lent are the roles of a deputation that the giver still holds.
func (d Deputation) Lent(giver []Role) []Role {
	var out []Role
	for _, r := range d.Roles {
		if slices.Contains(Lendable, r) && slices.Contains(giver, r) {
			out = append(out, r)
		}
	}
	return out
}

// own reports whether the actor holds one of the roles oneself, not lent.
func (a Actor) own(roles ...Role) bool {
	return slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(a.Roles, r) })
}

// SignsFor is how papers write that the actor signs in the place of a colleague
// with a title: “KT.” (ký thay) a deputy of the head, “” the head for one of
// the deputies, “TUQ.” (thừa uỷ quyền) anybody else (Nghị định
// 30/2020/NĐ-CP, Phụ lục I, mục II.7).
func (a Actor) SignsFor(title string) string {
	switch {
	case !a.own(Leader):
		return "TUQ."
	case deputyTitle(a.Title):
		return "KT."
	case deputyTitle(title):
		return ""
	}
	return "TUQ."
}

// deputyTitle reports whether a title is that of a deputy of the head.
func deputyTitle(title string) bool {
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(title)), "phó ")
}
