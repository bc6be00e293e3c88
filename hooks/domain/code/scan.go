package code

import (
	"net/url"
	"regexp"
	"strings"

	"motcua/hooks/domain/identity"
)

// Kind of a scanned text.
type Kind string

// What a scanner may have read. Unknown is ordinary text: search for it.
const (
	Unknown Kind = ""
	Dossier Kind = "dossier" // a dossier code
	Ref     Kind = "ref"     // a reference whose check digit holds
	Receipt Kind = "receipt" // the tracking link printed on a receipt
	Citizen Kind = "citizen" // a citizen number, bare or within the card's QR
)

// Scanned is what a text is. Value is a dossier code, the nine digits of a
// reference (for Receipt one of these two), or the twelve of a number; the
// trimmed text itself when Unknown. Token is the link's secret, "" if it
// carries none or a mangled one.
type Scanned struct {
	Kind  Kind
	Value string
	Token string
}

var (
	dossierCode = regexp.MustCompile(`^[A-Z0-9]+(?:[.\-][A-Z0-9]+)+$`)
	dayRun      = regexp.MustCompile(`(?:^|\D)(?:20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\D|$)`)
	trackPath   = regexp.MustCompile(`(?i)(?:^|/)t/([^/?#\s]+)/?(?:\?([^#\s]*))?`)
)

// Scan says what a scanner or a hurried clerk has put into the search box. It
// never fails and keeps nothing. Letters may come in any case.
func Scan(text string) Scanned {
	text = strings.TrimSpace(text)
	if s, ok := scanLink(text); ok {
		return s
	}
	if c, ok := identity.ParseCard(text); ok {
		return Scanned{Kind: Citizen, Value: c.Number.Digits}
	}
	if ref, err := ParseRef(text); err == nil {
		return Scanned{Kind: Ref, Value: ref}
	}
	if n, err := identity.ParseNumber(text); err == nil && n.Kind == identity.Citizen && !strings.Contains(text, "-") {
		return Scanned{Kind: Citizen, Value: n.Digits}
	}
	if code, ok := ParseCode(text); ok {
		return Scanned{Kind: Dossier, Value: code}
	}
	return Scanned{Value: text}
}

// ParseCode reports whether a text has the shape of a dossier code of any
// pattern, and gives it in capitals. It does not say that the dossier exists.
func ParseCode(text string) (string, bool) {
	code := strings.ToUpper(strings.TrimSpace(text))
	if len(code) < 8 || len(code) > MaxLen || !dossierCode.MatchString(code) || !dayRun.MatchString(code) {
		return "", false
	}
	return code, true
}

// scanLink reads …/t/{code or ref}?k={token} of any host.
func scanLink(text string) (Scanned, bool) {
	m := trackPath.FindStringSubmatch(text)
	if m == nil {
		return Scanned{}, false
	}
	s := Scanned{Kind: Receipt}
	name, err := url.PathUnescape(m[1])
	if err != nil {
		return Scanned{}, false
	}
	if ref, err := ParseRef(name); err == nil {
		s.Value = ref
	} else if code, ok := ParseCode(name); ok {
		s.Value = code
	} else {
		return Scanned{}, false
	}
	if query, err := url.ParseQuery(m[2]); err == nil {
		for key, values := range query {
			if strings.EqualFold(key, "k") {
				s.Token, _ = ParseToken(values[0]) // a mangled token leaves "", the code still opens the dossier
			}
		}
	}
	return s, true
}
