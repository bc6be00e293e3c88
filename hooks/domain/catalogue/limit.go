package catalogue

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/procedure"
)

var unitOf = map[string]deadline.Unit{
	"ngày làm việc": deadline.WorkingDay, "ngày": deadline.CalendarDay, "giờ làm việc": deadline.WorkingHour, "tháng": deadline.Month,
}

// finding is what one time cell says, or why it says nothing.
type finding struct {
	limit deadline.Limit
	kind  string // "" = known
	args  []string
}

// readTime reads one time cell beside its description.
func readTime(r row, steps string) finding {
	cell := strings.ToLower(r.Time)
	told := lengths(r.Note)
	n, unit, _ := strings.Cut(cell, " ")
	switch {
	case r.Glued != "":
		return finding{kind: KeyLimitGlued, args: []string{"text", r.Glued}}
	case cell == "không quy định":
		return finding{limit: deadline.Limit{Unit: deadline.None}}
	case strings.Trim(n, "0123456789") != "":
		if len(told) > 0 {
			return finding{kind: KeyLimitInWords, args: []string{"text", told[0].words()}}
		}
		return finding{kind: KeyLimitUnknown}
	case atoi(n) == 0:
		return finding{kind: KeyLimitZero}
	case unit == "":
		return finding{kind: KeyLimitNoUnit, args: []string{"n", n}}
	case unit == "giờ" && slices.Contains(append(told, lengths(steps)...), length{atoi(n), "giờ làm việc"}):
		unit = "giờ làm việc"
	case unit == "giờ":
		return finding{kind: KeyLimitHours, args: []string{"n", n}}
	}
	f := finding{limit: deadline.Limit{N: atoi(n), Unit: unitOf[unit]}}
	return f.against(told, length{atoi(n), unit})
}

// against compares a cell with the lengths its description names.
func (f finding) against(told []length, cell length) finding {
	same := false
	var other length
	for _, l := range told {
		if l == cell {
			same = true
		} else if other.n == 0 {
			other = l
		}
	}
	switch {
	case other.n == 0:
	case same:
		f.kind, f.args = KeyLimitMore, []string{"text", other.words()}
	default:
		f.kind, f.args = KeyLimitContradicted, []string{"cell", cell.words(), "text", other.words()}
	}
	return f
}

func (l length) words() string { return strconv.Itoa(l.n) + " " + l.unit }

// readLimit puts the deadline together from the rows and the steps.
func (r *Reading) readLimit(list []row, steps string) {
	v := &r.Version
	v.Deadline.PauseOn = []string{"supplement"}
	v.Deadline.Text = limitText(list)
	if n := mostRows(list, func(x row) string { return x.Time }); n > 1 {
		r.doubt("deadline.cases", KeyLimitCases, raw(list), "n", strconv.Itoa(n))
		return
	}
	per := map[procedure.Channel]finding{}
	same := true
	for _, x := range list {
		f := readTime(x, steps)
		if have, ok := per[x.Channel]; !ok || have.kind == "" {
			per[x.Channel] = f
		}
		same = same && x.Time == list[0].Time && x.Glued == list[0].Glued
	}
	for i, ch := range v.Channels {
		f := per[ch]
		if i == 0 {
			v.Deadline.Limit = f.limit
		}
		field, words := "deadline.limit", raw(list)
		if !same {
			if v.Deadline.PerChannel == nil {
				v.Deadline.PerChannel = map[string]deadline.Limit{}
			}
			v.Deadline.PerChannel[string(ch)] = f.limit
			field, words = "deadline.per_channel."+string(ch), raw(of(list, ch))
		}
		if f.kind != "" {
			r.doubt(field, f.kind, words, f.args...)
		}
	}
	r.againstSteps(steps)
}

var (
	sentence = regexp.MustCompile(`[^.;\n]+`)
	lateHour = regexp.MustCompile(`(?i)sau 15 ?(giờ|h)`)
	longer   = regexp.MustCompile(`(?i)kéo dài|gia hạn thời hạn|thời hạn giải quyết|thời gian giải quyết`)
)

// againstSteps looks for what the steps say about time and the table does not.
func (r *Reading) againstSteps(steps string) {
	l := r.Version.Deadline.Limit
	cell := length{l.N, map[deadline.Unit]string{deadline.WorkingDay: "ngày làm việc", deadline.CalendarDay: "ngày", deadline.WorkingHour: "giờ làm việc", deadline.Month: "tháng"}[l.Unit]}
	for _, s := range sentence.FindAllString(steps, -1) {
		for _, told := range lengths(s) {
			switch {
			case cell.unit == "ngày" && told == (length{cell.n, "ngày làm việc"}):
				r.doubt("deadline.limit", KeyLimitContradicted, s, "cell", cell.words(), "text", told.words())
			case told != cell && longer.MatchString(s):
				r.doubt("deadline.limit", KeyLimitMore, s, "text", told.words())
			}
		}
		if lateHour.MatchString(s) && l.Unit != deadline.SameDay {
			r.doubt("deadline.cutoff", KeyCutoff, s)
		}
	}
}

// mostRows counts the different values one channel has.
func mostRows(list []row, value func(row) string) int {
	seen, most := map[procedure.Channel]map[string]bool{}, 0
	for _, x := range list {
		if seen[x.Channel] == nil {
			seen[x.Channel] = map[string]bool{}
		}
		seen[x.Channel][value(x)] = true
		most = max(most, len(seen[x.Channel]))
	}
	return most
}

func of(list []row, ch procedure.Channel) (out []row) {
	for _, x := range list {
		if x.Channel == ch {
			out = append(out, x)
		}
	}
	return out
}

func raw(list []row) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = x.Raw
	}
	return strings.Join(parts, "\n")
}

var channelWords = map[procedure.Channel]string{procedure.Desk: "Trực tiếp", procedure.Online: "Trực tuyến", procedure.Post: "Bưu chính", procedure.Kiosk: "Ki-ốt", procedure.Mobile: "Lưu động"}

// limitText is the limit as the source prints it, each channel once.
func limitText(list []row) string {
	var parts []string
	same := true
	for _, x := range list {
		parts = append(parts, fmt.Sprintf("%s: %s", channelWords[x.Channel], shown(x.Time, x.Glued)))
		same = same && x.Time == list[0].Time
	}
	if same && len(list) > 0 {
		return shown(list[0].Time, list[0].Glued)
	}
	return strings.Join(parts, "; ")
}

func shown(cell, glued string) string {
	if cell == "" {
		return glued
	}
	return strings.ToLower(cell)
}
