package sheet

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// maxText is the longest text a cell of a spreadsheet holds, in UTF-16 units.
const maxText = 32767

// sheetName is the name of the only sheet.
const sheetName = "Bảng"

// WriteXLSX writes the table as a workbook of one sheet. Texts are typed as
// text (and stay so when somebody edits them), numbers as numbers, days as
// days shown dd/mm/yyyy. Rows are streamed: 100 000 of them need little
// memory. Errors: those of w, and more than 1 048 576 rows.
func WriteXLSX(w io.Writer, t Table) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("write xlsx: %w", err)
		}
	}()
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.SetSheetName("Sheet1", sheetName); err != nil {
		return err
	}
	looks, err := newLooks(f)
	if err != nil {
		return err
	}
	sw, err := f.NewStreamWriter(sheetName)
	if err != nil {
		return err
	}
	if err := frame(sw, t); err != nil {
		return err
	}
	if err := fill(sw, t, looks); err != nil {
		return err
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// headRow is the row of the heads, from 1: below the title and the notes.
func (t Table) headRow() int {
	n := 1 + len(t.Notes)
	if t.Title != "" {
		n++
	}
	return n
}

// frame sets the widths and keeps the heads in sight; it comes before rows.
func frame(sw *excelize.StreamWriter, t Table) error {
	for i, c := range t.Columns {
		if c.Width > 0 {
			if err := sw.SetColWidth(i+1, i+1, min(c.Width, 255)); err != nil {
				return err
			}
		}
	}
	below, err := excelize.CoordinatesToCellName(1, t.headRow()+1)
	if err != nil {
		return err
	}
	return sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: t.headRow(), TopLeftCell: below, ActivePane: "bottomLeft"})
}

func fill(sw *excelize.StreamWriter, t Table, l looks) error {
	line := 0
	put := func(cells ...any) error {
		line++
		at, err := excelize.CoordinatesToCellName(1, line)
		if err != nil {
			return err
		}
		return sw.SetRow(at, cells)
	}
	if t.Title != "" {
		if err := put(excelize.Cell{StyleID: l.title, Value: legal(t.Title)}); err != nil {
			return err
		}
	}
	for _, note := range t.Notes {
		if err := put(excelize.Cell{StyleID: l.note, Value: legal(note)}); err != nil {
			return err
		}
	}
	heads := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = excelize.Cell{StyleID: l.head, Value: legal(c.Title)}
	}
	if err := put(heads...); err != nil {
		return err
	}
	values := make([]any, 0, len(t.Columns))
	for _, row := range t.Rows {
		values = values[:0]
		for _, c := range row {
			values = append(values, l.value(c))
		}
		if err := put(values...); err != nil {
			return err
		}
	}
	return nil
}

// looks are the styles of a workbook.
type looks struct{ title, note, head, text, integer, decimal, day, moment int }

func newLooks(f *excelize.File) (looks, error) {
	var l looks
	line := []excelize.Border{{Type: "left", Style: 1, Color: "8A8478"}, {Type: "right", Style: 1, Color: "8A8478"},
		{Type: "top", Style: 1, Color: "8A8478"}, {Type: "bottom", Style: 1, Color: "8A8478"}}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	format := func(s string) *string { return &s }
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&l.title, excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true, Size: 14}}},
		{&l.note, excelize.Style{NumFmt: 49, Font: &excelize.Font{Italic: true}}},
		{&l.head, excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true}, Border: line,
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}}},
		{&l.text, excelize.Style{NumFmt: 49, Border: line, Alignment: top}}, // 49 is "@": text even after editing
		{&l.integer, excelize.Style{NumFmt: 3, Border: line, Alignment: top}},
		{&l.decimal, excelize.Style{NumFmt: 4, Border: line, Alignment: top}},
		{&l.day, excelize.Style{CustomNumFmt: format("dd/mm/yyyy"), Border: line, Alignment: top}},
		{&l.moment, excelize.Style{CustomNumFmt: format("hh:mm dd/mm/yyyy"), Border: line, Alignment: top}},
	} {
		id, err := f.NewStyle(&s.style)
		if err != nil {
			return looks{}, err
		}
		*s.id = id
	}
	return l, nil
}

// value types a cell; excelize takes a moment's wall clock as it is.
func (l looks) value(c Cell) excelize.Cell {
	switch c.kind {
	case text:
		return excelize.Cell{StyleID: l.text, Value: legal(c.text)}
	case integer:
		return excelize.Cell{StyleID: l.integer, Value: c.n}
	case decimal:
		return excelize.Cell{StyleID: l.decimal, Value: c.f}
	case day:
		return excelize.Cell{StyleID: l.day, Value: c.at}
	case moment:
		return excelize.Cell{StyleID: l.moment, Value: c.at}
	}
	return excelize.Cell{StyleID: l.text}
}

// legal drops what XML 1.0 cannot carry and what a cell cannot hold; the cut
// is marked.
func legal(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000 {
			return r
		}
		return -1
	}, strings.ReplaceAll(s, "\r\n", "\n"))
	if len(s) <= maxText {
		return s
	}
	if units := utf16.Encode([]rune(s)); len(units) > maxText {
		return strings.ToValidUTF8(string(utf16.Decode(units[:maxText-1])), "") + "…"
	}
	return s
}
