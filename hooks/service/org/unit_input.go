package org

import (
	"regexp"
	"slices"
	"strings"

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
	KeyPhone           = "org.phone_invalid"
	KeyTooLong         = "org.too_long"
	KeyUnitOwn         = "org.unit_own"
	KeyDay             = "org.day_invalid"
	KeyLetters         = "org.letters_invalid"
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
	Letters    string `form:"letters" json:"letters"`

	Signers map[string]string `json:"signers"` // form → title
}

var (
	codeShape       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	identifierShape = regexp.MustCompile(`^[A-Z0-9]{1,6}(\.[A-Z0-9]{1,6}){0,6}$`)
)

// Reserved are the first words of addresses that belong to doors: no unit may
// be called by one, or its pages could not be reached. A test of hooks holds
// this list against the route table, both ways.
var Reserved = []string{"api", "cap-tren", "co-chu", "dang-nhap", "dang-xuat", "gallery", "healthz", "ho-so", "kiem-tra", "lanh-dao",
	"mot-cua", "nhan-ho", "phoi-hop", "quan-tri", "static", "su-kien", "t", "tai-khoan", "thiet-lap", "thu-ngan", "tra-cuu", "xu-ly"}

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
	in.readPapers(&bad)
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
			bad.Add("phone", KeyPhone)
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
