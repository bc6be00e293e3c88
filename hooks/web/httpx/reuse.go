package httpx

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/service/casework"
	"motcua/templates"
)

// Reuse is one paper of an earlier dossier that need not be asked for again,
// for the part "reuse".
type Reuse struct {
	ID, Name, Value string
	On, Expired     bool
	Title, Meta     string
	Href            string
}

// ReuseOf draws the n-th offer for one paper of a list; name is the name of its
// boxes, and ticked what was ticked of them.
func ReuseOf(name string, n int, ticked []string, r casework.Reuse) Reuse {
	x := Reuse{ID: name + "." + strconv.Itoa(n), Name: name, Value: r.File.ID, Expired: r.Expired, On: slices.Contains(ticked, r.File.ID),
		Title: r.File.Name, Href: "/ho-so/" + r.From + "/tep/" + r.File.ID}
	if n == 0 {
		x.ID = name // so that the list of what is wrong finds it
	}
	if r.Result {
		x.Title = r.File.Title
	}
	args := map[string]string{"code": r.From, "day": plainDay(r.Day), "until": plainDay(r.Until), "n": strconv.Itoa(r.File.Pages)}
	key := "reuse.from"
	if r.Result {
		key = "reuse.result"
	}
	parts := []string{templates.Text(key, args)}
	if r.File.Pages > 0 {
		parts = append(parts, templates.Text("reuse.pages", args))
	}
	switch {
	case r.Expired:
		parts = append(parts, templates.Text("reuse.expired", args))
	case r.Until != "" && r.Result:
		parts = append(parts, templates.Text("reuse.until", args))
	case r.Until != "":
		parts = append(parts, templates.Text("reuse.until_look", args))
	}
	x.Meta = strings.Join(parts, " · ")
	return x
}

// plainDay is 2006-01-02 as 02/01/2006, without the day of the week: two stand
// in one line.
func plainDay(day string) string {
	if at, err := time.Parse(time.DateOnly, day); err == nil {
		return at.Format("02/01/2006")
	}
	return day
}
