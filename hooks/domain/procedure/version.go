// Package procedure is an administrative procedure (thủ tục hành chính) as it
// is published: an immutable version with its cases, papers, limit, fees and
// flow. It checks a version before publication and evaluates it for a
// dossier; it stores nothing.
package procedure

import (
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/form"
)

// SchemaNumber is the number of the JSON shape below.
const SchemaNumber = 1

// Channel is how a dossier comes in (cách thức thực hiện).
type Channel string

// The channels (NĐ 118/2025/NĐ-CP Điều 15).
const (
	Desk   Channel = "desk"
	Online Channel = "online"
	Post   Channel = "post"
	Kiosk  Channel = "kiosk"
	Mobile Channel = "mobile" // đăng ký lưu động
)

// Version is one published version (phiên bản thủ tục đã công bố). It is a
// value: once published nothing in it changes, and a dossier keeps its own.
type Version struct {
	Schema        int           `json:"schema"`
	Code          string        `json:"code"` // mã TTHC, e.g. 2.000635
	Name          string        `json:"name"`
	Sector        string        `json:"sector"`             // lĩnh vực
	Level         string        `json:"level"`              // cấp thực hiện
	Synonyms      []string      `json:"synonyms,omitempty"` // how people ask for it: "khai sinh cho bé", "dk ks"
	LifeEvent     string        `json:"life_event,omitempty"`
	Audience      []string      `json:"audience,omitempty"`
	Agency        string        `json:"agency"`
	Coordinating  string        `json:"coordinating,omitempty"`
	Decision      string        `json:"decision,omitempty"` // quyết định công bố
	EffectiveFrom string        `json:"effective_from"`     // day
	Channels      []Channel     `json:"channels"`
	Cases         []Case        `json:"cases"`
	Components    []Component   `json:"components"`
	Form          form.Schema   `json:"form,omitzero"`
	Deadline      deadline.Rule `json:"deadline"`
	Fees          []Fee         `json:"fees,omitempty"` // none = free of charge, and FeeText says on what ground
	FeeText       string        `json:"fee_text"`
	Flow          []Step        `json:"flow"`
	Links         []Link        `json:"links,omitempty"` // procedures of other agencies that follow this one (liên thông), in their order
	Results       []Result      `json:"results"`
	StepsText     []string      `json:"steps_text,omitempty"` // trình tự thực hiện, in our words
	Conditions    []string      `json:"conditions,omitempty"`
	LegalBasis    []LegalText   `json:"legal_basis"`
	WhatNext      string        `json:"what_next,omitempty"`
	RefusalCodes  []RefusalCode `json:"refusal_codes,omitempty"`
	Examples      []Example     `json:"examples"`
	Source        Source        `json:"source"`
}

// Case is one situation (trường hợp) with its own papers, limit and fees.
type Case struct {
	Key     string     `json:"key"`
	Title   string     `json:"title"`
	Default bool       `json:"default,omitempty"`
	When    *form.Cond `json:"when,omitempty"` // chooses the case from the answers; nil = chosen by the clerk
}

// Requirement says whether a paper must be there.
type Requirement string

// The requirements.
const (
	Required Requirement = "required"
	Optional Requirement = "optional"
	ShowOnly Requirement = "show_only" // xuất trình: shown and given back
)

// Component is one required paper (thành phần hồ sơ).
type Component struct {
	Key         string      `json:"key"`
	Title       string      `json:"title"`
	Requirement Requirement `json:"requirement"`
	Originals   int         `json:"originals"`           // number of originals (bản chính)
	Copies      int         `json:"copies"`              // number of copies (bản sao)
	Cases       []string    `json:"cases,omitempty"`     // only in these cases; empty = in every case
	OneOf       string      `json:"one_of,omitempty"`    // papers of one group: one of them is enough
	MayReuse    bool        `json:"may_reuse,omitempty"` // not asked again when the office has it from an earlier dossier of the same person
	FormName    string      `json:"form_name,omitempty"` // name of the declaration form, e.g. "Tờ khai đăng ký khai sinh"
	Note        string      `json:"note,omitempty"`

	Valid    deadline.Limit `json:"valid,omitzero"`      // with MayReuse: for how many months or calendar days the paper holds; zero = no end
	ResultOf []string       `json:"result_of,omitempty"` // with MayReuse: codes of procedures whose result is this paper
}

// FeeKind tells phí from lệ phí (Luật Phí và lệ phí 2015).
type FeeKind string

// The kinds of fee.
const (
	Charge FeeKind = "phi"
	Levy   FeeKind = "le_phi"
)

// Fee is one item to pay. Exactly one of Amount and Tiers is used; Amount nil
// and no Tiers = set by the province (HĐND), entered by the unit's offering.
type Fee struct {
	Key        string            `json:"key"`
	Title      string            `json:"title"`
	Kind       FeeKind           `json:"kind"`
	Amount     *int64            `json:"amount,omitempty"` // đồng, for each Per
	Per        string            `json:"per,omitempty"`    // answer key that multiplies Amount (copies, signatures); empty = once
	Tiers      *Tiers            `json:"tiers,omitempty"`
	PerChannel map[Channel]int64 `json:"per_channel,omitempty"` // đồng, wins over Amount
	Cases      []string          `json:"cases,omitempty"`
	Stage      string            `json:"stage"` // before (at receipt) or after (at return)
	Exemptions []Exemption       `json:"exemptions,omitempty"`
	Ground     string            `json:"ground"`
}

// Tiers is a fee by page: the first FirstPages cost First each, the others
// Next each, at most Cap for one copy; times the number of copies.
type Tiers struct {
	PagesKey   string `json:"pages_key"`  // answer key with the number of pages
	CopiesKey  string `json:"copies_key"` // answer key with the number of copies
	FirstPages int    `json:"first_pages"`
	First      int64  `json:"first"` // đồng a page
	Next       int64  `json:"next"`  // đồng a page
	Cap        int64  `json:"cap"`   // đồng a copy
}

// Exemption is a reason not to pay, with the paper that proves it.
type Exemption struct {
	Key    string `json:"key"`
	Title  string `json:"title"`
	Proof  string `json:"proof,omitempty"`
	Ground string `json:"ground"`
}

// Step is one step of the internal flow (quy trình nội bộ).
type Step struct {
	Key   string   `json:"key"`
	Title string   `json:"title"`
	Role  string   `json:"role"`            // a role of domain/access: clerk, officer, leader
	Norm  int      `json:"norm"`            // working minutes
	Cases []string `json:"cases,omitempty"` // only in these cases (xác minh, …); empty = in every case; see Version.Steps
}

// Link is a procedure of another agency that follows when this one has its
// result (thủ tục liên thông). Its limit counts from the due moment of the one
// before it.
type Link struct {
	Key    string         `json:"key"`
	Title  string         `json:"title"`
	Agency string         `json:"agency"`
	Limit  deadline.Limit `json:"limit"`
	Ground string         `json:"ground"`          // where the limit comes from
	Cases  []string       `json:"cases,omitempty"` // only in these cases; empty = in every case
}

// Result is what the applicant gets.
type Result struct {
	Key      string `json:"key"`
	Title    string `json:"title"`
	Register string `json:"register,omitempty"` // sổ
	Validity string `json:"validity,omitempty"`
}

// LegalText is one text of the legal basis (căn cứ pháp lý).
type LegalText struct {
	Number  string `json:"number"` // 123/2015/NĐ-CP
	Title   string `json:"title,omitempty"`
	Article string `json:"article,omitempty"`
}

// RefusalCode is one lawful reason to refuse, with its ground.
type RefusalCode struct {
	Key    string `json:"key"`
	Title  string `json:"title"`
	Ground string `json:"ground"`
}

// Example is a golden case: it must hold before a version may be published.
type Example struct {
	Title      string            `json:"title"`
	Channel    Channel           `json:"channel"`
	Case       string            `json:"case,omitempty"` // expected case key
	Answers    form.Answers      `json:"answers,omitempty"`
	Exemptions map[string]string `json:"exemptions,omitempty"` // fee key → exemption key that is claimed
	Received   string            `json:"received"`             // 2006-01-02T15:04, Asia/Ho_Chi_Minh, office hours 07:00–11:30 13:30–17:00
	Due        string            `json:"due"`                  // 2006-01-02T15:04
	Fee        int64             `json:"fee"`                  // đồng, before and after together
	Components []string          `json:"components"`           // keys of the papers asked in this case, in order
}

// Source says where the facts come from and when they were last verified.
type Source struct {
	URL        string   `json:"url,omitempty"`
	Text       string   `json:"text"`
	VerifiedOn string   `json:"verified_on"`     // day
	Notes      []string `json:"notes,omitempty"` // what was decided where the catalogue is silent, with its ground
}
