package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/xuri/excelize/v2"

	"motcua/hooks/domain/catalogue"
	"motcua/hooks/domain/problem"
)

// isSheet recognises an XLSX by the first bytes of its archive.
func isSheet(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// maxUnzipped bounds what a workbook may unpack to, in bytes.
const maxUnzipped = 64 << 20

// sheetReadings reads the first sheet of a workbook.
func sheetReadings(data []byte, day string) ([]source, error) {
	if len(data) > catalogue.MaxFile {
		return nil, problem.Of("", catalogue.KeyFileTooLarge).With("mb", "20")
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	if err != nil {
		return nil, problem.Of("", catalogue.KeyFileSheet)
	}
	defer f.Close() //nolint:errcheck // read only
	table, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		return nil, problem.Of("", catalogue.KeyFileSheet)
	}
	list, err := catalogue.Sheet(table, day)
	if err != nil {
		return nil, err
	}
	out := make([]source, len(list))
	for i, r := range list {
		out[i] = source{Reading: r, sha: lineHash(r)}
		out[i].judge()
	}
	return out, nil
}

// lineHash is the fingerprint of one line: of what was read from it, without
// the day of import.
func lineHash(r catalogue.Reading) string {
	v := r.Version
	v.EffectiveFrom, v.Source.VerifiedOn = "", ""
	text, err := json.Marshal(struct {
		V, D, O any
	}{v, r.Doubts, r.Original})
	if err != nil {
		panic(fmt.Sprintf("catalog: a reading is always JSON: %v", err)) // no channel, func or NaN in the types
	}
	return hash(text)
}
