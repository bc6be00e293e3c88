package pb_public

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
)

// The order of the styles is the cascade. We do not use @layer: browsers of
// 2020 (Chrome 80, Safari 13, Firefox 78) skip a whole @layer block, and a
// commune's old desk PC would see a bare page. So: later files win, and
// components come sorted by name because none of them styles another's parts.
var (
	cssFirst = []string{"css/tokens.css", "css/base.css", "css/layout.css"}
	cssDense = []string{"css/dense.css"} // staff only, after the parts it tightens
	cssLast  = []string{"css/print.css"}
	// jsFirst holds what the behaviours register with; all others follow by
	// name, so that a new behaviour is a new file and nothing else.
	jsFirst = []string{"js/core.js"}
	// publicCSS and publicJS are what a citizen's phone needs: the rest of the
	// staff's tools would cost it a second on bad 3G.
	staffOnlyCSS = []string{"acts", "combobox", "dialog", "doubt", "filter", "intake", "nav", "tally", "top"}
	publicJS     = []string{"js/again.js", "js/leave.js", "js/once.js", "js/print.js", "js/shrink.js", "js/upload.js"}
)

// mustLoad builds every asset: bundles css/app.css, css/public.css, js/app.js
// and js/public.js, and each file in css/ and icon/ that is in no bundle (the
// papers have a style of their own) as itself.
func mustLoad(fsys fs.FS) map[string]*asset {
	components := mustGlob(fsys, "css/component/*.css")
	scripts := except(mustGlob(fsys, "js/*.js"), jsFirst)
	var forAll []string
	for _, f := range components {
		if !contains(staffOnlyCSS, strings.TrimSuffix(path.Base(f), ".css")) {
			forAll = append(forAll, f)
		}
	}
	bundles := map[string][]byte{
		"css/app.css":    joinCSS(fsys, cssFirst, components, cssDense, cssLast),
		"css/public.css": joinCSS(fsys, cssFirst, forAll, cssLast),
		"js/app.js":      joinJS(fsys, jsFirst, scripts),
		"js/public.js":   joinJS(fsys, jsFirst, publicJS),
		"js/sheet.js":    joinJS(fsys, jsFirst, []string{"js/print.js"}), // a page that can only be printed
	}
	out := map[string]*asset{}
	for name, data := range bundles {
		out[name] = newAsset(name, data)
	}
	alone := mustGlob(fsys, "icon/*")
	for _, name := range mustGlob(fsys, "css/*.css") {
		if !contains(cssFirst, name) && !contains(cssDense, name) && !contains(cssLast, name) {
			alone = append(alone, name)
		}
	}
	for _, name := range alone {
		data := mustRead(fsys, name)
		if path.Ext(name) == ".css" {
			data = slimCSS(data)
		}
		out[name] = newAsset(name, data)
	}
	return out
}

func joinCSS(fsys fs.FS, lists ...[]string) []byte {
	var b bytes.Buffer
	for _, list := range lists {
		for _, name := range list {
			b.Write(slimCSS(mustRead(fsys, name)))
		}
	}
	return b.Bytes()
}

// joinJS wraps each file in a function of its own: names stay apart without
// a build tool, and the whole is one module and one request.
func joinJS(fsys fs.FS, lists ...[]string) []byte {
	var b bytes.Buffer
	for _, list := range lists {
		for _, name := range list {
			src := slimJS(mustRead(fsys, name))
			if contains(jsFirst, name) {
				b.Write(src)
				continue
			}
			b.WriteString("(function () {\n")
			b.Write(src)
			b.WriteString("}());\n")
		}
	}
	return b.Bytes()
}

func mustRead(fsys fs.FS, name string) []byte {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		panic(err)
	}
	return data
}

func mustGlob(fsys fs.FS, pattern string) []string {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		panic(err)
	}
	return names
}

func except(list, out []string) []string {
	var kept []string
	for _, s := range list {
		if !contains(out, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
