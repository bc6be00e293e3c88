package catalog

import (
	"sort"
	"strings"

	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/procedure"
)

// haystack is what a procedure is found by, folded: lower case, no marks.
type haystack struct {
	code     string
	name     string
	synonyms []string
	rest     string // sector, results and papers
}

func newHaystack(v procedure.Version) haystack {
	h := haystack{code: v.Code, name: " " + identity.Fold(v.Name) + " "}
	for _, s := range v.Synonyms {
		h.synonyms = append(h.synonyms, " "+identity.Fold(s)+" ")
	}
	rest := v.Sector
	for _, r := range v.Results {
		rest += " " + r.Title
	}
	h.rest = " " + identity.Fold(rest) + " "
	return h
}

// Points of a match; a phrase counts more than scattered words, a name more
// than what stands around it.
const (
	exactCode   = 1000
	phraseName  = 100
	phraseAlias = 90
	wordName    = 10
	wordAlias   = 8
	wordRest    = 2
)

// rank keeps the offers in which every word is found, most points first, then
// by shorter name.
func rank(list []Offer, words []string) []Offer {
	type hit struct {
		Offer
		points int
	}
	var hits []hit
	phrase := " " + strings.Join(words, " ")
	for _, o := range list {
		if p := o.haystack.points(words, phrase); p > 0 {
			hits = append(hits, hit{o, p})
		}
	}
	sort.SliceStable(hits, func(i, j int) bool {
		if hits[i].points != hits[j].points {
			return hits[i].points > hits[j].points
		}
		return len(hits[i].haystack.name) < len(hits[j].haystack.name)
	})
	out := make([]Offer, len(hits))
	for i, h := range hits {
		out[i] = h.Offer
	}
	return out
}

func (h haystack) points(words []string, phrase string) int {
	if strings.HasPrefix(h.code, strings.TrimSpace(phrase)) || strings.ReplaceAll(h.code, ".", " ") == strings.TrimSpace(phrase) {
		return exactCode
	}
	total := 0
	if strings.Contains(h.name, phrase) {
		total += phraseName
	}
	for _, s := range h.synonyms {
		if strings.Contains(s, phrase) {
			total += phraseAlias
			break
		}
	}
	for _, w := range words {
		best := 0
		switch {
		case strings.Contains(h.name, " "+w):
			best = wordName
		case anyContains(h.synonyms, " "+w):
			best = wordAlias
		case strings.Contains(h.rest, " "+w):
			best = wordRest
		}
		if best == 0 {
			if total > 0 {
				continue
			}
			return 0
		}
		total += best
	}
	return total
}

func anyContains(list []string, part string) bool {
	for _, s := range list {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}
