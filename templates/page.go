package templates

// Page is what every page needs from its door; page data embeds it.
type Page struct {
	Title    string // for <title> when the page defines none
	Lang     string // "" = vi
	Problems []Problem
	Flash    string // one sentence about what was just done
	FlashAt  string // dossier it was done to, when another page is shown; "" = this one
	User     *User  // nil when nobody signed in
	Nav      []NavItem
	Query    string // what stands in the search box
	SearchAt string // where the search box posts to; "" = /mot-cua/tim
	OneTime  string // hidden key that makes a second sending harmless
	TextSize string // "", "large" or "larger", from the cookie
	Demo     bool
	KeysOff  bool   // this person has switched the single keys off
	Path     string // address of this page, for "come back here"
	Unit     *Unit  // whose page it is; nil = the software's own
}

// Problem is one thing to mend, already said as a sentence.
type Problem struct {
	Field   string // name of the input, "" when about the whole; summary.go puts its label before the line
	Of      string // the part of the form, where several have the same fields: “Người nộp thay”
	Message string
}

// User is who signed in, as shown at the top right.
type User struct{ Name, Title, Unit, Initials string }

// Unit is the commune whose page a citizen reads.
type Unit struct {
	Name    string // “Trung tâm Phục vụ hành chính công phường Vỹ Dạ”
	Href    string
	Phone   string // digits; shown grouped, called by tel:
	Address string
}

// NavItem is one entry of the main navigation. Key is the letter that opens it
// after g: "h", "x", "b".
type NavItem struct {
	Href, Label string
	Current     bool
	Count       int // 0 = shown without a number
	Key         string
}

// Error is the sentence about a field, "" when it is right.
func (p Page) Error(field string) string {
	for _, x := range p.Problems {
		if x.Field == field {
			return x.Message
		}
	}
	return ""
}

// Search is where the search box posts to. It posts, because people search
// for names and numbers of persons, which must not stand in an address.
func (p Page) Search() string {
	if p.SearchAt == "" {
		return "/mot-cua/tim"
	}
	return p.SearchAt
}
