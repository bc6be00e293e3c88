// Package sheet writes tables for spreadsheets, XLSX and CSV, in which no cell
// can ever run: what a person typed stays text, whatever it begins with. It
// reads no database and knows no report.
package sheet

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Table is one sheet. Title and Notes stand above the heads in XLSX; a CSV has
// heads and rows alone, so that machines can read it.
type Table struct {
	Title   string
	Notes   []string
	Columns []Column
	Rows    [][]Cell // a short row is filled up with empty cells
}

// Column is a head and the width of its column in letters; 0 is the default.
type Column struct {
	Title string
	Width float64
}

type kind uint8

const (
	empty kind = iota
	text
	integer
	decimal
	day
	moment
)

// Cell is one value with its type; the zero value is an empty cell. Make it
// with Text, Int, Decimal, Day or Moment.
type Cell struct {
	kind kind
	text string
	n    int64
	f    float64
	at   time.Time
}

// zone of days and moments in a sheet.
var zone = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

// Text is anything people or their papers say: names, codes, telephones. It is
// never read as a number, a day or a formula.
func Text(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{kind: text, text: strings.ToValidUTF8(s, "")}
}

// Texts is a row of texts.
func Texts(values ...string) []Cell {
	row := make([]Cell, len(values))
	for i, v := range values {
		row[i] = Text(v)
	}
	return row
}

// Int is a count or an amount in đồng.
func Int(n int64) Cell { return Cell{kind: integer, n: n} }

// Decimal is a measured number or a ratio; not a number and infinity are empty.
func Decimal(f float64) Cell {
	if f != f || f-f != 0 {
		return Cell{}
	}
	return Cell{kind: decimal, f: f}
}

// Day is an office day "2006-01-02"; what is none is kept as text.
func Day(s string) Cell {
	t, err := time.ParseInLocation("2006-01-02", s, zone)
	if err != nil {
		return Text(s)
	}
	return Cell{kind: day, at: t}
}

// Moment is a time, shown in Asia/Ho_Chi_Minh; the zero time is empty.
func Moment(at time.Time) Cell {
	if at.IsZero() {
		return Cell{}
	}
	return Cell{kind: moment, at: at.In(zone)}
}

// plain is the value as a line of CSV says it.
func (c Cell) plain() string {
	switch c.kind {
	case text:
		return safe(c.text)
	case integer:
		return strconv.FormatInt(c.n, 10)
	case decimal:
		return strconv.FormatFloat(c.f, 'f', -1, 64)
	case day:
		return c.at.Format("2006-01-02")
	case moment:
		return c.at.Format("2006-01-02 15:04")
	}
	return ""
}

// starts are the letters a formula may begin with, narrow and full width.
const starts = "=+-@＝＋－＠﹢﹣﹦﹫−"

// safe makes one line of a text that Excel and LibreOffice both keep as text:
// an apostrophe stands before anything that could be taken for a formula, a
// number or a day (0912345678, 1.000110, 01/2026), also where a spreadsheet
// that separates with semicolons would begin a cell.
func safe(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f' || r == '\u0085':
			return ' '
		case r != utf8.RuneError && !unicode.IsControl(r):
			return r
		}
		return -1
	}, s)
	parts := strings.Split(s, ";")
	for i, p := range parts {
		if active(p) || i == 0 && len(parts) == 1 && numeric(p) {
			parts[i] = "'" + p
		}
	}
	return strings.Join(parts, ";")
}

// active reports a text whose first visible letter begins a formula.
func active(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '"'
	})
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && strings.ContainsRune(starts, r)
}

// numeric reports a text made only of digits and the signs of numbers, days
// and times.
func numeric(s string) bool {
	digit := false
	for _, r := range s {
		if unicode.IsDigit(r) {
			digit = true
		} else if !strings.ContainsRune(" .,/:%-+eE\u00a0\u202f₫$€", r) {
			return false
		}
	}
	return digit
}
