// Package money is what the law and the banks say about a commune's takings:
// amounts in words, the transfer QR (VietQR), what a receipt must hold, how
// a day of the cash book adds up. Amounts are whole đồng; it stores nothing
// and reads no clock.
package money

import (
	"strconv"
	"strings"
)

var digits = [10]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// Words is an amount as a receipt spells it: "Mười lăm nghìn đồng". Negative
// amounts begin with "Âm". Thông tư 78/2021/TT-BTC asks a receipt for the sum
// in words, so that no digit can be added to it.
func Words(amount int64) string {
	text := "không"
	switch {
	case amount < 0:
		text = "âm " + spell(magnitude(amount))
	case amount > 0:
		text = spell(uint64(amount))
	}
	r := []rune(text + " đồng")
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// magnitude is |n|, for the least int64 too.
func magnitude(n int64) uint64 { return uint64(-(n + 1)) + 1 } //nolint:gosec // n is negative here

const billion = 1_000_000_000

// spell says a number above nothing. Above a billion the billions are a number
// of their own: "một nghìn hai trăm tỷ".
func spell(n uint64) string {
	if n >= billion {
		text := spell(n/billion) + " tỷ"
		if rest := n % billion; rest > 0 {
			text += " " + groups(rest, true)
		}
		return text
	}
	return groups(n, false)
}

// groups says n below a billion by its millions, thousands and the rest; after
// says that something higher went before, so that hundreds are said even when
// there are none.
func groups(n uint64, after bool) string {
	var out []string
	for _, g := range []struct {
		value uint64
		name  string
	}{{n / 1_000_000, " triệu"}, {n / 1000 % 1000, " nghìn"}, {n % 1000, ""}} {
		if g.value > 0 {
			out = append(out, hundreds(g.value, after)+g.name)
		}
		after = after || g.value > 0
	}
	return strings.Join(out, " ")
}

// hundreds says 1…999; full says the empty hundred too ("không trăm").
func hundreds(n uint64, full bool) string {
	var out []string
	h, rest := n/100, n%100
	if h > 0 || full {
		out = append(out, digits[h]+" trăm")
	}
	if rest > 0 {
		out = append(out, tens(rest, h > 0 || full))
	}
	return strings.Join(out, " ")
}

// tens says 1…99. linked says that hundreds went before: five is then "linh
// năm". The odd words of the language are here: mười, mươi, mốt, tư, lăm.
func tens(n uint64, linked bool) string {
	t, u := n/10, n%10
	switch {
	case t == 0 && linked:
		return "linh " + digits[u]
	case t == 0:
		return digits[u]
	}
	text := "mười"
	if t > 1 {
		text = digits[t] + " mươi"
	}
	switch {
	case u == 0:
		return text
	case u == 1 && t > 1:
		return text + " mốt"
	case u == 4 && t > 1:
		return text + " tư"
	case u == 5:
		return text + " lăm"
	}
	return text + " " + digits[u]
}

// Digits is an amount with its thousands parted: "15.000".
func Digits(amount int64) string {
	s := strconv.FormatInt(amount, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// most is the largest amount that one receipt or count may name, in đồng.
const most = 100_000_000_000

// Parse reads an amount as people type it: "15000", "15.000", "15 000 đ",
// "-2.000". It answers false for anything else, for fractions and for amounts
// no counter of a commune ever sees.
func Parse(text string) (int64, bool) {
	s := strings.ToLower(strings.TrimSpace(text))
	for _, unit := range []string{"đồng", "đ", "vnd"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, unit))
	}
	sign := int64(1)
	for _, minus := range []string{"-", "−"} {
		if rest, ok := strings.CutPrefix(s, minus); ok {
			s, sign = strings.TrimSpace(rest), -1
			break
		}
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == ',' || r == ' ' || r == '\u00a0' })
	for i, p := range parts {
		if strings.Trim(p, "0123456789") != "" || i > 0 && len(p) != 3 {
			return 0, false
		}
	}
	if len(parts) == 0 || len(parts) > 1 && len(parts[0]) > 3 {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.Join(parts, ""), 10, 64)
	if err != nil || n > most {
		return 0, false
	}
	return sign * n, true
}
