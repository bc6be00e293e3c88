package catalogue

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"motcua/hooks/domain/form"
	"motcua/hooks/domain/procedure"
)

// leastFee is the smallest amount taken for đồng; below it the record most
// likely counts in thousands, and nobody can tell (“20 VNĐ (20.000 đ/tờ khai)”).
const leastFee = 1000

var (
	amountIn   = regexp.MustCompile(`(?i)(\d{1,3}(?:[.,]\d{3})+|\d{4,})\s*(?:đồng|đ\b|đ/|vnđ|việt nam đồng)`)
	byCouncil  = regexp.MustCompile(`(?i)hội đồng nhân dân|HĐND|Ủy ban nhân dân (?:cấp )?tỉnh (?:quy định|quyết định)`)
	freeWords  = regexp.MustCompile(`(?i)miễn|không thu|không phải nộp`)
	lessWords  = regexp.MustCompile(`(?i)miễn |miễn, |giảm|bằng \d+ ?%|không phải nộp|không thu`)
	feeInSteps = regexp.MustCompile(`(?i)(nộp|thu|đóng|thanh toán) (phí|lệ phí|các khoản phí)`)
	perUnit    = regexp.MustCompile(`(?i)^/\s*(\p{L}[\p{L} ]{1,30})$|(?:đồng|đ|vnđ)\s*/\s*(\p{L}[\p{L} ]{1,30}?)\s*(?:[.;,()]|$)`)
	tiersIn    = regexp.MustCompile(`(?i)([\d.]+) ?(?:đồng|đ)/trang; từ trang thứ (\d+) trở lên thu ([\d.]+) ?(?:đồng|đ)/trang, tối đa thu không quá ([\d.]+) ?(?:đồng|đ)/bản`)
)

// readFees puts the fees together from the rows; steps and grounds may speak
// of a fee that the table calls free.
func (r *Reading) readFees(list []row, steps string) {
	v := &r.Version
	v.FeeText = feeText(list)
	ours := slices.DeleteFunc(slices.Clone(list), func(x row) bool {
		return foreign(x) && strings.Contains(strings.ToLower(x.Note), "cơ quan đại diện")
	})
	if len(ours) < len(list) {
		r.doubt("fees", KeyFeeForeign, raw(list))
	}
	switch {
	case slices.ContainsFunc(ours, func(x row) bool { return x.Glued != "" }):
		r.doubt("fees", KeyFeeGlued, raw(ours), "text", first(ours, func(x row) string { return x.Glued }))
	case slices.ContainsFunc(ours, foreign):
		r.doubt("fees", KeyFeeForeign, raw(ours))
	case slices.ContainsFunc(ours, func(x row) bool { return strings.HasPrefix(x.Fee, nothing) }):
		r.doubt("fees", KeyFeeUnknown, raw(ours))
	case mostRows(ours, func(x row) string { return x.Fee }) > 1:
		r.doubt("fees", KeyFeeCases, raw(ours))
	case !slices.ContainsFunc(ours, func(x row) bool { return len(x.Amounts) > 0 }):
		r.readFree(ours, steps)
	default:
		r.readAmounts(ours, steps)
	}
}

// readFree takes “Miễn phí” at its word only when nothing in the record
// speaks of a fee.
func (r *Reading) readFree(list []row, steps string) {
	for _, x := range list {
		switch said := x.FeeNote + " " + x.Note; {
		case byCouncil.MatchString(x.FeeNote):
			r.doubt("fees", KeyFeeProvince, x.Raw)
		case amountIn.MatchString(said), x.FeeNote != "" && x.FeeNote != "Không" && strings.Contains(strings.ToLower(x.FeeNote), "phí"):
			r.doubt("fees", KeyFeeFree, x.Raw)
		}
	}
	for _, s := range sentence.FindAllString(steps, -1) {
		if feeInSteps.MatchString(s) && !freeWords.MatchString(s) {
			r.doubt("fees", KeyFeeFree, s)
			return
		}
	}
}

func (r *Reading) readAmounts(list []row, steps string) {
	v := &r.Version
	f := procedure.Fee{Key: "fee", Title: "Phí, lệ phí", Stage: procedure.Before, Ground: v.Source.Text}
	for _, x := range list {
		n := int64(0)
		if len(x.Amounts) > 0 {
			n = x.Amounts[0].n
		}
		r.checkRow(x, n)
		switch {
		case f.Amount == nil:
			f.Amount = &n
		case *f.Amount != n && !amountIsFirst(list, x):
			if f.PerChannel == nil {
				f.PerChannel = map[procedure.Channel]int64{}
			}
			f.PerChannel[x.Channel] = n
		}
	}
	r.readUnit(&f, list)
	if f.Kind = kindOf(list, steps); f.Kind == "" {
		r.doubt("fees.fee.kind", KeyFeeKind, raw(list))
	}
	f.Title = map[procedure.FeeKind]string{procedure.Charge: "Phí", procedure.Levy: "Lệ phí", "": "Phí, lệ phí"}[f.Kind]
	v.Fees = []procedure.Fee{f}
}

func amountIsFirst(list []row, x row) bool { return list[0].Raw == x.Raw }

// checkRow compares the amount of a row with what stands around it.
func (r *Reading) checkRow(x row, n int64) {
	said := x.FeeNote + " " + x.Note
	switch {
	case len(x.Amounts) > 1:
		r.doubt("fees", KeyFeeCases, x.Raw)
	case len(x.Amounts) == 1 && n < leastFee:
		r.doubt("fees", KeyFeeTooSmall, x.Raw, "amount", strconv.FormatInt(n, 10))
	case byCouncil.MatchString(said):
		r.doubt("fees", KeyFeeProvince, x.Raw)
	case tiersIn.MatchString(said):
	case lessWords.MatchString(said):
		r.doubt("fees", KeyFeeExemptions, x.Raw)
	default:
		for _, m := range amountIn.FindAllStringSubmatch(said, -1) {
			if int64(atoi(m[1])) != n {
				r.doubt("fees", KeyFeeContradicted, x.Raw, "cell", x.Fee, "text", m[0])
				return
			}
		}
	}
}

// readUnit finds what the amount is counted by: pages in tiers, or one thing
// that the clerk counts.
func (r *Reading) readUnit(f *procedure.Fee, list []row) {
	for _, x := range list {
		if m := tiersIn.FindStringSubmatch(x.FeeNote + " " + x.Note); m != nil {
			f.Tiers = &procedure.Tiers{PagesKey: "pages", CopiesKey: "copies", FirstPages: atoi(m[2]) - 1, First: int64(atoi(m[1])), Next: int64(atoi(m[3])), Cap: int64(atoi(m[4]))}
			f.Amount, f.PerChannel = nil, nil
			r.ask("pages", "Số trang của bản chính")
			r.ask("copies", "Số bản")
			return
		}
	}
	for _, x := range list {
		m := perUnit.FindStringSubmatch(x.FeeNote)
		if m == nil || f.Per != "" {
			continue
		}
		thing := strings.TrimSpace(m[1] + m[2])
		if low := strings.ToLower(thing); strings.HasPrefix(low, "lần") || strings.HasPrefix(low, "hồ sơ") {
			continue
		}
		f.Per = "quantity"
		r.ask("quantity", "Số "+thing)
	}
}

// ask adds a question to the declaration: a number that multiplies the fee.
func (r *Reading) ask(key, label string) {
	v := &r.Version
	if len(v.Form.Pages) == 0 {
		v.Form.Pages = []form.Page{{Key: "fee", Title: "Để tính phí"}}
	}
	page := &v.Form.Pages[0]
	page.Fields = append(page.Fields, form.Field{Key: key, Kind: form.Number, Label: label, Required: true, Max: 10000})
}

var bareFee = regexp.MustCompile(`(?i)(^|[^\p{L}])phí`)

// kindOf tells phí from lệ phí where the record uses one of the words only.
func kindOf(list []row, steps string) procedure.FeeKind {
	for _, where := range []string{raw(list), steps} {
		low := strings.ToLower(where)
		low = strings.NewReplacer("miễn phí", "", "phí, lệ phí", "", "phí và lệ phí", "", "phí, chế độ", "phí").Replace(low)
		levy := strings.Contains(low, "lệ phí")
		charge := bareFee.MatchString(strings.ReplaceAll(low, "lệ phí", ""))
		switch {
		case levy && !charge:
			return procedure.Levy
		case charge && !levy:
			return procedure.Charge
		case levy && charge:
			return ""
		}
	}
	return ""
}

func foreign(x row) bool {
	return slices.ContainsFunc(x.Amounts, func(m money) bool { return m.unit == "USD" })
}

func first(list []row, value func(row) string) string {
	for _, x := range list {
		if v := value(x); v != "" {
			return v
		}
	}
	return ""
}

// feeText is the fee as the source prints it, each channel once.
func feeText(list []row) string {
	var parts []string
	seen := map[string]bool{}
	for _, x := range list {
		text := x.Fee
		if x.Glued != "" {
			text = x.Glued
		}
		if strings.HasPrefix(x.FeeNote, "/") {
			text += x.FeeNote
		}
		text = strings.ReplaceAll(text, ",", ".")
		text = strings.ReplaceAll(strings.ReplaceAll(text, "Việt Nam Đồng", "đồng"), "VNĐ", "đồng")
		if text == nothing {
			text = "chưa có trong danh mục"
		}
		if !seen[text] {
			parts = append(parts, channelWords[x.Channel]+": "+text)
		}
		seen[text] = true
	}
	if len(parts) == 1 {
		_, only, _ := strings.Cut(parts[0], ": ")
		return only
	}
	return strings.Join(parts, "; ")
}
