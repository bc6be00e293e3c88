// Package templates holds every word and page a person reads and parses them
// all at start. It decides nothing: values come in, HTML goes out.
package templates

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"strings"
)

//go:embed *.html */*.html text/*.json
var files embed.FS

// layouts says which layout wraps the pages of a folder ("." = this folder).
// A folder that is not named here belongs to staff.
var layouts = map[string]string{
	".":       "plain", // error page and others that must work with nothing else
	"account": "plain", // signing in, changing a password
	"setup":   "plain",
	"public":  "public",
	"citizen": "public",
	"display": "display", // the queue's screen on the wall
	"paper":   "paper",
}

// notPages are folders whose files are only used by pages.
var notPages = map[string]bool{"layout": true, "part": true, "field": true}

var pages = mustParse(files)

// mustParse reads layouts and partials once and clones them for each page.
// A file named _x.html is shared by the pages of its own folder.
func mustParse(fsys fs.FS) map[string]*template.Template {
	base := template.New("base").Funcs(funcs)
	for dir := range notPages {
		base = mustAdd(base, fsys, dir+"/*.html")
	}
	out := map[string]*template.Template{}
	err := fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		dir := path.Dir(file)
		if err != nil || d.IsDir() || path.Ext(file) != ".html" || notPages[dir] || strings.HasPrefix(path.Base(file), "_") {
			return err
		}
		page := mustAdd(template.Must(base.Clone()), fsys, dir+"/_*.html")
		out[strings.TrimSuffix(file, ".html")] = template.Must(page.ParseFS(fsys, file))
		return nil
	})
	if err != nil {
		panic(err)
	}
	return out
}

// mustAdd parses what matches; nothing matching is no mistake.
func mustAdd(t *template.Template, fsys fs.FS, pattern string) *template.Template {
	if names, _ := fs.Glob(fsys, pattern); len(names) == 0 { // the pattern is a constant: cannot be malformed
		return t
	}
	return template.Must(t.ParseFS(fsys, pattern))
}

func layoutOf(name string) string {
	if l, ok := layouts[path.Dir(name)]; ok {
		return l
	}
	return "staff"
}

// Render writes the named page ("counter/receive") in the layout of its
// folder. Data is a struct that embeds Page. On error nothing is written.
func Render(w io.Writer, name string, data any) error {
	return execute(w, name, layoutOf(name), data)
}

// Fragment writes one named block of a page without its layout, for the
// parts that data-live swaps in.
func Fragment(w io.Writer, name, block string, data any) error {
	return execute(w, name, block, data)
}

// Has reports whether the page exists.
func Has(name string) bool { _, ok := pages[name]; return ok }

func execute(w io.Writer, name, block string, data any) error {
	page, ok := pages[name]
	if !ok {
		return fmt.Errorf("render %s: no such page", name)
	}
	var b bytes.Buffer
	if err := page.ExecuteTemplate(&b, block, data); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	_, err := w.Write(nameLines(b.Bytes()))
	return err
}
