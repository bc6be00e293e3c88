package templates

import "fmt"

// The functions below change one thing of a field, so that a page reads
// {{.Field "a" "key" .A | hint "key" | need}}: the field comes last.

func withHint(key string, f Field) Field          { f.Hint = Text(key, nil); return f }
func withKind(kind string, f Field) Field         { f.Kind = kind; return f }
func withWidth(width string, f Field) Field       { f.Width = width; return f }
func withFill(fill string, f Field) Field         { f.Fill = fill; return f }
func withNeed(f Field) Field                      { f.Need = true; return f }
func withOptions(options []Option, f Field) Field { f.Options = options; return f }
func withError(sentence string, f Field) Field    { f.Error = sentence; return f }
func withRows(rows int, f Field) Field            { f.Rows = rows; return f }

// text is a value as it stands in an input; nil pointers and zero numbers of
// optional fields are the caller's to turn into "".
func text(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return fmt.Sprint(v)
}
