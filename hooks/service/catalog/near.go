package catalog

import (
	"math/bits"
	"sort"
)

// letters are what a folded text is made of: space, digits and a to z.
const letters = 37

// pairs is the set of neighbouring letters in a text. Two texts that share
// most of theirs look alike, whatever was mistyped.
type pairs [(letters*letters + 63) / 64]uint64

func letter(c byte) int {
	switch {
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 11
	case c >= '0' && c <= '9':
		return int(c-'0') + 1
	}
	return 0
}

func pairsOf(text string) pairs {
	var p pairs
	for i := 0; i+1 < len(text); i++ {
		n := letter(text[i])*letters + letter(text[i+1])
		p[n/64] |= 1 << (n % 64)
	}
	return p
}

// like is how much two sets share, 0 to 1000 (Dice).
func (p *pairs) like(o *pairs) int {
	both, all := 0, 0
	for i := range p {
		both += bits.OnesCount64(p[i] & o[i])
		all += bits.OnesCount64(p[i]) + bits.OnesCount64(o[i])
	}
	if all == 0 {
		return 0
	}
	return 2000 * both / all
}

// Nearest are the n offers that look most like the query, for a question that
// found nothing: there is always something to go on with.
func Nearest(list []Offer, query string, n int) []Offer {
	asked := pairsOf(ask(query).whole() + " ")
	type near struct{ place, like int }
	all := make([]near, len(list))
	for i := range list {
		best := 0
		for j := range list[i].haystack.pairs {
			best = max(best, asked.like(&list[i].haystack.pairs[j]))
		}
		all[i] = near{i, best}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].like > all[j].like })
	out := make([]Offer, 0, n)
	for _, x := range all[:min(n, len(all))] {
		out = append(out, list[x.place])
	}
	return out
}

func (q question) whole() string {
	if len(q.phrases) == 0 {
		return ""
	}
	return q.phrases[len(q.phrases)-1]
}
