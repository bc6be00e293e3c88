package templates

import (
	"html/template"
	"sync/atomic"
)

// funcs is all a template may call. No logic: words, dates, numbers.
var funcs = template.FuncMap{
	"t": textOf, "asset": assetPath, "style": inlineStyle,
	"day": Day, "shortday": ShortDay, "moment": Moment, "clock": Clock, "iso": isoDay,
	"money": Money, "number": Number, "size": Size, "phone": Phone, "code": Code, "groups": groups,
	"hint": withHint, "kind": withKind, "width": withWidth, "need": withNeed, "fill": withFill,
	"upload": upload, "options": withOptions, "say": withError, "rows": withRows,
}

// assets turns the name of a style or script into its hashed address. It is
// set from outside because a leaf imports nothing of ours.
var assets atomic.Pointer[func(string) string]

// UseAssets tells where styles and scripts are; hooks calls it at start with
// pb_public.Path.
func UseAssets(path func(name string) string) { assets.Store(&path) }

func assetPath(name string) string {
	if f := assets.Load(); f != nil {
		return (*f)(name)
	}
	return "/static/-/" + name
}
