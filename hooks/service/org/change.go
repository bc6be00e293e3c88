package org

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
)

// Codes of what the data of a unit may get wrong.
const (
	KeyNameMissing     = "org.name_missing"
	KeyCodeInvalid     = "org.code_invalid"
	KeyCodeTaken       = "org.code_taken"
	KeyCodeReserved    = "org.code_reserved"
	KeyIdentifier      = "org.identifier_invalid"
	KeyIdentifierTaken = "org.identifier_taken"
	KeyKindUnknown     = "org.kind_unknown"
	KeyParentUnknown   = "org.parent_unknown"
	KeyTooLong         = "org.too_long"
	KeyUnitOwn         = "org.unit_own"
	KeyDay             = "org.day_invalid"
	KeyUnitClosed      = "org.unit_closed" // takes nothing in any more
	KeySuccessor       = "org.successor_unknown"
)

// UnitKinds are the kinds of unit, in the order they are offered.
var UnitKinds = []string{"commune", "office", "province", "district", "hamlet", "partner"}

// Centre is the office that every commune runs its desk in (Nghị định
// 118/2025/NĐ-CP); papers print its name below the commune's.
const Centre = "Trung tâm Phục vụ hành chính công"

// UnitInput is what a person says about a unit.
type UnitInput struct {
	Parent     string `form:"parent" json:"parent"` // code of the unit above; only when it is added
	Code       string `form:"code" json:"code"`     // only when it is added: addresses and paths keep it
	Kind       string `form:"kind" json:"kind"`
	Name       string `form:"name" json:"name"`
	ShortName  string `form:"short_name" json:"short_name"`
	Identifier string `form:"identifier" json:"identifier"`
	Place      string `form:"place" json:"place"`
	Address    string `form:"address" json:"address"`
	Phone      string `form:"phone" json:"phone"`
	Email      string `form:"email" json:"email"`
	Hours      string `form:"hours" json:"hours"` // only when it is added; afterwards the calendar's matter
	PaperAbove string `form:"paper_above" json:"paper_above"`
	PaperOwn   string `form:"paper_own" json:"paper_own"`
}

var (
	codeShape       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	identifierShape = regexp.MustCompile(`^[A-Z0-9]{1,6}(\.[A-Z0-9]{1,6}){0,6}$`)
)

// Reserved are the first words of addresses that belong to doors: no unit may
// be called by one, or its pages could not be reached. A test of hooks holds
// this list against the route table, both ways.
var Reserved = []string{"api", "cap-tren", "co-chu", "dang-nhap", "dang-xuat", "gallery", "healthz", "ho-so", "kiem-tra", "lanh-dao",
	"mot-cua", "quan-tri", "static", "su-kien", "t", "tai-khoan", "thiet-lap", "thu-ngan", "tra-cuu", "xu-ly"}

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

// tidy is a text with single spaces and none around it.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// read tidies the input and lists everything wrong with it. adding tells a new
// unit from a change, self is the id of the unit that is changed.
func (in *UnitInput) read(all map[string]Unit, adding bool, self string) problem.List {
	for _, p := range []*string{&in.Name, &in.ShortName, &in.Place, &in.Address, &in.Email, &in.PaperAbove, &in.PaperOwn, &in.Hours} {
		*p = tidy(*p)
	}
	in.Code, in.Identifier = strings.ToLower(strings.TrimSpace(in.Code)), strings.ToUpper(strings.TrimSpace(in.Identifier))
	var bad problem.List
	if in.Name == "" {
		bad.Add("name", KeyNameMissing)
	}
	in.derive(adding)
	if !slices.Contains(UnitKinds, in.Kind) {
		bad.Add("kind", KeyKindUnknown)
	}
	if adding {
		in.readCode(&bad, all)
		if _, err := calendar.ParseHours(in.Hours); in.Hours != "" && err != nil {
			bad.Add("hours", calendar.KeyHours)
		}
	}
	numbered := in.Kind == "commune" // its dossiers carry the identifier in their code
	switch {
	case in.Identifier == "" && !numbered:
	case !identifierShape.MatchString(in.Identifier) || len(in.Identifier) > 20:
		bad.Add("identifier", KeyIdentifier)
	default:
		for _, u := range all {
			if u.ID != self && u.Identifier == in.Identifier {
				bad.Add("identifier", KeyIdentifierTaken)
				break
			}
		}
	}
	in.readContact(&bad)
	for field, text := range map[string]string{"name": in.Name, "short_name": in.ShortName, "place": in.Place, "address": in.Address, "paper_above": in.PaperAbove, "paper_own": in.PaperOwn} {
		if len([]rune(text)) > 200 {
			bad.Add(field, KeyTooLong)
		}
	}
	return bad
}

// derive fills in what the name says already: the short name, the place of
// papers, and the code of a new unit.
func (in *UnitInput) derive(adding bool) {
	if in.ShortName == "" {
		in.ShortName = shortOf(in.Name)
	}
	bare := placeOf(in.ShortName)
	if in.Place == "" {
		in.Place = bare
	}
	if adding && in.Code == "" && in.Name != "" {
		in.Code = strings.Join(strings.FieldsFunc(identity.Fold(bare), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }), "-")
	}
}

// placeOf is a short name without the word for the kind of place.
func placeOf(short string) string {
	for _, kind := range []string{"Xã ", "Phường ", "Thị trấn ", "Đặc khu ", "Tỉnh ", "Thành phố "} {
		if rest, ok := strings.CutPrefix(short, kind); ok && rest != "" {
			return rest
		}
	}
	return short
}

func (in *UnitInput) readCode(bad *problem.List, all map[string]Unit) {
	switch {
	case !codeShape.MatchString(in.Code) || len(in.Code) < 2 || len(in.Code) > 40:
		bad.Add("code", KeyCodeInvalid)
	case slices.Contains(Reserved, in.Code):
		bad.Add("code", KeyCodeReserved)
	default:
		for _, u := range all {
			if u.Code == in.Code {
				bad.Add("code", KeyCodeTaken)
				break
			}
		}
	}
}

func (in *UnitInput) readContact(bad *problem.List) {
	if strings.TrimSpace(in.Phone) != "" {
		n, err := identity.ParsePhone(in.Phone)
		if err != nil {
			bad.Add("phone", identity.KeyPhoneInvalid)
		} else {
			in.Phone = string(n)
		}
	}
	if in.Email != "" && !mailShape.MatchString(in.Email) {
		bad.Add("email", KeyMail)
	}
}

// shortOf is the name as people say it: without the committee in front.
func shortOf(name string) string {
	for _, head := range []string{"Ủy ban nhân dân ", "Uỷ ban nhân dân ", "UBND "} {
		if rest, ok := strings.CutPrefix(name, head); ok && rest != "" {
			r := []rune(rest)
			return strings.ToUpper(string(r[:1])) + string(r[1:])
		}
	}
	return name
}

// Administered is a unit that the actor runs, by its code; for everybody else
// it is not there.
func (o *Office) Administered(app core.App, by access.Actor, code string) (Unit, error) {
	u, err := o.UnitByCode(app, code)
	if err == nil && !by.Administers(u.Path) {
		return Unit{}, problem.Problem{Kind: problem.NotFound, Field: "unit", Key: KeyUnitNotFound}
	}
	return u, err
}

// Tree lists the units the actor runs, by path; a switched-off one too.
func (o *Office) Tree(app core.App, by access.Actor) ([]Unit, error) {
	all, err := o.Units(app, nil, "")
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(u Unit) bool { return !by.Administers(u.Path) }), nil
}

// CreateUnit adds a unit below one that the actor runs. Only the operator's
// command may add a root.
func (o *Office) CreateUnit(app core.App, by access.Actor, in UnitInput) (Unit, error) {
	all, err := o.all(app)
	if err != nil {
		return Unit{}, err
	}
	bad := in.read(all, true, "")
	parent, err := o.parentOf(app, by, in.Parent)
	if list, is := problem.In(err); is {
		bad = append(bad, list...)
	} else if err != nil {
		return Unit{}, err
	}
	if err := bad.Err(); err != nil {
		return Unit{}, err
	}
	var made Unit
	err = app.RunInTransaction(func(tx core.App) error {
		var err error
		if made, err = o.AddUnit(tx, parent.ID, in.unit(Unit{Code: in.Code, Hours: in.Hours})); err != nil {
			return err
		}
		return o.Write(tx, by, made.Path, "unit_added", made.Name, made.Code)
	})
	o.Forget()
	return made, err
}

func (o *Office) parentOf(app core.App, by access.Actor, code string) (Unit, error) {
	none := problem.Of("parent", KeyParentUnknown)
	if code == "" {
		if by.ID == access.System.ID {
			return Unit{}, nil
		}
		return Unit{}, none
	}
	u, err := o.Administered(app, by, code)
	if _, is := problem.In(err); is {
		return u, none
	}
	return u, err
}

// unit lays the input over what is there already.
func (in UnitInput) unit(u Unit) Unit {
	u.Kind, u.Name, u.ShortName, u.Identifier, u.Place, u.Address, u.Phone, u.Email = in.Kind, in.Name, in.ShortName, in.Identifier, in.Place, in.Address, in.Phone, in.Email
	u.Settings.PaperAbove, u.Settings.PaperOwn = in.PaperAbove, in.PaperOwn
	return u
}

// ChangeUnit changes the data of a unit; its code and place in the tree stay.
func (o *Office) ChangeUnit(app core.App, by access.Actor, code string, in UnitInput) (Unit, error) {
	u, err := o.Administered(app, by, code)
	if err != nil {
		return u, err
	}
	all, err := o.all(app)
	if err != nil {
		return u, err
	}
	if err := in.read(all, false, u.ID).Err(); err != nil {
		return u, err
	}
	next := in.unit(u)
	err = app.RunInTransaction(func(tx core.App) error {
		if err := saveUnit(tx, next, nil); err != nil {
			return err
		}
		for _, below := range all {
			if below.Parent == u.ID && below.ParentName == u.Name && u.Name != next.Name {
				below.ParentName = next.Name
				if err := saveUnit(tx, below, nil); err != nil {
					return err
				}
			}
		}
		return o.Write(tx, by, u.Path, "unit_changed", next.Name, changed(u, next))
	})
	o.Forget()
	return next, err
}

// changed names the fields that differ, for the log.
func changed(a, b Unit) string {
	var out []string
	for _, f := range []struct{ name, a, b string }{{"name", a.Name, b.Name}, {"short_name", a.ShortName, b.ShortName}, {"kind", a.Kind, b.Kind},
		{"identifier", a.Identifier, b.Identifier}, {"place", a.Place, b.Place}, {"address", a.Address, b.Address}, {"phone", a.Phone, b.Phone},
		{"email", a.Email, b.Email}, {"paper", a.Settings.PaperAbove + a.Settings.PaperOwn, b.Settings.PaperAbove + b.Settings.PaperOwn}} {
		if f.a != f.b {
			out = append(out, f.name)
		}
	}
	return strings.Join(out, ", ")
}

func saveUnit(tx core.App, u Unit, more map[string]any) error {
	r, err := tx.FindRecordById("units", u.ID)
	if err != nil {
		return fmt.Errorf("find unit %s: %w", u.Code, err)
	}
	r.Load(map[string]any{"kind": u.Kind, "name": u.Name, "short_name": u.ShortName, "identifier": u.Identifier, "place": u.Place,
		"address": u.Address, "phone": u.Phone, "email": u.Email, "parent_name": u.ParentName, "settings": u.Settings})
	r.Load(more)
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("save unit %s: %w", u.Code, err)
	}
	return nil
}

// CloseUnit switches a unit off from a day on (2006-01-02), or on again with
// "". Nothing is deleted: what it has under way stays to be finished. Nobody
// switches the unit off that they sit in. to are the codes of the units that
// take over, for its public page to name; one switched on again has none.
func (o *Office) CloseUnit(app core.App, by access.Actor, code, from string, to ...string) (Unit, error) {
	u, err := o.Administered(app, by, code)
	if err != nil {
		return u, err
	}
	if from != "" {
		if strings.HasPrefix(by.UnitPath, u.Path) {
			return u, problem.Problem{Kind: problem.Conflict, Field: "valid_to", Key: KeyUnitOwn}
		}
		if _, err := time.Parse(time.DateOnly, from); err != nil {
			return u, problem.Of("valid_to", KeyDay)
		}
		for _, code := range to {
			if next, err := o.UnitByCode(app, code); err != nil || next.ID == u.ID {
				return u, problem.Of("successor", KeySuccessor)
			}
		}
	}
	kind := "unit_closed"
	if from == "" {
		kind, to = "unit_opened", nil
	}
	u.Settings.Successors = to
	err = app.RunInTransaction(func(tx core.App) error {
		if err := saveUnit(tx, u, map[string]any{"valid_to": from}); err != nil {
			return err
		}
		return o.Write(tx, by, u.Path, kind, u.Name, from)
	})
	o.Forget()
	u.ValidTo = from
	return u, err
}
