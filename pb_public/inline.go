package pb_public

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
)

// inlineParts are the components that pages for citizens are made of; what is
// not here is for staff and would cost a phone on a bad line its second.
var inlineParts = []string{"banner", "button", "citizen", "code", "demo", "dl", "due", "field", "foot", "mark", "notice", "problems",
	"rows", "search", "skip", "tag", "textsize", "timeline", "trace"}

// Inline is the style that public pages carry, and InlineHash what their
// content policy calls it.
var Inline, InlineHash = inlineCSS()

var aroundSigns = regexp.MustCompile(`\s*([{};,])\s*|(: )`)

func inlineCSS() (string, string) {
	var parts []string
	for _, name := range inlineParts {
		parts = append(parts, "css/component/"+name+".css")
	}
	css := string(joinCSS(files, cssFirst, parts, cssLast))
	css = aroundSigns.ReplaceAllStringFunc(css, func(s string) string {
		if s == ": " {
			return ":"
		}
		for _, c := range s {
			if c != ' ' && c != '\n' {
				return string(c)
			}
		}
		return s
	})
	sum := sha256.Sum256([]byte(css))
	return css, "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
