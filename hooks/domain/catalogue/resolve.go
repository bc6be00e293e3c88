package catalogue

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// What can be wrong with the answer to a doubt.
const (
	KeyAnswerEmpty  = "catalogue.answer_empty"
	KeyAnswerChoice = "catalogue.answer_choice"
	KeyAnswerCount  = "catalogue.answer_count"
	KeyAnswerMoney  = "catalogue.answer_money"
	KeyAnswerGround = "catalogue.answer_ground" // a fee or its absence without ground
	KeyAnswerCase   = "catalogue.answer_case"   // Args: line
	KeyAnswerPaper  = "catalogue.answer_paper"  // Args: line
	KeyAnswerLegal  = "catalogue.answer_legal"  // Args: line
	KeyInFile       = "catalogue.resolve_in_file"
	KeyNoDoubt      = "catalogue.no_such_doubt"
)

// Ask is the shape of an answer.
type Ask string

// The shapes, and how the answer is written.
const (
	AskLimit       Ask = "limit"       // "5:working_day", "none"
	AskCases       Ask = "cases"       // a line a case: "tên | 5 ngày làm việc", the first is the default
	AskCutoff      Ask = "cutoff"      // "15:00", "none"
	AskFee         Ask = "fee"         // "free|ground", "fixed|8000|phi|ground", "province|phi|ground"
	AskKind        Ask = "kind"        // "phi", "le_phi"
	AskCount       Ask = "count"       // "1/0", "note"
	AskRequirement Ask = "requirement" // "required", "optional", "show_only", "note"
	AskPapers      Ask = "papers"      // a line a paper: "tên | bản chính | bản sao"
	AskLegal       Ask = "legal"       // a line a text: "số | tên"
	AskLines       Ask = "lines"
	AskText        Ask = "text"
	AskNone        Ask = "none" // mend the file and import it again
)

// Note says that a line among the papers is only a remark.
const Note = "note"

// AskOf is the shape of the answer to a doubtful field.
func AskOf(field string) Ask {
	switch {
	case field == "deadline.limit", strings.HasPrefix(field, "deadline.per_channel."):
		return AskLimit
	case strings.HasPrefix(field, "components.") && strings.HasSuffix(field, ".count"):
		return AskCount
	case strings.HasPrefix(field, "components.") && strings.HasSuffix(field, ".requirement"):
		return AskRequirement
	case strings.HasPrefix(field, "components.") && strings.HasSuffix(field, ".title"):
		return AskText
	}
	if ask, ok := asks[field]; ok {
		return ask
	}
	return AskNone
}

var asks = map[string]Ask{
	"deadline.cases": AskCases, "deadline.cutoff": AskCutoff, "fees": AskFee, "fees.fee.kind": AskKind,
	"components": AskPapers, "legal_basis": AskLegal, "results": AskLines, "steps_text": AskLines, "conditions": AskLines,
	"agency": AskText, "sector": AskText, "decision": AskText, "channels": AskLines,
}

// Resolve puts a person's answer into the version, removes the doubts of the
// field and completes the version anew.
func (r *Reading) Resolve(field, value string) error {
	if len(r.Left(field)) == 0 {
		return problem.Problem{Kind: problem.NotFound, Field: field, Key: KeyNoDoubt}
	}
	value = tidy(value)
	if value == "" && AskOf(field) != AskNone {
		return problem.Of(field, KeyAnswerEmpty)
	}
	if err := r.answer(field, value); err != nil {
		return err
	}
	r.Doubts = slices.DeleteFunc(r.Doubts, func(d Doubt) bool { return d.Field == field })
	if AskOf(field) == AskCases { // the lengths are said by the cases now
		r.Doubts = slices.DeleteFunc(r.Doubts, func(d Doubt) bool { return AskOf(d.Field) == AskLimit })
	}
	r.Complete()
	return nil
}

func (r *Reading) answer(field, value string) error {
	v := &r.Version
	switch AskOf(field) {
	case AskLimit:
		return r.answerLimit(field, value)
	case AskCases:
		return r.answerCases(field, value)
	case AskCutoff:
		return answerChoice(field, value, func() {
			if value != "none" {
				v.Deadline.Cutoff = value
			}
		}, "15:00", "none")
	case AskFee:
		return r.answerFee(field, value)
	case AskKind:
		return answerChoice(field, value, func() {
			v.Fees[0].Kind = procedure.FeeKind(value)
			v.Fees[0].Title = kindTitle(v.Fees[0].Kind)
		}, string(procedure.Charge), string(procedure.Levy))
	case AskCount, AskRequirement:
		return r.answerPaper(field, value)
	case AskPapers:
		return r.answerPapers(field, value)
	case AskLegal:
		return r.answerLegal(field, value)
	case AskLines, AskText:
		return r.answerText(field, value)
	}
	return problem.Of(field, KeyInFile)
}

func answerChoice(field, value string, set func(), allowed ...string) error {
	if !slices.Contains(allowed, value) {
		return problem.Of(field, KeyAnswerChoice)
	}
	set()
	return nil
}

func kindTitle(k procedure.FeeKind) string {
	if k == procedure.Levy {
		return "Lệ phí"
	}
	return "Phí"
}

func (r *Reading) answerLimit(field, value string) error {
	l, err := deadline.ParseLimit(value)
	if p, bad := problem.In(err); bad {
		p[0].Field = field
		return p[0]
	}
	d := &r.Version.Deadline
	ch, per := strings.CutPrefix(field, "deadline.per_channel.")
	if !per {
		d.Limit = l
		d.Text = l.Words()
		return nil
	}
	d.PerChannel[ch] = l
	if len(r.Version.Channels) > 0 && string(r.Version.Channels[0]) == ch {
		d.Limit = l
	}
	return nil
}

// answerCases turns several rows of one channel into cases of their own.
func (r *Reading) answerCases(field, value string) error {
	var cases []procedure.Case
	per := map[string]deadline.Limit{}
	for i, line := range strings.Split(value, "\n") {
		title, words, _ := strings.Cut(line, "|")
		l, ok := limitWords(words)
		if title = strings.TrimSpace(title); title == "" || !ok {
			return problem.Of(field, KeyAnswerCase).With("line", strconv.Itoa(i+1))
		}
		key := fmt.Sprintf("case_%d", i+1)
		cases = append(cases, procedure.Case{Key: key, Title: title, Default: i == 0})
		per[key] = l
	}
	d := &r.Version.Deadline
	r.Version.Cases, d.PerCase, d.PerChannel, d.Limit = cases, per, nil, per["case_1"]
	return nil
}

// limitWords reads “5 ngày làm việc”, “trong ngày” or “5:working_day”.
func limitWords(s string) (deadline.Limit, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "trong ngày" {
		return deadline.Limit{N: 1, Unit: deadline.SameDay}, true
	}
	if l, err := deadline.ParseLimit(s); err == nil {
		return l, true
	}
	n, unit, _ := strings.Cut(s, " ")
	l := deadline.Limit{N: atoi(n), Unit: unitOf[strings.TrimSpace(unit)]}
	if strings.Trim(n, "0123456789") != "" || l.Unit == "" {
		return l, false
	}
	_, err := deadline.ParseLimit(l.String())
	return l, err == nil
}

// answerFee sets what is paid: nothing, an amount, or what the province sets.
func (r *Reading) answerFee(field, value string) error {
	v := &r.Version
	part := append(strings.Split(value, "|"), "", "", "")
	f := procedure.Fee{Key: "fee", Stage: procedure.Before}
	switch part[0] {
	case "free":
		if strings.TrimSpace(part[1]) == "" {
			return problem.Of(field, KeyAnswerGround)
		}
		v.Fees, v.FeeText, v.Form.Pages = nil, "Không thu ("+strings.TrimSpace(part[1])+")", nil
		return r.forget("fees.fee.kind")
	case "fixed":
		n := int64(atoi(strings.NewReplacer(".", "", ",", "", " ", "").Replace(part[1])))
		if n <= 0 || strings.Trim(part[1], "0123456789., ") != "" {
			return problem.Of(field, KeyAnswerMoney)
		}
		f.Amount = &n
		part = part[1:]
	case "province":
	default:
		return problem.Of(field, KeyAnswerChoice)
	}
	f.Kind, f.Ground = procedure.FeeKind(part[1]), strings.TrimSpace(part[2])
	if f.Kind != procedure.Charge && f.Kind != procedure.Levy {
		return problem.Of(field, KeyAnswerChoice)
	}
	if f.Ground == "" {
		return problem.Of(field, KeyAnswerGround)
	}
	f.Title = kindTitle(f.Kind)
	v.Fees, v.Form.Pages = []procedure.Fee{f}, nil
	v.FeeText = f.Title + " theo mức Hội đồng nhân dân tỉnh quy định"
	if f.Amount != nil {
		v.FeeText = f.Title + " " + groups(*f.Amount) + " đồng"
	}
	return r.forget("fees.fee.kind")
}

// forget drops the doubts of a field that another answer settled.
func (r *Reading) forget(field string) error {
	r.Doubts = slices.DeleteFunc(r.Doubts, func(d Doubt) bool { return d.Field == field })
	return nil
}

// groups writes 8000 as 8.000.
func groups(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}
