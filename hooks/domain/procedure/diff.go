package procedure

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"motcua/hooks/domain/deadline"
)

// Change is one difference between two versions, in words for the person who
// publishes: what it is about, what stood there and what stands there now.
type Change struct {
	Field  string `json:"field"` // path in the version
	Title  string `json:"title"`
	Before string `json:"before"` // "" = it was not there
	After  string `json:"after"`  // "" = it is gone
}

// Diff lists what differs from a to b in the order a reader asks: name, time,
// money, papers, then the rest. What only the machine sees (examples, keys,
// the day of verification) is left out.
func Diff(a, b Version) []Change {
	var out []Change
	add := func(field, title, before, after string) {
		if before != after {
			out = append(out, Change{field, title, before, after})
		}
	}
	add("name", "Tên thủ tục", a.Name, b.Name)
	add("deadline.limit", "Thời hạn giải quyết", limitWords(a.Deadline.Limit), limitWords(b.Deadline.Limit))
	add("deadline.cutoff", "Giờ chốt trong ngày", a.Deadline.Cutoff, b.Deadline.Cutoff)
	out = append(out, lineByLine("deadline.per_channel", "Thời hạn theo cách nộp", limits(a.Deadline.PerChannel, channelWord), limits(b.Deadline.PerChannel, channelWord))...)
	out = append(out, lineByLine("deadline.per_case", "Thời hạn theo trường hợp", limits(a.Deadline.PerCase, a.caseTitle), limits(b.Deadline.PerCase, b.caseTitle))...)
	add("deadline.after_supplement", "Sau khi bổ sung giấy tờ", afterWords(a), afterWords(b))
	add("deadline.pause_on", "Chờ nộp tiền", paymentWords(a), paymentWords(b))
	add("deadline.after_payment", "Hẹn lần hai, tính từ khi nộp tiền", limitWords(a.Deadline.AfterPayment), limitWords(b.Deadline.AfterPayment))
	add("deadline.pause_ground", "Căn cứ của việc dừng và hẹn lần hai", a.Deadline.PauseGround, b.Deadline.PauseGround)
	out = append(out, lineByLine("cases", "Trường hợp", titles(a.Cases, Case.words), titles(b.Cases, Case.words))...)
	add("fee_text", "Lời về phí, lệ phí", a.FeeText, b.FeeText)
	out = append(out, lineByLine("fees", "Khoản thu", titles(a.Fees, Fee.words), titles(b.Fees, Fee.words))...)
	out = append(out, lineByLine("components", "Giấy tờ", titles(a.Components, Component.words), titles(b.Components, Component.words))...)
	out = append(out, lineByLine("channels", "Cách nộp", titles(a.Channels, channelName), titles(b.Channels, channelName))...)
	add("agency", "Cơ quan thực hiện", a.Agency, b.Agency)
	add("sector", "Lĩnh vực", a.Sector, b.Sector)
	add("decision", "Quyết định công bố", a.Decision, b.Decision)
	add("effective_from", "Hiệu lực từ ngày", a.EffectiveFrom, b.EffectiveFrom)
	out = append(out, lineByLine("results", "Kết quả", titles(a.Results, Result.words), titles(b.Results, Result.words))...)
	out = append(out, lineByLine("conditions", "Yêu cầu, điều kiện", keyed(a.Conditions), keyed(b.Conditions))...)
	out = append(out, lineByLine("legal_basis", "Căn cứ pháp lý", titles(a.LegalBasis, LegalText.words), titles(b.LegalBasis, LegalText.words))...)
	out = append(out, lineByLine("flow", "Bước xử lý", titles(a.Flow, Step.words), titles(b.Flow, Step.words))...)
	out = append(out, lineByLine("links", "Thủ tục liên thông", titles(a.Links, Link.words), titles(b.Links, Link.words))...)
	add("steps_text", "Trình tự thực hiện", strings.Join(a.StepsText, "\n"), strings.Join(b.StepsText, "\n"))
	return out
}

// entry is one line of a list: what it is recognised by and how it is told.
type entry struct{ key, words string }

// lineByLine compares two lists line by line: changed in place, gone, or new.
func lineByLine(field, title string, a, b []entry) []Change {
	var out []Change
	for _, x := range a {
		i := slices.IndexFunc(b, func(y entry) bool { return y.key == x.key })
		switch {
		case i < 0:
			out = append(out, Change{field, title, x.words, ""})
		case b[i].words != x.words:
			out = append(out, Change{field, title, x.words, b[i].words})
		}
	}
	for _, y := range b {
		if !slices.ContainsFunc(a, func(x entry) bool { return x.key == y.key }) {
			out = append(out, Change{field, title, "", y.words})
		}
	}
	return out
}

func titles[T any](list []T, words func(T) (string, string)) []entry {
	out := make([]entry, len(list))
	for i, x := range list {
		out[i].key, out[i].words = words(x)
	}
	return out
}

func keyed(list []string) []entry {
	out := make([]entry, len(list))
	for i, s := range list {
		out[i] = entry{s, s}
	}
	return out
}

func limits(m map[string]deadline.Limit, name func(string) string) []entry {
	var out []entry
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, entry{k, name(k) + ": " + m[k].Words()})
	}
	return out
}

func (v Version) caseTitle(key string) string {
	if c, ok := v.caseBy(key); ok {
		return c.Title
	}
	return key
}

func (c Case) words() (string, string) { return c.Key, c.Title }

func (r Result) words() (string, string) { return r.Title, r.Title }

func (t LegalText) words() (string, string) {
	return t.Number, strings.TrimSpace(strings.Join([]string{t.Number, t.Article, t.Title}, " "))
}

var roleWords = map[string]string{"clerk": "tiếp nhận, trả kết quả", "officer": "chuyên môn", "leader": "lãnh đạo", "cashier": "thu phí"}

func (s Step) words() (string, string) {
	return s.Key, fmt.Sprintf("%s (%s, %d phút làm việc)", s.Title, roleWords[s.Role], s.Norm)
}

var requirementWords = map[Requirement]string{Required: "phải nộp", Optional: "nếu có", ShowOnly: "chỉ xuất trình"}

func (c Component) words() (string, string) {
	s := fmt.Sprintf("%s: %d bản chính, %d bản sao, %s", c.Title, c.Originals, c.Copies, requirementWords[c.Requirement])
	if c.OneOf != "" {
		s += ", một trong nhóm " + c.OneOf
	}
	s += c.reuseWords()
	return c.Title, s
}

func (f Fee) words() (string, string) {
	s := f.Title + ": "
	switch {
	case f.Tiers != nil:
		s += fmt.Sprintf("%s đồng một trang, từ trang %d là %s đồng, nhiều nhất %s đồng một bản", dong(f.Tiers.First), f.Tiers.FirstPages+1, dong(f.Tiers.Next), dong(f.Tiers.Cap))
	case f.Amount != nil:
		s += dong(*f.Amount) + " đồng"
	default:
		s += "mức do tỉnh quy định"
	}
	for _, ch := range slices.Sorted(maps.Keys(f.PerChannel)) {
		s += fmt.Sprintf("; %s %s đồng", channelWord(string(ch)), dong(f.PerChannel[ch]))
	}
	return f.Key, s
}

// dong writes 8000 as 8.000.
func dong(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

func channelName(c Channel) (string, string) { return string(c), channelWord(string(c)) }

func channelWord(c string) string {
	words := map[Channel]string{Desk: "trực tiếp", Online: "trực tuyến", Post: "bưu chính", Kiosk: "ki-ốt", Mobile: "lưu động"}
	return words[Channel(c)]
}

// limitWords says a limit; a version that is not there has none.
func limitWords(l deadline.Limit) string {
	if l.Unit == "" {
		return ""
	}
	return l.Words()
}

// afterWords says how the count goes on after a supplement; a version that is
// not there says nothing.
func afterWords(v Version) string {
	switch {
	case v.Code == "" || !slices.Contains(v.Deadline.PauseOn, "supplement"):
		return ""
	case v.Deadline.AfterSupplement == deadline.Restart:
		return "tính lại thời hạn từ đầu"
	}
	return "tính tiếp phần thời hạn còn lại"
}

// paymentWords says whether the count stands still while the citizen pays.
func paymentWords(v Version) string {
	switch {
	case v.Code == "":
		return ""
	case slices.Contains(v.Deadline.PauseOn, "payment"):
		return "tạm dừng thời hạn"
	}
	return "không tạm dừng thời hạn"
}
