package catalog

import (
	"sort"
	"strings"

	"motcua/hooks/domain/procedure"
)

// haystack is what a procedure is found by, in the plain spelling of spell.go.
type haystack struct {
	code     string
	name     string
	bare     string // the name without “Thủ tục”
	synonyms []string
	rest     string  // sector, life event, results
	pairs    []pairs // of the name and each synonym, for what is only nearly right
}

func newHaystack(v procedure.Version) haystack {
	h := haystack{code: v.Code, name: " " + plain(v.Name) + " "}
	h.bare = " " + strings.TrimPrefix(h.name, " thu tuc ")
	h.bare = " " + strings.TrimSpace(h.bare) + " "
	h.pairs = append(h.pairs, pairsOf(h.bare))
	for _, s := range v.Synonyms {
		s = " " + plain(s) + " "
		h.synonyms = append(h.synonyms, s)
		h.pairs = append(h.pairs, pairsOf(s))
	}
	rest := v.Sector + " " + v.LifeEvent
	for _, r := range v.Results {
		rest += " " + r.Title
	}
	h.rest = " " + plain(rest) + " "
	return h
}

// Points of a match; a phrase counts more than scattered words, a name more
// than what stands around it, and exactly what was asked more than all.
const (
	exactCode   = 1000
	wholeName   = 60
	wholeAlias  = 50
	phraseName  = 100
	phraseAlias = 90
	wordName    = 10
	wordAlias   = 8
	wordRest    = 2
)

// rank keeps the offers in which every word that matters is found, most points
// first, then by shorter name.
func rank(list []Offer, q question) []Offer {
	type hit struct{ place, points int }
	var hits []hit
	for i := range list {
		if p := list[i].haystack.points(q); p > 0 {
			hits = append(hits, hit{i, p})
		}
	}
	sort.SliceStable(hits, func(i, j int) bool {
		if hits[i].points != hits[j].points {
			return hits[i].points > hits[j].points
		}
		return len(list[hits[i].place].haystack.name) < len(list[hits[j].place].haystack.name)
	})
	out := make([]Offer, len(hits))
	for i, h := range hits {
		out[i] = list[h.place]
	}
	return out
}

func (h haystack) points(q question) int {
	if q.code != "" && strings.HasPrefix(h.code, q.code) {
		return exactCode
	}
	total := 0
	for _, phrase := range q.phrases {
		total = max(total, h.phrase(phrase))
	}
	whole := total > 0
	for _, w := range q.words {
		best := h.word(w)
		if best == 0 && !w.free && !whole {
			return 0
		}
		total += best
	}
	if !q.matters && total < phraseAlias {
		return 0 // small talk alone finds nothing by its single words
	}
	return total
}

// phrase is what the whole question is worth, word by word in its order.
func (h haystack) phrase(phrase string) int {
	total := 0
	if strings.Contains(h.name, phrase) {
		total = phraseName
		if h.bare == phrase+" " {
			total += wholeName
		}
	}
	alias := 0
	for _, s := range h.synonyms {
		switch {
		case s == phrase+" ":
			alias = max(alias, phraseAlias+wholeAlias)
		case strings.Contains(s, phrase):
			alias = max(alias, phraseAlias)
		}
	}
	return total + alias
}

func (h haystack) word(w want) int {
	best := 0
	for _, form := range w.forms {
		switch {
		case strings.Contains(h.name, form):
			best = max(best, wordName)
		case anyContains(h.synonyms, form):
			best = max(best, wordAlias)
		case strings.Contains(h.rest, form):
			best = max(best, wordRest)
		}
	}
	return best
}

func anyContains(list []string, part string) bool {
	for _, s := range list {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}
