package templates

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func render(t *testing.T, name string, data any) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, Render(&b, name, data))
	return b.String()
}

func TestTheGalleryShowsEveryPart(t *testing.T) {
	page := render(t, "gallery/gallery", GallerySample())
	assert.Equal(t, 1, strings.Count(page, "<h1"))
	assert.Contains(t, page, "<title>Lỗi: Bộ mẫu giao diện – Một cửa</title>", "problems are heard first")
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, page, "a key without a sentence")
	assert.NotContains(t, page, "ZgotmplZ")
	assert.Contains(t, page, `id="number" name="number" type="text" value="04612300123" inputmode="numeric" aria-describedby="number-hint number-error" aria-invalid="true" aria-required="true"`)
	for _, block := range []string{"counters", "table", "pager", "empty", "combobox", "field", "choice", "date", "money", "checklist", "upload", "problems", "notice", "due", "trace", "dl", "files", "timeline", "tag", "code", "button", "rows", "tabs", "filter", "dialog", "textsize", "skip"} {
		assert.Contains(t, page, "mc-"+block, "gallery without %s", block)
	}
}

func TestErrorPagesSayWhatAndWhatNext(t *testing.T) {
	for _, status := range []int{400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503, 507, 418, 502} {
		page := render(t, "error", NewErrorPage(Page{}, status, "k3f9x2ab"))
		assert.NotRegexp(t, `\{error\.`, page, status)
		assert.Contains(t, page, "k3f9x2ab")
		assert.Less(t, len(page), 4<<10, "an error page must come over the worst line")
	}
}

func TestOnAnErrorNothingIsWritten(t *testing.T) {
	var b bytes.Buffer
	assert.Error(t, Render(&b, "no/such", nil))
	assert.Error(t, Render(&b, "gallery/gallery", struct{ Page }{}))
	assert.Empty(t, b.String())
}

func TestAFragmentHasNoLayout(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, Fragment(&b, "gallery/gallery", "due", galleryDue()[0]))
	assert.Contains(t, b.String(), "Thứ Tư, 25/11/2026")
	assert.NotContains(t, b.String(), "<html")
}

func TestEachFolderHasItsLayout(t *testing.T) {
	for name, layout := range map[string]string{"error": "plain", "account/sign-in": "plain", "public/home": "public", "counter/desk": "staff", "paper/01-receipt": "paper", "display/board": "display"} {
		assert.Equal(t, layout, layoutOf(name), name)
	}
}

func TestSavedTextSizeIsAClass(t *testing.T) {
	assert.Contains(t, render(t, "error", NewErrorPage(Page{TextSize: "larger"}, 404, "")), `class="mc-html mc-html--larger"`)
}

// pageFiles are all templates, read as text.
func pageFiles(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	require.NoError(t, fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".html" {
			src, rerr := files.ReadFile(name)
			out[name] = string(src)
			return rerr
		}
		return err
	}))
	return out
}

// The content policy allows no inline style or script; a page that has one
// would look right here and wrong in the browser.
func TestNothingInline(t *testing.T) {
	for name, src := range pageFiles(t) {
		assert.NotRegexp(t, `<[^>]*\sstyle=`, src, name)
		assert.NotRegexp(t, `<[^>]*\son[a-z]+=`, src, name)
		assert.NotRegexp(t, `<style|<script>|javascript:`, src, name)
		assert.NotRegexp(t, `(src|href)="https?://`, src, "%s: nothing from outside", name)
	}
}

// A class nobody styles is a slip of the pen.
func TestEveryClassIsStyled(t *testing.T) {
	var css strings.Builder
	sheets, err := filepath.Glob("../pb_public/css/*.css")
	require.NoError(t, err)
	parts, err := filepath.Glob("../pb_public/css/component/*.css")
	require.NoError(t, err)
	for _, sheet := range append(sheets, parts...) {
		src, err := os.ReadFile(sheet)
		require.NoError(t, err)
		css.Write(src)
	}
	styled := map[string]bool{}
	for _, m := range regexp.MustCompile(`\.(mc-[\w-]+)`).FindAllStringSubmatch(css.String(), -1) {
		styled[m[1]] = true
	}
	// Only whole names: one that ends in "--" is finished by a value.
	class := regexp.MustCompile(`class="([^"]*)"`)
	name := regexp.MustCompile(`(?:^|[\s}])(mc-[\w-]*\w)(?:$|[\s{])`)
	for file, src := range pageFiles(t) {
		for _, m := range class.FindAllStringSubmatch(src, -1) {
			for _, list := range strings.Fields(m[1]) {
				for _, c := range name.FindAllStringSubmatch(list, -1) {
					want := c[1]
					if !strings.Contains(want, "--") { // a part may be bare as long as its block is not
						want = strings.SplitN(want, "__", 2)[0]
					}
					assert.True(t, styled[want] || plain[want], "%s: .%s", file, c[1])
				}
			}
		}
	}
}

// plain are names that stand for a place and need no style of their own.
var plain = map[string]bool{"mc-filter": true, "mc-choices": true, "mc-paper": true, "mc-body--display": true, "mc-button--secondary": true}
