package sheet

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteCSV writes heads and rows: UTF-8 with a byte order mark (Excel needs
// it), commas, CRLF, every text quoted. RFC 4180. Days are 2006-01-02, which
// no locale misreads. The error is that of w.
func WriteCSV(w io.Writer, t Table) error {
	b := bufio.NewWriterSize(w, 64<<10)
	b.WriteString("\ufeff")
	heads := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = Text(c.Title)
	}
	writeLine(b, heads, len(heads))
	for _, row := range t.Rows {
		writeLine(b, row, len(t.Columns))
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// writeLine writes one row of at least n cells; the first error of b stays in
// it until Flush.
func writeLine(b *bufio.Writer, row []Cell, n int) {
	for i := range max(n, len(row)) {
		if i > 0 {
			b.WriteByte(',')
		}
		if i >= len(row) {
			continue
		}
		if value := row[i].plain(); row[i].kind == text {
			b.WriteByte('"')
			b.WriteString(strings.ReplaceAll(value, `"`, `""`))
			b.WriteByte('"')
		} else {
			b.WriteString(value)
		}
	}
	b.WriteString("\r\n")
}
