package pb_public

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What browsers of 2020 (Chrome 80, Safari 13, Firefox 78) do not read, and
// what the house does not want.
var notInCSS = map[string]*regexp.Regexp{
	"@layer: the whole block is skipped":        regexp.MustCompile(`@layer`),
	":has(), :is(), :where(): the rule is lost": regexp.MustCompile(`:(has|is|where)\(`),
	"color-mix(), subgrid, dvh, inset":          regexp.MustCompile(`color-mix|subgrid|\ddvh|[;{\s]inset\s*:`),
	"nesting":                                   regexp.MustCompile(`(?m)^\s*&`),
	"ids as selectors":                          regexp.MustCompile(`(?m)^[^{};:]*#[a-z][\w-]*[^{};]*\{`),
	"@import: one more request":                 regexp.MustCompile(`@import|url\(`),
}

var flexGap = regexp.MustCompile(`\{[^{}]*display:\s*(inline-)?flex[^{}]*[;\s](column-|row-)?gap:`)

func eachFile(t *testing.T, pattern string, fn func(name, src string)) {
	t.Helper()
	require.NoError(t, fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if ok, _ := path.Match(pattern, path.Base(name)); err == nil && ok { // the pattern is a constant
			fn(name, string(mustRead(files, name)))
		}
		return err
	}))
}

func TestStylesAreReadByBrowsersOf2020(t *testing.T) {
	eachFile(t, "*.css", func(name, src string) {
		src = cssComment.ReplaceAllString(src, "")
		for why, bad := range notInCSS {
			assert.NotRegexp(t, bad, src, "%s: %s", name, why)
		}
		// A paper is one printed sheet: a gap it loses costs it 4 mm, not its sense.
		assert.False(t, name != "css/paper.css" && flexGap.MatchString(src), "%s: gap in flex is younger than 2020, use margins", name)
		assert.Equal(t, strings.Count(src, "{"), strings.Count(src, "}"), "%s: braces", name)
	})
}

func TestColoursStandInTokensAlone(t *testing.T) {
	colour := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b`)
	eachFile(t, "*.css", func(name, src string) {
		if name != "css/tokens.css" && name != "css/print.css" && name != "css/paper.css" {
			assert.NotRegexp(t, colour, cssComment.ReplaceAllString(src, ""), name)
		}
	})
}

func TestEveryTokenUsedExists(t *testing.T) {
	tokens := string(mustRead(files, "css/tokens.css"))
	use := regexp.MustCompile(`var\((--mc-[\w-]+)`)
	eachFile(t, "*.css", func(name, src string) {
		for _, m := range use.FindAllStringSubmatch(src, -1) {
			assert.Contains(t, tokens, m[1]+":", "%s uses %s", name, m[1])
		}
	})
}

func TestScriptsAreReadByBrowsersOf2020(t *testing.T) {
	young := regexp.MustCompile(`\?\.[a-zA-Z_\[(]|\?\?|replaceAll\(|\.at\(|structuredClone|(?m)^await `)
	eachFile(t, "*.js", func(name, src string) {
		assert.NotRegexp(t, young, string(slimJS([]byte(src))), "%s: newer than ES2019", name)
		assert.LessOrEqual(t, strings.Count(src, "\n"), 100, "%s: one behaviour, 100 lines", name)
		for _, line := range strings.Split(src, "\n") {
			assert.Zero(t, strings.Count(line, "`")%2, "%s: a text over several lines would lose its indentation", name)
		}
	})
}

func TestEveryAssetNamedInTemplatesExists(t *testing.T) {
	name := regexp.MustCompile(`asset "([^"]+)"`)
	pages, err := filepath.Glob("../templates/*/*.html")
	require.NoError(t, err)
	for _, page := range pages {
		src, err := os.ReadFile(page)
		require.NoError(t, err)
		for _, m := range name.FindAllStringSubmatch(string(src), -1) {
			assert.True(t, Has(m[1]), "%s names %s", page, m[1])
		}
	}
}
