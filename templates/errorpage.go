package templates

import "strconv"

// ErrorPage is the data of the page "error": what happened, what to do next.
type ErrorPage struct {
	Page
	Status    int
	Heading   string
	What      string
	Next      string
	BackHref  string
	BackText  string
	Reference string // found again in the log; "" when there is none
	Action    string // where Kept is sent again
	Kept      []Kept // what was typed, when the server could not keep it
}

// Kept is one field of a form that can be sent again.
type Kept struct{ Name, Value string }

// NewErrorPage says the sentences of an HTTP status; a status without its
// own sentences speaks like 500, or like 400 below that.
func NewErrorPage(p Page, status int, reference string) ErrorPage {
	key := "error." + strconv.Itoa(status)
	if !HasText(key + ".title") {
		key = "error.400"
		if status >= 500 {
			key = "error.500"
		}
	}
	return ErrorPage{
		Page: p, Status: status, Reference: reference,
		Heading: Text(key+".title", nil), What: Text(key+".what", nil), Next: Text(key+".next", nil),
		BackHref: "/", BackText: Text("error.home", nil),
	}
}
