package httpx

import (
	"net/http"
	"net/url"
	"sort"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/templates"
)

// heldPrefix marks the fields of a form that waits behind the sign-in page.
const heldPrefix = "held."

// SignInPage is the data of the sign-in page.
type SignInPage struct {
	templates.Page
	Email string
	To    string // where to go afterwards
	Held  []Held // what was typed before the session ended
}

// Held is one field of a form that waits.
type Held struct{ Name, Value string }

// askSignIn leads to the sign-in page. A form that was sent after the session
// had ended is not lost: its fields travel with the sign-in form and are sent
// on afterwards.
func (r *Router) askSignIn(e *core.RequestEvent) error {
	if e.Request.Method == http.MethodGet {
		to := e.Request.URL.Path
		if q := e.Request.URL.RawQuery; q != "" {
			to += "?" + q
		}
		return e.Redirect(http.StatusSeeOther, "/dang-nhap?tiep="+url.QueryEscape(to))
	}
	form, err := Form(e)
	if err != nil {
		form = url.Values{}
	}
	p := SignInPage{Page: r.Page(e, access.Actor{}, templates.Text("account.sign_in.title", nil)), To: e.Request.URL.Path}
	p.Flash = templates.Text("account.sign_in.held", nil)
	for name, values := range form {
		for _, v := range values {
			p.Held = append(p.Held, Held{heldPrefix + name, v})
		}
	}
	sortHeld(p.Held)
	return Render(e, http.StatusUnauthorized, "account/again", p)
}

// HeldOf returns the fields of the form that waited behind the sign-in page,
// with their own names.
func HeldOf(form url.Values) []Held {
	var out []Held
	for name, values := range form {
		if len(name) <= len(heldPrefix) || name[:len(heldPrefix)] != heldPrefix {
			continue
		}
		for _, v := range values {
			out = append(out, Held{name[len(heldPrefix):], v})
		}
	}
	sortHeld(out)
	return out
}

// HoldAgain gives the waiting fields their sign-in names back, for a second try.
func HoldAgain(list []Held) []Held {
	out := make([]Held, len(list))
	for i, h := range list {
		out[i] = Held{heldPrefix + h.Name, h.Value}
	}
	return out
}

func sortHeld(list []Held) {
	sort.SliceStable(list, func(i, j int) bool { return list[i].Name < list[j].Name })
}
