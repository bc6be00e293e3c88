package procedure

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
)

func vnd(n int64) *int64 { return &n }

// sample is a small version that may be published.
func sample() Version {
	list := form.Cond{Field: "kind", Op: form.Eq, Value: "list"}
	return Version{
		Schema: SchemaNumber, Code: "9.000001", Name: "Đăng ký thử", Sector: "Thử", Level: "Cấp xã", Agency: "Ủy ban nhân dân cấp xã",
		EffectiveFrom: "2026-07-01", Channels: []Channel{Desk, Online},
		Cases: []Case{{Key: "list", Title: "Theo danh sách", When: &list}, {Key: "one", Title: "Một người", Default: true}, {Key: "verify", Title: "Cần xác minh"}},
		Components: []Component{
			{Key: "form", Title: "Tờ khai", Requirement: Required, Originals: 1},
			{Key: "birth", Title: "Giấy chứng sinh", Requirement: Required, Originals: 1, OneOf: "proof", Cases: []string{"one", "verify"}},
			{Key: "witness", Title: "Người làm chứng", Requirement: Required, Originals: 1, OneOf: "proof", Cases: []string{"one", "verify"}},
			{Key: "list", Title: "Danh sách", Requirement: Required, Originals: 1, Copies: 1, Cases: []string{"list"}},
			{Key: "id", Title: "Căn cước", Requirement: ShowOnly, Originals: 1},
		},
		Form: form.Schema{Pages: []form.Page{{Key: "p", Title: "Khai", Fields: []form.Field{
			{Key: "kind", Kind: form.Choice, Label: "Loại", Options: []form.Option{{Value: "one", Label: "Một"}, {Value: "list", Label: "Nhiều"}}, Required: true},
			{Key: "people", Kind: form.Number, Label: "Số người", Required: true},
			{Key: "pages", Kind: form.Number, Label: "Số trang"},
			{Key: "copies", Kind: form.Number, Label: "Số bản"},
		}}}},
		Deadline: deadline.Rule{Limit: deadline.Limit{N: 3, Unit: deadline.WorkingDay}, PerCase: map[string]deadline.Limit{"verify": {N: 5, Unit: deadline.WorkingDay}},
			PauseOn: []string{"supplement"}, Text: "03 ngày làm việc", Ground: "Luật thử Điều 1"},
		Fees: []Fee{
			{Key: "levy", Title: "Lệ phí", Kind: Levy, Amount: vnd(15000), PerChannel: map[Channel]int64{Online: 7000}, Stage: Before, Ground: "Thông tư thử",
				Cases: []string{"one", "verify"}, Exemptions: []Exemption{{Key: "poor", Title: "Hộ nghèo", Ground: "Thông tư thử Điều 4"}}},
			{Key: "list", Title: "Lệ phí danh sách", Kind: Levy, Amount: vnd(10000), Per: "people", Stage: Before, Ground: "Thông tư thử", Cases: []string{"list"}},
			{Key: "copy", Title: "Phí bản sao", Kind: Charge, Tiers: &Tiers{PagesKey: "pages", CopiesKey: "copies", FirstPages: 2, First: 2000, Next: 1000, Cap: 200000}, Stage: After, Ground: "226/2016/TT-BTC"},
			{Key: "local", Title: "Lệ phí tỉnh", Kind: Levy, Stage: Before, Ground: "Nghị quyết HĐND"},
		},
		FeeText: "Theo biểu",
		Flow: []Step{{Key: "receive", Title: "Tiếp nhận", Role: "clerk", Norm: 60}, {Key: "examine", Title: "Thẩm tra", Role: "officer", Norm: 960},
			{Key: "verify", Title: "Xác minh", Role: "officer", Norm: 960, Cases: []string{"verify"}}, {Key: "sign", Title: "Ký", Role: "leader", Norm: 360}, {Key: "return", Title: "Trả", Role: "clerk", Norm: 60}},
		Results:    []Result{{Key: "r", Title: "Giấy"}},
		LegalBasis: []LegalText{{Number: "1/2026/QH16"}},
		Examples: []Example{
			{Title: "Qua 24/11", Channel: Desk, Case: "one", Answers: form.Answers{"kind": "one", "people": "1"}, Received: "2026-11-20T09:00", Due: "2026-11-26T17:00", Fee: 15000, Components: []string{"form", "birth", "witness", "id"}},
			{Title: "Xác minh", Channel: Online, Case: "verify", Answers: form.Answers{"kind": "one", "people": "1", "pages": "3", "copies": "2"}, Received: "2026-11-02T09:00", Due: "2026-11-09T17:00", Fee: 17000, Components: []string{"form", "birth", "witness", "id"}},
		},
		Source: Source{Text: "thử", VerifiedOn: "2026-11-22"},
	}
}

func found(v Version) string { return listed(v.Check(calendar.National())) }

func listed(l problem.List) string {
	var out []string
	for _, p := range l {
		out = append(out, p.Error())
	}
	return strings.Join(out, "\n")
}

func TestTheSampleMayBePublished(t *testing.T) {
	require.Empty(t, found(sample()))
}

// TestCheck changes one thing of a version that may be published. What is
// refused stands beside a twin that is accepted.
func TestCheck(t *testing.T) {
	limit := func(n int, u deadline.Unit) deadline.Limit { return deadline.Limit{N: n, Unit: u} }
	due := func(v *Version, first, second string) { v.Examples[0].Due, v.Examples[1].Due = first, second }
	for _, c := range []struct {
		name string
		turn func(*Version)
		want string
	}{
		{"no name", func(v *Version) { v.Name = " " }, "name: procedure.no_text"},
		{"a day that does not exist", func(v *Version) { v.EffectiveFrom = "2026-02-30" }, "effective_from: procedure.bad_day"},
		{"no channel", func(v *Version) { v.Channels = nil; v.Examples = v.Examples[:0] }, "channels: procedure.no_channel\nexamples: procedure.no_example"},
		{"an unknown channel", func(v *Version) { v.Channels = append(v.Channels, "fax") }, "channels[2]: procedure.unknown_channel"},
		{"a third channel", func(v *Version) { v.Channels = append(v.Channels, Mobile) }, ""},
		{"a channel twice", func(v *Version) { v.Channels = append(v.Channels, Desk) }, "channels[2].key: procedure.duplicate_key"},
		{"no result", func(v *Version) { v.Results = nil }, "results: procedure.no_result"},
		{"no legal basis", func(v *Version) { v.LegalBasis = nil }, "legal_basis: procedure.no_legal_basis"},
		{"a refusal code twice", func(v *Version) { v.RefusalCodes = []RefusalCode{{Key: "a"}, {Key: "a"}} }, "refusal_codes[1].key: procedure.duplicate_key"},
		{"two refusal codes", func(v *Version) { v.RefusalCodes = []RefusalCode{{Key: "a"}, {Key: "b"}} }, ""},
		{"a wrong form", func(v *Version) { v.Form.Pages[0].Fields[1].Label = "" }, "form.pages[0].fields[1].label: form.no_label"},

		{"no default case", func(v *Version) { v.Cases[1].Default = false; v.Examples = v.Examples[1:] }, "cases: procedure.no_default_case"},
		{"two default cases", func(v *Version) { v.Cases[2].Default = true; v.Examples = v.Examples[:1] }, "cases: procedure.many_default_cases"},
		{"a default case with a condition", func(v *Version) { v.Cases[1].When = &form.Cond{Field: "kind", Op: form.Eq, Value: "one"} }, "cases[1].when: procedure.default_case_with_condition"},
		{"a case over no field", func(v *Version) { v.Cases[0].When = &form.Cond{Field: "moon", Op: form.Eq, Value: "1"} }, "cases[0].when.field: form.condition_unknown_field"},
		{"a case over another field", func(v *Version) { v.Cases[0].When = &form.Cond{Field: "people", Op: form.Gt, Value: "1"} }, ""},
		{"a case twice", func(v *Version) { v.Cases = append(v.Cases, Case{Key: "one", Title: "Lại"}) }, "cases[3].key: procedure.duplicate_key"},
		{"a case without title", func(v *Version) { v.Cases[0].Title = "" }, "cases[0].title: procedure.no_text"},

		{"a paper of no case", func(v *Version) { v.Components[3].Cases = []string{"lists"} }, "components[3].cases[0]: procedure.unknown_case"},
		{"a paper twice", func(v *Version) { v.Components[3].Key = "form" }, "components[3].key: procedure.duplicate_key"},
		{"a paper of no count", func(v *Version) { v.Components[3].Originals, v.Components[3].Copies = 0, 0 }, "components[3]: procedure.paper_without_count"},
		{"a paper in copy only", func(v *Version) { v.Components[3].Originals = 0 }, ""},
		{"an unknown requirement", func(v *Version) { v.Components[3].Requirement = "maybe" }, "components[3].requirement: procedure.unknown_requirement"},
		{"a paper alone in its group", func(v *Version) { v.Components[3].OneOf = "alone" }, "components[3].one_of: procedure.one_of_alone"},
		{"a group torn apart by cases", func(v *Version) { v.Components[2].Cases = []string{"one"}; v.Examples = v.Examples[:1] }, "components[1].one_of: procedure.one_of_alone"},
		{"a group of required and optional", func(v *Version) { v.Components[2].Requirement = Optional }, "components[2].one_of: procedure.one_of_mixed"},
		{"a group of optional papers", func(v *Version) { v.Components[1].Requirement, v.Components[2].Requirement = Optional, Optional }, ""},

		{"a limit without unit", func(v *Version) { v.Deadline.Limit.Unit = ""; v.Examples = v.Examples[1:] }, "deadline.limit: " + deadline.KeyLimitUnit},
		{"a limit of nothing", func(v *Version) { v.Deadline.Limit.N = 0 }, "deadline.limit: " + deadline.KeyLimitN + "\nflow: procedure.norms_above_limit\nflow: procedure.norms_above_limit\nflow: procedure.norms_above_limit\nflow: procedure.norms_above_limit"},
		{"a limit without ground", func(v *Version) { v.Deadline.Ground = "" }, "deadline.ground: procedure.limit_without_ground"},
		{"no limit without ground", func(v *Version) {
			v.Deadline.Limit = limit(0, deadline.None)
			v.Deadline.Ground = ""
			due(v, "", "2026-11-09T17:00")
		}, "deadline.ground: procedure.limit_without_ground"},
		{"no limit, and the law that sets none", func(v *Version) { v.Deadline.Limit = limit(0, deadline.None); due(v, "", "2026-11-09T17:00") }, ""},
		{"a limit for no case", func(v *Version) { v.Deadline.PerCase["lists"] = limit(1, deadline.WorkingDay) }, "deadline.per_case.lists: procedure.unknown_case"},
		{"a limit for no channel", func(v *Version) {
			v.Deadline.PerChannel = map[string]deadline.Limit{"fax": limit(3, deadline.WorkingDay)}
		}, "deadline.per_channel.fax: procedure.unknown_channel"},
		{"a limit for a channel", func(v *Version) {
			v.Deadline.PerChannel = map[string]deadline.Limit{"online": limit(4, deadline.WorkingDay)}
		}, ""},
		{"a lengthening without condition", func(v *Version) {
			v.Deadline.ExtendIf = []deadline.ExtendIf{{N: 2}}
			due(v, "2026-11-30T17:00", "2026-11-11T17:00")
		}, "deadline.extend_if[0].when: form.condition_shape"},
		{"a lengthening with one", func(v *Version) {
			v.Deadline.ExtendIf = []deadline.ExtendIf{{N: 2, When: form.Cond{Field: "people", Op: form.Gt, Value: "9"}}}
		}, ""},
		{"a pause for rain", func(v *Version) { v.Deadline.PauseOn = []string{"rain"} }, "deadline.pause_on[0]: procedure.unknown_pause"},
		{"a restart without ground", func(v *Version) { v.Deadline.AfterSupplement = "restart" }, "deadline.pause_ground: procedure.pause_without_ground"},
		{"a restart", func(v *Version) { v.Deadline.AfterSupplement, v.Deadline.PauseGround = "restart", "Điều 2" }, ""},
		{"a second appointment without ground", func(v *Version) { v.Deadline.AfterPayment = deadline.Limit{N: 5, Unit: deadline.WorkingDay} }, "deadline.pause_ground: procedure.pause_without_ground"},
		{"a second appointment of no length", func(v *Version) {
			v.Deadline.AfterPayment, v.Deadline.PauseGround = deadline.Limit{Unit: deadline.None}, "Điều 2"
		}, "deadline.after_payment: deadline.limit_unit"},
		{"a second appointment", func(v *Version) {
			v.Deadline.AfterPayment, v.Deadline.PauseGround = deadline.Limit{N: 5, Unit: deadline.WorkingDay}, "Điều 2"
		}, ""},
		{"a pause for payment", func(v *Version) { v.Deadline.PauseOn = []string{"supplement", "payment"} }, ""},

		{"a step of nobody", func(v *Version) { v.Flow[1].Role = "wizard" }, "flow[1].role: procedure.step_nobody_may_do"},
		{"a step of an inspector, who only reads", func(v *Version) { v.Flow[1].Role = "inspector" }, "flow[1].role: procedure.step_nobody_may_do"},
		{"a step of the cashier", func(v *Version) { v.Flow[4].Role = "cashier" }, ""},
		{"a step without length", func(v *Version) { v.Flow[1].Norm = 0 }, "flow[1].norm: procedure.bad_norm"},
		{"a step twice", func(v *Version) { v.Flow[1].Key = "sign" }, "flow[3].key: procedure.duplicate_key"},
		{"a step of no case", func(v *Version) { v.Flow[2].Cases = []string{"x"} }, "flow[2].cases[0]: procedure.unknown_case"},
		{"no step at all", func(v *Version) { v.Flow = nil }, "flow: procedure.no_step\nflow: procedure.no_step\nflow: procedure.no_step"},
		{"norms one minute above the law", func(v *Version) { v.Flow[4].Norm = 61 }, "flow: procedure.norms_above_limit\nflow: procedure.norms_above_limit\nflow: procedure.norms_above_limit\nflow: procedure.norms_above_limit\nflow: procedure.norms_above_limit\nflow: procedure.norms_above_limit"},

		{"a fee without ground", func(v *Version) { v.Fees[0].Ground = "" }, "fees[0].ground: procedure.fee_without_ground"},
		{"an exemption without ground", func(v *Version) { v.Fees[0].Exemptions[0].Ground = "" }, "fees[0].exemptions[0].ground: procedure.fee_without_ground"},
		{"no word about fees", func(v *Version) { v.FeeText = "" }, "fee_text: procedure.no_fee_text"},
		{"an unknown kind of fee", func(v *Version) { v.Fees[0].Kind = "tip" }, "fees[0].kind: procedure.unknown_fee_kind"},
		{"a fee at no stage", func(v *Version) { v.Fees[0].Stage = "" }, "fees[0].stage: procedure.unknown_fee_stage"},
		{"a fee below nothing", func(v *Version) { v.Fees[1].Amount = vnd(-1) }, "fees[1].amount: procedure.fee_amount_negative"},
		{"a fee of nothing", func(v *Version) { v.Fees[1].Amount = vnd(0) }, ""},
		{"a fee twice", func(v *Version) { v.Fees[3].Key = "list" }, "fees[3].key: procedure.duplicate_key"},
		{"a fee of no case", func(v *Version) { v.Fees[1].Cases = []string{"x"} }, "fees[1].cases[0]: procedure.unknown_case"},
		{"a fee times a text", func(v *Version) { v.Fees[1].Per = "kind" }, "fees[1].per: procedure.unknown_multiplier"},
		{"tiers over no field", func(v *Version) { v.Fees[2].Tiers.PagesKey = "moon"; v.Examples = v.Examples[:0] }, "fees[2].tiers.pages_key: procedure.unknown_multiplier\nexamples: procedure.no_example"},
		{"an amount and tiers", func(v *Version) { v.Fees[2].Amount = vnd(1) }, "fees[2].tiers: procedure.fee_amount_and_tiers"},
		{"tiers that cost nothing", func(v *Version) { v.Fees[2].Tiers.First, v.Fees[2].Tiers.Next = 0, 0; v.Examples[1].Fee = 7000 }, "fees[2].tiers: procedure.bad_tiers"},
		{"a fee for no channel", func(v *Version) { v.Fees[0].PerChannel["fax"] = 1 }, "fees[0].per_channel.fax: procedure.unknown_channel"},

		{"no example", func(v *Version) { v.Examples = nil }, "examples: procedure.no_example"},
		{"an example by a channel it does not offer", func(v *Version) { v.Examples[0].Channel = Post }, "examples[0].channel: procedure.example_channel"},
		{"an example whose answers are wrong", func(v *Version) { v.Examples[0].Answers["people"] = "ba" }, "examples[0].answers.people: form.not_a_number"},
		{"an example of an unknown case", func(v *Version) { v.Examples[0].Case = "x" }, "examples[0].case: procedure.unknown_case"},
		{"an example of another case", func(v *Version) { v.Examples[0].Case = "list" }, "examples[0].case: procedure.example_case"},
		{"an example that leaves the case to the answers", func(v *Version) { v.Examples[0].Case = "" }, ""},
		{"an example that forgot a paper", func(v *Version) { v.Examples[0].Components = []string{"form", "id"} }, "examples[0].components: procedure.example_papers"},
		{"an example with another fee", func(v *Version) { v.Examples[0].Fee = 14000 }, "examples[0].fee: procedure.example_fee"},
		{"an example with an exemption", func(v *Version) { v.Examples[0].Exemptions = map[string]string{"levy": "poor"}; v.Examples[0].Fee = 0 }, ""},
		{"an example with an unknown exemption", func(v *Version) { v.Examples[0].Exemptions = map[string]string{"levy": "rich"} }, "examples[0].exemptions.levy: procedure.unknown_exemption"},
		{"an example due on the holiday", func(v *Version) { v.Examples[0].Due = "2026-11-25T17:00" }, "examples[0].due: procedure.example_due"},
		{"an example received at no time", func(v *Version) { v.Examples[0].Received = "20/11/2026" }, "examples[0].received: procedure.example_time"},
		{"no source", func(v *Version) { v.Source.Text = "" }, "source.text: procedure.no_text"},
	} {
		v := sample()
		c.turn(&v)
		want := strings.ReplaceAll(c.want, "procedure.example_time", KeyExampleTime)
		assert.Equal(t, want, found(v), c.name)
	}
}

func TestTheLastExampleSaysWhatItGot(t *testing.T) {
	v := sample()
	v.Examples[0].Due = "2026-11-25T17:00"
	l := v.Check(calendar.National())
	require.Len(t, l, 1)
	assert.Equal(t, map[string]string{"want": "2026-11-25T17:00", "got": "2026-11-26T17:00"}, l[0].Args)
}

func TestWorkingMinutesOfALimit(t *testing.T) {
	for _, c := range []struct {
		limit deadline.Limit
		want  int
	}{
		{deadline.Limit{N: 3, Unit: deadline.WorkingDay}, 3 * 480},
		{deadline.Limit{N: 8, Unit: deadline.WorkingHour}, 480},
		{deadline.Limit{N: 24, Unit: deadline.ClockHour}, 480},
		{deadline.Limit{N: 1, Unit: deadline.SameDay}, 480},
		{deadline.Limit{N: 1, Unit: deadline.CalendarDay}, 480},
		{deadline.Limit{N: 7, Unit: deadline.CalendarDay}, 5 * 480},
		{deadline.Limit{N: 15, Unit: deadline.CalendarDay}, 10 * 480},
		{deadline.Limit{N: 30, Unit: deadline.CalendarDay}, 20 * 480},
		{deadline.Limit{N: 1, Unit: deadline.Month}, 20 * 480},
	} {
		got, ok := minutes(c.limit)
		assert.True(t, ok, c.limit)
		assert.Equal(t, c.want, got, c.limit)
	}
	_, ok := minutes(deadline.Limit{Unit: deadline.None})
	assert.False(t, ok, "no limit is nothing to stay under")
}
