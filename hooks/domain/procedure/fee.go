package procedure

import (
	"slices"
	"strconv"
	"strings"

	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
)

// What can be wrong when fees are worked out.
const (
	KeyUnknownExemption = "procedure.unknown_exemption" // Args: exemption
	KeyUnknownFee       = "procedure.unknown_fee"       // an exemption or a local amount for a fee that is not there
	KeyLocalNegative    = "procedure.local_amount_negative"
)

// The stages at which a fee falls due.
const (
	Before = "before" // when the dossier is received
	After  = "after"  // when the result is handed over
)

// Due is one item to pay for one dossier.
type Due struct {
	Key    string
	Title  string
	Kind   FeeKind
	Amount int64  // đồng, for the whole dossier; 0 while not Known
	Stage  string // Before or After
	Exempt string // key of the exemption that was granted, "" = none
	Known  bool   // false: set by the province (HĐND) and not yet entered for this unit
	Ground string
}

// FeesFor works out what a dossier pays, in đồng. exemptions gives, by fee
// key, the exemption that was proven; local gives, by fee key, the amount the
// province set, for one unit of Per (a key "fee@online" holds for one channel
// only and wins). A multiplier that the form leaves open (the number of extra
// copies) counts as none where it was not answered. Everything wrong is said
// at once: a multiplier that must be answered, an exemption the fee does not
// have.
func (v Version) FeesFor(channel Channel, caseKey string, answers form.Answers, exemptions map[string]string, local map[string]int64) ([]Due, error) {
	var out []Due
	problems := v.unknownKeys(exemptions)
	for _, f := range v.Fees {
		if !inCase(f.Cases, caseKey) {
			continue
		}
		d := Due{Key: f.Key, Title: f.Title, Kind: f.Kind, Stage: f.Stage, Ground: f.Ground, Known: true}
		if claimed := exemptions[f.Key]; claimed != "" {
			if !slices.ContainsFunc(f.Exemptions, func(e Exemption) bool { return e.Key == claimed }) {
				problems = append(problems, problem.Of("exemptions."+f.Key, KeyUnknownExemption).With("exemption", claimed))
				continue
			}
			d.Exempt = claimed
			out = append(out, d)
			continue
		}
		var wrong problem.List
		d.Amount, d.Known, wrong = v.amount(f, channel, answers, local)
		problems = append(problems, wrong...)
		out = append(out, d)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return out, nil
}

// Exemption is a published exemption of a fee by its key.
func (v Version) Exemption(fee, key string) (Exemption, bool) {
	for _, f := range v.Fees {
		for _, x := range f.Exemptions {
			if f.Key == fee && x.Key == key && key != "" {
				return x, true
			}
		}
	}
	return Exemption{}, false
}

// FeesOpen lists what a dossier of the case pays while the answers that
// multiply an amount are still missing: every amount is unknown.
func (v Version) FeesOpen(caseKey string) []Due {
	var out []Due
	for _, f := range v.Fees {
		if inCase(f.Cases, caseKey) {
			out = append(out, Due{Key: f.Key, Title: f.Title, Kind: f.Kind, Stage: f.Stage, Ground: f.Ground})
		}
	}
	return out
}

// unknownKeys refuses an exemption of a fee the version does not have, so
// that a slip of the pen is not taken for "nothing to pay".
func (v Version) unknownKeys(exemptions map[string]string) (out problem.List) {
	for key := range exemptions {
		if !slices.ContainsFunc(v.Fees, func(f Fee) bool { return f.Key == key }) {
			out.Add("exemptions."+key, KeyUnknownFee)
		}
	}
	slices.SortFunc(out, func(a, b problem.Problem) int {
		if a.Field < b.Field {
			return -1
		}
		return 1
	})
	return out
}

func (v Version) amount(f Fee, channel Channel, a form.Answers, local map[string]int64) (int64, bool, problem.List) {
	if t := f.Tiers; t != nil {
		pages, wrong := v.count(a, t.PagesKey)
		copies, more := v.count(a, t.CopiesKey)
		wrong = append(wrong, more...)
		return t.OneCopy(pages) * int64(copies), len(wrong) == 0, wrong
	}
	each, known := f.each(channel, local)
	if each < 0 {
		return 0, false, problem.List{problem.Of("local."+f.Key, KeyLocalNegative)}
	}
	if !known || f.Per == "" {
		return each, known, nil
	}
	n, wrong := v.count(a, f.Per)
	return each * int64(n), true, wrong
}

// each is the price of one unit on a channel, and whether it is known.
func (f Fee) each(channel Channel, local map[string]int64) (int64, bool) {
	if n, ok := f.PerChannel[channel]; ok {
		return n, true
	}
	if f.Amount != nil {
		return *f.Amount, true
	}
	if n, ok := local[f.Key+"@"+string(channel)]; ok {
		return n, true
	}
	n, ok := local[f.Key]
	return n, ok
}

// OneCopy is the fee of one copy with so many pages, in đồng: 2 000 for each
// of the first two pages, 1 000 from the third on, at most 200 000 a copy
// (Thông tư 226/2016/TT-BTC Điều 4, chứng thực bản sao từ bản chính).
func (t Tiers) OneCopy(pages int) int64 {
	first := min(pages, t.FirstPages)
	fee := int64(first)*t.First + int64(pages-first)*t.Next
	if t.Cap > 0 {
		fee = min(fee, t.Cap)
	}
	return fee
}

// maxCount bounds a multiplier: nobody has a million copies made.
const maxCount = 1_000_000

func (v Version) count(a form.Answers, key string) (int, problem.List) {
	field := "answers." + key
	text := strings.TrimSpace(a[key])
	if text == "" {
		if f, ok := v.Form.Field(key); ok && !f.Required {
			return 0, nil
		}
		return 0, problem.List{problem.Of(field, form.KeyRequired)}
	}
	n, ok := form.Whole(text)
	if !ok {
		return 0, problem.List{problem.Of(field, form.KeyNotANumber)}
	}
	if n > maxCount {
		return 0, problem.List{problem.Of(field, form.KeyTooLarge).With("max", strconv.Itoa(maxCount))}
	}
	return n, nil
}
