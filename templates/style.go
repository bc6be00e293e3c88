package templates

import (
	"html/template"
	"sync/atomic"
)

// inline is the style that public pages carry with them, so that the first
// look at a page on a slow line needs one request. It is ours, set once at
// start; nothing that anybody typed comes near it.
var inline atomic.Pointer[template.HTML]

// UseStyle tells what public pages carry; hooks calls it at start.
func UseStyle(css string) {
	whole := template.HTML("<style>" + css + "</style>") //nolint:gosec // our own sheet, embedded at build time
	inline.Store(&whole)
}

func inlineStyle() template.HTML {
	if s := inline.Load(); s != nil {
		return *s
	}
	return ""
}

// CarriesStyle reports whether the page of that name has its style inside.
func CarriesStyle(name string) bool { return layoutOf(name) == "public" }
