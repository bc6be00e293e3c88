package pb_public

import (
	"regexp"
	"strings"
)

var cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// slimCSS drops comments and indentation; gzip does the rest. Strings in our
// styles hold no comment signs and no line breaks.
func slimCSS(src []byte) []byte {
	return []byte(lines(cssComment.ReplaceAllString(string(src), ""), func(s string) bool { return s == "" }))
}

// slimJS drops indentation and whole-line // comments only, which is safe as
// long as no template literal spans lines (tested).
func slimJS(src []byte) []byte {
	return []byte(lines(string(src), func(s string) bool { return s == "" || strings.HasPrefix(s, "//") }))
}

func lines(src string, drop func(string) bool) string {
	var b strings.Builder
	for _, line := range strings.Split(src, "\n") {
		if s := strings.TrimSpace(line); !drop(s) {
			b.WriteString(s)
			b.WriteByte('\n')
		}
	}
	return b.String()
}
