package identity

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Card is what the QR on the front of a citizen card (CCCD, căn cước) says. It
// is typed text with the value of a self-declaration, never proof of identity;
// the address is of the day of issue. The raw string is not kept.
type Card struct {
	Number   Number // always twelve digits
	Old      string // CMND before, 9 or 12 digits, or ""
	Name     string
	Birth    Birth
	Sex      Sex
	Address  string
	Issued   string // day "2006-01-02", or ""
	Doubtful bool   // anything but the number may be mangled: show it for confirmation
	Warnings []Warning
}

var (
	cardNumber = regexp.MustCompile(`(?:^|\D)(\d{12}|\d{21}|\d{24})(?:\D|$)`)
	cardDate   = regexp.MustCompile(`(?:^|\D)(\d{8})(?:\D|$)`)
	cardPrefix = regexp.MustCompile(`^\][A-Za-z][0-9]`) // what some scanners put in front: AIM, ISO/IEC 15424
	cardOld    = regexp.MustCompile(`\d{12}|\d{9}`)
)

// ParseCard reads the QR of a citizen card as a keyboard scanner types it:
// number|old number|name|ddmmyyyy|sex|address|ddmmyyyy, with more fields after
// that ignored. The twelve digits decide. An input method (Telex, VNI) may
// have changed letters and separators; the rest is then read as well as it can
// be and the card is Doubtful. False: this is no card (a bare number is none).
func ParseCard(text string) (Card, bool) {
	text = strings.TrimSpace(text)
	if len(text) > 2000 || len(text) < 20 {
		return Card{}, false
	}
	text, mended := mendEncoding(cardPrefix.ReplaceAllString(text, ""))
	at := cardNumber.FindStringSubmatchIndex(text)
	if at == nil {
		return Card{}, false
	}
	digits, rest := text[at[2]:at[3]], text[at[3]:]
	c := Card{Number: Number{Kind: Citizen, Digits: digits[:12]}}
	c.Old = digits[12:]
	fields, sure := cardFields(rest)
	if fields == nil {
		return Card{}, false
	}
	c.read(fields)
	c.Doubtful = mended || !sure || c.Old != "" && len(digits) > 12 || c.doubtful(fields)
	c.Warnings = c.Number.Check(c.Birth, c.Sex)
	if c.Sex == "" {
		c.Sex = c.Number.Sex()
	}
	return c, true
}

// cardFields gives the six fields after the number: old, name, birth, sex,
// address, issued. sure means that the separator was the card's own.
func cardFields(rest string) (fields []string, sure bool) {
	sep, size := utf8.DecodeRuneInString(rest)
	if size == 0 {
		return nil, false
	}
	if !unicode.IsLetter(sep) && !unicode.IsDigit(sep) && !strings.ContainsRune(" .,-", sep) {
		parts := strings.Split(rest[size:], string(sep))
		if len(parts) >= 6 && cardDate.MatchString(parts[2]) {
			return parts[:6], sep == '|'
		}
	}
	return cardByDates(rest), false
}

// cardByDates finds the fields by the two dates when the separators are lost
// or many. Without a date it is no card.
func cardByDates(rest string) []string {
	at := cardDate.FindStringSubmatchIndex(rest)
	if at == nil {
		return nil
	}
	birth, before, after := rest[at[2]:at[3]], rest[:at[2]], rest[at[3]:]
	old := cardOld.FindString(before)
	name := strings.TrimFunc(strings.Replace(before, old, "", 1), notLetter)
	issued := ""
	if i := cardDate.FindStringSubmatchIndex(after); i != nil {
		after, issued = after[:i[2]], after[i[2]:i[3]]
	}
	after = strings.TrimFunc(after, notLetter)
	sex, address := after, ""
	if i := strings.IndexFunc(after, notLetter); i > 0 {
		sex, address = after[:i], strings.TrimFunc(after[i:], func(r rune) bool { return notLetter(r) && !unicode.IsDigit(r) })
	}
	return []string{old, name, birth, sex, address, issued}
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) }

func (c *Card) read(f []string) {
	if old := strings.TrimSpace(f[0]); c.Old == "" && (len(old) == 9 || len(old) == 12) {
		if d, clean := onlyDigits(old); clean && len(d) == len(old) {
			c.Old = old
		}
	}
	c.Name = Tidy(f[1])
	if b, err := ParseBirth(f[2]); err == nil {
		c.Birth = b
	}
	c.Sex = ParseSex(f[3])
	c.Address = Tidy(f[4])
	if b, err := ParseBirth(f[5]); err == nil && b.Full() {
		c.Issued = string(b)
	}
}
