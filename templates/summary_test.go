package templates

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

var link = regexp.MustCompile(`<a class="mc-problems__link"[^>]*>[^<]*</a>`)

// summary is what the list of problems of a page comes to.
func summary(lines, form string) string {
	return string(nameLines([]byte(`<!doctype html><html><body><div class="mc-problems"><ul>` + lines + `</ul></div><form>` + form + `</form></body></html>`)))
}

func line(id, message string) string {
	return `<a class="mc-problems__link" href="#` + id + `">` + message + `</a>`
}

func TestALineNamesItsField(t *testing.T) {
	const empty = "Bạn điền mục này."
	for name, x := range map[string]struct{ form, id, want string }{
		"a label":             {`<label for="a">Họ và tên <span class="mc-field__optional">(không bắt buộc)</span></label><input id="a" name="a">`, "a", "Họ và tên: " + empty},
		"a name with a dot":   {`<label for="a.phone">Số điện thoại</label><input id="a.phone" name="a.phone">`, "a.phone", "Số điện thoại: " + empty},
		"a date":              {`<fieldset class="mc-field"><legend>Ngày sinh</legend><label for="a">Ngày</label><input id="a" name="a_d"></fieldset>`, "a", "Ngày sinh: " + empty},
		"a row of choices":    {`<fieldset class="mc-field mc-field--wrong"><legend>Đề xuất</legend><input type="radio" id="a" name="a"><label for="a">Đồng ý</label></fieldset>`, "a", "Đề xuất: " + empty},
		"a group of fields":   {`<fieldset><legend>Người nộp</legend><label for="a">Họ và tên</label><input id="a"></fieldset>`, "a", "Họ và tên: " + empty},
		"a step before it":    {`<label for="a"><span class="mc-panel__step">1</span>Thủ tục</label><select id="a"></select>`, "a", "Thủ tục: " + empty},
		"named without label": {`<input id="a" aria-label="Lý do">`, "a", "Lý do: " + empty},
		"no name at all":      {`<p id="a">x</p>`, "a", empty},
	} {
		assert.Equal(t, line(x.id, x.want), link.FindString(summary(line(x.id, empty), x.form)), name)
	}
	const form = `<label for="day">Ngày sinh</label><input id="day"><label for="k-1">Số &lt;bản&gt;</label><input id="k-1" name="k">`
	assert.Contains(t, summary(line("day", "Ngày sinh phải trước hôm nay."), form), line("day", "Ngày sinh phải trước hôm nay."), "it says it already")
	assert.Contains(t, summary(line("who", "Cần điền họ tên."), `<label for="who">Họ và tên</label><input id="who">`), line("who", "Cần điền họ tên."))
	assert.Contains(t, summary(line("k", empty), form), line("k-1", "Số &lt;bản&gt;: "+empty), "found by its name, and escaped")
	assert.Contains(t, summary(`<a class="mc-problems__link" href="#day" data-of="Người nộp thay">`+empty+`</a>`, form), line("day", "Người nộp thay – Ngày sinh: "+empty))
	gone := summary(line("away", empty), form)
	assert.Empty(t, link.FindString(gone), "a field that is not shown cannot be gone to")
	assert.Contains(t, gone, empty)
	long := summary(line("l", empty), `<input id="l"><label for="l">`+strings.Repeat("cam đoan ", 20)+`</label>`)
	assert.Contains(t, long, "cam…: "+empty)
	one := summary(line("l", empty), `<input id="l"><label for="l">`+strings.Repeat("đ", 100)+`</label>`)
	assert.Contains(t, one, ">"+strings.Repeat("đ", longestName)+"…: "+empty, "one long word is not cut within a letter")
}

func TestThePageNamesEveryLine(t *testing.T) {
	sample := GallerySample()
	page := render(t, "gallery/gallery", sample)
	lines := link.FindAllString(page, -1)
	assert.NotEmpty(t, lines)
	for _, x := range lines {
		id := regexp.MustCompile(`href="#([^"]*)"`).FindStringSubmatch(x)[1]
		assert.Contains(t, page, `id="`+id+`"`)
	}
	assert.NotContains(t, page, "data-of")
}
