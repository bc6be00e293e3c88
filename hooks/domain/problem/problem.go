// Package problem holds what a person can fix: what is wrong, with which
// field, said as a stable code. It never holds a sentence; the sentence of a
// code stands in templates/text.
package problem

import (
	"errors"
	"sort"
	"strings"
)

// Kind groups problems by what the caller may do about them.
type Kind string

// The kinds. Each has one HTTP status, given in web/httpx.
const (
	Invalid   Kind = "invalid"   // the input is wrong: mend it and send again
	NotFound  Kind = "not_found" // not there, or not yours: the same answer
	Forbidden Kind = "forbidden" // not by you
	Conflict  Kind = "conflict"  // not now: somebody or something came first
	TooMany   Kind = "too_many"  // wait, then try again
	Full      Kind = "full"      // the server's disk has no room left
)

// Problem is one thing wrong.
type Problem struct {
	Kind  Kind
	Field string            // name of the input, "" when it is about the whole
	Key   string            // stable code and key of its sentence
	Args  map[string]string // values for the sentence, never personal data
}

// Code is the stable identifier, also the key of the sentence.
func (p Problem) Code() string { return p.Key }

// Error makes Problem an error; it is for logs, no page shows it.
func (p Problem) Error() string {
	if p.Field == "" {
		return p.Key
	}
	return p.Field + ": " + p.Key
}

// Of a field: a shorthand for the commonest problem, an invalid input.
func Of(field, key string) Problem { return Problem{Kind: Invalid, Field: field, Key: key} }

// With returns p with one more value for its sentence.
func (p Problem) With(name, value string) Problem {
	args := make(map[string]string, len(p.Args)+1)
	for k, v := range p.Args {
		args[k] = v
	}
	args[name] = value
	p.Args = args
	return p
}

// List is every problem found in one input.
type List []Problem

// Error joins the codes, sorted, for logs.
func (l List) Error() string {
	keys := make([]string, len(l))
	for i, p := range l {
		keys[i] = p.Error()
	}
	sort.Strings(keys)
	return strings.Join(keys, "; ")
}

// Add appends an invalid field.
func (l *List) Add(field, key string) { *l = append(*l, Of(field, key)) }

// Err returns nil for an empty list, so that callers may return it as is.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// In reports the problems in err's chain, if any.
func In(err error) (List, bool) {
	var l List
	if errors.As(err, &l) {
		return l, len(l) > 0
	}
	var p Problem
	if errors.As(err, &p) {
		return List{p}, true
	}
	return nil, false
}
