package procedure

import (
	"fmt"
	"strings"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
)

// LinksOf are the procedures that follow in a case, in their order.
func (v Version) LinksOf(caseKey string) []Link {
	var out []Link
	for _, l := range v.Links {
		if inCase(l.Cases, caseKey) {
			out = append(out, l)
		}
	}
	return out
}

// LinkBy is a link by its key.
func (v Version) LinkBy(key string) (Link, bool) {
	for _, l := range v.Links {
		if l.Key == key && key != "" {
			return l, true
		}
	}
	return Link{}, false
}

func (v Version) checkLinks() (out problem.List) {
	for i, l := range v.Links {
		at := fmt.Sprintf("links[%d]", i)
		for _, f := range []struct{ at, text string }{{".title", l.Title}, {".agency", l.Agency}} {
			if strings.TrimSpace(f.text) == "" {
				out.Add(at+f.at, KeyNoText)
			}
		}
		if l.Limit.Unit == deadline.None || (deadline.Rule{Limit: l.Limit}).Check() != nil {
			out.Add(at+".limit", KeyBadLink)
		}
		if strings.TrimSpace(l.Ground) == "" {
			out.Add(at+".ground", KeyNoLinkGround)
		}
		out = append(out, v.knownCases(at, l.Cases)...)
	}
	return append(out, unique("links", len(v.Links), func(i int) string { return v.Links[i].Key })...)
}

func (l Link) words() (string, string) {
	return l.Key, l.Title + " – " + l.Agency + ": " + l.Limit.Words()
}
