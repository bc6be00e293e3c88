package catalogue

import (
	"regexp"
	"strings"

	"motcua/hooks/domain/procedure"
)

// row is one line of the table “Cách thức thực hiện”.
type row struct {
	Channel procedure.Channel
	Time    string  // cell as printed: "5 Ngày làm việc", "1", "Không có thông tin"
	Fee     string  // cell as printed: "Miễn phí", "8,000 VNĐ"
	Amounts []money // what the fee cell names
	FeeNote string  // in brackets after the amount
	Note    string  // mô tả
	Glued   string  // time and amount run together: "120 VNĐ"
	Raw     string
}

type money struct {
	n    int64
	unit string // VNĐ, Việt Nam Đồng, USD
}

const channelHead = "Hình thức nộpThời gianPhí, lệ phíMô tả"

var channelNames = map[string]procedure.Channel{
	"Trực tuyến": procedure.Online, "Dịch vụ bưu chính": procedure.Post, "Trực tiếp": procedure.Desk,
}

var (
	rowStart  = regexp.MustCompile(`(Trực tuyến|Dịch vụ bưu chính|Trực tiếp)(\d|Không)`)
	timeCell  = regexp.MustCompile(`^(\d+) (Ngày làm việc|Ngày|Giờ làm việc|Giờ|Tháng)`)
	bareCell  = regexp.MustCompile(`^(\d+)(Miễn phí|` + nothing + `)`)
	gluedCell = regexp.MustCompile(`^\d[\d.,]* ?(?:VNĐ|Việt Nam Đồng|USD)`)
	feeCell   = regexp.MustCompile(`Miễn phí|` + nothing + `|\d[\d.,]* ?(?:VNĐ|Việt Nam Đồng|USD)`)
	amount    = regexp.MustCompile(`^(\d[\d.,]*) ?(VNĐ|Việt Nam Đồng|USD)`)
)

// rows cuts the flattened table into its lines. left is what could not be cut.
func rows(field string) (out []row, left string) {
	s := tidy(field)
	s = strings.TrimSpace(strings.TrimPrefix(s, channelHead))
	marks := rowStart.FindAllStringSubmatchIndex(s, -1)
	if len(marks) == 0 {
		return nil, s
	}
	left = strings.TrimSpace(s[:marks[0][0]])
	for i, m := range marks {
		end := len(s)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		r, ok := readRow(s[m[2]:m[3]], s[m[3]:end])
		if !ok {
			left += s[m[0]:end]
			continue
		}
		r.Raw = strings.TrimSpace(s[m[0]:end])
		out = append(out, r)
	}
	return out, left
}

func readRow(name, rest string) (row, bool) {
	r := row{Channel: channelNames[name]}
	switch {
	case timeCell.MatchString(rest):
		r.Time = timeCell.FindString(rest)
	case bareCell.MatchString(rest):
		r.Time = bareCell.FindStringSubmatch(rest)[1]
	case gluedCell.MatchString(rest):
		r.Glued = gluedCell.FindString(rest)
		r.FeeNote, r.Note = bracket(rest[len(r.Glued):])
		return r, true
	default: // words: the fee cell ends them
		at := feeCell.FindStringIndex(rest[1:])
		if at == nil || at[0] > 120 {
			return r, false
		}
		r.Time = rest[:at[0]+1]
	}
	rest = rest[len(r.Time):]
	at := feeCell.FindStringIndex(rest)
	if at == nil || at[0] != 0 {
		return r, false
	}
	r.Time, r.Fee = strings.TrimSpace(r.Time), rest[:at[1]]
	for {
		m := amount.FindStringSubmatch(rest)
		if m == nil {
			break
		}
		r.Amounts = append(r.Amounts, money{int64(atoi(m[1])), m[2]})
		var note string
		note, rest = bracket(rest[len(m[0]):])
		r.FeeNote = strings.TrimSpace(r.FeeNote + " " + note)
	}
	if len(r.Amounts) == 0 {
		r.FeeNote, rest = bracket(rest[at[1]:])
	}
	r.Note = strings.TrimSpace(rest)
	return r, true
}

// bracket takes the words in brackets that directly follow a cell; one that
// is never closed reaches to the end.
func bracket(s string) (note, rest string) {
	if !strings.HasPrefix(s, "(") {
		return "", strings.TrimSpace(s)
	}
	depth := 0
	for i, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return strings.TrimSpace(s[1:i]), strings.TrimSpace(s[i+1:])
			}
		}
	}
	return strings.TrimSpace(s[1:]), ""
}

// channels are those of the rows, each once, the desk first.
func channels(list []row) []procedure.Channel {
	var out []procedure.Channel
	for _, ch := range []procedure.Channel{procedure.Desk, procedure.Online, procedure.Post} {
		for _, r := range list {
			if r.Channel == ch {
				out = append(out, ch)
				break
			}
		}
	}
	return out
}
