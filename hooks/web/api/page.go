package api

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// Codes of what a list's address may get wrong.
const (
	KeyListLimit = "api.list_limit"
	KeyListState = "api.list_state"
	KeyDay       = "api.day"
)

// Sizes of a page of a list.
const (
	usualLimit = 50
	mostLimit  = 500
)

// page is one page of a list.
type page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"` // for ?after=; "" at the end
}

// limitOf reads ?limit=.
func limitOf(q url.Values, bad *problem.List) int {
	text := q.Get("limit")
	if text == "" {
		return usualLimit
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > mostLimit {
		*bad = append(*bad, problem.Of("limit", KeyListLimit).With("max", strconv.Itoa(mostLimit)))
		return usualLimit
	}
	return n
}

// dayOf reads a day of the address; "" when it is left out.
func dayOf(q url.Values, name string, bad *problem.List) string {
	text := q.Get(name)
	if text == "" {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		bad.Add(name, KeyDay)
	}
	return text
}

// statesOf reads ?state=, several parted by commas.
func statesOf(q url.Values, bad *problem.List) []dossier.State {
	var out []dossier.State
	for _, name := range strings.FieldsFunc(strings.Join(q["state"], ","), func(r rune) bool { return r == ',' }) {
		known := false
		for _, s := range dossier.States {
			known = known || string(s) == name
		}
		if !known {
			bad.Add("state", KeyListState)
			return nil
		}
		out = append(out, dossier.State(name))
	}
	return out
}

// moment writes a moment in office time; null when there is none.
func moment(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.In(calendar.Location).Format(time.RFC3339)
	return &s
}

// orNull writes a text that may be missing.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// list keeps an empty list a list: [] and never null.
func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}
