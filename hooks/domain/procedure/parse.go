package procedure

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"motcua/hooks/domain/problem"
)

// What can be wrong with the JSON text of a version. Args: line, column and,
// where known, field.
const (
	KeyNotJSON       = "procedure.not_json"
	KeyUnknownMember = "procedure.unknown_member" // a name this schema does not have
	KeyDoubleMember  = "procedure.double_member"  // a name twice in one object
	KeyWrongType     = "procedure.wrong_type"
	KeyTrailing      = "procedure.trailing_text"
	KeySchema        = "procedure.unknown_schema" // Args: schema
)

// Parse reads a version strictly: unknown names, names given twice, wrong
// types, text after the end and an unknown schema number are refused with a
// problem.Problem that names the field, the line and the column (from 1, in
// bytes). It does not judge the content: see Check.
func Parse(text []byte) (Version, error) {
	var v Version
	if p, bad := doubleMember(text); bad {
		return Version{}, p
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil {
		return Version{}, unreadable(text, dec.InputOffset(), err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Version{}, place(text, dec.InputOffset(), problem.Of("", KeyTrailing))
	}
	if v.Schema != SchemaNumber {
		return Version{}, problem.Of("schema", KeySchema).With("schema", strconv.Itoa(v.Schema))
	}
	return v, nil
}

// Canonical is the one text of the version: JSON without spaces, members in
// the order of the types, map keys sorted. Parse of it gives it again.
func (v Version) Canonical() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("procedure: a version is always JSON: " + err.Error()) // no channel, func or NaN in the types
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// SHA256 is the fingerprint of Canonical, 64 lower-case hex digits.
func (v Version) SHA256() string {
	sum := sha256.Sum256(v.Canonical())
	return hex.EncodeToString(sum[:])
}

func unreadable(text []byte, offset int64, err error) problem.Problem {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return place(text, syntax.Offset, problem.Of("", KeyNotJSON))
	case errors.As(err, &wrong):
		return place(text, wrong.Offset, problem.Of(wrong.Field, KeyWrongType).With("field", wrong.Field))
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		name = strings.Trim(name, `"`)
		if i := bytes.Index(text, []byte(`"`+name+`"`)); i >= 0 {
			offset = int64(i)
		}
		return place(text, offset, problem.Of(name, KeyUnknownMember).With("field", name))
	}
	return place(text, offset, problem.Of("", KeyNotJSON))
}

// place adds the line and column of a byte offset.
func place(text []byte, offset int64, p problem.Problem) problem.Problem {
	before := text[:min(max(offset, 0), int64(len(text)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n')
	return p.With("line", strconv.Itoa(line)).With("column", strconv.Itoa(column))
}

// level is one open object or array while the text is walked.
type level struct {
	object bool
	name   bool // the next token of the object is a name
	seen   map[string]bool
}

// doubleMember finds a name that stands twice in one object; the decoder
// would keep the last in silence.
func doubleMember(text []byte) (problem.Problem, bool) {
	dec := json.NewDecoder(bytes.NewReader(text))
	var open []level
	for {
		tok, err := dec.Token()
		if err != nil {
			return problem.Problem{}, false // the end, or what Decode will say
		}
		top := len(open) - 1
		if name, ok := tok.(string); ok && top >= 0 && open[top].object && open[top].name {
			if open[top].seen[name] {
				return place(text, dec.InputOffset(), problem.Of(name, KeyDoubleMember).With("field", name)), true
			}
			open[top].seen[name], open[top].name = true, false
			continue
		}
		if d, ok := tok.(json.Delim); ok && (d == '}' || d == ']') {
			open = open[:top]
			top--
		} else if ok {
			open = append(open, level{object: d == '{', name: true, seen: map[string]bool{}})
			continue
		}
		if top >= 0 {
			open[top].name = true // a value has ended
		}
	}
}
