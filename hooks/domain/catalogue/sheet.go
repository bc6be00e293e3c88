package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// Heads are the columns of the sheet that is read, in any order; the first
// two must be there. docs/nhap-danh-muc.md says what each cell holds.
var Heads = []string{"Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Cấp thực hiện", "Cơ quan thực hiện", "Đối tượng", "Quyết định", "Cách nộp",
	"Thời hạn", "Phí, lệ phí", "Căn cứ thu", "Giấy tờ", "Căn cứ pháp lý", "Kết quả", "Trình tự", "Điều kiện"}

// Sheet reads a table with a head line; each line below is one procedure.
// Lines and columns that are empty are passed over.
func Sheet(table [][]string, day string) ([]Reading, error) {
	head, column := headLine(table)
	for _, must := range Heads[:2] {
		if _, ok := column[must]; !ok {
			return nil, problem.Of("", KeySheetHead).With("column", must)
		}
	}
	var out []Reading
	for i, line := range table[head+1:] {
		cell := func(name string) string {
			if at, ok := column[name]; ok && at < len(line) {
				return tidy(line[at])
			}
			return ""
		}
		if strings.TrimSpace(strings.Join(line, "")) == "" {
			continue
		}
		if !codeShape.MatchString(cell("Mã thủ tục")) || cell("Tên thủ tục") == "" {
			return nil, problem.Of("Mã thủ tục", KeyFileNoCode).With("record", fmt.Sprintf("dòng %d", head+i+2))
		}
		out = append(out, readLine(cell, day))
	}
	if len(out) == 0 {
		return nil, problem.Of("", KeySheetEmpty)
	}
	return out, nil
}

// headLine finds the line with the heads: a title may stand above it.
func headLine(table [][]string) (int, map[string]int) {
	for i, line := range table {
		column := map[string]int{}
		for j, c := range line {
			if k := slices.IndexFunc(Heads, func(h string) bool { return strings.EqualFold(h, tidy(c)) }); k >= 0 {
				column[Heads[k]] = j
			}
		}
		if len(column) >= 2 {
			return i, column
		}
	}
	return 0, nil
}

func readLine(cell func(string) string, day string) Reading {
	r := Reading{Original: map[string]string{}, Version: procedure.Version{
		Schema: procedure.SchemaNumber, Code: cell("Mã thủ tục"), Name: cell("Tên thủ tục"), Sector: cell("Lĩnh vực"), Level: cell("Cấp thực hiện"),
		Agency: cell("Cơ quan thực hiện"), Audience: split(cell("Đối tượng")), Decision: cell("Quyết định"), EffectiveFrom: day,
		Cases:     []procedure.Case{{Key: "main", Title: "Trường hợp chung", Default: true}},
		StepsText: lines(cell("Trình tự")), Conditions: lines(cell("Điều kiện")),
	}}
	v := &r.Version
	v.Source = procedure.Source{VerifiedOn: day, Text: sourceText(v.Code, v.Decision)}
	v.Deadline.Ground, v.Deadline.PauseOn = v.Source.Text, []string{"supplement"}
	for field, known := range map[string]struct{ text, kind string }{"agency": {v.Agency, KeyNoAgency}, "sector": {v.Sector, KeyNoSector}} {
		if known.text == "" {
			r.doubt(field, known.kind, "")
		}
	}
	r.try("channels", strings.ReplaceAll(cell("Cách nộp"), ";", "\n"), KeyNoRows)
	r.lineLimit(cell("Thời hạn"))
	r.lineFee(cell("Phí, lệ phí"), cell("Căn cứ thu"))
	r.linePapers(cell("Giấy tờ"))
	r.try("legal_basis", cell("Căn cứ pháp lý"), KeyNoLegal)
	r.try("results", cell("Kết quả"), KeyNoOutcome)
	slices.SortFunc(r.Doubts, func(a, b Doubt) int { return strings.Compare(a.Field, b.Field) })
	r.Complete()
	return r
}

// try takes a cell the way an answer is taken; what cannot be read is a doubt.
func (r *Reading) try(field, text, kind string) {
	if text == "" || r.answer(field, text) != nil {
		r.doubt(field, kind, text)
	}
}

// lineLimit reads “5 ngày làm việc”, or a line a channel: “Trực tuyến: 3 ngày”.
func (r *Reading) lineLimit(text string) {
	d := &r.Version.Deadline
	d.Text = strings.Join(strings.Fields(text), " ")
	for _, line := range lines(text) {
		name, words, per := strings.Cut(line, ":")
		if !per {
			words = line
		}
		l, ok := limitWords(words)
		if !ok && strings.EqualFold(strings.TrimSpace(words), "không quy định") {
			l, ok = deadline.Limit{Unit: deadline.None}, true
		}
		switch {
		case !ok && strings.Trim(strings.TrimSpace(words), "0123456789") == "":
			r.doubt("deadline.limit", KeyLimitNoUnit, text, "n", strings.TrimSpace(words))
		case !ok:
			r.doubt("deadline.limit", KeyLimitUnknown, text)
		case !per:
			d.Limit = l
		default:
			r.channelLimit(strings.TrimSpace(name), l, text)
		}
	}
	if text == "" {
		r.doubt("deadline.limit", KeyLimitUnknown, text)
	}
}

func (r *Reading) channelLimit(name string, l deadline.Limit, text string) {
	d := &r.Version.Deadline
	for ch, word := range channelWords {
		if strings.EqualFold(word, name) {
			if d.PerChannel == nil {
				d.PerChannel = map[string]deadline.Limit{}
			}
			d.PerChannel[string(ch)] = l
			if d.Limit.Unit == "" || ch == procedure.Desk {
				d.Limit = l
			}
			return
		}
	}
	r.doubt("deadline.limit", KeyLimitUnknown, text)
}

// lineFee reads “Không thu”, “8.000 đồng phí”, “tỉnh quy định lệ phí”.
func (r *Reading) lineFee(text, ground string) {
	low := strings.ToLower(text)
	kind := string(procedure.Charge)
	if strings.Contains(low, "lệ phí") {
		kind = string(procedure.Levy)
	}
	said := ""
	switch first := strings.Fields(low + " -")[0]; {
	case strings.HasPrefix(low, "không thu"), low == "miễn phí":
		said = "free|" + ground
	case strings.HasPrefix(low, "tỉnh quy định"):
		said = "province|" + kind + "|" + ground
	case strings.Trim(first, "0123456789.,") == "" && strings.Contains(low, "phí"):
		said = "fixed|" + first + "|" + kind + "|" + ground
	}
	if said == "" || r.answer("fees", said) != nil {
		r.Version.FeeText = text
		r.doubt("fees", KeyFeeUnknown, strings.TrimSpace(text+"\n"+ground))
	}
}

var requirementOf = map[string]procedure.Requirement{"phải nộp": procedure.Required, "nếu có": procedure.Optional, "xuất trình": procedure.ShowOnly}

// linePapers reads a line a paper: “tên | bản chính | bản sao | phải nộp”.
func (r *Reading) linePapers(text string) {
	for i, line := range strings.Split(text, "\n") {
		part := append(strings.Split(line, "|"), "", "", "", "")
		for j := range part {
			part[j] = strings.TrimSpace(part[j])
		}
		if part[0] == "" {
			continue
		}
		c := procedure.Component{Key: fmt.Sprintf("paper_%d", i+1), Title: part[0], Requirement: requirementOf[strings.ToLower(part[3])], Originals: atoi(part[1]), Copies: atoi(part[2])}
		at := "components." + c.Key
		if c.Requirement == "" {
			c.Requirement = procedure.Required
			r.doubt(at+".requirement", KeyPaperRequirement, line)
		}
		if c.Originals+c.Copies == 0 {
			r.doubt(at+".count", KeyPaperCount, line)
		}
		r.Version.Components = append(r.Version.Components, c)
	}
	if len(r.Version.Components) == 0 {
		r.doubt("components", KeyNoPapers, text)
	}
}
