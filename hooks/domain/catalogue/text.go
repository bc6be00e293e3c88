package catalogue

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// nothing is how the catalogue writes an empty cell.
const nothing = "Không có thông tin"

// tidy makes one spelling of a cell: composed letters, plain spaces.
func tidy(s string) string {
	s = norm.NFC.String(s)
	s = strings.NewReplacer("\u00a0", " ", "\r\n", "\n", "\r", "\n", "\u200b", "", "\ufeff", "").Replace(s)
	return strings.TrimSpace(s)
}

// filled is the cell, "" when the catalogue says that it has nothing.
func filled(s string) string {
	if s = unfurnish(tidy(s)); s == nothing {
		return ""
	}
	return s
}

// furniture is what the page shows after the last field: key words, the
// choice of an agency, buttons.
var furniture = regexp.MustCompile(`(?s)(Từ khóa` + nothing + `|Từ khóa\s*Mô tả|Chọn cơ quan thực hiện\s*Tỉnh/).*$`)

// unfurnish cuts the page's furniture off the end of a field.
func unfurnish(s string) string { return strings.TrimSpace(furniture.ReplaceAllString(s, "")) }

// lines are the paragraphs of a text without their bullets.
func lines(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.Join(strings.Fields(strings.TrimLeft(strings.TrimSpace(l), "-–+*•\t ")), " "); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// cut reports whether a text stops in the middle: an open bracket, a comma, dots.
func cut(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return false
	}
	for _, end := range []string{"(", ",", ":", "…", "...", " và", " hoặc"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return strings.Count(s, "(") > strings.Count(s, ")") && strings.LastIndex(s, "(") > strings.LastIndex(s, ")")
}

// begun reports whether a text begins in the middle of another.
func begun(s string) bool {
	return strings.HasPrefix(s, ")") || strings.HasPrefix(s, ";") || strings.HasPrefix(s, ",") || strings.HasPrefix(s, "và ")
}

// length is a length of time as a text names it.
type length struct {
	n    int
	unit string // ngày làm việc, ngày, giờ làm việc, giờ, tháng
}

var lengthIn = regexp.MustCompile(`(?i)(sau |trước |lúc )?\b(\d{1,3})\s*(?:\([^()]{1,30}\)\s*)?(ngày làm việc|ngày|giờ làm việc|giờ|tháng)`)

// lengths finds the lengths of time in a text; times of day are left out.
func lengths(s string) []length {
	var out []length
	for _, m := range lengthIn.FindAllStringSubmatch(norm.NFC.String(s), -1) {
		if unit := strings.ToLower(m[3]); m[1] == "" || !strings.HasPrefix(unit, "giờ") {
			out = append(out, length{atoi(m[2]), unit})
		}
	}
	return out
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' && n < 1e12 {
			n = n*10 + int(r-'0')
		}
	}
	return n
}

// split parts a list at commas outside brackets.
func split(s string) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range s {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == ',' && depth == 0:
			out, from = append(out, strings.TrimSpace(s[from:i])), i+1
		}
	}
	if last := strings.TrimSpace(s[from:]); last != "" {
		out = append(out, last)
	}
	return out
}
