package catalogue

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"

	"motcua/hooks/domain/problem"
)

// MaxFile is the largest file that is read, in bytes.
const MaxFile = 20 << 20

// What can be wrong with a file as a whole.
const (
	KeyFileEmpty    = "catalogue.file_empty"
	KeyFileTooLarge = "catalogue.file_too_large" // Args: mb
	KeyFileUTF16    = "catalogue.file_utf16"
	KeyFileNotUTF8  = "catalogue.file_not_utf8" // VNI, TCVN3 or Windows-1258 as bytes
	KeyFileVNI      = "catalogue.file_vni"
	KeyFileTCVN3    = "catalogue.file_tcvn3"
	KeyFileNotJSON  = "catalogue.file_not_json" // Args: line, column
	KeyFileForeign  = "catalogue.file_foreign"
	KeyFileKind     = "catalogue.file_kind"  // PDF, Word, HTML, old Excel; Args: kind
	KeyFileNoCode   = "catalogue.no_code"    // a record without mã or name; Args: record
	KeyFileSheet    = "catalogue.file_sheet" // an XLSX that cannot be opened
	KeySheetHead    = "catalogue.sheet_head" // Args: column
	KeySheetEmpty   = "catalogue.sheet_empty"
)

// Text makes the bytes of a file into readable text, or says what to do with
// the file. A byte order mark of UTF-8 is taken off.
func Text(data []byte) (string, error) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return "", problem.Of("", KeyFileEmpty)
	case len(data) > MaxFile:
		return "", problem.Of("", KeyFileTooLarge).With("mb", "20")
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")), len(data) > 3 && (data[0] == 0 || data[1] == 0):
		return "", problem.Of("", KeyFileUTF16)
	}
	if kind := otherKind(data); kind != "" {
		return "", problem.Of("", KeyFileKind).With("kind", kind)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(wholeLetters(data)) {
		return "", problem.Of("", KeyFileNotUTF8)
	}
	s := string(data)
	if key := legacy(s); key != "" {
		return "", problem.Of("", key)
	}
	return s, nil
}

// wholeLetters leaves out a letter that a broken-off file ends in the middle
// of: such a file is broken JSON, not another encoding.
func wholeLetters(data []byte) []byte {
	for i := len(data) - 1; i >= 0 && i >= len(data)-3; i-- {
		if utf8.RuneStart(data[i]) {
			if !utf8.FullRune(data[i:]) {
				return data[:i]
			}
			break
		}
	}
	return data
}

func otherKind(data []byte) string {
	head := strings.ToLower(strings.TrimSpace(string(data[:min(len(data), 64)])))
	switch {
	case strings.HasPrefix(head, "%pdf"):
		return "PDF"
	case strings.HasPrefix(head, "<"):
		return "HTML, XML"
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return "Word, Excel 97–2003"
	case strings.HasPrefix(head, "{\\rtf"):
		return "RTF"
	}
	return ""
}

// The letters of the old fonts as they look once somebody saved the bytes as
// UTF-8: TCVN3 (ABC) uses signs such as ¸ µ ¶ for vowels, VNI writes the mark
// as a letter of its own after the vowel.
var (
	tcvn3 = regexp.MustCompile(`\pL?[¨©ª«¬®¸µ¶·¹»¾¼½Æ§]\pL?`)
	vni   = regexp.MustCompile(`(?i)[aeouy][ùøûõïâêåäáàãéèëúüñ]|ñ[aeiouöô]|[öô][ùøûõï]`)
	right = regexp.MustCompile(`[ăđơưĂĐƠƯ\x{1ea0}-\x{1ef9}]`)
)

// legacy recognises a text in VNI or TCVN3: its signs are many and proper
// Vietnamese letters are few.
func legacy(s string) string {
	sample := s[:min(len(s), 200_000)]
	good := len(right.FindAllString(sample, -1))
	abc, old := len(tcvn3.FindAllString(sample, -1)), len(vni.FindAllString(sample, -1))
	switch {
	case abc >= 5 && abc > good && abc >= old:
		return KeyFileTCVN3
	case old >= 5 && old > good:
		return KeyFileVNI
	}
	return ""
}

// Kind of a JSON object.
type Kind string

// The two shapes that are read.
const (
	National Kind = "national" // a record of the national catalogue
	Own      Kind = "own"      // the project's own JSON
)

// Item is one object of a file.
type Item struct {
	Kind   Kind
	Text   []byte
	Record Record // of a National one
}

// Items parts a JSON text into its objects: one, or a list of them.
func Items(text string) ([]Item, error) {
	raw := []json.RawMessage{json.RawMessage(text)}
	if err := checkSyntax(text); err != nil {
		return nil, err
	}
	if strings.HasPrefix(strings.TrimSpace(text), "[") {
		if err := json.Unmarshal([]byte(text), &raw); err != nil {
			return nil, problem.Of("", KeyFileForeign)
		}
	}
	var out []Item
	for _, one := range raw {
		it, err := item(one)
		if err != nil {
			return nil, err
		}
		out = append(out, it)
	}
	if len(out) == 0 {
		return nil, problem.Of("", KeyFileEmpty)
	}
	return out, nil
}

func item(text []byte) (Item, error) {
	var names map[string]json.RawMessage
	if err := json.Unmarshal(text, &names); err != nil {
		return Item{}, problem.Of("", KeyFileForeign)
	}
	_, national := names["ma_thu_tuc"]
	_, schema := names["schema"]
	_, code := names["code"]
	switch {
	case national:
		it := Item{Kind: National, Text: text}
		if err := json.Unmarshal(text, &it.Record); err != nil || !it.Record.Valid() {
			return it, problem.Of("ma_thu_tuc", KeyFileNoCode).With("record", it.Record.Code)
		}
		return it, nil
	case schema && code:
		return Item{Kind: Own, Text: text}, nil
	}
	return Item{}, problem.Of("", KeyFileForeign)
}
