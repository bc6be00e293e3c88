package catalogue

import (
	"fmt"
	"regexp"
	"strings"

	"motcua/hooks/domain/procedure"
)

const paperHead = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"

var (
	countCell   = regexp.MustCompile(`(\d+) bản (chính|sao)(?:,(\d+) bản sao)?`)
	afterCount  = regexp.MustCompile(`^(?:$|[-–+*(•"“]|\p{Lu}|\d{1,2}(?:\.\d+)*[.)]|[a-zđ]{1,4}(?:\.\d+)*[.)])`)
	digitBefore = regexp.MustCompile(`\d[./-]$`)
	dateEnds    = regexp.MustCompile(`\d{1,2}/\d{1,2}/\d{4}[.]$`)
	dateBefore  = regexp.MustCompile(`\d{1,2}/\d{1,2}/$`)
	fileName    = regexp.MustCompile(`(?i)\.(docx?|pdf|xlsx?|rar|zip|jpe?g|png)$`)
	conditions  = regexp.MustCompile(`(?i)^[-–+*•\s]*(?:đối với|riêng|lưu ý)|trường hợp|nếu |nếu có|ủy quyền|uỷ quyền|một trong`)
	formInText  = regexp.MustCompile(`[Mm]ẫu (?:số )?(?:[A-ZĐ]{1,5}[0-9][0-9A-Za-z.-]*|[0-9][0-9A-Za-zĐ./-]*)`)
	told        = regexp.MustCompile(`0*(\d+) (?:\([^()]{1,12}\) )?bản (chính|chụp|sao)`)
)

// paper is one line of the table “Thành phần hồ sơ”.
type paper struct {
	group, title      string
	originals, copies int
	glued             bool // the count runs into the digits before it
	raw               string
}

// papers cuts the flattened tables. left is a last line without a count.
func papers(field string) (out []paper, left string) {
	parts := strings.Split(tidy(field), paperHead)
	if len(parts) == 1 {
		return nil, parts[0]
	}
	group := parts[0]
	for _, p := range parts[1:] {
		list, tail := cutPapers(p)
		for i := range list {
			list[i].group = heading(group)
		}
		out, group = append(out, list...), tail
	}
	return out, strings.Trim(group, "- \n\t")
}

func heading(s string) string { return strings.Trim(strings.Join(strings.Fields(s), " "), "-*: ") }

func cutPapers(s string) (out []paper, tail string) {
	from := 0
	for _, m := range countCell.FindAllStringSubmatchIndex(s, -1) {
		p, ok := paper{}, false
		if afterCount.MatchString(s[m[1]:]) {
			p, ok = readCount(s, from, m)
		}
		if !ok {
			continue
		}
		p.raw = strings.TrimSpace(s[from:m[1]])
		out, from = append(out, p), m[1]
	}
	return out, s[from:]
}

// readCount takes the count cell at m and the title before it. Digits that
// touch the count are parted only after a whole date; “02 bản chính” with a
// leading nought is part of a sentence.
func readCount(s string, from int, m []int) (paper, bool) {
	digits, before := s[m[2]:m[3]], s[from:m[2]]
	p := paper{}
	n := atoi(digits)
	switch {
	case len(digits) > 4 && dateBefore.MatchString(before):
		before, n = before+digits[:4], atoi(digits[4:])
	case digits[0] == '0' && len(digits) > 1:
		return p, false
	case len(digits) > 1, digitBefore.MatchString(before) && !dateEnds.MatchString(before):
		p.glued = true
		before += digits
	}
	p.title = strings.Join(strings.Fields(before), " ")
	if s[m[4]:m[5]] == "sao" {
		p.copies = n
	} else {
		p.originals = n
	}
	if m[6] >= 0 {
		p.copies = atoi(s[m[6]:m[7]])
	}
	return p, true
}

// readPapers puts the components together.
func (r *Reading) readPapers(field, whole string) {
	list, left := papers(field)
	if len(list) == 0 && strings.Contains(whole, paperHead) { // the crawl cut the field at a heading's own words
		rest := whole[strings.Index(whole, paperHead)-2:]
		if end := strings.Index(rest, legalHead); end > 0 {
			rest = rest[:end]
		}
		list, left = papers(rest)
		r.doubt("steps_text", KeyTextCut, field)
		left = strings.TrimSpace(regexp.MustCompile(`(Căn cứ pháp lý|Cơ quan thực hiện).*$`).ReplaceAllString(left, ""))
	}
	if len(list) == 0 {
		r.doubt("components", KeyNoPapers, field)
		return
	}
	for _, p := range list {
		if strings.HasPrefix(p.group, "Lưu ý") && p.originals+p.copies == 0 {
			r.Version.Conditions = append(r.Version.Conditions, "Lưu ý: "+strings.TrimLeft(p.title, "-+* "))
			continue
		}
		r.addPaper(p)
	}
	if left != "" && len(r.Version.Components) > 0 {
		r.doubt("components", KeyPaperCut, left)
	}
}

func (r *Reading) addPaper(p paper) {
	key := fmt.Sprintf("paper_%d", len(r.Version.Components)+1)
	at := "components." + key
	c := procedure.Component{Key: key, Title: strings.TrimLeft(p.title, "-–+*•. "), Requirement: procedure.Required, Originals: p.originals, Copies: p.copies}
	if p.glued { // where the title ends nobody can tell either
		c.Originals = 0
		r.doubt(at+".title", KeyPaperGlued, p.raw, "text", p.end())
	} else {
		c.FormName = strings.TrimRight(formInText.FindString(c.Title), ".")
	}
	group := strings.ToLower(p.group)
	switch {
	case strings.Contains(group, "xuất trình") && len([]rune(group)) < 60:
		c.Requirement = procedure.ShowOnly
	case group == "", strings.Contains(group, "phải nộp"):
	default:
		c.Note = "Nhóm trong danh mục: " + p.group
		r.doubt(at+".requirement", KeyPaperGroup, p.group+":\n"+p.raw, "group", p.group)
	}
	if conditions.MatchString(c.Title) {
		r.doubt(at+".requirement", KeyPaperRequirement, p.raw)
	}
	if fileName.MatchString(c.Title) {
		r.doubt(at+".title", KeyPaperFile, p.raw)
	}
	r.checkCount(at+".count", p)
	r.Version.Components = append(r.Version.Components, c)
}

func (r *Reading) checkCount(field string, p paper) {
	switch {
	case p.glued:
		r.doubt(field, KeyPaperGlued, p.raw, "text", p.end())
		return
	case p.originals+p.copies == 0:
		r.doubt(field, KeyPaperCount, p.raw)
		return
	}
	for _, m := range told.FindAllStringSubmatch(p.title, -1) {
		n, have := atoi(m[1]), p.originals
		if m[2] != "chính" {
			have = p.copies
		}
		if n != have {
			r.doubt(field, KeyPaperContradicted, p.raw, "text", m[0], "cell", p.words())
			return
		}
	}
}

// end is the last words of the line, where title and count touch.
func (p paper) end() string {
	r := []rune(p.raw)
	return "…" + string(r[max(0, len(r)-22):])
}

func (p paper) words() string {
	if p.copies == 0 {
		return fmt.Sprintf("%d bản chính", p.originals)
	}
	return fmt.Sprintf("%d bản chính, %d bản sao", p.originals, p.copies)
}
