package templates

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// summaryLine is one line of the list of problems on top of a page, as
// part/message.html writes it.
var summaryLine = regexp.MustCompile(`<a class="mc-problems__link" href="#([^"]*)"(?: data-of="([^"]*)")?>([^<]*)</a>`)

// longestName is how many letters of a field's name a line repeats: the label
// of a box to tick may be a whole sentence.
const longestName = 80

// nameLines puts before each line of the list of problems the name of the
// field that it is about: three times “Bạn điền mục này.” tell nobody what to
// do. The name is read from the finished page, where every field has one, so
// that no door needs to say it twice. A line about a field that the page does
// not show stays, as words that lead nowhere.
func nameLines(page []byte) []byte {
	if !bytes.Contains(page, []byte(`class="mc-problems"`)) {
		return page
	}
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return page // it still says what is wrong
	}
	names := readNames(root)
	return summaryLine.ReplaceAllFunc(page, func(line []byte) []byte {
		m := summaryLine.FindSubmatch(line)
		id := html.UnescapeString(string(m[1]))
		if plain, err := url.PathUnescape(id); err == nil {
			id = plain
		}
		message := html.UnescapeString(string(m[3]))
		said := lineOf(html.UnescapeString(string(m[2])), names.of(id), message)
		if at, ok := names.at(id); ok {
			return []byte(`<a class="mc-problems__link" href="#` + html.EscapeString(at) + `">` + html.EscapeString(said) + `</a>`)
		}
		return []byte(html.EscapeString(said))
	})
}

// lineOf is “Người nộp thay – Họ và tên: Bạn điền mục này.”; a message that says
// the name itself is left as it is.
func lineOf(of, name, message string) string {
	if says(message, name) {
		name = ""
	}
	switch {
	case of != "" && name != "":
		name = of + " – " + name
	case of != "":
		name = of
	}
	if name == "" {
		return message
	}
	return name + ": " + message
}

// says reports whether a sentence has every word of a name: “Cần điền họ tên.”
// needs no “Họ và tên” before it.
func says(message, name string) bool {
	have := strings.FieldsFunc(strings.ToLower(message), notWord)
	for _, w := range strings.FieldsFunc(strings.ToLower(name), notWord) {
		if w != "và" && !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// fieldNames are the fields of a page: by id, and by name where the id is
// another, each with what its reader calls it.
type fieldNames struct{ label, byName map[string]string }

func (f fieldNames) at(id string) (string, bool) {
	if _, ok := f.label[id]; ok {
		return id, true
	}
	id, ok := f.byName[id]
	return id, ok
}

func (f fieldNames) of(id string) string {
	at, _ := f.at(id)
	return f.label[at]
}

func readNames(root *html.Node) fieldNames {
	out := fieldNames{label: map[string]string{}, byName: map[string]string{}}
	labels := map[string]string{}
	for n := range root.Descendants() {
		if id := attr(n, "for"); n.Data == "label" && id != "" && labels[id] == "" {
			labels[id] = words(n)
		}
	}
	for n := range root.Descendants() {
		id := attr(n, "id")
		if n.Type != html.ElementNode || id == "" {
			continue
		}
		name := labels[id]
		if legend := legendOf(n); legend != "" {
			name = legend
		}
		if name == "" {
			name = attr(n, "aria-label")
		}
		if len(name) > longestName && utf8.RuneCountInString(name) > longestName {
			short := string([]rune(name)[:longestName])
			if last := strings.LastIndexByte(short, ' '); last > 0 {
				short = short[:last]
			}
			name = short + "…"
		}
		out.label[id] = name
		if field := attr(n, "name"); field != "" && out.byName[field] == "" {
			out.byName[field] = id
		}
	}
	return out
}

// legendOf is the name of the one question that a box or a button to choose
// belongs to: of a date, of a row of choices.
func legendOf(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if n.Data != "fieldset" || !slices.Contains(strings.Fields(attr(n, "class")), "mc-field") {
			continue
		}
		for c := range n.ChildNodes() {
			if c.Data == "legend" {
				return words(c)
			}
		}
	}
	return ""
}

// aside are the parts of a label that are not the name.
var aside = []string{"mc-field__optional", "mc-choice__hint", "mc-field__hint", "mc-panel__step"}

// words is the text of a label as one line.
func words(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
		if n.Data == "svg" || slices.Contains(aside, attr(n, "class")) {
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(n)
	return strings.TrimRight(strings.Join(strings.Fields(b.String()), " "), " :*")
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
