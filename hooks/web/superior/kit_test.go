package superior_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/seed"
)

// open is a house with three months of dossiers in every state.
func open(t *testing.T) *apptest.House {
	t.Helper()
	h := apptest.Open(t)
	require.NoError(t, seed.Demo(h.App, h.Desk, apptest.Start, func(int, int) {}))
	return h
}

// node is a part of a page.
type node struct{ *html.Node }

// page opens a page that must answer with a status and have one h1.
func page(t *testing.T, v *apptest.Visitor, path string, code int) node {
	t.Helper()
	rec := v.Get(path)
	require.Equal(t, code, rec.Code, "%s\n%s", path, rec.Body)
	root, err := html.Parse(rec.Body)
	require.NoError(t, err)
	n := node{root}
	if code != http.StatusSeeOther {
		assert.Len(t, n.all("h1", ""), 1, path)
	}
	return n
}

func (n node) attr(name string) string {
	if n.Node == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// all finds elements by tag ("" = any) and by a class, "#id" or "[attribute"
// ("" = any).
func (n node) all(tag, what string) []node {
	var out []node
	for x := range n.Descendants() {
		if x.Type == html.ElementNode && (tag == "" || x.Data == tag) && (node{x}).is(what) {
			out = append(out, node{x})
		}
	}
	return out
}

func (n node) is(what string) bool {
	switch {
	case what == "":
		return true
	case strings.HasPrefix(what, "#"):
		return n.attr("id") == what[1:]
	case strings.HasPrefix(what, "["):
		for _, a := range n.Attr {
			if a.Key == what[1:] {
				return true
			}
		}
		return false
	}
	for _, c := range strings.Fields(n.attr("class")) {
		if c == what {
			return true
		}
	}
	return false
}

// one is the first of all; a nil node when there is none.
func (n node) one(tag, what string) node {
	if list := n.all(tag, what); len(list) > 0 {
		return list[0]
	}
	return node{}
}

// text is what a person reads, without the parts of a class.
func (n node) text(without string) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(x *html.Node) {
		if x.Type == html.TextNode {
			b.WriteString(x.Data + " ")
		}
		if without != "" && x.Type == html.ElementNode && (node{x}).is(without) {
			return
		}
		for c := range x.ChildNodes() {
			walk(c)
		}
	}
	if n.Node != nil {
		walk(n.Node)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// people are names that no page from above may say.
func people(t *testing.T, h *apptest.House) *regexp.Regexp {
	t.Helper()
	lines, _, err := h.Desk.List(h.App, h.Actor(access.Clerk, 0), casework.Filter{Limit: 200})
	require.NoError(t, err)
	var out []string
	for _, l := range lines {
		out = append(out, regexp.QuoteMeta(l.ApplicantName))
	}
	require.NotEmpty(t, out)
	return regexp.MustCompile(strings.Join(out, "|"))
}
