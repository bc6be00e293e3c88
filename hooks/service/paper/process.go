package paper

import "strconv"

// Process is the document of an internal process (quy trình nội bộ theo TCVN
// ISO 9001): who does what, in how long, by which form, one page a procedure.
type Process struct {
	Head
	Code, Name string
	Version    string // số phiên bản and day
	Sector     string
	Agency     string
	Scope      []string // đối tượng
	Basis      []string // căn cứ
	Components []Component
	Limit      string
	Channels   string
	Fees       string
	Steps      []ProcessStep
	Total      int // working minutes of the norms
	Allowed    int // working minutes of the legal limit; 0 = none
	Results    []string
	Signer     Sign
	Drafter    Sign
}

// ProcessStep is one step.
type ProcessStep struct {
	Who, What, Form string
	Norm            int    // working minutes
	Only            string // the cases it is for; "" = all
}

// Doc is the paper.
func (x Process) Doc() Doc {
	f, _ := FormAt(FormProcess, "")
	d := Doc{Head: x.Head, Form: f, Title: f.Title, Ref: x.Code + ", " + x.Version, Signs: []Sign{x.Drafter, x.Signer}}
	d.pair("Mã quy trình", "QT-"+x.Code, "Phiên bản", x.Version)
	d.strong("Tên thủ tục", x.Name)
	d.field("1. Mục đích", "thống nhất trình tự, trách nhiệm và thời gian giải quyết hồ sơ, đúng thủ tục hành chính đã công bố")
	d.field("2. Phạm vi", "áp dụng đối với "+either(joined(x.Scope), "tổ chức, cá nhân")+" và cán bộ, công chức của "+x.Agency+" tham gia giải quyết; cách thức nộp: "+x.Channels)
	d.field("3. Căn cứ", joined(x.Basis))
	d.add(Block{Label: "4. Thành phần hồ sơ", Value: x.components()})
	d.pair("5. Thời hạn giải quyết", x.Limit, "Phí, lệ phí", x.Fees)
	d.field("6. Kết quả", joined(x.Results))
	d.text("7. Lưu đồ và nội dung các bước:")
	t := Table{Cols: []Column{{"Bước", 0.08, true}, {"Trách nhiệm", 0.2, false}, {"Nội dung", 0.36, false}, {"Biểu mẫu", 0.2, false}, {"Thời gian", 0.16, true}}}
	for i, s := range x.Steps {
		what := s.What
		if s.Only != "" {
			what += "\n(chỉ khi: " + s.Only + ")"
		}
		arrow := strconv.Itoa(i + 1)
		if i < len(x.Steps)-1 {
			arrow += "\n↓"
		}
		t.Rows = append(t.Rows, []string{arrow, s.Who, what, s.Form, Span(s.Norm)})
	}
	d.add(Block{Table: &t})
	d.strong("Tổng thời gian các bước", x.total())
	d.field("8. Lưu trữ", "hồ sơ giấy và hồ sơ điện tử của từng vụ việc, kèm Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu số 06), lưu tại bộ phận giải quyết rồi chuyển lưu trữ cơ quan theo quy định")
	return d
}

func (x Process) total() string {
	s := Span(x.Total) + " làm việc"
	if x.Allowed > 0 {
		s += " ≤ thời hạn " + Span(x.Allowed) + " làm việc"
	}
	return s
}

func (x Process) components() string {
	var list []string
	for _, c := range x.Components {
		n := ""
		switch {
		case c.Note != "":
			n = c.Note
		case c.Originals > 0 && c.Copies > 0:
			n = strconv.Itoa(c.Originals) + " bản chính, " + strconv.Itoa(c.Copies) + " bản sao"
		case c.Originals > 0:
			n = strconv.Itoa(c.Originals) + " bản chính"
		case c.Copies > 0:
			n = strconv.Itoa(c.Copies) + " bản sao"
		}
		if n != "" {
			n = " (" + n + ")"
		}
		list = append(list, c.Title+n)
	}
	return joined(list)
}

func joined(list []string) string {
	s := ""
	for i, x := range list {
		if i > 0 {
			s += "; "
		}
		s += x
	}
	return s
}
