package money

import (
	"fmt"
	"regexp"
	"strings"

	"motcua/hooks/domain/problem"
)

// Codes of what a receipt or a closing may get wrong.
const (
	KeyNothing      = "money.nothing_chosen"
	KeyMode         = "money.mode_unknown"
	KeyPayer        = "money.payer_missing"
	KeyTooLong      = "money.too_long"
	KeyAmountNeeded = "money.amount_needed" // the province sets it, or a notice names it: it is typed
	KeyAmountFixed  = "money.amount_fixed"  // the version says how much; nobody types another sum
	KeyGivenShort   = "money.given_short"
	KeyGivenShape   = "money.given_shape"
	KeyReference    = "money.reference_missing"
	KeyReason       = "money.reason_missing"
	KeyCounted      = "money.counted_missing"
	KeyDifference   = "money.difference_reason"
	KeySeries       = "money.series_shape"
)

// Mode is how the money came.
type Mode string

// The modes.
const (
	Cash   Mode = "cash"
	BankQR Mode = "bank_qr" // a transfer, seen on the unit's statement
	Portal Mode = "portal"  // paid through the national portal
)

// Modes lists the modes in the order they are offered.
var Modes = []Mode{Cash, BankQR, Portal}

// maxWords bounds what a person may write in one box of this book, in letters.
const maxWords = 500

// Line is one thing paid for.
type Line struct {
	Code   string // mã hồ sơ
	Fee    string // key of the fee in its dossier
	Title  string
	Amount int64 // đồng
}

// Slip is what makes a receipt: who paid what, and how.
type Slip struct {
	Payer     string
	Mode      Mode
	Given     int64  // cash put on the desk; 0 = exactly the sum
	Reference string // of the transfer: what the statement calls it
	Lines     []Line
}

// Total of the lines, in đồng.
func (s Slip) Total() int64 { return Sum(s.Lines) }

// Sum of lines, in đồng.
func Sum(lines []Line) int64 {
	var n int64
	for _, l := range lines {
		n += l.Amount
	}
	return n
}

// Change is what the payer gets back, in đồng.
func (s Slip) Change() int64 {
	if s.Mode != Cash || s.Given == 0 {
		return 0
	}
	return s.Given - s.Total()
}

// Check lists everything wrong with a slip. A transfer names its reference, so
// that two people cannot be given a receipt for the same money.
func (s Slip) Check() problem.List {
	var bad problem.List
	if len(s.Lines) == 0 {
		bad.Add("line", KeyNothing)
	}
	if strings.TrimSpace(s.Payer) == "" {
		bad.Add("payer", KeyPayer)
	}
	for field, text := range map[string]string{"payer": s.Payer, "reference": s.Reference} {
		if len([]rune(text)) > maxWords {
			bad.Add(field, KeyTooLong)
		}
	}
	switch s.Mode {
	case Cash:
		if s.Given < 0 || s.Given > most {
			bad.Add("given", KeyGivenShape)
		} else if s.Given != 0 && s.Given < s.Total() {
			bad = append(bad, problem.Of("given", KeyGivenShort).With("missing", Digits(s.Total()-s.Given)))
		}
	case BankQR, Portal:
		if strings.TrimSpace(s.Reference) == "" {
			bad.Add("reference", KeyReference)
		}
	default:
		bad.Add("mode", KeyMode)
	}
	return bad
}

// CheckReason refuses a void without words.
func CheckReason(reason string) problem.List {
	var bad problem.List
	switch {
	case strings.TrimSpace(reason) == "":
		bad.Add("reason", KeyReason)
	case len([]rune(reason)) > maxWords:
		bad.Add("reason", KeyTooLong)
	}
	return bad
}

// perBook is how many numbers make one quyển.
const perBook = 100

// Book is the quyển that a number of a series stands in: "0001" for 1…100.
func Book(no int) string { return fmt.Sprintf("%04d", (no-1)/perBook+1) }

// Number is a receipt's name: "AA-26T 0000012", the seven digits of the tax
// office's receipts (biên lai).
func Number(series string, no int) string { return fmt.Sprintf("%s %07d", series, no) }

var lettersShape = regexp.MustCompile(`^([0-9]{2})?[A-Z]{2}$`)

// Series is the ký hiệu of a year's receipts that the office prints itself
// (T = tự in): letters, year, form. letters "" is AA.
func Series(letters, day string) string {
	if letters == "" {
		letters = "AA"
	}
	return letters + "-" + day[2:4] + "T"
}

// CheckLetters refuses letters no ký hiệu can begin with: two capitals, after
// the two digits of the province where the tax office gave them.
func CheckLetters(letters string) problem.List {
	var bad problem.List
	if letters != "" && !lettersShape.MatchString(letters) {
		bad.Add("letters", KeySeries)
	}
	return bad
}

// Entry is what the book of a day needs of a receipt.
type Entry struct {
	Day     string // of the book, 2006-01-02
	VoidDay string // "" = stands
	Mode    Mode
	Amount  int64
}

// Day is what a day of the book adds up to, in đồng. Receipts counts the
// numbers given on it, voided ones too; Total is receipts less voids, and each
// mode likewise.
type Day struct {
	Receipts, Voids int
	Taken, Voided   int64
	Total           int64
	Cash            int64
	BankQR          int64
	Portal          int64
}

// AddUp is the sum of a day over entries of which some may belong to other
// days. A void counts on its own day: a receipt of a closed day is taken off
// the day it was voided on, never off the closed one.
func AddUp(day string, list []Entry) Day {
	var d Day
	for _, e := range list {
		if e.Day == day {
			d.Receipts++
			d.Taken += e.Amount
			d.add(e.Mode, e.Amount)
		}
		if e.VoidDay == day {
			d.Voids++
			d.Voided += e.Amount
			d.add(e.Mode, -e.Amount)
		}
	}
	return d
}

func (d *Day) add(m Mode, n int64) {
	d.Total += n
	switch m {
	case Cash:
		d.Cash += n
	case BankQR:
		d.BankQR += n
	case Portal:
		d.Portal += n
	}
}

// Close compares the cash counted at the end of a day with the book's: what is
// over (or short, negative), and what is wrong with the closing. A difference
// needs its reason in words.
func (d Day) Close(counted int64, reason string) (int64, problem.List) {
	var bad problem.List
	diff := counted - d.Cash
	if diff != 0 && strings.TrimSpace(reason) == "" {
		bad = append(bad, problem.Of("reason", KeyDifference).With("difference", Digits(diff)))
	}
	if len([]rune(reason)) > maxWords {
		bad.Add("reason", KeyTooLong)
	}
	return diff, bad
}

// Missing are the numbers of 1…last that a series lacks; a sound book has none.
func Missing(numbers []int) []int {
	seen, last := map[int]bool{}, 0
	for _, n := range numbers {
		seen[n] = true
		last = max(last, n)
	}
	var out []int
	for n := 1; n <= last; n++ {
		if !seen[n] {
			out = append(out, n)
		}
	}
	return out
}
