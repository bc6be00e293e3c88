package calendar

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"
)

// vn.csv is the nation's table for civil servants: days off, days given back,
// days swapped and Saturdays worked, each with its text or notice. A year
// whose 1 January stands in it has its whole table there.
//
//go:embed data/vn.csv
var vnCSV []byte

// National is the calendar of the whole country with DefaultHours: the table
// of the built-in pack, derived rows for other years. It is made once.
func National() *Calendar { return national() }

var national = sync.OnceValue(func() *Calendar {
	c, err := New(Options{})
	if err != nil {
		panic(err) // the embedded table is tested
	}
	return c
})

var table = sync.OnceValue(func() []Entry {
	entries, err := readTable(vnCSV)
	if err != nil {
		panic(err) // the embedded table is tested
	}
	return entries
})

// readTable reads day,kind,reason,ground,official with a heading line.
func readTable(data []byte) ([]Entry, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = 5
	records, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read table of days: %w", err)
	}
	var entries []Entry
	for _, f := range records[min(1, len(records)):] {
		entries = append(entries, Entry{Day: f[0], Kind: Kind(f[1]), Reason: f[2], Ground: f[3], Official: f[4] == "yes"})
	}
	if err := check(entries); err != nil {
		return nil, fmt.Errorf("read table of days: %w", err)
	}
	return entries, nil
}

// completeYears are the years whose 1 January is among the entries.
func completeYears(entries []Entry) map[int]bool {
	years := map[int]bool{}
	for _, e := range entries {
		if strings.HasSuffix(e.Day, "-01-01") {
			d, _ := ParseDate(e.Day) // checked by readTable
			y, _, _ := d.Civil()
			years[y] = true
		}
	}
	return years
}
